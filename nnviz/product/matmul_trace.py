"""The matrix product as a timeline: the same m·k·n multiplications, taken in the order of a chosen view.
With a bias as the first partial sum and an activation at the end, the product is a layer of a network.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnviz.arrays.array_parsing import real_array
from nnviz.arrays.repairs import MATRICES, repairs
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from nnviz.networks.activations import ACTIVATIONS
from nnviz.read_only import read_only
from nnviz.timeline import Timeline
from nnviz.validation import Array, Number, Shape, choice

Multiplication = tuple[int, int, int]  # i, k, j: A[i, k] · B[k, j]
Sizes = tuple[int, int, int]  # m, k, n of (m, k) @ (k, n)

MOST_MULTIPLICATIONS = 1_000_000
NEURONS = ("rows", "columns")


VIEWS = ("cell", "columns", "rows", "outer", "flow")


def _pace(view: str, wave: bool, sizes: Sizes) -> tuple[int, int, int]:
    """How many steps later a multiplication comes where i, k or j is one larger."""
    m, k, n = sizes
    return {
        "cell": (n * k, 1, k),
        "columns": (0, 1, k),
        "rows": (k, 1, 0),
        "outer": (0, 1, 0),
        "flow": (1, 1, 1) if wave else (1, 1, m + k - 1),
    }[view]


@dataclass(frozen=True, eq=False)
class Step:
    """One step of a product.

    Parameters
    ----------
    number : int
        From 0.
    multiplications : tuple of (int, int, int)
        Those of this step, as (i, k, j) in ascending order.
    products : tuple of number
        Their numbers A[i, k] · B[k, j].
    partial : Array, (m, n), read-only
        The sums after the step.
    counts : Array, (m, n), read-only
        How many products are in each sum: a cell with k of them is finished.
    """

    number: int
    multiplications: tuple[Multiplication, ...]
    products: tuple[Number, ...]
    partial: Array
    counts: Array


@dataclass(frozen=True, eq=False)
class Trace(Timeline[Step]):
    """A product as a timeline; made by `trace`, whose `view`, `wave`, `activation` and `neurons` it keeps.

    Parameters
    ----------
    A, B : Array, (m, k) and (k, n), read-only
        Always two-dimensional.
    bias : Array or None
    sums : Array, (k + 1, m, n)
        Every running sum: sums[p, i, j] has p products in it, sums[0] is the bias or zero.
    ticks : Array, (m, k, n)
        The step of each multiplication.
    result_shape : tuple of int
        The shape that NumPy gives, without the axis of a vector.
    shapes : tuple of two shapes
        Those of the operands as they were given, (k,) of a vector.
    """

    A: Array
    B: Array
    view: str
    wave: bool
    bias: Array | None
    activation: str
    neurons: str
    sums: Array
    ticks: Array
    result_shape: Shape
    shapes: tuple[Shape, Shape]

    @property
    def sizes(self) -> Sizes:
        """m, k, n of (m, k) @ (k, n)."""
        return self.A.shape[0], self.A.shape[1], self.B.shape[1]

    @property
    def multiplications(self) -> int:
        """How many there are: m·k·n, one step each if done one after another."""
        return self.ticks.size

    @property
    def start(self) -> Array:
        """The partial sums (m, n) before the first step: the bias, or zeros."""
        return read_only(self.sums[0])

    @property
    def result(self) -> Array:
        """A @ B, with the bias, in NumPy's shape: exact for integers, else added up in the order of k."""
        return read_only(self.sums[-1].reshape(self.result_shape))

    @cached_property
    def output(self) -> Array:
        """The result after the activation, in NumPy's shape; float64 unless the activation is "linear"."""
        if self.activation == "linear":
            return self.result
        Z = self.sums[-1] if self.neurons == "columns" else self.sums[-1].T  # samples as rows
        after = ACTIVATIONS[self.activation](Z)
        return read_only((after if self.neurons == "columns" else after.T).reshape(self.result_shape))

    @cached_property
    def _order(self) -> tuple[Array, Array]:
        """All multiplications by step, and where each step begins."""
        order = np.argsort(self.ticks, axis=None, kind="stable")
        steps = int(self.ticks.max()) + 1
        return order, np.searchsorted(self.ticks.ravel()[order], np.arange(steps + 1))

    def __len__(self) -> int:
        return len(self._order[1]) - 1

    def _step(self, number: int) -> Step:
        order, begins = self._order
        i, k, j = np.unravel_index(order[begins[number] : begins[number + 1]], self.ticks.shape)
        with np.errstate(all="ignore"):
            products = np.multiply(self.A[i, k], self.B[k, j]).tolist()
        counts = np.count_nonzero(self.ticks <= number, axis=1)
        partial = np.take_along_axis(self.sums, counts[None], axis=0)[0]
        places = zip(i.tolist(), k.tolist(), j.tolist(), strict=True)
        return Step(number, tuple(places), tuple(products), read_only(partial), read_only(counts))


