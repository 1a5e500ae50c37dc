"""What one frame of many seeds holds: the loss of each, its curve so far, and in words who has learned."""

from collections.abc import Iterator, Sequence

import numpy as np

from nnviz.experiments.sweep_result import levels
from pages.parts.train.sweep.many_seeds import ManySeeds, Moment
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.layouts import Array, Field, Layout
from pages.shared.protocol.spelling import spelled
from pages.shared.scenes import seed_field, sorted_losses
from pages.shared.text import Text

DIGITS = 3  # of a loss in words
MANY = 10  # at one level are many, if they are one of so many of those that have not learned


def layout(seeds: int) -> Layout:
    """Return the fields of a frame."""
    letters = sorted_losses.LETTERS
    curves = (
        [Field("curves", "float32", seeds * seed_field.POINTS * 2)] if seed_field.has_curves(seeds) else []
    )
    return Layout(
        (
            *(Field(name, "float64") for name in ("step", "epoch", "solvedcount", "count")),
            Field("losses", "float32", seeds),
            Field("solved", "float32", seeds),
            *curves,
            Field("sorted", "float32", seeds * 4),
            Field("bound", "float32", 4),
            Field("learned", "uint8", letters),
            Field("highestword", "uint8", letters),
            Field("levels", "uint8", sorted_losses.LINES * letters),
        )
    )


def frames(many: ManySeeds, moments: Sequence[Moment], text: Text) -> Array:
    """Return one frame a moment."""
    rows = layout(len(many)).empty(len(moments))
    for row, moment in zip(rows, moments, strict=True):
        _fill(row, many, moment, text)
    return rows


def _fill(row: Array, many: ManySeeds, moment: Moment, text: Text) -> None:
    losses, highest = moment.losses, many.highest
    solved = losses < many.bound
    row["step"] = row["epoch"] = moment.epoch
    row["count"], row["solvedcount"] = len(many), solved.sum()
    row["losses"], row["solved"] = losses, np.where(np.isnan(losses), -1, solved)
    if seed_field.has_curves(len(many)):
        history = many.history(moment.epoch)
        row["curves"] = seed_field.curve_points(*history, many.target, highest).ravel()
    row["sorted"] = sorted_losses.step_points(losses, highest).ravel()
    row["bound"] = sorted_losses.bound_points(many.bound, highest).ravel()
    letters = sorted_losses.LETTERS
    said = text("sweep.learned", solved=f"{int(solved.sum()):,}", count=f"{len(many):,}")
    row["learned"] = spelled([said], 1, letters)
    row["highestword"] = spelled([_written(highest)], 1, letters)
    row["levels"] = spelled(list(level_lines(losses, many.bound, text)), sorted_losses.LINES, letters)


def level_lines(losses: Array, bound: float, text: Text) -> Iterator[str]:
    """Return where those are that have not learned: at which losses there are many, and how many are not."""
    found = levels(losses, bound)
    fewest = max(2, sum(len(one.models) for one in found) / MANY)
    diverged = int(np.isnan(losses).sum())
    room = sorted_losses.LINES - (diverged > 0)
    shared = sorted((one for one in found if len(one.models) >= fewest), key=lambda one: -len(one.models))
    told = sorted(shared[: room - 1], key=lambda one: one.loss)
    for level in told:
        yield text("sweep.level", loss=_written(level.loss), count=len(level.models))
    others = sum(len(one.models) for one in found) - sum(len(one.models) for one in told)
    if others:
        yield text("sweep.others" if told else "sweep.apart", count=others)
    if diverged:
        yield text("sweep.diverged", count=diverged)


def _written(loss: float) -> str:
    """A loss with the digits that stand in the boxes."""
    return f"{loss:#.3g}".rstrip(".") if 1e-4 <= loss < 1e5 else rounded(loss, DIGITS)
