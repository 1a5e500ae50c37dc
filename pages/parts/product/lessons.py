"""The lesson of the page Matrix product: every multiplication in the chosen view, or why there is none.
Numbers and sizes are changed in the picture; the picture depends on the shapes alone."""

from functools import lru_cache

import streamlit as st

from nnviz.product import ShapeMismatchError
from pages.parts.product import matmul_benchmark, shape_mismatch
from pages.parts.product.captions import as_code, as_csv, captions, hints, transcript
from pages.parts.product.frames import ProductFilm
from pages.parts.product.interactions import touched
from pages.parts.product.panels import spec as spec_of
from pages.parts.product.prompts import guess
from pages.parts.product.settings import ProductSettings
from pages.parts.product.timeline import made, timeline
from pages.shared.lessons import Lesson
from pages.shared.player.fixed_timeline import unless_told
from pages.shared.protocol.answers import Answer, Replace
from pages.shared.protocol.requests import Request
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.state import drawer, language
from pages.shared.text import Text
from pages.shared.theme import ThemeName


def run(_settings: ProductSettings) -> str:
    """Return the name of the timeline."""
    return "product"


def spec(settings: ProductSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return everything about the timeline that stays the same while numbers are touched."""
    return picture(settings.structure, text, theme)


@lru_cache(maxsize=8)
def picture(structure: ProductSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture of these shapes; those that were asked for last are kept, for all visitors."""
    found = made(structure)
    if isinstance(found, ShapeMismatchError):
        return shape_mismatch.picture(structure, found, text, theme)
    return spec_of(found, structure.step, text, theme)


def answer(settings: ProductSettings, request: Request, text: Text) -> Answer:
    """Return all frames, their words and the numbers; nothing to a browser that has them."""
    found = timeline(settings)
    if isinstance(found, ShapeMismatchError):
        layout, make = shape_mismatch.LAYOUT, lambda: shape_mismatch.answer(settings, text)
    else:
        layout, make = found.layout, lambda: frames(found, text)
    return unless_told("product", settings, request, layout, make)


def frames(found: ProductFilm, text: Text) -> Replace:
    """All frames of a product, with all that is said of these numbers."""
    words = tuple(captions(found.trace, text))
    shown, asked = hints(found.trace, text), guess(found, text)
    return Replace(found.frames(), captions=words, once=found.once(), hints=shown, guess=asked)


def below(settings: ProductSettings, _text: Text) -> None:
    """Let the drawer follow what was touched."""
    drawer.follow("product", settings)


def after(settings: ProductSettings, text: Text) -> None:
    """All steps in words, as a table and as a program; and the race of loops against NumPy."""
    found = timeline(settings)
    if isinstance(found, ShapeMismatchError):
        return
    trace = found.trace
    with st.expander(text("transcript")):
        st.text(transcript(trace, text))
        csv, code = st.columns(2)
    csv.download_button(text("export.csv"), as_csv(trace), "product.csv", "text/csv", width="stretch")
    code.download_button(text("export.code"), as_code(trace), "product.py", "text/x-python", width="stretch")
    with st.expander(text("race.title")):
        matmul_benchmark.show(text, language.theme())


LESSON = Lesson(run, spec, answer, touched, below, after)
