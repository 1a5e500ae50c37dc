"""The controls of the page Matrix product: matrices as text, examples, view, flow, order of the loops.
A text that cannot be read is answered under its field, and the last good matrix stays."""

from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from nnviz.product.matmul_trace import Trace
from pages.parts.product.matrix_text import read_matrix, write_matrix
from pages.parts.product.settings import PRESETS, STORE, ProductSettings, matrix
from pages.shared import stage
from pages.shared.numbers.equations import relation, written
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.state.controls import Controls
from pages.shared.state.examples import examples
from pages.shared.text import Text, plain

Products = Controls[ProductSettings]
MATRICES = {"a": "A", "b": "B"}


def product_settings(text: Text) -> ProductSettings:
    """Show the controls in the sidebar and the choice of the view; return the settings."""
    STORE.follow()
    controls = Controls(STORE, text)
    with stage.view():
        chosen: dict[str, Any] = {"view": controls.view()}
    with st.sidebar:
        st.header(text("controls.title"), anchor=False)
        examples("product-preset", PRESETS, lambda pair: put_matrices(*pair), text)
        chosen |= {name: matrix_field(name, controls) for name in MATRICES}
        st.button(text("controls.turn"), on_click=turn, help=text("controls.turn_help"), width="stretch")
        if chosen["view"] == "flow":
            chosen |= flow_controls(matrix(chosen["a"]), controls)
        chosen |= memory_controls(controls)
    STORE.keep(replace(STORE.current(), **chosen))
    return STORE.current()


# -- the controls -------------------------------------------------------------------------
def put_matrices(a: str, b: str) -> None:
    """Write both matrices into their fields."""
    STORE.change(a=a, b=b)


def turn() -> None:
    """Turn the whole product over: (A @ B).T is B.T @ A.T, features as rows instead of samples as rows."""
    now = STORE.current()
    put_matrices(write_matrix(now.B.T), write_matrix(now.A.T))


def matrix_field(name: str, controls: Products) -> str:
    """One matrix as text; return the last good one."""
    text = controls.text
    label = text("controls.matrix", name=MATRICES[name])
    typed = st.text_input(label, key=controls.key(name), max_chars=1200, help=text("controls.matrix_help"))
    return good_matrix(name, typed, controls)


def good_matrix(name: str, typed: str, controls: Products) -> str:
    """Return what was typed if it can be read; say what is wrong otherwise, and return what was there."""
    found, text = read_matrix(typed), controls.text
    if isinstance(found, Unreadable):
        st.error(text(f"error.{found.kind}", value=plain(found.value)))
        last: str = getattr(STORE.current(), name)
        return last
    return write_matrix(found)


def flow_controls(A: np.ndarray[Any, Any], controls: Products) -> dict[str, Any]:
    """What only the data flow has: one column or a wave, a bias at the entry, an activation at the exit."""
    text = controls.text
    wave = controls.toggle("wave")
    typed = st.text_input(controls.label("bias"), key=controls.key("bias"), max_chars=200)
    activation = controls.choice("activation", lambda name: text(f"activation.{name}"))
    bias = good_matrix("bias", typed, controls) if typed.strip() else ""
    return {"wave": wave, "bias": fitting(bias, A, text), "activation": activation}


def fitting(bias: str, A: np.ndarray[Any, Any], text: Text) -> str:
    """Return the bias if it has one number for each row of A; say so otherwise, and leave it out."""
    rows = len(np.atleast_2d(A))
    if not bias or matrix(bias).size == rows:
        return bias
    st.error(text("error.bias", rows=rows, value=matrix(bias).size))
    return ""


def memory_controls(controls: Products) -> dict[str, Any]:
    """Where the numbers lie, and how many lines the cache holds, folded away."""
    text = controls.text
    with st.expander(text("controls.memory")):
        layout = controls.choice("layout", lambda name: text(f"layout.{name}"))
        return {"layout": layout, "cache": controls.slider("cache")}


def place(trace: Trace, i: int | str, j: int | str) -> str:
    """Return a number of C, or a row or column of it, by its name: C[i,j], of a vector C[j], else C."""
    left, right = trace.shapes
    places = [str(at) for at, shape in ((i, left), (j, right)) if len(shape) > 1]
    return f"C[{','.join(places)}]" if places else "C"


def predict(trace: Trace, text: Text) -> None:
    """Ask for one number of C before it is shown; the guess is kept beside the result. May be left open."""
    i, j = trace.sizes[0] // 2, 0
    cell = place(trace, i, j)
    guess = st.number_input(
        text("predict.label", cell=cell), value=None, key="product-guess", placeholder="?"
    )
    if guess is None:
        return
    result = trace.output.reshape(trace.start.shape)[i, j]
    if np.isclose(guess, result):
        found = f"{relation(result)} {written(result)}"
        st.markdown(text("predict.right", guess=written(guess), result=found, cell=cell))
    else:
        st.markdown(text("predict.other", guess=written(guess), cell=cell))
