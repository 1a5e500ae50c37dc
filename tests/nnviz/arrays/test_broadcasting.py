"""Shapes that meet and shapes that do not, always against NumPy, and the traps with their numbers."""

import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.arrays.array_parsing import RaggedError, from_nested
from nnviz.arrays.broadcasting import TRAPS, broadcast, describe, silent
from nnviz.arrays.elementwise import elementwise
from nnviz.arrays.repairs import repairs
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from nnviz.arrays.shapes import OPERATIONS, Name, meet_by
from tests.every import every

Shape = tuple[int, ...]
shapes = st.lists(st.sampled_from([0, 1, 1, 2, 3, 3]), max_size=4).map(tuple)


def _reference(shape_a: Shape, shape_b: Shape, operation: str) -> Shape | None:
    """The shape that NumPy gives, None if it refuses."""
    try:
        result: Shape = np.shape(OPERATIONS[operation].function(np.ones(shape_a), np.ones(shape_b)))
    except ValueError:
        return None
    return result


def test_what_an_array_is_made_of() -> None:
    array = np.arange(24, dtype=np.int32).reshape(2, 3, 4)
    found = describe(array)
    assert (found.shape, found.ndim, found.size) == ((2, 3, 4), 3, 24)
    assert (found.dtype, found.itemsize, found.nbytes) == ("int32", 4, 96)
    assert found.strides == (48, 16, 4)
    assert (found.order, found.c_contiguous, found.f_contiguous) == ("C", True, False)
    assert describe(array.T).order == "F"
    assert describe(array[:, ::2]).order == "neither"
    assert describe(np.ones(3)).order == "both"
    assert describe(np.broadcast_to(np.ones(3), (2, 3))).strides == (0, 8)


@given(shapes, shapes)
@settings(max_examples=300)
def test_a_plan_or_a_mismatch_exactly_as_numpy_decides(shape_a: Shape, shape_b: Shape) -> None:
    try:
        expected = np.broadcast_shapes(shape_a, shape_b)
    except ValueError:
        with pytest.raises(ShapeMismatchError) as caught:
            broadcast(shape_a, shape_b)
        pairs = list(zip(reversed(shape_a), reversed(shape_b), strict=False))
        wrong = [-n for n, (a, b) in enumerate(pairs, 1) if a != b and a != 1 and b != 1]
        assert caught.value.axes == tuple(wrong)
        assert (caught.value.shape_a, caught.value.shape_b) == (shape_a, shape_b)
        assert caught.value.numpy_message.startswith("operands could not be broadcast together with shapes")
    else:
        assert broadcast(shape_a, shape_b).shape == expected


@given(shapes, shapes)
@settings(max_examples=200)
def test_a_plan_finds_the_cells_that_numpy_repeats(shape_a: Shape, shape_b: Shape) -> None:
    if _reference(shape_a, shape_b, "add") is None:
        return
    plan = broadcast(shape_a, shape_b)
    names: tuple[Name, ...] = ("a", "b")
    for name, operand in zip(names, (plan.a, plan.b), strict=True):
        numbers = np.arange(np.prod(operand.shape, dtype=int)).reshape(operand.shape)
        stretched = np.broadcast_to(numbers, plan.shape)
        for cell in np.ndindex(plan.shape):
            assert numbers.item(plan.index(name, cell)) == stretched.item(cell)
        assert operand.padded == (1,) * len(operand.added) + operand.shape
        assert all(stretched.strides[axis] == 0 for axis in operand.stretched if stretched.size)


def test_the_plan_of_the_silent_trap() -> None:
    plan = broadcast((3, 1), (3,))
    assert plan.shape == (3, 3)
    assert (plan.a.added, plan.a.stretched) == ((), (-1,))
    assert (plan.b.added, plan.b.stretched, plan.b.padded) == ((-2,), (-2,), (1, 3))
    assert (plan.index("a", (2, 1)), plan.index("b", (2, 1))) == ((2, 0), (1,))


