"""Every view of a product ends in A @ B and is right at every step, and the flow is a flow."""

from itertools import product as pairs_of
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz import ACTIVATIONS, product
from nnviz.product.flow import flow_positions
from nnviz.product.matmul_trace import VIEWS, trace
from nnviz.validation import Array
from tests.every import every
from tests.matrices import operands

A32, B23, B24 = [[1, 2], [3, 4], [5, 6]], [[1, 2, 3], [4, 5, 6]], [[1, 2, 3, 4], [5, 6, 7, 8]]
size = st.integers(1, 6)


def _steps(view: str, wave: bool, m: int, k: int, n: int) -> int:
    if view == "flow":
        return m + k + n - 2 if wave else n * (m + k - 1)
    return {"cell": m * k * n, "columns": k * n, "rows": m * k, "outer": k}[view]


@given(operands(), st.sampled_from(VIEWS), st.booleans(), st.booleans())
@settings(max_examples=200)
def test_every_view_is_right_at_every_step(
    matrices: tuple[Array, Array], view: str, wave: bool, biased: bool
) -> None:
    A, B = matrices
    (m, k), n = A.shape, B.shape[1]
    start = np.tile(np.arange(m)[:, None] - 2, n) if biased else np.zeros((m, n), int)
    timeline = trace(A, B, view, wave=wave, bias=np.arange(m) - 2 if biased else None)
    assert len(timeline) == _steps(view, wave, m, k, n)
    np.testing.assert_array_equal(timeline.start, start)
    sums = start.copy()
    seen: list[product.Multiplication] = []
    counts = np.zeros((m, n), int)
    for number, step in enumerate(timeline):
        assert step.number == number
        assert step.multiplications
        for (i, at, j), value in zip(step.multiplications, step.products, strict=True):
            assert value == A[i, at] * B[at, j]
            sums[i, j] += value
            counts[i, j] += 1
        np.testing.assert_array_equal(step.partial, sums)
        np.testing.assert_array_equal(step.counts, counts)
        seen += step.multiplications
    assert sorted(seen) == list(pairs_of(range(m), range(k), range(n)))
    assert timeline.multiplications == len(seen) == m * k * n
    np.testing.assert_array_equal(timeline[-1].partial, A @ B + start)
    np.testing.assert_array_equal(timeline.result, A @ B + start)
    assert timeline.result.dtype == (A @ B).dtype


@given(operands(), st.booleans())
@settings(max_examples=100)
def test_the_flow_has_no_number_in_two_places_and_no_two_in_one(
    matrices: tuple[Array, Array], wave: bool
) -> None:
    A, B = matrices
    (m, k), n = A.shape, B.shape[1]
    timeline = trace(A, B, "flow", wave=wave)
    before = flow_positions(timeline, -1)
    assert before.rows.max() == -1
    assert before.columns.max() == -1
    for t in range(len(timeline) + 1):
        now = flow_positions(timeline, t)
        assert now.rows.shape == B.shape
        assert len({(at, int(now.rows[at, j])) for at in range(k) for j in range(n)}) == k * n
        assert len({(i, int(now.columns[i, j])) for i in range(m) for j in range(n)}) == m * n
        np.testing.assert_array_equal(now.rows, before.rows + 1)  # one row down and one column on, always
        np.testing.assert_array_equal(now.columns, before.columns + 1)
        before = now
        if t < len(timeline):
            _same_as_the_step(now, timeline[t], timeline.sizes)
    assert before.columns.min() >= k
    np.testing.assert_array_equal(before.sums, timeline.result)


def _same_as_the_step(now: product.Positions, step: product.Step, sizes: product.Sizes) -> None:
    """What meets in a cell of A is what is multiplied: B[k, j] at (i, k) and the sum of (i, j) at (i, k)."""
    m, k, n = sizes
    fallen = {(int(now.rows[at, j]), at, j) for at in range(k) for j in range(n)}
    moved = {(i, int(now.columns[i, j]), j) for i in range(m) for j in range(n)}
    inside = set(pairs_of(range(m), range(k), range(n)))
    assert fallen & inside == moved & inside == set(step.multiplications)
    np.testing.assert_array_equal(now.sums, step.partial)


