"""Changes of two operands with which their shapes fit.
That shapes fit does not say that the result is the one that was meant, so each change says what it does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Literal, NamedTuple

from nnviz.arrays.shapes import OPERATIONS, Name, meet_by
from nnviz.validation import Array, Index, Shape, choice


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
    if len(axes) == 1 and shape_a and shape_b and axes[0] >= (-1 if operation == "matmul" else -2):
        at = (-1, max(-2, -len(shape_b))) if operation == "matmul" else (axes[0], axes[0])
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
