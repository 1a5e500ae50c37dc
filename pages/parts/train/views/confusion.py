"""Which classes are taken for which at the shown moment, as counts."""

from collections.abc import Iterator

import numpy as np

import nnviz
from pages.parts.train.naming import Names
from pages.parts.train.views.classes import Classes
from pages.parts.train.views.scores import SCORES
from pages.parts.train.views.view import Box, Drawn
from pages.shared.protocol.elements import Label
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Panel, ScenePanel
from pages.shared.scenes.confusion_matrix import bindings, confusion_matrix, matrix, side_of
from pages.shared.text import Text
from pages.shared.theme import ThemeName

MOST_CLASSES = 12  # that have a row and a column
HEAD, WORD = 24.0, 17.5  # room for the words above a matrix in the picture, and their size
MOST_SAMPLES = 5_000  # that are counted; of more the first ones


class Confusion:
    """The confusion matrix of the test part, or of the training part where there is no other; where it is the
    `answer` it stands in the picture, else below it."""

    def __init__(self, experiment: nnviz.Experiment, classes: Classes, answer: bool = False) -> None:
        self.answer = answer
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
    def drawn(self, box: Box, names: Names, text: Text) -> Drawn:
        """Return the matrix, if it is what the network answers."""
        if not self.answer:
            return Drawn()
        upper, called = box.above(SCORES), self.classes.called(names)
        side = side_of(called, upper.width, upper.height - HEAD)
        title = Label("confusion.title", upper.left, upper.top + 6, self.title(text), WORD, "strong", "start")
        corner = upper.left, upper.top + HEAD
        elements = matrix(called, text("confusion.truth"), text("confusion.answer"), corner, side)
        return Drawn((title, *elements), tuple(bindings(len(called))))

    def title(self, text: Text) -> str:
        """Return what is counted."""
        return text(f"confusion.{self.part}", count=f"{len(self.table):,}")

    def panels(self, names: Names, text: Text, _theme: ThemeName) -> Iterator[Panel]:
        """Return the matrix, if it stands nowhere else."""
        if self.answer:
            return
        scene = confusion_matrix(
            self.classes.called(names), text("confusion.truth"), text("confusion.answer")
        )
        alt, detail = text("confusion.alt", count=self.classes.count), text("confusion.detail")
        yield ScenePanel("confusion", self.title(text), alt, scene, room="more", detail=detail)
