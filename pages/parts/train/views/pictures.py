"""Pictures to be told apart: one of them and what the network says to it, what each unit of the first layer
looks for, and pictures of the test that it takes for something else."""

from collections.abc import Iterator

import numpy as np

import nnviz
from nnviz.datasets.handwritten_digits import PIXELS, SIDE
from pages.parts.train.naming import Names
from pages.parts.train.views.classes import Classes
from pages.parts.train.views.view import Box, Drawn
from pages.shared.figures.colormap import places
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Panel
from pages.shared.scenes.problem_network import Inside
from pages.shared.scenes.read_pictures import COLUMN, LENGTH, MOST_WRONG, Words, bar_left, read_pictures
from pages.shared.text import Text
from pages.shared.theme import ThemeName

SIZE = SIDE * SIDE
EDGE = 4.0  # between the numbers of the bars and the column of those read wrong
BLANK = 128  # the place of the middle in the colour table


class Pictures:
    """One `sample` (from 0, and behind the last one from 0 again) of the test, or of the training part where
    there is no test."""

    def __init__(
        self, experiment: nnviz.Experiment, viewer: nnviz.Network, classes: Classes, sample: int
    ) -> None:
        self.experiment, self.classes, self.sizes = experiment, classes, viewer.sizes
        self.kind = "train" if experiment.test is None else "test"
        part = experiment.test or experiment.train
        self.X, self.truths = part.X, classes.of(part.Y)
        self.sample = sample % len(part)
        self._ink = places(part.X.reshape(-1, SIDE, SIDE), np.ones(len(part))).reshape(-1, SIZE)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The picture and what is said to it, the weights of the first layer, and pictures read wrong."""
        count = self.classes.count
        return (
            Field("picture", "uint8", SIZE),
            *(Field(name, "float32") for name in ("sample", "truth", "said", "wrong")),
            Field("p", "float32", count),
            Field("bars", "float32", 2 * count),
            Field("images", "uint8", self.sizes[1] * SIZE),
            Field("wrong_pictures", "uint8", MOST_WRONG * SIZE),
            *(
                Field(name, "float32", MOST_WRONG)
                for name in ("wrong_words", "wrong_samples", "wrong_chosen")
            ),
        )

    def fill(self, row: Array, network: nnviz.Network, snapshot: nnviz.Snapshot) -> None:
        """Write what the network says to the picture, and where it is wrong."""
        row["picture"], row["sample"] = self._ink[self.sample], self.sample + 1
        answers = self.experiment.predict(self.X, snapshot.parameters, snapshot.activations)
        said = self.classes.of(answers)
        row["truth"], row["said"] = self.truths[self.sample], said[self.sample]
        row["p"] = answers[self.sample]
        held = np.clip(np.nan_to_num(answers[self.sample]), 0, 1)
        row["bars"] = np.column_stack([np.full(len(held), bar_left()), bar_left() + LENGTH * held]).ravel()
        images = network.weights[0].T.reshape(-1, SIDE, SIDE)
        row["images"] = places(images, np.abs(images).max(axis=(1, 2))).ravel()
        wrong = np.flatnonzero(said != self.truths)
        shown = wrong[:MOST_WRONG]
        row["wrong"] = len(wrong)
        pictures, words = np.full((MOST_WRONG, SIZE), BLANK, np.uint8), np.zeros(MOST_WRONG)
        pictures[: len(shown)] = self._ink[shown]
        words[: len(shown)] = 1 + said[shown] * self.classes.count + self.truths[shown]
        row["wrong_pictures"], row["wrong_words"] = pictures.ravel(), words
        samples = np.full(MOST_WRONG, -1.0)
        samples[: len(shown)] = shown
        row["wrong_samples"], row["wrong_chosen"] = samples, samples == self.sample

    # -- pictures -------------------------------------------------------------------------
    def drawn(self, box: Box, names: Names, text: Text) -> Drawn:
        """Return the picture at the inputs, weights in the units, bars at the outputs, and wrong ones."""
        called = self.classes.called(names)
        pairs = [text("pictures.wrong_one", said=said, truth=truth) for said in called for truth in called]
        words = Words(
            text(f"pictures.{self.kind}"),
            text("pictures.back"),
            text("pictures.next"),
            text("pictures.wrong", count=f"{len(self.X):,}"),
            ("", *pairs),
            text("pictures.choose"),
        )
        pictures, wrong, bindings = read_pictures(self.sizes, SIDE, words, box)
        inside = Inside(len(self.sizes) > 2, picture=True, ends=box.left + box.width - COLUMN - EDGE)
        return Drawn(tuple(wrong), tuple(bindings), tuple(pictures), inside)

    def panels(self, _names: Names, _text: Text, _theme: ThemeName) -> Iterator[Panel]:
        """Return nothing: all of it stands in the picture."""
        yield from ()


def has_pictures(experiment: nnviz.Experiment) -> bool:
    """Return whether the inputs are the pixels of a picture."""
    return tuple(experiment.data.feature_names) == PIXELS