@pytest.mark.parametrize(
    ("shape_a", "shape_b", "axes", "numpy_message", "text"),
    [
        (
            (2, 3),
            (2, 2),
            (-1,),
            "operands could not be broadcast together with shapes (2,3) (2,2)",
            "sizes must be equal or 1, axis by axis from the right, got (2, 3) and (2, 2) (axis -1); "
            "try a[:, 1:] * b or a[:, :-1] * b",
        ),
        (
            (2, 3),
            (2,),
            (-1,),
            "operands could not be broadcast together with shapes (2,3) (2,)",
            "sizes must be equal or 1, axis by axis from the right, got (2, 3) and (2,) (axis -1); "
            "try a * b[:, None] or a.T * b or a[:, 1:] * b or a[:, :-1] * b",
        ),
        (
            (2, 3),
            (3, 3),
            (-2,),
            "operands could not be broadcast together with shapes (2,3) (3,3)",
            "sizes must be equal or 1, axis by axis from the right, got (2, 3) and (3, 3) (axis -2); "
            "try a * b[1:] or a * b[:-1]",
        ),
        (
            (2, 3),
            (3, 2),
            (-1, -2),
            "operands could not be broadcast together with shapes (2,3) (3,2)",
            "sizes must be equal or 1, axis by axis from the right, got (2, 3) and (3, 2) (axes -1, -2); "
            "try a * b.T or a.T * b",
        ),
    ],
)
def test_products_of_the_course_that_fail(
    shape_a: Shape, shape_b: Shape, axes: Shape, numpy_message: str, text: str
) -> None:
    with pytest.raises(ShapeMismatchError) as caught:
        elementwise(np.ones(shape_a), np.ones(shape_b), "multiply")
    assert (caught.value.axes, caught.value.numpy_message) == (axes, numpy_message)
    assert str(caught.value) == text


def test_matmul_and_storing_have_rules_of_their_own() -> None:
    with pytest.raises(ShapeMismatchError) as caught:
        elementwise(np.ones((2, 2, 3)), np.ones((3, 4, 5)), "matmul")
    assert caught.value.axes == (-1, -3)
    assert str(caught.value) == (
        "the last size of a must be the last but one of b (the only one of a vector), and sizes before these "
        "must be equal or 1, got (2, 2, 3) and (3, 4, 5) (axes -1, -3); try another size"
    )
    with pytest.raises(ShapeMismatchError) as caught:
        elementwise([1, 2, 3], [[1], [2], [3]], "subtract_into")
    assert caught.value.axes == (-2,)
    assert str(caught.value) == (
        "the result must have the shape of a, got (3,) and (3, 1) (axis -2); try a[...] = a - b.reshape(3,)"
    )
    with pytest.raises(ShapeMismatchError) as caught:
        elementwise(2, [1, 2], "matmul")
    assert "does not have enough dimensions" in caught.value.numpy_message


@given(shapes, shapes, st.sampled_from(sorted(OPERATIONS)))
@settings(max_examples=400)
def test_every_repair_works_and_nothing_is_mended_in_vain(
    shape_a: Shape, shape_b: Shape, operation: str
) -> None:
    found = repairs(shape_a, shape_b, operation)
    if _reference(shape_a, shape_b, operation) is not None:
        assert found == ()
        return
    assert len({repair.detail for repair in found}) == len(found) <= 4
    A, B = np.ones(shape_a), np.ones(shape_b)
    for repair in found:
        new_a, new_b = repair.apply(A, B)
        assert (new_a.shape, new_b.shape) == repair.shapes
        assert np.shape(OPERATIONS[operation].function(new_a, new_b)) == repair.result
        names = {"a": A.copy(), "b": B}
        if operation != "subtract_into":
            assert np.shape(eval(repair.detail, names)) == repair.result
        else:
            exec(repair.detail, names)