@every("view", VIEWS)
def test_products_of_the_course(view: str) -> None:
    assert trace(A32, B23, view).result.tolist() == [[9, 12, 15], [19, 26, 33], [29, 40, 51]]
    assert trace(A32, B24, view).result.tolist() == [[11, 14, 17, 20], [23, 30, 37, 44], [35, 46, 57, 68]]
    assert trace([1, 2], [[1, 3, 5], [2, 4, 6]], view).result.tolist() == [5, 11, 17]


def test_27_multiplications_or_7_ticks() -> None:
    square = np.arange(9).reshape(3, 3)
    timeline = trace(square, square, "flow")
    assert (timeline.multiplications, len(timeline)) == (27, 7)
    assert [len(step.multiplications) for step in timeline] == [1, 3, 6, 7, 6, 3, 1]
    assert len(trace(square, square, "flow", wave=False)) == 15
    assert len(trace(A32, B23, "flow")) == 6


@pytest.mark.parametrize(
    ("view", "first", "second"),
    [
        ("cell", [(0, 0, 0)], [(0, 1, 0)]),
        ("columns", [(0, 0, 0), (1, 0, 0), (2, 0, 0)], [(0, 1, 0), (1, 1, 0), (2, 1, 0)]),
        ("rows", [(0, 0, 0), (0, 0, 1), (0, 0, 2)], [(0, 1, 0), (0, 1, 1), (0, 1, 2)]),
        ("flow", [(0, 0, 0)], [(0, 0, 1), (0, 1, 0), (1, 0, 0)]),
    ],
)
def test_what_the_first_steps_do(
    view: str, first: list[product.Multiplication], second: list[product.Multiplication]
) -> None:
    one, two = trace(A32, B23, view)[:2]
    assert (list(one.multiplications), list(two.multiplications)) == (first, second)


def test_the_outer_view_adds_matrices_of_rank_one() -> None:
    A, B = np.array(A32), np.array(B23)
    one, two = trace(A, B, "outer")
    np.testing.assert_array_equal(one.partial, np.outer(A[:, 0], B[0]))
    np.testing.assert_array_equal(two.partial - one.partial, np.outer(A[:, 1], B[1]))


def test_a_timeline_is_a_sequence_that_cannot_be_written_to() -> None:
    A = np.array(A32)
    timeline = trace(A, B23)
    assert timeline[-1].number == timeline[17].number == 17
    assert [step.number for step in timeline[4:10:2]] == [4, 6, 8]
    with pytest.raises(IndexError, match=r"^step must be 0\.\.17, got 18$"):
        timeline[18]
    A[:] = 0
    assert timeline.result[0, 0] == 9
    for array in (
        timeline.A,
        timeline.B,
        timeline.result,
        timeline.output,
        timeline.start,
        timeline[3].partial,
    ):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


@pytest.mark.parametrize(
    ("A", "B"), [([1, 2], [[1, 3, 5], [2, 4, 6]]), (A32, [7, 8]), ([1, 2, 3], [4, 5, 6]), ([[2]], [[3]])]
)
def test_vectors_are_as_in_numpy(A: Any, B: Any) -> None:
    expected = np.asarray(np.matmul(A, B))
    for view in VIEWS:
        timeline = trace(A, B, view)
        assert timeline.result_shape == timeline.result.shape == timeline.output.shape == expected.shape
        np.testing.assert_array_equal(timeline.result, expected)
        assert timeline.shapes == (np.shape(A), np.shape(B))
        assert timeline.A.ndim == timeline.B.ndim == timeline[0].partial.ndim == 2


@every(
    "dtype_a, dtype_b",
    [("int8", "int8"), ("uint8", "int64"), ("float32", "float32"), ("int64", "float32"), ("float16", "int8")],
)
def test_every_dtype_is_numpys(dtype_a: str, dtype_b: str) -> None:
    rng = np.random.default_rng(0)
    A, B = rng.integers(0, 100, (3, 4)).astype(dtype_a), rng.integers(0, 100, (4, 2)).astype(dtype_b)
    found = trace(A, B, "flow").result
    assert found.dtype == (A @ B).dtype
    np.testing.assert_allclose(found, A @ B, rtol=1e-2)  # int8 wraps around in both


