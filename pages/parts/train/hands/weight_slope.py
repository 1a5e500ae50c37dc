"""The loss of a run against one of its weights, all others fixed, at one moment; and steps downhill on it.
The steps are those of this picture alone: the run is not touched."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, isfinite

import numpy as np

import nnviz
from pages.parts.train.hands.hands import marks
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import TrainSettings
from pages.parts.train.values.chosen_weight import Weight, can_be_chosen, choices
from pages.shared.protocol.answers import Look
from pages.shared.protocol.requests import Request
from pages.shared.scenes.loss_slope import BOTTOM, LEFT, LEVELS, RIGHT, TICKS, TOP
from pages.shared.state import session

PANEL = "slope"  # the panel that all of it is seen in
SECONDS = 0.04  # for a look, so that nobody's click waits; the rest of the curve comes with the next one
GRIDS = (11, 21, 41)  # points of the curve: first few, then between them
AROUND = 2  # the curve goes so far to both sides of the weight, and on to whole numbers
FARTHEST = 50.0  # so far from the weight steps may lead; beyond, nothing could be seen
STEEP = 3.0  # a higher curve is cut off at so many times the loss of this moment
LOW = 0.1  # ... or this part of the loss of always answering the mean, if that is more
MANY, MOST_STEPS = 10, 200  # steps of the second button, and of both together
STEPS, BACK = {"downhill": 1, "downhill.more": MANY}, "downhill.back"

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """From where to where the axes go; the loss begins at 0."""

    low: float
    high: float
    top: float

    def place(self, weight: float, loss: float) -> Point:
        """Return where a point of the curve is drawn."""
        x = LEFT + (weight - self.low) / (self.high - self.low) * (RIGHT - LEFT)
        return x, BOTTOM - loss / self.top * (BOTTOM - TOP)


class WeightSlope:
    """The curve of one weight at one snapshot of a run, computed bit by bit, and the steps on it."""

    def __init__(self, experiment: nnviz.Experiment, snapshot: nnviz.Snapshot, weight: Weight) -> None:
        network = experiment.network_at(snapshot.parameters, snapshot.activations)
        trainer = experiment.trainer
        index = weight.index(network)
        self.along = nnviz.LossAlong(network, trainer.table, trainer.loss_function, index)
        self.variance = experiment.variance
        self.trail = [self.along.value]
        self.slopes = {self.along.value: self.along.slope(self.along.value)}
        self.losses = {self.along.value: self.along.loss(self.along.value)}

    # -- steps ----------------------------------------------------------------------------------
    def step(self, rate: float, steps: int = 1) -> None:
        """Go downhill by -rate·slope, so many times; what would leave the picture is not done."""
        for _ in range(min(steps, MOST_STEPS + 1 - len(self.trail))):
            value = self.trail[-1] - rate * self.slope(self.trail[-1])
            if not abs(value - self.along.value) <= FARTHEST:
                return
            self.trail.append(value)
            self.losses[value] = self.along.loss(value)

    def back(self) -> None:
        """Forget the steps."""
        del self.trail[1:]

    def slope(self, value: float) -> float:
        """The derivative of the loss by the weight at this value."""
        if value not in self.slopes:
            self.slopes[value] = self.along.slope(value)
        return self.slopes[value]

    # -- the curve --------------------------------------------------------------------------------
    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the axis, whole numbers that lie a multiple of TICKS - 1 apart."""
        around = max(
            AROUND, abs(self.trail[0]) / 100
        )  # next to a huge weight, a float has no other whole number
        low = floor(min(self.trail[0] - around, *self.trail))
        high = max(self.trail[0] + around, *self.trail)
        wide = -int(-(high - low) // (TICKS - 1)) * (TICKS - 1)
        return float(low), float(low + wide)

    def refine(self, seconds: float) -> bool:
        """Compute more of the curve until the time is over, at least a value; return whether it is whole."""
        end = time.perf_counter() + seconds
        for size in GRIDS:
            for value in np.linspace(*self.ends, size).tolist():
                if value in self.losses:
                    continue
                if size > GRIDS[0] and time.perf_counter() > end:
                    return False
                self.losses[value] = self.along.loss(value)
        return True

    def box(self) -> Box:
        """The axes: as high as the curve, but not so high that the slope here cannot be seen."""
        low, high = self.ends
        known = [loss for value, loss in self.losses.items() if low <= value <= high and isfinite(loss)]
        here = [self.losses[value] for value in self.trail if isfinite(self.losses[value])]
        most = STEEP * max([LOW * self.variance, *here])
        return Box(low, high, max(min(max(known, default=1.0), most), 1e-300) * 1.05)

    # -- what is sent ---------------------------------------------------------------------------------
    def values(self) -> Mapping[str, Sequence[float | None]]:
        """The fields of the scene `loss_slope`, but for which weight it is."""
        box = self.box()
        start, now = self.trail[0], self.trail[-1]
        numbers = [start, self.losses[start], self.slope(start), now, self.losses[now], self.slope(now)]
        return {
            "curve": flat(cut(self.curve(box), box.top, box)),
            "tangent": flat(self.tangent(box)),
            "trail": flat(cut(self.curve(box, min(start, now), max(start, now)), box.top, box)),
            "here": box.place(start, held(self.losses[start], box.top)),
            "after": box.place(now, held(self.losses[now], box.top)),
            "ticks": np.linspace(box.low, box.high, TICKS).tolist(),
            "levels": np.linspace(0, box.top, LEVELS).tolist(),
            "numbers": [one if isfinite(one) else None for one in numbers],
            "steps": [float(len(self.trail) - 1)],
        }

    def curve(self, box: Box, low: float | None = None, high: float | None = None) -> list[Point]:
        """What is known of the curve between two weights, in order."""
        first, last = (box.low if low is None else low), (box.high if high is None else high)
        return [(value, loss) for value, loss in sorted(self.losses.items()) if first <= value <= last]

    def tangent(self, box: Box) -> list[Point]:
        """The line that touches the curve where the weight is, as far as it lies in the box."""
        value = self.trail[-1]
        loss, slope = self.losses[value], self.slope(value)
        if not isfinite(loss) or not isfinite(slope):
            return []
        reach = (box.high - box.low) / 4
        ends = [value - reach, value + reach]
        if slope:  # where it would leave the box above or below
            leaves = sorted(value + (edge - loss) / slope for edge in (0.0, box.top))
            ends = [max(ends[0], leaves[0]), min(ends[1], leaves[1])]
        ends = [max(ends[0], box.low), min(ends[1], box.high)]
        return [box.place(end, loss + slope * (end - value)) for end in ends]


def cut(curve: Sequence[Point], top: float, box: Box) -> list[Point]:
    """Return the points of a curve as they are drawn, up to the edge of the box where the curve leaves it."""
    found: list[Point] = []
    for before, after in pairwise(curve):
        if (before[1] > top) == (after[1] > top) or not isfinite(before[1] + after[1]):
            found.append(before)
            continue
        share = (top - before[1]) / (after[1] - before[1])
        found += [before, (before[0] + share * (after[0] - before[0]), top)]
    found += curve[-1:]
    return [box.place(value, loss) for value, loss in found if loss <= top]


def held(loss: float, top: float) -> float:
    """Return a loss that lies in the box: what is higher, or is no number, on its edge."""
    return loss if loss <= top else top


def flat(points: Sequence[Point]) -> list[float]:
    """Return x and y of each point in turn."""
    return [coordinate for point in points for coordinate in point]


# -- answers -------------------------------------------------------------------------------------
def seen(live: Live, settings: TrainSettings, moment: nnviz.Snapshot, request: Request) -> Look:
    """Return what is to be seen of the chosen weight at the moment that the player shows, after what was
    pressed."""
    experiment, weight = live.experiment, settings.weight
    sizes, at = experiment.network.sizes, request.shown
    biased = experiment.network.has_bias[0]
    if not can_be_chosen(sizes):
        return Look(at, {})
    if weight is None or not weight.is_in(sizes, biased):
        return Look(at, marks(live, None))
    identity = (live.run, weight, moment.step, live.edits, moment.activations)
    slope = session.kept("train:slope", identity, lambda: WeightSlope(experiment, moment, weight))
    for touch in request.touched:
        press(slope, touch.id, experiment.trainer.rate)
    whole = slope.refine(SECONDS)
    place = float(choices(sizes, biased).index(weight))
    return Look(at, {**slope.values(), "weight": [place], **marks(live, weight)}, (PANEL,), whole)


def press(slope: WeightSlope, touched: str, rate: float) -> None:
    """Do what a button below the curve says."""
    if touched in STEPS:
        slope.step(rate, STEPS[touched])
    elif touched == BACK:
        slope.back()
