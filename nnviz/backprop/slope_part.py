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
    written,
)
from nnviz.networks.activations import ACTIVATIONS
from nnviz.read_only import read_only
from nnviz.tape import Call
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array


def slope_part(step: TrainingStep) -> Part:
    """All slopes of a step; `slope1` is the step that makes that of layer 1."""
    calls = tuple(call for call in step.backward if call.what == "slope")
    layers = range(1, len(step.A))
    sloped = [layer for layer in layers if any(layer in covered_layers(step, call) for call in calls)]
    return Part(calls, tuple(_slope_step(step, layer, calls) for layer in sloped), inner=True)


def covered_layers(step: TrainingStep, call: Call) -> list[int]:
    """The layers whose outputs or slopes a call works on."""
    arrays = [one for one in call.args if isinstance(one, np.ndarray)]
    return [
        layer
        for layer in range(1, len(step.A))
        if any(np.may_share_memory(one, kind[layer]) for one in arrays for kind in (step.A, step.S))
    ]


def _slope_step(step: TrainingStep, layer: int, calls: tuple[Call, ...]) -> ReadStep:
    name, activation = f"slope{layer}", ACTIVATIONS[step.network.activations[layer - 1]]
    read, held = [], _kept(step, layer)
    for call in calls:
        covered = covered_layers(step, call)
        if layer in covered:
            read.append(_slope_call(step, layer, covered[0], call, held))
            held = name if read[-1].name == name else held
        else:
            read.append(UNSEEN)
    a, code = Term(f"a{layer}", rows(step.A[layer][:-1])), written(activation.slope_code, "a", f"a{layer}")
    formula, look = f"{name} = {activation_letter(step, layer)}′(z{layer})", rows(step.S[layer][:-1])
    return ReadStep("backward", layer, name, "slope", f"{name} = {code}", formula, (a,), look, tuple(read))


def _slope_call(step: TrainingStep, layer: int, first: int, call: Call, held: str) -> ReadCall:
    """A call on the layers from the `first` on, as it is for one; `held` is what S is called so far."""
    terms = tuple(_term(step, layer, first, one, held) for one in read_arguments(call))
    name = f"slope{layer}" if np.may_share_memory(call.result, step.S[layer]) else "positive"
    return ReadCall(name, CALL_CODE[call.name], terms, _cut(step, layer, first, call.result))


def _kept(step: TrainingStep, layer: int) -> str:
    """What the forward pass has left where the slope of a layer goes."""
    return next((call.scratch for call in reversed(step.forward) if call.layer == layer and call.scratch), "")


def _term(step: TrainingStep, layer: int, first: int, array: Array, held: str) -> Term:
    if np.may_share_memory(array, step.A[layer]):
        return Term(f"a{layer}", _cut(step, layer, first, array))
    if np.may_share_memory(array, step.S[layer]):
        return Term(held, _cut(step, layer, first, array))
    name = "positive" if array.dtype == bool else ""
    return Term(name, _cut(step, layer, first, array))


def _cut(step: TrainingStep, layer: int, first: int, array: Array) -> Look:
    """The rows of one layer in an array over all layers from the `first` on, as a reader has them."""
    if array.ndim == 0:
        return lambda: read_only(array.copy())
    sizes = step.network.sizes
    start = sum(sizes[one] + 1 for one in range(first, layer))
    units = slice(start, start + sizes[layer])
    return lambda: read_only(array.reshape(-1, step.batch_size)[units].T.copy())
