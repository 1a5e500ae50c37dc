"""What flows through the drawn network at a step: through which lines, which way, and how much of it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from nnviz import TrainingTrace
from nnviz.backprop.training_trace import TraceStep
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.protocol.layouts import Array
from pages.shared.scenes.training_network import BACKWARD, FORWARD, line_starts

ENDS = 0.47  # columns from the outputs to the middle between them and their targets


class Flow(NamedTuple):
    """The lines by what flows (-1 to 1), which way, and which are lit; the circles that are computed; the way
    of the arrow, and the column below which it stands."""

    widths: Array
    ways: Array
    lit: Array
    units: Array
    way: float
    column: float


def flows(settings: BackpropSettings, trace: TrainingTrace, step: TraceStep | None) -> Flow:
    """Return what flows at a step: up to it the lines keep what last went through them."""
    starts, sizes = line_starts(settings.sizes), settings.sizes
    widths, ways, lit = np.zeros(starts[-1]), np.zeros(starts[-1]), np.zeros(starts[-1])
    units = np.zeros(sum(sizes))
    if step is None:
        units[: sizes[0]] = 1
        return Flow(widths, ways, lit, units, FORWARD, 0.0)
    for done in trace[: step.number + 1]:
        through = line_layer(done)
        if through:
            here = slice(starts[through - 1], starts[through])
            flowing = _through(done, settings.sample, sizes[through - 1 : through + 1])
            widths[here] = _scaled(flowing) if flowing.size == here.stop - here.start else 0.0
    through, way = line_layer(step), WAYS[step.phase]
    if through:
        here = slice(starts[through - 1], starts[through])
        ways[here], lit[here] = way, 1
    if step.kind in ("product", "activation", "output_delta", "hidden_delta", "bias_gradient", "bias_update"):
        first = sum(sizes[: step.layer])
        units[first : first + sizes[step.layer]] = 1
    return Flow(widths, ways, lit, units, way, COLUMNS.get(step.kind, 0.0) + step.layer)


WAYS = {"forward": FORWARD, "loss": FORWARD, "backward": BACKWARD, "update": 0.0}
COLUMNS = {  # from the column of the step's layer to where the arrow stands
    "product": -0.5,
    "loss": ENDS,
    "output_delta": ENDS,
    "hidden_delta": 0.5,
    "weight_gradient": -0.5,
    "weight_update": -0.5,
}


def line_layer(step: TraceStep) -> int:
    """Return the layer into which the lines of a step lead; 0 for a step of circles alone."""
    if step.kind == "hidden_delta":
        return step.layer + 1
    return step.layer if step.kind in ("product", "weight_gradient", "weight_update") else 0


def _through(step: TraceStep, sample: int, sizes: Sequence[int]) -> Array:
    """What flows through each line of a layer of these sizes for one sample, in the order of W; what a
    mistake has given another shape does not flow through them."""
    operands = [operand.value for operand in step.operands if not operand.name.startswith("old_")]
    first, second = (np.asarray(value) for value in operands[:2])
    through: Array = step.result
    if step.kind == "hidden_delta" and (first.shape[-1], second.shape) != (sizes[1], tuple(sizes)):
        return np.empty(0)
    if step.kind == "product":
        through = first[sample][:, None] * second
    elif step.kind == "hidden_delta":
        through = second * first[sample]
    elif step.kind == "weight_update":
        through = step.result - first
    return through


def _scaled(array: Array) -> Array:
    """The numbers of a layer, the largest as 1; what is no number is none."""
    found = array.ravel()
    if not np.isfinite(found).all():
        found = np.nan_to_num(found, nan=0.0, posinf=1.0, neginf=-1.0)
    largest = float(np.abs(found).max(initial=0.0))
    return found / largest if largest > 0 else found
