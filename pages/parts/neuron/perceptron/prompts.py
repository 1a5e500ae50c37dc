"""What the lesson "perceptron" asks before it is played, the card at its end, and why it ends at all."""

import streamlit as st

from nnviz.lessons.logic_gates import solution
from pages.parts.neuron.decision_boundaries import link
from pages.parts.neuron.perceptron.frames import PerceptronFilm
from pages.parts.neuron.settings import NeuronSettings
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.text import Text

SAID = "{guess}"
EPOCHS = tuple(str(epoch) for epoch in range(1, 9))  # that can be guessed; all others are later


def guess(made: PerceptronFilm, text: Text) -> Guess:
    """Ask which epoch is the first without a mistake; the last frame answers."""
    later, never = text("ask.later"), text("ask.never")
    epochs = len(made.run.errors)
    if made.endless:
        right, why = never, text("epochs.backwards" if made.run.rule.backwards else "epochs.never")
    elif made.run.solved:
        right, why = str(epochs) if str(epochs) in EPOCHS else later, text("epochs.solved", epochs=epochs)
    else:
        right, why = later, text("epochs.cut", epochs=epochs)
    begun = made.run.states[0]
    name = f"epochs {made.gate} {made.run.rule} {begun.weights.tolist()} {begun.bias} {made.most}"
    yes, no = text("epochs.right", why=why), text("epochs.other", guess=SAID, why=why)
    return Guess(name, text("ask.epochs"), (*EPOCHS, later, never), right, float(len(made) - 1), yes, no)


def ending(made: PerceptronFilm, text: Text) -> Ending:
    """Return the word for what was seen, and the way on."""
    word, gate = text("end.perceptron"), text(f"short.{made.gate}")
    if made.run.solved:
        return Ending(word, text("end.perceptron_learned"), text("end.network"), link(text, "network"))
    if made.run.rule.backwards:
        back = link(text, view="perceptron", gate=made.gate, backwards="0")
        return Ending(text("end.backwards"), text("end.backwards_learned"), text("end.turn_back"), back)
    if not made.endless:
        return Ending(word, text("end.cut_learned"), text("end.network"), link(text, "network"))
    words, learned = text("end.inseparable"), text("end.inseparable_learned", gate=gate)
    return Ending(words, learned, text("end.stack"), link(text, view="gates", gate="XOR", stack="1"))


def reasons(settings: NeuronSettings, text: Text) -> None:
    """Say whether it ends, and why, folded away so that one can guess first."""
    ends = solution(settings.gate) is not None
    with st.expander(text("ends.title")):
        if settings.backwards:
            st.markdown(text("ends.backwards"))
            return
        st.markdown(text("ends.yes" if ends else "ends.no", gate=text(f"short.{settings.gate}")))
        if not ends:
            st.markdown(text(f"why.{settings.gate}"))
