"""The activations that bend like ReLU but without its corner: softplus, ELU, swish and GELU.
Where exp is needed, z is cut off before it would overflow: there the output has long been 0 or z.
"""

from collections.abc import Mapping
from math import pi, sqrt

import numpy as np

from nnviz.networks.activation import Activation, Reading, Values, constant
from nnviz.tape import Tape
from nnviz.validation import Array

CUT = {"float64": 709.0, "float32": 88.0}  # swish: exp of these can still be held
CUBIC_CUT = {"float64": 21.0, "float32": 10.0}  # GELU: for these, exp of the inner cubic
LINEAR = 2 * sqrt(2 / pi)  # GELU's inner cubic: z (LINEAR + CUBIC z²) = 2 √(2/π) (z + 0.044715 z³)
CUBIC = 0.044715 * LINEAR
LOWEST_SWISH = -0.2784645427610738  # at z = -1.2784645, where 1 + z + exp(z) is 0
LOWEST_GELU = -0.17004075057125406  # at z = -0.7524614


def _softplus(tape: Tape, at: Values) -> None:
    # log(1 + exp(z)) as max(z, 0) + log1p(exp(-|z|)): no exp overflows, and no digit is lost on either side.
    tape(np.logaddexp, at.z, constant(0, at.z), at.a)


def _softplus_slope(tape: Tape, at: Values) -> None:
    # The slope is sigmoid(z) = 1 - exp(-a), from a alone, and expm1 keeps all digits where a is close to 0.
    tape(np.negative, at.a, at.d)
    tape(np.expm1, at.d, at.d)
    tape(np.negative, at.d, at.d)


def _elu(tape: Tape, at: Values) -> None:
    # expm1(z) >= z, and for z > 0 it is that of 0: the larger of the two is always the right one.
    tape(np.fmin, at.z, np.zeros_like(at.z), at.d, scratch="below")
    tape(np.expm1, at.d, at.d, scratch="below")
    tape(np.fmax, at.z, at.d, at.a)


def _elu_slope(tape: Tape, at: Values) -> None:
    if at.a is not at.z:  # exp(z), which keeps all digits where a is close to -1
        tape(np.fmin, at.z, np.zeros_like(at.z), at.d)
        tape(np.exp, at.d, at.d)
        return
    tape(np.fmin, at.a, np.zeros_like(at.a), at.d)  # the same from a alone: a + 1, wrong by 1e-16 at most
    tape(np.add, at.d, constant(1, at.d), at.d)


def _swish(tape: Tape, at: Values) -> None:
    tape(np.fmax, at.z, np.full_like(at.z, -CUT[at.z.dtype.name]), at.a)
    tape(np.negative, at.a, at.d, scratch="power")
    _record_gated(tape, at)


def _record_gated(tape: Tape, at: Values) -> None:
    """a = a / (1 + exp(d)), and exp(d) stays in d for the slope."""
    total = np.empty_like(at.d)
    tape(np.exp, at.d, at.d, scratch="power")
    tape(np.add, at.d, constant(1, at.d), total, scratch="total")
    tape(np.divide, at.a, total, at.a)


def _swish_slope(tape: Tape, at: Values) -> None:
    # With e = exp(-z) and s = 1 / (1 + e): s + a (1 - s) = (1 + a e) / (1 + e), which loses no digit.
    work = np.empty_like(at.d)
    tape(np.multiply, at.a, at.d, work, scratch="bend")
    _record_gated_slope(tape, at, work)


def _record_gated_slope(tape: Tape, at: Values, work: Array) -> None:
    """d = (1 + work) / (1 + d)."""
    tape(np.add, work, constant(1, work), work, scratch="bend")
    tape(np.add, at.d, constant(1, at.d), at.d, scratch="total")
    tape(np.divide, work, at.d, at.d)


