"""Where people get stuck in the backward pass, with the networks and the numbers that they met there."""

from math import log

import numpy as np
import pytest

from nnviz import (
    SGD,
    Network,
    Trainer,
    TrainingComparison,
    TrainingTrace,
    compare_training,
    first_difference,
    gradient_check,
    training_trace,
)
from nnviz.validation import Array
from tests.every import every
from tests.nnviz.backprop.networks import mazur, numbers

XOR, XOR_TARGETS = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]


# -- the delta and the slope -----------------------------------------------------------------------------


def test_softmax_and_cross_entropy_give_p_minus_y() -> None:
    net = Network.from_parameters([np.eye(3)], [np.zeros(3)], [], "softmax")
    trace = training_trace(net, [[2, 1, 0]], np.array([0]), "cross_entropy")
    np.testing.assert_allclose(trace.array("a1"), [[0.6652, 0.2447, 0.0900]], atol=5e-5)
    np.testing.assert_allclose(trace.array("delta1"), [[-0.3348, 0.2447, 0.0900]], atol=5e-5)


def test_softmax_over_the_wrong_axis_of_two_equal_rows_is_a_half_everywhere() -> None:
    net = Network.from_parameters([np.eye(3)], [np.zeros(3)], [], "softmax")
    wrong = training_trace(
        net, [[1, 2, 3], [1, 2, 3]], np.array([0, 1]), "cross_entropy", mistake="softmax_wrong_axis"
    )
    np.testing.assert_allclose(wrong.array("a1"), np.full((2, 3), 0.5))


def test_softmax_without_the_shift_overflows() -> None:
    net = Network.from_parameters([np.eye(3)], [np.zeros(3)], [], "softmax")
    scores, Y = [[42, 1337, 557]], np.array([1])
    right = training_trace(net, [[1335, 1337, 1322]], Y, "cross_entropy")
    np.testing.assert_allclose(right.array("a1"), [[0.1192, 0.8808, 2.7e-7]], atol=5e-5)
    wrong = training_trace(net, scores, Y, "cross_entropy", mistake="softmax_no_shift")
    assert np.isnan(wrong.array("a1")[0, 1])
    assert first_difference(training_trace(net, scores, Y, "cross_entropy"), wrong).first == "a1"


def test_the_logarithm_of_a_rounded_output_is_infinite_or_no_number() -> None:
    def loss(z: float, y: float, mistake: str | None = None) -> float:
        return training_trace(neuron(1), [[z]], [[y]], "binary_cross_entropy", mistake=mistake).loss_before

    assert loss(37, 0, "log_of_zero") == np.inf
    assert np.isnan(loss(37, 1, "log_of_zero"))
    assert loss(37, 0) == pytest.approx(37)
    assert np.isfinite(loss(36.7, 0, "log_of_zero"))
    wrong = training_trace(neuron(1), [[37]], [[0]], "binary_cross_entropy", mistake="log_of_zero")
    assert wrong.array("delta1") == 1  # the gradient a - y stays correct


def neuron(w: float, b: float = 0) -> Network:
    return Network.from_parameters([[[w]]], [[b]], [], "sigmoid")


def test_the_slope_of_sigmoid_is_positive() -> None:
    def slope(mistake: str | None = None) -> Array:
        return training_trace(neuron(1), [[0]], [[1]], mistake=mistake).array("slope1")

    assert slope() == 0.25
    assert slope("slope_negative") == -0.25


def test_a_is_not_passed_through_sigmoid_twice() -> None:
    def trace(mistake: str | None = None) -> TrainingTrace:
        return training_trace(neuron(1), [[log(4)]], [[0]], mistake=mistake)

    assert trace().array("a1") == pytest.approx(0.8)
    assert trace().array("slope1") == pytest.approx(0.16)
    assert trace("slope_of_output").array("slope1") == pytest.approx(0.214, abs=5e-4)


