"""What the page Arrays says about the traps that NumPy walks into without a word, with their numbers.
They show wherever their arrays stand in the fields, however they came there."""

import streamlit as st

from nnviz.acts import written
from nnviz.elementwise import elementwise
from pages.parts.arrays.controls import put_act, put_arrays
from pages.parts.arrays.reading import printed, write_array
from pages.parts.arrays.settings import ArraysSettings
from pages.shared.panels import Array
from pages.shared.text import Text


def explain(settings: ArraysSettings, text: Text) -> None:
    """Offer to say what is wrong, if the arrays and the operation are a trap."""
    for met, tell in TRAPS:
        if met(settings):
            with st.expander(text("trap.title"), icon=":material/lightbulb:"):
                tell(settings, text)


def _is_vector(settings: ArraysSettings) -> bool:
    return settings.op == "transpose" and settings.X.ndim == 1


def _vector(settings: ArraysSettings, text: Text) -> None:
    st.markdown(text("trap.transposed_vector", shape=written(settings.X.shape)))
    st.button(text("trap.column"), on_click=put_act, args=("newaxis",))


def _is_cut(settings: ArraysSettings) -> bool:
    kinds = settings.X.dtype.kind + settings.Y.dtype.kind
    return settings.op == "subtract_into" and kinds == "if"


def _cut(settings: ArraysSettings, text: Text) -> None:
    X = settings.X
    st.markdown(text("trap.integer_step", dtype=X.dtype.name))
    st.button(text("trap.float"), on_click=put_arrays, args=(write_array(X.astype(float)), settings.y))


def _is_column_minus_row(settings: ArraysSettings) -> bool:
    a, b = settings.X.shape, settings.Y.shape
    return settings.op == "subtract" and len(b) == 1 and a == (*b, 1) and b > (1,)


def _column_minus_row(settings: ArraysSettings, text: Text) -> None:
    X, Y = settings.X, settings.Y
    wrong, right = mean_square(X, Y), mean_square(X, Y[:, None])
    shapes = {"a": written(X.shape), "b": written(Y.shape), "meant": written(X.shape)}
    out = written(elementwise(X, Y, "subtract").result.shape)
    st.markdown(text("trap.column_minus_row", **shapes, out=out, wrong=wrong, right=right))
    st.button(text("trap.same_shape"), on_click=put_arrays, args=(settings.x, write_array(Y[:, None])))


TRAPS = (
    (_is_vector, _vector),
    (_is_cut, _cut),
    (_is_column_minus_row, _column_minus_row),
)


def mean_square(A: Array, B: Array) -> str:
    """Return the mean of the squared differences, as the core makes them, with four decimals."""
    difference = elementwise(A, B, "subtract").result
    mean = float(elementwise(difference, difference, "multiply").result.mean())
    return f"{mean:.4f}" if mean else printed(0)
