"""The pictures of the page Arrays: which arrays are drawn, what every step lights, and its words.
A picture is made from a timeline of the core; only cells that are drawn have a step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import isfinite
from typing import cast

import numpy as np

from nnviz.arrays.array_operations import ARRAY_OPERATIONS, OperationResult, address, written
from nnviz.arrays.elementwise import CellStep, Elementwise, elementwise
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from nnviz.arrays.shapes import OPERATIONS, Operand
from nnviz.validation import Number
from pages.parts.arrays.array_text import printed, told
from pages.parts.arrays.broadcasting_frames import TONES, aligned_rows, meeting_rows, product_rows
from pages.shared.numbers.equations import compared, equals, quotient, relation, says, sum_of_products
from pages.shared.protocol.ids import cell_id
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Caption, Piece
from pages.shared.scenes.array_grid import Grid, Index, drawn_cells
from pages.shared.scenes.array_shapes import Row
from pages.shared.text import Text

SIGNS = {"add": "+", "subtract": "−", "multiply": "*", "divide": "/", "matmul": "@", "subtract_into": "−"}
MOST_TERMS = 6  # of a sum in a caption; of a longer one the first and the last are written


@dataclass(frozen=True)
class Moment:
    """One step: its caption, the cells of each array that are lit, and the cell of Z that is made."""

    caption: Caption
    live: Mapping[str, frozenset[Index]]
    cell: Index | None = None
    source: Index | None = None  # the cell of X that moves there


@dataclass(frozen=True, eq=False)
class Picture:
    """All that is shown of one question: arrays with their `values` as they are drawn, the sign before the
    result, moments, shapes that are matched, attributes."""

    code: str
    grids: tuple[Grid, ...]
    values: Mapping[str, Array]
    sign: str
    moments: tuple[Moment, ...]
    start: str
    arrays: Mapping[str, Array]
    rows: tuple[Row, ...] = ()
    meetings: tuple[str, ...] = ()
    stretched: Mapping[str, Array] = field(default_factory=dict)
    moving: bool = False


def code_of(operation: str) -> str:
    """Return an operation on X and Y as code."""
    return OPERATIONS[operation].code.replace("a[", "X[").format(a="X", b="Y")


# -- one array ------------------------------------------------------------------------------
def alone(X: Array, text: Text) -> Picture:
    """The cells of one array, in the order in which they lie in memory."""
    grid = replace(plain_grid("X", X), indexed=True)
    moments = tuple(Moment(_address_caption(X, cell, text), {"X": frozenset({cell})}) for cell in grid.cells)
    return Picture("X", (grid,), {"X": X}, "", moments, text("caption.memory"), {"X": X})


def _address_caption(X: Array, cell: Index, text: Text) -> Caption:
    steps, offset = address(X, cell)
    number = X[cell].item()
    value: Caption = (("a", cell_id("X", *cell)), ("", f" {relation(number)} "), ("a", told(number)))
    terms = " + ".join(f"{place}·{stride}" for place, stride in steps) or "0"
    return (*value, ("", text("caption.address", terms=terms, offset=offset)))


def act_picture(made: OperationResult, text: Text) -> Picture:
    """What an act makes of X: every number flies to its place, or a sum is made."""
    grids = (plain_grid("X", made.X), plain_grid("Z", made.result, hidden=True))
    grids = (replace(grids[0], indexed=True), replace(grids[1], indexed=True))
    moments = tuple(_act_moment(made, cell, text) for cell in grids[1].cells)
    return Picture(
        f"Z = {made.code}",
        grids,
        {"X": made.X, "Z": made.result},
        "=",
        moments,
        text("caption.begin", code=made.code),
        {"X": made.X, "Z": made.result},
        moving=ARRAY_OPERATIONS[made.name].moves,
    )


def _act_moment(made: OperationResult, cell: Index, text: Text) -> Moment:
    sources = made.sources[cell]
    numbers, result = [made.X[source].item() for source in sources], made.result[cell].item()
    if ARRAY_OPERATIONS[made.name].moves:
        cut = _cut(numbers[0], result, made.result.dtype.name, text)
        middle: list[Piece] = [("a", cell_id("X", *sources[0])), *cut]
        first, last = "=", relation(result)
    else:
        middle = joined([[("a", bracketed(number))] for number in numbers], " + ")
        first = relation(*numbers)
        last = equals(sum_of_products([(number,) for number in numbers]), result)
    head: Caption = (("c", cell_id("Z", *cell)), ("", f" {first} "))
    caption: Caption = (*head, *middle, ("", f" {last} "), ("c", told(result)))
    return Moment(caption, {"X": frozenset(sources), "Z": frozenset({cell})}, cell, sources[0])


def plain_grid(name: str, array: Array, hidden: bool = False, lonely: Sequence[Index] = ()) -> Grid:
    """An array in its own shape."""
    title = f"{name} {written(array.shape)}"
    return Grid(
        name, TONES[name], title, array.shape, lonely=frozenset(lonely), hidden=hidden, edited=not hidden
    )


# -- two arrays -----------------------------------------------------------------------------
def pair_picture(timeline: Elementwise, text: Text) -> Picture:
    """Two arrays and what an operation makes of them, cell by cell."""
    result = plain_grid("Z", timeline.result, hidden=True)
    (X, Y), stretched = _operands(timeline)
    steps = {step.cell: step for step in timeline}
    moments = tuple(_pair_moment(timeline, steps[cell], text) for cell in result.cells)
    rows, meetings = meeting_rows(timeline)
    code = code_of(timeline.operation)
    return Picture(
        code if timeline.operation == "subtract_into" else f"Z = {code}",
        (X, Y, result),
        {
            "X": np.broadcast_to(timeline.A, X.shape),
            "Y": np.broadcast_to(timeline.B, Y.shape),
            "Z": timeline.result,
        },
        _before_result(timeline),
        moments,
        text("caption.begin", code=code),
        {"X": timeline.A, "Y": timeline.B, "Z": timeline.result},
        rows,
        meetings,
        stretched,
    )


def _before_result(timeline: Elementwise) -> str:
    """The sign before the result: what is written back is stored, and cells may show rounded numbers."""
    if timeline.operation == "subtract_into":
        return "→"
    shown = (timeline.A, timeline.B, timeline.result)
    numbers = [value for array in shown for value in array.ravel().tolist() if isfinite(value)]
    return "=" if all(says(printed(value), value) for value in numbers) else "≈"


def _operands(timeline: Elementwise) -> tuple[tuple[Grid, ...], dict[str, Array]]:
    """Both operands as they are drawn, and those that are stretched as NumPy stretches them."""
    plan = timeline.plan
    if plan is None:
        return (plain_grid("X", timeline.A), plain_grid("Y", timeline.B)), {}
    both = {"X": (timeline.A, plan.a), "Y": (timeline.B, plan.b)}
    grids = tuple(_stretched_grid(name, array, how, plan.shape) for name, (array, how) in both.items())
    views = {name: np.broadcast_to(array, plan.shape) for name, (array, how) in both.items() if how.stretched}
    return grids, views


def _stretched_grid(name: str, array: Array, how: Operand, shape: Index) -> Grid:
    cells = drawn_cells(shape)
    own = {cell: _own(how, cell) for cell in cells}
    ghosts = frozenset(cell for cell in cells if any(cell[axis] for axis in how.stretched))
    title = f"{name} {written(array.shape)}"
    return Grid(name, TONES[name], title, shape, own, ghosts, edited=True)


def _own(how: Operand, cell: Index) -> Index:
    """The cell of an operand itself that stands at a cell of its stretched picture."""
    tail = cell[len(cell) - len(how.shape) :]
    return tuple(0 if size == 1 else place for place, size in zip(tail, how.shape, strict=True))


def _pair_moment(timeline: Elementwise, step: CellStep, text: Text) -> Moment:
    plan = timeline.plan
    lit = {name: frozenset({step.cell}) if plan else cells for name, cells in _parts(step).items()}
    first = relation(*step.a_values, *step.b_values)
    head: Caption = (("c", cell_id("Z", *step.cell)), ("", f" {first} "))
    middle = _terms(step, " · " if plan is None else f" {SIGNS[timeline.operation]} ")
    stored = timeline.operation == "subtract_into"
    dtype = timeline.result.dtype.name
    cut = _cut(unrounded(step), step.result, dtype, text, true(timeline, step)) if stored else ()
    last = relation(step.result) if cut else equals(true(timeline, step), step.result)
    tail: Caption = (("", f" {last} "), ("c", told(step.result)))
    caption: Caption = (*head, *middle, *cut, *tail, *_again(timeline, step, text))
    return Moment(caption, {**lit, "Z": frozenset({step.cell})}, step.cell)


def _parts(step: CellStep) -> dict[str, frozenset[Index]]:
    return {"X": frozenset(step.a_cells), "Y": frozenset(step.b_cells)}


def _terms(step: CellStep, sign: str) -> list[Piece]:
    """The numbers of a step with their sign, in the colours of X and Y; those of a product with plus."""
    pairs = zip(step.a_values, step.b_values, strict=True)
    return joined([[("a", bracketed(a)), ("", sign), ("b", bracketed(b))] for a, b in pairs], " + ")


def true(timeline: Elementwise, step: CellStep) -> Fraction | None:
    """What comes out of a step without any rounding; None where there is no such fraction."""
    pairs = list(zip(step.a_values, step.b_values, strict=True))
    a, b = pairs[0] if pairs else (0, 0)
    if timeline.operation == "divide":
        return quotient(a, b)
    if timeline.operation in ("matmul", "multiply"):
        return sum_of_products(pairs)
    return sum_of_products([(a,), (b,) if timeline.operation == "add" else (-1, b)])


def unrounded(step: CellStep) -> Number:
    """A difference before it is written back into X."""
    made = elementwise(np.array(step.a_values), np.array(step.b_values), "subtract").result[0]
    return cast(Number, made.item())


def _cut(exact: Number, result: Number, dtype: str, text: Text, true: Fraction | None = None) -> Caption:
    """What the result would be if it did not have to be an integer, with the digits that are cut off."""
    if exact == result:
        return ()
    digits, _ = compared(exact, round(exact))
    sign = relation(exact) if true is None else equals(true, exact, lambda _: digits)
    return (("", f" {sign} {told(exact, digits)}"), ("", text("caption.cut", dtype=dtype)))


def _again(timeline: Elementwise, step: CellStep, text: Text) -> Caption:
    """Which operand is used again here, because it was stretched."""
    if timeline.plan is None:
        return ()
    plans = {"X": (timeline.plan.a, step.a_cells), "Y": (timeline.plan.b, step.b_cells)}
    used = [
        cell_id(name, *cells[0])
        for name, (how, cells) in plans.items()
        if any(step.cell[axis] for axis in how.stretched)
    ]
    return (("", text("caption.again", cells=", ".join(used))),) if used else ()


def joined(parts: Sequence[Sequence[Piece]], sign: str) -> list[Piece]:
    """Return pieces with a sign between; of many the first and the last."""
    short = list(parts)
    if len(parts) > MOST_TERMS:
        short = [*parts[: MOST_TERMS - 2], [("", "…")], parts[-1]]
    found: list[Piece] = []
    for at, part in enumerate(short):
        found += [("", sign), *part] if at else part
    return found


def bracketed(value: object) -> str:
    """Return a number that can follow a sign."""
    words = told(value)
    return f"({words})" if words.startswith("-") else words


# -- shapes that do not match -----------------------------------------------------------------
def clash_picture(X: Array, Y: Array, mismatch: ShapeMismatchError, text: Text) -> Picture:
    """Both arrays and their shapes, with what clashes marked."""
    matmul = mismatch.operation == "matmul"
    rows, meetings = (
        product_rows(X.shape, Y.shape, None, mismatch.axes)
        if matmul
        else aligned_rows(X.shape, Y.shape, mismatch.axes)
    )
    grids = tuple(
        plain_grid(name, array, lonely=_lonely(array.shape, other.shape, _axes(mismatch, name, array)))
        for name, array, other in (("X", X, Y), ("Y", Y, X))
    )
    both, code = {"X": X, "Y": Y}, code_of(mismatch.operation)
    return Picture(code, grids, both, "", (), text("clash.lonely"), both, rows, meetings)


Pairs = tuple[tuple[int, int], ...]


def _axes(mismatch: ShapeMismatchError, name: str, array: Array) -> Pairs:
    """The axes of an array that clash, each with the axis of the other."""
    if mismatch.operation != "matmul":
        return tuple((axis, axis) for axis in mismatch.axes)
    stacks = tuple((axis, axis) for axis in mismatch.axes if axis != -1)
    if -1 not in mismatch.axes:
        return stacks
    mine = -1 if name == "X" or array.ndim < 2 else -2
    other = mismatch.shape_b if name == "X" else mismatch.shape_a
    return (*stacks, (mine, -2 if name == "X" and len(other) > 1 else -1))


def _lonely(shape: Index, other: Index, axes: Pairs) -> list[Index]:
    """The cells that have no partner along an axis that clashes."""
    pairs = [(mine, theirs) for mine, theirs in axes if -mine <= len(shape) and -theirs <= len(other)]
    return [cell for cell in np.ndindex(shape) if any(cell[mine] >= other[theirs] for mine, theirs in pairs)]
