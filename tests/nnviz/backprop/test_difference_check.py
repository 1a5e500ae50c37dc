"""The check of gradients number by number: what the loss does if one number changes."""

import numpy as np
import pytest
from hypothesis import given

from nnviz import Network, TrainingTrace, check_all, difference_check, training_trace
from nnviz.backprop.cells import Cell, cell_name, find_cell
from nnviz.backprop.disturbed_loss import DisturbedLoss
from nnviz.networks.losses import LOSSES
from tests.every import every
from tests.nnviz.backprop.small_traces import gradient_cells, mazur, traces
from tests.nnviz.training.small_networks import BIAS, HIDDEN, PAIRS, network, problem


def staircase(hidden: str = "step", output: str = "linear") -> TrainingTrace:
    net = Network([2, 3, 1], hidden, output, seed=1)
    return training_trace(net, [[0.3, 0.7], [-0.4, 0.2]], [[0.5], [1.0]])


# -- by hand ---------------------------------------------------------------------------------------------


def test_the_difference_of_the_loss_and_not_of_the_output() -> None:
    net = Network.from_parameters([[[0.34], [0.56]]], [[0.54]])
    trace = training_trace(net, [[1, 0]], [[0.1056]])
    for name, expected in (("W1[0,0]", 0.7744), ("W1[1,0]", 0.0), ("b1[0]", 0.7744)):
        check = difference_check(trace, name)
        assert check.gradient == pytest.approx(expected, abs=1e-12)
        assert check.difference == pytest.approx(expected, abs=1e-10)
        assert check.agrees


def test_all_its_numbers_belong_together() -> None:
    trace = mazur(3)
    check = difference_check(trace, "W2[0,1]", h=0.01)
    for value, expected in ((check.value + 0.01, check.above), (check.value - 0.01, check.below)):
        net = trace.before()
        net.weights[1][0, 1] = value
        assert LOSSES["half_squared_error"](net.predict(trace.X), trace.T) == pytest.approx(
            expected, rel=1e-14
        )
    assert check.value == 0.5
    assert check.difference == (check.above - check.below) / 0.02
    assert check.gradient == trace.array("dW2")[0, 1]
    assert check.relative_error == pytest.approx(check.error / abs(check.difference), rel=1e-4)
    assert 1e-7 < check.relative_error < 1e-3, "h is large"
    assert difference_check(trace, "W2[0,1]").relative_error < 1e-8


@every("h", [1e-1, 1e-2, 1e-3])
def test_a_smaller_h_is_better_by_its_square(h: float) -> None:
    error = difference_check(mazur(), "W1[0,0]", h=h).error
    assert error == pytest.approx(
        difference_check(mazur(), "W1[0,0]", h=h / 2).error * 4, rel=0.05, abs=1e-12
    )


def test_a_number_on_a_kink_says_so() -> None:
    net = Network.from_parameters([[[1.0]], [[1.0]]], [[0.0], [0.0]], "relu")
    trace = training_trace(net, [[0]], [[1]])
    check = difference_check(trace, "b1[0]")
    assert check.crosses
    assert check.h == pytest.approx(1e-8)
    assert check.gradient == 0
    assert check.difference == pytest.approx(-0.5, rel=1e-6)
    near = Network.from_parameters([[[1.0]], [[1.0]]], [[2e-6], [0.0]], "relu")
    moved = difference_check(training_trace(near, [[0]], [[1]]), "b1[0]")
    assert (moved.crosses, moved.agrees) == (False, True)
    assert moved.h == pytest.approx(1e-6)


# -- the step function -----------------------------------------------------------------------------------


def test_the_loss_of_a_network_of_steps_is_flat() -> None:
    trace = staircase()
    for name in ("W1[0,0]", "b1[2]", "z1[1,1]", "a0[0,1]"):
        check = difference_check(trace, name)
        assert (check.gradient, check.difference, check.error, check.relative_error) == (0, 0, 0, 0)
        assert check.above == check.below == trace.loss_before
        assert check.agrees
        assert check.flat_layers == (1,)
    for name in ("W2[0,0]", "b2[0]", "z2[0,0]", "a1[0,0]"):
        check = difference_check(trace, name)
        assert check.flat_layers == ()
        assert check.difference == pytest.approx(check.gradient, abs=1e-9)
    assert difference_check(trace, "b2[0]").gradient != 0
    assert difference_check(staircase("sigmoid", "step"), "W1[0,0]").flat_layers == (2,)
    assert difference_check(staircase("sigmoid", "step"), "a2[0,0]").flat_layers == ()


def test_it_jumps_where_a_step_is_crossed() -> None:
    net = Network.from_parameters([[[1.0]]], [[-1e-3]], output="step")
    check = difference_check(training_trace(net, [[0]], [[1]]), "b1[0]", h=0.01)
    assert (check.above, check.below, check.crosses) == (0, 0.5, True)
    assert not check.agrees


