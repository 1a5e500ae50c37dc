"""The perceptron rule by hand, its bound, and the circle in which it walks for XOR."""

from dataclasses import FrozenInstanceError
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nnviz import GATE_INPUTS, GATES, perceptron
from nnviz.lessons.logic_gates import score
from nnviz.lessons.perceptron_rule import DONE, EPOCH, LEARNING, STARTING, PerceptronRun, as_code
from tests.every import every

seeds = st.integers(0, 2**32 - 1)


def _gate(name: str, rate: float = 1.0, epochs: int = 100) -> PerceptronRun:
    return perceptron(GATE_INPUTS, GATES[name], rate, epochs)


def test_and_is_learned_in_six_epochs() -> None:
    run = perceptron(GATE_INPUTS, GATES["AND"])
    assert run.errors == (2, 3, 3, 2, 1, 0)
    assert (run.weights.tolist(), run.bias) == ([1, 2], -3)
    assert (run.solved, run.cycle, run.rate, len(run)) == (True, None, 1, 11)
    assert score(run.neuron, "AND") == 4
    assert (run.neuron.weights.tolist(), run.neuron.bias, run.neuron.activation) == ([1, 2], -3, "step")


def test_the_first_updates_of_and_by_hand() -> None:
    first, second, third = perceptron(GATE_INPUTS, GATES["AND"])[:3]
    assert (first.number, first.epoch, first.sample, first.x.tolist()) == (0, 1, 0, [0, 0])
    assert (first.target, first.output, first.weighted_sum, first.z, first.error) == (0, 1, 0, 0, -1)
    assert (first.weights_before.tolist(), first.bias_before) == ([0, 0], 0)
    assert (first.weights_after.tolist(), first.bias_after) == ([0, 0], -1)
    assert (second.number, second.epoch, second.sample, second.z, second.error) == (1, 1, 3, -1, 1)
    assert (second.weights_after.tolist(), second.bias_after) == ([1, 1], 0)
    assert (third.number, third.epoch, third.sample, third.weighted_sum, third.error) == (2, 2, 0, 0, -1)


def test_the_states_are_those_at_the_ends_of_the_epochs() -> None:
    run = _gate("AND")
    found = [(*weights.tolist(), bias) for weights, bias in run.states]
    assert found[:2] == [(0, 0, 0), (1, 1, 0)]
    assert found[-2:] == [(1, 2, -3), (1, 2, -3)]
    assert len(run.states) == len(run.errors) + 1
    for epoch in range(1, len(run.errors)):
        last = [update for update in run if update.epoch == epoch][-1]
        assert (last.weights_after.tolist(), last.bias_after) == (
            run.states[epoch].weights.tolist(),
            run.states[epoch].bias,
        )


def test_fourteen_of_sixteen_gates_are_learned() -> None:
    runs = {name: _gate(name) for name in GATES}
    assert {name for name, run in runs.items() if not run.solved} == {"XOR", "XNOR"}
    for name, run in runs.items():
        assert (score(run.neuron, name) == 4) is run.solved, name
        assert (run.cycle is None) is run.solved, name


@pytest.mark.parametrize("name", ["XOR", "XNOR"])
def test_what_no_neuron_is_walks_in_a_circle(name: str) -> None:
    run = _gate(name, epochs=20)
    assert len(run.errors) == 20
    assert run.cycle is not None
    first, length = run.cycle
    for epoch in range(first, 21 - length):
        one, other = ([u for u in run if u.epoch == e] for e in (epoch, epoch + length))
        assert [(u.sample, u.z, u.error) for u in one] == [(u.sample, u.z, u.error) for u in other]
    states = [(*weights.tolist(), bias) for weights, bias in run.states]
    assert states[first - 1] == states[first - 1 + length]
    assert len(set(states)) == first + length - 1


def test_xor_by_hand() -> None:
    run = perceptron(GATE_INPUTS, GATES["XOR"])
    assert run.errors == (3, 3, *[4] * 18)
    assert run.cycle == (3, 1)
    assert (run.weights.tolist(), run.bias) == ([0, -1], 0)
    assert perceptron(GATE_INPUTS, GATES["XOR"], epochs=2).cycle is None  # not seen yet
    assert perceptron(GATE_INPUTS, GATES["XOR"], epochs=3).cycle == (3, 1)