def test_decimals_are_the_same_in_every_view() -> None:
    A, B = np.random.default_rng(1).normal(size=(2, 5, 5))
    results = [trace(A, B, view).result for view in VIEWS]
    for result in results:
        np.testing.assert_array_equal(result, results[0])
        np.testing.assert_allclose(result, A @ B, rtol=1e-12)
    huge = trace([[1e308, 1e308]], [[10], [-10]])
    assert np.isnan(huge.result[0, 0])  # inf - inf, and no warning
    assert trace([[True, True]], [[True], [True]]).result.tolist() == [[2]]


@every("activation", ACTIVATIONS)
def test_a_layer_in_both_conventions(activation: str) -> None:
    rng = np.random.default_rng(2)
    X, W, b = rng.normal(size=(4, 3)), rng.normal(size=(3, 5)), rng.normal(size=5)
    expected = ACTIVATIONS[activation](X @ W + b)
    rows = trace(X, W, "flow", bias=b, activation=activation, neurons="columns")
    np.testing.assert_allclose(rows.output, expected, rtol=1e-12)
    np.testing.assert_array_equal(rows.start, np.tile(b, (4, 1)))
    columns = trace(W.T, X.T, "flow", bias=b, activation=activation)
    np.testing.assert_allclose(columns.output, expected.T, rtol=1e-12)
    np.testing.assert_array_equal(columns[0].partial[1:], columns.start[1:])
    one = trace(W.T, X[0], "flow", bias=b, activation=activation)
    np.testing.assert_allclose(one.output, expected[0], rtol=1e-12)


def test_six_neurons_with_a_bias_and_a_threshold() -> None:
    W, x = np.tile(np.arange(1, 7)[:, None], 6), [1, 2, 3, 4, 5, 6]
    timeline = trace(W, x, "flow", bias=[5] * 6)
    assert timeline.result.tolist() == timeline.output.tolist() == [26, 47, 68, 89, 110, 131]
    fired = trace(W, x, "flow", bias=[-45] * 6, activation="step")
    assert fired.output.tolist() == [0, 0, 1, 1, 1, 1]
    relu = trace(A32, B23, "flow", bias=[1, -100, 0], activation="relu")
    assert relu.output.tolist() == [[10, 13, 16], [0, 0, 0], [29, 40, 51]]
    assert relu.result[1].tolist() == [-81, -74, -67]


@every(
    "shape_a, shape_b, details",
    [
        ((2, 3), (2, 3), ["A @ B.T", "A.T @ B", "A[:, 1:] @ B", "A[:, :-1] @ B"]),
        ((2, 3), (4, 2), ["A.T @ B.T", "B @ A", "A @ B[1:]", "A @ B[:-1]"]),
        ((3,), (2, 3), ["A @ B.T", "B @ A", "A[1:] @ B", "A[:-1] @ B"]),
        ((3, 2), (3,), ["A.T @ B", "B @ A", "A @ B[1:]", "A @ B[:-1]"]),
        ((4, 3), (4,), ["A.T @ B", "B @ A", "A @ B[1:]", "A @ B[:-1]"]),
        ((3,), (2,), ["A[1:] @ B", "A[:-1] @ B", "A[:, None] @ B[None]"]),
        ((5,), (2,), ["A[:, None] @ B[None]"]),
        ((2, 3), (4, 5), ["A @ B[1:]", "A @ B[:-1]"]),
        ((2, 3), (5, 4), []),
        ((3, 3), (2, 2), ["A[:, 1:] @ B", "A[:, :-1] @ B"]),
    ],
)
def test_what_helps_where_shapes_do_not_meet(
    shape_a: tuple[int, ...], shape_b: tuple[int, ...], details: list[str]
) -> None:
    A, B = np.ones(shape_a), np.ones(shape_b)
    with pytest.raises(product.ShapeMismatchError) as caught:
        trace(A, B)
    found = caught.value
    assert (found.shape_a, found.shape_b, found.inner) == (shape_a, shape_b, (shape_a[-1], shape_b[0]))
    assert [repair.detail for repair in found.repairs] == details
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the text is compared whole
        np.dot(A, B)
    assert found.dot_message == str(refused.value)
    for repair in found.repairs:
        left, right = repair.apply(A, B)
        assert (left.shape, right.shape) == repair.shapes
        assert (
            trace(left, right).result_shape
            == repair.result
            == np.shape(eval(repair.detail, {"A": A, "B": B}))
        )


