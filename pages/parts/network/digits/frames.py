"""What one frame of the lesson "digits" holds: the answer of the network to one picture at one moment.
Numbers that are compared travel as float64, pictures as bytes that are places in the colour table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from nnviz import Dataset, Network, Snapshot, softmax_steps
from nnviz.lessons.digit_classifier import digit_parts, untrained_classifier
from nnviz.networks.softmax import SoftmaxSteps
from pages.parts.network.cells import CLASSES
from pages.shared.figures.colormap import places
from pages.shared.protocol.layouts import Array, Field, Layout
from pages.shared.scenes.class_bars import LEFT, LENGTH

UNITS, SIDE = 8, 8
PIXELS = SIDE * SIDE
FULL = 1.0  # a weight of this size has the full colour
ANSWER, TRUTH, GUESS = 1, 2, 4  # marks of a class, added up
NONE = -1

LAYOUT = Layout(
    (
        *(Field(name, "float64") for name in ("step", "train", "test", "train_right", "test_right")),
        *(Field(name, "float64") for name in ("answer", "answer_p", "truth_p", "loss")),
        Field("p", "float64", CLASSES),
        *(Field(name, "float32") for name in ("truth", "guess", "picked", "hidden", "turned", "stops")),
        Field("marks", "float32", CLASSES),
        Field("bars", "float32", 2 * CLASSES),
        Field("a", "float32", UNITS),
        Field("picture", "uint8", PIXELS),
        Field("maps", "uint8", UNITS * PIXELS),
    )
)


@cache
def parts() -> tuple[Dataset, Dataset]:
    """The pictures to learn from and to test with; the network never learns from those that are shown."""
    return digit_parts()


@cache
def truths() -> tuple[int, ...]:
    """The class of every test picture: 0 stands for the digit 1."""
    return tuple(parts()[1].Y.argmax(axis=1).tolist())


def ink(digit: int) -> Array:
    """Return test picture `digit` as bytes, from paper (the light middle) to ink (blue)."""
    return places(parts()[1].X[digit].reshape(1, SIDE, SIDE), np.ones(1)).ravel()


@dataclass(frozen=True, eq=False)
class Moment:
    """The network after some updates: losses and parameters, the share that it gets right of the pictures to
    learn from and of the test pictures, and its answer to each of these."""

    snapshot: Snapshot
    train_right: float
    test_right: float
    answers: tuple[int, ...]

    @property
    def same(self) -> bool:
        """Whether the answer to all test pictures is the same."""
        return len(set(self.answers)) == 1

    def right(self, digit: int) -> bool:
        """Whether the answer to a test picture is right."""
        return self.answers[digit] == truths()[digit]


@dataclass(frozen=True)
class View:
    """What is looked at: a test picture, and the guess (a class or `NONE`).

    While the answer is `hidden`, so that it can be guessed, its numbers are NaN."""

    digit: int
    guess: int = NONE
    hidden: bool = False
    picked: int = NONE


def frames(moments: Sequence[Moment], view: View, before: Moment | None = None) -> Array:
    """Return one frame for each moment; `before` is the one before the first, if there is one.

    `turned` is 1 where the answer has become right or wrong, `stops` there and at the end of an epoch."""
    rows = LAYOUT.empty(len(moments))
    if not moments:
        return rows
    scores, activations, maps = looked_into([one.snapshot for one in moments], parts()[1].X[view.digit])
    rows["a"], rows["maps"], rows["picture"] = activations, maps, ink(view.digit)
    for name in ("train_loss", "test_loss"):
        rows[name.removesuffix("_loss")][:, 0] = [getattr(one.snapshot, name) for one in moments]
    for name in ("train_right", "test_right"):
        rows[name][:, 0] = [getattr(one, name) for one in moments]
    rows["step"][:, 0] = [one.snapshot.step for one in moments]
    rows["truth"], rows["guess"] = truths()[view.digit], view.guess
    rows["picked"], rows["hidden"] = view.picked, view.hidden
    right = [one.right(view.digit) for one in (before or moments[0], *moments)]
    rows["turned"][:, 0] = [one != other for one, other in pairwise(right)]
    rows["stops"][:, 0] = [one.snapshot.epoch.is_integer() for one in moments] | (rows["turned"][:, 0] > 0)
    fill_answer(rows, softmax_steps(scores), view)
    return rows


def looked_into(snapshots: Sequence[Snapshot], x: Array) -> tuple[Array, Array, Array]:
    """Return for each snapshot the scores of x, the activations of the hidden units, and their weights as
    places in the colour table."""
    viewer: Network = untrained_classifier()
    scores, activations, weights = [], [], []
    for snapshot in snapshots:
        viewer.load(snapshot.parameters)
        hidden, output = viewer.layers(x[None])
        scores.append(output.before[0])
        activations.append(hidden.after[0])
        weights.append(viewer.weights[0].T.reshape(-1, SIDE, SIDE).copy())
    flat = np.concatenate(weights)
    maps = places(flat, np.full(len(flat), FULL)).reshape(len(snapshots), -1)
    return np.array(scores), np.array(activations), maps


def fill_answer(rows: Array, steps: SoftmaxSteps, view: View) -> None:
    """Write what softmax computes, the answer that follows from it, and what is marked."""
    p, truth = steps.probabilities, truths()[view.digit]
    answers, classes = p.argmax(axis=1), np.arange(CLASSES)
    rows["p"], rows["bars"][:, ::2], rows["bars"][:, 1::2] = p, LEFT, LEFT + LENGTH * p
    rows["answer"][:, 0], rows["answer_p"][:, 0] = answers + 1, p.max(axis=1)
    rows["truth_p"][:, 0] = p[:, truth]
    given = np.full(len(rows), truth)
    rows["loss"][:, 0] = steps.losses(given)
    rows["marks"] = TRUTH * (classes == truth) + GUESS * (classes == view.guess)
    if view.hidden:
        hide(rows)
    else:
        rows["marks"] += ANSWER * (classes == answers[:, None])


def hide(rows: Array) -> None:
    """Take out of the frames whatever tells the answer."""
    for name in ("p", "answer", "answer_p", "truth_p", "loss"):
        rows[name] = np.nan
    rows["bars"] = LEFT
