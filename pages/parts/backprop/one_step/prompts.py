"""What one may guess before a training step is played, and what is said at its end."""

from collections.abc import Sequence

from nnviz import ACTIVATIONS, TrainingTrace
from pages.parts.backprop.one_step.arithmetic import four
from pages.parts.backprop.one_step.steps import ShownStep
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.text import Text

WAYS = ("larger", "smaller", "same")


def guess(
    settings: BackpropSettings, trace: TrainingTrace, shown: Sequence[ShownStep], text: Text
) -> Guess | None:
    """Ask which unit is dead, if one is; of several samples for the shape of a gradient; else which way a
    weight goes."""
    dead = dead_units(trace)
    if dead:
        return about_dead_unit(dead, trace, shown, text)
    return about_shape(trace, shown, text) if len(trace.X) > 1 else about_way(settings, trace, shown, text)


def since(shown: Sequence[ShownStep], name: str) -> float:
    """Return the clock value from which an array is seen."""
    return float(next(number for number, one in enumerate(shown, 1) if one.step.name == name and one.ends))


# -- which unit is dead ------------------------------------------------------------------------------
def dead_units(trace: TrainingTrace) -> list[tuple[int, int]]:
    """Return layer and number, both from 1, of every hidden unit that can die and lets no error through."""
    return [
        (layer, unit + 1)
        for layer, name in enumerate(trace.activations[:-1], 1)
        if ACTIVATIONS[name].can_die
        for unit in range(trace.weights[layer - 1].shape[1])
        if not trace.array(f"slope{layer}")[:, unit].any()
    ]


def about_dead_unit(
    dead: Sequence[tuple[int, int]], trace: TrainingTrace, shown: Sequence[ShownStep], text: Text
) -> Guess:
    """Ask for the dead units of the first layer that has some."""
    layer = dead[0][0]
    units = [unit for where, unit in dead if where == layer]
    names = [text("guess.unit", n=n) for n in range(1, trace.weights[layer - 1].shape[1] + 1)]
    every = len(units) == len(names)
    right = text("guess.all_units") if every else ", ".join(text("guess.unit", n=n) for n in units)
    why = text("guess.why.dead", unit=right)
    return Guess(
        id=f"backprop-dead-{layer}-{units}-{len(names)}",
        question=text("guess.dead", layer=layer),
        options=tuple(dict.fromkeys((*names, right, text("guess.all_units")))),
        right=right,
        since=since(shown, f"delta{layer}"),
        yes=text("guess.said_right", why=why),
        no=text("guess.said_other", guess="{guess}", why=why),
    )


# -- the shape of a gradient ---------------------------------------------------------------------------
def about_shape(trace: TrainingTrace, shown: Sequence[ShownStep], text: Text) -> Guess:
    """Ask for the shape of dW of the first layer."""
    samples, (inputs, units) = len(trace.X), trace.weights[0].shape
    right = str((inputs, units))
    shapes = ((samples, units), (inputs, units), (units, inputs), (samples, inputs))
    why = text("guess.why.shape", inputs=inputs, units=units)
    return Guess(
        id=f"backprop-shape-{samples}-{inputs}-{units}",
        question=text("guess.shape", samples=samples),
        options=tuple(dict.fromkeys(map(str, shapes))),
        right=right,
        since=since(shown, "dW1"),
        yes=text("guess.said_right", why=why),
        no=text("guess.said_other", guess="{guess}", why=why),
    )


# -- which way a weight goes ---------------------------------------------------------------------------
def about_way(
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
    why = text(f"guess.why.{kind}", weight=weight, gradient=four(gradient))
    return Guess(
        id=f"backprop-{weight}-{gradient!r}-{right}",
        question=text("guess.weight", weight=weight, output=four(a), target=four(t)),
        options=tuple(words.values()),
        right=words[right],
        since=since(shown, f"dW{layer}"),
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
