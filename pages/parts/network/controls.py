"""The controls of the page Network: the choice of the lesson, and in the sidebar what each lesson needs.
What is touched in a picture is no widget, so every setting has one owner."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from nnviz import INITIALIZERS
from pages.parts.network.cells import LEARN, RANDOM, UPDATES
from pages.parts.network.examples import PRESETS
from pages.parts.network.settings import NetworkSettings
from pages.parts.network.store import STORE, of_today
from pages.shared import stage
from pages.shared.state import session
from pages.shared.state.controls import Controls, held
from pages.shared.state.examples import examples
from pages.shared.text import Text

Networks = Controls[NetworkSettings]


def network_settings(text: Text) -> NetworkSettings:
    """Show the controls; return the settings."""
    if STORE.follow():
        STORE.keep(of_today(STORE.current()))
    controls = Controls(STORE, text)
    with stage.view():
        view = controls.view()
    with st.sidebar:
        st.header(text("controls.title"), anchor=False)
        chosen = CONTROLS[view](controls)
    current = STORE.current()
    after = replace(current, view=view, **chosen)
    if (after.view, after.learn) != (current.view, current.learn):  # another timeline begins at its beginning
        after = replace(after, step=0, shift=after.shift and view == "softmax")
    STORE.keep(after)
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
    """What the network learns from, a new start, and where the pictures come from."""
    text = Text("digits", page.text.language)
    learn = st.radio(
        text("controls.learn"), LEARN, key=page.key("learn"), format_func=lambda way: text(f"learn.{way}")
    )
    st.button(text("controls.reset"), icon=":material/restart_alt:", on_click=restart, width="stretch")
    st.caption(text("controls.reset_help"))
    source(text)
    return {"learn": held(learn, LEARN)}


def source(text: Text) -> None:
    """Say where the pictures come from."""
    with st.expander(text("source.title")):
        st.markdown(text("source.body"))


def softmax_controls(page: Networks) -> dict[str, Any]:
    """Whose scores are shown: those of the network after some updates."""
    text = Text("digits", page.text.language)
    update = page.whole("update", text("controls.update", last=UPDATES))
    source(text)
    return {"update": update}


def restarts() -> int:
    """Return how often the visitor let the network begin again."""
    return session.get("network:restarts", 0)


def restart() -> None:
    """Begin again with the same network."""
    STORE.keep(replace(STORE.current(), step=0))
    session.put({"network:restarts": restarts() + 1})


CONTROLS: Mapping[str, Callable[[Networks], dict[str, Any]]] = {
    "build": build_controls,
    "digits": digits_controls,
    "softmax": softmax_controls,
}
