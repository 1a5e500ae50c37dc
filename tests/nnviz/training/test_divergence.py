"""What counts as finite, and which layer is named."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import SGD, DivergedError, Network, TrainingStep
from nnviz.networks.losses import LOSSES
from nnviz.training.divergence import broken_layer, is_finite, rounded_down


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
    error = pickle.loads(pickle.dumps(DivergedError(7, 3.1e200, 1, 2.0, 0.2, 0.5)))
    assert (
        str(error)
        == "diverged at step 7 in layer 1 (loss 3.1e+200): the learning rate 2 is too large; try 0.2"
    )
    assert (error.step, error.layer, error.rate, error.suggested_rate, error.limit) == (7, 1, 2.0, 0.2, 0.5)


@pytest.mark.parametrize(
    ("rate", "limit", "advice"),
    [
        (2.0, np.inf, "choose one below 2"),
        (2.0, 0.000548186, "choose one below 0.00054"),
        (0.001, 0.5, "choose one below 0.001"),
        (2.0, 0.0, "the loss is not finite where the run begins: scale the data or the first weights down"),
    ],
)
def test_only_what_was_tried_is_suggested(rate: float, limit: float, advice: str) -> None:
    error = DivergedError(7, 3.1e200, 1, rate, None, limit)
    assert error.suggested_rate is None
    assert str(error) == (
        f"diverged at step 7 in layer 1 (loss 3.1e+200): the learning rate {rate:g} is too large; {advice}"
    )


@given(st.floats(1e-300, 1e300))
def test_rounding_down_cuts_digits_and_never_goes_up(number: float) -> None:
    assert 0.9 * number < rounded_down(number) <= number
    assert rounded_down(rounded_down(number)) == rounded_down(number)
    assert float(f"{rounded_down(number):.1e}") == rounded_down(number)


def test_what_has_two_digits_stays() -> None:
    assert [rounded_down(number) for number in (0.3, 0.29, 2.0, 5e-324)] == [0.3, 0.29, 2.0, 5e-324]
