"""What one frame of a training run holds: losses, parameters, maps and predictions of one snapshot.
Numbers travel as float32, pictures as bytes that are places in the colour table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

import nnviz
from nnviz.experiments.goals import GOALS
from pages.shared.figures.colormap import places
from pages.shared.protocol.layouts import Array, Dtype, Field, Layout

SURFACE = 28  # points along each side of a predicted surface
MAP = 14  # the same for the little map of a hidden unit
MOST_MAPS, MOST_MAPS_A_LAYER = 48, 8  # hidden units; a larger network goes without maps


@dataclass(frozen=True)
class Remark:
    """What was found at a moment: the output (from 0) that a stuck run fails at, and the reached goals."""

    failing: int | None = None
    reached: tuple[bool, ...] = (False,) * len(GOALS)


@lru_cache(maxsize=4)
def true_surfaces(span: tuple[float, float]) -> Array:
    """The rule over the square of `span`, (targets, SURFACE, SURFACE) in original units."""
    ticks = np.linspace(*span, SURFACE)
    a, b = np.meshgrid(ticks, ticks)
    truth = nnviz.datasets.arithmetic_targets(np.column_stack([a.ravel(), b.ravel()]))
    found = np.moveaxis(truth.reshape(SURFACE, SURFACE, -1), -1, 0)
    found.flags.writeable = False
    return found


class Film:
    """Turns the snapshots of an experiment into frames; `pairs` (n, 2) are predicted in every frame."""

    def __init__(self, experiment: nnviz.Experiment, pairs: Array) -> None:
        self.experiment = experiment
        self.pairs = pairs
        self.truth = experiment.truth(pairs)
        self.viewer = experiment.network.copy()
        low, high = experiment.data.X.min(), experiment.data.X.max()
        self.span = (float(np.floor(low)), float(np.ceil(high)))
        self.surface = nnviz.inspection.Grid(
            self.viewer, self.span, self.span, SURFACE, experiment.inputs, experiment.targets
        )
        self.map = nnviz.inspection.Grid(self.viewer, self.span, self.span, MAP, experiment.inputs)

    @cached_property
    def layout(self) -> Layout:
        """The fields of a frame; W1, b1, … lie as (inputs, units) and (units,)."""
        sizes = self.viewer.sizes
        hidden = sum(sizes[1:-1])
        table = len(self.pairs) * sizes[-1]
        fields: list[tuple[str, Dtype, int]] = [
            ("step", "float64", 1),
            ("epoch", "float64", 1),
            ("train", "float64", 1),
            ("test", "float64", 1),
            ("pairs", "float32", self.pairs.size),
            ("truths", "float32", table),
            ("predictions", "float32", table),
            ("errors", "float32", table),
            ("marked", "float32", sizes[-1]),
            ("goals", "float32", len(GOALS)),
            ("losses", "float32", sizes[-1]),
            ("activity", "float32", hidden),
            ("surfaces", "uint8", sizes[-1] * SURFACE**2),
            ("maps", "uint8", hidden * self.map_pixels**2),
        ]
        for layer, (inputs, units) in enumerate(pairwise(sizes), start=1):
            fields += [(f"W{layer}", "float32", inputs * units), (f"b{layer}", "float32", units)]
        return Layout(tuple(Field(*field) for field in fields if field[2]))

    @cached_property
    def map_pixels(self) -> int:
        """Points along each side of a unit's map; 0 where there is no room for maps."""
        hidden = self.viewer.sizes[1:-1]
        fits = sum(hidden) <= MOST_MAPS and max(hidden, default=0) <= MOST_MAPS_A_LAYER
        return MAP if fits else 0

    @property
    def true_surfaces(self) -> Array:
        """The rule itself over the same points, (targets, SURFACE, SURFACE) in original units."""
        return true_surfaces(self.span)

    @cached_property
    def limits(self) -> Array:
        """The largest size of each target on the square: the end of its colour scale."""
        return np.asarray(np.abs(self.true_surfaces).max(axis=(1, 2)))

    def true_pixels(self, target: int) -> list[int]:
        """The rule for one target as places in the colour table, from the top row of the square on."""
        shades: list[int] = places(self.true_surfaces, self.limits)[target, ::-1].ravel().tolist()
        return shades

    def frames(self, snapshots: Sequence[nnviz.Snapshot], remarks: Sequence[Remark] | None = None) -> Array:
        """Return one frame a snapshot, with what was found at each if `remarks` say it."""
        rows = self.layout.empty(len(snapshots))
        with np.errstate(all="ignore"):  # a run that explodes leaves what float32 can hold
            for row, snapshot in zip(rows, snapshots, strict=True):
                self.fill(row, snapshot)
        rows["pairs"], rows["truths"] = self.pairs.ravel(), self.truth.ravel()
        for row, remark in zip(rows, remarks or (), strict=remarks is not None):
            row["marked"] = np.arange(self.viewer.sizes[-1]) == remark.failing
            row["goals"] = remark.reached
        return rows

    def fill(self, row: Array, snapshot: nnviz.Snapshot) -> None:
        """Write the frame of a snapshot into `row`."""
        viewer, experiment = self.viewer, self.experiment
        viewer.load(snapshot.parameters)
        row["step"], row["epoch"] = snapshot.step, snapshot.epoch
        row["train"], row["test"] = snapshot.train_loss, snapshot.test_loss
        for layer, (W, b) in enumerate(zip(viewer.weights, viewer.biases, strict=True), start=1):
            row[f"W{layer}"], row[f"b{layer}"] = W.ravel(), b
        predictions = experiment.predict(self.pairs, snapshot.parameters)
        row["predictions"] = predictions.ravel()
        row["errors"] = (predictions - self.truth).ravel()
        row["losses"] = snapshot.target_losses
        row["surfaces"] = places(self.surface.surface(snapshot.parameters), self.limits).ravel()
        if viewer.sizes[1:-1]:
            row["activity"] = snapshot.activity
        if "maps" in (row.dtype.names or ()):
            maps = self.map.unit_maps(snapshot.parameters)
            row["maps"] = places(maps, np.abs(maps).max(axis=(1, 2))).ravel()
