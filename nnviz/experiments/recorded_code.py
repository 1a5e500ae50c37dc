"""Recorded NumPy calls as lines of a program: one assignment a call, which gives the same bits."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from nnviz.networks.activation import Values
from nnviz.networks.activations import ACTIVATIONS
from nnviz.tape import ALL_LAYERS, Call, Tape
from nnviz.training.adaptive_optimizers import Adam
from nnviz.training.optimizer import Optimizer
from nnviz.validation import Array

# Softmax mixes the units of a layer, and its sums are products with ones.
SOFTMAX = (
    "def softmax(z):",
    '    """Probabilities, a column for each sample: no power can overflow."""',
    "    powers = np.exp(z - np.fmax.reduce(z, 0))",
    "    return powers / np.ones(len(z)).dot(powers)",
)

# What Adam does in plain Python before every update: the corrections for moments that begin at 0.
CORRECTION = (
    "count = count + 1",
    "root = ((1 - beta2) / (1 - beta2**count)) ** 0.5",
    "pace = rate * (1 - beta1) / (1 - beta1**count) / root",
    "floor = epsilon / root",
)


def activation_lines(name: str) -> tuple[str, ...]:
    r"""A function that gives a for z, and one that gives da/dz, as a program has them.

    Parameters
    ----------
    name : str
        A key of `ACTIVATIONS` that can be trained, or "softmax", which has no slope of its own.

    Returns
    -------
    tuple of str
        Lines: `def tanh(a): ...` and `def tanh_slope(a, d): ...`, both with what the slope goes on from.

    Examples
    --------
    >>> print(*activation_lines("relu"), sep="\n")
    def relu(a):
        a = np.fmax(a, 0.0)
        return a, None
    <BLANKLINE>
    <BLANKLINE>
    def relu_slope(a, d):
        d = np.sign(a)
        return d
    """
    if name == "softmax":
        return SOFTMAX
    a, d = np.zeros(2), np.ones(2)
    names = {id(a): "a", id(d): "d"}
    forward, slope, entry = Tape(), Tape(), ACTIVATIONS[name]
    entry.forward(forward, Values(a, a, d))
    lines = list(code_of(forward.calls, names))
    kept = "d" if any(line.startswith("d = ") for line in lines) else "None"
    found = [f"def {name}(a):", *(f"    {line}" for line in lines), f"    return a, {kept}"]
    if entry.slope is None:
        return tuple(found)
    entry.slope(slope, Values(a, a, d))
    found += ["", "", f"def {name}_slope(a, d):", *(f"    {line}" for line in code_of(slope.calls, names))]
    return (*found, "    return d")


def optimizer_lines(optimizer: Optimizer) -> tuple[tuple[str, ...], dict[str, float]]:
    """The lines of one update of `theta` from its gradient `g` with a `rate`, and what they begin with.

    Parameters
    ----------
    optimizer : Optimizer

    Returns
    -------
    (tuple of str, dict of str to float)
        The second has a value for every name but theta, g and rate: moments are 0 at first.

    Examples
    --------
    >>> from nnviz import SGD
    >>> optimizer_lines(SGD(0.1))[0]
    ('update = g * rate', 'theta = theta - update')
    """
    theta = np.zeros(2)
    state, tape = optimizer.start(theta), Tape()
    tape.at(ALL_LAYERS, "update")
    optimizer.record(tape, theta, state)
    names = {id(theta): "theta", id(state.gradient): "g", id(state.rate): "rate", id(state.update): "update"}
    names |= {id(slot): name for name, slot in state.slots.items()}
    begun: dict[str, float] = dict.fromkeys(state.slots, 0.0)
    if not isinstance(optimizer, Adam):
        return tuple(code_of(tape.calls, names)), begun
    correction, *calls = tape.calls
    cells = zip(correction.function.__code__.co_freevars, correction.function.__closure__ or (), strict=True)
    names |= {
        id(cell.cell_contents): name for name, cell in cells if isinstance(cell.cell_contents, np.ndarray)
    }
    begun |= {name: float(getattr(optimizer, name)) for name in ("beta1", "beta2", "epsilon")}
    return (*CORRECTION, *code_of(calls, names)), begun | {"count": 0}


OPERATORS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}


def code_of(calls: Sequence[Call], names: dict[int, str]) -> Iterator[str]:
    """A line for each call; `names` has those of arrays by their ids, and learns those of new ones.

    An array without a name has the same number everywhere and is written as that number.
    """
    for call in calls:
        called = getattr(call.function, "__name__", "")
        result = names.setdefault(id(call.result), call.scratch or f"work{len(names)}")
        if called == "copyto":
            yield f"{result} = {_written(call.args[1], names)} + 0.0"
            continue
        args = [_written(arg, names) for arg in call.args[:-1]]
        if called in OPERATORS:
            yield f"{result} = {args[0]} {OPERATORS[called]} {args[1]}"
        else:
            yield f"{result} = np.{called}({', '.join(args)})"


def _written(value: object, names: Mapping[int, str]) -> str:
    if id(value) in names:
        return names[id(value)]
    array: Array = np.asarray(value)
    if array.size > 1 and (array != array.ravel()[0]).any():
        raise ValueError(f"an array without a name must be one number everywhere, got {array}; name it")
    return repr(float(array.ravel()[0]))
