"""The loss of a network over some of its parameters: values, gradients, and walks that are training."""

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from nnviz import (
    LOSSES,
    OPTIMIZERS,
    SGD,
    Network,
    Trainer,
    descent,
    largest_curvature,
    loss_slice,
    loss_surface,
)
from nnviz.training.descent import as_code
from tests.every import every

RNG = np.random.default_rng(4)
X = RNG.normal(size=(6, 2))
TARGETS = {
    "half_squared_error": RNG.normal(size=(6, 3)),
    "cross_entropy": RNG.integers(0, 3, 6),
    "binary_cross_entropy": RNG.integers(0, 2, (6, 3)),
}
LOSS = "half_squared_error"


def made(loss: str = LOSS) -> Network:
    output = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}.get(loss, "linear")
    return Network([2, 4, 3], "tanh", output, seed=3)


@every("loss", LOSSES)
@every("reduction", ["mean", "sum"])
def test_loss_and_gradient_are_those_of_the_network(loss: str, reduction: str) -> None:
    net, factor = made(loss), 6 if reduction == "sum" else 1
    surface = loss_surface(net, X, TARGETS[loss], loss, [4, 17], reduction)
    point = net.parameters[[4, 17]].copy()
    assert surface.loss(point) == factor * Trainer(net, X, TARGETS[loss], loss).loss()
    h = 1e-5
    for at, shift in enumerate(np.eye(2) * h):
        slope = (surface.loss(point + shift) - surface.loss(point - shift)) / (2 * h)
        assert surface.gradient(point)[at] == pytest.approx(slope, rel=1e-6, abs=1e-9)


def test_over_two_parameters_it_is_the_slice() -> None:
    net, values = made(), np.linspace(-2, 2, 5)
    surface = loss_surface(net, X, TARGETS[LOSS], LOSS, [4, 17])
    grid = np.stack(np.meshgrid(values, values), axis=-1)
    expected = loss_slice(net, X, TARGETS[LOSS], LOSS, 4, 17, values, values)
    np.testing.assert_array_equal(surface.loss(grid), expected.losses)
    assert surface.gradient(grid).shape == (5, 5, 2)


@every("name", OPTIMIZERS)
def test_a_walk_over_all_parameters_is_training(name: str) -> None:
    net, twin = made(), made()
    walk = descent(loss_surface(net, X, TARGETS[LOSS]), net.parameters, OPTIMIZERS[name](0.05), 12)
    trainer = Trainer(twin, X, TARGETS[LOSS], LOSS, OPTIMIZERS[name](0.05))
    for parameters, loss in zip(walk.path, walk.losses, strict=True):
        np.testing.assert_allclose(parameters, twin.parameters, rtol=1e-12)
        assert loss == pytest.approx(trainer.loss(), rel=1e-12)
        trainer.step()


@every("name", OPTIMIZERS)
def test_the_first_step_on_a_slice_is_that_of_all_parameters(name: str) -> None:
    net, places = made(), [4, 17]
    slice_ = loss_surface(net, X, TARGETS[LOSS], LOSS, places)
    within = descent(slice_, net.parameters[places], OPTIMIZERS[name](0.05), 2)
    whole = descent(loss_surface(net, X, TARGETS[LOSS]), net.parameters, OPTIMIZERS[name](0.05), 2)
    np.testing.assert_array_equal(within.path[1], whole.path[1, places])
    assert (within.path[2] != whole.path[2, places]).any()


def test_the_network_stays_as_it_is_and_what_is_too_large_is_no_number() -> None:
    net = made()
    before, surface = net.parameters.copy(), loss_surface(net, X, TARGETS[LOSS], LOSS, [12, 13])
    assert not np.isfinite(surface.loss(np.array([1e200, 1e200])))
    assert np.isnan(surface.loss(np.array([np.inf, 0])))
    np.testing.assert_array_equal(net.parameters, before)
    assert surface.curvature is None


def test_a_line_has_the_curvature_of_its_inputs_and_a_rate_above_the_limit_climbs() -> None:
    """y = 5x + 3: the same rate 0.01 is fine for x in 0..1, and far too large for x in 0..100."""
    x = np.random.default_rng(0).random((500, 1))
    line = Network.from_parameters([[[1.0]]], [[0.0]])
    for scale, limit, climbs in ((1, 1.54, False), (100, 0.000548, True)):
        inputs = scale * x
        surface = loss_surface(line, inputs, 5 * inputs + 3)
        assert surface.curvature == pytest.approx(largest_curvature(line, inputs, 5 * inputs + 3), rel=0.02)
        walk = descent(surface, line.parameters, SGD(0.01), 200)
        assert walk.limit == pytest.approx(limit, rel=0.01)
        assert walk.climbs == climbs
        for share, wrong in ((0.98, False), (1.02, True)):
            assert descent(surface, line.parameters, SGD(share * walk.limit), 2000).climbs == wrong


def test_a_slice_of_a_line_has_its_own_curvature() -> None:
    line = Network.from_parameters([[[1.0], [2.0]]], [[0.0]])
    surface = loss_surface(line, [[3.0, 4.0]], [[1.0]], places=[1])
    assert surface.curvature == pytest.approx(16)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_the_program_of_a_walk_on_a_slice_prints_the_same_points(reduction: str) -> None:
    net = made()
    surface = loss_surface(net, X, TARGETS[LOSS], LOSS, [4, 17], reduction)
    walk = descent(surface, net.parameters[[4, 17]], OPTIMIZERS["adam"](0.1), 4, {2: 0.2})
    code = "\n".join(["import numpy as np", "np.set_printoptions(precision=17)", *as_code(walk)])
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    found = np.array([line.replace("[", "").replace("]", "").split() for line in printed.splitlines()], float)
    np.testing.assert_allclose(found[:, 1:3], walk.path[1:], rtol=1e-10)
    np.testing.assert_allclose(found[:, 3], walk.losses[1:], rtol=1e-10)


@every(
    "changed, message",
    [
        ({"places": [99]}, "a place must be 0..26 (the last parameter), got 99"),
        ({"places": [4, 4]}, "places must name parameters, each once, got [4, 4]"),
        ({"places": []}, "places must name parameters, each once, got []"),
        ({"reduction": "most"}, "reduction must be one of mean, sum, got 'most'"),
    ],
)
def test_what_does_not_fit_is_refused(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        loss_surface(made(), X, TARGETS[LOSS], LOSS, **changed)
    assert str(caught.value) == message
