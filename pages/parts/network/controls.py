"""The controls of the page Network: the choice of the lesson, and in the sidebar what each lesson needs.
What is touched in a picture is no widget, so every setting has one owner."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from nnviz import INITIALIZERS
from pages.parts.network.cells import LEARN, RANDOM
from pages.parts.network.examples import PRESETS
from pages.parts.network.settings import NetworkSettings
from pages.parts.network.store import STORE
from pages.shared import stage
from pages.shared.state import session
from pages.shared.state.controls import Controls, held
from pages.shared.state.examples import examples
from pages.shared.text import Text

Networks = Controls[NetworkSettings]


def network_settings(text: Text) -> NetworkSettings:
    """Show the controls; return the settings."""
    STORE.follow()
    controls = Controls(STORE, text)
    with stage.view():
        view = controls.view()
    with st.sidebar:
        st.header(text("controls.title"), anchor=False)
        chosen = CONTROLS[view](controls)
    STORE.keep(replace(STORE.current(), view=view, **chosen))
    return STORE.current()


def build_controls(controls: Networks) -> dict[str, Any]:
    """Examples, and for random numbers where they come from."""
    examples("network-example", PRESETS, STORE.take, controls.text)
    if STORE.current().base != RANDOM:
        return {}
    names = tuple(INITIALIZERS)
    init = st.selectbox(controls.label("init"), names, key=controls.key("init"))
    return {"init": held(init, names), "seed": controls.whole("seed")}


# -- the lesson "digits" ------------------------------------------------------------------------------
def digits_controls(page: Networks) -> dict[str, Any]:
    """What the net learns from, a new start, and where the pictures come from."""
    text = Text("digits", page.text.language)
    learn = st.radio(
        text("controls.learn"), LEARN, key=page.key("learn"), format_func=lambda way: text(f"learn.{way}")
    )
    st.button(text("controls.reset"), icon=":material/restart_alt:", on_click=restart, width="stretch")
    st.caption(text("controls.reset_help"))
    with st.expander(text("source.title")):
        st.markdown(text("source.body"))
    return {"learn": held(learn, LEARN)}


def restarts() -> int:
    """Return how often the visitor let the net begin again."""
    return session.get("network:restarts", 0)


def restart() -> None:
    """Begin again with the same net."""
    session.put({"network:restarts": restarts() + 1})


CONTROLS: Mapping[str, Callable[[Networks], dict[str, Any]]] = {
    "build": build_controls,
    "digits": digits_controls,
}
