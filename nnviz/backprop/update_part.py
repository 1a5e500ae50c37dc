"""The update of a recorded training step: few calls on flat vectors, read as newW1, newb1, newW2, newb2."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from nnviz.backprop.optimizer_readings import OptimizerReading, optimizer_reading
from nnviz.backprop.parts import CALL_CODE, Look, Part, ReadCall, ReadStep, Term, read_arguments
from nnviz.networks.network import Network
from nnviz.read_only import read_only
from nnviz.tape import Call, Tape
from nnviz.training.optimizer import Optimizer, OptimizerState
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array

MINUS = ("-", "−")


class Place(NamedTuple):
    """One array of parameters: its layer, its name, "W1" or "b1", and how it is cut out of a flat vector."""

    layer: int
    name: str
    kind: str
    cut: Callable[[Array], Array]


def places(network: Network) -> Iterator[Place]:
    """W and b of every layer, as far as it has one."""
    for layer, (W, b) in enumerate(zip(network.weights, network.biases, strict=True), 1):
        yield Place(layer, f"W{layer}", "weight_update", _weights_in(network, layer, len(W)))
        if b.size:
            yield Place(layer, f"b{layer}", "bias_update", _biases_in(network, layer, len(W)))


def _weights_in(network: Network, layer: int, inputs: int) -> Callable[[Array], Array]:
    return lambda flat: read_only(np.array(_matrix(network, layer, flat)[:, :inputs].T, order="C"))


def _biases_in(network: Network, layer: int, inputs: int) -> Callable[[Array], Array]:
    return lambda flat: read_only(_matrix(network, layer, flat)[:, inputs:].ravel().copy())


def _matrix(network: Network, layer: int, flat: Array) -> Array:
    """The matrix of a layer in a flat vector of all layers, or of that layer alone."""
    own = flat[network.layer_slices[layer - 1]] if flat.size == network.parameters.size else flat
    return own.reshape(network.matrices[layer - 1].shape)


def update_part(
    step: TrainingStep, optimizer: Optimizer, state: OptimizerState, signs: tuple[str, str] = MINUS
) -> Part:
    """The calls of the optimizer, and the step that each array of parameters goes through.

    `signs` stand before what is subtracted, in NumPy and in letters.
    """
    parameters, chosen = step.network.parameters, places(step.network)
    return _part(parameters, tuple(step.update), optimizer, state, chosen, signs)


def layer_update_part(step: TrainingStep, optimizer: Optimizer, state: OptimizerState, layer: int) -> Part:
    """The update of one layer alone, by the same calls on its part of the flat vectors.

    What an optimizer counts is counted in the state once: by layer 1, whose update comes last.
    """
    cut = step.network.layer_slices[layer - 1]
    slots = {
        name: slot[cut] if slot.ndim else slot if layer == 1 else slot.copy()
        for name, slot in state.slots.items()
    }
    own = OptimizerState(state.rate, state.gradient[cut], state.update[cut], slots)
    parameters, tape = step.network.parameters[cut], Tape()
    tape.at(layer, "update")
    optimizer.record(tape, parameters, own)
    chosen = (place for place in places(step.network) if place.layer == layer)
    return _part(parameters, tuple(tape.calls), optimizer, own, chosen)


def _part(
    parameters: Array,
    calls: tuple[Call, ...],
    optimizer: Optimizer,
    state: OptimizerState,
    chosen: Iterable[Place],
    signs: tuple[str, str] = MINUS,
) -> Part:
    reading = optimizer_reading(optimizer, state)
    steps = (_step(place, calls, parameters, state, reading) for place in chosen)
    return Part(calls, tuple(_worded(step, reading, signs) for step in steps))


def _worded(step: ReadStep, reading: OptimizerReading, signs: tuple[str, str]) -> ReadStep:
    """A step with the code and the formula of its optimizer."""
    W = step.name.removeprefix("new")
    code, formula = (
        text.format(W=W, dW=f"d{W}", minus=sign)
        for text, sign in zip(("\n".join(reading.code), reading.formula), signs, strict=True)
    )
    return replace(step, code=code, formula=formula)


def _step(
    place: Place, calls: tuple[Call, ...], parameters: Array, state: OptimizerState, reading: OptimizerReading
) -> ReadStep:
    name = place.name
    remembered = [
        Term(f"state.{one}.{name}", _remembered(place, reading, state, one))
        for one in reading.remembered(state)
    ]
    read, known = [], {id(slot): f"{kind}_{name}" for kind, slot in state.slots.items()}
    known |= {id(parameters): name, id(state.gradient): f"d{name}", id(state.rate): "rate"}
    for call in calls:
        read.append(_call(place, call, known, reading.pace))
        known[id(call.result)] = read[-1].name
    terms = Term(name, _flat(place, parameters)), Term(f"d{name}", _flat(place, state.gradient)), *remembered
    made = _flat(place, parameters)
    return ReadStep("update", place.layer, f"new{name}", place.kind, "", "", terms, made, tuple(read))


def _call(place: Place, call: Call, known: Mapping[int, str], pace: str) -> ReadCall:
    """A call of an update, over arrays that are `known` by name so far."""
    look = _flat(place, call.result)
    if call.name not in CALL_CODE:  # Adam: its moments have no factors, one number at the end puts them in
        return ReadCall("pace", pace, (), look)
    terms = tuple(Term(known.get(id(one), ""), _flat(place, one)) for one in read_arguments(call))
    name = known.get(id(call.result), f"step_{place.name}")
    return ReadCall(f"new{name}" if name == place.name else name, CALL_CODE[call.name], terms, look)


def _flat(place: Place, array: Array) -> Look:
    """The numbers of a place in a flat vector, or a number that is the same everywhere."""
    if array.ndim:
        return lambda: place.cut(array)
    return lambda: read_only(array.copy())


def _remembered(place: Place, reading: OptimizerReading, state: OptimizerState, name: str) -> Look:
    return lambda: place.cut(reading.remembered(state)[name])
