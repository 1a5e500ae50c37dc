"""What the page Arrays says about the traps that NumPy walks into without a word, with their numbers.
They show wherever their arrays stand in the fields, however they came there."""

import streamlit as st

from nnviz.arrays.array_operations import written
from nnviz.arrays.broadcasting import Silent, silent
from nnviz.arrays.elementwise import elementwise
from pages.parts.arrays.array_text import printed, write_array
from pages.parts.arrays.controls import put_arrays, put_operation
from pages.parts.arrays.pictures import SIGNS
from pages.parts.arrays.settings import ONE, ArraysSettings
from pages.shared.protocol.panels import Array
from pages.shared.text import Text


def explain(settings: ArraysSettings, text: Text) -> None:
    """Offer to say what is wrong, if the arrays and the operation are a trap."""
    for kind, met, tell in TRAPS:
        if met(settings):
            with st.popover(text(f"trapped.{kind}"), icon=":material/lightbulb:"):
                tell(settings, text)


def _is_vector(settings: ArraysSettings) -> bool:
    return settings.op == "transpose" and settings.X.ndim == 1


def _vector(settings: ArraysSettings, text: Text) -> None:
    st.markdown(text("trap.transposed_vector", shape=written(settings.X.shape)))
    st.button(text("trap.column"), on_click=put_operation, args=("newaxis",))


def _is_cut(settings: ArraysSettings) -> bool:
    kinds = settings.X.dtype.kind + settings.Y.dtype.kind
    return settings.op == "subtract_into" and kinds == "if"


def _cut(settings: ArraysSettings, text: Text) -> None:
    X = settings.X
    st.markdown(text("trap.integer_step", dtype=X.dtype.name))
    st.button(text("trap.float"), on_click=put_arrays, args=(write_array(X.astype(float)), settings.y))


def _found(settings: ArraysSettings) -> Silent | None:
    if settings.op in ONE:
        return None
    return silent(settings.X.shape, settings.Y.shape, settings.op)


def _is_crossed(settings: ArraysSettings) -> bool:
    found = _found(settings)
    return bool(found and found.kind == "crossed")


def _is_square(settings: ArraysSettings) -> bool:
    found = _found(settings)
    return bool(found and found.kind == "square")


def with_column(settings: ArraysSettings, found: Silent) -> tuple[str, Array, Array]:
    """Return how the vector is made a column, and the operands when it is one."""
    X, Y = settings.X, settings.Y
    return ("X[:, None]", X[:, None], Y) if found.vector == "a" else ("Y[:, None]", X, Y[:, None])


def _crossed(settings: ArraysSettings, text: Text) -> None:
    found = _found(settings)
    assert found
    code, X, Y = with_column(settings, found)
    values = {
        "a": written(settings.X.shape),
        "b": written(settings.Y.shape),
        "sign": SIGNS[settings.op],
        "out": written(found.result),
        "meant": written(found.meant),
    }
    wrong, right = mean_square(settings.X, settings.Y, settings.op), mean_square(X, Y, settings.op)
    st.markdown(text("trap.crossed", **values, wrong=wrong, right=right))
    label = text("trap.same_shape", name=code[0], code=code)
    st.button(label, on_click=put_arrays, args=(write_array(X), write_array(Y)))


def _square(settings: ArraysSettings, text: Text) -> None:
    found = _found(settings)
    assert found
    code, X, Y = with_column(settings, found)
    operation = "subtract" if settings.op == "subtract_into" else settings.op
    first, second = (
        row(elementwise(*both, operation).result[0]) for both in ((settings.X, settings.Y), (X, Y))
    )
    vector, matrix = ("X", "Y") if found.vector == "a" else ("Y", "X")
    values = {"vector": vector, "matrix": matrix, "n": found.result[0], "code": code}
    st.markdown(text("trap.square", **values, first=first, second=second))
    label = text("trap.each_row", code=code)
    st.button(label, on_click=put_arrays, args=(write_array(X), write_array(Y)))


def row(values: Array) -> str:
    """Return the numbers of a row as they are printed."""
    return f"[{', '.join(printed(value.item()) for value in values)}]"


TRAPS = (
    ("wrong", _is_vector, _vector),
    ("wrong", _is_cut, _cut),
    ("wrong", _is_crossed, _crossed),
    ("square", _is_square, _square),
)


def mean_square(A: Array, B: Array, operation: str) -> str:
    """Return the mean of the squared numbers of a result, as the core makes them, with four decimals."""
    result = elementwise(A, B, operation).result
    mean = float(elementwise(result, result, "multiply").result.mean())
    return f"{mean:.4f}" if mean else printed(0)
