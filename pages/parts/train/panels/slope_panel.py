"""The panel with the loss against the weight whose line was pressed, and what the lines are called."""

from collections.abc import Sequence

from nnviz import SGD, Experiment
from pages.parts.train.hands.hands import units
from pages.parts.train.hands.weight_slope import MANY, MOST_STEPS, PANEL
from pages.parts.train.naming import Names
from pages.parts.train.values.chosen_weight import Weight, biases, can_be_chosen, choices, weights
from pages.shared.protocol.ids import unit_id
from pages.shared.protocol.panels import Action, ScenePanel
from pages.shared.scenes.loss_slope import Words, loss_slope
from pages.shared.text import Text


def slope_panel(experiment: Experiment, called: Names, text: Text) -> ScenePanel:
    """Return the panel; it is seen while a weight is chosen."""
    sizes, learning = experiment.network.sizes, experiment.parts.learning
    words = Words(
        [short_name(weight, sizes, called) for weight in choices(sizes, experiment.network.has_bias[0])],
        (text("slope.weight"), text("slope.loss"), text("slope.slope")),
        text("slope.here"),
        ["", *(text("slope.after", n=n) for n in range(1, MOST_STEPS + 1))],
        text("slope.one"),
        text("slope.many", n=MANY),
        text("slope.back"),
        text("hands.number"),
        (text("hands.freeze"), text("hands.free")),
        [text(f"hands.{word}", unit=unit_id(*unit)) for unit in units(sizes) for word in ("off", "on")],
    )
    plain = isinstance(learning.optimizer, SGD) and not learning.optimizer.momentum
    kind = "whole" if plain and learning.batch_size is None else "other"
    return ScenePanel(
        PANEL,
        text("slope.title"),
        text("slope.alt"),
        loss_slope(words),
        detail=text(f"slope.{kind}", parameters=experiment.network.parameters.size),
        actions=(Action("weight.close", text("slope.close")),),
        look=True,
    )


def names(sizes: Sequence[int], called: Names, text: Text) -> list[str]:
    """Return what the lines of a network are called for those who press them; nothing if they cannot be."""
    if not can_be_chosen(sizes):
        return []
    return [text("slope.press", name=short_name(weight, sizes, called)) for weight in weights(sizes)]


def bias_names(sizes: Sequence[int], called: Names, text: Text) -> list[str]:
    """Return what the squares of the biases are called for those who press them."""
    if not can_be_chosen(sizes):
        return []
    return [text("slope.press", name=short_name(bias, sizes, called)) for bias in biases(sizes)]


def short_name(weight: Weight, sizes: Sequence[int], called: Names) -> str:
    """Return W1[0,2] with the ends of its line: a → 1.3; b1[2] with its unit."""
    last = len(sizes) - 1
    if weight.row is None:
        unit = (
            called.outputs[weight.column]
            if weight.layer == last
            else unit_id(weight.layer, weight.column + 1)
        )
        return f"{weight}: {unit}"
    start = called.inputs[weight.row] if weight.layer == 1 else unit_id(weight.layer - 1, weight.row + 1)
    end = called.outputs[weight.column] if weight.layer == last else unit_id(weight.layer, weight.column + 1)
    return f"{weight}: {start} → {end}"
