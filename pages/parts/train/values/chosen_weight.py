"""One weight or bias of the drawn network, chosen by its line or its square: its name in the link and in the
picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nnviz import Network
from pages.shared.protocol.ids import Id, cell_id, parse
from pages.shared.state.codecs import Reading

MOST = 400  # lines that can be told apart; a network with more is drawn without


@dataclass(frozen=True)
class Weight:
    """`W{layer}[row, column]`, or without a row the bias `b{layer}[column]`: layers count from 1, rows and
    columns from 0, as on the page and in NumPy."""

    layer: int
    row: int | None
    column: int

    def __str__(self) -> str:
        if self.row is None:
            return cell_id(f"b{self.layer}", self.column)
        return cell_id(f"W{self.layer}", self.row, self.column)

    @property
    def line(self) -> str:
        """The id of its line or its square in the drawn network, where inputs and units count from 1."""
        if self.row is None:
            return f"bias{self.layer}.{self.column + 1}"
        return f"w{self.layer}.{self.row + 1}.{self.column + 1}"

    def index(self, network: Network) -> int:
        """Its place among the parameters of a network."""
        places = network.split(np.arange(network.parameters.size))[self.layer - 1]
        return int(places[self.column, network.sizes[self.layer - 1] if self.row is None else self.row])

    def is_in(self, sizes: Sequence[int], biased: bool = True) -> bool:
        """Whether a network of these sizes has this weight or bias, and draws it for pressing."""
        if not 0 < self.layer < len(sizes) or not can_be_chosen(sizes):
            return False
        if self.row is None:
            return biased and self.column < sizes[self.layer]
        return self.row < sizes[self.layer - 1] and self.column < sizes[self.layer]


def can_be_chosen(sizes: Sequence[int]) -> bool:
    """Whether the lines of a network are few enough to be pressed."""
    return sum(inputs * units for inputs, units in pairwise(sizes)) <= MOST


def weights(sizes: Sequence[int]) -> Iterator[Weight]:
    """All weights of a network, in the order of their lines."""
    for layer, (inputs, units) in enumerate(pairwise(sizes), 1):
        yield from (Weight(layer, row, column) for row in range(inputs) for column in range(units))


def biases(sizes: Sequence[int]) -> Iterator[Weight]:
    """All biases of a network, layer by layer."""
    for layer, units in enumerate(sizes[1:], 1):
        yield from (Weight(layer, None, column) for column in range(units))


def choices(sizes: Sequence[int], biased: bool) -> list[Weight]:
    """What can be chosen of a network: all weights, then all biases, if it has any."""
    return [*weights(sizes), *(biases(sizes) if biased else ())]


def of_touch(touched: Id) -> Weight | None:
    """The weight of a line or the bias of a square that was touched; None for anything else."""
    match touched:
        case Id("w", (layer, row, column), (), None) if min(layer, row, column) > 0:
            return Weight(layer, row - 1, column - 1)
        case Id("bias", (layer, unit), (), None) if min(layer, unit) > 0:
            return Weight(layer, None, unit - 1)
    return None


# -- in the link -------------------------------------------------------------------------------
def read_weight(text: str) -> Reading | None:
    """Read W1[0,2] or b1[2], or an empty text, which is no weight."""
    if not text:
        return None, True
    match parse(text):
        case Id("W", (layer,), (row, column), None) if layer > 0:
            return Weight(layer, row, column), True
        case Id("b", (layer,), (column,), None) if layer > 0:
            return Weight(layer, None, column), True
    return None


def write_weight(weight: Weight | None) -> str:
    """Return the text that `read_weight` reads."""
    return "" if weight is None else str(weight)