def test_the_repairs_of_a_vector_beside_a_matrix() -> None:
    first, second, *_ = repairs((2, 3), (2,), "add")
    assert (first.operand, first.kind, first.detail) == ("b", "add_axis", "a + b[:, None]")
    assert (first.shapes, first.result) == (((2, 3), (2, 1)), (2, 3))
    assert (second.operand, second.kind, second.result) == ("a", "transpose", (3, 2))
    assert [one.detail for one in repairs((2, 3), (6,), "add")] == [
        "a + b.reshape(2, 3)",
        "a.reshape(6,) + b",
    ]
    assert [one.result for one in repairs((2, 3), (2, 3), "matmul")] == [(2, 2), (3, 3), (2, 3), (2, 3)]
    assert [one.detail for one in repairs((3,), (2,), "multiply")] == [
        "a * b[:, None]",
        "a[:, None] * b",
        "a[1:] * b",
        "a[:-1] * b",
    ]
    assert [one.crosses for one in repairs((3,), (2,), "multiply")] == [True, True, False, False]
    assert [one.detail for one in repairs((25,), (400,), "matmul")] == ["a[:, None] @ b[None]"]
    assert [one.detail for one in repairs((3,), (2,), "subtract_into")] == []
    assert [one.detail for one in repairs((2,), (3,), "subtract_into")] == [
        "a[...] = a - b[1:]",
        "a[...] = a - b[:-1]",
    ]


def test_dropping_a_bias_leaves_out_one_number_along_the_axis() -> None:
    Theta2, delta3, a2 = np.ones((1, 3)), np.ones(1), np.array([0.2, 0.7])
    back = Theta2.T @ delta3
    with pytest.raises(ShapeMismatchError) as caught:
        elementwise(back, a2, "multiply")
    assert caught.value.numpy_message == "operands could not be broadcast together with shapes (3,) (2,)"
    drop = next(one for one in caught.value.repairs if one.kind == "drop")
    left, right = drop.apply(back, a2)
    np.testing.assert_array_equal(left * right, (Theta2[:, 1:].T @ delta3) * a2)
    delta = np.arange(12).reshape(4, 3)
    first, last = (one for one in repairs((4, 3), (4, 2), "multiply") if one.kind == "drop")
    assert first.apply(delta, delta)[0].tolist() == delta[:, 1:].tolist()
    assert last.apply(delta, delta)[0].tolist() == delta[:, :-1].tolist()
    above = next(one for one in repairs((3, 3), (4, 3), "add") if one.kind == "drop")
    assert (above.operand, above.axis, above.detail) == ("b", -2, "a + b[1:]")


@given(shapes, shapes)
@settings(max_examples=300)
def test_np_dots_message_is_its_own(shape_a: Shape, shape_b: Shape) -> None:
    if meet_by(shape_a, shape_b, "matmul")[1] == ():
        return
    found = ShapeMismatchError(shape_a, shape_b, meet_by(shape_a, shape_b, "matmul")[1], "matmul")
    if not shape_a or not shape_b or shape_a[-1] == shape_b[-2:][0]:  # then np.dot has nothing to refuse
        np.dot(np.ones(shape_a), np.ones(shape_b))
        assert found.dot_message == ""
        return
    with pytest.raises(ValueError, match="not aligned") as refused:
        np.dot(np.ones(shape_a), np.ones(shape_b))
    assert found.dot_message == str(refused.value)
    with pytest.raises(ValueError, match=r"^operation must be one of add, .*, got 'power'$"):
        repairs((2,), (3,), "power")


@every(
    "A, B, operation, result",
    [
        ([[1, 2, 3], [1, 2, 3]], [[1, 2, 3], [1, 2, 3]], "add", [[2, 4, 6], [2, 4, 6]]),
        ([[1, 2, 3], [1, 2, 3]], [[1, 2, 3], [1, 2, 3]], "subtract", [[0, 0, 0], [0, 0, 0]]),
        ([[1, 2, 3], [1, 2, 3]], [[1, 2, 3], [1, 2, 3]], "multiply", [[1, 4, 9], [1, 4, 9]]),
        ([[1, 2, 3], [1, 2, 3]], [[1, 2, 3], [1, 2, 3]], "divide", [[1, 1, 1], [1, 1, 1]]),
        ([[[1, 2], [1, 2]], [[1, 2], [1, 2]]], 2, "multiply", [[[2, 4], [2, 4]], [[2, 4], [2, 4]]]),
        ([[1, 2], [3, 4]], [10, 20], "multiply", [[10, 40], [30, 80]]),
        ([[1, 2], [3, 4]], [[10], [20]], "multiply", [[10, 20], [60, 80]]),
        ([1, 2], [[1, 3, 5], [2, 4, 6]], "matmul", [5, 11, 17]),
    ],
)
def test_operations_of_the_course(A: object, B: object, operation: str, result: object) -> None:
    timeline = elementwise(A, B, operation)
    assert timeline.result.tolist() == result
    assert [step.result for step in timeline] == timeline.result.ravel().tolist()
    assert timeline[-1] == timeline[len(timeline) - 1]
    assert timeline[1:3] == timeline.steps[1:3]


