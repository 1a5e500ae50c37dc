"""The error for two shapes that do not go together: the axes at fault, what NumPy says, and the remedies."""

from collections.abc import Sequence

import numpy as np

from nnviz.arrays.array_parsing import refusal
from nnviz.arrays.repairs import Repair, repairs
from nnviz.arrays.shapes import OPERATIONS
from nnviz.validation import Index, Shape

RULE = "sizes must be equal or 1, axis by axis from the right"
RULES = {
    "matmul": "the last size of a must be the last but one of b (the only one of a vector), and sizes before "
    "these must be equal or 1",
    "subtract_into": "the result must have the shape of a",
}


class ShapeMismatchError(ValueError):
    """Two shapes that an operation cannot bring together.

    `numpy_message` is what NumPy says, `dot_message` what np.dot says to the same arrays ("" for another
    operation, and where it does not refuse), `repairs` are changes with which the shapes fit, which does not
    make each of their results the one that was meant.

    Parameters
    ----------
    shape_a, shape_b : tuple of int
    axes : tuple of int
        Every axis that fails, counted from the right (-1 is the last) and listed from there. For "matmul" -1
        stands for the `inner` sizes: the last of a against the last but one of b, or the only one of a
        vector.
    operation : str
        A key of `OPERATIONS`.
    cures : sequence of Repair, optional
        In place of the usual repairs.
    broken : str, optional
        What the error says first, in place of the usual rule.
    """

    def __init__(
        self,
        shape_a: Shape,
        shape_b: Shape,
        axes: Index,
        operation: str = "add",
        cures: Sequence[Repair] | None = None,
        broken: str = "",
    ) -> None:
        """The error with the usual remedies and the usual sentence, or with these `cures` and `broken`."""
        self.shape_a, self.shape_b, self.axes, self.operation = shape_a, shape_b, axes, operation
        operands = [np.broadcast_to(np.float64(0), shape) for shape in (shape_a, shape_b)]
        self.numpy_message = refusal(OPERATIONS[operation].function, *operands)
        refused = operation == "matmul" and -1 in axes and bool(shape_a and shape_b)
        self.dot_message = refusal(np.dot, *operands) if refused else ""
        self.repairs = repairs(shape_a, shape_b, operation) if cures is None else tuple(cures)
        cure = " or ".join(repair.detail for repair in self.repairs) or "another size"
        super().__init__(f"{broken or _broken_rule(shape_a, shape_b, axes, operation)}; try {cure}")

    @property
    def inner(self) -> tuple[int, int]:
        """The two sizes of a product that should be equal; IndexError if an operand has no axis."""
        return self.shape_a[-1], self.shape_b[-2:][0]


def _broken_rule(shape_a: Shape, shape_b: Shape, axes: Index, operation: str) -> str:
    where = ("axis " if len(axes) == 1 else "axes ") + ", ".join(str(axis) for axis in axes)
    return f"{RULES.get(operation, RULE)}, got {shape_a} and {shape_b} ({where})"
