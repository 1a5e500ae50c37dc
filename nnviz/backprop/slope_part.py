"""The slopes of the activations, da/dz: recorded for neighbouring layers in one go, read layer by layer.
They are no steps of their own for a reader, but open in the delta that they are a factor of.
"""

import numpy as np

from nnviz.backprop.forward_parts import activation_letter
from nnviz.backprop.parts import (
    CALL_CODE,
    UNSEEN,
    Look,
    Part,
    ReadCall,
    ReadStep,
    Term,
    read_arguments,
    rows,
    slope_written,
)
from nnviz.networks.activations import ACTIVATIONS
from nnviz.read_only import read_only
from nnviz.tape import Call
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array

SLOPE = 0  # stands for the array of the slope itself among those known by their id
Known = dict[int, str]  # what arrays are called so far, by their id


def slope_part(step: TrainingStep) -> Part:
    """All slopes of a step; `slope1` is the step that makes that of layer 1."""
    calls = tuple(call for call in step.backward if call.what == "slope")
    layers = range(1, len(step.A))
    covered = covered_layers(step, calls)
    sloped = [layer for layer in layers if any(layer in one for one in covered)]
    return Part(calls, tuple(_slope_step(step, layer, calls, covered) for layer in sloped), inner=True)


def covered_layers(step: TrainingStep, calls: tuple[Call, ...]) -> list[list[int]]:
    """The layers whose outputs or slopes each call works on; one on work arrays alone goes with the last."""
    found: list[list[int]] = []
    for call in calls:
        arrays = [one for one in call.args if isinstance(one, np.ndarray)]
        own = [
            layer
            for layer in range(1, len(step.A))
            if any(np.may_share_memory(one, kind[layer]) for one in arrays for kind in (step.A, step.S))
        ]
        found.append(own or found[-1])
    return found


def _slope_step(
    step: TrainingStep, layer: int, calls: tuple[Call, ...], covered: list[list[int]]
) -> ReadStep:
    name, activation = f"slope{layer}", ACTIVATIONS[step.network.activations[layer - 1]]
    read, known = [], {SLOPE: _kept(step, layer)}
    for call, layers in zip(calls, covered, strict=True):
        seen = layer in layers
        read.append(_slope_call(step, layer, layers[0], call, known) if seen else UNSEEN)
    a, code = Term(f"a{layer}", rows(step.A[layer][:-1])), slope_written(activation, f"a{layer}", f"z{layer}")
    formula, look = f"{name} = {activation_letter(step, layer)}′(z{layer})", rows(step.S[layer][:-1])
    return ReadStep("backward", layer, name, "slope", f"{name} = {code}", formula, (a,), look, tuple(read))


def _slope_call(step: TrainingStep, layer: int, first: int, call: Call, known: Known) -> ReadCall:
    """A call on the layers from the `first` on, as it is for one; what it writes is `known` by name then."""
    terms = tuple(_term(step, layer, first, one, known) for one in read_arguments(call))
    slope = np.may_share_memory(call.result, step.S[layer])
    name = call.scratch or (f"slope{layer}" if slope else "positive")
    known[SLOPE if slope else id(call.result)] = name
    return ReadCall(name, CALL_CODE[call.name], terms, _cut(step, layer, first, call.result))


def _kept(step: TrainingStep, layer: int) -> str:
    """What the forward pass has left where the slope of a layer goes."""
    own = [call for call in step.forward if np.may_share_memory(call.result, step.S[layer])]
    return next((call.scratch for call in reversed(own) if call.scratch), "")


def _term(step: TrainingStep, layer: int, first: int, array: Array, known: Known) -> Term:
    if np.may_share_memory(array, step.A[layer]):
        return Term(f"a{layer}", _cut(step, layer, first, array))
    if np.may_share_memory(array, step.S[layer]):
        return Term(known[SLOPE], _cut(step, layer, first, array))
    return Term(known.get(id(array), ""), _cut(step, layer, first, array))


def _cut(step: TrainingStep, layer: int, first: int, array: Array) -> Look:
    """The rows of one layer in an array over all layers from the `first` on, as a reader has them."""
    if array.ndim == 0:
        return lambda: read_only(array.copy())
    sizes = step.network.sizes
    start = sum(sizes[one] + 1 for one in range(first, layer))
    units = slice(start, start + sizes[layer])
    return lambda: read_only(array.reshape(-1, step.batch_size)[units].T.copy())
