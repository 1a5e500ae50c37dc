"""A lecture as it is given: one component, so that nothing is run between two moments. The picture of a
moment is its page itself, in a frame, and so opens just as its link does."""

from dataclasses import asdict
from functools import cache
from typing import Any

import streamlit as st

from pages.parts.lecture.settings import LectureSettings
from pages.parts.lecture.told import all_told
from pages.shared.state import address, language
from pages.shared.text import Text

# Its line breaks matter: a text without any would be taken for a path.
LOADER = """export default (component) => {
  const coming = import(new URL('assets/page.js', document.baseURI))
    .then(({ parts }) => parts.lecture(component));
  return () => { coming.then((stop) => stop?.()); };
}
"""
HTML = '<div data-nnviz="lecture"></div>'
WORDS = (
    "place", "show", "next", "back", "votes", "more_votes", "right", "picture", "covered", "lecturer", "end",
    "opened",
)  # fmt: skip

FIELDS = {name: f"{{{name}}}" for name in ("at", "all", "letter")}  # which the browser fills


def show(settings: LectureSettings, text: Text) -> None:
    """Show the lecture at the moment that its link says."""
    lecture = settings.shown
    if not lecture.moments:
        st.info(text("empty"))
        return
    data = {
        "name": settings.lecture,
        "title": lecture.title[text.language],
        "minutes": lecture.minutes,
        "moments": [asdict(one) for one in all_told(lecture, text.language)],
        "moment": min(settings.moment, len(lecture.moments)),
        "words": {name: text(f"play.{name}", **FIELDS) for name in WORDS},
        "language": text.language,
        "theme": language.theme(),
        "linked": address.told(),
        "undo": address.is_change(),
    }
    _component()(key="lecture", data=data)


@cache  # not st.cache_resource, which any browser may clear
def _component() -> Any:
    return st.components.v2.component("nnviz_lecture", html=HTML, js=LOADER, isolate_styles=False)
