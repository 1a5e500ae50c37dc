"""What hands change points with in a map or a chart: the ground on which a press puts one, a handle over
each, and buttons for the class of the next one and for deleting. Their ids are known to those who answer."""

from collections.abc import Iterator, Sequence
from math import floor, log10

import nnviz
from nnviz.datasets.rows import MOST_ROWS
from nnviz.experiments.problems import PROBLEMS, ROWS
from pages.parts.train.naming import problem_of
from pages.parts.train.views.plane import Plane, Span
from pages.parts.train.views.signs import LETTERS, letter_width
from pages.parts.train.views.view import Box
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.bindings import Binding, EqualBinding
from pages.shared.protocol.elements import Disc, DiscTone, Element, Ground, Handle, Label, Token
from pages.shared.protocol.ids import numbered
from pages.shared.scenes.axes import Chart
from pages.shared.text import Text

GROUND, POINT, REMOVE, BRUSH, SOME = "ground", "point", "remove", "brush", "some"  # what is touched
PICKED = "picked"  # the field of a look that says which point is chosen; BRUSH says which class is
LINE = 26.0  # height of a line of tools
FINE = 100  # places that a point may have along an axis, at least
FINGER = 14.0  # radius of a handle
SIGN, GAP = 22.0, 5.0  # room for the colour of a class, and behind a button


def can_be_edited(experiment: nnviz.Experiment) -> bool:
    """Return whether the samples are points that hands can change: typed ones, or drawn ones that would be
    the same if they were typed."""
    problem = experiment.parts.problem
    name = problem_of(experiment)
    return name in (ROWS, "curve") or (PROBLEMS[name].plane and not problem.features)


def is_few(experiment: nnviz.Experiment) -> bool:
    """Return whether the samples are so few that each has a handle."""
    return len(experiment.data) <= MOST_ROWS


def steps_of(plane: Plane, classes_up: bool = False) -> tuple[float, float]:
    """Return how far the places of points lie apart along both axes: round numbers; classes on the axis that
    goes up are 0 and 1."""
    return _step(plane.across), 1.0 if classes_up else _step(plane.up)


def _step(span: Span) -> float:
    return float(f"1e{floor(log10((span[1] - span[0]) / FINE) + 1e-9)}")


def ground(chart: Chart, steps: tuple[float, float], text: Text) -> Ground:
    """Return where a press puts a point."""
    size = chart.width, chart.height
    return Ground(GROUND, text("points.ground"), *chart.corner, *size, chart.x, chart.y, steps)


def handles(discs: Sequence[Disc], rows: Sequence[Sequence[float]], text: Text) -> Iterator[Handle]:
    """The handles of points, whose numbers are `rows` with the target at the end; those of the training come
    first."""
    for at, (disc, row) in enumerate(zip(discs, rows, strict=True)):
        *inputs, target = (rounded(number) for number in row)
        label = text("points.point", number=at + 1, inputs=", ".join(inputs), target=target)
        radius = max(FINGER, disc.radius)
        yield Handle(
            f"{POINT}{at}", label, disc.x, disc.y, radius, disc.id, GROUND, f"{REMOVE}{at}", f"{POINT}s"
        )


def widths_of(names: Sequence[str], room: float) -> list[float]:
    """Return how wide the button of each class is with the gap behind it, where there is so much room."""
    widths = [SIGN + sum(map(letter_width, name)) + 2 * GAP for name in names]
    scale = min(1.0, room / sum(widths))
    return [scale * one for one in widths]


def brushes(
    box: Box, names: Sequence[str], widths: Sequence[float], tones: Sequence[DiscTone], text: Text
) -> Iterator[Element]:
    """A button for each class: points that are put next are of the chosen one."""
    x, y = box.left, box.top + box.height / 2
    for at, (name, wide) in enumerate(zip(names, widths, strict=True)):
        size = wide - GAP, box.height - 2
        press = text("points.brush", name=name)
        place = x + size[0] / 2, y
        id_, aside = f"{BRUSH}{at}", (SIGN - GAP) / 2
        yield Token(id_, *place, *size, name, LETTERS, "layer", press, f"{BRUSH}es", text_x=aside)
        yield Disc(f"class{at}.sign", x + 13, y, 6, tones[at])
        x += wide


def hint(box: Box, text: Text) -> Label:
    """How points are changed."""
    words, y = text("points.hint"), box.top + box.height / 2
    return Label("points.hint", box.left, y, words, LETTERS, "soft", "start")


def button(box: Box, few: bool, text: Text) -> Token:
    """The button that deletes the chosen point; where points are too many for hands, the one that leaves some
    of them."""
    word = text("points.remove") if few else text("points.some", most=MOST_ROWS)
    press = text("points.remove_press") if few else word
    width, height = sum(map(letter_width, word)) + 4 * GAP, min(LINE - 2, box.height)
    place = box.left + box.width - 1 - width / 2, box.top + box.height / 2  # the edge is drawn whole
    return Token(REMOVE if few else SOME, *place, width, height, word, LETTERS, "layer", press)


def bindings(points: int, classes: int) -> Iterator[Binding]:
    """Mark the chosen point and the chosen class."""
    if points:
        yield EqualBinding(PICKED, numbered(POINT, points), "chosen", 1)
    for at in range(classes):
        yield EqualBinding(BRUSH, (f"{BRUSH}{at}",), "chosen", at)
