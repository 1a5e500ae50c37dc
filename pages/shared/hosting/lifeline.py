"""A way for the browser to let the whole page run once more, when the session that it knew is gone.
A player's own requests run only its fragment, which a new session does not have yet."""

from functools import cache
from typing import Any

import streamlit as st

from pages.shared.protocol.answers import Linked

LOADER = """export default ({ data, setTriggerValue }) => {
  import(new URL('assets/page.js', document.baseURI)).then(({ parts }) => {
    parts.hold(() => setTriggerValue('wake', performance.now()));
    parts.keep(data);
  });
}
"""


def lifeline(linked: Linked) -> None:
    """Put the lifeline into the page, unseen; `linked` belongs into the address of every page."""
    _component()(key="lifeline", data=dict(linked), on_wake_change=_nothing)


def _nothing() -> None:
    """That the page runs is all that is wanted."""


@cache
def _component() -> Any:
    return st.components.v2.component(
        "nnviz_lifeline", html="<i hidden></i>", js=LOADER, isolate_styles=False
    )
