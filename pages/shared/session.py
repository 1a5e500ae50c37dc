"""The only reader and writer of a visitor's session: what was asked, what was shown, what is running.
Two tabs are two sessions; nothing here is shared between visitors."""

from collections.abc import Callable, Collection, Mapping, MutableMapping
from typing import Any, TypeVar, cast

import streamlit as st

T = TypeVar("T")

LINKS_UNDER_WAY = 8  # addresses that a browser may still have while it is told new ones


def _state() -> MutableMapping[str, Any]:
    return cast(MutableMapping[str, Any], st.session_state)


# -- the player ---------------------------------------------------------------------
def keep_request(key: str) -> None:
    """Keep what the player's browser side asks for until its fragment runs.

    A last request may arrive when its page has been left; it is nobody's then."""
    sent = _state().get(key)
    if sent is not None:
        _state()[f"{key}:request"] = sent.get("request")


def take_request(key: str, read: Callable[[Any], T]) -> T | None:
    """Return the request that is waiting, once; None if there is none."""
    value = _state().pop(f"{key}:request", None)
    return None if value is None else read(value)


def next_sequence(key: str) -> int:
    """Return 1, 2, 3, …: the number of a packet."""
    number: int = _state().get(f"{key}:sequence", 0) + 1
    _state()[f"{key}:sequence"] = number
    return number


def shown(key: str) -> tuple[str, str] | None:
    """Return the run and spec that the browser was last given whole."""
    return cast("tuple[str, str] | None", _state().get(f"{key}:shown"))


def remember_shown(key: str, identity: tuple[str, str]) -> None:
    """Remember the run and spec that the browser has now."""
    _state()[f"{key}:shown"] = identity


# -- missed changes ------------------------------------------------------------------
def _values() -> dict[str, Any]:
    plain = (bool, int, float, str, tuple, type(None))
    return {name: value for name, value in _state().items() if ":" not in name and isinstance(value, plain)}


def mark_whole_run() -> None:
    """Remember the values that this run of the whole page has seen."""
    _state()["page:values"] = _values()


def missed_change() -> bool:
    """Return whether a widget changed without a run of the whole page.

    A change that reaches the server together with a player's request runs the player's fragment only."""
    return bool(_state().get("page:values") != _values())


# -- what a page keeps ----------------------------------------------------------------
def kept(key: str, identity: object, make: Callable[[], T]) -> T:
    """Return the object kept under `key`; made anew when `identity` is not the one it was made for."""
    known = _state().get(key)
    if known is None or known[0] != identity:
        known = (identity, make())
        _state()[key] = known
    return cast(T, known[1])


def has(key: str) -> bool:
    """Return whether the session holds a value."""
    return key in _state()


def get(key: str, default: T) -> T:
    """Return a value of the session, `default` if there is none."""
    return cast(T, _state().get(key, default))


def put(values: Mapping[str, Any]) -> None:
    """Set values, widgets' among them, before the widgets are made."""
    for key, value in values.items():
        _state()[key] = value


def restore(key: str, value: object) -> None:
    """Give a widget that is about to be shown again the value that it had."""
    if key not in _state():
        _state()[key] = value


# -- the link ---------------------------------------------------------------------------
def foreign_link(page: str, names: Collection[str]) -> dict[str, str] | None:
    """Return the query if it says other than what `write_link` wrote last for this page; None if the same.

    So a link that is opened, edited, or reached with the browser's Back button counts, once."""
    query = st.query_params.to_dict()
    ours = {name: value for name, value in query.items() if name in names}
    if ours == _state().get(f"{page}:link"):
        _state().pop(f"{page}:links-before", None)
        return None
    if ours in _state().get(f"{page}:links-before", ()):
        return None
    _state()[f"{page}:link"] = ours
    _state().pop(f"{page}:complained", None)
    return query


def complained(page: str, settings: object) -> bool:
    """Return whether the settings are still those that the link led to."""
    return bool(_state().setdefault(f"{page}:complained", settings) == settings)


def expect_link(page: str, values: Mapping[str, str], names: Collection[str]) -> dict[str, str]:
    """Return what the browser has to write into its address by itself, "" for a name to be taken out.

    Until it has, it may still ask with one of the addresses before: those are ours as well."""
    known = f"{page}:links-before"
    before = [*_state().get(known, ()), _state().get(f"{page}:link", {})]
    _state()[known] = before[-LINKS_UNDER_WAY:]
    _state()[f"{page}:link"] = dict(values)
    return {name: values.get(name, "") for name in names}


def leave_out_of_link(name: str) -> None:
    """Take a name out of the address, whoever wrote it there."""
    if name in st.query_params:
        del st.query_params[name]


def write_link(page: str, values: Mapping[str, str], names: Collection[str]) -> None:
    """Write the settings called `names` into the address; those without a value are taken out."""
    for name in names:
        if name in values and st.query_params.get(name) != values[name]:
            st.query_params[name] = values[name]
        elif name not in values and name in st.query_params:
            del st.query_params[name]
    _state()[f"{page}:link"] = dict(values)