def test_all_gradients_before_a_step_are_zero_and_so_are_the_differences() -> None:
    found = check_all(staircase())
    for name in ("W1", "b1"):
        assert not found.differences[name].any()
        assert not found.errors[name].any()
    assert found.largest < 1e-7


# -- all of them -----------------------------------------------------------------------------------------


@every("loss, output", PAIRS)
@every("hidden", HIDDEN)
@every("bias, reduction", [(True, "sum"), (BIAS[0], "mean"), (BIAS[1], "mean")])
def test_every_parameter_is_checked_in_the_shape_of_its_matrix(
    hidden: str, loss: str, output: str, bias: bool | tuple[bool, ...], reduction: str
) -> None:
    net, (X, Y) = network(hidden, output, bias), problem(loss)
    found = check_all(training_trace(net, X, Y, loss, reduction=reduction))
    shapes = {f"W{layer}": W.shape for layer, W in enumerate(net.weights, 1)}
    shapes |= {f"b{layer}": b.shape for layer, b in enumerate(net.biases, 1) if b.size}
    assert {name: errors.shape for name, errors in found.errors.items()} == shapes
    assert {name: array.shape for name, array in found.differences.items()} == shapes
    assert found.largest < 1e-7


def test_a_wrong_gradient_is_found_where_it_is() -> None:
    trace = mazur(2)
    wrong = np.array(trace.arrays["dW2"])
    wrong[1, 0] *= 1.01
    trace.arrays["dW2"] = wrong  # type: ignore[index]
    found = check_all(trace)
    assert found.worst == "W2[1,0]"
    assert found.largest == pytest.approx(0.01 / 1.01, rel=1e-6)
    assert np.sort(np.concatenate([errors.ravel() for errors in found.errors.values()]))[-2] < 1e-8
    assert not difference_check(trace, "W2[1,0]").agrees
    assert difference_check(trace, "W2[1,1]").agrees


def test_a_gradient_that_is_missing_or_of_another_shape_is_wrong_all_over() -> None:
    trace = mazur()
    del trace.arrays["db1"]  # type: ignore[attr-defined]
    trace.arrays["dW1"] = np.array([[np.nan, *trace.array("dW1")[0, 1:]], trace.array("dW1")[1]])  # type: ignore[index]
    trace.arrays["dW2"] = np.ones((3, 2))  # type: ignore[index]
    found = check_all(trace)
    assert np.isinf(found.errors["W2"]).all()
    assert np.isinf(found.errors["b1"]).all()
    assert np.isinf(found.errors["W1"]).tolist() == [[True, False], [False, False]]
    assert max(found.errors["W1"].ravel()[1:].max(), found.errors["b2"].max()) < 1e-8
    assert np.isnan(difference_check(trace, "b1[0]").gradient)
    assert not difference_check(trace, "W2[0,0]").agrees
    trace.arrays["delta2"] = np.ones((2, 1))  # type: ignore[index]
    assert np.isnan(difference_check(trace, "a1[0,0]").gradient)


@given(traces())
def test_every_number_of_any_step_agrees_with_its_difference(trace: TrainingTrace) -> None:
    checked = check_all(trace)
    scale = max(float(np.abs(trace.gradients[name]).max()) for name in trace.gradients)
    for name, difference in checked.differences.items():
        np.testing.assert_allclose(difference, trace.gradients[name], rtol=1e-6, atol=1e-6 * scale + 1e-10)
    names = [name for name, _ in gradient_cells(trace)][:12]
    inputs = [cell_name("a0", 0, column) for column in range(trace.X.shape[1])]
    for name in (*names, *inputs, f"a{len(trace.weights)}[0,0]"):
        check = difference_check(trace, name)
        assert check.agrees or check.crosses, (name, check)


@given(traces())
def test_the_loss_with_the_number_that_is_there_is_the_loss(trace: TrainingTrace) -> None:
    last = len(trace.weights)
    for name in ("a0[0,0]", "W1[0,0]", f"z{last}[0,0]", "z1[0,0]", f"a{last - 1}[0,0]"):
        cell = find_cell(trace, name)
        loss = DisturbedLoss(trace, cell).at(float(trace.arrays[cell.array][cell.place]))[0]
        assert loss == pytest.approx(trace.loss_before, rel=1e-12, abs=1e-300)


@every("h", [0.0, -1e-5, float("nan"), float("inf")])
def test_h_must_lead_somewhere(h: float) -> None:
    with pytest.raises(ValueError, match=rf"^h must be a finite number above 0, got {h!r}$"):
        difference_check(mazur(), "W1[0,0]", h=h)


def test_the_trace_is_left_alone() -> None:
    trace = mazur()
    before = {name: array.copy() for name, array in trace.arrays.items()}
    difference_check(trace, "W1[0,0]")
    DisturbedLoss(trace, Cell("z", 1, (0, 0))).at(5.0)
    check_all(trace)
    for name, array in before.items():
        np.testing.assert_array_equal(trace.arrays[name], array)
