"""What counts as finite, and which layer is named."""

import pickle

import numpy as np
import pytest

from nnviz import SGD, Diverged, Network, TrainingStep
from nnviz.divergence import broken_layer, is_finite
from nnviz.losses import LOSSES


def _step(net: Network) -> TrainingStep:
    optimizer = SGD()
    step = TrainingStep(net, 2, LOSSES["half_squared_error"], optimizer, optimizer.start(net.parameters))
    step.load(np.ones((2, 2)), np.ones((2, 1)))
    return step


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("value", [np.nan, np.inf, 1e200])
@pytest.mark.parametrize("layer", [1, 2, 3])
def test_the_layer_with_the_broken_parameters_is_named(value: float, layer: int) -> None:
    net = Network([2, 3, 3, 1])
    step = _step(net)
    assert is_finite(step)
    net.biases[layer - 1][0] = value
    assert not is_finite(step)
    assert broken_layer(step) == layer


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_the_layer_whose_output_overflows_is_named_when_the_parameters_are_fine() -> None:
    net = Network([2, 3, 3, 1], "linear")
    net.parameters[:] = 1e80
    step = _step(net)
    assert not is_finite(step)
    assert broken_layer(step) == 2


def test_the_error_survives_being_sent_elsewhere() -> None:
    error = pickle.loads(pickle.dumps(Diverged(7, 3.1e200, 1, 2.0)))
    assert (
        str(error)
        == "diverged at step 7 in layer 1 (loss 3.1e+200): the learning rate 2 is too large; try 0.2"
    )
    assert (error.step, error.layer, error.suggested_rate) == (7, 1, 0.2)
