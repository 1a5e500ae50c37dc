"""What the lesson "gates" asks before the rows are fed in, and the card at its end."""

from nnviz.lessons.logic_gates import solution
from pages.parts.neuron.decision_boundaries import link
from pages.parts.neuron.gates.one_neuron import ROWS
from pages.parts.neuron.gates.two_layers import STEPS
from pages.parts.neuron.settings import NeuronSettings
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.text import Text

SAID = "{guess}"
CORNERS = ("(0, 0)", "(1, 0)", "(0, 1)", "(1, 1)")  # of the plane of NAND and OR


def guess(settings: NeuronSettings, text: Text) -> Guess:
    """Ask whether one neuron can be the gate; of two layers, where the first of them puts the last row."""
    if settings.part != "one":
        yes, no = text("two.yes"), text("two.no", guess=SAID)
        return Guess("layer", text("two.ask"), CORNERS, CORNERS[2], float(STEPS - 2), yes, no)
    gate, options = text(f"short.{settings.gate}"), (text("ask.yes"), text("ask.no"))
    can = solution(settings.gate) is not None
    why = text("can.yes" if can else "can.no", gate=gate)
    yes, no = text("ask.right", why=why), text("ask.other", guess=SAID, why=why)
    right = options[0] if can else options[1]
    return Guess(f"can {settings.gate}", text("ask.can", gate=gate), options, right, float(ROWS - 1), yes, no)


def ending(settings: NeuronSettings, text: Text) -> Ending:
    """Return the word for what was seen, and the way on."""
    gate = text(f"short.{settings.gate}")
    if settings.part != "one":
        next_ = link(text, view="perceptron", gate="AND")
        return Ending(text("end.layers"), text("end.layers_learned"), text("end.rule"), next_)
    if solution(settings.gate) is not None:
        next_ = link(text, view="perceptron", gate=settings.gate)
        return Ending(
            text("end.separable"), text("end.separable_learned", gate=gate), text("end.rule"), next_
        )
    words, learned = text("end.inseparable"), text("end.inseparable_learned", gate=gate)
    if settings.gate == "XOR":
        return Ending(words, learned, text("end.stack"), link(text, view="gates", gate="XOR", stack="1"))
    return Ending(words, learned, text("end.circle"), link(text, view="perceptron", gate=settings.gate))
