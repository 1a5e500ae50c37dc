"""What belongs to every page and needs no run of it: presenting, a link that is copied, the table of keys.
The browser does it all; Python gives the words and the pages."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.shared.text import Text

LOADER = """export default (component) => {
  import(new URL('assets/page.js', document.baseURI)).then(({ parts }) => { parts.show(component); });
}
"""
BUTTONS = ("present", "copy", "copied", "kept", "help", "skip")
KEYS = (
    "play", "steps", "ends", "enter", "present", "link", "keep", "sound", "read", "help", "moments", "pages",
    "spot", "timer", "black", "size", "leave",
)  # fmt: skip
TABLE = (
    "title", "close", "space", "press", "presenting", "exceptions", "tour", "lecture", "lecture_hint",
    "lecture_add", "embed", "embed_hint", "embed_copy",
)  # fmt: skip
LECTURER = (
    "title", "left", "over", "pause", "resume", "again", "next", "backward", "onward", "black", "hint",
)  # fmt: skip
TOUR = ("question", "play", "touch", "more", "link")  # its steps, in the order of tour.js
TOURING = ("close", "back", "next", "done")


def tools(text: Text, pages: Sequence[StreamlitPage], shown: StreamlitPage, embedded: bool) -> None:
    """Show the buttons of the bar on top, and answer the keys of every page.

    `pages` are numbered from 1, as their keys are; an `embedded` page is presented from the start, without
    these buttons."""
    words = {name: text(f"present.{name}", count="{count}") for name in BUTTONS}
    table = {name: text(f"keys.{name}") for name in TABLE}
    keys = {name: text(f"key.{name}") for name in KEYS}
    lecturer = {name: text(f"lecturer.{name}", time="{time}") for name in LECTURER}
    paths = [page.url_path for page in pages]
    data: dict[str, object] = {
        "words": words,
        "table": table,
        "keys": keys,
        "lecturer": lecturer,
        "pages": paths,
    }
    data |= {"tour": tour(text), "page": shown.url_path, "embedded": embedded}
    _component()(key="presenting", data=data)


def tour(text: Text) -> dict[str, object]:
    """Return the words of the tour of a first visit: of its buttons, and title and text of each step."""
    words = {name: text(f"tour.{name}") for name in TOURING} | {
        "count": text("tour.count", n="{n}", all="{all}")
    }
    steps = [(text(f"tour.step.{name}.title"), text(f"tour.step.{name}.text")) for name in TOUR]
    return {"words": words, "steps": steps}


@cache
def _component() -> Any:
    html = '<div data-nnviz="tools" hidden></div>'
    return st.components.v2.component("nnviz_presenting", html=html, js=LOADER, isolate_styles=False)
