"""Common mistakes: each a list of calls that runs, differs where it says, and trains as its steps do."""

import re
from typing import Any

import numpy as np
import pytest

from nnviz import MISTAKES, SGD, Adam, Network, Trainer, compare_training, first_difference, training_trace
from nnviz.backprop.backprop_code import as_code
from nnviz.backprop.mistakes import Situation
from nnviz.validation import Array
from tests.every import every
from tests.nnviz.backprop.code_lines import check_code, run
from tests.nnviz.backprop.networks import network, problem

SQUARE, ONE = (4, 4, 4, 4), (2, 4, 3, 1)


def case(sizes: tuple[int, ...], loss: str, output: str, samples: int = 4) -> tuple[Network, Array, Array]:
    hidden = "relu" if output == "relu" else "sigmoid"
    net = Network(sizes, hidden, output, "glorot_uniform", seed=4)
    rng = np.random.default_rng(8)
    net.parameters += rng.uniform(0.05, 0.3, net.parameters.size)
    X, targets = rng.normal(size=(samples, sizes[0])), rng.uniform(0.1, 0.9, (samples, sizes[-1]))
    Y = rng.integers(0, sizes[-1], samples) if loss == "cross_entropy" else targets
    return net, X, Y


CASES = {
    "square": (SQUARE, "half_squared_error", "sigmoid"),
    "narrow": ((3, 4, 5, 2), "half_squared_error", "tanh"),
    "one": (ONE, "half_squared_error", "sigmoid"),
    "unit": ((1, 1), "binary_cross_entropy", "sigmoid"),
    "linear": ((2, 3), "half_squared_error", "linear"),
    "classes": ((2, 3, 3), "cross_entropy", "softmax"),
    "yes_no": ((2, 3, 2), "binary_cross_entropy", "sigmoid"),
    "relu": ((2, 3, 2), "half_squared_error", "relu"),
}
ALL = [(mistake, name) for mistake in MISTAKES for name in CASES]
ORDER = ["square", "one", "classes", "yes_no"]  # where to look for a case that a mistake can be made in


def allowed(mistake: str, name: str) -> bool:
    net, X, _ = case(*CASES[name])
    return not MISTAKES[mistake].why_not(Situation(net, len(X), CASES[name][1], "mean"))


def fitting(mistake: str) -> str:
    return next(name for name in ORDER if allowed(mistake, name))


MADE = [(mistake, name) for mistake, name in ALL if allowed(mistake, name)]


@every("mistake, name", ALL)
def test_a_mistake_is_made_or_refused_with_a_reason(mistake: str, name: str) -> None:
    net, X, Y = case(*CASES[name])
    if allowed(mistake, name):
        assert training_trace(net, X, Y, CASES[name][1], mistake=mistake).mistake == mistake
        return
    with pytest.raises(ValueError, match=rf"^the mistake '{mistake}' needs .*; .*"):
        training_trace(net, X, Y, CASES[name][1], mistake=mistake)


def test_the_reasons() -> None:
    def said(mistake: str, name: str, samples: int = 4) -> str:
        net, X, _ = case(*CASES[name], samples=samples)
        return MISTAKES[mistake].why_not(Situation(net, len(X), CASES[name][1], "mean"))

    assert said("slope_forgotten", "linear").startswith(
        "the mistake 'slope_forgotten' needs a layer with a slope"
    )
    assert said("value_for_error", "unit").endswith("needs a hidden layer, got one layer; add a layer")
    assert said("sum_for_mean", "square", 1).endswith("use reduction='mean' and add rows to X and Y")
    assert said("log_of_zero", "square").endswith("use cross_entropy or binary_cross_entropy")
    assert not said("sum_for_mean", "square")
    one_class = Situation(Network([1, 1], output="softmax"), 3, "cross_entropy", "mean")
    assert "half_squared_error or binary_cross_entropy" in MISTAKES["flat_targets"].why_not(one_class)
    with pytest.raises(ValueError, match=r"mistake must be one of plus_for_minus, .*, got 'sign'"):
        training_trace(*case(*CASES["square"]), mistake="sign")


@every("mistake", MISTAKES)
def test_the_first_wrong_number_is_where_the_table_says(mistake: str) -> None:
    name = fitting(mistake)
    net, X, Y = case(*CASES[name])
    if mistake in ("softmax_no_shift", "log_of_zero"):
        net.parameters *= 4000
    loss, entry = CASES[name][1], MISTAKES[mistake]
    right = training_trace(net, X, Y, loss, SGD(0.5))
    wrong = training_trace(net, X, Y, loss, SGD(0.5), mistake)
    if entry.shows_from == 2:
        assert first_difference(right, wrong).first is None
        right = training_trace(right.after(), X, Y, loss, SGD(0.5), state=right.memory)
        wrong = training_trace(wrong.after(), X, Y, loss, SGD(0.5), mistake, state=wrong.memory)
    assert first_difference(right, wrong).first == entry.earliest(net)


@every("mistake, name", MADE)
def test_no_number_before_it_is_wrong(mistake: str, name: str) -> None:
    net, X, Y = case(*CASES[name])
    right = training_trace(net, X, Y, CASES[name][1])
    wrong = training_trace(net, X, Y, CASES[name][1], mistake=mistake)
    names = [*(f"{kind}{layer}" for layer in range(1, len(net.weights) + 1) for kind in "Wb")]
    names += [step.name for step in right]
    first, earliest = first_difference(right, wrong).first, MISTAKES[mistake].earliest(net)
    assert first is None or names.index(first) >= names.index(earliest)


