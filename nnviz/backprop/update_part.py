"""The update of a recorded training step: few calls on flat vectors, read as newW1, newb1, newW2, newb2."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from nnviz.backprop.optimizer_readings import OptimizerReading, optimizer_reading
from nnviz.backprop.parts import CALL_CODE, Look, Part, ReadCall, ReadStep, Term, read_arguments
from nnviz.networks.network import Network
from nnviz.read_only import read_only
from nnviz.tape import Call
from nnviz.training.optimizer import Optimizer, OptimizerState
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array


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
    return lambda flat: read_only(np.array(network.split(flat)[layer - 1][:, :inputs].T, order="C"))


def _biases_in(network: Network, layer: int, inputs: int) -> Callable[[Array], Array]:
    return lambda flat: read_only(network.split(flat)[layer - 1][:, inputs:].ravel().copy())


def update_part(step: TrainingStep, optimizer: Optimizer, state: OptimizerState) -> Part:
    """The calls of the optimizer, and the step that each array of parameters goes through."""
    calls = tuple(step.update)
    return Part(calls, tuple(_step(step, place, calls, optimizer, state) for place in places(step.network)))


def _step(
    step: TrainingStep, place: Place, calls: tuple[Call, ...], optimizer: Optimizer, state: OptimizerState
) -> ReadStep:
    reading, name, parameters = optimizer_reading(optimizer, state), place.name, step.network.parameters
    written = {"W": name, "dW": f"d{name}"}
    remembered = [
        Term(f"state.{one}.{name}", _remembered(place, reading, state, one))
        for one in reading.remembered(state)
    ]
    read, known = [], {id(slot): f"{kind}_{name}" for kind, slot in state.slots.items()}
    known |= {id(parameters): name, id(state.gradient): f"d{name}", id(state.rate): "rate"}
    for call in calls:
        read.append(_call(place, call, known, reading.pace))
        known[id(call.result)] = read[-1].name
    code, formula = "\n".join(reading.code).format(**written), reading.formula.format(**written)
    terms = Term(name, _flat(place, parameters)), Term(f"d{name}", _flat(place, state.gradient)), *remembered
    made = _flat(place, parameters)
    return ReadStep("update", place.layer, f"new{name}", place.kind, code, formula, terms, made, tuple(read))


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
