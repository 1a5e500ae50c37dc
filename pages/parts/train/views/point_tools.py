"""What hands change points with in a map or a chart: the ground on which a press puts one, a handle over
each, and buttons for the class of the next one and for deleting. Their ids are known to those who answer."""

from collections.abc import Iterator, Sequence
from math import floor, log10

import nnviz
from nnviz.datasets.rows import MOST_ROWS
from nnviz.experiments.problems import PROBLEMS, ROWS
from pages.parts.train.naming import problem_of
from pages.parts.train.views.plane import Plane, Span
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
LETTERS = 16.0
FINE = 100  # places that a point may have along an axis, at least
FINGER = 14.0  # radius of a handle
BUTTON, WIDE = 68.0, 196.0  # widths of the two buttons


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


def brushes(
    box: Box, names: Sequence[str], widths: Sequence[float], tones: Sequence[DiscTone], text: Text
) -> Iterator[Element]:
    """A button for each class: points that are put next are of the chosen one."""
    x, y = box.left, box.top + box.height / 2
    for at, (name, wide) in enumerate(zip(names, widths, strict=True)):
        size = wide - 5, box.height - 2
        press = text("points.brush", name=name)
        place = x + size[0] / 2, y
        yield Token(f"{BRUSH}{at}", *place, *size, name, LETTERS, "layer", press, f"{BRUSH}es", text_x=9.0)
        yield Disc(f"class{at}.sign", x + 13, y, 6, tones[at])
        x += wide


def buttons(box: Box, few: bool, text: Text) -> Iterator[Element]:
    """How points are changed, and a button that deletes the chosen one; where they are too many for hands, a
    button that leaves some of them."""
    right, y = box.left + box.width, box.top + box.height / 2
    height = min(LINE - 2, box.height)
    if few:
        hint = text("points.hint")
        yield Label("points.hint", box.left, y, hint, LETTERS, "soft", "start")
        word, press = text("points.remove"), text("points.remove_press")
        yield Token(REMOVE, right - BUTTON / 2, y, BUTTON, height, word, LETTERS, "layer", press)
    else:
        word = text("points.some", most=MOST_ROWS)
        yield Token(SOME, right - WIDE / 2, y, WIDE, height, word, LETTERS, "layer", word)


def bindings(points: int, classes: int) -> Iterator[Binding]:
    """Mark the chosen point and the chosen class."""
    if points:
        yield EqualBinding(PICKED, numbered(POINT, points), "chosen", 1)
    for at in range(classes):
        yield EqualBinding(BRUSH, (f"{BRUSH}{at}",), "chosen", at)
