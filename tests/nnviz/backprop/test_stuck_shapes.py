"""Where the shapes of the backward pass do not fit, with the networks and the messages that people met."""

from itertools import pairwise

import numpy as np
import pytest

from nnviz import Network, training_trace
from tests.every import every
from tests.nnviz.backprop.networks import numbers


def test_a_product_of_matrices_where_one_of_elements_is_meant() -> None:
    net, X, Y = numbers([2, 4, 1], "tanh"), np.ones((3, 2)), np.ones((3, 1))
    wrong = training_trace(net, X, Y, mistake="matrix_product_for_slope")
    assert wrong.failure is not None
    assert wrong.failure.message == "shapes (3,4) and (3,4) not aligned: 4 (dim 1) != 3 (dim 0)"
    assert wrong.failure.name == "delta1"
    right = training_trace(net, X, Y)
    expected = (right.array("delta2") @ net.weights[1].T) * (1 - right.array("a1") ** 2)
    np.testing.assert_allclose(right.array("delta1"), expected, rtol=1e-12)


def test_the_bias_is_dropped_on_the_way_back() -> None:
    ones = Network.from_parameters([np.ones((2, 2)), np.ones((2, 1))], [[40, 40], [1]], "sigmoid", "linear")
    right = training_trace(ones, [[0, 1]], [[2]])
    np.testing.assert_array_equal(right.array("a1"), [[1, 1]])
    np.testing.assert_array_equal(right.array("delta2"), [[1]])
    np.testing.assert_allclose(right.array("delta1"), [[0, 0]], atol=1e-17)
    wrong = training_trace(ones, [[0, 1]], [[2]], mistake="bias_row_kept")
    assert wrong.failure is not None
    assert wrong.failure.message == "operands could not be broadcast together with shapes (1,3) (1,2)"


def test_targets_without_their_axis_are_paired_with_every_output() -> None:
    net = Network.from_parameters([[[1]]], [[0]])
    X = Y = [[1], [2], [3]]
    assert training_trace(net, X, Y).loss_before == 0
    wrong = training_trace(net, X, Y, mistake="flat_targets")
    assert 2 * wrong.loss_before == pytest.approx(4 / 3)
    assert wrong.array("delta1").shape == (3, 3)
    assert wrong.failure is not None
    assert wrong.failure.message == (
        "non-broadcastable output operand with shape (1,1) doesn't match the broadcast shape (1,3)"
    )


@every("sizes, samples", [([2, 3, 2], 1), ([3, 4, 5, 4, 1], 6), ([400, 25, 10], 1), ([784, 10, 10], 3)])
def test_a_gradient_has_the_shape_of_its_matrix_and_a_delta_that_of_z(sizes: list[int], samples: int) -> None:
    X, Y = np.ones((samples, sizes[0])), np.ones((samples, sizes[-1]))
    trace = training_trace(Network(sizes, "sigmoid"), X, Y)
    for layer, (inputs, units) in enumerate(pairwise(sizes), 1):
        assert trace.array(f"dW{layer}").shape == (inputs, units)
        assert trace.array(f"db{layer}").shape == (units,)
        assert trace.array(f"delta{layer}").shape == trace.array(f"z{layer}").shape == (samples, units)


def test_one_sample_gives_an_outer_product() -> None:
    trace = training_trace(Network([400, 25, 10], "sigmoid"), np.linspace(0, 1, 400)[None], np.eye(10)[:1])
    outer = np.outer(trace.array("a0"), trace.array("delta1"))
    np.testing.assert_allclose(trace.array("dW1"), outer, rtol=1e-12)


def test_every_derivative_is_taken_one_layer_too_early() -> None:
    net = numbers([3, 4, 5, 4, 1])
    X = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [0, 1, 0], [1, 0, 0], [1, 1, 1]]
    wrong = training_trace(net, X, [[1], [1], [0], [1], [0], [1]], mistake="derivative_one_layer_early")
    assert wrong.failure is not None
    assert wrong.failure.message == "shapes (6,4) and (1,4) not aligned: 4 (dim 1) != 1 (dim 0)"
    assert (wrong.failure.name, wrong.failure.layer) == ("delta3", 3)
    assert wrong.array("delta4").shape == (6, 4)  # that of z is (6, 1): the fault was made before


def test_the_outer_product_the_other_way_round() -> None:
    net, X, Y = numbers([3, 2]), [[1, 2, 3]], [[0, 1]]
    wrong, right = training_trace(net, X, Y, mistake="gradient_transposed"), training_trace(net, X, Y)
    np.testing.assert_array_equal(wrong.array("dW1"), right.array("dW1").T)
    assert wrong.failure is not None
    assert wrong.failure.message == "operands could not be broadcast together with shapes (3,2) (2,3) (3,2)"
    square = numbers([2, 2])
    assert training_trace(square, [[1, 2]], Y, mistake="gradient_transposed").failure is None


def test_the_bias_gradient_over_the_wrong_axis() -> None:
    net, X, Y = numbers([784, 10, 10], scale=0.05), np.ones((5, 784)), np.ones((5, 10))
    wrong = training_trace(net, X, Y, mistake="db_wrong_axis")
    assert wrong.array("db2").shape == (5,)
    assert wrong.failure is not None
    assert wrong.failure.message == "operands could not be broadcast together with shapes (10,) (5,) (10,)"
    as_many = training_trace(net, np.ones((10, 784)), np.ones((10, 10)), mistake="db_wrong_axis")
    assert as_many.failure is None  # as many samples as units: wrong, and not a word


def test_a_derivative_that_is_too_early_takes_the_inputs_for_outputs() -> None:
    net = numbers([2, 2, 2], "relu", "linear")
    wrong = training_trace(net, [[-1, 2], [3, -4]], [[0, 1], [1, 0]], mistake="derivative_one_layer_early")
    back = wrong.array("delta2") @ net.weights[1].T
    np.testing.assert_array_equal(wrong.array("delta1"), back * [[0, 1], [1, 0]])
