"""Training steps to look into: one that is worked out by hand, and any small one."""

from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from nnviz import SGD, Network, TrainingTrace, training_trace
from nnviz.backprop.cells import cell_name
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from tests.nnviz.training.small_networks import PAIRS


def mazur(samples: int = 1, reduction: str = "mean") -> TrainingTrace:
    W1, W2 = [[0.15, 0.25], [0.20, 0.30]], [[0.40, 0.50], [0.45, 0.55]]
    net = Network.from_parameters([W1, W2], [[0.35] * 2, [0.60] * 2], "sigmoid", "sigmoid")
    X, Y = [[0.05, 0.10], [0.3, -0.2], [1.0, 0.5]], [[0.01, 0.99], [0.5, 0.5], [0.9, 0.1]]
    return training_trace(net, X[:samples], Y[:samples], optimizer=SGD(0.5), reduction=reduction)


def gradient_cells(trace: TrainingTrace) -> Iterator[tuple[str, float]]:
    """Every cell of every delta, dW and db, with its number."""
    for name, array in trace.arrays.items():
        if name.startswith(("dW", "db", "delta")):
            for place, value in np.ndenumerate(array):
                yield cell_name(name, *place), float(value)


@st.composite
def traces(draw: st.DrawFn) -> TrainingTrace:
    loss, output = draw(st.sampled_from(PAIRS))
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=5))
    layers = len(sizes) - 1
    hidden = draw(
        st.lists(st.sampled_from(list(HIDDEN_ACTIVATIONS)), min_size=layers - 1, max_size=layers - 1)
    )
    bias = draw(st.lists(st.booleans(), min_size=layers, max_size=layers))
    rng, samples = np.random.default_rng(draw(st.integers(0, 99))), draw(st.integers(1, 5))
    net = Network(sizes, hidden, output, "glorot_uniform", draw(st.integers(0, 99)), bias=bias)
    net.parameters += rng.uniform(-0.3, 0.3, net.parameters.size)
    numbers, classes = rng.uniform(size=(samples, sizes[-1])), rng.integers(0, sizes[-1], samples)
    reduction, X = draw(st.sampled_from(["mean", "sum"])), rng.normal(size=(samples, sizes[0]))
    return training_trace(net, X, classes if loss == "cross_entropy" else numbers, loss, reduction=reduction)
