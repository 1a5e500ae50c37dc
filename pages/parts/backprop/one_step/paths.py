"""On which ways the chosen number moves the loss: the lines and circles of the drawn network that they go
through. All others step back while one looks at it."""

from collections.abc import Iterator
from itertools import accumulate

import numpy as np

from nnviz import TrainingTrace
from nnviz.backprop.chain import Chain
from pages.parts.backprop.one_step.chosen_number import chosen_chain
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.protocol.ids import parse
from pages.shared.protocol.layouts import Array
from pages.shared.scenes.training_network import line_starts


def aside(settings: BackpropSettings, trace: TrainingTrace) -> tuple[Array, Array]:
    """Return for every line and every circle whether it steps back (1): those off a chosen number's ways."""
    sizes, starts = settings.sizes, line_starts(settings.sizes)
    lines, units = np.ones(starts[-1], np.uint8), np.ones(sum(sizes), np.uint8)
    if not settings.chosen:
        return np.zeros_like(lines), np.zeros_like(units)
    firsts = [0, *accumulate(sizes)]
    for name in cells(chosen_chain(settings, trace)):
        found = parse(name)
        if found is None or not found.numbers:
            continue
        (layer,) = found.numbers
        if found.name == "W":
            row, unit = found.place
            lines[starts[layer - 1] + row * sizes[layer] + unit] = 0
        units[firsts[layer] + found.place[-1]] = 0
    return lines, units


def cells(chain: Chain) -> Iterator[str]:
    """The chosen number, and all numbers of its chain up to the loss."""
    yield str(chain.cell)
    for level in chain.levels():
        for one in level:
            for factor in one.factors():
                yield from factor.cells
