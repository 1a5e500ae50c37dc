"""A slice of a real loss over two parameters: exact where the network stands, and wherever it is asked."""

from typing import Any

import numpy as np
import pytest

from nnviz import LOSSES, OPTIMIZERS, SGD, Network, Trainer, loss_along, loss_slice
from tests.every import every

RNG = np.random.default_rng(4)
X = RNG.normal(size=(20, 2))
TARGETS = {
    "half_squared_error": RNG.normal(size=(20, 3)),
    "cross_entropy": RNG.integers(0, 3, 20),
    "binary_cross_entropy": RNG.integers(0, 2, (20, 3)),
}
LOSS = "half_squared_error"


def made(loss: str = LOSS, dtype: str = "float64") -> Network:
    output = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}.get(loss, "linear")
    return Network([2, 4, 3], "tanh", output, seed=3, dtype=dtype)


@every("loss", LOSSES)
@every("dtype", ["float64", "float32"])
def test_at_the_networks_own_point_it_is_the_trainers_loss(loss: str, dtype: str) -> None:
    net = made(loss, dtype)
    before, (x, y) = net.parameters.copy(), net.parameters[[4, 17]]
    found = loss_slice(net, X, TARGETS[loss], loss, 4, 17, [x - 1, x], [y, y + 1, y + 2])
    assert found.losses[0, 1] == found.loss == Trainer(net, X, TARGETS[loss], loss).loss()
    assert found.losses.shape == (3, 2)
    np.testing.assert_array_equal(found.point, (x, y))
    np.testing.assert_array_equal(net.parameters, before)


def test_its_rows_and_columns_are_the_loss_along_one_parameter() -> None:
    net, values = made(), np.linspace(-2, 2, 5)
    x, y = net.parameters[[4, 17]]
    across = loss_slice(net, X, TARGETS[LOSS], LOSS, 4, 17, values, [y])
    np.testing.assert_array_equal(across.losses[0], loss_along(net, X, TARGETS[LOSS], LOSS, 4, values))
    up = loss_slice(net, X, TARGETS[LOSS], LOSS, 4, 17, [x], values)
    np.testing.assert_array_equal(up.losses[:, 0], loss_along(net, X, TARGETS[LOSS], LOSS, 17, values))


@every("name", OPTIMIZERS)
def test_a_step_leads_within_the_slice_to_its_two_parameters(name: str) -> None:
    net, twin = made(), made()
    trainer = Trainer(twin, X, TARGETS[LOSS], LOSS, OPTIMIZERS[name](0.05))
    trainer.step()
    found = loss_slice(net, X, TARGETS[LOSS], LOSS, 4, 17, [0], [0], twin.parameters)
    np.testing.assert_array_equal(found.step_point, twin.parameters[[4, 17]])
    assert found.step_loss == trainer.loss()
    only = net.copy()
    only.parameters[[4, 17]] = twin.parameters[[4, 17]]
    assert found.slice_loss == Trainer(only, X, TARGETS[LOSS], LOSS).loss()
    assert found.slice_loss != found.step_loss


def test_without_a_step_it_stays_where_it_is() -> None:
    found = loss_slice(made(), X, TARGETS[LOSS], LOSS, 0, 1, [0], [0])
    np.testing.assert_array_equal(found.step_point, found.point)
    assert found.slice_loss == found.step_loss == found.loss


def test_of_a_linear_unit_all_numbers_are_known() -> None:
    """Output -0.4, loss 1.96 and after a step of 0.01 1.016064, see the linear unit of the lessons."""
    net = Network.from_parameters([[[0.5], [-0.5]]], [[0.1]])
    trainer = Trainer(twin := net.copy(), [[2.0, 3.0]], [[1.0]], LOSS, SGD(0.02))
    trainer.step()
    found = loss_slice(net, [[2.0, 3.0]], [[1.0]], LOSS, 0, 1, [0.5], [-0.5], twin.parameters)
    assert 2 * found.loss == pytest.approx(1.96)
    assert 2 * found.step_loss == pytest.approx(1.016064)
    np.testing.assert_allclose(found.step_point, (0.556, -0.416))


def test_values_that_are_too_large_are_infinite_or_no_number() -> None:
    found = loss_slice(made(), X, TARGETS[LOSS], LOSS, 12, 13, [1e200, 0], [1e200])
    assert not np.isfinite(found.losses[0, 0])


@every(
    "changed, message",
    [
        ({"first": 99}, "first must be 0..26 (the last parameter), got 99"),
        ({"second": 4}, "second must be another parameter than first, got 4 twice"),
        ({"first_values": [[1]]}, "first_values must be a list of finite numbers, got [[1]]"),
        ({"second_values": [np.inf]}, "second_values must be a list of finite numbers, got [inf]"),
        ({"step_to": [1.0]}, "step_to must have the shape (27,), got (1,)"),
    ],
)
def test_what_does_not_fit_is_refused(changed: dict[str, Any], message: str) -> None:
    usual: dict[str, Any] = {"first": 4, "second": 5, "first_values": [1], "second_values": [1]}
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        loss_slice(made(), X, TARGETS[LOSS], LOSS, **(usual | changed))
    assert str(caught.value) == message
