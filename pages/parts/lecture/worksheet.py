"""A lecture on paper: pictures and questions with space to write, and the answers on a page of their own."""

from dataclasses import asdict
from functools import cache, lru_cache
from typing import Any

import streamlit as st

from pages.parts.lecture.lecture import Lecture, Moment
from pages.parts.lecture.moment_pictures import picture_of
from pages.parts.lecture.settings import STORE, LectureSettings
from pages.parts.lecture.told import told
from pages.shared.protocol.describing import own
from pages.shared.state import address
from pages.shared.state.controls import Controls
from pages.shared.text import Language, Text
from pages.shared.theme import COLOURS

# Its line breaks matter: a text without any would be taken for a path.
LOADER = """export default (component) => {
  import(new URL('assets/page.js', document.baseURI)).then(({ parts }) => { parts.worksheet(component); });
}
"""
HTML = '<div data-nnviz="worksheet"></div>'
WORDS = ("name", "date", "key", "print", "task", "picture", "lead")


def show(settings: LectureSettings, text: Text) -> None:
    """Show the sheets as they will be printed, with the button that prints them."""
    if not settings.shown.moments:
        st.info(text("empty"))
        return
    with st.container(key="worksheet-choice"):
        key = Controls(STORE, text).toggle("key")
    STORE.keep(STORE.changed(STORE.current(), {"key": bool(key)}))
    data = {
        **sheet(settings.shown, text.language),
        "key": bool(key),
        "words": {name: text(f"worksheet.{name}", at="{at}") for name in WORDS},
        "colours": own(COLOURS["light"]),
        "linked": address.told(),
        "undo": address.is_change(),
    }
    _component()(key="worksheet", data=data)


def sheet(lecture: Lecture, language: Language) -> dict[str, Any]:
    """Return what is on paper, in one language."""
    tasks = [task(moment, language) for moment in lecture.moments]
    return {"title": lecture.title[language], "language": language, "tasks": tasks}


@lru_cache(maxsize=128)
def task(moment: Moment, language: Language) -> dict[str, Any]:
    """Return one task: its texts, and its picture if that belongs to the question."""
    picture = None if moment.covered else picture_of(moment.link, language)
    return {**asdict(told(moment, language)), "picture": picture}


@cache  # not st.cache_resource, which any browser may clear
def _component() -> Any:
    return st.components.v2.component("nnviz_worksheet", html=HTML, js=LOADER, isolate_styles=False)
