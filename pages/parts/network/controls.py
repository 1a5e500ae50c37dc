"""The controls of the page Network: the choice of the lesson, and in the sidebar what each lesson needs.
What is touched in a picture is no widget, so every setting has one owner."""

from dataclasses import replace
from typing import Any

import streamlit as st

from nnviz import INITIALIZERS
from pages.parts.network.examples import PRESETS, fitted
from pages.parts.network.settings import (
    LEARN,
    RANDOM,
    SEEDS,
    SETTINGS,
    START,
    VIEWS,
    NetworkSettings,
    of,
    values_of,
)
from pages.shared import session
from pages.shared.examples import examples
from pages.shared.keeping import Keeper
from pages.shared.lessons import choose
from pages.shared.link import Complaint
from pages.shared.text import Text

WIDGETS = ("view", "seed", "init", "learn", "y", "t")
KEEPER: Keeper[NetworkSettings] = Keeper("network", START, SETTINGS, WIDGETS, of, values_of, fitted)


def network_settings(text: Text) -> tuple[NetworkSettings, list[Complaint]]:
    """Show the controls; return the settings and the complaints about the link."""
    complaints = KEEPER.follow()
    view = choose(KEEPER, VIEWS, text)
    with st.sidebar:
        st.header(text("controls.title"), anchor=False)
        chosen = CONTROLS[view](text)
    settings = replace(KEEPER.current(), view=view, step=KEEPER.step(), **chosen)
    KEEPER.write(settings)
    return settings, complaints


def build_controls(text: Text) -> dict[str, Any]:
    """Examples, and for random numbers where they come from."""
    examples("network-example", PRESETS, KEEPER.take, text)
    if KEEPER.current().base != RANDOM:
        return {}
    init = st.selectbox(text("controls.init"), INITIALIZERS, key=KEEPER.widget("init"))
    seed = st.number_input(text("controls.seed"), *SEEDS, key=KEEPER.widget("seed"))
    return {"init": init, "seed": max(SEEDS[0], min(SEEDS[1], int(seed)))}


# -- the lesson "digits" ------------------------------------------------------------------------------
def digits_controls(page: Text) -> dict[str, Any]:
    """What the net learns from, a new start, and where the pictures come from."""
    text = Text("digits", page.language)
    learn = st.radio(
        text("controls.learn"),
        LEARN,
        key=KEEPER.widget("learn"),
        format_func=lambda way: text(f"learn.{way}"),
    )
    st.button(text("controls.reset"), icon=":material/restart_alt:", on_click=restart, width="stretch")
    st.caption(text("controls.reset_help"))
    with st.expander(text("source.title")):
        st.markdown(text("source.body"))
    return {"learn": learn if learn in LEARN else LEARN[0]}


def restarts() -> int:
    """Return how often the visitor let the net begin again."""
    return session.get("network:restarts", 0)


def restart() -> None:
    """Begin again with the same net."""
    session.put({"network:restarts": restarts() + 1})


CONTROLS = {"build": build_controls, "digits": digits_controls}
