"""Every activation with every loss that goes with it, and small networks and samples to try them on."""

import numpy as np

from nnviz import Network
from nnviz.networks.activations import TRAINABLE_ACTIVATIONS
from nnviz.validation import Array

HIDDEN = list(TRAINABLE_ACTIVATIONS)
PAIRS = [("half_squared_error", output) for output in HIDDEN]
PAIRS += [("cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid")]
BIAS = [False, (True, False, True), (False, True, False)]


def problem(loss: str, samples: int = 6) -> tuple[Array, Array]:
    rng = np.random.default_rng(3)
    X = rng.normal(size=(samples, 2))
    return X, rng.integers(0, 3, samples) if loss == "cross_entropy" else rng.uniform(0, 1, (samples, 3))


def network(hidden: str, output: str, bias: bool | tuple[bool, ...] = False) -> Network:
    net = Network([2, 4, 4, 3], hidden, output, "glorot_uniform", seed=2, bias=bias)
    net.parameters += np.random.default_rng(5).uniform(0.05, 0.3, net.parameters.size)
    return net