def test_a_mean_square_that_should_be_zero() -> None:
    timeline = elementwise(*TRAPS["column_minus_row"])
    assert timeline.result.shape == (3, 3)
    assert round(float(np.mean(timeline.result**2)), 4) == 1.3333
    step = timeline[1]
    assert (step.cell, step.a_cells, step.b_cells) == ((0, 1), ((0, 0),), ((1,),))
    assert (step.a_values, step.b_values, step.result) == ((1,), (2,), -1)


def test_the_other_traps() -> None:
    cut = elementwise(*TRAPS["integer_step"])
    assert cut.result.tolist() == [4, 2, -2]  # 4.5, 2.5 and -2.5 without their halves
    assert cut.result.dtype == cut.A.dtype == np.int64
    assert from_nested(TRAPS["transposed_vector"].a).T.shape == (3,)
    with pytest.raises(RaggedError) as caught:
        from_nested(TRAPS["ragged"].a)
    assert (caught.value.path, caught.value.lengths) == ((1,), (2, 3))
    assert "inhomogeneous shape" in caught.value.numpy_message
    assert str(caught.value) == (
        "lists side by side must have the same length: expected a list of 2 at [1], got a list of 3; "
        "fill it up or shorten it"
    )
    assert elementwise(*TRAPS["square_plus_vector"]).result.tolist() == [
        [101, 202, 303],
        [104, 205, 306],
        [107, 208, 309],
    ]
    assert set(TRAPS) == {
        "column_minus_row",
        "square_plus_vector",
        "integer_step",
        "transposed_vector",
        "ragged",
    }


@every(
    "shape_a, shape_b, found",
    [
        ((3, 1), (3,), ("crossed", "b", (3, 3), (3, 1))),
        ((3,), (3, 1), ("crossed", "a", (3, 3), (3, 1))),
        ((3, 3), (3,), ("square", "b", (3, 3), (3, 3))),
        ((3,), (3, 3), ("square", "a", (3, 3), (3, 3))),
        ((1, 1), (1,), None),
        ((3, 1), (2,), None),
        ((2, 3), (3,), None),
        ((3, 1), (3, 1), None),
        ((3, 1), (1, 3), None),
        ((3, 3, 3), (3,), None),
        ((2, 3), (2,), None),
        ((), (3,), None),
    ],
)
@every("operation", ["add", "subtract", "multiply", "divide"])
def test_shapes_that_fit_in_a_way_that_is_easily_overlooked(
    shape_a: Shape, shape_b: Shape, found: tuple[Any, ...] | None, operation: str
) -> None:
    trap = silent(shape_a, shape_b, operation)
    assert trap == found
    if trap:
        A, B = np.ones(shape_a), np.ones(shape_b)
        assert elementwise(A, B, operation).result.shape == trap.result
        A, B = (A[:, None], B) if trap.vector == "a" else (A, B[:, None])
        assert elementwise(A, B, operation).result.shape == trap.meant
    assert silent(shape_a, shape_b, "matmul") is None


def test_what_is_written_back_is_a_trap_for_a_square_alone() -> None:
    assert silent((3, 3), (3,), "subtract_into") == ("square", "b", (3, 3), (3, 3))
    for shape_a, shape_b in (((3,), (3, 3)), ((3, 1), (3,)), ((3,), (3, 1))):
        assert silent(shape_a, shape_b, "subtract_into") is None, "NumPy refuses it"