def test_the_slope_belongs_into_what_flows_back() -> None:
    net = Network([3, 4, 4, 2], "sigmoid", "sigmoid", "glorot_uniform", 0)
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(5, 3)), np.eye(2)[rng.integers(0, 2, 5)]
    assert gradient_check(net, X, Y) < 1e-8
    right, wrong = training_trace(net, X, Y), training_trace(net, X, Y, mistake="slope_not_passed_back")
    errors = [
        np.linalg.norm(wrong.gradients[name] - right.gradients[name]) / np.linalg.norm(right.gradients[name])
        for name in ("W1", "W2", "W3")
    ]
    np.testing.assert_allclose(errors, [17.8, 3.0, 0], atol=0.05)


def test_the_own_output_in_place_of_the_input_may_end_right_or_run_away() -> None:
    X, Y = [[-3], [-2], [2], [3]], [[0], [0], [1], [1]]

    def trained(w: float, steps: int) -> tuple[Network, Network]:
        found = compare_training(neuron(w), X, Y, "own_output", steps, "binary_cross_entropy", SGD(0.5))
        return found.right_network, found.wrong_network

    right, _ = trained(0.1, 2000)
    assert right.weights[0].item() == pytest.approx(3.83, abs=0.005)
    np.testing.assert_allclose(right.predict(X).ravel(), [0, 0.0005, 0.9995, 1], atol=5e-5)
    assert trained(0.1, 3000)[1].weights[0].item() == pytest.approx(3.3, abs=0.05)
    away = trained(-0.1, 3000)[1]
    assert away.weights[0].item() == pytest.approx(-748, abs=1)
    p = np.clip(away.predict(X), 1e-15, 1 - 1e-15)
    np.testing.assert_allclose(away.predict(X).ravel(), [1, 1, 0, 0], atol=1e-12)
    assert -np.mean(np.log(np.where(np.array(Y) == 1, p, 1 - p))) == pytest.approx(34.5, abs=0.05)


@every("units", [2, 4])
def test_the_hidden_sum_is_over_errors_not_values(units: int) -> None:
    net = numbers([2, units, 1])
    found = compare_training(net, XOR, XOR_TARGETS, "value_for_error", 3000, optimizer=SGD(5))
    np.testing.assert_allclose(found.right_network.predict(XOR), XOR_TARGETS, atol=0.05)
    np.testing.assert_allclose(found.wrong_network.predict(XOR), np.full((4, 1), 0.5), atol=1e-3)
    assert found.right[0] == found.wrong[0]


# -- the update ------------------------------------------------------------------------------------------


def test_the_wrong_sign_makes_every_answer_1() -> None:
    rng = np.random.default_rng(0)
    W1, W2 = rng.random((3, 4)), rng.random((4, 1))
    net = Network.from_parameters([W1, W2], None, "sigmoid", "sigmoid")
    X, Y = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], [[0], [1], [1], [0]]
    answers = [0.037, 0.940, 0.963, 0.057]  # of a program that updated W2 before it used it

    def trained(mistake: str) -> TrainingComparison:
        return compare_training(net, X, Y, mistake, 1000, optimizer=SGD(1), reduction="sum")

    found = trained("plus_for_minus")
    np.testing.assert_allclose(found.right_network.predict(X).ravel(), answers, atol=6e-4)
    assert found.wrong_network.predict(X).min() > 0.9997
    assert found.wrong[-1] > found.wrong[0]
    early = trained("new_weights_for_hidden_delta").wrong_network
    np.testing.assert_allclose(early.predict(X).ravel(), answers, atol=5e-4)


def step_of_mazur(mistake: str | None = None) -> TrainingTrace:
    return training_trace(mazur(), [[0.05, 0.10]], [[0.01, 0.99]], optimizer=SGD(0.5), mistake=mistake)


