"""The lesson "gates": two weights and a bias are searched by hand, row by row and live.
XOR cannot be found; it is stacked from three neurons in two layers."""

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from nnviz.lessons.logic_gates import right_rows, solution
from pages.parts.neuron.controls import from_the_start
from pages.parts.neuron.gates import one_neuron, two_layers
from pages.parts.neuron.gates.line_drag import dragged
from pages.parts.neuron.settings import LIMITS, STORE, NeuronSettings
from pages.shared import stage
from pages.shared.lessons import Lesson
from pages.shared.numbers.equations import in_full
from pages.shared.player.fixed_timeline import touchable
from pages.shared.protocol.answers import Answer, Replace
from pages.shared.protocol.ids import box_of, cell_ids
from pages.shared.protocol.requests import Request, Touches
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.state.prediction_prompt import guess
from pages.shared.text import Text
from pages.shared.theme import ThemeName

ANSWERS = ("yes", "no")


def run(settings: NeuronSettings) -> str:
    """Return the name of the timeline."""
    return "gates-two" if settings.stacks else "gates-one"


# -- guess first, and help ------------------------------------------------------------------------
def ask(settings: NeuronSettings, text: Text) -> None:
    """Ask for a guess, and offer help."""
    with stage.line("guess"):
        predict(settings, text)
        if solution(settings.gate) is None:
            explain(settings, text)
        else:
            hint(settings, text)


def predict(settings: NeuronSettings, text: Text) -> None:
    """Ask whether one neuron can be this gate; the guess is kept beside the answer."""
    gate = text(f"short.{settings.gate}")
    labels = [text("ask.yes"), text("ask.no")]
    found = guess(f"can-{settings.gate}", text("ask.can", gate=gate), ANSWERS, labels)
    if found is not None:
        truth = "no" if solution(settings.gate) is None else "yes"
        st.markdown(text(f"can.{found}.{truth}"))


def hint(settings: NeuronSettings, text: Text) -> None:
    """A hint and a solution, folded away."""
    neuron = solution(settings.gate)
    assert neuron is not None
    w1, w2, b, threshold = map(in_full, (*neuron.weights, neuron.bias, neuron.threshold))
    with st.popover(text("hint.title")):
        st.markdown(text("hint.way"))
        st.markdown(text("hint.course", w1=w1, w2=w2, b=b, threshold=threshold))
        st.button(text("hint.use"), key="neuron-solve", on_click=solve)


def solve() -> None:
    """Put the numbers of a solution in."""
    now = STORE.current()
    neuron = solution(now.gate)
    if neuron is not None:
        STORE.take(replace(now, gate_weights=tuple(neuron.weights.tolist()), gate_bias=neuron.bias))


def explain(settings: NeuronSettings, text: Text) -> None:
    """Why no neuron can be this gate, folded away; and for XOR the way out."""
    with st.popover(text("hint.title")):
        st.markdown(text(f"why.{settings.gate}"))
    if settings.gate == "XOR":
        kind = "back" if settings.stacks else "button"
        st.button(
            text(f"stack.{kind}"),
            key="neuron-stack",
            icon=":material/layers:",
            on_click=stack,
            args=(not settings.stacks,),
            type="secondary" if settings.stacks else "primary",
            help=text("stack.help"),
        )


def stack(stacked: bool) -> None:
    """Switch between one neuron and two layers."""
    STORE.take(replace(STORE.current(), stacked=stacked))
    from_the_start()


# -- the timeline -----------------------------------------------------------------------------------
def spec(settings: NeuronSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture: one neuron, or two layers."""
    return picture(settings.stacks, text, theme, settings.step)


@lru_cache(maxsize=8)
def picture(stacks: bool, text: Text, theme: ThemeName, step: int) -> FixedTimeline:
    """Return one neuron or two layers; those that were asked for last are kept, for all visitors."""
    part, steps = (two_layers, two_layers.STEPS) if stacks else (one_neuron, one_neuron.ROWS)
    question = text("question.gates")
    made, explained = tuple(part.panels(text)), ("logic_gate", "truth_table", "linearly_separable")
    return touchable(part.LAYOUT, made, steps, text.language, theme, step, question, explained)


def answer(settings: NeuronSettings, _request: Request, text: Text) -> Answer:
    """Return all frames."""
    return two(text) if settings.stacks else one(settings, text)


def one(settings: NeuronSettings, text: Text) -> Answer:
    """Return the rows as one neuron answers them."""
    right = right_rows(settings.gate_neuron, settings.gate).sum()
    return Replace(
        one_neuron.frames(settings),
        notes=[(0.0, list(one_neuron.notes(settings, text)))],
        status=text("status", n=right, gate=text(f"short.{settings.gate}")),
        captions=tuple(one_neuron.captions(settings, text)),
    )


def two(text: Text) -> Answer:
    """Return the rows as two layers answer them."""
    words = tuple(two_layers.captions(text))
    return Replace(two_layers.frames(), status=text("two.status"), captions=words)


def touched(settings: NeuronSettings, touches: Touches) -> NeuronSettings:
    """Return the settings after some touches of boxes, sliders or the line."""
    for name, value in touches:
        if value is not None:
            settings = changed(settings, box_of(name), max(LIMITS[0], min(LIMITS[1], value)))
    return dragged(settings, touches)


def changed(settings: NeuronSettings, name: str, value: float) -> NeuronSettings:
    """Return the settings after one number was changed."""
    if name == "b":
        return replace(settings, gate_bias=value)
    weights = dict(zip(cell_ids("w", len(settings.gate_weights)), settings.gate_weights, strict=True))
    if name not in weights:
        return settings
    return replace(settings, gate_weights=tuple((weights | {name: value}).values()))


LESSON = Lesson(run, spec, answer, touched, ask, words="gates")
