"""Changes of two operands with which their shapes fit.
That shapes fit does not say that the result is the one that was meant, so each change says what it does.
"""

from collections.abc import Callable, Iterator, Mapping
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


ONE_OPERAND = ("add_axis", "transpose", "drop", "reshape", "outer")  # for arrays with any number of axes
MATRICES = ("transpose", "transpose_both", "swap", "drop", "outer")  # for two matrices or vectors


def repairs(
    shape_a: Shape,
    shape_b: Shape,
    operation: str,
    kinds: tuple[str, ...] = ONE_OPERAND,
    names: str = "ab",
    most: int | None = 4,
) -> tuple[Repair, ...]:
    """Up to `most` changes (None: all) with which an operation that fails works, in the order of `kinds`.

    `names` are those of the operands in the code. Only changes whose result has no more dimensions than the
    larger operand, or two; () if nothing is wrong.
    """
    code = OPERATIONS[choice("operation", operation, OPERATIONS)].code
    clash = Clash(shape_a, shape_b, operation, meet_by(shape_a, shape_b, operation)[1])
    found: dict[tuple[tuple[Shape, Shape], str], Repair] = {}
    for kind in kinds if clash.axes else ():
        for change in _CHANGES[kind](clash):
            result, clashes = meet_by(*change.shapes, operation)
            if not clashes and len(result) <= max(len(shape_a), len(shape_b), 2):
                found.setdefault((change.shapes, change.keeps), change.as_repair(code, names, result))
    return tuple(found.values())[:most]


class Clash(NamedTuple):
    """Two shapes, the operation that cannot bring them together, and the axes that clash."""

    shape_a: Shape
    shape_b: Shape
    operation: str
    axes: Index

    @property
    def operands(self) -> tuple[tuple[Name, Shape], ...]:
        """Those that may change, the second first: in "subtract_into" the result goes where a is."""
        both: tuple[tuple[Name, Shape], ...] = (("b", self.shape_b), ("a", self.shape_a))
        return both[:1] if self.operation == "subtract_into" else both

    def with_shape(self, name: Name, shape: Shape) -> tuple[Shape, Shape]:
        """The two shapes where one operand has another."""
        return (shape, self.shape_b) if name == "a" else (self.shape_a, shape)


class Change(NamedTuple):
    """A change that is worth a try: what stands after the name of each operand, and the new shapes."""

    operand: Literal["a", "b", "both"]
    kind: Literal["add_axis", "transpose", "reshape", "swap", "drop", "outer"]
    code_a: str
    code_b: str
    shapes: tuple[Shape, Shape]
    axis: int = -1
    keeps: Literal["", "1:", ":-1"] = ""

    def as_repair(self, code: str, names: str, result: Shape) -> Repair:
        """The repair, for an operation of this code and operands of these names."""
        left, right = names[0] + self.code_a, names[1] + self.code_b
        if self.kind == "swap":
            left, right = right, left
        detail = code.format(a=left, b=right)
        return Repair(self.operand, self.kind, detail, self.shapes, result, self.axis, self.keeps)


def _one(
    clash: Clash,
    name: Name,
    kind: Literal["add_axis", "transpose", "reshape", "drop"],
    code: str,
    shape: Shape,
    axis: int = -1,
    keeps: Literal["", "1:", ":-1"] = "",
) -> Change:
    """A change of one operand."""
    codes = (code, "") if name == "a" else ("", code)
    return Change(name, kind, *codes, clash.with_shape(name, shape), axis, keeps)


def _axes_added(clash: Clash) -> Iterator[Change]:
    for name, shape in clash.operands:
        for place in range(1, len(shape) + 1):
            code = f"[{':, ' * place}None]"
            yield _one(clash, name, "add_axis", code, (*shape[:place], 1, *shape[place:]))


def _transposed(clash: Clash) -> Iterator[Change]:
    for name, shape in clash.operands:
        if len(shape) > 1:
            yield _one(clash, name, "transpose", ".T", shape[::-1])


def _both_transposed(clash: Clash) -> Iterator[Change]:
    yield Change("both", "transpose", ".T", ".T", (clash.shape_a[::-1], clash.shape_b[::-1]))


def _swapped(clash: Clash) -> Iterator[Change]:
    yield Change("both", "swap", "", "", (clash.shape_b, clash.shape_a))


def _dropped(clash: Clash) -> Iterator[Change]:
    """Where one axis clashes, by one: the larger operand without its first number there, or its last."""
    matmul, shapes = clash.operation == "matmul", (clash.shape_a, clash.shape_b)
    if len(clash.axes) > 1 or not all(shapes) or clash.axes[0] < (-1 if matmul else -2):
        return
    at = (-1, max(-2, -len(clash.shape_b))) if matmul else (clash.axes[0], clash.axes[0])
    a, b = (shape[axis] if -axis <= len(shape) else 0 for shape, axis in zip(shapes, at, strict=True))
    name: Name = "b" if a < b else "a"
    if abs(a - b) != 1 or not min(a, b) or name not in dict(clash.operands):
        return
    shape, axis = (shapes[0], at[0]) if name == "a" else (shapes[1], at[1])
    smaller = tuple(min(a, b) if here == axis else size for here, size in enumerate(shape, -len(shape)))
    ends: tuple[Literal["1:"], Literal[":-1"]] = ("1:", ":-1")
    for keeps in ends:
        code = f"[{':, ' * (len(shape) + axis)}{keeps}]"
        yield _one(clash, name, "drop", code, smaller, axis, keeps)


def _reshaped(clash: Clash) -> Iterator[Change]:
    for name, shape in clash.operands:
        if clash.operation == "matmul" and (len(shape) != 1 or len(clash.shape_a) == len(clash.shape_b)):
            continue  # a matrix poured into another shape would fit, but its rows would be torn apart
        target = _target(name, clash)
        if prod(target) == prod(shape) and target != shape:
            yield _one(clash, name, "reshape", f".reshape{target or '(())'}", target)


def _target(name: Name, clash: Clash) -> Shape:
    """The shape of one operand that would suit the other."""
    a, b = clash.shape_a, clash.shape_b
    if clash.operation != "matmul" or not a or not b:
        return a if name == "b" else b
    inner = max(1, a[-1] if name == "b" else b[-2:][0])
    return (inner, prod(b) // inner) if name == "b" else (prod(a) // inner, inner)


def _outer(clash: Clash) -> Iterator[Change]:
    """Two vectors of a product: a column times a row."""
    if clash.operation == "matmul" and len(clash.shape_a) == len(clash.shape_b) == 1:
        shapes = ((*clash.shape_a, 1), (1, *clash.shape_b))
        yield Change("both", "outer", "[:, None]", "[None]", shapes)


_CHANGES: Mapping[str, Callable[[Clash], Iterator[Change]]] = {
    "add_axis": _axes_added,
    "transpose": _transposed,
    "transpose_both": _both_transposed,
    "swap": _swapped,
    "drop": _dropped,
    "reshape": _reshaped,
    "outer": _outer,
}
