"""The update of each optimizer as a textbook writes it, line by line: gradient, moments, new parameters.
The numbers are those of the recorded calls; the lines say how they come about.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from nnviz.read_only import read_only
from nnviz.training.adaptive_optimizers import AdaGrad, Adam, RMSProp
from nnviz.training.optimizer import Optimizer, OptimizerState
from nnviz.training.optimizers import SGD
from nnviz.validation import Array


class UpdateLine(NamedTuple):
    """One line of an update.

    `name` is what it makes, as a program calls it ("m_hat"), and `symbol` as a book does ("m̂"). `letters` is
    the right side in letters, `numbers` the same with the fields of `nnviz.training.descent.numbers`; the
    gradient has none. `code` is the line in NumPy.
    """

    name: str
    symbol: str
    letters: str
    numbers: str
    code: str


GRADIENT = UpdateLine("g", "g", "∇L(θ)", "", "g = gradient(theta)")
THETA = UpdateLine("theta", "θ", "θ − Δθ", "{old_theta} − {update}", "theta = theta - update")
COUNT = UpdateLine("t", "t", "t + 1", "{old_t} + 1", "t = t + 1")
M = UpdateLine(
    "m",
    "m",
    "β1·m + (1 − β1)·g",
    "{beta1}·{old_m} + {rest1}·{g}",
    "m = beta1 * m + (1 - beta1) * g",
)
V = UpdateLine(
    "v",
    "v",
    "β2·v + (1 − β2)·g²",
    "{beta2}·{old_v} + {rest2}·{g}²",
    "v = beta2 * v + (1 - beta2) * g**2",
)
M_HAT = UpdateLine("m_hat", "m̂", "m / (1 − β1ᵗ)", "{m} / (1 − {beta1}^{t})", "m_hat = m / (1 - beta1**t)")
V_HAT = UpdateLine("v_hat", "v̂", "v / (1 − β2ᵗ)", "{v} / (1 − {beta2}^{t})", "v_hat = v / (1 - beta2**t)")
VELOCITY = UpdateLine("v", "v", "μ·v + g", "{mu}·{old_v} + {g}", "v = mu * v + g")
AHEAD = UpdateLine("d", "d", "g + μ·v", "{g} + {mu}·{v}", "d = g + mu * v")
ADDED = UpdateLine("h", "h", "h + g²", "{old_h} + {g}²", "h = h + g**2")
FADING = UpdateLine(
    "h", "h", "ρ·h + (1 − ρ)·g²", "{rho}·{old_h} + {rest}·{g}²", "h = rho * h + (1 - rho) * g**2"
)


def update_lines(optimizer: Optimizer) -> tuple[UpdateLine, ...]:
    """The lines of one update of an optimizer, in their order: the gradient first, the new parameters last.

    Parameters
    ----------
    optimizer : Optimizer
        One of the kinds in `OPTIMIZERS`.

    Raises
    ------
    ValueError
        For an optimizer of another kind.

    Examples
    --------
    >>> [line.name for line in update_lines(Adam())]
    ['g', 't', 'm', 'v', 'm_hat', 'v_hat', 'update', 'theta']
    """
    return (GRADIENT, *_entry(optimizer).lines(optimizer), THETA)


def constants(optimizer: Optimizer) -> dict[str, float]:
    """The numbers of an optimizer that its lines name, but for the rate, which may change."""
    return _entry(optimizer).constants(optimizer)


def moments(optimizer: Optimizer, state: OptimizerState) -> dict[str, Array]:
    """What an optimizer remembers, by the names of its lines: v, h, or t, m, v, and m_hat, v_hat corrected.

    Parameters
    ----------
    optimizer : Optimizer
        One of the kinds in `OPTIMIZERS`.
    state : OptimizerState
        After an update, or fresh.

    Returns
    -------
    dict of str to Array
        Copies in the shape of the parameters (t: 0-d), read-only; m_hat and v_hat only after an update.

    Raises
    ------
    ValueError
        For an optimizer of another kind.
    """
    found = _entry(optimizer).moments(optimizer, state)
    return {name: read_only(np.array(value)) for name, value in found.items()}


class _Kind(NamedTuple):
    lines: Callable[..., tuple[UpdateLine, ...]]
    constants: Callable[..., dict[str, float]]
    moments: Callable[..., dict[str, Array]]


def _entry(optimizer: Optimizer) -> _Kind:
    found = _KINDS.get(type(optimizer))
    if found is None:
        kinds = ", ".join(kind.__name__ for kind in _KINDS)
        raise ValueError(f"optimizer must be one of {kinds}, got {optimizer!r}")
    return found


def _step(letters: str, numbers: str, code: str) -> UpdateLine:
    """The line that makes what is subtracted from the parameters."""
    return UpdateLine("update", "Δθ", letters, numbers, f"update = {code}")


# -- gradient descent, with momentum or without -------------------------------------------------------
def _sgd_lines(optimizer: SGD) -> tuple[UpdateLine, ...]:
    if not optimizer.momentum:
        return (_step("rate·g", "{rate}·{g}", "rate * g"),)
    if optimizer.nesterov:
        return VELOCITY, AHEAD, _step("rate·d", "{rate}·{d}", "rate * d")
    return VELOCITY, _step("rate·v", "{rate}·{v}", "rate * v")


def _sgd_constants(optimizer: SGD) -> dict[str, float]:
    return {"mu": optimizer.momentum} if optimizer.momentum else {}


def _sgd_moments(optimizer: SGD, state: OptimizerState) -> dict[str, Array]:
    if not optimizer.momentum:
        return {}
    velocity = state.slots["velocity"]
    ahead = {"d": velocity * optimizer.momentum + state.gradient} if optimizer.nesterov else {}
    return {"v": velocity} | ahead


# -- a pace for each parameter ------------------------------------------------------------------------
_SCALED = _step("rate·g / (√h + ε)", "{rate}·{g} / (√{h} + {epsilon})", "rate * g / (np.sqrt(h) + epsilon)")


def _squares(_optimizer: Optimizer, state: OptimizerState) -> dict[str, Array]:
    return {"h": state.slots["squares"]}


def _adam_lines(_optimizer: Adam) -> tuple[UpdateLine, ...]:
    step = _step(
        "rate·m̂ / (√v̂ + ε)",
        "{rate}·{m_hat} / (√{v_hat} + {epsilon})",
        "rate * m_hat / (np.sqrt(v_hat) + epsilon)",
    )
    return COUNT, M, V, M_HAT, V_HAT, step


def _adam_constants(optimizer: Adam) -> dict[str, float]:
    return {"beta1": optimizer.beta1, "beta2": optimizer.beta2, "epsilon": optimizer.epsilon}


def _adam_moments(optimizer: Adam, state: OptimizerState) -> dict[str, Array]:
    """The slots lack the factors (1 - beta1) and (1 - beta2); see `Adam`."""
    t, beta1, beta2 = state.slots["count"], optimizer.beta1, optimizer.beta2
    m, v = (1 - beta1) * state.slots["mean"], (1 - beta2) * state.slots["square"]
    corrected = {"m_hat": m / (1 - beta1 ** int(t)), "v_hat": v / (1 - beta2 ** int(t))} if t else {}
    return {"t": t, "m": m, "v": v} | corrected


_KINDS: Mapping[type, _Kind] = {
    SGD: _Kind(_sgd_lines, _sgd_constants, _sgd_moments),
    AdaGrad: _Kind(lambda _: (ADDED, _SCALED), lambda one: {"epsilon": one.epsilon}, _squares),
    RMSProp: _Kind(
        lambda _: (FADING, _SCALED), lambda one: {"rho": one.decay, "epsilon": one.epsilon}, _squares
    ),
    Adam: _Kind(_adam_lines, _adam_constants, _adam_moments),
}