def test_the_text_of_a_mismatch() -> None:
    with pytest.raises(product.ShapeMismatchError) as caught:
        trace(B23, B23)
    assert str(caught.value) == (
        "the last size of A must be the first of B, got (2, 3) @ (2, 3) with 3 and 2; try A @ B.T or "
        "A.T @ B or A[:, 1:] @ B or A[:, :-1] @ B"
    )
    assert caught.value.numpy_message == (
        "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
        "(n?,k),(k,m?)->(n?,m?) (size 2 is different from 3)"
    )
    with pytest.raises(product.ShapeMismatchError) as caught:
        trace([1, 2, 3], [1, 2])
    assert str(caught.value) == (
        "the last size of A must be the first of B, got (3,) @ (2,) with 3 and 2; try A[1:] @ B or "
        "A[:-1] @ B or A[:, None] @ B[None]"
    )
    with pytest.raises(product.ShapeMismatchError, match=r"with 3 and 5; try another size$"):
        trace(np.ones((2, 3)), np.ones((5, 4)))


def test_np_dots_own_words_are_those_that_learners_search_for() -> None:
    weights = [[0.3, 0.4, 0.5], [-0.1, 0.9, -0.23], [0.05, -0.3, 0.7], [0.5, -0.123, -0.008]]
    with pytest.raises(product.ShapeMismatchError) as caught:
        trace(weights, [0.2, 0.1, 0.1, -0.9])
    assert caught.value.dot_message == "shapes (4,3) and (4,) not aligned: 3 (dim 1) != 4 (dim 0)"
    turned = caught.value.repairs[0]
    left, right = turned.apply(np.array(weights), np.array([0.2, 0.1, 0.1, -0.9]))
    np.testing.assert_allclose(trace(left, right).result + 2, [1.605, 2.2507, 2.1542], atol=1e-12)


@every(
    "shape_a, shape_b, crosses",
    [
        ((1, 3), (1, 3), ["A.T @ B"]),
        ((3, 1), (3, 1), ["A @ B.T"]),
        ((3,), (2,), ["A[:, None] @ B[None]"]),
        ((2, 3), (2, 3), []),
        ((3,), (1, 3), []),
    ],
)
def test_an_outer_product_is_known_for_one(
    shape_a: tuple[int, ...], shape_b: tuple[int, ...], crosses: list[str]
) -> None:
    with pytest.raises(product.ShapeMismatchError) as caught:
        trace(np.ones(shape_a), np.ones(shape_b))
    assert [repair.detail for repair in caught.value.repairs if repair.crosses] == crosses


@every(
    "arguments, text",
    [
        ({"view": "tiles"}, "view must be one of cell, columns, rows, outer, flow, got 'tiles'"),
        ({"neurons": "both"}, "neurons must be one of rows, columns, got 'both'"),
        (
            {"activation": "cube"},
            f"activation must be one of {', '.join(ACTIVATIONS)}, got 'cube'",
        ),
        ({"A": 3}, "A must have 1 or 2 dimensions, got shape (); take one matrix of it"),
        ({"B": [[[1]]]}, "B must have 1 or 2 dimensions, got shape (1, 1, 1); take one matrix of it"),
        ({"A": []}, "A must not be empty, got shape (0,); give at least one number"),
        ({"B": [[1.0], [np.nan]]}, "B must be finite, got nan at (1, 0); give a number"),
        ({"bias": [1, 2]}, "bias must have the shape (3,), one for each neuron, got (2,)"),
        (
            {"A": np.ones((200, 2)), "B": np.ones((2, 9000))},
            "a product must have at most 1,000,000 multiplications to be shown, got 3,600,000; "
            "take smaller matrices",
        ),
    ],
)
def test_what_is_refused(arguments: dict[str, Any], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        trace(**{"A": A32, "B": B23, **arguments})
    assert str(caught.value) == text


def test_positions_need_a_flow_and_a_tick() -> None:
    with pytest.raises(ValueError, match=r'^positions need the view "flow", got \'cell\'; trace it again$'):
        flow_positions(trace(A32, B23), 0)
    with pytest.raises(ValueError, match=r"^t must be -1\.\.6 \(the number of ticks\), got 7$"):
        flow_positions(trace(A32, B23, "flow"), 7)