def test_a_circle_of_more_than_one_epoch() -> None:
    run = perceptron([[3], [-3], [-2]], [0, 0, 1], epochs=40)
    assert run.cycle is not None
    first, length = run.cycle
    assert length > 1
    assert (
        run.errors[first - 1 : first - 1 + length] == run.errors[first - 1 + length : first - 1 + 2 * length]
    )


def test_what_is_right_from_the_start_needs_no_update() -> None:
    run = _gate("TRUE")
    assert (len(run), list(run), run.errors, run.solved, run.cycle) == (0, [], (0,), True, None)
    assert (run.weights.tolist(), run.bias) == ([0, 0], 0)


def test_from_zeros_the_rate_only_scales_up_to_rounding() -> None:
    one, quarter = _gate("AND"), _gate("AND", 0.25)
    assert one.errors == quarter.errors
    assert (quarter.weights * 4).tolist() == one.weights.tolist()
    assert _gate("AND", 0.1).errors == (2, 3, 3, 0)  # 0.1 has no exact float64: a tie is missed


def test_a_run_is_a_sequence_of_frozen_updates() -> None:
    run = _gate("OR")
    assert len(run) == len(list(run)) == sum(run.errors)
    assert run[-1] is run[len(run) - 1] is run[1:][-1]
    with pytest.raises(IndexError):
        run[len(run)]
    with pytest.raises(FrozenInstanceError):
        run[0].bias_after = 1.0  # type: ignore[misc]
    arrays = (run.X, run.y, run.weights, run[0].x, run[0].weights_before, run[0].weights_after)
    assert not any(array.flags.writeable for array in arrays)


def test_the_run_owns_its_samples() -> None:
    X, y = GATE_INPUTS.copy(), np.array(GATES["OR"])
    run = perceptron(X, y)
    X[:], y[:] = 9, 0
    np.testing.assert_array_equal(run.X, GATE_INPUTS)
    assert run[-1].x.max() <= 1


@given(seeds, st.integers(1, 6), st.integers(1, 4), st.sampled_from([1.0, 0.1, 3.0]))
def test_every_update_goes_on_where_the_last_one_ended(
    seed: int, samples: int, inputs: int, rate: float
) -> None:
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(samples, inputs)), rng.integers(0, 2, samples)
    run = perceptron(X, y, rate, epochs=10)
    for number, step in enumerate(run):
        assert step.number == number
        assert step.output == (step.z >= 0) != step.target == y[step.sample]
        assert step.z == step.weighted_sum + step.bias_before
        np.testing.assert_array_equal(step.weights_after, step.weights_before + rate * step.error * step.x)
        assert step.bias_after == step.bias_before + rate * step.error
    for one, other in pairwise(run):
        assert (one.epoch, one.sample) < (other.epoch, other.sample)
        assert one.weights_after is other.weights_before
        assert one.bias_after == other.bias_before
    counts = tuple(sum(step.epoch == epoch for step in run) for epoch in range(1, len(run.errors) + 1))
    assert counts == run.errors


@given(seeds, st.integers(1, 12), st.integers(1, 4))
def test_what_can_be_separated_is_learned_within_the_bound_of_novikoff(
    seed: int, samples: int, inputs: int
) -> None:
    rng = np.random.default_rng(seed)
    X, u = rng.integers(-5, 6, (samples, inputs)), rng.normal(size=inputs + 1)
    extended = np.column_stack([X, np.ones(samples)])
    side = extended @ u / np.linalg.norm(u)
    assume((abs(side) > 0.3).all())
    bound = int((np.linalg.norm(extended, axis=1).max() / abs(side).min()) ** 2)
    run = perceptron(X, side > 0, epochs=bound + 1)
    assert run.solved
    assert len(run) <= bound
    assert run.neuron(X).tolist() == (side > 0).tolist()


@given(seeds, st.integers(1, 20))
def test_a_short_run_is_the_beginning_of_a_long_one(seed: int, epochs: int) -> None:
    rng = np.random.default_rng(seed)
    X, y = rng.integers(-3, 4, (5, 2)), rng.integers(0, 2, 5)
    short, long = perceptron(X, y, epochs=epochs), perceptron(X, y, epochs=20)
    assert short.errors == long.errors[:epochs]
    assert [(s.sample, s.z, s.bias_after) for s in short] == [
        (s.sample, s.z, s.bias_after) for s in long[: len(short)]
    ]


