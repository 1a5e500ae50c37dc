"""Arrays: what one is made of, how two of different shapes meet, and why they sometimes do not.
Broadcasting is a plan made from the shapes alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from math import prod
from typing import Any, Literal, NamedTuple

import numpy as np

from nnviz.checks import Array, Index, Shape, choice, whole_number
from nnviz.nested import refusal

Name = Literal["a", "b"]


@dataclass(frozen=True)
class Description:
    """What an array is made of; `strides`, `itemsize` and `nbytes` in bytes.

    `order` is "C" (the last axis is next to each other in memory), "F" (the first axis is), "both" (for
    example a vector) or "neither" (a view with gaps or steps back).
    """

    shape: Shape
    ndim: int
    size: int
    dtype: str
    itemsize: int
    strides: tuple[int, ...]
    nbytes: int
    order: Literal["C", "F", "both", "neither"]
    c_contiguous: bool
    f_contiguous: bool


def describe(array: Array) -> Description:
    """The attributes of any array, as NumPy itself gives them."""
    c_order, f_order = array.flags.c_contiguous, array.flags.f_contiguous
    order: Literal["C", "F", "both", "neither"] = "C" if c_order else "F" if f_order else "neither"
    return Description(
        shape=array.shape,
        ndim=array.ndim,
        size=array.size,
        dtype=array.dtype.name,
        itemsize=array.itemsize,
        strides=array.strides,
        nbytes=array.nbytes,
        order="both" if c_order and f_order else order,
        c_contiguous=c_order,
        f_contiguous=f_order,
    )


def _subtract_into(A: Array, B: Array) -> Array:
    result = A.copy()
    np.subtract(A, B, out=result, casting="unsafe")
    return result


@dataclass(frozen=True)
class Operation:
    """One operation: its name, its code with places for a and b, and the NumPy function."""

    name: str
    code: str
    function: Callable[[Array, Array], Any]


OPERATIONS = {
    operation.name: operation
    for operation in (
        Operation("add", "{a} + {b}", np.add),
        Operation("subtract", "{a} - {b}", np.subtract),
        Operation("multiply", "{a} * {b}", np.multiply),
        Operation("divide", "{a} / {b}", np.divide),
        Operation("matmul", "{a} @ {b}", np.matmul),
        Operation("subtract_into", "a[...] = {a} - {b}", _subtract_into),  # keeps the dtype of a
    )
}


class Trap(NamedTuple):
    """Operands that surprise: nested tuples a and b (None: no second one), and what is done with them.

    `operation` is a key of `OPERATIONS`, or "transpose" (a.T) or "from_nested" (making a at all).
    """

    a: tuple[Any, ...]
    b: tuple[Any, ...] | None
    operation: str


TRAPS = {
    "column_minus_row": Trap(((1,), (2,), (3,)), (1, 2, 3), "subtract"),  # (3, 1) - (3,) is (3, 3)
    "square_plus_vector": Trap(((1, 2, 3), (4, 5, 6), (7, 8, 9)), (100, 200, 300), "add"),  # rows or columns?
    "integer_step": Trap((5, 3, -2), (0.5, 0.5, 0.5), "subtract_into"),  # the halves are cut off
    "transposed_vector": Trap((1, 2, 3), None, "transpose"),  # .T does nothing to (3,)
    "ragged": Trap(((1, 2), (1, 2, 3)), None, "from_nested"),
}


class Mismatch(ValueError):  # noqa: N818 - reads well where it is caught
    """Two shapes that an operation cannot bring together.

    `axes` names every axis that fails, counted from the right (-1 is the last) and listed from there. For
    "matmul" -1 stands for the inner sizes: the last of a against the last but one of b, or the only one of a
    vector. `numpy_message` is what NumPy says, `dot_message` what np.dot says to the same arrays ("" for
    another operation, and where it does not refuse), `repairs` are changes with which shapes fit.
    """

    def __init__(self, shape_a: Shape, shape_b: Shape, axes: Index, operation: str = "add") -> None:
        self.shape_a, self.shape_b, self.axes, self.operation = shape_a, shape_b, axes, operation
        operands = [np.broadcast_to(np.float64(0), shape) for shape in (shape_a, shape_b)]
        self.numpy_message = refusal(OPERATIONS[operation].function, *operands)
        refused = operation == "matmul" and -1 in axes and bool(shape_a and shape_b)
        self.dot_message = refusal(np.dot, *operands) if refused else ""
        self.repairs = repairs(shape_a, shape_b, operation)
        cure = " or ".join(repair.detail for repair in self.repairs) or "another size"
        where = ("axis " if len(axes) == 1 else "axes ") + ", ".join(str(axis) for axis in axes)
        super().__init__(f"{RULES.get(operation, RULE)}, got {shape_a} and {shape_b} ({where}); try {cure}")


RULE = "sizes must be equal or 1, axis by axis from the right"
RULES = {
    "matmul": "the last size of a must be the last but one of b (the only one of a vector), and sizes before "
    "these must be equal or 1",
    "subtract_into": "the result must have the shape of a",
}


@dataclass(frozen=True)
class Operand:
    """How one operand becomes as large as the result; axes are negative, -1 is the last.

    `padded` is its shape with ones on the left for the `added` axes. `stretched` are the axes, added or not,
    whose size 1 is repeated n times: no copy is made, their stride is 0.
    """

    shape: Shape
    padded: Shape
    added: Index
    stretched: Index


@dataclass(frozen=True)
class Plan:
    """How a and b meet: the `shape` of the result, and what happens to each operand."""

    shape: Shape
    a: Operand
    b: Operand

    def index(self, operand: Name, result_index: Index) -> Index:
        """The index of the cell of an operand that the cell `result_index` of the result is made from."""
        source = {"a": self.a, "b": self.b}[operand]
        tail = result_index[len(result_index) - len(source.shape) :]
        return tuple(0 if size == 1 else place for place, size in zip(tail, source.shape, strict=True))


def broadcast(shape_a: Shape, shape_b: Shape) -> Plan:
    """The plan by which shapes meet: aligned at the right, a size of 1 is stretched, a missing one is 1.

    Raises `Mismatch` where NumPy raises. Rule: NumPy's user guide, "Broadcasting".
    """
    shape_a, shape_b = _checked_shape("shape_a", shape_a), _checked_shape("shape_b", shape_b)
    shape, clashes = _meet(shape_a, shape_b)
    if clashes:
        raise Mismatch(shape_a, shape_b, clashes)
    return Plan(shape, _operand(shape_a, shape), _operand(shape_b, shape))


def _checked_shape(name: str, shape: Shape) -> Shape:
    return tuple(whole_number(f"{name}[{n}]", size, 0) for n, size in enumerate(shape))


def _meet(shape_a: Shape, shape_b: Shape) -> tuple[Shape, Index]:
    """The shape of the result and the axes that clash."""
    pairs = list(zip_longest(reversed(shape_a), reversed(shape_b), fillvalue=1))
    clashes = tuple(-n for n, (a, b) in enumerate(pairs, 1) if a != b and 1 not in (a, b))
    return tuple(b if a == 1 else a for a, b in reversed(pairs)), clashes


def _operand(shape: Shape, result: Shape) -> Operand:
    padded = (1,) * (len(result) - len(shape)) + shape
    axes = range(-1, -len(result) - 1, -1)
    added = tuple(axis for axis in axes if axis < -len(shape))
    return Operand(shape, padded, added, tuple(axis for axis in axes if padded[axis] != result[axis]))


def meet_by(shape_a: Shape, shape_b: Shape, operation: str) -> tuple[Shape, Index]:
    """The shape of the result of an operation (a key of `OPERATIONS`), and the axes that clash."""
    if operation == "matmul":
        return _meet_matmul(shape_a, shape_b)
    shape, clashes = _meet(shape_a, shape_b)
    if operation == "subtract_into" and not clashes:
        clashes = tuple({*_operand(shape_a, shape).added, *_operand(shape_a, shape).stretched})
    return shape, tuple(sorted(clashes, reverse=True))


def _meet_matmul(shape_a: Shape, shape_b: Shape) -> tuple[Shape, Index]:
    if not shape_a or not shape_b:
        return (), (-1,)
    stack, clashes = _meet(shape_a[:-2], shape_b[:-2])
    inner = (-1,) if shape_a[-1] != shape_b[-2:][0] else ()
    return stack + shape_a[-2:-1] + shape_b[-2:][1:], inner + tuple(axis - 2 for axis in clashes)


class Silent(NamedTuple):
    """Shapes that NumPy brings together without an error, in a way that is often not the one that was meant.

    `kind` is "crossed" for a vector (n,) and a column (n, 1), where every number comes together with every
    other, and "square" for a vector (n,) and a matrix (n, n), where each number of the vector is used in a
    column. `vector` says which operand that is. As a column, (n, 1), it makes `meant`: the same numbers side
    by side, or one number of the vector for each row; NumPy makes `result`.
    """

    kind: Literal["crossed", "square"]
    vector: Name
    result: Shape
    meant: Shape


def silent(shape_a: Shape, shape_b: Shape, operation: str) -> Silent | None:
    """What is easily overlooked about an operation on two shapes, if anything is; nothing about "matmul"."""
    if operation == "matmul" or meet_by(shape_a, shape_b, operation)[1]:
        return None
    operands: tuple[tuple[Name, Shape, Shape], ...] = (("a", shape_a, shape_b), ("b", shape_b, shape_a))
    for name, vector, other in operands:
        if len(vector) == 1 and vector > (1,) and other in ((*vector, 1), vector * 2):
            return Silent("square" if other == vector * 2 else "crossed", name, vector * 2, other)
    return None


@dataclass(frozen=True)
class Repair:
    """A change of operands that makes shapes fit: `detail` is the code, `result` the shape that comes out.

    `shapes` are those of a and b after the change. That shapes fit does not say that the result is the one
    that was meant: "drop" leaves out one number along `axis` (counted from the right), the first or the last
    as `keeps` says, which is right where it belongs to a bias; "outer" makes a column of a and a row of b.
    """

    operand: Literal["a", "b", "both"]
    kind: Literal["add_axis", "transpose", "reshape", "swap", "drop", "outer"]
    detail: str
    shapes: tuple[Shape, Shape]
    result: Shape
    axis: int = -1
    keeps: Literal["", "1:", ":-1"] = ""

    @property
    def crosses(self) -> bool:
        """Whether every number of a comes together with every number of b, as in an outer product."""
        sizes = [prod(shape) for shape in self.shapes]
        return min(sizes) > 1 and prod(self.result) == prod(sizes)

    def apply(self, A: Array, B: Array) -> tuple[Array, Array]:
        """The two operands after the change."""
        if self.kind == "swap":
            return B, A
        if self.kind == "drop":
            kept = slice(1, None) if self.keeps == "1:" else slice(None, -1)
            places = (..., kept, *[slice(None)] * (-1 - self.axis))
            return (A[places], B) if self.operand == "a" else (A, B[places])
        turn_a, turn_b = (self.kind == "transpose" and self.operand in (name, "both") for name in "ab")
        return A.T if turn_a else A.reshape(self.shapes[0]), B.T if turn_b else B.reshape(self.shapes[1])


def repairs(shape_a: Shape, shape_b: Shape, operation: str) -> tuple[Repair, ...]:
    """Up to four changes with which an operation that fails works, the smallest change first.

    Only those whose result has no more dimensions than the larger operand, or two; () if nothing is wrong.
    """
    code = OPERATIONS[choice("operation", operation, OPERATIONS)].code
    axes = meet_by(shape_a, shape_b, operation)[1]
    if not axes:
        return ()
    found: dict[tuple[Shape, Shape, str], Repair] = {}
    for name, kind, change, shape, axis, keeps in _changes(shape_a, shape_b, operation, axes):
        shapes = (shape, shape_b) if name == "a" else (shape_a, shape)
        result, clashes = meet_by(*shapes, operation)
        if not clashes and len(result) <= max(len(shape_a), len(shape_b), 2):
            detail = code.format(**{"a": "a", "b": "b", name: name + change})
            found.setdefault((*shapes, keeps), Repair(name, kind, detail, shapes, result, axis, keeps))
    if operation == "matmul" and len(shape_a) == len(shape_b) == 1:
        found[shape_a, shape_b, ""] = outer(shape_a, shape_b)
    return tuple(found.values())[:4]


def outer(shape_a: Shape, shape_b: Shape, names: str = "ab") -> Repair:
    """The repair that multiplies every number of one vector with every number of another."""
    shapes = ((*shape_a, 1), (1, *shape_b))
    return Repair("both", "outer", f"{names[0]}[:, None] @ {names[1]}[None]", shapes, shape_a + shape_b)


class Change(NamedTuple):
    """A change of one operand that is worth a try: its kind, the code after the name, the new shape."""

    name: Name
    kind: Literal["add_axis", "transpose", "reshape", "drop"]
    code: str
    shape: Shape
    axis: int = -1
    keeps: Literal["", "1:", ":-1"] = ""


def drops(shape_a: Shape, shape_b: Shape, axis_a: int, axis_b: int) -> Iterator[Change]:
    """Where two sizes differ by one: the larger without its first number there, or without its last."""
    a, b = shape_a[axis_a], shape_b[axis_b]
    if abs(a - b) != 1 or not min(a, b):
        return
    operands: tuple[tuple[Name, Shape, int], ...] = (("a", shape_a, axis_a), ("b", shape_b, axis_b))
    name, shape, axis = operands[a < b]
    smaller = tuple(min(a, b) if at == axis else size for at, size in enumerate(shape, -len(shape)))
    ends: tuple[Literal["1:"], Literal[":-1"]] = ("1:", ":-1")
    for keeps in ends:
        before = ":, " * (len(shape) + axis)
        yield Change(name, "drop", f"[{before}{keeps}]", smaller, axis, keeps)


def _changes(shape_a: Shape, shape_b: Shape, operation: str, axes: Index) -> Iterator[Change]:
    """Every change worth a try; `axes` are those that clash."""
    operands: tuple[tuple[Name, Shape], ...] = (("b", shape_b), ("a", shape_a))
    if operation == "subtract_into":
        operands = operands[:1]  # a is where the result goes
    for name, shape in operands:
        for place in range(1, len(shape) + 1):
            yield Change(name, "add_axis", f"[{':, ' * place}None]", (*shape[:place], 1, *shape[place:]))
    for name, shape in operands:
        if len(shape) > 1:
            yield Change(name, "transpose", ".T", shape[::-1])
    if len(axes) == 1 and shape_a and shape_b:
        at = (-1, max(-2, -len(shape_b))) if operation == "matmul" and axes[0] == -1 else (axes[0], axes[0])
        if all(-axis <= len(shape) for axis, shape in zip(at, (shape_a, shape_b), strict=True)):
            yield from (one for one in drops(shape_a, shape_b, *at) if one.name in dict(operands))
    for name, shape in operands:
        if operation == "matmul" and (len(shape) != 1 or len(shape_a) == len(shape_b)):
            continue  # a matrix poured into another shape would fit, but its rows would be torn apart
        target = _reshaped(name, shape_a, shape_b, operation)
        if prod(target) == prod(shape) and target != shape:
            yield Change(name, "reshape", f".reshape{target or '(())'}", target)


def _reshaped(name: Name, shape_a: Shape, shape_b: Shape, operation: str) -> Shape:
    """The shape that would suit the other operand."""
    if operation != "matmul" or not shape_a or not shape_b:
        return shape_a if name == "b" else shape_b
    inner = max(1, shape_a[-1] if name == "b" else shape_b[-2:][0])
    return (inner, prod(shape_b) // inner) if name == "b" else (prod(shape_a) // inner, inner)
