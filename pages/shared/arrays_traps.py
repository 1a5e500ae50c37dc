"""What the page Arrays says about the traps that NumPy walks into without a word, with their numbers.
They show wherever their arrays stand in the fields, however they came there."""

import streamlit as st

from nnviz.arrays import elementwise
from pages.shared.arrays_acts import written
from pages.shared.arrays_controls import put_act, put_arrays
from pages.shared.arrays_settings import ArraysSettings
from pages.shared.arrays_text import printed, write_array
from pages.shared.panels import Array
from pages.shared.text import Text


def explain(settings: ArraysSettings, text: Text) -> None:
    """Say what is wrong if the arrays and the operation are a trap."""
    if settings.op == "transpose" and settings.X.ndim == 1:
        _vector(settings, text)
    elif settings.op == "subtract_into" and settings.X.dtype.kind == "i" and settings.Y.dtype.kind == "f":
        st.info(text("trap.integer_step", dtype=settings.X.dtype.name))
    elif settings.op == "subtract" and settings.X.ndim == 2 and settings.Y.ndim == 1:
        _column_minus_row(settings, text)


def _vector(settings: ArraysSettings, text: Text) -> None:
    shape = written(settings.X.shape)
    st.info(text("trap.transposed_vector", shape=shape))
    st.button(text("trap.column"), on_click=put_act, args=("newaxis",))


def _column_minus_row(settings: ArraysSettings, text: Text) -> None:
    X, Y = settings.X, settings.Y
    if X.shape[1] != 1 or X.shape[0] != Y.shape[0] or X.shape[0] == 1:
        return
    wrong, right = mean_square(X, Y), mean_square(X, Y[:, None])
    shapes = {"a": written(X.shape), "b": written(Y.shape), "meant": written(X.shape)}
    out = written(elementwise(X, Y, "subtract").result.shape)
    st.info(text("trap.column_minus_row", **shapes, out=out, wrong=wrong, right=right))
    st.button(text("trap.same_shape"), on_click=put_arrays, args=(settings.x, write_array(Y[:, None])))


def mean_square(A: Array, B: Array) -> str:
    """Return the mean of the squared differences, as the core makes them, with four decimals."""
    difference = elementwise(A, B, "subtract").result
    mean = float(elementwise(difference, difference, "multiply").result.mean())
    return f"{mean:.4f}" if mean else printed(0)
