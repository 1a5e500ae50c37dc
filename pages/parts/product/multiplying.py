"""The lesson of two matrices whose shapes fit: every multiplication, in the view that is chosen."""

import streamlit as st

from pages.parts.product import matmul_benchmark
from pages.parts.product.controls import predict
from pages.parts.product.panels import ProductFilm, as_code, as_csv, transcript
from pages.parts.product.panels import spec as spec_of
from pages.parts.product.settings import ProductSettings
from pages.parts.product.timeline import timeline
from pages.shared import stage
from pages.shared.lessons import Lesson
from pages.shared.player.fixed_timeline import at_once
from pages.shared.protocol.answers import Answer
from pages.shared.protocol.requests import Request
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.state import language
from pages.shared.text import Text
from pages.shared.theme import ThemeName


def film(settings: ProductSettings) -> ProductFilm:
    """Return the frames of the product."""
    found = timeline(settings)
    assert isinstance(found, ProductFilm)
    return found


def run(_settings: ProductSettings) -> str:
    """Return the name of the timeline."""
    return "product"


def ask(settings: ProductSettings, text: Text) -> None:
    """Say how the shapes fit, and ask for one number of C."""
    trace = film(settings).trace
    a, b = trace.shapes
    with stage.line("facts"):
        st.markdown(text("shape.fits", a=a, b=b, k=trace.sizes[1], result=trace.result_shape))
        if settings.view == "flow":
            st.markdown(text("flow.ticks", multiplications=trace.multiplications, ticks=len(trace)))
        predict(trace, text)


def spec(settings: ProductSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return everything about the timeline that does not change from step to step."""
    return spec_of(film(settings), settings.step, text, theme)


def answer(settings: ProductSettings, request: Request, _text: Text) -> Answer:
    """Return all frames to a browser that has none."""
    return at_once(film(settings))(request)


def after(settings: ProductSettings, text: Text) -> None:
    """All steps in words, as a table and as a program; and the race of loops against NumPy."""
    trace = film(settings).trace
    with st.expander(text("transcript")):
        st.text(transcript(trace, text))
    csv, code = st.columns(2)
    csv.download_button(text("export.csv"), as_csv(trace), "product.csv", "text/csv", width="stretch")
    code.download_button(text("export.code"), as_code(trace), "product.py", "text/x-python", width="stretch")
    with st.expander(text("race.title")):
        matmul_benchmark.show(text, language.theme())


LESSON = Lesson(run, spec, answer, ask=ask, after=after)
