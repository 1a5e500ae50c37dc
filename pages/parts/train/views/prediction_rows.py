"""The first samples of one's own data in numbers: inputs, target, prediction and error of each."""

from collections.abc import Iterator

import nnviz
from pages.parts.train.naming import Names
from pages.parts.train.views.view import Box, Drawn
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Panel, ScenePanel
from pages.shared.scenes.sample_table import sample_table
from pages.shared.text import Text
from pages.shared.theme import ThemeName

MOST_ROWS, MOST_OUTPUTS, MOST_INPUTS = 50, 6, 3


class PredictionRows:
    """A table for each output of the first training samples."""

    def __init__(self, experiment: nnviz.Experiment) -> None:
        self.experiment = experiment
        self.X, self.Y = experiment.train.X[:MOST_ROWS], experiment.train.Y[:MOST_ROWS]

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is predicted for each sample and output, and how far it is from the target."""
        return Field("predicted", "float32", self.Y.size), Field("missed", "float32", self.Y.size)

    def fill(self, row: Array, _network: nnviz.Network, snapshot: nnviz.Snapshot) -> None:
        """Write predictions and errors."""
        predicted = self.experiment.predict(self.X, snapshot.parameters, snapshot.activations)
        row["predicted"], row["missed"] = predicted.ravel(), (predicted - self.Y).ravel()

    # -- pictures -------------------------------------------------------------------------
    def drawn(self, _box: Box, _names: Names, _text: Text) -> Drawn:
        """Return nothing: the tables have panels of their own."""
        return Drawn()

    def panels(self, names: Names, text: Text, _theme: ThemeName) -> Iterator[Panel]:
        """Return a table for each of the first outputs."""
        inputs = self.experiment.data.feature_names[:MOST_INPUTS]
        words = text("target.truth"), text("target.prediction"), text("target.error")
        for at, name in enumerate(names.outputs[:MOST_OUTPUTS]):
            scene = sample_table((*inputs, *words), self.X[:, : len(inputs)], self.Y, at)
            title, alt = text("rows_table.title", target=name), text("rows_table.alt", target=name)
            yield ScenePanel(f"rows{at + 1}", title, alt, scene, room="more")
