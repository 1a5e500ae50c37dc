"""The controls of the page Neuron: the choice of the lesson, and in the sidebar what each lesson needs.
What is touched in a picture is no widget, so every setting has one owner."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.parts.neuron.examples import EXAMPLES, TOLD
from pages.parts.neuron.settings import START, STORE, NeuronSettings
from pages.shared import stage
from pages.shared.state import session
from pages.shared.state.controls import Controls
from pages.shared.state.examples import examples
from pages.shared.text import Text

Neurons = Controls[NeuronSettings]


def neuron_settings(text: Text) -> NeuronSettings:
    """Show the controls; return the settings."""
    STORE.follow()
    controls = Controls(STORE, text)
    with stage.view():
        view = controls.view(from_the_start)
    with st.sidebar:
        st.header(text("controls.title"), anchor=False)
        chosen = CONTROLS[view](controls)
    STORE.keep(replace(STORE.current(), view=view, **chosen))
    return STORE.current()


def build_controls(controls: Neurons) -> dict[str, Any]:
    """Examples, the activation, how far sliders and axes go, and the words."""
    text = controls.text
    examples("neuron-example", EXAMPLES, STORE.take, text)
    return {
        "activation": controls.choice("activation", lambda name: text(f"activation.{name}")),
        "reach": controls.scale("reach"),
        "story": controls.choice("story", lambda name: text(f"stories.{name}"), tell),
    }


def tell() -> None:
    """Begin the chosen story with its own numbers."""
    STORE.take(TOLD.get(session.get(STORE.key("story"), ""), START))


def gate_controls(controls: Neurons) -> dict[str, Any]:
    """Which gate is looked for."""
    text = Text("gates", controls.text.language)
    return {"gate": controls.choice("gate", lambda name: text(f"gate.{name}"), from_the_start)}


def perceptron_controls(controls: Neurons) -> dict[str, Any]:
    """Which gate is learned, how fast, and for how long at most."""
    return gate_controls(controls) | {
        "rate": float(controls.scale("rate")),
        "epochs": controls.slider("epochs"),
    }


def from_the_start() -> None:
    """Let another timeline begin with its first step."""
    STORE.keep(replace(STORE.current(), step=0))


CONTROLS: Mapping[str, Callable[[Neurons], dict[str, Any]]] = {
    "build": build_controls,
    "gates": gate_controls,
    "perceptron": perceptron_controls,
}
