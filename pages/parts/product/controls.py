"""The controls of the page Matrix product: matrices as text, examples, view, flow, order of the loops.
A text that cannot be read is answered under its field, and the last good matrix stays."""

from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from pages.parts.product.matrix_text import read_matrix, write_matrix
from pages.parts.product.settings import PRESETS, STORE, ProductSettings
from pages.shared import stage
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.state import drawer, session
from pages.shared.state.array_fields import ArrayFields
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
        for name, matrix in MATRICES.items():
            label = text("controls.matrix", name=matrix)
            fields(text).show(name, label, 1200, text("controls.matrix_help"))
        st.button(text("controls.turn"), on_click=turn, help=text("controls.turn_help"), width="stretch")
        if chosen["view"] == "flow":
            chosen |= flow_controls(controls)
        else:
            chosen["beside"] = controls.choice("beside", lambda name: text(f"view.{name}"))
        chosen |= memory_controls(controls)
    STORE.keep(replace(STORE.current(), **chosen))
    drawer.saw("product", STORE.current())
    return STORE.current()


# -- the controls -------------------------------------------------------------------------
def put_matrices(a: str, b: str) -> None:
    """Write both matrices into their fields."""
    STORE.change(a=a, b=b)


def turn() -> None:
    """Turn the whole product over: (A @ B).T is B.T @ A.T, features as rows instead of samples as rows."""
    now = STORE.current()
    put_matrices(write_matrix(now.B.T), write_matrix(now.A.T))


def fields(text: Text) -> ArrayFields[ProductSettings]:
    """Return the fields of the matrices, and what they say to a text that is none."""

    def complaint(found: Unreadable) -> str:
        return text(f"error.{found.kind}", value=plain(found.value))

    return ArrayFields(STORE, read_matrix, write_matrix, complaint)


def flow_controls(controls: Products) -> dict[str, Any]:
    """What only the data flow has: one column or a wave, a bias at the entry, an activation at the exit."""
    text = controls.text
    wave = controls.toggle("wave")
    fields(text).show("bias", controls.label("bias"), 200, empty=True)
    misfit(text)
    return {
        "wave": wave,
        "activation": controls.choice("activation", lambda name: text(f"activation.{name}")),
    }


def misfit(text: Text) -> None:
    """Say so if what stands in the field of the bias has not one number for each row of A."""
    typed: str = session.get(STORE.key("bias"), "")
    found = read_matrix(typed) if typed.strip() else None
    rows = len(np.atleast_2d(STORE.current().A))
    if isinstance(found, np.ndarray) and found.size != rows:
        st.error(text("error.bias", rows=rows, value=found.size))


def memory_controls(controls: Products) -> dict[str, Any]:
    """Where the numbers lie, and how many lines the cache holds, folded away."""
    text = controls.text
    with st.expander(text("controls.memory")):
        layout = controls.choice("layout", lambda name: text(f"layout.{name}"))
        return {"layout": layout, "cache": controls.slider("cache")}
