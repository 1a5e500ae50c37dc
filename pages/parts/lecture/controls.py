"""The choice on top of the page Lecture: which lecture, and whether it is played, printed or edited."""

import streamlit as st

from pages.parts.lecture.settings import OWN, STORE, LectureSettings
from pages.parts.lecture.shipped import LECTURES
from pages.shared import stage
from pages.shared.state.codecs import OneOf
from pages.shared.state.controls import Controls
from pages.shared.text import Text


def lecture_settings(text: Text) -> LectureSettings:
    """Show the choices, and return the settings after them."""
    STORE.follow()
    controls = Controls(STORE, text)
    with stage.view():
        lecture = st.selectbox(
            text("lecture.label"),
            (*LECTURES, OWN),
            key=controls.key("lecture"),
            format_func=lambda name: title_of(name, text),
            label_visibility="collapsed",
        )
        view = controls.view()
    codec = STORE.table["lecture"].codec
    known = codec.held(lecture) if isinstance(codec, OneOf) else STORE.start.lecture
    STORE.keep(STORE.changed(STORE.current(), {"lecture": known, "view": view}))
    return STORE.current()


def title_of(name: str, text: Text) -> str:
    """Return what a lecture is called; one's own always the same, because a choice with other words would be
    another one."""
    return LECTURES[name].title[text.language] if name in LECTURES else text("lecture.own")
