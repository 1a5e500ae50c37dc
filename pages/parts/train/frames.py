"""What one frame of a training run holds: losses, parameters and what the units answer at one snapshot; and
what the views of its problem add. Numbers travel as float32, pictures as bytes that are places in the colour
table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

import nnviz
from nnviz.experiments.goals import GOALS
from pages.parts.train.naming import problem_of
from pages.parts.train.views import views_of
from pages.parts.train.views.layer_sizes import LayerSizes
from pages.parts.train.views.plane import Plane
from pages.parts.train.views.unit_maps import UnitMaps, maps_of
from pages.parts.train.views.view import Asked, View
from pages.shared.protocol.layouts import Array, Field, Layout


@dataclass(frozen=True)
class Remark:
    """What was found at a moment: the output (from 0) that a stuck run fails at, and the reached goals."""

    failing: int | None = None
    reached: tuple[bool, ...] = (False,) * len(GOALS)


class Film:
    """Turns the snapshots of an experiment into frames; `pairs` and what follows as in `Asked`."""

    def __init__(
        self,
        experiment: nnviz.Experiment,
        pairs: Array,
        sample: int = 0,
        discrete: bool = False,
        held: Plane | None = None,
    ) -> None:
        self.experiment = experiment
        self.viewer = experiment.network.copy()
        self.maps: UnitMaps | None = maps_of(experiment, self.viewer, held)
        self.sizes = LayerSizes(self.viewer)
        self.views: tuple[View, ...] = views_of(experiment, self.viewer, Asked(pairs, sample, discrete, held))
        self._parts = (*self.views, *((self.maps,) if self.maps else ()), self.sizes)

    @property
    def problem(self) -> str:
        """The name of the problem."""
        return problem_of(self.experiment)

    @property
    def map_pixels(self) -> int:
        """Points along each side of a unit's map; 0 where there is no room for maps."""
        return self.maps.pixels if self.maps else 0

    @cached_property
    def layout(self) -> Layout:
        """The fields of a frame; W1, b1, … lie as (inputs, units) and (units,)."""
        sizes = self.viewer.sizes
        fields = [
            *(Field(name, "float64") for name in ("step", "epoch", "train", "test")),
            Field("marked", "float32", sizes[-1]),
            Field("losses", "float32", sizes[-1] * self.experiment.trainer.loss_function.by_output),
            Field("activity", "float32", sum(sizes[1:-1])),
        ]
        for part in self._parts:
            fields += part.fields
        for layer, (inputs, units) in enumerate(pairwise(sizes), start=1):
            biases = units * self.viewer.has_bias[layer - 1]
            fields += [Field(f"W{layer}", "float32", inputs * units), Field(f"b{layer}", "float32", biases)]
        return Layout(tuple(field for field in fields if field.length))

    def frames(self, snapshots: Sequence[nnviz.Snapshot], remarks: Sequence[Remark] | None = None) -> Array:
        """Return one frame a snapshot, with what was found at each if `remarks` say it."""
        rows = self.layout.empty(len(snapshots))
        with np.errstate(all="ignore"):  # a run that explodes leaves what float32 can hold
            for row, snapshot in zip(rows, snapshots, strict=True):
                self.fill(row, snapshot)
        for row, remark in zip(rows, remarks or (), strict=remarks is not None):
            row["marked"] = np.arange(self.viewer.sizes[-1]) == remark.failing
            if "goals" in (rows.dtype.names or ()):
                row["goals"] = remark.reached
        return rows

    def fill(self, row: Array, snapshot: nnviz.Snapshot) -> None:
        """Write the frame of a snapshot into `row`."""
        viewer = self.viewer
        viewer.load(snapshot.parameters)
        for layer, activation in enumerate(snapshot.activations[:-1], 1):
            if viewer.activations[layer - 1] != activation:
                viewer.change_activation(layer, activation)
        row["step"], row["epoch"] = snapshot.step, snapshot.epoch
        row["train"], row["test"] = snapshot.train_loss, snapshot.test_loss
        for layer, (W, b) in enumerate(zip(viewer.weights, viewer.biases, strict=True), start=1):
            row[f"W{layer}"] = W.ravel()
            if b.size:
                row[f"b{layer}"] = b
        if snapshot.target_losses.size:
            row["losses"] = snapshot.target_losses
        if viewer.sizes[1:-1]:
            row["activity"] = snapshot.activity
        for part in self._parts:
            part.fill(row, viewer, snapshot)
