"""The activation functions, one entry each: its calls, its slope, and its facts.
Both a and da/dz are right to the last digits of a float.
"""

from fractions import Fraction

import numpy as np

from nnviz.networks.activation import Activation, Reading, Values, constant
from nnviz.networks.smooth_rectifiers import ELU, GELU, SOFTPLUS, SWISH
from nnviz.tape import Tape

LEAK = 0.01
MANY = 1000  # elements from which a boolean mask is faster than np.sign, which has no vectorized loop
LARGEST_EXPONENTS = {"float64": 709, "float32": 88}  # whole numbers whose exp a float can still hold


def _linear(tape: Tape, at: Values) -> None:
    if at.a is not at.z:  # else there is nothing to do: a = z
        tape(np.copyto, at.a, at.z, result=at.a)


def _step(tape: Tape, at: Values) -> None:
    tape(np.heaviside, at.z, constant(1, at.z), at.a)  # ties fire: step(0) = 1


def _no_slope(tape: Tape, at: Values) -> None:
    tape(np.multiply, at.a, constant(0, at.a), at.d)


def _sigmoid(tape: Tape, at: Values) -> None:
    # 1 / (1 + exp(-z)) as exp(z) / (exp(z) + 1), which keeps all digits where the result is close to 0. It
    # makes no difference that z is cut off where exp would overflow: there the result has long been 1.
    tape(np.fmin, at.z, np.full_like(at.z, LARGEST_EXPONENTS[at.z.dtype.name]), at.a)
    tape(np.exp, at.a, at.a)
    tape(np.add, at.a, constant(1, at.z), at.d, scratch="total")
    tape(np.divide, at.a, at.d, at.a)


def _sigmoid_slope(tape: Tape, at: Values) -> None:
    # a (1 - a), where 1 - a has no digits left if a is close to 1, but 1 / (1 + exp(z)), the same, has all.
    tape(np.divide, at.a, at.d, at.d)


def _tanh(tape: Tape, at: Values) -> None:
    tape(np.tanh, at.z, at.a)


def _tanh_slope(tape: Tape, at: Values) -> None:
    if at.a is not at.z:
        tape(np.cosh, at.z, at.d)  # 1 / cosh(z)², which keeps all digits where a is close to 1 or -1
        tape(np.reciprocal, at.d, at.d)
        tape(np.square, at.d, at.d)
        return
    # The same from a alone: 1 - a², wrong by 2e-16 at most, and 0 from |z| = 19 on. No weight moves visibly
    # for that, while a z that is kept, and its cosh, cost a training step on many samples 30 % more time.
    tape(np.square, at.a, at.d)
    tape(np.subtract, constant(1, at.a), at.d, at.d)


def _relu(tape: Tape, at: Values) -> None:
    # An array of zeros is faster than one zero. fmax takes its result by position (np.maximum no longer
    # does), but turns NaN into 0: that is why the trainer looks at the size of the parameters as well.
    tape(np.fmax, at.z, np.zeros_like(at.z), at.a)


def _relu_slope(tape: Tape, at: Values) -> None:
    if at.a.size < MANY:
        tape(np.sign, at.a, at.d)
        return
    mask = np.empty(at.a.shape, bool)
    tape(np.greater, at.a, constant(0, at.a), mask)
    tape(np.copyto, at.d, mask, result=at.d)


def _leaky_relu(tape: Tape, at: Values) -> None:
    tape(np.multiply, at.z, constant(LEAK, at.z), at.d, scratch="small")
    tape(np.fmax, at.z, at.d, at.a)


def _leaky_relu_slope(tape: Tape, at: Values) -> None:
    mask = np.empty(at.a.shape, bool)
    tape(np.greater, at.a, constant(0, at.a), mask)
    tape(np.copyto, at.d, mask, result=at.d)
    tape(np.fmax, at.d, np.full_like(at.d, LEAK), at.d)


