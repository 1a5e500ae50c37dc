"""The moments that a visitor kept on other pages. The browser has them, and hands them over when the editor
is open; what it sends is looked at as if anybody had sent it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st

from pages.parts.lecture.editing import extended
from pages.parts.lecture.known_pages import read_link
from pages.parts.lecture.lecture import MOST_MOMENTS, Link
from pages.parts.lecture.refusals import Refusal
from pages.parts.lecture.settings import OWN, STORE
from pages.shared.state import address, session

# Its line breaks matter: a text without any would be taken for a path.
LOADER = """export default (component) => {
  import(new URL('assets/page.js', document.baseURI)).then(({ parts }) => { parts.collected(component); });
}
"""
HTML = '<div data-nnviz="collected" hidden></div>'
KEY, TAKEN = "lecture-collected", "lecture:taken"


@dataclass(frozen=True)
class Sent:
    """What a browser handed over: its name, so that it is taken once, and links."""

    name: str = ""
    links: tuple[str, ...] = ()


def read_sent(value: object) -> Sent:
    """Return what can be understood of a value that came from a browser."""
    if not isinstance(value, Mapping):
        return Sent()
    name, links = value.get("name"), value.get("links")
    if not isinstance(name, str) or not isinstance(links, list):
        return Sent()
    return Sent(name[:64], tuple(one for one in links[:MOST_MOMENTS] if isinstance(one, str)))


def take(sent: Sent) -> bool:
    """Add to the visitor's lecture what was sent, once; it is the one that is edited then. Return whether
    anything was new."""
    if not sent.links or session.get(TAKEN, "") == sent.name:
        return False
    settings = STORE.current()
    known: list[Link] = []
    for text in sent.links:
        try:
            known.append(read_link(text))
        except Refusal:
            continue  # a page that is no picture, such as the start page
    own = extended(settings.own, known)
    session.put({TAKEN: sent.name})
    STORE.change(own=own, lecture=OWN, edited=max(0, len(own.moments) - 1))
    return True


def collect() -> None:
    """Take what the browser has kept, and tell it what was taken, so that it forgets that."""
    sent = session.take_request(KEY, read_sent)
    if sent and take(sent):
        st.rerun()  # the choice on top shows another lecture
    data = {"taken": session.get(TAKEN, ""), "linked": address.told(), "undo": address.is_change()}
    _component()(key=KEY, data=data, on_request_change=lambda: session.keep_request(KEY))


@cache  # not st.cache_resource, which any browser may clear
def _component() -> Any:
    return st.components.v2.component("nnviz_collected", html=HTML, js=LOADER, isolate_styles=False)