def trace(
    A: object,
    B: object,
    view: str = "cell",
    *,
    wave: bool = True,
    bias: object = None,
    activation: str = "linear",
    neurons: str = "rows",
) -> Trace:
    """Multiply two matrices step by step, in the order of a view.

    "cell": one multiplication; a row of A meets a column of B, cell after cell (m·k·n steps).
    "columns": one column of A times one number of B, added to one column of C (k·n steps): C[:, j] is seen to
    be a combination of the columns of A, which one step for the whole of C[:, j] would hide.
    "rows": one row of B times one number of A, added to one row of C (m·k steps), for the same reason.
    "outer": a column of A times a row of B: one of the k matrices of rank 1 whose sum is C (k steps).
    "flow": a tick of the data flow. B's columns fall through A, and A[i, k]·B[k, j] happens at tick i + k + j
    (m + k + n - 2 ticks, a systolic array).

    Parameters
    ----------
    A, B : array_like, (m, k) and (k, n), or vectors as in NumPy
        Booleans count as 0 and 1.
    view : {"cell", "columns", "rows", "outer", "flow"}
    wave : bool
        False: in the flow a column enters when the one before has left, at tick j·(m + k - 1) + i + k, which
        takes n·(m + k - 1) ticks.
    bias : array_like, (m,) or (n,), optional
        The first partial sum, one for each neuron.
    activation : str
        A key of `ACTIVATIONS`, which acts on the finished sums.
    neurons : {"rows", "columns"}
        "rows": the rows of A are neurons, C = A @ B + bias[:, None]. "columns" is the other convention,
        samples as rows: C = A @ B + bias.

    Returns
    -------
    Trace
        The steps as a timeline.

    Raises
    ------
    ShapeMismatchError
        Where the inner sizes differ.
    ValueError
        For what is empty, has more than 2 dimensions, is not finite, or needs more than
        `MOST_MULTIPLICATIONS`.

    References
    ----------
    The flow: Kung and Leiserson, 1978.

    Examples
    --------
    >>> steps = trace([[1, 2], [3, 4]], [[5], [6]], "outer")
    >>> [step.partial.tolist() for step in steps]
    [[[5], [15]], [[17], [39]]]
    """
    choice("view", view, VIEWS)
    choice("activation", activation, ACTIVATIONS)
    choice("neurons", neurons, NEURONS)
    A, B = _operand("A", A), _operand("B", B)
    if A.shape[-1] != B.shape[0]:
        raise _mismatch(A.shape, B.shape)
    shapes, result_shape = (A.shape, B.shape), A.shape[:-1] + B.shape[1:]
    A, B = read_only(A.reshape(-1, A.shape[-1])), read_only(B.reshape(B.shape[0], -1))
    sizes = (A.shape[0], A.shape[1], B.shape[1])
    if A.size * B.shape[1] > MOST_MULTIPLICATIONS:
        raise ValueError(
            f"a product must have at most {MOST_MULTIPLICATIONS:,} multiplications to be shown, "
            f"got {A.size * B.shape[1]:,}; take smaller matrices"
        )
    b = None if bias is None else _bias(bias, sizes, neurons)
    sums = _running_sums(A, B, b, neurons)
    ticks = np.tensordot(_pace(view, wave, sizes), np.indices(sizes), 1)
    return Trace(A, B, view, wave, b, activation, neurons, sums, read_only(ticks), result_shape, shapes)


def _mismatch(shape_a: Shape, shape_b: Shape) -> ShapeMismatchError:
    """The error of a product, with the changes of matrices and vectors that would help."""
    cures = repairs(shape_a, shape_b, "matmul", MATRICES, "AB", most=None)
    broken = (
        f"the last size of A must be the first of B, got {shape_a} @ {shape_b} with {shape_a[-1]} "
        f"and {shape_b[0]}"
    )
    return ShapeMismatchError(shape_a, shape_b, (-1,), "matmul", cures, broken)


def _operand(name: str, values: object) -> Array:
    array = real_array(name, values)
    if array.ndim not in (1, 2):
        raise ValueError(
            f"{name} must have 1 or 2 dimensions, got shape {array.shape}; take one matrix of it"
        )
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {array.shape}; give at least one number")
    if not np.isfinite(array).all():
        place = tuple(int(n) for n in np.argwhere(~np.isfinite(array))[0])
        raise ValueError(f"{name} must be finite, got {array[place]} at {place}; give a number")
    return array.astype(np.int64 if array.dtype == bool else array.dtype)  # a copy


def _bias(values: object, sizes: Sizes, neurons: str) -> Array:
    bias = _operand("bias", values)
    needed = sizes[0] if neurons == "rows" else sizes[2]
    if bias.shape != (needed,):
        raise ValueError(f"bias must have the shape {(needed,)}, one for each neuron, got {bias.shape}")
    return read_only(bias)


def _running_sums(A: Array, B: Array, bias: Array | None, neurons: str) -> Array:
    """(k + 1, m, n): the sums with 0, 1, … k products in them, added in this order in every view."""
    dtype = np.result_type(A, B) if bias is None else np.result_type(A, B, bias)
    terms = np.zeros((A.shape[1] + 1, len(A), B.shape[1]), dtype)
    if bias is not None:
        terms[0] = bias[:, None] if neurons == "rows" else bias
    with np.errstate(all="ignore"):
        np.multiply(A.T[:, :, None], B[:, None, :], out=terms[1:])  # (k, m, n)
        return read_only(np.add.accumulate(terms, axis=0, dtype=dtype))