def _softmax(tape: Tape, at: Values) -> None:
    z, a = at.z, at.a
    top, total, ones = np.empty_like(z[0]), np.empty_like(z[0]), np.ones(len(z), z.dtype)
    # The log-sum-exp trick: softmax(z) = softmax(z - top), and exp of numbers up to 0 cannot overflow.
    tape(np.fmax.reduce, z, 0, None, top, scratch="top")
    tape(np.subtract, z, top, a)
    tape(np.exp, a, a)
    tape(ones.dot, a, total, scratch="total")
    tape(np.divide, a, total, a)


_STEP_REFUSAL = "its slope is 0 everywhere, so no error flows back; use sigmoid or tanh instead"

# The readings: np.fmax and np.fmin differ from np.maximum and np.minimum, which readers know, for NaN only;
# that takes an overflow first.
_LINEAR = Activation("linear", _linear, None, code="z")
_STEP = Activation(
    "step",
    _step,
    _no_slope,
    refusal=_STEP_REFUSAL,
    code="np.where(z >= 0, 1.0, 0.0)",
    slope_code="(0 * a)",
    readings={"heaviside": Reading("heaviside", "np.heaviside({0}, {1})", chooses=True)},
    low=0,
    high=1,
    jumps=True,
    at_zero=Fraction(1),
)
_SIGMOID = Activation(
    "sigmoid",
    _sigmoid,
    _sigmoid_slope,
    even_slope=True,
    code="1 / (1 + np.exp(-z))",
    slope_code="a * (1 - a)",
    readings={
        "fmin": Reading("cap", "np.minimum({0}, {1})", chooses=True),
        "exp": Reading("power", "np.exp({0})"),
        "add": Reading("add_one", "{0} + {1}"),
        "divide": Reading("share", "{0} / {1}"),
    },
    low=0,
    high=1,
    transcendental=True,
    at_zero=Fraction(1, 2),
)
_TANH = Activation(
    "tanh",
    _tanh,
    _tanh_slope,
    code="np.tanh(z)",
    slope_code="(1 - a**2)",
    readings={"tanh": Reading("tanh", "np.tanh({0})")},
    low=-1,
    high=1,
    transcendental=True,
)
_RELU = Activation(
    "relu",
    _relu,
    _relu_slope,
    kink=True,
    code="np.maximum(z, 0)",
    slope_code="(a > 0)",
    readings={"fmax": Reading("maximum", "np.maximum({0}, {1})", chooses=True)},
    low=0,
    can_die=True,
)
_LEAKY_RELU = Activation(
    "leaky_relu",
    _leaky_relu,
    _leaky_relu_slope,
    kink=True,
    code=f"np.maximum(z, {LEAK} * z)",
    slope_code=f"np.where(a > 0, 1, {LEAK})",
    readings={
        "multiply": Reading("multiply", "{0} * {1}"),
        "fmax": Reading("larger", "np.maximum({0}, {1})", chooses=True),
    },
)
_SOFTMAX = Activation(
    "softmax",
    _softmax,
    None,
    whole_layer=True,
    code="np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)",
    readings={
        "reduce": Reading("max", "{0}.max(axis=1)", chooses=True),
        "subtract": Reading("shift", "{0} - {1}"),
        "exp": Reading("exp", "np.exp({0})"),
        "dot": Reading("sum", "{0}.sum(axis=1)"),
        "divide": Reading("divide", "{0} / {1}"),
    },
    low=0,
    high=1,
    transcendental=True,
    at_zero=None,
)

ACTIVATIONS = {
    activation.name: activation
    for activation in (
        *(_LINEAR, _STEP, _SIGMOID, _TANH, _RELU, _LEAKY_RELU),
        *(SOFTPLUS, ELU, GELU, SWISH, _SOFTMAX),
    )
}

HIDDEN_ACTIVATIONS = {name: entry for name, entry in ACTIVATIONS.items() if not entry.whole_layer}
TRAINABLE_ACTIVATIONS = {name: entry for name, entry in HIDDEN_ACTIVATIONS.items() if not entry.refusal}
