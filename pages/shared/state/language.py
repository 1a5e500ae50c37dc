"""The visitor's language and theme. `?lang=ja` in the link wins, then what was chosen before on any
page, then the browser's locale; anything else in the link is taken out of it and does no harm."""

import streamlit as st

from pages.shared.protocol.answers import Linked
from pages.shared.state import address, session
from pages.shared.text import LANGUAGES, Language, Text
from pages.shared.theme import ThemeName

PARAMETER = "lang"
WIDGET, CHOSEN, SEEN = "language", "language:chosen", "language:seen"
NAMES: dict[Language, str] = {"en": "English", "ja": "日本語"}  # each in its own language


def text(page: str) -> Text:
    """Return the sentences of a page in the visitor's language."""
    return Text(page, current())


def theme() -> ThemeName:
    """Return the theme that the visitor sees."""
    return "dark" if st.context.theme.type == "dark" else "light"


def current() -> Language:
    """Return the visitor's language."""
    return _known(session.get(CHOSEN, None)) or _of_browser()


def follow_link() -> None:
    """Take the language that a link asks for; at all other times the address only repeats what was chosen.

    The address says a choice late: where one goes back or forward, it may ask for the same as before it."""
    asked = st.query_params.get(PARAMETER)
    if asked != session.get(SEEN, None) or address.gone_back():
        session.put({SEEN: asked, CHOSEN: _known(asked) or session.get(CHOSEN, None)})
    session.put({WIDGET: current()})


def link() -> dict[str, str]:
    """Return what a link to another page must say so that the language is kept in another tab as well."""
    chosen = _known(session.get(CHOSEN, None))
    return {} if chosen is None else {PARAMETER: chosen}


def in_address() -> Linked:
    """Return what the address of every page says of the language: nothing where it is the browser's."""
    return {PARAMETER: None, **link()}


def switch(label: str) -> None:
    """Show the control that changes the language."""
    st.segmented_control(
        label,
        LANGUAGES,
        key=WIDGET,
        format_func=NAMES.__getitem__,
        on_change=_choose,
        required=True,
        label_visibility="collapsed",
    )


def _choose() -> None:
    chosen = _known(session.get(WIDGET, None))
    if chosen:
        session.put({CHOSEN: chosen})


def _known(value: object) -> Language | None:
    return next((language for language in LANGUAGES if language == value), None)


def _of_browser() -> Language:
    return "ja" if (st.context.locale or "").lower().split("-")[0] == "ja" else "en"
