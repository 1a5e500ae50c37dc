"""How the shapes of two arrays are matched, size by size: two shapes above each other, the result below."""

from collections.abc import Mapping, Sequence

from nnviz.arrays.elementwise import Elementwise
from pages.shared.protocol.elements import MatrixTone
from pages.shared.scenes.array_grid import Index
from pages.shared.scenes.array_shapes import Row, Size

TONES: Mapping[str, MatrixTone] = {"X": "a", "Y": "b", "Z": "c"}


def meeting_rows(timeline: Elementwise) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The shapes of both operands and the result above each other, and the sign between every two sizes."""
    if timeline.plan is None:
        return product_rows(timeline.A.shape, timeline.B.shape, timeline.result.shape)
    result = Row("Z", "c", tuple(Size(str(size)) for size in timeline.result.shape))
    rows, meetings = aligned_rows(timeline.A.shape, timeline.B.shape)
    return (*rows, result), meetings


def aligned_rows(
    shape_a: Index, shape_b: Index, clashes: Sequence[int] = ()
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Two shapes aligned at the right; `clashes` counts from the right, -1 is the last axis."""
    count = max(len(shape_a), len(shape_b))
    rows = []
    for name, shape, other in (("X", shape_a, shape_b), ("Y", shape_b, shape_a)):
        sizes = tuple(_size(shape, other, axis, axis in clashes) for axis in range(-count, 0))
        rows.append(Row(name, TONES[name], sizes))
    meetings = tuple(_meeting(shape_a, shape_b, axis, clashes) for axis in range(-count, 0))
    return tuple(rows), meetings


def _meeting(shape_a: Index, shape_b: Index, axis: int, clashes: Sequence[int]) -> str:
    """The sign between two sizes."""
    if axis in clashes:
        return "≠"
    return "=" if _at(shape_a, axis) == _at(shape_b, axis) else ""


def _at(shape: Index, axis: int) -> int:
    return shape[axis] if -axis <= len(shape) else 1


def _size(shape: Index, other: Index, axis: int, clash: bool) -> Size:
    size, target = _at(shape, axis), _at(other, axis)
    stretched = size == 1 and target != 1
    words, before = (f"{size}→{target}", str(size)) if stretched else (str(size), "")
    return Size(words, before, ghost=-axis > len(shape), lonely=clash, live=stretched)


def product_rows(
    shape_a: Index, shape_b: Index, result: Index | None, clashes: Sequence[int] = ()
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The shapes of a product: the last size of X stands above the last but one of Y, or the only one.

    `clashes` are axes as in `ShapeMismatchError`: -1 for the inner sizes, others from the right."""
    below = len(shape_b[-1:]) if len(shape_b) > 1 else 0
    count = max(len(shape_a), len(shape_b) - below)
    inner = len(shape_b) - below - 1
    clash = -1 in clashes
    torn = [axis for axis in clashes if axis != -1]  # of stacks
    one, other = (_sizes_of(shape, torn) for shape in (shape_a, shape_b))
    first: list[Size | None] = [*[None] * (count - len(shape_a)), *one]
    second: list[Size | None] = [*[None] * (count - len(shape_b) + below), *other]
    if shape_a and shape_b:
        first[-1] = Size(str(shape_a[-1]), lonely=clash, live=not clash)
        second[count - len(shape_b) + below + inner] = Size(str(shape_b[inner]), lonely=clash, live=not clash)
    rows = [Row("X", "a", tuple(first)), Row("Y", "b", tuple(second))]
    if result is not None:
        rows.append(Row("Z", "c", tuple(Size(str(size)) for size in result)))
    return tuple(rows), ("",) * (count - 1) + ("≠" if clash else "=",)


def _sizes_of(shape: Index, torn: Sequence[int]) -> list[Size]:
    """The sizes of an operand of a product, red where a stack does not fit."""
    return [Size(str(size), lonely=axis in torn) for axis, size in enumerate(shape, -len(shape))]
