"""The address of the page. Python says what belongs there, the browser's `address.js` alone writes it.
What stands there is followed when a page is entered, when the visitor goes back or forward in the browser's
history, and when a page that outlived its session says where it stood; at all other times it only repeats
what it was told, maybe late."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.shared.protocol.answers import Linked
from pages.shared.state import session

# Names in an address that are none of a page's: Streamlit keeps the first two for itself, the browser others.
FOREIGN = frozenset({"embed", "embed_options", "present", "tour"})
PAGE, FOLLOWED, TOLD, SAID = "address:page", "address:followed", "address:told", "address:said"
NORMAL = "address:normal"  # whether the next that is told is only what a link that was followed comes to

Query = dict[str, str]


def arrive(page: str) -> None:
    """Begin a run of the whole page: find out whether its address is to be followed, and forget others'."""
    said: Query | None = session.take(SAID, None)
    entered, back = session.get(PAGE, None) != page, gone_back()
    session.put({PAGE: page})
    if entered:
        session.put({TOLD: {}})
    if entered or back or said is not None:
        query = st.query_params.to_dict() if said is None else said
        session.put({FOLLOWED: (query, entered and not back), NORMAL: True})


def gone_back() -> bool:
    """Return whether this run follows the visitor's way back or forward in the browser's history."""
    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and context.is_history_navigation


def followed(names: Mapping[str, object]) -> Query | None:
    """Return the query that this run has to follow, once; None if there is none.

    A page that is entered without any of these names in its address stays as its visitor left it."""
    found: tuple[Query, bool] | None = session.take(FOLLOWED, None)
    if found is None:
        return None
    query, as_it_was_left = found
    return None if as_it_was_left and not names.keys() & query.keys() else query


def tell(settings: Linked) -> None:
    """Say what belongs into the address from now on."""
    session.put({TOLD: {**told(), **settings}})


def told() -> Linked:
    """Return what belongs into the address of the page."""
    return session.get(TOLD, {})


def is_change() -> bool:
    """Return, once, whether what is told now is a change that Back can undo, not what a link comes to."""
    return not session.take(NORMAL, False)


def say(address: str) -> bool:
    """Hear where a page stands that outlived its session; return whether that has to be followed."""
    found = parse_qsl(address.removeprefix("?"), keep_blank_values=True)
    asked = {name: value for name, value in found if name.lower() not in FOREIGN}
    if asked == {name: value for name, value in st.query_params.to_dict().items() if name not in FOREIGN}:
        return False
    session.put({SAID: asked})
    return True
