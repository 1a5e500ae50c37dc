"""The lesson of the page Arrays: one array or two, and what NumPy makes of them, number by number.
Shapes that do not fit are shown as well, with what would make them fit."""

from functools import lru_cache

import streamlit as st

from pages.parts.arrays.frames import Film
from pages.parts.arrays.interactions import touched
from pages.parts.arrays.panels import captions, film, hints, transcript
from pages.parts.arrays.panels import spec as spec_of
from pages.parts.arrays.settings import ArraysSettings
from pages.parts.arrays.traps import told
from pages.shared.lessons import Lesson
from pages.shared.player.fixed_timeline import unless_told
from pages.shared.protocol.answers import Answer, Replace
from pages.shared.protocol.requests import Request
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.state import drawer
from pages.shared.text import Text
from pages.shared.theme import ThemeName


def run(_settings: ArraysSettings) -> str:
    """Return the name of the timeline."""
    return "arrays"


def spec(settings: ArraysSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return everything about the timeline that stays the same while numbers are touched."""
    return picture(settings.structure, text, theme)


@lru_cache(maxsize=16)
def picture(structure: ArraysSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture of these shapes; those that were asked for last are kept, for all visitors."""
    return spec_of(structure, text, theme)


def answer(settings: ArraysSettings, request: Request, text: Text) -> Answer:
    """Return all frames, their words and the numbers; nothing to a browser that has them."""
    made = film(settings, text)
    return unless_told("arrays", settings, request, made.layout, lambda: frames(settings, made, text))


def frames(settings: ArraysSettings, made: Film, text: Text) -> Replace:
    """All frames, with all that is said of these numbers."""
    return Replace(
        made.frames(),
        captions=tuple(captions(made.picture)),
        lines={"trap": told(settings, text)},
        once=made.once(),
        hints=hints(made.picture),
        texts=made.texts(),
    )


def below(settings: ArraysSettings, _text: Text) -> None:
    """Let the drawer follow what was touched."""
    drawer.follow("arrays", settings)


def after(settings: ArraysSettings, text: Text) -> None:
    """All steps in words."""
    with st.expander(text("transcript")):
        st.text(transcript(film(settings, text).picture))


LESSON = Lesson(run, spec, answer, touched, below, after)
