"""The lesson of the page Arrays: one array or two, and what NumPy makes of them, number by number.
Shapes that do not meet are shown as well, with what would make them meet."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nnviz.arrays.array_operations import OperationResult, apply
from nnviz.arrays.elementwise import Elementwise, elementwise
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from pages.parts.arrays.controls import predict, reason, repair
from pages.parts.arrays.panels import Film, transcript
from pages.parts.arrays.panels import spec as spec_of
from pages.parts.arrays.pictures import Picture, act_picture, alone, clash_picture, pair_picture
from pages.parts.arrays.settings import ONE, ArraysSettings
from pages.parts.arrays.traps import explain
from pages.shared import stage
from pages.shared.lessons import Lesson
from pages.shared.player.fixed_timeline import at_once
from pages.shared.protocol.answers import Answer
from pages.shared.protocol.requests import Request
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.state import session
from pages.shared.text import Text
from pages.shared.theme import ThemeName


# -- the timeline: kept while the settings stay --------------------------------------------------
def outcome(settings: ArraysSettings) -> OperationResult | Elementwise | ShapeMismatchError | None:
    """Return what comes out, or why nothing does; None where an array is only looked at."""
    return session.kept("arrays:outcome", settings, lambda: computed(settings))


def computed(settings: ArraysSettings) -> OperationResult | Elementwise | ShapeMismatchError | None:
    """Return the same, computed anew."""
    if settings.op == "look":
        return None
    if settings.op in ONE:
        return apply(settings.X, settings.op, settings.shape, settings.axis)
    try:
        return elementwise(settings.X, settings.Y, settings.op)
    except ShapeMismatchError as mismatch:
        return mismatch.with_traceback(None)


def film(settings: ArraysSettings, text: Text) -> Film:
    """Return the frames."""
    return session.kept(
        "arrays:film", (settings, text.language), lambda: Film(picture(settings, outcome(settings), text))
    )


def picture(
    settings: ArraysSettings, found: OperationResult | Elementwise | ShapeMismatchError | None, text: Text
) -> Picture:
    """Return the picture of what came out."""
    if found is None:
        return alone(settings.X, text)
    if isinstance(found, OperationResult):
        return act_picture(found, text)
    if isinstance(found, ShapeMismatchError):
        return clash_picture(settings.X, settings.Y, found, text)
    return pair_picture(found, text)


# -- the lesson ------------------------------------------------------------------------------------
def run(_settings: ArraysSettings) -> str:
    """Return the name of the timeline."""
    return "arrays"


def ask(settings: ArraysSettings, text: Text) -> DeltaGenerator | None:
    """Ask for the shape of the result, or say why there is none; return the place of the picture beside the
    repairs."""
    found = outcome(settings)
    with stage.line("line"):
        if isinstance(found, ShapeMismatchError):
            reason(found, text)
        elif found is not None:
            predict(settings, found.result.shape, text)
        explain(settings, text)
    if not isinstance(found, ShapeMismatchError):
        return None
    place, words = stage.beside()
    with words:
        repair(settings, found, text)
    return place


def spec(settings: ArraysSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return everything about the timeline that does not change from step to step."""
    question = text("question.one" if settings.op in ONE else "question.two")
    return spec_of(film(settings, text), question, settings.step, text, theme)


def answer(settings: ArraysSettings, request: Request, text: Text) -> Answer:
    """Return all frames to a browser that has none."""
    return at_once(film(settings, text))(request)


def after(settings: ArraysSettings, text: Text) -> None:
    """All steps in words."""
    with st.expander(text("transcript")):
        st.text(transcript(film(settings, text).picture))


LESSON = Lesson(run, spec, answer, ask=ask, after=after)
