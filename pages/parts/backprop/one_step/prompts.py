"""What one may guess before a training step is played, and what is said at its end."""

from collections.abc import Sequence

from nnviz import TrainingTrace
from pages.parts.backprop.one_step.arithmetic import four
from pages.parts.backprop.one_step.steps import ShownStep
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.text import Text

WAYS = ("larger", "smaller", "same")


def guess(
    settings: BackpropSettings, trace: TrainingTrace, shown: Sequence[ShownStep], text: Text
) -> Guess | None:
    """Ask which way the first weight of the last layer will go; if it is chosen, its gradient is shown."""
    layer = len(settings.layers)
    gradient, before, after = (float(trace.array(f"{name}{layer}")[0, 0]) for name in ("dW", "W", "newW"))
    if settings.chosen == f"W{layer}[0,0]":
        return None
    right = way_of(after - before)
    kind = right if right == way_of(-gradient) or not trace.optimizer.rate else "remembered"
    weight, a, t = f"W{layer}[0,0]", trace.array(f"a{layer}")[settings.sample, 0], trace.T[settings.sample, 0]
    words = {way: text(f"guess.{way}") for way in WAYS}
    since = next(number for number, one in enumerate(shown, 1) if one.step.name == f"dW{layer}" and one.ends)
    why = text(f"guess.why.{kind}", weight=weight, gradient=four(gradient))
    return Guess(
        id=f"backprop-{weight}-{gradient!r}-{right}",
        question=text("guess.weight", weight=weight, output=four(a), target=four(t)),
        options=tuple(words.values()),
        right=words[right],
        since=float(since),
        yes=text("guess.said_right", why=why),
        no=text("guess.said_other", guess="{guess}", why=why),
    )


def way_of(change: float) -> str:
    """Whether a number becomes larger or smaller, or stays the same."""
    return WAYS[0] if change > 0 else WAYS[1] if change < 0 else WAYS[2]


def ending(text: Text) -> Ending:
    """Say what has been seen, and lead on to other ways to take the step."""
    href = f"backprop?view=optimizers&lang={text.language}"
    return Ending(text("ending.step"), text("ending.seen"), text("ending.onward"), href)