def test_the_step_by_step_example_and_its_traps() -> None:
    trace = step_of_mazur()
    np.testing.assert_allclose(trace.array("a1"), [[0.593270, 0.596884]], atol=5e-7)
    np.testing.assert_allclose(trace.array("a2"), [[0.751365, 0.772928]], atol=5e-7)
    assert trace.loss_before == pytest.approx(0.298371, abs=5e-7)
    np.testing.assert_allclose(trace.array("delta2"), [[0.138499, -0.038098]], atol=5e-7)
    new_W2 = [[0.358916, 0.511301], [0.408666, 0.561370]]
    new_W1 = [[0.149781, 0.249751], [0.199561, 0.299502]]
    np.testing.assert_allclose(trace.array("newW2"), new_W2, atol=5e-7)
    np.testing.assert_allclose(trace.array("newW1"), new_W1, atol=5e-7)
    assert step_of_mazur("biases_left_alone").loss_after == pytest.approx(0.291028, abs=5e-7)
    assert trace.loss_after == pytest.approx(0.280471, abs=5e-7)
    too_early = step_of_mazur("new_weights_for_hidden_delta")
    assert too_early.array("newW1")[0, 0] == pytest.approx(0.149818, abs=5e-7)


def test_plus_for_minus_with_biases_left_alone_in_the_example() -> None:
    wrong = step_of_mazur("plus_for_minus")
    net = Network.from_parameters(wrong.new_weights, mazur().biases, "sigmoid", "sigmoid")
    assert training_trace(net, wrong.X, wrong.T).loss_before == pytest.approx(0.305641, abs=5e-7)


def test_a_bias_that_is_never_updated() -> None:
    net, X, Y = numbers([784, 10, 10], scale=0.05), np.eye(10, 784), np.eye(10)
    wrong = training_trace(net, X, Y, optimizer=SGD(0.1), mistake="biases_left_alone")
    right = training_trace(net, X, Y, optimizer=SGD(0.1))
    for layer in (1, 2):
        np.testing.assert_array_equal(wrong.array(f"newb{layer}"), net.biases[layer - 1])
        np.testing.assert_array_equal(wrong.array(f"newW{layer}"), right.array(f"newW{layer}"))
        assert np.all(right.array(f"newb{layer}") != net.biases[layer - 1])


@every("mistake, second", [("gradients_not_zeroed", 8), ("nodes_not_zeroed", 12)])
def test_gradients_that_are_not_set_to_zero(mistake: str, second: float) -> None:
    """The loss is w² at w = 2: two samples with half of it each."""
    net, X, Y = Network.from_parameters([[[2]]], None), [[1], [1]], [[0], [0]]
    first = training_trace(net, X, Y, mistake=mistake, reduction="sum")
    assert first.array("dW1") == 4
    assert first.loss_before == 4
    again = training_trace(net, X, Y, mistake=mistake, reduction="sum", state=first.memory)
    assert again.array("dW1") == second


@every("batch, rate", [("sum", 0.1), ("mean", 0.4)])
def test_sum_or_mean_is_a_matter_of_the_rate(batch: str, rate: float) -> None:
    net = numbers([2, 2, 1])
    trainer = Trainer(net.copy(), XOR, XOR_TARGETS, optimizer=SGD(0.4))
    for _ in range(20):
        trainer.step()
        net = training_trace(net, XOR, XOR_TARGETS, optimizer=SGD(rate), reduction=batch).after()
        np.testing.assert_allclose(net.parameters, trainer.net.parameters, rtol=1e-12)


def test_the_sum_for_the_mean_is_the_mean_at_a_rate_that_is_larger_by_the_batch() -> None:
    net = numbers([2, 2, 1])
    wrong = training_trace(net, XOR, XOR_TARGETS, optimizer=SGD(0.1), mistake="sum_for_mean")
    right = training_trace(net, XOR, XOR_TARGETS, optimizer=SGD(0.4))
    np.testing.assert_allclose(wrong.after().parameters, right.after().parameters, rtol=1e-12)


# -- where learning stands still -------------------------------------------------------------------------


def without_start_biases(scale: float) -> Network:
    net = numbers([2, 5, 1], scale=scale)
    for b in net.biases:
        b[:] = 0
    return net


@every("scale, rate, steps, loss", [(0.01, 0.1, 20_000, log(2)), (1, 0.1, 20_000, 0), (1, 1, 5000, 0)])
def test_small_weights_stay_on_the_saddle_and_large_ones_leave_it(
    scale: float, rate: float, steps: int, loss: float
) -> None:
    trainer = Trainer(without_start_biases(scale), XOR, XOR_TARGETS, "binary_cross_entropy", SGD(rate))
    trainer.run(steps)
    assert trainer.loss() == pytest.approx(loss, abs=5e-7 if loss else 0.005)


