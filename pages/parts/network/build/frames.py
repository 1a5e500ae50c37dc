"""The frames of a forward pass: one before the first NumPy call, and one after each.
Every number is the core's; what is not computed yet is NaN. What stays the same is sent once."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import numpy as np

from nnviz import ACTIVATIONS, ForwardPass, ForwardStep
from nnviz.networks.forward_trace import AFTER, BEFORE
from pages.parts.network.cells import cell
from pages.parts.network.settings import NetworkSettings
from pages.shared.protocol.layouts import Array, Dtype, Field, Layout
from pages.shared.scenes import layer
from pages.shared.scenes.callout import CORNERS, LETTERS, LINES
from pages.shared.scenes.layer import LIVE as BOTH
from pages.shared.scenes.layer import NEAR, Shape
from pages.shared.scenes.network_editor import DONE, LIVE, columns

NOWHERE = -1.0


def shapes(settings: NetworkSettings) -> tuple[Shape, ...]:
    """Return every layer's shape, and where its numbers begin in the fields."""
    sizes, samples = settings.sizes, len(settings.X)
    W = _starts([inputs * units for inputs, units in pairwise(sizes)])
    b, before = _starts(sizes[1:]), _starts(sizes)
    return tuple(
        Shape(
            at + 1, sizes[at], sizes[at + 1], samples, W[at], b[at], b[at] * samples, before[at], max(sizes)
        )
        for at in range(len(sizes) - 1)
    )


def _starts(counts: Sequence[int]) -> list[int]:
    return [0, *accumulate(counts)]


def layout(settings: NetworkSettings, more: tuple[Field, ...] = ()) -> Layout:
    """The fields: W, b, z and a hold all layers one after another, a without the inputs. What is the same
    in all frames is sent once, with `more` that others fill."""
    sizes, samples = settings.sizes, len(settings.X)
    X, b = samples * sizes[0], sum(sizes[1:])
    W, z, layers = sum(inputs * units for inputs, units in pairwise(sizes)), samples * b, len(sizes) - 1
    plain = [
        *_fields("float32", step=1, line=1, unitline=1),
        *_fields("float64", z=z, a=z, units=sum(sizes)),
        *_fields("uint8", known=layers + 1, knownz=layers, knowna=layers, calltext=LINES * LETTERS),
    ]
    once = [
        *_fields("float64", X=X, W=W, b=b, value=1, inputvalue=1),
        *_fields("float32", place=2, wires=W, editing=layers + 1, inputplace=2),
        *_fields("float32", callout=2 * CORNERS, callplaces=2 * LINES),
        *_fields("uint8", called=1, typing=1),
        *_fields("uint8", markX=X, markW=W, markb=b, markz=z, marka=z, row=1),
        *_fields("uint8", markwires=W, markunits=sum(sizes), activations=layers),
        *more,
    ]
    return Layout(tuple(plain), tuple(once))


def _fields(dtype: Dtype, **lengths: int) -> list[Field]:
    return [Field(name, dtype, length) for name, length in lengths.items()]


# -- what changes from step to step ---------------------------------------------------------------
def shown_frames(
    settings: NetworkSettings, forward: ForwardPass, fields: Layout, shown: Sequence[ForwardStep]
) -> Array:
    """Return a frame before the first step, and one after each that is `shown`; `step` counts NumPy calls."""
    rows = frames(settings, forward, fields)[[0, *(step.number + 1 for step in shown)]]
    rows["line"][:, 0] = np.arange(len(rows))
    return rows


def frames(settings: NetworkSettings, forward: ForwardPass, fields: Layout) -> Array:
    """Return all frames of a forward pass: what a step writes stays until another writes there."""
    rows = fields.empty(len(forward) + 1)
    rows["step"][:, 0] = rows["line"][:, 0] = np.arange(len(rows))
    rows["unitline"] = NOWHERE
    rows["z"] = rows["a"] = rows["units"] = np.nan
    rows["units"][:, : settings.sizes[0]] = forward.X[settings.row]
    for step, shape in _written(settings, forward):
        after, numbers = rows[step.number + 1 :], slice(shape.z, shape.z + step.result.size)
        if step.what == BEFORE:
            after["z"][:, numbers] = step.result.ravel()
        if step.finished or step.what == AFTER:
            after["a"][:, numbers] = step.result.ravel()
        start = shape.before + shape.inputs  # of the circles of this layer
        after["units"][:, start : start + shape.units] = step.result[settings.row]
    _fill_states(rows, forward)
    return rows


