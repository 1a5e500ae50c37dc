"""Which classes are taken for which at the shown moment, as counts."""

from collections.abc import Iterator

import numpy as np

import nnviz
from pages.parts.train.naming import Names
from pages.parts.train.views.classes import Classes
from pages.parts.train.views.view import Box, Drawn
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Panel, ScenePanel
from pages.shared.scenes.confusion_matrix import confusion_matrix
from pages.shared.text import Text
from pages.shared.theme import ThemeName

MOST_CLASSES = 12  # that have a row and a column
MOST_SAMPLES = 5_000  # that are counted; of more the first ones


class Confusion:
    """The confusion matrix of the test part, or of the training part where there is no other."""

    def __init__(self, experiment: nnviz.Experiment, classes: Classes) -> None:
        self.experiment, self.classes = experiment, classes
        self.part = "train" if experiment.test is None else "test"
        table = experiment.material.train_table if experiment.test is None else experiment.material.test_table
        self.table = table[:MOST_SAMPLES]

    @property
    def fields(self) -> tuple[Field, ...]:
        """Counts by true class and answer, and the share of each in its row."""
        count = self.classes.count**2
        return Field("confusion", "float32", count), Field("confusion_share", "float32", count)

    def fill(self, row: Array, _network: nnviz.Network, snapshot: nnviz.Snapshot) -> None:
        """Write the counts; a share is blue where it is right, and orange where it is wrong."""
        counts = self.experiment.trainer.evaluator.confusion(
            self.table, snapshot.parameters, snapshot.activations or None
        )
        row["confusion"] = counts.ravel()
        shares = counts / counts.sum(axis=1, keepdims=True).clip(1)
        row["confusion_share"] = np.where(np.eye(len(counts)) > 0, shares, -shares).ravel()

    # -- pictures -------------------------------------------------------------------------
    def drawn(self, _box: Box, _names: Names, _text: Text) -> Drawn:
        """Return nothing: the matrix has a panel of its own."""
        return Drawn()

    def panels(self, _names: Names, text: Text, _theme: ThemeName) -> Iterator[Panel]:
        """Return the matrix."""
        scene = confusion_matrix(self.classes.names, text("confusion.truth"), text("confusion.answer"))
        title = text(f"confusion.{self.part}", count=f"{len(self.table):,}")
        alt, detail = text("confusion.alt", count=self.classes.count), text("confusion.detail")
        yield ScenePanel("confusion", title, alt, scene, room="more", detail=detail)


def fits(classes: Classes) -> bool:
    """Return whether there is a row for every class."""
    return classes.count <= MOST_CLASSES
