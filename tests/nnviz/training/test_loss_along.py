"""The loss along one parameter: its values are the trainer's, its slope is that of central differences."""

from typing import Any

import numpy as np
import pytest

import nnviz
from nnviz import LOSSES, SGD, LossAlong, Network, Trainer, blocks, loss_along, weight_index
from nnviz.training import gradient
from tests.every import every

RNG = np.random.default_rng(4)
X = RNG.normal(size=(60, 2))
TARGETS = {
    "half_squared_error": RNG.normal(size=(60, 3)),
    "cross_entropy": RNG.integers(0, 3, 60),
    "binary_cross_entropy": RNG.integers(0, 2, (60, 3)),
}
HIDDEN = ("tanh", "sigmoid", "softplus", "relu", "leaky_relu")


def made(hidden: Any = "tanh", loss: str = "half_squared_error", dtype: str = "float64") -> Network:
    output = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}.get(loss, "linear")
    return Network([2, 4, 3], hidden, output, seed=3, dtype=dtype)


def along(net: Network, index: int, loss: str = "half_squared_error") -> LossAlong:
    T = LOSSES[loss].encode(TARGETS[loss], 3)
    return LossAlong(net, blocks.table(X, T, net.dtype), LOSSES[loss], index)


@every("loss", TARGETS)
@every("dtype", ["float64", "float32"])
def test_at_its_own_value_the_loss_is_the_trainers(loss: str, dtype: str) -> None:
    net = made(loss=loss, dtype=dtype)
    trainer = Trainer(net, X, TARGETS[loss], loss)
    for index in range(0, net.parameters.size, 5):
        (found,) = loss_along(net, X, TARGETS[loss], loss, index, [net.parameters[index]])
        assert found == trainer.loss()


def test_at_other_values_it_is_the_trainers_of_a_network_with_them() -> None:
    net, values = made(), np.linspace(-3, 3, 7)
    found = loss_along(net, X, TARGETS["half_squared_error"], "half_squared_error", 8, values)
    twin = net.copy()
    trainer = Trainer(twin, X, TARGETS["half_squared_error"])
    for value, expected in zip(values, found, strict=True):
        twin.parameters[8] = value
        assert trainer.loss() == expected
    assert len(set(found.tolist())) == len(values)


@every("hidden", HIDDEN)
@every("loss", TARGETS)
def test_the_slope_is_that_of_central_differences(hidden: str, loss: str) -> None:
    net, h = made(hidden, loss), 1e-6
    for index in range(net.parameters.size):
        curve = along(net, index, loss)
        for value in (curve.value, curve.value + 0.7):
            difference = (curve.loss(value + h) - curve.loss(value - h)) / (2 * h)
            assert curve.slope(value) == pytest.approx(difference, rel=2e-4, abs=1e-6)


def test_the_slope_does_not_depend_on_how_the_samples_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = along(made(), 5).slope(0.3)
    monkeypatch.setattr(gradient, "BLOCK", 25)  # a last block of 10
    assert along(made(), 5).slope(0.3) == pytest.approx(whole, rel=1e-12)


@every("index", [0, 7, 12, 26])
def test_one_step_downhill_is_that_of_gradient_descent_for_this_weight(index: int) -> None:
    net = made()
    curve, twin = along(net, index), net.copy()
    Trainer(twin, X, TARGETS["half_squared_error"], optimizer=SGD(0.05)).step()
    moved = curve.value - 0.05 * curve.slope(curve.value)
    assert twin.parameters[index] == pytest.approx(moved, rel=1e-12)
    assert curve.loss(moved) <= curve.loss(curve.value)


def test_the_network_stays_as_it_is_and_the_curve_belongs_to_its_moment() -> None:
    net = made()
    before = net.parameters.copy()
    curve = along(net, 2)
    first = curve.loss(2.0)
    assert curve.slope(2.0) != 0
    np.testing.assert_array_equal(net.parameters, before)
    net.parameters[:] = 0
    assert (curve.loss(2.0), curve.value) == (first, before[2])


def test_what_is_too_large_is_not_finite_and_raises_nothing() -> None:
    curve = along(made("linear"), 0)
    assert not np.isfinite(curve.loss(1e200))
    assert not np.isfinite(curve.slope(1e308))


def test_a_weight_is_found_in_the_vector() -> None:
    net = made()
    for layer, W in enumerate(net.weights):
        for row, column in np.ndindex(*W.shape):
            assert net.parameters[weight_index(net, layer, row, column)] == W[row, column]


@every(
    "place, text",
    [
        ((2, 0, 0), "layer must be 0..1 (the last layer), got 2"),
        ((-1, 0, 0), "layer must be 0..1 (the last layer), got -1"),
        ((0, 2, 0), "row must be 0..1 (the last input), got 2"),
        ((0, 0, 4), "column must be 0..3 (the last unit), got 4"),
    ],
)
def test_a_weight_that_there_is_not_is_named(place: tuple[int, int, int], text: str) -> None:
    with pytest.raises(ValueError, match=r".") as told:
        weight_index(made(), *place)
    assert str(told.value) == text


def test_what_does_not_fit_is_named() -> None:
    net, Y = made(), TARGETS["half_squared_error"]
    for arguments, text in (
        ((X, Y, "half_squared_error", 27, [0]), "index must be 0..26 (the last parameter), got 27"),
        ((X, Y, "half_squared_error", 0, [np.inf]), "values must be a list of finite numbers, got [inf]"),
        ((X, Y, "half_squared_error", 0, 3.0), "values must be a list of finite numbers, got 3.0"),
    ):
        with pytest.raises(ValueError, match=r".") as told:
            nnviz.loss_along(net, *arguments)
        assert str(told.value) == text
