"""Mistakes with a gradient: of the wrong arrays, over the wrong axis, or one that is not set to zero."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from nnviz.backprop.alterations import lengthened, part_of, read_anew, swapped, with_gradient
from nnviz.backprop.backward_parts import delta_part, delta_term, own_slope
from nnviz.backprop.forward_parts import input_term
from nnviz.backprop.parts import UNSEEN, Look, ReadCall, Term, rows, same
from nnviz.backprop.recorded_parts import Recording
from nnviz.backprop.slope_mistakes import sloped_layers
from nnviz.backprop.update_part import places
from nnviz.tape import Call
from nnviz.validation import Array


def own_output(recording: Recording) -> Recording:
    """dW of the layer's own output in place of its input."""
    step = recording.step
    for layer in range(1, len(step.A)):
        a, delta = input_term(step, layer + 1), delta_term(step, layer)
        make = _product(a.look, delta.look)
        recording = with_gradient(
            recording,
            f"dW{layer}",
            make,
            f"a{layer}.T @ delta{layer}",
            f"dW{layer} = a{layer}ᵀ · δ{layer}",
            (a, delta),
        )
    return recording


def gradient_transposed(recording: Recording) -> Recording:
    """dW with its factors the other way round, so that it is transposed."""
    step = recording.step
    for layer in range(1, len(step.A)):
        a, delta = input_term(step, layer), delta_term(step, layer)
        make = _product(delta.look, a.look)
        recording = with_gradient(
            recording,
            f"dW{layer}",
            make,
            f"delta{layer}.T @ a{layer - 1}",
            f"dW{layer} = δ{layer}ᵀ · a{layer - 1}",
            (delta, a),
        )
    return recording


def _product(left: Callable[[], Array], right: Callable[[], Array]) -> Callable[[], Array]:
    return lambda: np.asarray(left().T @ right())


def db_wrong_axis(recording: Recording) -> Recording:
    """db summed over the units in place of the samples."""
    for place in places(recording.network):
        if place.kind == "bias_update":
            delta = delta_term(recording.step, place.layer)
            recording = with_gradient(
                recording,
                f"d{place.name}",
                _sum_over_units(delta.look),
                f"{delta.name}.sum(axis=1)",
                f"d{place.name} = Σ δ{place.layer}",
                (delta,),
            )
    return recording


def _sum_over_units(look: Callable[[], Array]) -> Callable[[], Array]:
    return lambda: np.asarray(look().sum(axis=1))


def sum_for_mean(recording: Recording) -> Recording:
    """The gradient of the sum over the samples, as if it were that of their mean."""
    layer = len(recording.step.A) - 1
    factors = (own_slope(recording.step, layer),) if layer in sloped_layers(recording) else ()
    calls = part_of(recording, f"delta{layer}").calls
    calls = tuple(call for call in calls if not (call.name == "multiply" and call.args[1].ndim == 0))
    part = delta_part(recording.step, layer, calls, factors, summed=True)
    return swapped(recording, f"delta{layer}", part)


# -- what is not set to zero -----------------------------------------------------------------------------


def gradients_not_zeroed(recording: Recording) -> Recording:
    """Every gradient of a parameter is added to that of the step before."""
    step, total = recording.step, np.zeros_like(recording.state.gradient)
    for layer, (sums, G) in enumerate(zip(recording.network.split(total), step.G, strict=True), 1):
        inputs = recording.network.sizes[layer - 1]
        looks = {f"dW{layer}": same(sums[:, :inputs].T), f"db{layer}": same(sums[:, inputs:].reshape(-1))}
        recording = _accumulated(recording, f"dW{layer}", sums, G, looks)
    return replace(recording, kept={**recording.kept, "gradient": total})


def nodes_not_zeroed(recording: Recording) -> Recording:
    """Every gradient, of a parameter and of each z, is added to that of the step before."""
    step = recording.step
    for layer in range(len(step.A) - 1, 0, -1):
        name, delta = f"delta{layer}", step.D[layer][:-1]
        total = np.zeros_like(delta)
        recording = _accumulated(recording, name, total, delta, {name: rows(total)})
        recording = replace(recording, kept={**recording.kept, name: total})
    return gradients_not_zeroed(recording)


def _accumulated(
    recording: Recording, name: str, total: Array, new: Array, looks: Mapping[str, Look]
) -> Recording:
    """The part that makes `name` with its array, `new`, added to a `total`, and that handed on."""
    part = part_of(recording, name)
    layer, what = part.steps[0].layer, part.calls[-1].what
    calls = (
        Call(np.add, (total, new, total), total, layer, what),
        Call(np.copyto, (new, total), new, layer, what),
    )
    old = {read.name: Term(f"old_{read.name}", looks[read.name]) for read in part.steps}
    lines = {
        read.name: (
            ReadCall(read.name, "{0} + {1}", (old[read.name], Term(read.name, read.look)), looks[read.name]),
            UNSEEN,
        )
        for read in part.steps
    }
    longer = lengthened(part, calls, lines)
    for read in part.steps:
        (made, code), (letter, formula) = read.code.split(" = "), read.formula.split(" = ")
        longer = read_anew(
            longer,
            read.name,
            code=f"{made} = old_{made} + {code}",
            formula=f"{letter} = {letter} + {formula}",
            terms=(old[read.name], *read.terms),
        )
    return swapped(recording, name, longer)