@every("rate, steps, loss", [(0.1, 5000, 0.0501), (0.1, 20_000, 0.0032), (1, 5000, 0.0010)])
def test_weights_of_size_one_leave_the_saddle(rate: float, steps: int, loss: float) -> None:
    rng = np.random.default_rng(0)
    W1, b1, W2, b2 = (rng.normal(size=size) for size in ((2, 5), 5, (5, 1), 1))
    net = Network.from_parameters([W1, W2], [b1, b2], "sigmoid", "sigmoid")
    trainer = Trainer(net, XOR, XOR_TARGETS, "binary_cross_entropy", SGD(rate))
    trainer.run(steps)
    assert trainer.loss() == pytest.approx(loss, abs=5e-5)


def test_zeros_stay_exactly_on_the_saddle() -> None:
    net = without_start_biases(1)
    found = compare_training(net, XOR, XOR_TARGETS, "all_weights_zero", 500, "binary_cross_entropy", SGD(1))
    np.testing.assert_allclose(found.wrong, log(2), rtol=1e-12)


def test_hidden_units_that_begin_alike_stay_alike() -> None:
    net = Network([2, 3, 1], "sigmoid", "sigmoid", seed=3)
    found = compare_training(net, XOR, [[0], [1], [1], [1]], "all_weights_zero", 500, optimizer=SGD(2))
    W = found.wrong_network.weights[0]
    np.testing.assert_allclose(W, W[:, :1] @ np.ones((1, 3)), rtol=1e-9)
    assert len(set(found.right_network.weights[0][0].round(6))) == 3


def test_without_a_bias_the_answer_to_zeros_is_a_half_for_ever() -> None:
    X, Y = [[0, 1], [1, 0], [1, 1], [0, 0]], [[0], [1], [1], [0]]
    net = Network([2, 1], [], "sigmoid", seed=1)
    found = compare_training(net, X, Y, "no_bias", 5000, "binary_cross_entropy", SGD(1))
    assert found.wrong_network.predict([[0, 0]]) == 0.5
    np.testing.assert_allclose(found.right_network.predict(X), Y, atol=0.02)


def test_a_relu_unit_below_zero_for_every_sample_is_dead_for_ever() -> None:
    net = Network.from_parameters([[[-1], [-2]], [[3]]], [[0], [0.3]], "relu", "sigmoid")
    rng = np.random.default_rng(0)
    X, Y = rng.uniform(0.1, 1, (6, 2)), np.array([[0], [1], [1], [0], [1], [1]])
    trace = training_trace(net, X, Y, "binary_cross_entropy", SGD(1))
    np.testing.assert_allclose(trace.array("a2"), 1 / (1 + np.exp(-0.3)))
    for name in ("delta1", "dW1", "db1", "dW2"):
        assert not trace.array(name).any(), name
    assert trace.array("db2").any()
    centred = training_trace(net, X - X.mean(axis=0), Y, "binary_cross_entropy", SGD(1))
    assert centred.array("dW1").any()


def test_two_dead_units_leave_the_mean_to_the_bias() -> None:
    X, Y = [[1, 2, 3, 4, 5], [1, 2, 3, 4, 6]], [[15], [16]]

    def trained(seed: int) -> tuple[Array, int]:
        net = Network([5, 2, 1], "relu", "linear", "he_normal", seed)
        Trainer(net, X, Y, optimizer=SGD(0.001), reduction="sum").run(4000)
        return net.predict(X).ravel(), int((net.layers(X)[0].after > 0).any(axis=0).sum())

    found, active = trained(0)
    np.testing.assert_allclose(found, [15.49, 15.49], atol=0.005)
    assert active == 0
    for seed in (1, 2, 4, 5):
        (low, high), active = trained(seed)
        assert active > 0
        assert 14.915 <= low < 14.995
        assert 15.995 <= high < 16.075
