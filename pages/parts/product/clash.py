"""What the page Matrix product shows where shapes do not meet: a picture, NumPy's words, and repairs.
A repair is a button that changes the matrices so that they fit."""

import numpy as np
import streamlit as st

from nnviz.product import Mismatch
from pages.parts.product.controls import put_matrices
from pages.parts.product.matrix_text import write_matrix
from pages.parts.product.settings import ProductSettings
from pages.shared.complete import complete
from pages.shared.figures.theme import ThemeName
from pages.shared.panels import Field, Layout, ScenePanel
from pages.shared.player import Answer, Spec, player
from pages.shared.scenes.clash import clash
from pages.shared.text import Text

LAYOUT = Layout((Field("step", "float64"),))


def show(settings: ProductSettings, mismatch: Mismatch, text: Text, theme: ThemeName) -> None:
    """Show the clash of `settings.A` and `settings.B`, and what would make them fit."""
    left, right = mismatch.inner
    st.markdown(text("shape.clash", a=mismatch.shape_a, b=mismatch.shape_b, left=left, right=right))
    st.markdown(text("shape.numpy", message=mismatch.numpy_message))
    if mismatch.repairs:
        st.markdown(text("shape.repair"))
    for repair, column in zip(mismatch.repairs, st.columns(max(1, len(mismatch.repairs))), strict=False):
        a, b = repair.apply(settings.A, settings.B)
        label = text("shape.swap") if repair.kind == "swap" else text("shape.turn", detail=repair.detail)
        column.button(label, on_click=put_matrices, args=(write_matrix(a), write_matrix(b)), width="stretch")
    player(
        "clash-player", "clash", picture(settings, text, theme), lambda _: Answer(LAYOUT.empty(1), ended=True)
    )


def picture(settings: ProductSettings, text: Text, theme: ThemeName) -> Spec:
    """Return the picture of the two matrices as a timeline of one step."""
    A, B = np.atleast_2d(settings.A), settings.B
    B = B[:, None] if B.ndim == 1 else B
    titles = (f"A {settings.A.shape}", f"B {settings.B.shape}", text("shape.meeting"))
    panel = ScenePanel("clash", text("shape.title"), text("shape.alt"), clash(A, B, titles), span=8)
    caption = (("", text("shape.lonely")),)
    return complete(LAYOUT, (panel,), (caption,), text.language, theme)
