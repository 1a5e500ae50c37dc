"""How each optimizer is written in a textbook, and what it remembers under the names that it has there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nnviz.training.adaptive_optimizers import AdaGrad, Adam, RMSProp
from nnviz.training.optimizer import Optimizer, OptimizerState
from nnviz.training.optimizers import SGD
from nnviz.validation import Array

Memory = Mapping[str, Array]


@dataclass(frozen=True)
class OptimizerReading:
    """One update in letters and in lines of NumPy, over {W}, {dW} and {minus}, and how its memory is read.

    `pace` is the line of the number that a whole update is multiplied by, if there is one.
    `remembered` gives what lasts from step to step, by name: flat vectors as `Network.parameters`.
    `corrected` gives what one update makes of it, after the update.
    """

    formula: str
    code: tuple[str, ...]
    remembered: Callable[[OptimizerState], Memory]
    corrected: Callable[[OptimizerState], Memory] = lambda _: {}
    pace: str = ""


def optimizer_reading(optimizer: Optimizer, state: OptimizerState) -> OptimizerReading:
    """The reading for the coming update, with its numbers.

    Raises
    ------
    TypeError
        For an optimizer that has no entry in the table.
    """
    for kind, reading in READINGS.items():
        if isinstance(optimizer, kind):
            return reading(optimizer, state)
    raise TypeError(f"{type(optimizer).__name__} has no reading; write one in READINGS")


def _gradient_descent(optimizer: SGD, state: OptimizerState) -> OptimizerReading:
    rate, kept = float(state.rate), optimizer.momentum
    if not kept:
        code = (f"new{{W}} = {{W}} {{minus}} {rate} * {{dW}}",)
        return OptimizerReading("new{W} = {W} {minus} η · {dW}", code, lambda _: {})
    velocity = f"velocity_{{W}} = {kept} * velocity_{{W}} + {{dW}}"
    if optimizer.nesterov:
        formula = "v = μ · v + {dW},  new{W} = {W} {minus} η · ({dW} + μ · v)"
        update = f"new{{W}} = {{W}} {{minus}} {rate} * ({{dW}} + {kept} * velocity_{{W}})"
    else:
        formula = "v = μ · v + {dW},  new{W} = {W} {minus} η · v"
        update = f"new{{W}} = {{W}} {{minus}} {rate} * velocity_{{W}}"
    return OptimizerReading(formula, (velocity, update), lambda now: {"velocity": now.slots["velocity"]})


def _adagrad(optimizer: AdaGrad, state: OptimizerState) -> OptimizerReading:
    squares = "h_{W} = h_{W} + {dW}**2"
    return _scaled("h = h + {dW}²", squares, optimizer.epsilon, state)


def _rmsprop(optimizer: RMSProp, state: OptimizerState) -> OptimizerReading:
    kept = optimizer.decay
    squares = f"h_{{W}} = {kept} * h_{{W}} + (1 - {kept}) * {{dW}}**2"
    return _scaled("h = ρ · h + (1 − ρ) · {dW}²", squares, optimizer.epsilon, state)


def _scaled(letters: str, squares: str, epsilon: float, state: OptimizerState) -> OptimizerReading:
    update = f"new{{W}} = {{W}} {{minus}} {float(state.rate)} * {{dW}} / (np.sqrt(h_{{W}}) + {epsilon})"
    formula = f"{letters},  new{{W}} = {{W}} {{minus}} η · {{dW}} / (√h + ε)"
    return OptimizerReading(formula, (squares, update), lambda now: {"h": now.slots["squares"]})


def _adam(optimizer: Adam, state: OptimizerState) -> OptimizerReading:
    epsilon, beta1, beta2, steps = (
        optimizer.epsilon,
        optimizer.beta1,
        optimizer.beta2,
        int(state.slots["count"]) + 1,
    )

    def remembered(now: OptimizerState) -> Memory:
        # The slots leave out the factors (1 - beta), see `Adam`.
        return {"m": (1 - beta1) * now.slots["mean"], "v": (1 - beta2) * now.slots["square"]}

    def corrected(now: OptimizerState) -> Memory:
        m, v = remembered(now).values()
        count = int(now.slots["count"])
        return {"mhat": m / (1 - beta1**count), "vhat": v / (1 - beta2**count)}

    code = (
        f"m_{{W}} = {beta1} * m_{{W}} + (1 - {beta1}) * {{dW}}",
        f"v_{{W}} = {beta2} * v_{{W}} + (1 - {beta2}) * {{dW}}**2",
        f"mhat_{{W}} = m_{{W}} / (1 - {beta1}**{steps})",
        f"vhat_{{W}} = v_{{W}} / (1 - {beta2}**{steps})",
        f"new{{W}} = {{W}} {{minus}} {float(state.rate)} * mhat_{{W}} / (np.sqrt(vhat_{{W}}) + {epsilon})",
    )
    formula = "new{W} = {W} {minus} η · m̂ / (√v̂ + ε)"
    root = f"np.sqrt((1 - {beta2}) / (1 - {beta2}**{steps}))"
    pace = f"{float(state.rate)} * (1 - {beta1}) / (1 - {beta1}**{steps}) / {root}"
    return OptimizerReading(formula, code, remembered, corrected, pace)


READINGS: Mapping[type, Callable[..., OptimizerReading]] = {
    SGD: _gradient_descent,
    AdaGrad: _adagrad,
    RMSProp: _rmsprop,
    Adam: _adam,
}
