"""What the lesson "build" asks about its last sample, what it tells beside the picture, and its ending."""

from collections.abc import Iterator

from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.neuron.decision_boundaries import link
from pages.parts.neuron.settings import NeuronSettings
from pages.shared.numbers.equations import written
from pages.shared.protocol.answers import Note
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.text import Text

SAID = "{guess}"
BESIDE = {1: "line", 2: "plane"}  # what stands beside the neuron, by the number of its inputs


def guess(settings: NeuronSettings, text: Text) -> Guess | None:
    """Ask for the output of the last sample, where others come before it and it is no long decimal."""
    function = HIDDEN_ACTIVATIONS[settings.activation]
    if len(settings.X) < 2 or settings.hidden or function.transcendental:
        return None
    return (fires if function.jumps else output)(settings, text)


def fires(settings: NeuronSettings, text: Text) -> Guess:
    """Ask whether the neuron fires for the last sample."""
    neuron, row = settings.neuron, settings.X[-1]
    total, threshold = written(neuron.weighted_sum(row)), written(neuron.threshold)
    kind = "equal" if neuron.before(row) == 0 else "reached" if neuron.fires(row) else "missed"
    why = text(f"ask.{kind}", sum=total, threshold=threshold)
    options = (text("ask.fires"), text("ask.quiet"))
    right = options[0] if neuron.fires(row) else options[1]
    return asked(settings, text("ask.fire", x=sample(settings)), options, right, why, text)


def output(settings: NeuronSettings, text: Text) -> Guess:
    """Ask for the output of the last sample as a number."""
    neuron, row = settings.neuron, settings.X[-1]
    z, a = written(neuron.before(row)), written(neuron(row))
    linear = settings.activation == "linear"
    name = text(f"activation.{settings.activation}")
    why = text("ask.linear", a=a) if linear else text("ask.bent", a=a, z=z, name=name)
    return asked(settings, text("ask.output", x=sample(settings)), (), a, why, text)


def asked(
    settings: NeuronSettings, question: str, options: tuple[str, ...], right: str, why: str, text: Text
) -> Guess:
    """Return the question about the last sample; other numbers are another question."""
    name = f"build {settings.weights} {settings.bias} {settings.activation} {settings.X[-1]}"
    yes, no = text("ask.right", why=why), text("ask.other", guess=SAID, why=why)
    return Guess(name, question, options, right, float(len(settings.X) - 1), yes, no)


def sample(settings: NeuronSettings) -> str:
    """Return the last sample as it is written."""
    return (
        f"({', '.join(map(written, settings.X[-1]))})"
        if len(settings.weights) > 1
        else written(settings.X[-1][0])
    )


def notes(settings: NeuronSettings, text: Text) -> Iterator[Note]:
    """The story, and what the picture beside the neuron shows."""
    yield Note("info", text(f"story.{settings.story}"))
    beside = BESIDE.get(len(settings.weights), "bars")
    yield Note("info", text(f"beside.{beside}_detail"))


def ending(settings: NeuronSettings, text: Text) -> Ending | None:
    """Return what is seen once the last sample was fed in; a single sample has no end."""
    if len(settings.X) < 2:
        return None
    kind = "step" if HIDDEN_ACTIVATIONS[settings.activation].jumps else "curve"
    words, learned = text(f"end.{kind}_word"), text(f"end.{kind}_learned")
    return Ending(words, learned, text("end.next"), link(text, view="gates"))
