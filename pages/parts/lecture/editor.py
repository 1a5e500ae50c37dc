"""The editor: a lecture of one's own, made of moments that one kept on other pages, of one that comes with
the app, or of a file. Every change is a function of the lecture, and the lecture stands in the address."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

import streamlit as st

from pages.parts.lecture import collected, editing, moment_editor
from pages.parts.lecture.lecture import LONGEST_TITLE, MINUTES, Lecture
from pages.parts.lecture.lecture_file import read_file, write_file
from pages.parts.lecture.lecture_link import LONGEST, write_packed
from pages.parts.lecture.refusals import Refusal
from pages.parts.lecture.settings import OWN, STORE, LectureSettings
from pages.parts.lecture.told import told
from pages.shared.state import session
from pages.shared.text import Text, plain

STYLE = Path(__file__).resolve().parents[2] / "shared" / "lecture_editor.css"
MOST_MB = 1  # of a file; what is larger than a lecture can be is refused with words
BROUGHT, REFUSED = "lecture:brought", "lecture:refused"


def show(_settings: LectureSettings, text: Text) -> None:
    """Show the moments of the lecture, and the texts of one of them."""
    collected.collect()
    st.html(STYLE)
    with st.container(key="lecture-editor"):
        _editor(STORE.current(), text)


def _editor(settings: LectureSettings, text: Text) -> None:
    if settings.lecture != OWN:
        st.info(text("edit.shipped"))
        st.button(text("edit.copy"), key="lecture-copy", on_click=copy_shipped, type="primary")
    left, right = st.columns([2, 3], gap="large")
    with left:
        if settings.lecture == OWN:
            _head(settings.own, text)
            _moments(settings, text)
        _files(settings, text)
    with right:
        if settings.lecture == OWN and settings.own.moments:
            moment_editor.show(settings, text)
        elif settings.lecture == OWN:
            st.markdown(text("edit.how"))


def copy_shipped() -> None:
    """Begin one's own lecture as a copy of the one that is shown."""
    STORE.change(own=STORE.current().shown, lecture=OWN, edited=0)


# -- the lecture as a whole -----------------------------------------------------------------------
def _head(own: Lecture, text: Text) -> None:
    """Its title and its length."""
    language = text.language
    title = STORE.widget("title", own.title[language])
    st.text_input(text("edit.title"), key=title, max_chars=LONGEST_TITLE, on_change=_entitle, args=(text,))
    minutes = STORE.widget("minutes", own.minutes)
    st.number_input(text("edit.minutes"), *MINUTES, step=1, key=minutes, on_change=_time)


def _entitle(text: Text) -> None:
    settings = STORE.current()
    title = str(session.get(STORE.key("title"), ""))[:LONGEST_TITLE].strip()
    own = replace(settings.own, title=settings.own.title.with_text(text.language, title))
    STORE.keep(replace(settings, own=own))


def _time() -> None:
    settings = STORE.current()
    minutes = int(max(MINUTES[0], min(MINUTES[1], session.get(STORE.key("minutes"), MINUTES[0]))))
    STORE.keep(replace(settings, own=replace(settings.own, minutes=minutes)))


def _moments(settings: LectureSettings, text: Text) -> None:
    """The moments in their order: one is chosen, moved or taken out."""
    st.markdown(f"**{text('edit.moments')}**")
    for at, moment in enumerate(settings.own.moments):
        said = told(moment, text.language)
        name = said.question or said.sentence or str(moment.link)
        kind: Literal["primary", "secondary"] = "primary" if at == settings.edited else "secondary"
        with st.container(key=f"lecture-row{at}", horizontal=True, gap="xsmall"):
            label = f"{at + 1}. {plain(name)}"
            st.button(
                label, key=f"lecture-choose{at}", on_click=_choose, args=(at,), type=kind, width="stretch"
            )
            first, last = at == 0, at == len(settings.own.moments) - 1
            _mover("up", at, -1, first, text)
            _mover("down", at, 1, last, text)
            st.button("✕", key=f"lecture-out{at}", help=text("edit.out"), on_click=_take_out, args=(at,))


def _mover(name: str, at: int, by: int, disabled: bool, text: Text) -> None:
    sign = "↑" if by < 0 else "↓"
    told = text(f"edit.{name}")
    st.button(sign, key=f"lecture-{name}{at}", help=told, on_click=_move, args=(at, by), disabled=disabled)


def _choose(at: int) -> None:
    STORE.change(edited=at)


def _move(at: int, by: int) -> None:
    STORE.change(own=editing.moved(STORE.current().own, at, by), edited=at + by)


def _take_out(at: int) -> None:
    settings = STORE.current()
    own = editing.without(settings.own, at)
    edited = min(settings.edited - (at < settings.edited), len(own.moments) - 1)
    STORE.change(own=own, edited=max(0, edited))


# -- files ----------------------------------------------------------------------------------------
def _files(settings: LectureSettings, text: Text) -> None:
    """The lecture as a file, to be saved or brought; and what is said of its link."""
    st.markdown(f"**{text('edit.files')}**")
    data = write_file(settings.shown)
    name = f"{settings.lecture}.toml"
    st.download_button(text("edit.save"), data, name, "application/toml", on_click="ignore", width="stretch")
    key = (
        f"lecture-file{session.get(BROUGHT, 0)}"  # the next file has a new widget, so that no bytes are kept
    )
    brought = st.file_uploader(text("edit.bring"), ["toml"], key=key, max_upload_size=MOST_MB)
    if brought is not None:
        take_file(brought.getvalue())
        st.rerun()
    refused: Refusal | None = session.get(REFUSED, None)
    if refused:
        st.error(sentence(refused, text), icon=":material/error:")
    long = len(write_packed(settings.own)) > LONGEST
    st.caption(text("edit.long_lecture") if long else text("edit.link"))


def take_file(data: bytes) -> None:
    """Make a file one's own lecture; where it is none, keep what there is, and why."""
    session.put({BROUGHT: session.get(BROUGHT, 0) + 1, REFUSED: None})
    try:
        lecture = read_file(data)
        if not lecture.moments:
            raise Refusal("empty")
    except Refusal as refusal:
        session.put({REFUSED: refusal})
        return
    STORE.change(own=lecture, lecture=OWN, edited=0)


def sentence(refusal: Refusal, text: Text) -> str:
    """Say why something cannot be taken, and that all stays as it is."""
    values = {name: plain(str(value)) for name, value in refusal.values.items()}
    said = text(f"refused.{refusal.kind}", **values)
    moment = refusal.values.get("moment")
    place = text("refused.at", moment=moment) if moment else ""
    return f"{place}{said} {text('refused.kept')}"
