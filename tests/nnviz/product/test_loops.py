"""The loops: as text they compute the product, and turn for turn they are the steps of its timeline."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.product.loops import (
    LOOP_OF_VIEW,
    LOOP_ORDERS,
    in_loop_order,
    loop_names,
    loop_numbers,
    loop_state,
    loops,
    multiplication_at,
)
from nnviz.product.matmul_trace import Sizes, trace
from nnviz.validation import Array
from tests.every import every
from tests.matrices import operands

A32, B23 = [[1, 2], [3, 4], [5, 6]], [[1, 2, 3], [4, 5, 6]]


@every("order", LOOP_ORDERS)
def test_the_loops_as_text_compute_the_product(order: str) -> None:
    lines = loops(trace(A32, B23), order)
    assert lines == loops((3, 2, 3), order)
    names: dict[str, Any] = {"np": np, "A": np.array(A32), "B": np.array(B23)}
    exec("\n".join(lines), names)
    np.testing.assert_array_equal(names["C"], names["A"] @ names["B"])


VECTORS = [([1, 2], [[1, 3, 5], [2, 4, 6]]), (A32, [7, 8]), ([1, 2, 3], [4, 5, 6]), ([[1, 2]], [[3], [4]])]


@every("A, B", VECTORS)
@every("order", LOOP_ORDERS)
def test_a_vector_has_a_loop_less_and_the_shape_of_numpy(A: Any, B: Any, order: str) -> None:
    timeline = trace(A, B)
    lines = loops(timeline, order)
    names: dict[str, Any] = {"np": np, "A": np.array(A), "B": np.array(B)}
    exec("\n".join(lines), names)
    expected = np.matmul(names["A"], names["B"])
    assert np.shape(names["C"]) == expected.shape == timeline.result_shape
    np.testing.assert_array_equal(names["C"], expected)
    axes = names["A"].ndim + names["B"].ndim - 1
    assert len(lines) == axes + 2
    assert len(loop_names(timeline, order)) == axes
    for t in range(timeline.multiplications):
        state = loop_state(timeline, t, order)
        assert state.line == state.ran[-1] == len(lines) - 1
        assert (state.ran[0] == 0) == (t == 0)


def test_the_loops_of_a_vector_and_a_matrix() -> None:
    assert loops(trace([1, 2], [[1, 3, 5], [2, 4, 6]])) == (
        "C = np.zeros(3)",
        "for j in range(3):",
        "    for k in range(2):",
        "        C[j] += A[k] * B[k, j]",
    )
    assert [loop_state(trace([1, 2], [[1, 3, 5], [2, 4, 6]]), t).ran for t in range(4)] == [
        (0, 1, 2, 3),
        (2, 3),
        (1, 2, 3),
        (2, 3),
    ]
    assert loops(trace([1, 2], [3, 4])) == ("C = np.zeros(())", "for k in range(2):", "    C += A[k] * B[k]")


@given(operands(), st.sampled_from(LOOP_ORDERS))
@settings(max_examples=60)
def test_the_loops_step_for_step(matrices: tuple[Array, Array], order: str) -> None:
    A, B = matrices
    timeline = trace(A, B)
    C = np.zeros(timeline.result.shape, int)
    last: tuple[int, ...] = (-1, -1, -1)
    for t, (i, k, j) in enumerate(in_loop_order(timeline, order)):
        C[i, j] += A[i, k] * B[k, j]
        state = loop_state(timeline, t, order)
        assert (state.i, state.k, state.j) == (i, k, j) == multiplication_at(timeline, t, order)
        assert (state.product, state.running_sum, state.line) == (A[i, k] * B[k, j], C[i, j], 4)
        place = tuple({"i": i, "k": k, "j": j}[name] for name in order)
        outermost = 0 if t == 0 else 1 + _first_loop_to_move(place, last, timeline.sizes, order)
        assert state.ran == tuple(range(outermost, 5))
        last = place
    np.testing.assert_array_equal(C, A @ B)


def _first_loop_to_move(now: tuple[int, ...], last: tuple[int, ...], sizes: Sizes, order: str) -> int:
    """The innermost loop that was not at its end: it counts on, and those inside it start again."""
    ends = dict(zip("ikj", sizes, strict=True))
    moving = max(depth for depth in range(3) if last[depth] < ends[order[depth]] - 1)
    assert now[moving] == last[moving] + 1
    return moving


@given(operands(), st.sampled_from(sorted(LOOP_OF_VIEW)))
@settings(max_examples=60)
def test_a_view_is_loops_of_which_the_inner_ones_run_at_once(
    matrices: tuple[Array, Array], view: str
) -> None:
    timeline = trace(*matrices, view)
    numbers = [loop_numbers(timeline, t, LOOP_OF_VIEW[view]) for t in range(len(timeline))]
    assert [number for step in numbers for number in step] == list(range(timeline.multiplications))


def test_the_first_turns_of_the_loops() -> None:
    timeline = trace(A32, B23)
    assert loops(timeline) == (
        "C = np.zeros((3, 3))",
        "for i in range(3):",
        "    for j in range(3):",
        "        for k in range(2):",
        "            C[i, j] += A[i, k] * B[k, j]",
    )
    assert [loop_state(timeline, t).ran for t in (0, 1, 2, 6)] == [
        (0, 1, 2, 3, 4),
        (3, 4),
        (2, 3, 4),
        (1, 2, 3, 4),
    ]
    assert loop_numbers(trace(A32, B23, "flow"), 1) == (1, 2, 6)
    with pytest.raises(ValueError, match=r"^order must be one of ijk, ikj, jik, jki, kij, kji, got 'abc'$"):
        loops(timeline, "abc")
    with pytest.raises(ValueError, match=r"^t must be 0\.\.17 \(the last multiplication\), got 18$"):
        loop_state(timeline, 18)


@pytest.mark.parametrize(("neurons", "bias"), [("columns", [1.0, -2.0]), ("rows", [1.0, -2.0, 3.0])])
def test_the_loops_of_a_layer_start_from_its_bias(neurons: str, bias: list[float]) -> None:
    A, B, b = np.arange(6.0).reshape(3, 2), np.arange(4.0).reshape(2, 2), np.array(bias)
    found = trace(A, B, bias=b, neurons=neurons)
    names: dict[str, Any] = {"np": np, "A": A, "B": B, "b": b}
    exec("\n".join(loops(found)), names)
    assert np.array_equal(names["C"], found.result)
