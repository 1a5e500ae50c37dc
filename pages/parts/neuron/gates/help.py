"""Help with a gate, folded away below the picture: a hint and a solution, or why there is none."""

from dataclasses import replace

import streamlit as st

from nnviz.lessons.logic_gates import solution
from pages.parts.neuron.settings import STORE, NeuronSettings
from pages.shared.numbers.equations import in_full
from pages.shared.text import Text


def help_with(settings: NeuronSettings, text: Text) -> None:
    """Offer help with the gate that is looked for."""
    with st.expander(text("hint.title")):
        if solution(settings.gate) is None:
            st.markdown(text(f"why.{settings.gate}"))
        else:
            hint(settings, text)


def hint(settings: NeuronSettings, text: Text) -> None:
    """Show a hint and a solution."""
    neuron = solution(settings.gate)
    assert neuron is not None
    w1, w2, b, threshold = map(in_full, (*neuron.weights, neuron.bias, neuron.threshold))
    st.markdown(text("hint.way"))
    st.markdown(text("hint.course", w1=w1, w2=w2, b=b, threshold=threshold))
    st.button(text("hint.use"), key="neuron-solve", on_click=solve)


def solve() -> None:
    """Put the numbers of a solution in."""
    now = STORE.current()
    neuron = solution(now.gate)
    if neuron is not None:
        STORE.take(replace(now, gate_weights=tuple(neuron.weights.tolist()), gate_bias=neuron.bias))
