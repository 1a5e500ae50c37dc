"""Activity, dead units, sizes of gradients, surfaces."""

import numpy as np
import pytest

from nnviz import SGD, Grid, Network, Standardizer, Trainer, Unit, inspection
from tests.every import every

X = np.random.default_rng(2).normal(size=(40, 2))


def _net() -> Network:
    net = Network([2, 3, 2, 1], seed=1)
    net.biases[0][1] = -100  # never active
    net.biases[1][0] = 100  # always active
    return net


def test_activity_is_the_fraction_of_samples_with_a_positive_z() -> None:
    net = _net()
    first, second = inspection.activity(net, X)
    np.testing.assert_allclose(first, (net.layers(X)[0].before > 0).mean(axis=0))
    assert (first[1], second[0]) == (0, 1)


def test_dead_units_are_named_and_only_relu_dies() -> None:
    units = inspection.dead_units(_net(), X)
    assert Unit(1, 2) in units
    assert str(Unit(1, 2)) == "layer 1, unit 2"
    tanh = Network([2, 3, 1], "tanh")
    tanh.biases[0][:] = -100
    assert inspection.dead_units(tanh, X) == ()


def test_sizes_of_gradients_and_updates() -> None:
    net = Network([2, 3, 1], "tanh", seed=1)
    trainer = Trainer(net, X, X[:, :1], optimizer=SGD(0.1))
    assert inspection.gradient_sizes(trainer) == inspection.update_sizes(trainer) == (0, 0)
    trainer.step()
    for layer, G in enumerate(net.split(trainer.state.gradient)):
        size = np.sqrt((G**2).mean())
        assert inspection.gradient_sizes(trainer)[layer] == pytest.approx(size)
        W = np.sqrt((net.matrices[layer] ** 2).mean())
        assert inspection.update_sizes(trainer)[layer] == pytest.approx(0.1 * size / W)


def test_a_surface_has_the_smallest_y_in_row_0() -> None:
    net = Network.from_parameters([[[1, 0], [10, 1]]], [[0, 0]])  # outputs x + 10 y and y
    values = inspection.surface(net, (0, 1), (2, 4), size=3)
    assert values.shape == (2, 3, 3)
    np.testing.assert_allclose(values[0], [[20, 20.5, 21], [30, 30.5, 31], [40, 40.5, 41]])
    np.testing.assert_allclose(values[1], [[2, 2, 2], [3, 3, 3], [4, 4, 4]])


def test_a_grid_follows_the_network_or_given_parameters_in_original_units() -> None:
    net = Network([2, 4, 3], "tanh", seed=2)
    inputs, outputs = Standardizer.fit(50 + 20 * X), Standardizer.fit(7 * X[:, [0, 1, 0]])
    grid = Grid(net, (0, 100), (0, 90), 5, inputs, outputs)
    old, first = net.parameters.copy(), grid.surface()
    expected = outputs.inverse(net.predict(inputs.transform(grid.points())))
    np.testing.assert_allclose(first.reshape(3, -1).T, expected)
    net.parameters *= 2
    assert (grid.surface() != first).any()
    np.testing.assert_array_equal(grid.surface(old), first)
    np.testing.assert_array_equal(net.parameters, 2 * old)
    assert grid.points()[1].tolist() == [25, 0]


def test_unit_maps_are_the_hidden_layers_over_the_grid() -> None:
    net = Network([2, 4, 3, 1], "tanh", seed=2)
    grid = Grid(net, (-1, 1), (-1, 1), 6)
    first, second, _ = net.layers(grid.points())
    by_hand = np.hstack([first.after, second.after]).T.reshape(7, 6, 6)
    np.testing.assert_allclose(grid.unit_maps(), by_hand, atol=1e-15)
    assert Grid(Network([2, 1]), (0, 1), (0, 1), 6).unit_maps().shape == (0, 6, 6)


@every("dtype", ["float64", "float32"])
def test_hidden_units_and_outputs_come_from_one_run(dtype: str) -> None:
    net = Network([2, 4, 3, 2], "tanh", seed=2, dtype=dtype)
    outputs = Standardizer.fit(7 * X + 3)
    grid = Grid(net, (-1, 1), (-1, 1), 6, outputs=outputs)
    both = grid.maps(net.parameters * 2)
    np.testing.assert_array_equal(both.hidden, grid.unit_maps(net.parameters * 2))
    np.testing.assert_array_equal(both.outputs, grid.surface(net.parameters * 2))
    assert (both.hidden.dtype.name, both.outputs.dtype.name) == (dtype, "float64")


def test_a_grid_of_another_dtype_shows_nearly_the_same() -> None:
    net = Network([2, 8, 8, 2], "tanh", seed=2)
    inputs, outputs = Standardizer.fit(5 * X), Standardizer.fit(7 * X + 3)
    exact = Grid(net, (-9, 9), (-9, 9), 20, inputs, outputs).maps()
    short = Grid(net, (-9, 9), (-9, 9), 20, inputs, outputs, dtype="float32").maps()
    for right, found in zip(exact, short, strict=True):
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, right, atol=2e-5)


def test_a_grid_follows_another_activation() -> None:
    net = Network([2, 4, 3, 1], "tanh", seed=2)
    grid = Grid(net, (-1, 1), (-1, 1), 6)
    grid.surface()
    net.change_activation(1, "relu")
    np.testing.assert_array_equal(grid.surface()[0].ravel(), net.predict(grid.points())[:, 0])
    np.testing.assert_array_equal(grid.unit_maps(), Grid(net, (-1, 1), (-1, 1), 6).unit_maps())


def test_what_a_grid_refuses() -> None:
    with pytest.raises(ValueError, match=r"^a grid needs a network with 2 inputs, got 3$"):
        Grid(Network([3, 1]), (0, 1), (0, 1))
    with pytest.raises(
        ValueError, match=r"^x_range must go from a smaller to a larger number, got \(1, 1\)$"
    ):
        Grid(Network([2, 1]), (1, 1), (0, 1))
    with pytest.raises(ValueError, match=r"^size must be a whole number of at least 2, got 1$"):
        Grid(Network([2, 1]), (0, 1), (0, 1), 1)


def test_the_gradient_check_leaves_the_network_alone() -> None:
    net = Network([2, 3, 1], "tanh", dtype="float32")
    before = net.parameters.copy()
    assert inspection.gradient_check(net, X, X[:, :1]) < 1e-5
    np.testing.assert_array_equal(net.parameters, before)