@every(
    "arguments, text",
    [
        (
            {"y": [0, 1, 2, 1]},
            "y must hold 0 and 1, got 2.0 at (2,); "
            "write 1 for a sample on which the neuron must fire, else 0",
        ),
        (
            {"y": [-1, 1, 1, 1]},
            "y must hold 0 and 1, got -1.0 at (0,); "
            "write 1 for a sample on which the neuron must fire, else 0",
        ),
        ({"y": [[0], [1], [1], [1]]}, "y must have 1 dimension, got shape (4, 1); use np.ravel(y)"),
        ({"y": [0, 1]}, "X and Y must have the same number of rows, got 4 and 2"),
        (
            {"X": [0, 1]},
            "X must have 2 dimensions (samples, columns), got shape (2,); "
            "make one column with X[:, None], or one row with X[None]",
        ),
        (
            {"X": [[np.nan, 0]] * 4},
            "X must be finite, got nan at (0, 0); remove or replace such rows first",
        ),
        (
            {"X": [[1e200, 0]] * 4},
            "X, rate and start must be small enough to be added up, got 1e+200, 1.0 and 0.0; scale X first",
        ),
        ({"start": ([0], 0)}, "start[0] must hold 2 weights, got 1; give one for each input"),
        ({"start": ([0, 0], np.nan)}, "start[1] must be one finite number, got nan"),
        ({"rate": 0}, "rate must be more than 0, got 0.0"),
        ({"rate": -1}, "rate must be more than 0, got -1.0"),
        ({"rate": np.inf}, "rate must be one finite number, got inf"),
        ({"epochs": 0}, "epochs must be 1..250000 (1,000,000 / the number of samples), got 0"),
        ({"epochs": 250_001}, "epochs must be 1..250000 (1,000,000 / the number of samples), got 250001"),
        ({"epochs": 2.5}, "epochs must be a whole number, got 2.5"),
    ],
)
def test_what_the_rule_refuses(arguments: dict[str, Any], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        perceptron(**{"X": GATE_INPUTS, "y": GATES["AND"], **arguments})
    assert str(caught.value) == text


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [0, 2, 1, 3]])
@pytest.mark.parametrize("ties", [True, False])
def test_and_from_a_half_ends_as_a_learner_had_it(order: list[int], ties: bool) -> None:
    X, y = GATE_INPUTS[order], np.array(GATES["AND"])[order]
    run = perceptron(X, y, 0.1, start=([0.5, 0.5], 0.5), ties=ties)
    assert run.errors == (3, 3, 2, 0)
    np.testing.assert_allclose([*run.weights, run.bias], [0.2, 0.2, -0.3])
    turned = perceptron(X, y, 0.1, 60, start=([0.5, 0.5], 0.5), ties=ties, backwards=True)
    assert turned.errors == (3,) * 60
    np.testing.assert_allclose([*turned.weights, turned.bias], [6.5, 6.5, 18.5])


def test_a_book_that_fires_above_zero_only_has_other_numbers() -> None:
    run = perceptron(GATE_INPUTS, GATES["AND"], ties=False)
    assert (run.bias, run.errors) == (-2, (1, 3, 3, 2, 1, 0))


@given(seeds)
def test_backwards_never_ends_once_there_was_a_mistake(seed: int) -> None:
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(5, 2)), rng.integers(0, 2, 5)
    run = perceptron(X, y, 0.5, 30, start=(rng.normal(size=2), rng.normal()), backwards=True)
    assert run.errors == (0,) or all(run.errors)


@pytest.mark.parametrize(
    "how",
    [{}, {"start": ([0.5, -2], 0.25)}, {"ties": False}, {"backwards": True, "start": ([0.5, 0.5], 0.5)}],
)
@every("rate", [0.1, 0.5, 1, 2])
@every("gate", GATES)
def test_the_code_learns_the_same(gate: str, rate: float, how: dict[str, Any]) -> None:
    run = perceptron(GATE_INPUTS, GATES[gate], rate, 7, **how)
    names: dict[str, Any] = {}
    lines = as_code(run, 7)
    exec("\n".join(lines), names)
    assert (names["w"].tolist(), names["b"]) == (run.weights.tolist(), run.bias)
    assert (names["epoch"], names["mistakes"]) == (len(run.errors), run.errors[-1])


def test_the_numbers_of_the_lines_of_the_code() -> None:
    lines = as_code(perceptron([[1.0]], [0]), 9)
    marked = [lines[line].strip() for line in (STARTING, EPOCH, LEARNING, DONE)]
    assert marked == [
        "w, b, rate = np.zeros(1), 0.0, 1.0",
        "for epoch in range(1, 10):",
        "w += rate * (target - output) * x",
        "break",
    ]