def _written(settings: NetworkSettings, forward: ForwardPass) -> Iterator[tuple[ForwardStep, Shape]]:
    """The steps that write z or a of a layer, with its shape: not those that fill a work array."""
    known = shapes(settings)
    return (
        (step, known[step.layer - 1]) for step in forward if step.name in (f"z{step.layer}", f"a{step.layer}")
    )


def _fill_states(rows: Array, forward: ForwardPass) -> None:
    """Write whether units, z and a of every layer come later, are computed in this step, or were before."""
    rows["known"][:, 0] = DONE
    firsts = [step.number + 1 for step in forward if step.what == BEFORE]
    lasts = [step.number + 1 for step in forward if step.finished]
    for number, (first, last) in enumerate(zip(firsts, lasts, strict=True), 1):
        spans = (("known", number, first, last), ("knownz", number - 1, first, first))
        for name, place, start, end in (*spans, ("knowna", number - 1, min(first + 1, last), last)):
            rows[name][start : end + 1, place] = LIVE
            rows[name][end + 1 :, place] = DONE


# -- what is the same in all of them ------------------------------------------------------------------
def fill(found: Array, settings: NetworkSettings, forward: ForwardPass) -> None:
    """Write the numbers that go in, and what is chosen, into what is sent once."""
    W = _flat(forward.weights)
    found["X"], found["W"], found["b"] = forward.X.ravel(), W, _flat(forward.biases)
    found["wires"] = W / max(1.0, np.abs(W).max())
    found["row"] = settings.row
    found["activations"] = [list(ACTIVATIONS).index(name) for name in settings.activations]
    _fill_marks(found, settings)
    _fill_box(found, settings, forward)
    _fill_input(found, settings)


def _flat(parts: Sequence[Array]) -> Array:
    return np.concatenate([part.ravel() for part in parts])


def _fill_marks(found: Array, settings: NetworkSettings) -> None:
    """Light the chosen unit: its column everywhere, what comes in for the chosen sample, and its wires."""
    if settings.unit is None:
        return
    number, unit = settings.unit
    units = [np.zeros(size) for size in settings.sizes]
    units[number][unit] = BOTH
    samples = [np.zeros(settings.shape("a", at)) for at in range(len(settings.sizes))]
    samples[number][:, unit] = NEAR
    samples[number][settings.row, unit] = BOTH
    sums = [np.zeros(one.shape) for one in samples[1:]]
    weights = [np.zeros(settings.shape("W", at)) for at in range(1, len(settings.sizes))]
    biases = [np.zeros(size) for size in settings.sizes[1:]]
    if number:
        weights[number - 1][:, unit], biases[number - 1][unit] = BOTH, BOTH
        sums[number - 1][:] = samples[number]
        samples[number - 1][settings.row], units[number - 1][:] = BOTH, NEAR
    elif len(weights):
        weights[0][unit] = BOTH
    found["markX"], found["marka"], found["markz"] = samples[0].ravel(), _flat(samples[1:]), _flat(sums)
    found["markW"], found["markb"], found["markunits"] = _flat(weights), _flat(biases), _flat(units)
    found["markwires"] = np.maximum(found["markW"], NEAR)


def _fill_box(found: Array, settings: NetworkSettings, forward: ForwardPass) -> None:
    """Put the box over the chosen number."""
    where = cell(settings.chosen)
    if where is None:
        return
    arrays = {"W": forward.weights, "b": forward.biases}.get(where.array)
    array = arrays[where.layer - 1] if arrays else forward.X
    found["value"] = array[where.place]
    found["editing"][where.layer] = 1
    shape = shapes(settings)[max(0, where.layer - 1)]
    found["place"] = layer.places(shape, where.array, where.place)


def _fill_input(found: Array, settings: NetworkSettings) -> None:
    """Put the box in the drawn network over the input whose circle is chosen."""
    if settings.unit is None or settings.unit[0] or cell(settings.chosen):
        return
    _, unit = settings.unit
    found["typing"], found["inputvalue"] = 1, settings.X[settings.row][unit]
    found["inputplace"] = columns(settings.sizes)[0][unit]
