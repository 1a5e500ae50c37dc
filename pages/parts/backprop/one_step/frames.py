"""The frames of a training step: one before the first step, and one after each. Every number is the core's;
what is not computed yet is NaN. What stays the same is sent once."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from nnviz import TrainingTrace
from pages.parts.backprop.array_names import is_computed, stem
from pages.parts.backprop.one_step import all_checks, loss_curve, wrong_cells
from pages.parts.backprop.one_step.bench import bench_of
from pages.parts.backprop.one_step.drawn_shapes import drawn_shapes
from pages.parts.backprop.one_step.equation import rooms, shown_equation, shown_failure
from pages.parts.backprop.one_step.flows import Flow, flows
from pages.parts.backprop.one_step.homework import marked
from pages.parts.backprop.one_step.marks import marks
from pages.parts.backprop.one_step.paths import aside
from pages.parts.backprop.one_step.steps import ShownStep
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.protocol.layouts import Array, Dtype, Field, Layout
from pages.shared.scenes import step_equation
from pages.shared.scenes.training_network import arrow_place

GIVEN = ("W", "b")


def drawn(array: Array, shape: tuple[int, ...]) -> Array:
    """Return the part of an array that is drawn, as numbers one after another."""
    return array[tuple(slice(size) for size in shape)].ravel()


# -- the fields ------------------------------------------------------------------------------------
def layout(settings: BackpropSettings) -> Layout:
    """The fields: a field for each array by its name, those of the drawn network and of the equation."""
    sizes, known = settings.sizes, drawn_shapes(settings)
    lines = sum(inputs * units for inputs, units in pairwise(sizes))
    computed = {name: _count(known[name]) for name in known if is_computed(name)}
    given = {name: _count(known[name]) for name in known if name not in computed}
    plain = [
        *_fields("float32", step=1, line=1, flows=lines, arrowplace=2),
        *_fields("float64", outputs=sum(sizes), deltas=sum(sizes[1:]), loss=1, lossafter=1, **computed),
        *_fields("uint8", ways=lines, lit=lines, units=sum(sizes), after=1, arrow=1),
        *_fields("uint8", **{f"tolddW{layer}": 1 for layer in range(1, len(sizes))}),
        *_fields("uint8", **{f"live{layer}": 1 for layer in range(1, len(sizes))}),
        *_fields("uint8", **{f"mark{name}": _count(shape) for name, shape in known.items()}),
        *equation_fields(),
    ]
    if settings.mistake:
        circles = sum(sizes[1:])
        plain += _fields("uint8", tells=1, wrongouts=circles, wrongbacks=circles, wrongloss=1)
        plain += _fields("uint8", **{f"wrong{name}": _count(shape) for name, shape in known.items()})
    once = [
        *_fields("float64", targets=sizes[-1], **given),
        *loss_curve.fields(),
        *(verdicts(known) if settings.homework else ()),
        *(all_checks.fields(settings) if settings.checks else ()),
        *_fields("uint8", sample=1, asidelines=lines, asideunits=sum(sizes)),
    ]
    return Layout(tuple(plain), tuple(once))


def verdicts(known: Mapping[str, tuple[int, ...]]) -> list[Field]:
    """The fields of what is said of typed numbers."""
    asked = {name: shape for name, shape in known.items() if is_computed(name)}
    return _fields("uint8", **{f"verdict{name}": _count(shape) for name, shape in asked.items()})


def equation_fields() -> Iterator[Field]:
    """The fields of the equation of a step."""
    scene = step_equation
    yield Field("formulas", "uint8", scene.LINES * scene.LETTERS)
    yield Field("names", "uint8", scene.NAMES * scene.NAMED)
    yield Field("nameplaces", "float32", 2 * scene.NAMES)
    yield Field("opens", "uint8")
    for tone, count in scene.POOLS.items():
        yield Field(f"cells{tone}", "float64", count)
        yield Field(f"cellplaces{tone}", "float32", 2 * count)
        yield Field(f"used{tone}", "uint8", count)


def _count(shape: Sequence[int]) -> int:
    return int(np.prod(shape))


def _fields(dtype: Dtype, **lengths: int) -> list[Field]:
    return [Field(name, dtype, length) for name, length in lengths.items()]


# -- what changes from step to step ----------------------------------------------------------------
def frames(
    settings: BackpropSettings,
    trace: TrainingTrace,
    shown: Sequence[ShownStep],
    fields: Layout,
    plan: Sequence[str] = (),
) -> Array:
    """Return all frames: what a step computes stays from then on. Before the first the `plan` is said."""
    rows = fields.empty(frame_count(trace, shown))
    rows["step"][:, 0] = np.arange(len(rows))
    rows["line"][:, 0] = np.arange(len(rows))
    known = drawn_shapes(settings)
    for field in fields.fields:
        if field.dtype == "float64":
            rows[field.name] = np.nan
    inputs = settings.sizes[0]
    rows["outputs"][:, :inputs] = trace.X[settings.sample]
    for number, one in enumerate(shown, 1):
        if one.ends:
            _write_result(rows[0 if settings.homework else number :], settings, one, known)
    _fill_network(rows, settings, trace, shown)
    known_rooms = rooms(settings.structure)
    step_equation.fill(rows[0], (), plan)
    for number, one in enumerate(shown, 1):
        _fill_marks(rows[number], marks(settings, one), known)
        _fill_equation(rows[number], settings, trace, one, known_rooms[number - 1])
        rows[number][f"live{one.step.layer}"] = 1
    if trace.failure:
        _fill_failure(rows[-1], trace)
    else:
        rows["lossafter"][-1], rows["after"][-1] = trace.loss_after, 1
    bench = bench_of(settings)
    if bench:
        wrong_cells.fill(rows, bench, shown, known)
        wrong_cells.fill_picture(rows, bench, shown, settings)
    return rows


def frame_count(trace: TrainingTrace, shown: Sequence[ShownStep]) -> int:
    """Return how many frames there are: one before the first step, one after each, and one for a step that
    NumPy refuses."""
    return len(shown) + 1 + (trace.failure is not None)


def _write_result(
    after: Array, settings: BackpropSettings, one: ShownStep, known: Mapping[str, tuple[int, ...]]
) -> None:
    """Write what a step computed into all frames from there on."""
    step = one.step
    if step.name == "loss":
        after["loss"] = step.result
        return
    after[step.name] = drawn(step.result, known[step.name])
    if stem(step.name) == "dW":
        after[f"told{step.name}"] = 1
    units = settings.sizes[step.layer]
    if step.result.shape != (len(settings.X), units):
        return  # no number a circle: a parameter, or the result of a mistake
    start = sum(settings.sizes[: step.layer])
    if stem(step.name) in ("z", "a"):
        after["outputs"][:, start : start + units] = step.result[settings.sample]
    elif stem(step.name) == "delta":
        start -= settings.sizes[0]
        after["deltas"][:, start : start + units] = step.result[settings.sample]


def _fill_network(
    rows: Array, settings: BackpropSettings, trace: TrainingTrace, shown: Sequence[ShownStep]
) -> None:
    """Write what flows through the lines at every step, and where the arrow is."""
    found: list[Flow] = [flows(settings, trace, None), *(flows(settings, trace, one.step) for one in shown)]
    if trace.failure:
        found.append(found[-1])
    for row, flow in zip(rows, found, strict=True):
        row["flows"], row["ways"], row["lit"] = flow.widths, flow.ways, flow.lit
        row["units"], row["arrow"] = flow.units, flow.way
        row["arrowplace"] = arrow_place(settings.sizes, flow.column)


def _fill_marks(row: Array, marked: Mapping[str, Array], known: Mapping[str, tuple[int, ...]]) -> None:
    for name, found in marked.items():
        row[f"mark{name}"] = drawn(found, known[name])


def _fill_equation(
    row: Array, settings: BackpropSettings, trace: TrainingTrace, one: ShownStep, room: int
) -> None:
    shown = shown_equation(settings, trace, one, room)
    step_equation.fill(row, shown.placed, shown.lines)
    row["opens"] = shown.opens


def _fill_failure(row: Array, trace: TrainingTrace) -> None:
    """What would go into the step that NumPy refuses."""
    shown = shown_failure(trace)
    step_equation.fill(row, shown.placed, shown.lines)
    row["opens"] = shown.opens


# -- what is the same in all of them ---------------------------------------------------------------
def fill_once(found: Array, settings: BackpropSettings, trace: TrainingTrace) -> None:
    """Write the numbers that go in into what is sent once."""
    known = drawn_shapes(settings)
    if settings.checks:
        all_checks.fill(found, settings)
    if settings.homework:
        for name, place, mark in marked(settings):
            _mark_verdict(found, name, place, mark, known)
    for name in ("a0", "T", *(name for name in known if stem(name) in GIVEN)):
        found[name] = drawn(trace.array(name), known[name])
    found["asidelines"], found["asideunits"] = aside(settings)
    found["targets"], found["sample"] = trace.T[settings.sample], settings.sample


def _mark_verdict(
    found: Array, name: str, place: tuple[int, ...], mark: int, known: Mapping[str, tuple[int, ...]]
) -> None:
    """Mark a typed number, where it is drawn."""
    if all(map(int.__lt__, place, known[name])):
        found[f"verdict{name}"][np.ravel_multi_index(place, known[name])] = mark
