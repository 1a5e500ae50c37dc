"""The numbers that a mistake has spoiled: which cells are marked, from which frame on, and what is said of
each of them."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from pages.parts.backprop.one_step.bench import Bench
from pages.parts.backprop.one_step.steps import ShownStep
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.numbers.equations import in_full
from pages.shared.protocol.ids import cell_ids
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Caption
from pages.shared.text import Text

Shapes = Mapping[str, tuple[int, ...]]


def seen_from(bench: Bench, shown: Sequence[ShownStep], name: str) -> int:
    """Return the frame from which an array is seen: what the step goes in with from the first one on, and
    what NumPy refuses to make at the end."""
    if name not in bench.right.arrays or name in bench.wrong.arrays:
        made = (number for number, one in enumerate(shown, 1) if one.step.name == name and one.ends)
        return next(made, 1)
    parameter = name[0] in "Wb"
    return 1 if parameter or bench.wrong.failure is None else len(shown) + 1


def revealed_at(bench: Bench, shown: Sequence[ShownStep]) -> int | None:
    """Return the frame from which the first wrong number is seen; None if all numbers are right."""
    return None if bench.first is None else seen_from(bench, shown, bench.first)


def fill(rows: Array, bench: Bench, shown: Sequence[ShownStep], known: Shapes) -> None:
    """Mark every cell that has another number than the right step, from the frame on that shows it. At the
    first of them and at the end there is something to read."""
    since = revealed_at(bench, shown)
    if since is not None:
        rows["tells"][[since, -1]] = 1
    for name, differ in bench.differences.cells.items():
        if name not in known:
            continue
        part = differ[tuple(slice(size) for size in known[name])].ravel()
        rows[f"wrong{name}"][seen_from(bench, shown, name) :] = part


def fill_picture(rows: Array, bench: Bench, shown: Sequence[ShownStep], settings: BackpropSettings) -> None:
    """Mark what differs in the drawn network: the loss, and outputs and deltas of the shown sample."""
    cells = bench.differences.cells
    if "loss" in cells:
        rows["wrongloss"][seen_from(bench, shown, "loss") :] = 1
    for field, stem in (("wrongouts", "a"), ("wrongbacks", "delta")):
        start = 0
        for layer, units in enumerate(settings.sizes[1:], 1):
            name, here = f"{stem}{layer}", slice(start, start + units)
            start += units
            if name in cells and cells[name].shape == (len(settings.X), units):
                rows[field][seen_from(bench, shown, name) :, here] = cells[name][settings.sample]


def hints(bench: Bench, known: Shapes, text: Text) -> Iterator[tuple[str, Caption]]:
    """What is said of every marked cell while one points at it: the right number."""
    for name, differ in bench.differences.cells.items():
        if name in known:
            yield from _hints_of(bench, name, differ, known[name], text)


def _hints_of(
    bench: Bench, name: str, differ: Array, drawn: tuple[int, ...], text: Text
) -> Iterator[tuple[str, Caption]]:
    right, made = bench.right.array(name), bench.wrong.array(name)
    for id_, place in zip(cell_ids(name, *drawn), np.ndindex(drawn), strict=True):
        if right.shape != made.shape:
            yield id_, (("", text("mistake.hint.shape", name=name, shape=right.shape, made=made.shape)),)
        elif differ[place]:
            values = {"right": in_full(float(right[place])), "made": in_full(float(made[place]))}
            yield id_, (("", text("mistake.hint.number", cell=id_, **values)),)
