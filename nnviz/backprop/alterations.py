"""How a recorded training step is altered: parts are swapped, calls are put in or left out.
An array of a wrong shape is followed until NumPy complains, as it would in a reader's own program.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from nnviz.backprop.parts import UNSEEN, Part, ReadCall, ReadStep, Term, same
from nnviz.backprop.recorded_parts import Recording
from nnviz.backprop.update_part import layer_update_part
from nnviz.tape import Call
from nnviz.validation import Array

Make = Callable[[], Array]


def find(recording: Recording, name: str) -> int:
    """The number of the part that makes the array called `name`."""
    return next(
        number for number, part in enumerate(recording.parts) if any(step.name == name for step in part.steps)
    )


def part_of(recording: Recording, name: str) -> Part:
    """The part that makes the array called `name`."""
    return recording.parts[find(recording, name)]


def swapped(recording: Recording, name: str, *new: Part) -> Recording:
    """The recording with other parts in place of the one that makes `name`."""
    at = find(recording, name)
    return replace(recording, parts=(*recording.parts[:at], *new, *recording.parts[at + 1 :]))


def read_anew(part: Part, name: str, **changes: Any) -> Part:
    """The part with other words for one of its steps."""
    steps = tuple(replace(one, **changes) if one.name == name else one for one in part.steps)
    return replace(part, steps=steps)


def lengthened(part: Part, calls: Iterable[Call], lines: Mapping[str, Iterable[ReadCall]]) -> Part:
    """The part with more `calls` at its end; `lines` says for each step, by name, how they are read there."""
    calls = tuple(calls)
    steps = []
    for step in part.steps:
        read = tuple(lines.get(step.name, ())) or (UNSEEN,) * len(calls)
        steps.append(replace(step, calls=(*step.calls, *read)))
    return replace(part, calls=(*part.calls, *calls), steps=tuple(steps))


def shape_of(make: Make) -> tuple[int, ...] | None:
    """The shape of what is made, None if NumPy refuses to make it."""
    try:
        with np.errstate(all="ignore"):
            return make().shape
    except ValueError:
        return None


def call_into(make: Make, out: Array, layer: int, what: str) -> Call:
    """The call that makes an array and writes it to `out`."""

    def call() -> None:
        out[...] = make()

    return Call(call, (), out, layer, what)


def made_part(read: ReadStep, make: Make, out: Array, what: str) -> Part:
    """A part of one call that makes an array, or fails to; `read` says how that is read."""
    code = read.code.splitlines()[-1].partition(" = ")[2]
    line = ReadCall(read.name, code, read.terms, read.look)
    return Part((call_into(make, out, read.layer, what),), (replace(read, calls=(line,)),))


# -- deltas of another shape -----------------------------------------------------------------------------


def with_delta(recording: Recording, layer: int, make: Make, read: ReadStep) -> Recording:
    """The recording with the delta of a layer made by `make` (samples, ...), read as `read`.

    If that has not the shape of z, its gradients have not that of W, and NumPy complains where it goes on
    back, or at the update of the first layer.
    """
    step, at = recording.step, find(recording, f"delta{layer}")
    delta, shape = step.D[layer][:-1].T, shape_of(make)
    if shape == delta.shape:
        return swapped(recording, read.name, made_part(read, make, delta, "delta"))
    wide = np.empty(shape or delta.shape, delta.dtype)
    read = replace(read, look=same(wide))
    parts = [*recording.parts[:at], made_part(read, make, wide, "delta")]
    if shape is not None:
        parts += _followed(recording, layer, wide)
    return replace(recording, parts=tuple(parts), fails=True)


def _followed(recording: Recording, layer: int, wide: Array) -> list[Part]:
    """The gradients from a delta (samples, more or fewer than the units), and what fails after them."""
    step, delta = recording.step, Term(f"delta{layer}", same(wide))
    below = step.A[layer - 1][:-1]
    dW, db = np.empty((len(below), wide.shape[1]), wide.dtype), np.empty(wide.shape[1], wide.dtype)
    parts = []
    for name, make, out in (
        (f"dW{layer}", lambda: below @ wide, dW),
        (f"db{layer}", lambda: wide.sum(axis=0), db),
    ):
        found = [one for one in part_of(recording, f"dW{layer}").steps if one.name == name]
        for read in found:
            terms = tuple(delta if term.name == delta.name else term for term in read.terms)
            parts.append(made_part(replace(read, terms=terms, look=same(out)), make, out, "gradient"))
    if layer == 1:
        return [*parts, *failing_updates(recording, {f"dW{layer}": dW, f"db{layer}": db})]
    W, read = step.network.weights[layer - 1], part_of(recording, f"delta{layer - 1}").steps[0]
    code = read.code.replace(f"{delta.name} @ W{layer}.T", f"{delta.name}.dot(W{layer}.T)")
    read = replace(read, code=code, terms=(delta, *read.terms[1:]))
    back = made_part(read, lambda: np.asarray(wide.dot(W.T)), step.D[layer - 1][:-1].T, "delta")
    return [*parts, back]


# -- gradients of another shape --------------------------------------------------------------------------


def with_gradient(
    recording: Recording, name: str, make: Make, code: str, formula: str, terms: tuple[Term, ...]
) -> Recording:
    """The recording with the gradient called `name`, "dW1" or "db1", made by `make`.

    One that has not the shape of its parameters is stretched to it where NumPy does so in `W -= rate * dW`;
    else that is where NumPy complains.
    """
    part = part_of(recording, name)
    read = next(one for one in part.steps if one.name == name)
    target = _gradient_view(recording, read)
    shape = make().shape
    out = target if shape == target.shape else np.empty(shape, target.dtype)
    calls, line = [call_into(make, out, read.layer, "gradient")], [ReadCall(name, code, terms, same(out))]
    fits = _fits(shape, target.shape)
    if fits and out is not target:
        calls.append(Call(np.copyto, (target, out), target, read.layer, "gradient"))
        line.append(UNSEEN)
    before = (UNSEEN,) * len(part.calls)
    changes = {"code": f"{name} = {code}", "formula": formula, "terms": terms, "look": same(out)}
    part = read_anew(lengthened(part, calls, {}), name, calls=(*before, *line), **changes)
    recording = swapped(recording, name, part)
    return recording if fits else replace(recording, wrong={**recording.wrong, name: out})


def _gradient_view(recording: Recording, read: ReadStep) -> Array:
    gradient, inputs = recording.step.G[read.layer - 1], recording.network.sizes[read.layer - 1]
    return gradient[:, :inputs].T if read.kind == "weight_gradient" else gradient[:, inputs:].reshape(-1)


def _fits(shape: tuple[int, ...], target: tuple[int, ...]) -> bool:
    """Whether NumPy stretches an array of this shape to the target in an operation in place."""
    try:
        return np.broadcast_shapes(shape, target) == target
    except ValueError:
        return False


def failing_updates(recording: Recording, wrong: Mapping[str, Array]) -> list[Part]:
    """The updates of all layers up to the first parameters whose gradient, one of `wrong`, does not fit."""
    parts: list[Part] = []
    for layer in range(1, len(recording.step.A)):
        update = layer_update_part(recording.step, recording.optimizer, recording.state, layer)
        for number, read in enumerate(update.steps):
            name = read.name.removeprefix("new")
            if f"d{name}" in wrong:
                if number:
                    parts.append(replace(update, steps=update.steps[:number]))
                return [*parts, _failing_update(recording, read, name, wrong[f"d{name}"])]
        parts.append(update)
    return parts


def _failing_update(recording: Recording, read: ReadStep, name: str, gradient: Array) -> Part:
    """W -= rate * dW with a dW that does not fit."""
    network = recording.network
    kind = network.weights if read.kind == "weight_update" else network.biases
    parameters, rate = kind[read.layer - 1], recording.state.rate

    def make() -> Array:
        trial = np.array(parameters, order="C")
        trial -= rate * gradient
        return trial

    terms = tuple(Term(one.name, same(gradient)) if one.name == f"d{name}" else one for one in read.terms)
    read = replace(read, terms=terms, code=f"{name} -= {float(rate)} * d{name}")
    return made_part(read, make, parameters, "update")


def finished(recording: Recording) -> Recording:
    """The recording as it runs: one with gradients that do not fit ends at the update that they fail at."""
    if recording.fails or not recording.wrong:
        return recording
    update = find(recording, "newW1")
    parts = *recording.parts[:update], *failing_updates(recording, recording.wrong)
    return replace(recording, parts=parts, fails=True)
