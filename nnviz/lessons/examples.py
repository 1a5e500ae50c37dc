"""The networks that the course works out by hand, each with the samples it is shown.
Their numbers are small enough to check with a pencil.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from nnviz.networks.network import Network
from nnviz.validation import Array


class Example(NamedTuple):
    """A network and the samples X (samples, inputs) to feed in."""

    network: Network
    X: Array


def one_layer() -> Example:
    """A layer is a product: two inputs, three units, no bias. [1, 2] gives [5, 11, 17]."""
    return Example(Network.from_parameters([[[1, 3, 5], [2, 4, 6]]], [[0, 0, 0]]), np.array([[1.0, 2.0]]))


def six_by_six() -> Example:
    """Six inputs, six units: W[i, j] = j + 1, b = 5. [1, 2, 3, 4, 5, 6] gives [26, 47, 68, 89, 110, 131]."""
    W = np.tile(np.arange(1.0, 7.0), (6, 1))
    return Example(Network.from_parameters([W], [[5] * 6]), np.array([[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]]))


def three_layers() -> Example:
    """Three layers, two sigmoids and a linear output: [1, 0.5] gives [0.31682708, 0.69627909]."""
    weights = [
        [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]],
        [[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]],
        [[0.1, 0.3], [0.2, 0.4]],
    ]
    biases = [[0.1, 0.2, 0.3], [0.1, 0.2], [0.1, 0.2]]
    return Example(Network.from_parameters(weights, biases, "sigmoid"), np.array([[1.0, 0.5]]))


def absolute_difference() -> Example:
    """|a - b| without an error: relu(a - b) + relu(b - a). For inputs of 0 and 1 that is XOR."""
    network = Network.from_parameters([[[1, -1], [-1, 1]], [[1], [1]]], [[0, 0], [0]], "relu")
    return Example(network, np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]))


EXAMPLES: Mapping[str, Callable[[], Example]] = {
    "one_layer": one_layer,
    "six_by_six": six_by_six,
    "three_layers": three_layers,
    "absolute_difference": absolute_difference,
}