@every("mistake, name", MADE)
def test_every_line_of_code_gives_the_wrong_numbers_too(mistake: str, name: str) -> None:
    net, X, Y = case(*CASES[name])
    loss = CASES[name][1]
    trace = training_trace(net, X, Y, loss, SGD(0.1), mistake)
    check_code(trace)
    if trace.failure is None:
        check_code(training_trace(trace.after(), X, Y, loss, SGD(0.1), mistake, state=trace.memory))


@every("mistake, name", MADE)
def test_the_program_of_a_mistake_computes_it(mistake: str, name: str) -> None:
    net, X, Y = case(*CASES[name])
    traces = [training_trace(net, X, Y, CASES[name][1], Adam(0.1), mistake)]
    if traces[0].failure is None:
        before = traces[0]
        net, loss = before.after(), CASES[name][1]
        traces.append(training_trace(net, X, Y, loss, Adam(0.1), mistake, state=before.memory))
    for trace in traces:
        code, names = as_code(trace), dict[str, Any](print=lambda *_: None)
        exec(code, names)
        for step in trace:
            np.testing.assert_allclose(names[step.name], step.result, rtol=1e-8, atol=1e-12)
        assert (trace.failure is None) == ("# here NumPy refuses to go on:" not in code)


@every("mistake, name", MADE)
def test_where_numpy_refuses_its_message_is_that_of_the_line(mistake: str, name: str) -> None:
    net, X, Y = case(*CASES[name])
    trace = training_trace(net, X, Y, CASES[name][1], SGD(0.1), mistake)
    if trace.failure is None:
        assert np.isfinite(trace.loss_after)
        return
    failure = trace.failure
    assert failure.name not in trace.arrays
    assert np.isnan(trace.loss_after)
    np.testing.assert_array_equal(trace.array("W1"), net.weights[0])
    with pytest.raises(ValueError, match=re.escape(failure.message)):
        run(trace, failure.code, failure.operands)


@every("mistake, name", MADE)
@every("optimizer", [SGD(0.1, momentum=0.9), Adam(0.1)])
def test_training_with_it_is_step_after_step_of_its_traces(
    mistake: str, name: str, optimizer: SGD | Adam
) -> None:
    net, X, Y = case(*CASES[name])
    loss, steps = CASES[name][1], 3
    found = compare_training(net, X, Y, mistake, steps, loss, optimizer)
    trainer = Trainer(net.copy(), X, Y, loss, optimizer)
    trace = training_trace(net, X, Y, loss, optimizer, mistake)
    for number in range(steps):
        assert found.right[number] == pytest.approx(trainer.loss(), rel=1e-12)
        trainer.step()
        np.testing.assert_array_equal(found.wrong[number], trace.loss_before)
        np.testing.assert_array_equal(found.wrong[number + 1], trace.loss_after)
        if trace.failure is not None:
            assert found.failure is not None
            assert found.failure.message == trace.failure.message
            return
        if number < steps - 1:
            trace = training_trace(trace.after(), X, Y, loss, optimizer, mistake, state=trace.memory)
    np.testing.assert_array_equal(found.right_network.parameters, trainer.net.parameters)
    np.testing.assert_array_equal(found.wrong_network.parameters, trace.after().parameters)


def test_the_new_weights_are_right_in_the_last_layer_when_it_is_updated_too_early() -> None:
    net, X, Y = network(), *problem("half_squared_error")
    for optimizer in (SGD(0.3, momentum=0.5), Adam(0.1)):
        right = training_trace(net, X, Y, optimizer=optimizer)
        wrong = training_trace(net, X, Y, optimizer=optimizer, mistake="new_weights_for_hidden_delta")
        np.testing.assert_array_equal(wrong.array("newW3"), right.array("newW3"))
        names = [step.name for step in wrong]
        assert names.index("newW3") < names.index("delta2")


def test_differences_mark_cells() -> None:
    net, X, Y = network(), *problem("half_squared_error")
    right = training_trace(net, X, Y)
    wrong = training_trace(net, X, Y, mistake="integer_array")
    found = first_difference(right, wrong)
    assert found.first == "W1"
    assert found.cells["W1"].shape == net.weights[0].shape
    np.testing.assert_array_equal(found.cells["W1"], net.weights[0] != np.trunc(net.weights[0]))
    assert first_difference(right, right).first is None
    assert first_difference(right, training_trace(net, X, Y, mistake="no_bias")).missing[:2] == ("b1", "b2")


@every("mistake", ["all_weights_zero", "no_bias", "integer_array"])
def test_what_a_mistake_begins_with_is_there_only_once_even_if_it_begins_later(mistake: str) -> None:
    net, X, Y = network(), *problem("half_squared_error")
    before = training_trace(net, X, Y, optimizer=Adam(0.1))
    first = training_trace(before.after(), X, Y, optimizer=Adam(0.1), mistake=mistake, state=before.memory)
    assert first_difference(before, first).first in ("W1", "b1")
    second = training_trace(first.after(), X, Y, optimizer=Adam(0.1), mistake=mistake, state=first.memory)
    np.testing.assert_array_equal(second.array("W1"), first.array("newW1"))
    if mistake == "all_weights_zero":
        assert second.array("b3").any()


def test_a_memory_that_does_not_fit_is_told() -> None:
    net, X, Y = network(), *problem("half_squared_error")
    memory = training_trace(net, X, Y).memory
    said = "state must hold mean, square, count, which this optimizer remembers, got nothing"
    with pytest.raises(ValueError, match=said):
        training_trace(net, X, Y, optimizer=Adam(), state=memory)
    memory = training_trace(Network([2, 3]), X, Y, optimizer=Adam()).memory
    with pytest.raises(ValueError, match=re.escape("state['mean'] must have the shape (47,), got (9,)")):
        training_trace(net, X, Y, optimizer=Adam(), state=memory)
