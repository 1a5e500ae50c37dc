"""Small networks and samples that the tests of the training step share."""

import numpy as np

from nnviz import Network
from nnviz.validation import Array


def problem(loss: str, samples: int = 4, outputs: int = 3) -> tuple[Array, Array]:
    rng = np.random.default_rng(3)
    X = rng.normal(size=(samples, 2))
    if loss == "cross_entropy":
        return X, rng.integers(0, outputs, samples)
    return X, rng.uniform(0, 1, (samples, outputs))


def network(hidden: str | list[str] = "sigmoid", output: str = "sigmoid", depth: int = 2) -> Network:
    net = Network([2, *[4] * depth, 3], hidden, output, "glorot_uniform", seed=depth + 1)
    net.parameters += np.random.default_rng(5).uniform(0.05, 0.3, net.parameters.size)
    return net


def mazur() -> Network:
    W1, W2 = [[0.15, 0.25], [0.20, 0.30]], [[0.40, 0.50], [0.45, 0.55]]
    return Network.from_parameters([W1, W2], [[0.35] * 2, [0.60] * 2], "sigmoid", "sigmoid")


def numbers(sizes: list[int], hidden: str = "sigmoid", output: str = "sigmoid", scale: float = 1) -> Network:
    """A network of standard normal weights and biases."""
    net = Network(sizes, hidden, output, "zeros")
    net.parameters[:] = scale * np.random.default_rng(0).normal(size=net.parameters.size)
    return net
