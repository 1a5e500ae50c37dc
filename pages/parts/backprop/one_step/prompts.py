"""What one may guess before a training step is played, and what is said at its end."""

from collections.abc import Sequence

from nnviz import TrainingTrace
from pages.parts.backprop.one_step.arithmetic import four
from pages.parts.backprop.one_step.steps import ShownStep
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.text import Text

WAYS = ("larger", "smaller", "same")


def guess(settings: BackpropSettings, trace: TrainingTrace, shown: Sequence[ShownStep], text: Text) -> Guess:
    """Ask which way the first weight of the last layer will go."""
    layer = len(settings.layers)
    gradient = float(trace.array(f"dW{layer}")[0, 0])
    right = WAYS[2] if not gradient else WAYS[0] if gradient < 0 else WAYS[1]
    weight, a, t = f"W{layer}[0,0]", trace.array(f"a{layer}")[settings.sample, 0], trace.T[settings.sample, 0]
    words = {way: text(f"guess.{way}") for way in WAYS}
    since = next(number for number, one in enumerate(shown, 1) if one.step.name == f"dW{layer}" and one.ends)
    why = text(f"guess.why.{right}", weight=weight, gradient=four(gradient))
    return Guess(
        id=f"backprop-{weight}-{gradient!r}",
        question=text("guess.weight", weight=weight, output=four(a), target=four(t)),
        options=tuple(words.values()),
        right=words[right],
        since=float(since),
        yes=text("guess.said_right", why=why),
        no=text("guess.said_other", guess="{guess}", why=why),
    )


def ending(text: Text) -> Ending:
    """Say what has been seen: one training step."""
    return Ending(
        text("ending.step"), text("ending.seen"), text("ending.onward"), f"train?lang={text.language}"
    )
