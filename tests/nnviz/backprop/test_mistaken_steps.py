"""Every common mistake in a step: the check finds those in a gradient, and homework calls them by name."""

from collections.abc import Iterator

import numpy as np
import pytest

from nnviz import (
    MISTAKES,
    SGD,
    Network,
    TrainingTrace,
    chain_rule,
    check_all,
    difference_check,
    training_trace,
)
from nnviz.backprop.backprop_code import as_code
from nnviz.backprop.cells import cell_name
from nnviz.backprop.homework import judge
from nnviz.backprop.mistaken_steps import MistakenSteps
from nnviz.backprop.trace_tables import as_csv
from tests.every import every
from tests.nnviz.backprop.small_traces import mazur
from tests.nnviz.training.small_networks import network, problem

# What has wrong gradients for its own loss, and what has right ones and goes wrong elsewhere.
WRONG_GRADIENTS = (
    "slope_forgotten",
    "slope_twice",
    "slope_of_output",
    "slope_negative",
    "slope_not_passed_back",
    "derivative_one_layer_early",
    "matrix_product_for_slope",
    "bias_row_kept",
    "flat_targets",
    "own_output",
    "gradient_transposed",
    "value_for_error",
    "new_weights_for_hidden_delta",
    "sum_for_mean",
    "db_wrong_axis",
)
PROBLEMS = [
    ("sigmoid", "sigmoid", "half_squared_error", 3),
    ("sigmoid", "sigmoid", "half_squared_error", 1),
    ("tanh", "softmax", "cross_entropy", 3),
    ("tanh", "sigmoid", "binary_cross_entropy", 3),
]


def steps(hidden: str, output: str, loss: str, outputs: int) -> tuple[TrainingTrace, MistakenSteps]:
    """The right step and those with a mistake."""
    if outputs == 3:
        net, (X, Y) = network(hidden, output, True), problem(loss)
    else:
        net = Network([2, 4, 1], hidden, output, seed=1)
        X, Y = problem(loss)[0], problem(loss)[1][:, :1]
    right = training_trace(net, X, Y, loss, SGD(0.5))
    return right, MistakenSteps(net, X, Y, loss, SGD(0.5))


def different_cells(right: TrainingTrace, wrong: TrainingTrace) -> Iterator[tuple[str, float]]:
    """The cells of the first array of a step that has another number, with that number."""
    for step in right:
        found = wrong.arrays.get(step.name)
        if step.result.ndim == 0 or found is None or found.shape != step.result.shape:
            continue
        places = [
            tuple(map(int, at)) for at in np.argwhere(~np.isclose(found, step.result, rtol=1e-3, atol=0))
        ]
        cells = [(cell_name(step.name, *at), float(found[at])) for at in places if np.isfinite(found[at])]
        if cells:
            yield from cells
            return


def test_the_mistakes_are_those_that_can_be_made_and_are_made_once() -> None:
    _, wrong = steps(*PROBLEMS[0])
    assert set(wrong) < set(MISTAKES)
    assert len(wrong) == len(list(wrong)) > 15
    assert "softmax_no_shift" not in wrong
    assert wrong["sum_for_mean"] is wrong["sum_for_mean"]
    assert wrong["sum_for_mean"].mistake == "sum_for_mean"
    with pytest.raises(KeyError):
        wrong["softmax_no_shift"]


@every("hidden, output, loss, outputs", PROBLEMS)
def test_a_number_that_a_mistake_gives_gives_it_away(
    hidden: str, output: str, loss: str, outputs: int
) -> None:
    right, wrong = steps(hidden, output, loss, outputs)
    named = 0
    for name, other in wrong.items():
        for cell, value in list(different_cells(right, other))[:2]:
            answer = judge(right, {cell: f"{value:.10g}"}, wrong)[cell]
            assert answer.verdict == "wrong"
            assert name in answer.mistakes, (name, cell)
            named += 1
    assert named > 15


@every(
    "cell, typed, mistake",
    [
        ("newW1[0,0]", "0.149818", "new_weights_for_hidden_delta"),
        ("newW2[0,0]", "0.4410835", "plus_for_minus"),
        ("delta2[0,0]", "0.741365", "slope_forgotten"),
        ("dW2[0,0]", "0.1040629", "own_output"),
        ("newb2[0]", "0.60", "biases_left_alone"),
    ],
)
def test_the_traps_of_a_worked_example_have_their_names(cell: str, typed: str, mistake: str) -> None:
    right = mazur()
    wrong = MistakenSteps(right.before(), right.X, right.T, "half_squared_error", SGD(0.5))
    answer = judge(right, {cell: typed}, wrong)[cell]
    assert answer.verdict == "wrong"
    assert mistake in answer.mistakes


@every("hidden, output, loss, outputs", PROBLEMS)
def test_the_check_finds_every_wrong_gradient(hidden: str, output: str, loss: str, outputs: int) -> None:
    right, wrong = steps(hidden, output, loss, outputs)
    assert check_all(right).largest < 1e-7
    for name, other in wrong.items():
        if name.startswith(("softmax", "log")):
            continue  # their loss is another one
        found = check_all(other)
        assert (found.largest > 1e-3) == (name in WRONG_GRADIENTS), (name, found.largest, found.worst)


def _whole(trace: TrainingTrace, layer: int) -> bool:
    """Whether the delta of a layer is there, in the shape of z."""
    found = trace.arrays.get(f"delta{layer}")
    return found is not None and found.shape == trace.array(f"z{layer}").shape


@every("hidden, output, loss, outputs", PROBLEMS)
def test_whatever_looks_at_a_step_bears_every_mistake(
    hidden: str, output: str, loss: str, outputs: int
) -> None:
    for name, other in steps(hidden, output, loss, outputs)[1].items():
        for cell in ("W1[0,0]", "z1[0,0]", "a1[0,0]", "a0[0,0]"):
            assert np.isfinite(difference_check(other, cell).difference), name
            if all(_whole(other, layer) for layer in range(1, len(other.weights) + 1)):
                assert np.isfinite(chain_rule(other, cell).value), name
            else:
                with pytest.raises(ValueError, match="ask the step without the mistake"):
                    chain_rule(other, cell)
        assert as_csv(other).startswith("step,phase")
        assert as_code(other).startswith("import numpy as np")
