"""The only reader and writer of a visitor's session: what was asked, what was shown, what is running.
Two tabs are two sessions; nothing here is shared between visitors.

A name with a colon is the app's own and lies in the visitor's `Store`, which answers over a socket reach as
well; every other name belongs to a widget or a page and lies in Streamlit's session state."""

import secrets
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

import streamlit as st

T = TypeVar("T")

STORE = "nnviz:store"
PUT_AWAY = "session:put-away"  # that a store is new because the one before was given back


class Store(dict[str, Any]):
    """What the app keeps for one session. It goes with the session: nobody else holds it for long.

    `life` tells a browser whether it still talks to the session that it knows; whoever reads and then writes
    takes the `lock` meanwhile, because a page and a touch may come at the same time. Its visitor was `seen`
    last at this second of the clock; where another store has taken its place, it is `over`."""

    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__  # one session is no other, whatever they keep

    def __init__(self) -> None:
        super().__init__()
        self.life = secrets.token_urlsafe(9)
        self.lock = threading.RLock()
        self.seen = time.monotonic()
        self.over = False


_visited: ContextVar[Store | None] = ContextVar("visited", default=None)


def store() -> Store:
    """Return the store of the session that is answered: of the script that runs, or the one visited."""
    visited = _visited.get()
    if visited is not None:
        return visited
    state = cast(MutableMapping[str, Any], st.session_state)
    if STORE not in state:
        state[STORE] = Store()
    found = cast(Store, state[STORE])
    found.seen = time.monotonic()
    return found


@contextmanager
def visiting(known: Store) -> Iterator[None]:
    """Within this block the session is that of `known`, whatever thread this is. No widget can be read."""
    token = _visited.set(known)
    known.seen = time.monotonic()
    try:
        with known.lock:
            yield
    finally:
        _visited.reset(token)


def later(job: Callable[[], T]) -> Callable[[], T]:
    """Return a function that does the job for the session of now, whenever and in whatever thread it runs."""
    known = store()

    def run() -> T:
        with visiting(known):
            return job()

    return run


def _state() -> MutableMapping[str, Any]:
    return cast(MutableMapping[str, Any], st.session_state)


def _holder(key: str) -> MutableMapping[str, Any]:
    return store() if ":" in key else _state()


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
    number: int = store().get(f"{key}:sequence", 0) + 1
    store()[f"{key}:sequence"] = number
    return number


def shown(key: str) -> tuple[str, str] | None:
    """Return the run and spec that the browser was last given whole."""
    return cast("tuple[str, str] | None", store().get(f"{key}:shown"))


def remember_shown(key: str, identity: tuple[str, str]) -> None:
    """Remember the run and spec that the browser has now."""
    store()[f"{key}:shown"] = identity


def remember_asked(want: str) -> None:
    """Remember what the browser wanted of the player in this run."""
    store()["page:asked"] = want


def asked() -> str:
    """Return what the browser wanted of the player in this run."""
    return cast(str, store().get("page:asked", ""))


# -- missed changes ------------------------------------------------------------------
def _values() -> dict[str, Any]:
    plain = (bool, int, float, str, tuple, type(None))
    return {name: value for name, value in _state().items() if ":" not in name and isinstance(value, plain)}


def mark_whole_run(key: str) -> None:
    """Remember the values that this run of the whole page has seen, and which player it shows.

    The browser has nothing of a player that comes after another one."""
    store()["page:values"] = _values()
    if store().get("page:player") != key:
        store().pop(f"{key}:shown", None)
        store()["page:player"] = key


def missed_change() -> bool:
    """Return whether a widget changed without a run of the whole page.

    A change that reaches the server together with a player's request runs the player's fragment only."""
    return bool(store().get("page:values") != _values())


def saw(key: str) -> None:
    """Remember that what a widget says now has been followed, without a run of the whole page."""
    store().setdefault("page:values", {})[key] = _state()[key]


# -- what a page keeps ----------------------------------------------------------------
def kept(key: str, identity: object, make: Callable[[], T]) -> T:
    """Return the object kept under `key`; made anew when `identity` is not the one it was made for."""
    holder = _holder(key)
    known = holder.get(key)
    if known is None or known[0] != identity:
        known = (identity, make())
        holder[key] = known
    return cast(T, known[1])


def get(key: str, default: T) -> T:
    """Return a value of the session, `default` if there is none."""
    return cast(T, _holder(key).get(key, default))


def put(values: Mapping[str, Any]) -> None:
    """Set values, widgets' among them, before the widgets are made."""
    for key, value in values.items():
        _holder(key)[key] = value


def take(key: str, default: T) -> T:
    """Return a value of the session and forget it."""
    return cast(T, _holder(key).pop(key, default))


def forget(keys: Collection[str]) -> None:
    """Forget these values; a widget that is shown again begins anew."""
    for key in keys:
        _holder(key).pop(key, None)


def restore(key: str, value: object) -> None:
    """Give a widget that is about to be shown again the value that it had."""
    if key not in _holder(key):
        _holder(key)[key] = value
