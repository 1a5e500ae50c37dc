"""The lesson of two matrices whose shapes do not meet: a picture, NumPy's words, and repairs.
A repair is a button that changes the matrices so that they fit."""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nnviz.arrays.repairs import Repair
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from pages.parts.product.controls import put_matrices
from pages.parts.product.matrix_text import write_matrix
from pages.parts.product.settings import ProductSettings
from pages.parts.product.timeline import timeline
from pages.shared import stage
from pages.shared.lessons import Lesson
from pages.shared.player.fixed_timeline import complete
from pages.shared.protocol.answers import Answer, Replace
from pages.shared.protocol.panels import Caption, Field, Layout, ScenePanel
from pages.shared.protocol.requests import Request
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.scenes.shape_mismatch import clash
from pages.shared.text import Text
from pages.shared.theme import ThemeName

LAYOUT = Layout((Field("step", "float64"),))


def run(_settings: ProductSettings) -> str:
    """Return the name of the timeline."""
    return "clash"


def ask(settings: ProductSettings, text: Text) -> DeltaGenerator:
    """Say why the shapes do not meet, and what would make them fit; return the place of the picture."""
    mismatch = timeline(settings)
    assert isinstance(mismatch, ShapeMismatchError)
    left, right = mismatch.inner
    with stage.line("clash"):
        st.markdown(text("shape.clash", a=mismatch.shape_a, b=mismatch.shape_b, left=left, right=right))
    place, words = stage.beside()
    with words:
        repairs(settings, mismatch, text)
        if mismatch.shape_a == mismatch.shape_b:
            st.markdown(text("shape.equal", a=mismatch.shape_a))
        st.markdown(text("shape.numpy", message=mismatch.numpy_message, dot=mismatch.dot_message))
    return place


def answer(_settings: ProductSettings, _request: Request, _text: Text) -> Answer:
    """Return the one frame: nothing moves."""
    return Replace(LAYOUT.empty(1))


def repairs(settings: ProductSettings, mismatch: ShapeMismatchError, text: Text) -> None:
    """Buttons that change the matrices, each with what it multiplies then."""
    if mismatch.repairs:
        st.markdown(text("shape.repair"))
    for repair in mismatch.repairs:
        a, b = (write_matrix(matrix) for matrix in repair.apply(settings.A, settings.B))
        label = text(f"repair.{repair.kind}", detail=repair.detail, result=repair.result)
        st.button(label, on_click=put_matrices, args=(a, b), width="stretch")
        st.caption(meaning(repair, mismatch, text))


def meaning(repair: Repair, mismatch: ShapeMismatchError, text: Text) -> str:
    """Say what is multiplied with what after a repair, or what is left out."""
    if repair.crosses:
        return text("does.crosses")
    a, b = ("A", mismatch.shape_a), ("B", mismatch.shape_b)
    if repair.kind == "drop":
        name, shape = a if repair.operand == "a" else b
        what = "number" if len(shape) == 1 else "column" if repair.operand == "a" else "row"
        end = "first" if repair.keeps == "1:" else "last"
        return text("does.leaves_out", part=text(f"part.{end}_{what}", name=name))
    turned = repair.kind == "transpose"
    left, right = ("rows", a), ("columns", b)
    if turned and repair.operand in ("a", "both"):
        left = ("columns", a)
    if turned and repair.operand in ("b", "both"):
        right = ("rows", b)
    if repair.kind == "swap":
        left, right = ("rows", b), ("columns", a)
    sides = [side("vector" if len(shape) == 1 else what, name, text) for what, (name, shape) in (left, right)]
    return text("does.meets", left=sides[0], right=sides[1])


def side(what: str, name: str, text: Text) -> str:
    """Return what of a matrix takes part in every product."""
    return text(f"side.{what}", name=name)


def picture(settings: ProductSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture of the two matrices as a timeline of one step."""
    A, B = np.atleast_2d(settings.A), settings.B
    B = B[:, None] if B.ndim == 1 else B
    titles = (f"A {settings.A.shape}", f"B {settings.B.shape}", text("shape.meeting"))
    panel = ScenePanel("clash", text("shape.title"), text("shape.alt"), clash(A, B, titles), room="picture")
    caption: Caption = (("", text("shape.lonely")),)
    return complete(
        LAYOUT, (panel,), (caption,), text.language, theme, 0, text("question"), ("shape", "transpose")
    )


LESSON = Lesson(run, picture, answer, ask=ask)
