"""The controls of the page Neuron: the choice of the lesson, and in the sidebar what each lesson needs.
What is touched in a picture is no widget, so every setting has one owner."""

from dataclasses import replace
from typing import Any

import streamlit as st

from nnviz.lessons.logic_gates import GATES
from pages.parts.neuron.examples import EXAMPLES
from pages.parts.neuron.settings import (
    ACTIVATIONS,
    EPOCHS,
    RATES,
    REACHES,
    SETTINGS,
    START,
    STORIES,
    VIEWS,
    NeuronSettings,
    of,
    values_of,
)
from pages.shared import session
from pages.shared.examples import examples
from pages.shared.keeping import Keeper
from pages.shared.lessons import choose
from pages.shared.link import Complaint
from pages.shared.text import Text

WIDGETS = ("view", "activation", "gate", "rate", "epochs", "reach", "story")
KEEPER: Keeper[NeuronSettings] = Keeper("neuron", START, SETTINGS, WIDGETS, of, values_of)


def neuron_settings(text: Text) -> tuple[NeuronSettings, list[Complaint]]:
    """Show the controls; return the settings and the complaints about the link."""
    complaints = KEEPER.follow()
    view = choose(KEEPER, VIEWS, text, from_the_start)
    with st.sidebar:
        st.header(text("controls.title"), anchor=False)
        chosen = CONTROLS[view](text)
    settings = replace(KEEPER.current(), view=view, step=KEEPER.step(), **chosen)
    KEEPER.write(settings)
    return settings, complaints


def build_controls(text: Text) -> dict[str, Any]:
    """Examples, the activation, how far sliders and axes go, and the words."""
    examples("neuron-example", EXAMPLES, KEEPER.take, text)
    activation = st.selectbox(
        text("controls.function"),
        ACTIVATIONS,
        key=KEEPER.widget("activation"),
        format_func=lambda name: text(f"activation.{name}"),
    )
    reach = st.select_slider(text("controls.reach"), REACHES, key=KEEPER.widget("reach"))
    story = st.selectbox(
        text("controls.story"),
        STORIES,
        key=KEEPER.widget("story"),
        format_func=lambda name: text(f"stories.{name}"),
    )
    return {"activation": activation, "reach": reach, "story": story}


def gate_controls(text: Text) -> dict[str, Any]:
    """Which gate is looked for."""
    names = Text("gates", text.language)
    gate = st.selectbox(
        text("controls.gate"),
        GATES,
        key=KEEPER.widget("gate"),
        format_func=lambda name: gate_name(name, names),
        on_change=from_the_start,
    )
    return {"gate": gate}


def gate_name(name: str, text: Text) -> str:
    """Return what a gate is called, with what it means."""
    return text(f"gate.{name}")


def from_the_start() -> None:
    """Another timeline begins with its first step, and the link says no other."""
    session.put({"neuron-step": 0})
    session.leave_out_of_link("step")


def perceptron_controls(text: Text) -> dict[str, Any]:
    """Which gate is learned, how fast, and for how long at most."""
    chosen = gate_controls(text)
    rate = st.select_slider(text("controls.rate"), RATES, key=KEEPER.widget("rate"))
    epochs = st.slider(text("controls.epochs"), *EPOCHS, key=KEEPER.widget("epochs"))
    return chosen | {"rate": float(rate), "epochs": max(EPOCHS[0], min(EPOCHS[1], int(epochs)))}


CONTROLS = {"build": build_controls, "gates": gate_controls, "perceptron": perceptron_controls}
