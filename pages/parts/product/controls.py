"""The controls of the page Matrix product: matrices as text, examples, view, flow, order of the loops.
A text that cannot be read is answered under its field, and the last good matrix stays."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from nnviz.product.cache_simulator import ORDERS as LAYOUTS
from nnviz.product.matmul_trace import Trace
from pages.parts.product.matrix_text import read_matrix, write_matrix
from pages.parts.product.settings import (
    ACTIVATIONS,
    CACHE,
    PRESETS,
    SETTINGS,
    VIEWS,
    ProductSettings,
    matrix,
)
from pages.shared import session
from pages.shared.equations import relation, written
from pages.shared.examples import examples
from pages.shared.following import Follower
from pages.shared.link import Complaint, read_link, write_link
from pages.shared.nested_text import Unreadable
from pages.shared.panels import Array
from pages.shared.text import Text, plain

PREFIX = "product-"
MATRICES = {"a": "A", "b": "B"}


def product_settings(text: Text) -> tuple[ProductSettings, list[Complaint]]:
    """Show the controls in the sidebar and the choice of the view; return settings and complaints."""
    complaints = follow_link()
    view = st.segmented_control(
        text("view.label"),
        VIEWS,
        key=f"{PREFIX}view",
        format_func=lambda name: text(f"view.{name}"),
        required=True,
        label_visibility="collapsed",
    )
    values: dict[str, Any] = {"view": view if view in VIEWS else VIEWS[0]}
    with st.sidebar:
        st.header(text("controls.title"), anchor=False)
        examples(f"{PREFIX}preset", PRESETS, lambda pair: put_matrices(*pair), text)
        values |= {name: matrix_field(name, text) for name in MATRICES}
        st.button(text("controls.turn"), on_click=turn, help=text("controls.turn_help"), width="stretch")
        values |= flow_controls(text) if view == "flow" else kept("wave", "bias", "activation")
        values |= memory_controls(text)
    values["step"] = session.get(f"{PREFIX}step", 0)
    shown = {name: value for name, value in values.items() if name != "step"}
    session.write_link("product", write_link(shown, without_step()), without_step())
    session.put({"product:values": values})
    return ProductSettings.of(values), complaints


def without_step() -> dict[str, Any]:
    """Return the settings that Python writes into the link; the player writes the step."""
    return {name: setting for name, setting in SETTINGS.items() if name != "step"}


def follow_link() -> list[Complaint]:
    """Take the settings from the link, or back from before the visitor left the page."""
    return Follower(
        "product", without_step(), f"{PREFIX}view", lambda query: read_link(query, SETTINGS), widget_values
    ).follow()


def widget_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the session must hold, so that the widgets show `values`."""
    good = {f"{PREFIX}good-{name}": values[name] for name in (*MATRICES, "bias")}
    return {PREFIX + name: value for name, value in values.items()} | good


def kept(*names: str) -> dict[str, Any]:
    """Return settings whose controls are not shown now."""
    left: dict[str, Any] = session.get("product:values", {})
    return {name: left.get(name, session.get(PREFIX + name, SETTINGS[name].default)) for name in names}


# -- the controls -------------------------------------------------------------------------
def put_matrices(a: str, b: str) -> None:
    """Write both matrices into their fields."""
    for name, value in (("a", a), ("b", b)):
        session.put({PREFIX + name: value, f"{PREFIX}good-{name}": value})


def turn() -> None:
    """Turn the whole product over: (A @ B).T is B.T @ A.T, features as rows instead of samples as rows."""
    A, B = (read_good(name) for name in MATRICES)
    put_matrices(write_matrix(B.T), write_matrix(A.T))


def read_good(name: str) -> Array:
    """Return the last good matrix of a field."""
    return matrix(session.get(f"{PREFIX}good-{name}", SETTINGS[name].default))


def matrix_field(name: str, text: Text) -> str:
    """One matrix as text; return the last good one."""
    label = text("controls.matrix", name=MATRICES[name])
    typed = st.text_input(label, key=PREFIX + name, max_chars=1200, help=text("controls.matrix_help"))
    return good_matrix(name, typed, text)


def good_matrix(name: str, typed: str, text: Text) -> str:
    """Return what was typed if it can be read; say what is wrong otherwise, and return what was there."""
    found = read_matrix(typed)
    if isinstance(found, Unreadable):
        st.error(text(f"error.{found.kind}", value=plain(found.value)))
        last: str = session.get(f"{PREFIX}good-{name}", SETTINGS[name].default)
        return last
    written = write_matrix(found)
    session.put({f"{PREFIX}good-{name}": written})
    return written


def flow_controls(text: Text) -> dict[str, Any]:
    """What only the data flow has: one column or a wave, a bias at the entry, an activation at the exit."""
    restore("wave", "bias", "activation")
    wave = st.toggle(text("controls.wave"), key=f"{PREFIX}wave")
    typed = st.text_input(text("controls.bias"), key=f"{PREFIX}bias", max_chars=200)
    activation = st.selectbox(
        text("controls.exit"),
        ACTIVATIONS,
        key=f"{PREFIX}activation",
        format_func=lambda name: text(f"activation.{name}"),
    )
    bias = good_matrix("bias", typed, text) if typed.strip() else ""
    return {"wave": wave, "bias": fitting(bias, text), "activation": activation}


def fitting(bias: str, text: Text) -> str:
    """Return the bias if it has one number for each row of A; say so otherwise, and leave it out."""
    rows = len(np.atleast_2d(read_good("a")))
    if not bias or matrix(bias).size == rows:
        return bias
    st.error(text("error.bias", rows=rows, value=matrix(bias).size))
    return ""


def memory_controls(text: Text) -> dict[str, Any]:
    """Where the numbers lie, and how many lines the cache holds, folded away."""
    with st.expander(text("controls.memory")):
        layout = st.selectbox(
            text("controls.layout"),
            LAYOUTS,
            key=f"{PREFIX}layout",
            format_func=lambda name: text(f"layout.{name}"),
        )
        lines = st.slider(text("controls.cache"), *CACHE, key=f"{PREFIX}cache")
    return {"layout": layout, "cache": max(CACHE[0], min(CACHE[1], int(lines)))}


def restore(*names: str) -> None:
    """Give controls that were hidden the values that they had."""
    session.put(
        {PREFIX + name: value for name, value in kept(*names).items() if not session.has(PREFIX + name)}
    )


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
        text("predict.label", cell=cell), value=None, key=f"{PREFIX}guess", placeholder="?"
    )
    if guess is None:
        return
    result = trace.output.reshape(trace.start.shape)[i, j]
    if np.isclose(guess, result):
        found = f"{relation(result)} {written(result)}"
        st.markdown(text("predict.right", guess=written(guess), result=found, cell=cell))
    else:
        st.markdown(text("predict.other", guess=written(guess), cell=cell))
