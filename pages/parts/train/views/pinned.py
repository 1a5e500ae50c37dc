"""What a pinned run answered, beside what the present one answers: a small map, or its curve or points in the
same chart; and its losses below those of the moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

import nnviz
from pages.parts.train.naming import problem_of
from pages.parts.train.views.curve import LearnedCurve
from pages.parts.train.views.decision_map import SIDE, DecisionMap
from pages.parts.train.views.predictions import Predictions
from pages.parts.train.views.scores import HEAD, LINE, SCORES, WORD, Scores, columns
from pages.parts.train.views.signs import LETTERS
from pages.parts.train.views.view import Box, Drawn, View
from pages.shared.numbers.numerals import plain_exponent
from pages.shared.protocol.elements import Cell, Curve, Disc, Element, Label, Palette, PixelMap
from pages.shared.protocol.layouts import Array
from pages.shared.scenes.axes import Chart
from pages.shared.text import Text

STRIDE = 2  # from one point of a map to the next one that is kept
ROOM, GAP, NAMED = 72.0, 8.0, 9.0  # the side of the small map, the air beside it, and its name above
SIGN = 24.0  # how long the sign of a curve is, with the air behind it
RADIUS = 6.0  # of a point, around those of the present run

Question = tuple[str, tuple[str, ...], tuple[str, ...], object]


@dataclass(frozen=True, eq=False)
class PinnedAnswer:
    """What a run answered at `epoch` to a `question`, with its losses: `pixels` of a map in a `palette`, from
    the top row on, or points (n, 2) of a learned `curve`, or of each output the targets and predictions of
    samples, (n, 2) in `charts`."""

    question: Question
    epoch: float
    train: float
    test: float
    pixels: bytes = b""
    palette: Palette = "signed"
    curve: Array | None = None
    charts: tuple[Array, ...] = ()


def question_of(experiment: nnviz.Experiment) -> Question:
    """Return what is asked of a network: answers to the same one can be seen side by side."""
    data, problem = experiment.data, experiment.parts.problem
    curve = dict(problem.parameters).get("curve")
    return problem_of(experiment), tuple(data.feature_names), tuple(data.target_names), curve


def answer_at(
    experiment: nnviz.Experiment, views: Sequence[View], moment: nnviz.Snapshot
) -> PinnedAnswer | None:
    """Return what is kept of an answer at a moment; None where no view of it can be pinned."""
    said = question_of(experiment), moment.epoch, moment.train_loss, moment.test_loss
    for view in views:
        match view:
            case DecisionMap():
                pixels = view.pixels(moment)[::-STRIDE, ::STRIDE]
                return PinnedAnswer(*said, pixels=pixels.tobytes(), palette=view.palette)
            case LearnedCurve():
                return PinnedAnswer(*said, curve=np.stack([view.x, view.answers(moment)], axis=1))
            case Predictions():
                predicted = view.predicted(moment)
                pairs = (np.stack([view.Y[:, at], predicted[:, at]], axis=1) for at in range(view.outputs))
                return PinnedAnswer(*said, charts=tuple(pairs))
    return None


# -- what is seen -----------------------------------------------------------------------------------
def places(view: View, pinned: PinnedAnswer | None, box: Box) -> Box:
    """Return where a view is drawn that leaves room for what is pinned."""
    if pinned is None or not pinned.pixels:
        return box
    return box._replace(width=box.width - ROOM - GAP) if isinstance(view, Scores) else box


def drawn(views: Sequence[View], pinned: PinnedAnswer, box: Box, text: Text) -> Drawn:
    """Return what was pinned, drawn beside the views in the box of both."""
    elements: list[Element] = []
    for view in views:
        match view:
            case DecisionMap() if pinned.pixels:
                elements += _map(pinned, box, text)
            case LearnedCurve() if pinned.curve is not None:
                elements += _curve(view.chart, pinned.curve)
            case Predictions() if pinned.charts:
                elements += _points(view.charts, pinned.charts)
    tested = any(isinstance(view, Scores) and view.tested for view in views)
    return Drawn((*elements, *_losses(pinned, box, tested, text)))


def _map(pinned: PinnedAnswer, box: Box, text: Text) -> Iterator[Element]:
    left, top = box.left + box.width - ROOM, box.top + box.height - ROOM
    side = SIDE // STRIDE
    yield PixelMap("pin.map", left, top, ROOM, ROOM, side, side, tuple(pinned.pixels), palette=pinned.palette)
    yield Cell("pin.frame", left, top, ROOM, ROOM, "unit")
    yield Label("pin.name", left + ROOM / 2, top - NAMED, text("pin.map"), LETTERS, "soft")


def _curve(chart: Chart, points: Array) -> Iterator[Element]:
    """The part of a curve whose x is in the chart."""
    seen = points[(points[:, 0] >= chart.x[0]) & (points[:, 0] <= chart.x[1])]
    corners = chart.places(*seen.T).round(1).ravel().tolist()
    yield Curve("pin.curve", tuple(corners), "pinned")


def _points(charts: Sequence[Chart], points: Sequence[Array]) -> Iterator[Element]:
    for at, (chart, pairs) in enumerate(zip(charts, points, strict=False), 1):
        for number, (x, y) in enumerate(chart.places(*pairs.T).round(1).tolist()):
            yield Disc(f"pin.point{at}.{number}", x, y, RADIUS, "pinned")


def _losses(pinned: PinnedAnswer, box: Box, tested: bool, text: Text) -> Iterator[Element]:
    """Its losses below those of the shown moment, behind its sign."""
    y = box.top + box.height - (LINE / 2 if pinned.pixels else (SCORES - HEAD) / 4)
    start = box.left
    if pinned.curve is not None:
        yield Curve("pin.sign", (box.left, y, box.left + SIGN - 6, y), "pinned")
        start += SIGN
    elif pinned.charts:
        yield Disc("pin.sign", box.left + SIGN / 3, y, RADIUS, "pinned")
        start += SIGN
    word = text("pin.epoch", epoch=f"{pinned.epoch:,.10g}")
    yield Label("pin.word", start, y, word, LETTERS, "soft", "start")
    table = box._replace(width=box.width - ROOM - GAP) if pinned.pixels else box
    for part, right in columns(table, tested).items():
        loss = pinned.train if part == "train" else pinned.test
        words = plain_exponent(f"{loss:#.3g}").rstrip(".") if isfinite(loss) else "–"
        yield Label(f"pin.{part}", right, y, words, WORD, "soft", "end")
