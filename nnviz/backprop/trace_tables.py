"""A training step as tables: a row for every number, as CSV, or a sheet in Markdown to print and to hand out.
The words of the sheet are not known here; whoever asks for it brings them.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nnviz.backprop.training_trace import TraceStep, TrainingTrace
from nnviz.validation import Array


class TraceRow(NamedTuple):
    """One number of a training step: in which step it is made, 0 for what is given, and where it stands.

    `row` is None for a bias, and both are None for the loss. Steps count from 1.
    """

    step: int
    phase: str
    layer: int
    array: str
    row: int | None
    column: int | None
    value: float


@dataclass(frozen=True)
class SheetWords:
    """The words of a sheet.

    `title` stands on top, `given` over the numbers that are there before the step. `phases` has a heading for
    "forward", "loss", "backward" and "update", `step` a line for each step, and `number` writes a number.
    """

    title: str
    given: str
    phases: Mapping[str, str]
    step: Callable[[TraceStep], str]
    number: Callable[[float], str] = "{:.9g}".format


def trace_rows(trace: TrainingTrace) -> Iterator[TraceRow]:
    """Every number of a training step: X, T and the parameters first, then step by step."""
    for name in _given(trace):
        layer = int(name.lstrip("aWbT") or 0)
        yield from _rows(0, "given", layer, name, trace.arrays[name])
    for step in trace:
        yield from _rows(step.number + 1, step.phase, step.layer, step.name, step.result)


def as_csv(trace: TrainingTrace) -> str:
    """The rows of `trace_rows` with a line of names above, with every digit, for a spreadsheet."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(TraceRow._fields)
    lines.writerows(["" if one is None else one for one in row] for row in trace_rows(trace))
    return written.getvalue()


def as_markdown(trace: TrainingTrace, words: SheetWords) -> str:
    """A sheet with every step: its line of words, its formula, its line of NumPy, and its numbers.

    In the update each parameter, its gradient and its new value stand side by side, in the same shape.
    """
    lines = [f"# {words.title}", f"## {words.given}"]
    lines += [_table(words, {name: trace.arrays[name]}) for name in _given(trace)]
    for phase in dict.fromkeys(step.phase for step in trace):
        lines.append(f"## {words.phases[phase]}")
        for step in (step for step in trace if step.phase == phase):
            lines += [f"### {step.name}", words.step(step), step.formula]
            lines += [f"```python\n{step.code}\n```", _table(words, _beside(trace, step))]
    return "\n\n".join(lines) + "\n"


def _given(trace: TrainingTrace) -> list[str]:
    names = ["a0", "T", *(f"{one}{layer}" for layer in range(1, len(trace.weights) + 1) for one in "Wb")]
    return [name for name in names if name in trace.arrays]


def _rows(step: int, phase: str, layer: int, name: str, array: Array) -> Iterator[TraceRow]:
    for place, value in np.ndenumerate(array):
        row, column = (None, None, *map(int, place))[-2:]
        yield TraceRow(step, phase, layer, name, row, column, float(value))


def _beside(trace: TrainingTrace, step: TraceStep) -> dict[str, Array]:
    """The arrays of a table: of an update the old one and the gradient as well."""
    if step.phase != "update":
        return {step.name: step.result}
    name = step.name.removeprefix("new")
    return {name: trace.arrays[name], f"d{name}": trace.arrays[f"d{name}"], step.name: step.result}


def _table(words: SheetWords, arrays: Mapping[str, Array]) -> str:
    """Arrays of one shape side by side, a column for each of their columns."""
    matrices = {name: np.atleast_2d(array) for name, array in arrays.items()}
    columns = [f"{name}[:,{j}]" for name, array in matrices.items() for j in range(array.shape[1])]
    if all(array.ndim < 2 for array in arrays.values()):
        columns = [f"{name}[{j}]" for name, array in matrices.items() for j in range(array.shape[1])]
    if all(array.ndim == 0 for array in arrays.values()):
        columns = list(arrays)
    body = np.hstack(list(matrices.values()))
    rows = [[words.number(float(value)) for value in row] for row in body]
    return "\n".join(f"| {' | '.join(row)} |" for row in [columns, ["---:"] * len(columns), *rows])
