"""The query of a link that opens the page Backpropagation with a network's own numbers: one training step of
it, wherever the network comes from."""

from collections.abc import Mapping, Sequence

import numpy as np

from nnviz import Network
from pages.shared.numbers.numerals import EXACT, SHORT, write_numeral
from pages.shared.protocol.layouts import Array
from pages.shared.state.query_params import LONGEST

PAGE = "backprop"
MOST_LAYERS, MOST_UNITS = 6, 8  # of a network that the page can show


def fits(network: Network) -> bool:
    """Whether the page can show a training step of a network."""
    return len(network.sizes) - 1 <= MOST_LAYERS and max(network.sizes) <= MOST_UNITS


def training_step_query(
    network: Network, X: Array, Y: Array, loss: str, learning: Mapping[str, str]
) -> dict[str, str]:
    """Return the query: layers, parameters, samples X and targets Y as rows, and how it learns."""
    layers = zip(network.sizes[1:], network.activations, strict=True)
    query = {"layers": "-".join(f"{units}{name}" for units, name in layers), "x": _rows(X), "y": _rows(Y)}
    for number, (W, b) in enumerate(zip(network.weights, network.biases, strict=True), 1):
        query[f"w{number}"] = _rows(W)
        query |= {f"b{number}": _rows(b[None])} if b.size else {}
    return query | {"loss": loss} | dict(learning)


def _rows(array: Array) -> str:
    """Rows as they stand in a link, with every digit as far as there is room."""
    exact = _written(array.tolist(), EXACT)
    return exact if len(exact) <= LONGEST else _written(array.tolist(), SHORT)


def _written(rows: Sequence[Sequence[float]], digits: int) -> str:
    return ";".join(",".join(write_numeral(value, digits) for value in row) for row in rows)


def first_class(samples: int, outputs: int) -> Array:
    """Return targets that any loss takes, where nobody has given some: the first output is to be 1."""
    return np.eye(1, outputs).repeat(samples, axis=0)