def _gelu(tape: Tape, at: Values) -> None:
    # ½ (1 + tanh u) = 1 / (1 + exp(-2u)), which keeps all digits where the result is close to 0.
    tape(np.fmax, at.z, np.full_like(at.z, -CUBIC_CUT[at.z.dtype.name]), at.a)
    tape(np.square, at.a, at.d, scratch="power")
    tape(np.multiply, at.d, constant(-CUBIC, at.d), at.d, scratch="power")
    tape(np.subtract, at.d, constant(LINEAR, at.d), at.d, scratch="power")
    tape(np.multiply, at.d, at.a, at.d, scratch="power")
    _record_gated(tape, at)


def _gelu_slope(tape: Tape, at: Values) -> None:
    # As for swish, with the slope LINEAR + 3 CUBIC z² of the cubic as a factor of a e. z = a (1 + e) is found
    # again; where it is large, e is 0 and no factor matters, but an infinite one would.
    work, largest = np.empty_like(at.d), np.full_like(at.d, CUBIC_CUT[at.d.dtype.name])
    tape(np.add, at.d, constant(1, at.d), work, scratch="bend")
    tape(np.multiply, work, at.a, work, scratch="bend")
    tape(np.fmin, work, largest, work, scratch="bend")
    tape(np.square, work, work, scratch="bend")
    tape(np.multiply, work, constant(3 * CUBIC, work), work, scratch="bend")
    tape(np.add, work, constant(LINEAR, work), work, scratch="bend")
    tape(np.multiply, work, at.d, work, scratch="bend")  # first by e, which is 0 where a is large
    tape(np.multiply, work, at.a, work, scratch="bend")
    _record_gated_slope(tape, at, work)


_GATED: Mapping[str, Reading] = {
    "fmax": Reading("floor", "np.maximum({0}, {1})", chooses=True),
    "exp": Reading("gate_power", "np.exp({0})"),
    "add": Reading("gate_total", "{0} + {1}"),
    "divide": Reading("gate_share", "{0} / {1}"),
}

SOFTPLUS = Activation(
    "softplus",
    _softplus,
    _softplus_slope,
    code="np.logaddexp(z, 0)",
    slope_code="(1 - np.exp(-a))",
    readings={"logaddexp": Reading("softplus", "np.logaddexp({0}, {1})")},
    low=0,
    transcendental=True,
    at_zero=None,  # ln 2
)
ELU = Activation(
    "elu",
    _elu,
    _elu_slope,
    bends=True,
    code="np.where(z > 0, z, np.expm1(z))",
    slope_code="np.where(a > 0, 1, a + 1)",
    readings={
        "fmin": Reading("negative_part", "np.minimum({0}, {1})", chooses=True),
        "expm1": Reading("expm1", "np.expm1({0})"),
        "fmax": Reading("positive_or_curve", "np.maximum({0}, {1})", chooses=True),
    },
    low=-1,
    transcendental=True,
    keeps_positive=True,
)
SWISH = Activation(
    "swish",
    _swish,
    _swish_slope,
    code="z / (1 + np.exp(-z))",
    slope_code="(a + (1 - a) / (1 + np.exp(-z)))",
    slope_of_z=True,
    readings={**_GATED, "negative": Reading("turned", "-{0}")},
    low=LOWEST_SWISH,
    transcendental=True,
)
GELU = Activation(
    "gelu",
    _gelu,
    _gelu_slope,
    code=f"0.5 * z * (1 + np.tanh({LINEAR / 2} * (z + 0.044715 * z**3)))",
    slope_code=f"(1 / (1 + np.exp(-z * ({LINEAR} + {CUBIC} * z**2)))"
    f" + a * ({LINEAR} + {3 * CUBIC} * z**2) / (1 + np.exp(z * ({LINEAR} + {CUBIC} * z**2))))",
    slope_of_z=True,
    readings={
        **_GATED,
        "square": Reading("square", "{0}**2"),
        "multiply": Reading("cubic_factor", "{0} * {1}"),
        "subtract": Reading("cubic_sum", "{0} - {1}"),
    },
    low=LOWEST_GELU,
    transcendental=True,
)
