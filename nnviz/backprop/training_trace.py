"""One training step as a timeline: forward, loss, backward, update, with every number of it.
Its steps are read off the recorded calls that train, run one after another, so nothing is computed twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from nnviz.backprop.optimizer_readings import optimizer_reading
from nnviz.backprop.parts import UNSEEN, Operand, Part, ReadStep, TraceCall
from nnviz.backprop.recorded_parts import Recording
from nnviz.backprop.recorded_training import recorded_training
from nnviz.backprop.update_part import places
from nnviz.networks.network import Network
from nnviz.read_only import read_only
from nnviz.timeline import StoredTimeline
from nnviz.training.optimizer import Optimizer
from nnviz.validation import Array, choice


@dataclass(frozen=True, eq=False)
class TraceStep:
    """One step of a training step: the array that it makes, and what of.

    `number` counts from 0, `phase` is "forward", "loss", "backward" or "update", `layer` counts from 1 (the
    last one for the loss). `name` is the array: z1 a1 ... loss, delta2 dW2 db2 delta1 dW1 db1, then newW1
    newb1 newW2 newb2. `kind` says what is done: "product", "activation", "loss", "output_delta",
    "hidden_delta", "weight_gradient", "bias_gradient", "weight_update" or "bias_update".

    `operands` and `result` are read-only, with samples as rows: delta is dL/dz and has the shape of z, dW has
    that of W. `code` does it in NumPy, in several lines where an optimizer has a memory, `formula` in
    letters. `calls` are the recorded calls that it is made of, in their order; a linear activation has none.
    """

    number: int
    phase: str
    layer: int
    name: str
    kind: str
    operands: tuple[Operand, ...]
    result: Array
    code: str
    formula: str
    calls: tuple[TraceCall, ...]


@dataclass(frozen=True, eq=False)
class Failure:
    """The step at which NumPy refuses to go on, as after a mistake; the fields are those of `TraceStep`.

    `error` is the name of the exception, `message` what it says.
    """

    phase: str
    layer: int
    name: str
    kind: str
    operands: tuple[Operand, ...]
    code: str
    formula: str
    error: str
    message: str


@dataclass(frozen=True, eq=False)
class TrainingTrace(StoredTimeline[TraceStep]):
    """A training step as a sequence of steps; made by `training_trace`.

    X (samples, inputs) and T (samples, outputs), the targets as numbers, `weights` (fan_in, fan_out) and
    `biases` (fan_out,) before the step, `new_weights` and `new_biases` after it: read-only copies.
    `activations` has a name for each layer. `loss_name`, `optimizer`, `mistake` and `reduction` are what was
    asked for. `loss_before` and `loss_after` are the loss of this batch, summed if the reduction is "sum".

    `arrays` holds every array by its name: what the `steps` make, "a0", "T", "W1", "b1", the slopes da/dz as
    "slope1", and what the optimizer remembers, "state.velocity.W1" before and "newstate.velocity.W1" after.
    With a mistake NumPy may refuse to go on: then the steps end there, `failure` says why, the parameters
    stay as they are, and `loss_after` is NaN.
    `memory` is what the next step goes on from: hand it to `training_trace` as `state`. `network` is the one
    after the step; `after` gives a copy to train.
    """

    X: Array
    T: Array
    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    new_weights: tuple[Array, ...]
    new_biases: tuple[Array, ...]
    activations: tuple[str, ...]
    loss_name: str
    optimizer: Optimizer
    mistake: str | None
    reduction: str
    loss_before: float
    loss_after: float
    steps: tuple[TraceStep, ...]
    arrays: Mapping[str, Array]
    memory: Mapping[str, Array]
    network: Network
    failure: Failure | None = None

    def array(self, name: str) -> Array:
        """The array called `name`, read-only; ValueError if there is none."""
        return self.arrays[choice("name", name, self.arrays)]

    def step(self, name: str) -> TraceStep:
        """The step that makes the array called `name`; ValueError if there is none."""
        return self.steps[self._numbers[choice("name", name, self._numbers)]]

    @cached_property
    def gradients(self) -> Mapping[str, Array]:
        """dL/d(it) for each array of parameters by its name, "W1" or "b1", in the shape of that array."""
        return {
            step.name.removeprefix("d"): step.result
            for step in self.steps
            if step.kind in ("weight_gradient", "bias_gradient")
        }

    def before(self) -> Network:
        """A network with the parameters before the step."""
        hidden, output = self.activations[:-1], self.activations[-1]
        return Network.from_parameters(self.weights, self.biases, hidden, output, self.network.dtype.name)

    def after(self) -> Network:
        """A network with the new parameters, to go on with."""
        return self.network.copy()

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {step.name: step.number for step in self.steps}


def training_trace(
    net: Network,
    X: ArrayLike,
    Y: ArrayLike,
    loss: str = "half_squared_error",
    optimizer: Optimizer | None = None,
    mistake: str | None = None,
    reduction: str = "mean",
    state: Mapping[str, ArrayLike] | None = None,
) -> TrainingTrace:
    """Train a copy of a network for one step and keep every number.

    The calls are those of `TrainingStep`, one after another, with a copy of what each reads and writes; the
    new parameters are those of `Trainer.step`, to the last bit.

    Parameters
    ----------
    net : Network
        Left as it is. Also one with the activation "step", which no `Trainer` takes: its gradients are zero.
    X : array_like, (samples, inputs)
    Y : array_like, (samples, outputs)
        As the loss takes it.
    loss : str
        A key of `LOSSES`.
    optimizer : Optimizer, optional
        `SGD(0.01)` if not given.
    mistake : str, optional
        A key of `MISTAKES`: the step is done with it.
    reduction : {"mean", "sum"}
        Whether the loss is the mean over the samples, or their sum.
    state : mapping, optional
        What the optimizer remembers, as `memory` of the trace before or `Trainer.state.saved()` have it. A
        mistake that begins with other numbers, such as all zero, begins with them unless this is the memory
        of a trace with it.

    Returns
    -------
    TrainingTrace

    Raises
    ------
    ValueError
        For what does not fit, or is not finite.

    Examples
    --------
    >>> from nnviz import SGD
    >>> net = Network.from_parameters([[[0.5], [-0.5]]], [[0.1]])
    >>> trace = training_trace(net, [[2, 3]], [[1]], optimizer=SGD(0.02))
    >>> [step.name for step in trace]
    ['z1', 'a1', 'loss', 'delta1', 'dW1', 'db1', 'newW1', 'newb1']
    >>> print(trace.step("dW1").code, trace.array("dW1").ravel().round(3))
    dW1 = a0.T @ delta1 [-2.8 -4.2]
    """
    recording = recorded_training(net, X, Y, loss, optimizer, mistake, reduction, state)
    with np.errstate(all="ignore"):
        return _traced(recording, mistake)


def _traced(recording: Recording, mistake: str | None = None) -> TrainingTrace:
    step, network = recording.step, recording.network
    X, T = (read_only(np.array(one.T, order="C")) for one in (step.A[0][:-1], step.T))
    arrays = {"a0": X, "T": T, **_parameters(network), **_remembered(recording, "state")}
    weights, biases = _copies(network)
    steps: list[TraceStep] = []
    opened: dict[str, tuple[TraceCall, ...]] = {}
    failure = None
    for part in recording.parts:
        failure = failure or _run(part, steps, opened, arrays)
    after = np.nan if failure else recording.find_loss()
    if not failure:
        arrays |= _remembered(recording, "newstate")
    new_weights, new_biases = _copies(network)
    kept = {name: one.copy() for name, one in recording.kept.items()}
    return TrainingTrace(
        X,
        T,
        weights,
        biases,
        new_weights,
        new_biases,
        network.activations,
        step.loss.name,
        recording.optimizer,
        mistake,
        "sum" if recording.summed else "mean",
        float(arrays["loss"]),
        after,
        tuple(steps),
        arrays,
        recording.state.saved() | kept,
        network,
        failure,
    )


def _run(
    part: Part, steps: list[TraceStep], opened: dict[str, tuple[TraceCall, ...]], arrays: dict[str, Array]
) -> Failure | None:
    """Run the calls of a part, and keep what its steps and their calls read and write; or say what failed."""
    operands = [tuple(term.operand for term in read.terms) for read in part.steps]
    seen: list[list[TraceCall]] = [[] for _ in part.steps]
    for number, call in enumerate(part.calls):
        reads = [read.calls[number] for read in part.steps]
        before = [tuple(term.operand for term in read.terms) for read in reads]
        try:
            call.function(*call.args)
        except ValueError as error:
            return _failed(part.steps[0], operands[0], error)
        for calls, line, values in zip(seen, reads, before, strict=True):
            if line is not UNSEEN:
                calls.append(line.taken(values))
    for read, values, calls in zip(part.steps, operands, seen, strict=True):
        result = arrays[read.name] = read.look()
        earlier = [one for name in read.opens for one in opened[name]]
        opened[read.name] = (*earlier, *calls)
        if not part.inner:
            steps.append(_step(len(steps), read, values, result, opened[read.name]))
    return None


def _failed(read: ReadStep, operands: tuple[Operand, ...], error: ValueError) -> Failure:
    message = " ".join(str(error).split())
    kind = type(error).__name__
    return Failure(
        read.phase, read.layer, read.name, read.kind, operands, read.code, read.formula, kind, message
    )


def _step(
    number: int, read: ReadStep, operands: tuple[Operand, ...], result: Array, calls: tuple[TraceCall, ...]
) -> TraceStep:
    return TraceStep(
        number, read.phase, read.layer, read.name, read.kind, operands, result, read.code, read.formula, calls
    )


def _parameters(network: Network) -> dict[str, Array]:
    return {place.name: place.cut(network.parameters) for place in places(network)}


def _copies(network: Network) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
    weights = tuple(read_only(np.array(W, order="C")) for W in network.weights)
    return weights, tuple(read_only(b.copy()) for b in network.biases)


def _remembered(recording: Recording, prefix: str) -> dict[str, Array]:
    """What the optimizer remembers of every array of parameters, by name."""
    reading = optimizer_reading(recording.optimizer, recording.state)
    vectors = dict(reading.remembered(recording.state))
    if prefix == "newstate":
        vectors |= reading.corrected(recording.state)
    return {
        f"{prefix}.{name}.{place.name}": place.cut(vector)
        for name, vector in vectors.items()
        for place in places(recording.network)
    }
