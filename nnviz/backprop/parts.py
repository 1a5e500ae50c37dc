"""The parts of a recorded training step: calls that belong together, and the steps a reader sees in them.
A part is run as it was recorded; what a reader sees are copies of its arrays, taken before and after.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from nnviz.networks.activation import Activation
from nnviz.read_only import read_only
from nnviz.tape import Call
from nnviz.validation import Array

Look = Callable[[], Array]

# How a single NumPy call is written over its operands, by the name of its function.
CALL_CODE = {
    "absolute": "np.abs({0})",
    "add": "{0} + {1}",
    "copyto": "{0}",
    "cosh": "np.cosh({0})",
    "divide": "{0} / {1}",
    "exp": "np.exp({0})",
    "expm1": "np.expm1({0})",
    "fmax": "np.maximum({0}, {1})",
    "fmin": "np.minimum({0}, {1})",
    "greater": "{0} > {1}",
    "multiply": "{0} * {1}",
    "negative": "-{0}",
    "reciprocal": "1 / {0}",
    "sign": "np.sign({0})",
    "sqrt": "np.sqrt({0})",
    "square": "{0}**2",
    "subtract": "{0} - {1}",
}


class Operand(NamedTuple):
    """An array that goes into a step, read-only and as a reader has it: samples are rows."""

    name: str
    value: Array


class TraceCall(NamedTuple):
    """One NumPy call of a step: the array `name` that it writes, its line of `code`, and its numbers."""

    name: str
    code: str
    operands: tuple[Operand, ...]
    result: Array


class Term(NamedTuple):
    """What a call is about to read: the name of an array, or "" for a constant, and how to look at it."""

    name: str
    look: Look

    @property
    def operand(self) -> Operand:
        """The term with its numbers of this moment."""
        return Operand(self.name, self.look())


@dataclass(frozen=True)
class ReadCall:
    """How a recorded call is read: `code` over its terms {0}, {1}, and the array `name` that it writes."""

    name: str
    code: str
    terms: tuple[Term, ...]
    look: Look

    def taken(self, operands: tuple[Operand, ...]) -> TraceCall:
        """The call after it has run, with the operands as they were before."""
        words = [one.name or number(one.value.flat[0]) for one in operands]
        line = f"{self.name} = {self.code.format(*words)}"
        return TraceCall(self.name, line, tuple(one for one in operands if one.name), self.look())


UNSEEN = ReadCall("", "", (), lambda: np.empty(0))  # a call that does not show in a step


@dataclass(frozen=True)
class ReadStep:
    """How a reader sees a part, or one of the arrays that it makes; the fields are those of `TraceStep`.

    `calls` has an entry for every call of the part, `UNSEEN` for one that does not show in this step. The
    calls of the steps named in `opens` are made earlier, but belong to this one for a reader.
    """

    phase: str
    layer: int
    name: str
    kind: str
    code: str
    formula: str
    terms: tuple[Term, ...]
    look: Look
    calls: tuple[ReadCall, ...] = ()
    opens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """Recorded calls that run one after another, and the steps that are read in them.

    The steps of a part that is `inner` are no steps of the trace: their calls show where one opens them.
    """

    calls: tuple[Call, ...]
    steps: tuple[ReadStep, ...]
    inner: bool = field(default=False)


def rows(array: Array) -> Look:
    """An array (units, samples) as a reader has it: a copy with samples as rows."""
    return lambda: read_only(array.T.copy())


def same(array: Array) -> Look:
    """An array as it is, copied."""
    return lambda: read_only(np.array(array, order="C"))


def written(array_code: str, letter: str, name: str) -> str:
    """A line of NumPy over `letter` as a line over the array `name`."""
    return re.sub(rf"\b{letter}\b", name, array_code)


def slope_written(activation: Activation, a: str, z: str) -> str:
    """da/dz in NumPy over the arrays of these names; z is named only where a does not say it alone."""
    return written(written(activation.slope_code, "z", z), "a", a)


def number(value: float) -> str:
    """A number as Python writes it, whole ones without a point."""
    value = float(value)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def read_arguments(call: Call) -> list[Array]:
    """The arrays that a call reads, in the order of its line of code."""
    read = call.args[1:] if call.name == "copyto" else call.args[:-1]
    return [one for one in read if isinstance(one, np.ndarray)]
