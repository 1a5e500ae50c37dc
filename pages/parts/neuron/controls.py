"""The controls of the page Neuron: the choice of the lesson, and in the sidebar what each lesson needs.
What is touched in a picture is no widget, so every setting has one owner."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from nnviz.lessons.logic_gates import GATES
from pages.parts.neuron.examples import EXAMPLES, LEARNERS, TOLD
from pages.parts.neuron.settings import LIMITS, START, STORE, NeuronSettings, Row
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
    guess_choice(controls)
    return {
        "activation": controls.choice("activation", lambda name: text(f"activation.{name}")),
        "reach": controls.scale("reach"),
        "story": controls.choice("story", lambda name: text(f"stories.{name}"), tell),
    }


def guess_choice(controls: Neurons) -> None:
    """Whether the output is hidden and guessed. The picture shows it again, so the switch follows."""
    session.put({STORE.key("hide"): STORE.current().hidden})
    controls.toggle("hide", changed=hide)


def hide() -> None:
    """Hide the outputs, or show them."""
    STORE.keep(replace(STORE.current(), hidden=bool(session.get(STORE.key("hide"), False)), guess=None))


def tell() -> None:
    """Begin the chosen story with its own numbers."""
    STORE.take(TOLD.get(session.get(STORE.key("story"), ""), START))


def gate_controls(controls: Neurons) -> dict[str, Any]:
    """Which gate is looked for, and whether XOR is stacked out of two layers, alone or beside one neuron."""
    found = gate_choice(controls)
    if STORE.current().gate != "XOR":
        return found
    return found | {"stacked": controls.toggle("stack"), "compared": controls.toggle("side")}


def gate_choice(controls: Neurons) -> dict[str, Any]:
    """Which gate is looked for. A goal beside the picture changes it as well, so the box shows what is so."""
    text = Text("gates", controls.text.language)
    session.put({STORE.key("gate"): STORE.current().gate})
    controls.choice("gate", lambda name: text(f"gate.{name}"), choose)
    return {}


def choose() -> None:
    """Take the gate that was chosen from the box, from its first step on."""
    asked = session.get(STORE.key("gate"), "")
    STORE.keep(replace(STORE.current(), gate=asked if asked in GATES else START.gate, step=0))


def perceptron_controls(controls: Neurons) -> dict[str, Any]:
    """Which gate is learned, from where, by which rule, how fast, and for how long at most."""
    examples("perceptron-example", LEARNERS, STORE.take, controls.text)
    return gate_choice(controls) | {
        "rate": float(controls.scale("rate")),
        "epochs": controls.slider("epochs"),
        "start": begin_choice(controls),
        "ties": controls.toggle("ties"),
        "backwards": controls.toggle("backwards"),
    }


def begin_choice(controls: Neurons) -> Row:
    """The weights and the bias before the first row."""
    st.markdown(controls.label("start"))
    return tuple(
        float(column.number_input(name, *LIMITS, key=STORE.widget(f"start-{name}", begun), format="%g"))
        for column, name, begun in zip(st.columns(3), ("w1", "w2", "b"), STORE.current().start, strict=True)
    )


def from_the_start() -> None:
    """Let another timeline begin with its first step."""
    STORE.keep(replace(STORE.current(), step=0))


CONTROLS: Mapping[str, Callable[[Neurons], dict[str, Any]]] = {
    "build": build_controls,
    "gates": gate_controls,
    "perceptron": perceptron_controls,
}
