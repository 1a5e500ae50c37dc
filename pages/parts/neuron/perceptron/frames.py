"""The perceptron rule as a timeline: one frame at the start, one after each mistake, and one at the end.
Each knows the line, the arithmetic of its mistake, and the mistakes of each epoch so far."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from nnviz import Neuron
from nnviz.lessons.decision_boundary import border, decision_region
from nnviz.lessons.logic_gates import GATE_INPUTS, GATES, solution
from nnviz.lessons.perceptron_rule import (
    DONE,
    EPOCH,
    LEARNING,
    STARTING,
    PerceptronRule,
    PerceptronRun,
    Update,
    perceptron,
)
from pages.shared.numbers.equations import equals, sum_of_products
from pages.shared.protocol.layouts import Array, Field, Layout
from pages.shared.scenes import plane
from pages.shared.scenes.mistakes import COUNTS, MOST

NOT_BEGUN = len(COUNTS) - 1


def signs_of(update: Update, rate: float) -> tuple[str, ...]:
    """Return the signs before what comes out of an update: for each weight, and for the bias."""
    before, after = (*update.weights_before, update.bias_before), (*update.weights_after, update.bias_after)
    return tuple(
        equals(sum_of_products([(old,), (rate, update.error, x)]), new)
        for old, x, new in zip(before, (*update.x, 1), after, strict=True)
    )


class PerceptronFilm:
    """The frames of what the rule does for a gate."""

    def __init__(self, gate: str, epochs: int, **how: Any) -> None:
        self.gate, self.most = gate, epochs
        self.run: PerceptronRun = perceptron(GATE_INPUTS, GATES[gate], epochs=epochs, **how)

    @property
    def endless(self) -> bool:
        """Whether it would never end, however many epochs it had.

        Backwards, the row of the last update is always wrong again: there is no epoch without a mistake once
        there was one."""
        return not self.run.solved and (self.run.rule.backwards or solution(self.gate) is None)

    @property
    def usual(self) -> bool:
        """Whether it begins at zeros and learns as the course has it."""
        begun = self.run.states[0]
        return self.run.rule == PerceptronRule(self.run.rate) and not (begun.weights.any() or begun.bias)

    def __len__(self) -> int:
        return len(self.run) + 2

    @cached_property
    def layout(self) -> Layout:
        """The fields of a frame."""
        epochs = len(self.run.errors)
        names = ("before", "rate", "error", "input", "after")
        return Layout(
            (
                *(Field(name, "float64", 3) for name in names),
                *(Field(name, "float32") for name in ("step", "code")),
                Field("side", "float32", 16),
                *(Field(name, "float32", 4) for name in ("line", "earlier", "live", "wrong")),
                Field("wanted", "uint8", 4),
                Field("rounded", "uint8", 3),
                Field("blocks", "float32", MOST * epochs),
                *(Field(name, "uint8", epochs) for name in ("counts", "under_way")),
            )
        )

    def frames(self) -> Array:
        """Return all frames."""
        rows = self.layout.empty(len(self))
        for number, row in enumerate(rows):
            self._fill(row, number)
        return rows

    def update(self, number: int) -> Update | None:
        """Return the mistake after which a frame is; None for the first and the last frame."""
        return self.run[number - 1] if 0 < number <= len(self.run) else None

    def neuron(self, number: int) -> Neuron:
        """Return what the neuron knows in a frame."""
        if not number or not len(self.run):
            return Neuron(*self.run.states[0])
        last = self.run[min(number, len(self.run)) - 1]
        return Neuron(last.weights_after, last.bias_after)

    def wrong(self, neuron: Neuron) -> Array:
        """Return which of the four rows are wrong: bool (4,)."""
        fires = [self.run.rule.fires(z) for z in neuron.before(GATE_INPUTS).tolist()]
        return np.not_equal(fires, GATES[self.gate])

    def epoch(self, number: int) -> int:
        """Return the epoch of a frame, from 1."""
        update = self.update(number)
        return update.epoch if update else (1 if number == 0 else len(self.run.errors))

    def mistakes(self) -> list[list[int]]:
        """Return for each epoch the rows that were wrong, in their order."""
        epochs = range(1, len(self.run.errors) + 1)
        return [[update.sample for update in self.run if update.epoch == epoch] for epoch in epochs]

    def beginnings(self) -> Iterator[tuple[int, int]]:
        """Each epoch but the first, with the frame of its first mistake, or with the last frame."""
        for epoch in range(2, len(self.run.errors) + 1):
            yield epoch, 1 + sum(self.run.errors[: epoch - 1])

    def ends(self) -> tuple[float, ...]:
        """The frames of the last mistake of every epoch that has any, and the last frame."""
        return tuple(map(float, (*np.unique(np.cumsum(self.run.errors)), len(self) - 1)))

    # -- one frame ------------------------------------------------------------------------------
    def _fill(self, row: Array, number: int) -> None:
        update, neuron = self.update(number), self.neuron(number)
        row["step"], row["wanted"] = number, GATES[self.gate]
        row["wrong"] = self.wrong(neuron)
        row["side"] = plane.placed(decision_region(neuron, *plane.SPAN)).ravel()
        row["line"] = row["earlier"] = plane.placed(border(neuron, *plane.SPAN)).ravel()
        row["code"] = self._line(number)
        self._fill_arithmetic(row, update, neuron)
        self._fill_epochs(row, number)

    def _fill_arithmetic(self, row: Array, update: Update | None, neuron: Neuron) -> None:
        row["before"] = row["after"] = (*neuron.weights, neuron.bias)
        for name in ("rate", "error", "input"):
            row[name] = np.nan
        if update is None:
            return
        before = Neuron(update.weights_before, update.bias_before)
        row["before"] = (*before.weights, before.bias)
        row["rounded"] = [sign == "≈" for sign in signs_of(update, self.run.rate)]
        row["rate"], row["error"], row["input"] = self.run.rate, update.error, (*update.x, 1)
        row["earlier"] = plane.placed(border(before, *plane.SPAN)).ravel()
        row["live"] = np.arange(len(GATE_INPUTS)) == update.sample

    def _fill_epochs(self, row: Array, number: int) -> None:
        errors, epochs = np.array(self.run.errors), np.arange(len(self.run.errors)) + 1
        known = np.clip(number - (np.cumsum(errors) - errors), 0, errors)
        begun = (epochs <= self.epoch(number)) & (number > 0)
        row["blocks"] = (np.arange(MOST) < known[:, None]).ravel()
        row["counts"] = np.where(begun, known, NOT_BEGUN)
        row["under_way"] = begun & (epochs == self.epoch(number))

    def _line(self, number: int) -> int:
        if self.update(number):
            return LEARNING
        if number == 0:
            return STARTING
        return DONE if self.run.solved else EPOCH
