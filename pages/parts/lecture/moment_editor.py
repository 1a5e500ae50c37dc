"""The texts of one moment of one's own lecture, each in a field. They are written in the language of the
page; a lecture in two languages is written in one after the other."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from pages.parts.lecture import editing
from pages.parts.lecture.known_pages import LONGEST_LINK, read_link
from pages.parts.lecture.lecture import LONGEST_TEXT, MOST_CHOICES, Moment, Words
from pages.parts.lecture.lecture_file import clean
from pages.parts.lecture.numbers import NUMBERS, numbers_of
from pages.parts.lecture.refusals import Refusal
from pages.parts.lecture.settings import STORE, LectureSettings
from pages.shared.state import session
from pages.shared.text import Text, plain

REFUSED = "lecture:link_refused"
NONE = ""


def show(settings: LectureSettings, text: Text) -> None:
    """Show the fields of the moment that is edited."""
    at = min(settings.edited, len(settings.own.moments) - 1)
    moment, language = settings.own.moments[at], text.language
    _link(at, moment, text)
    _text(at, "sentence", moment.sentence[language], text)
    _text(at, "question", moment.question[language], text)
    columns = st.columns(2) * (MOST_CHOICES // 2)
    for number, column in enumerate(columns):
        words = moment.choices[number] if number < len(moment.choices) else Words()
        label = text("edit.choice", letter=chr(ord("A") + number))
        key = STORE.widget(f"choice{number}", words[language])
        column.text_input(
            label, key=key, max_chars=LONGEST_TEXT, on_change=_write_choice, args=(at, number, text)
        )
    _right(at, moment, text)
    _text(at, "answer", moment.answer[language], text)
    _text(at, "note", moment.note[language], text)
    covered = STORE.widget("covered", moment.covered)
    st.toggle(text("edit.covered"), key=covered, on_change=_cover, args=(at,))
    _numbers(at, moment, text)


def _link(at: int, moment: Moment, text: Text) -> None:
    key = STORE.widget("link", str(moment.link))
    st.text_input(
        text("edit.moment_link"), key=key, max_chars=LONGEST_LINK, on_change=_write_link, args=(at,)
    )
    refused: Refusal | None = session.take(REFUSED, None)
    if refused:
        values = {name: plain(str(value)) for name, value in refused.values.items()}
        st.error(f"{text(f'refused.{refused.kind}', **values)} {text('refused.kept')}")
    query = urlencode({**dict(moment.link.settings), "lang": text.language})
    st.markdown(f"[{text('edit.open')}]({moment.link.page}?{query})")


def _text(at: int, name: str, value: str, text: Text) -> None:
    key = STORE.widget(name, value)
    label = text(f"edit.{name}")
    st.text_area(label, key=key, max_chars=LONGEST_TEXT, height=68, on_change=_write, args=(at, name, text))


def _right(at: int, moment: Moment, text: Text) -> None:
    options = tuple(range(len(moment.choices) + 1))

    def called(number: int) -> str:
        return chr(ord("A") + number - 1) if number else text("edit.none_right")

    key = STORE.widget("right", moment.right if moment.right in options else 0)
    st.selectbox(text("edit.right"), options, key=key, format_func=called, on_change=_set_right, args=(at,))


def _numbers(at: int, moment: Moment, text: Text) -> None:
    """Which numbers the core computes for this link, and what they are."""
    options = (NONE, *(name for name, one in NUMBERS.items() if one.page == moment.link.page))

    def called(name: str) -> str:
        return text(f"numbers.{name}") if name else text("edit.no_numbers")

    key = STORE.widget("numbers", moment.numbers if moment.numbers in options else NONE)
    st.selectbox(text("edit.numbers"), options, key=key, format_func=called, on_change=_count, args=(at,))
    found = numbers_of(moment)
    if found:
        with st.expander(text("edit.fields")):
            st.text("\n".join(f"{{{name}}}   {value}" for name, value in found.items()))


# -- what a field does ------------------------------------------------------------------------------
def _said(name: str) -> str:
    return clean(str(session.get(STORE.key(name), "")))


def _change(at: int, change: Callable[[Moment], Moment], fresh: bool = False) -> None:
    """Change a moment; `fresh` lets all fields show the lecture anew."""
    settings = STORE.current()
    if at >= len(settings.own.moments):
        return
    own = editing.changed(settings.own, at, change(settings.own.moments[at]))
    (STORE.take if fresh else STORE.keep)(replace(settings, own=own))


def _write(at: int, name: str, text: Text) -> None:
    said = _said(name)[:LONGEST_TEXT]

    def written(moment: Moment) -> Moment:
        words: dict[str, Any] = {name: getattr(moment, name).with_text(text.language, said)}
        return replace(moment, **words)

    _change(at, written)


def _write_choice(at: int, number: int, text: Text) -> None:
    said = _said(f"choice{number}")[:LONGEST_TEXT]

    def written(moment: Moment) -> Moment:
        choices = [*moment.choices, *[Words()] * (number + 1 - len(moment.choices))]
        choices[number] = choices[number].with_text(text.language, said)
        while choices and not choices[-1]:
            choices.pop()
        right = moment.right if moment.right <= len(choices) else 0
        return replace(moment, choices=tuple(choices), right=right)

    _change(at, written, fresh=True)


def _write_link(at: int) -> None:
    try:
        link = read_link(_said("link").removeprefix("/"))
    except Refusal as refusal:
        session.put({REFUSED: refusal})
        _change(at, lambda moment: moment, fresh=True)
        return
    _change(at, lambda moment: replace(moment, link=link), fresh=True)


def _set_right(at: int) -> None:
    right = session.get(STORE.key("right"), 0)
    _change(at, lambda moment: replace(moment, right=right if right in range(len(moment.choices) + 1) else 0))


def _cover(at: int) -> None:
    covered = bool(session.get(STORE.key("covered"), False))
    _change(at, lambda moment: replace(moment, covered=covered))


def _count(at: int) -> None:
    name = session.get(STORE.key("numbers"), NONE)
    _change(at, lambda moment: replace(moment, numbers=name if name in NUMBERS else NONE))
