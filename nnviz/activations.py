"""The activation functions: how z becomes a, and how the slope da/dz is found again from a alone.
Each one writes its NumPy calls down through a recorder, so showing it and training with it are the same code.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nnviz.checks import Array
from nnviz.recording import Recorder

LEAK = 0.01
MANY = 1000  # elements from which a boolean mask is faster than np.sign, which has no vectorised loop


@dataclass(frozen=True)
class Activation:
    """One activation function.

    `forward(record, z)` turns z (units, samples) into a, in place. `slope(record, a, d)` writes da/dz into d,
    of the same shape as a; None means that the slope is one everywhere. `refusal` says why a network with
    this activation cannot be trained by gradient ("" if it can). `whole_layer` marks a function that mixes
    the units of a layer (softmax): it is allowed at the output only and has no slope of its own.
    """

    name: str
    forward: Callable[[Recorder, Array], None]
    slope: Callable[[Recorder, Array, Array], None] | None
    refusal: str = ""
    whole_layer: bool = False

    def __call__(self, z: ArrayLike) -> Array:
        """a for any z; samples are rows, so softmax works along the last axis. z is left alone."""
        a = np.array(z, dtype=np.float64)
        rows = np.ascontiguousarray(np.atleast_2d(a).T) if self.whole_layer else a
        with np.errstate(all="ignore"):
            self.forward(Recorder(eager=True), rows)
        return rows.T.reshape(a.shape) if self.whole_layer else a

    def slope_at(self, z: ArrayLike) -> Array:
        """da/dz for any z, same shape; ValueError for softmax, whose outputs depend on every unit."""
        if self.whole_layer:
            raise ValueError(f"{self.name} has no slope for one unit alone: each output depends on all units")
        a = self(z)
        slope = np.ones_like(a)
        if self.slope is not None:
            self.slope(Recorder(eager=True), a, slope)
        return slope


def _number(value: float, like: Array) -> Array:
    """A constant as a 0-d array of the same dtype: a Python float costs every call 0.3 µs more."""
    return np.array(value, like.dtype)


def _linear(record: Recorder, z: Array) -> None:
    """a = z: nothing to do."""


def _step(record: Recorder, z: Array) -> None:
    record(np.heaviside, z, _number(1, z), z)  # ties fire: step(0) = 1


def _no_slope(record: Recorder, a: Array, d: Array) -> None:
    record(np.multiply, a, _number(0, a), d)


def _sigmoid(record: Recorder, z: Array) -> None:
    half = _number(0.5, z)  # 1 / (1 + exp(-z)) = tanh(z / 2) / 2 + 1 / 2, which cannot overflow
    record(np.multiply, z, half, z)
    record(np.tanh, z, z)
    record(np.multiply, z, half, z)
    record(np.add, z, half, z)


def _sigmoid_slope(record: Recorder, a: Array, d: Array) -> None:
    record(np.square, a, d)
    record(np.subtract, a, d, d)  # a (1 - a)


def _tanh(record: Recorder, z: Array) -> None:
    record(np.tanh, z, z)


def _tanh_slope(record: Recorder, a: Array, d: Array) -> None:
    record(np.square, a, d)
    record(np.subtract, _number(1, a), d, d)  # 1 - a²


def _relu(record: Recorder, z: Array) -> None:
    # An array of zeros is faster than one zero. fmax takes its result by position (np.maximum no longer
    # does), but turns NaN into 0: that is why the trainer looks at the size of the parameters as well.
    record(np.fmax, z, np.zeros_like(z), z)


def _relu_slope(record: Recorder, a: Array, d: Array) -> None:
    if a.size < MANY:
        record(np.sign, a, d)
        return
    mask = np.empty(a.shape, bool)
    record(np.greater, a, _number(0, a), mask)
    record(np.copyto, d, mask, result=d)


def _leaky_relu(record: Recorder, z: Array) -> None:
    small = np.empty_like(z)
    record(np.multiply, z, _number(LEAK, z), small, scratch="small")
    record(np.fmax, z, small, z)


def _leaky_relu_slope(record: Recorder, a: Array, d: Array) -> None:
    mask = np.empty(a.shape, bool)
    record(np.greater, a, _number(0, a), mask)
    record(np.copyto, d, mask, result=d)
    record(np.fmax, d, np.full_like(d, LEAK), d)


def _softmax(record: Recorder, z: Array) -> None:
    top, total, ones = np.empty_like(z[0]), np.empty_like(z[0]), np.ones(len(z), z.dtype)
    # The log-sum-exp trick: softmax(z) = softmax(z - top), and exp of numbers up to 0 cannot overflow.
    record(np.fmax.reduce, z, 0, None, top, scratch="top")
    record(np.subtract, z, top, z)
    record(np.exp, z, z)
    record(ones.dot, z, total, scratch="total")
    record(np.divide, z, total, z)


_STEP_REFUSAL = "its slope is 0 everywhere, so no error flows back; use sigmoid or tanh instead"

ACTIVATIONS = {
    activation.name: activation
    for activation in (
        Activation("linear", _linear, None),
        Activation("step", _step, _no_slope, refusal=_STEP_REFUSAL),
        Activation("sigmoid", _sigmoid, _sigmoid_slope),
        Activation("tanh", _tanh, _tanh_slope),
        Activation("relu", _relu, _relu_slope),
        Activation("leaky_relu", _leaky_relu, _leaky_relu_slope),
        Activation("softmax", _softmax, None, whole_layer=True),
    )
}

HIDDEN_ACTIVATIONS = {name: entry for name, entry in ACTIVATIONS.items() if not entry.whole_layer}
