"""How one would notice each mistake: what the page says of it is true of the core, number by number."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from nnviz import MISTAKES, SGD, Network, TrainingTrace, compare_training, training_trace
from nnviz.backprop.difference_check import check_all
from pages.shared.text import LANGUAGES, Text
from tests.every import every
from tests.nnviz.backprop.networks import mazur, numbers

XOR, TARGETS = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]


def mazur_step(mistake: str | None = None, rate: float = 0.5) -> TrainingTrace:
    return training_trace(mazur(), [[0.05, 0.1]], [[0.01, 0.99]], optimizer=SGD(rate), mistake=mistake)


def xor_step(mistake: str | None = None, **more: Any) -> TrainingTrace:
    return training_trace(numbers([2, 4, 1]), XOR, TARGETS, mistake=mistake, **more)


def wrong_arrays(trace: TrainingTrace) -> list[str]:
    """The arrays of parameters whose gradient the check finds wrong."""
    return [name for name, error in check_all(trace).errors.items() if error.max() > 1e-6]


def sentences() -> Iterator[tuple[str, str]]:
    for mistake in MISTAKES:
        for part in ("name", "does", "notice"):
            yield mistake, part


@every("mistake, part", list(sentences()))
def test_every_mistake_is_told_in_both_languages(mistake: str, part: str) -> None:
    for language in LANGUAGES:
        assert Text("backprop", language)(f"mistake.{part}.{mistake}")


@every("mistake", ["plus_for_minus", "biases_left_alone"])
def test_the_check_finds_nothing_where_only_the_update_is_wrong(mistake: str) -> None:
    assert wrong_arrays(mazur_step(mistake)) == []


def test_with_plus_the_loss_goes_up_and_slower_at_a_smaller_rate() -> None:
    fast, slow = mazur_step("plus_for_minus", 0.5), mazur_step("plus_for_minus", 0.05)
    assert fast.loss_after > slow.loss_after > slow.loss_before


def test_without_the_slope_the_loss_falls_faster_at_first() -> None:
    wrong, right = mazur_step("slope_forgotten"), mazur_step()
    assert wrong.loss_after < right.loss_after < right.loss_before
    assert wrong_arrays(wrong) == ["W1", "b1", "W2", "b2"]


def test_with_the_slope_twice_delta_is_a_quarter_at_most() -> None:
    wrong, right = mazur_step("slope_twice"), mazur_step()
    assert np.all(np.abs(wrong.array("delta2")) <= np.abs(right.array("delta2")) / 4)
    assert np.all(np.abs(wrong.array("delta1")) < np.abs(right.array("delta1")) / 4)


def test_the_slope_at_an_output_lies_between_0_196_and_a_quarter() -> None:
    net = Network.from_parameters([[[1]]], [[0]], [], "sigmoid")
    z = [[-40], [-3], [0], [3], [40]]
    slopes = training_trace(net, z, np.zeros((5, 1)), mistake="slope_of_output").array("slope1")
    assert slopes.min() > 0.196
    assert slopes.max() <= 0.25
    assert training_trace(net, z, np.zeros((5, 1))).array("slope1").min() < 1e-15


def test_two_wrong_signs_cancel_one_layer_further_back() -> None:
    assert wrong_arrays(mazur_step("slope_negative")) == ["W2", "b2"]
    np.testing.assert_allclose(mazur_step("slope_negative").array("dW2"), -mazur_step().array("dW2"))


@every("mistake", ["slope_not_passed_back", "new_weights_for_hidden_delta"])
def test_the_last_layer_passes_and_those_before_it_do_not(mistake: str) -> None:
    assert wrong_arrays(mazur_step(mistake)) == ["W1", "b1"]


def test_a_smaller_rate_makes_new_weights_less_wrong() -> None:
    def off(rate: float) -> float:
        return check_all(mazur_step("new_weights_for_hidden_delta", rate)).largest

    assert off(0.05) < off(0.5) / 5


def test_layers_of_one_size_hide_a_derivative_one_layer_too_early() -> None:
    assert mazur_step("derivative_one_layer_early").failure is None
    failure = xor_step("derivative_one_layer_early").failure
    assert failure is not None
    assert failure.name != "delta2", "it stops later than the mistake"


def test_as_many_samples_as_units_hide_a_matrix_product() -> None:
    assert xor_step("matrix_product_for_slope").failure is None
    assert mazur_step("matrix_product_for_slope").failure is not None


def test_the_kept_bias_is_one_delta_too_many() -> None:
    for hidden, name in (("sigmoid", "delta1"), ("linear", "newW1")):
        net = Network([2, 3, 1], hidden, "sigmoid", seed=0)
        failure = training_trace(net, XOR, TARGETS, mistake="bias_row_kept").failure
        assert failure is not None
        assert failure.name == name


def test_a_transposed_gradient_of_a_square_matrix_is_right_on_its_diagonal() -> None:
    wrong, right = mazur_step("gradient_transposed"), mazur_step()
    assert wrong.failure is None
    same = np.isclose(wrong.array("dW2"), right.array("dW2"))
    np.testing.assert_array_equal(same, np.eye(2, dtype=bool))
    assert xor_step("gradient_transposed").failure is not None


def test_other_targets_do_not_move_a_hidden_delta_of_values() -> None:
    one, other = (
        training_trace(numbers([2, 4, 1]), XOR, Y, mistake="value_for_error")
        for Y in (TARGETS, 1 - np.array(TARGETS))
    )
    np.testing.assert_array_equal(one.array("delta1"), other.array("delta1"))


def test_a_sum_is_larger_by_the_number_of_samples() -> None:
    wrong, right = xor_step("sum_for_mean"), xor_step()
    for name in ("dW1", "db1", "dW2", "db2"):
        np.testing.assert_allclose(wrong.array(name), 4 * right.array(name))


@every("samples, fails", [(1, False), (3, False), (2, True), (4, True)])
def test_numpy_may_say_nothing_of_the_wrong_axis(samples: int, fails: bool) -> None:
    net, X = Network([2, 3], "sigmoid", seed=0), np.ones((samples, 2))
    trace = training_trace(net, X, np.zeros((samples, 3)), mistake="db_wrong_axis")
    assert trace.array("db1").shape == (samples,)
    assert (trace.failure is not None) == fails


def test_the_second_gradient_is_the_sum_of_two() -> None:
    first = xor_step("gradients_not_zeroed")
    np.testing.assert_array_equal(first.array("dW1"), xor_step().array("dW1"))
    net = first.after()
    again = training_trace(net, XOR, TARGETS, mistake="gradients_not_zeroed", state=first.memory)
    right = training_trace(net, XOR, TARGETS)
    np.testing.assert_allclose(again.array("dW1"), first.array("dW1") + right.array("dW1"))


def test_over_the_wrong_axis_columns_sum_to_1_and_rows_do_not() -> None:
    net = Network([2, 3], "sigmoid", "softmax", seed=0)
    a = training_trace(net, XOR, np.array([0, 1, 2, 0]), "cross_entropy", mistake="softmax_wrong_axis").array(
        "a1"
    )
    np.testing.assert_allclose(a.sum(axis=0), 1)
    assert not np.allclose(a.sum(axis=1), 1)


@every("score, lost", [(709.0, False), (710.0, True)])
def test_exp_overflows_from_710_on(score: float, lost: bool) -> None:
    net = Network.from_parameters([np.eye(2)], [np.zeros(2)], [], "softmax")
    trace = training_trace(net, [[score, 0]], np.array([0]), "cross_entropy", mistake="softmax_no_shift")
    assert np.isnan(trace.array("a1")).any() == lost
    assert np.isnan(trace.array("newW1")).any() == lost


@every("z, lost", [(36.0, False), (37.0, True)])
def test_the_logarithm_is_lost_from_37_on_and_the_gradient_is_not(z: float, lost: bool) -> None:
    net = Network.from_parameters([[[1]]], [[0]], [], "sigmoid")
    trace = training_trace(net, [[z]], [[0]], "binary_cross_entropy", mistake="log_of_zero")
    assert np.isfinite(trace.loss_before) != lost
    assert trace.array("delta1") == pytest.approx(1)


def test_units_that_begin_at_zero_stay_alike() -> None:
    found = compare_training(
        numbers([2, 4, 1]), XOR, [[0], [1], [1], [1]], "all_weights_zero", 50, optimizer=SGD(1)
    )
    W1 = found.wrong_network.weights[0]
    np.testing.assert_allclose(W1, W1[:, :1] @ np.ones((1, 4)))


def test_weights_in_an_integer_array_are_whole_and_zeros_stay() -> None:
    trace = mazur_step("integer_array")
    for name in ("W1", "W2", "newW1", "newW2"):
        assert not trace.array(name).any()
    large = training_trace(numbers([2, 4, 1], scale=5), XOR, TARGETS, mistake="integer_array").array("newW1")
    np.testing.assert_array_equal(large, np.trunc(large))
    assert large.any()