@given(shapes, shapes, st.sampled_from(sorted(OPERATIONS)), st.integers(0, 2**32 - 1), st.booleans())
@settings(max_examples=300)
def test_every_operation_ends_with_numpys_own_numbers(
    shape_a: Shape, shape_b: Shape, operation: str, seed: int, whole: bool
) -> None:
    if _reference(shape_a, shape_b, operation) is None:
        return
    rng = np.random.default_rng(seed)
    shift = 0 if whole else 0.5
    A, B = (np.asarray(rng.integers(-2, 3, shape) + shift) for shape in (shape_a, shape_b))
    timeline = elementwise(A, B, operation)
    with np.errstate(all="ignore"):
        expected = np.asarray(OPERATIONS[operation].function(A, B))
    np.testing.assert_array_equal(timeline.result, expected)
    assert timeline.result.dtype == expected.dtype
    assert [step.cell for step in timeline] == list(np.ndindex(expected.shape))
    for step in timeline:
        assert step.a_values == tuple(A[at] for at in step.a_cells)
        assert step.b_values == tuple(B[at] for at in step.b_cells)
        pairs = zip(step.a_values, step.b_values, strict=True)
        if operation == "matmul":
            assert step.result == sum(a * b for a, b in pairs)
        elif operation == "multiply":
            assert [step.result] == [a * b for a, b in pairs]


def test_division_by_zero_is_shown_and_does_not_warn() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = elementwise([1, -1, 0], [0, 0, 0], "divide").result
    np.testing.assert_array_equal(result, [np.inf, -np.inf, np.nan])


@every(
    "value, path, lengths",
    [
        ([[1, 2], [3]], (1,), (2, 1)),
        ([1, [2]], (1,), (None, 1)),
        ([[1], 2], (1,), (1, None)),
        ([[[1], [2, 3]], [[1]]], (0, 1), (1, 2)),
        ([[[1], [2]], [[1]]], (1,), (2, 1)),
        ([[], [1]], (1,), (0, 1)),
        ([[1, 2], []], (1,), (2, 0)),
    ],
)
def test_the_first_place_of_a_ragged_list(
    value: object, path: Shape, lengths: tuple[int | None, int | None]
) -> None:
    with pytest.raises(RaggedError) as caught:
        from_nested(value)
    assert (caught.value.path, caught.value.lengths) == (path, lengths)
    assert caught.value.numpy_message


def test_lists_become_what_numpy_makes_of_them() -> None:
    values: list[Any] = [
        3,
        [],
        [[]],
        [1, 2],
        [1, 2.5],
        [[True, False]],
        [[[1.5]], [[2]]],
        (1, 2),
        [np.int8(3)],
    ]
    for value in values:
        found, expected = from_nested(value), np.array(value)
        np.testing.assert_array_equal(found, expected)
        assert (found.dtype, found.shape) == (expected.dtype, expected.shape)
    assert from_nested([1.7, -1.7], "int64").tolist() == [1, -1]
    assert from_nested([10**30]).tolist() == [1e30]
    assert from_nested([1e300], "float32").tolist() == [np.inf]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (([[1, "x"]],), "every element must be a number, got 'x' at [0][1]"),
        ((None,), "every element must be a number, got None at the top"),
        (
            ([10**400],),
            "numbers must fit into float64, got one too large: int too large to convert to float",
        ),
    ],
)
def test_what_is_no_array_of_numbers(arguments: tuple[object], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        from_nested(*arguments)
    assert str(caught.value) == text


def test_what_else_is_refused() -> None:
    deep: object = 1
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(ValueError, match=r"^lists must be nested at most 32 deep; take some brackets away$"):
        from_nested(deep)
    with pytest.raises(ValueError, match=r"^numbers must fit into int8, got one too large: "):
        from_nested([300], "int8")
    with pytest.raises(
        ValueError, match=r"^a must hold real numbers, got dtype complex128; convert it first$"
    ):
        elementwise(np.array([1j]), [1], "add")
    with pytest.raises(
        ValueError, match=r"^a result must have at most 100,000 cells, got shape \(400, 400\)"
    ):
        elementwise(np.ones((400, 1)), np.ones(400), "add")
    with pytest.raises(ValueError, match=r"^NumPy does not subtract bool and bool: "):
        elementwise([True], [False], "subtract")
    with pytest.raises(ValueError, match=r"^shape_b\[0\] must be a whole number of at least 0, got -1$"):
        broadcast((1,), (-1,))
