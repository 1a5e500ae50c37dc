"""What is touched of the points in the picture: a press on the ground, a point that is dragged, chosen or
deleted, and the class of the next one. A touch changes the settings, or is refused with a sentence at its
place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from nnviz.datasets.rows import MOST_ROWS
from pages.parts.train.data.points import (
    Place,
    Points,
    Refusal,
    Rows,
    added,
    moved,
    painted,
    points_of,
    removed,
    some,
    with_points,
)
from pages.parts.train.frames import Film
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import TrainSettings
from pages.parts.train.views.plane import Plane
from pages.parts.train.views.point_tools import BRUSH, GROUND, PICKED, POINT, REMOVE, SOME
from pages.shared.protocol.answers import Look
from pages.shared.protocol.ids import Id, parse
from pages.shared.protocol.requests import Touch, Touches
from pages.shared.state import session
from pages.shared.text import Text

PLANE = "train:plane"  # in which the points were seen when hands changed them last
DONE = "train:pressed"  # the press that was answered last
REFUSED = "train:refused"  # the element that was touched in vain, why, and how many points there are
COUNTED = (GROUND, REMOVE)  # what may not be done twice
Outcome = TrainSettings | Refusal


def touched(
    settings: TrainSettings, touches: Touches, film: Callable[[TrainSettings], Film]
) -> TrainSettings:
    """Return the settings after some touches; those of anything else change nothing."""
    values = {touch.id: touch.value for touch in touches}
    for touch in touches:
        found = parse(touch.id)
        if found is None or found.name not in ACTS or found.place not in ((), (0,)):
            continue
        if found.name in COUNTED and _is_done(touch):
            continue
        points = points_of(settings, film(settings))
        if points is None:
            continue
        up = values.get(str(replace(found, place=(1,)))) if found.place else None
        place = None if up is None or touch.value is None else (touch.value, up)
        outcome = _outcome(settings, points, found, place)
        if isinstance(outcome, Refusal):
            session.put({REFUSED: (_element(found), outcome.kind, len(points.rows))})
        else:
            settings = outcome
    return settings


def _is_done(touch: Touch) -> bool:
    """Whether this very press was answered last, and is told again because its answer was lost."""
    press = touch.id, touch.value
    known = session.get(DONE, None)
    session.put({DONE: press})
    return touch.value is not None and known == press


def _outcome(settings: TrainSettings, points: Points, found: Id, place: Place | None) -> Outcome:
    """The settings after one touch, or why it is refused."""
    if len(points.rows) > MOST_ROWS and found.name not in (SOME, BRUSH):
        return Refusal("many")
    return ACTS[found.name](settings, points, found, place)


def _element(found: Id) -> str:
    """The element at which a refusal is said: that which was touched."""
    if found.name == GROUND:
        return GROUND
    return (
        str(Id(POINT, found.numbers))
        if found.numbers and found.name == REMOVE
        else str(replace(found, place=()))
    )


# -- what each of them does ---------------------------------------------------------------------------
def _put(settings: TrainSettings, points: Points, _found: Id, place: Place | None) -> Outcome:
    """A press on the ground."""
    if place is None:
        return settings
    return _with(settings, points, added(points, place, min(settings.brush, len(points.targets) - 1)), None)


def _drag(settings: TrainSettings, points: Points, found: Id, place: Place | None) -> Outcome:
    """A point is let go somewhere; a press chooses it, or no longer."""
    at = _index(points, found.numbers)
    if at is None:
        return settings
    if place is None:
        return replace(settings, point=None if settings.point == at else at)
    return _with(settings, points, moved(points, at, place), settings.point)


def _remove(settings: TrainSettings, points: Points, found: Id, _place: Place | None) -> Outcome:
    """The Delete key on a point, or the button for the chosen one."""
    at = _index(points, found.numbers or chosen(settings))
    if at is None:
        return settings if found.numbers else Refusal("choose")
    return _with(settings, points, removed(points, at), None)


def _brush(settings: TrainSettings, points: Points, found: Id, _place: Place | None) -> Outcome:
    """The class of the next point, and of the chosen one."""
    if len(found.numbers) != 1 or found.numbers[0] >= len(points.targets):
        return settings
    (brush,) = found.numbers
    settings, at = replace(settings, brush=brush), _index(points, chosen(settings))
    if at is None or points.classes[at] == brush:
        return settings
    return _with(settings, points, painted(points, at, brush), at)


def _some(settings: TrainSettings, points: Points, _found: Id, _place: Place | None) -> Outcome:
    """The first points alone."""
    return _with(settings, points, some(points), None) if len(points.rows) > MOST_ROWS else settings


ACTS: Mapping[str, Callable[[TrainSettings, Points, Id, Place | None], Outcome]] = {
    GROUND: _put,
    POINT: _drag,
    REMOVE: _remove,
    BRUSH: _brush,
    SOME: _some,
}


def chosen(settings: TrainSettings) -> tuple[int, ...]:
    """Return the chosen point, as numbers of an id; none where none is."""
    return () if settings.point is None else (settings.point,)


def _index(points: Points, numbers: Sequence[int]) -> int | None:
    return numbers[0] if len(numbers) == 1 and numbers[0] < len(points.rows) else None


def _with(settings: TrainSettings, points: Points, rows: Rows | Refusal, chosen: int | None) -> Outcome:
    """The settings with other rows and this chosen point; the plane stays as it is seen."""
    if isinstance(rows, Refusal):
        return rows
    session.put({PLANE: points.plane})
    return replace(with_points(settings, rows), point=chosen)


# -- what is told of it --------------------------------------------------------------------------------
def held() -> Plane | None:
    """Return the plane in which hands changed points last."""
    return session.get(PLANE, None)


def refused(text: Text) -> dict[str, str]:
    """Return, once, why a touch was refused, by the id of its element."""
    found: tuple[str, str, int] | None = session.take(REFUSED, None)
    if found is None:
        return {}
    element, kind, count = found
    some = text("points.some", most=MOST_ROWS)
    return {element: text(f"points.{kind}", most=MOST_ROWS, count=f"{count:,}", some=some)}


def with_marks(look: Look | None, settings: TrainSettings, live: Live) -> Look | None:
    """Return a look that says as well which point and which class are chosen."""
    if look is None:
        return None
    count = len(live.experiment.data)
    points = [float(at == settings.point) for at in range(count)] if count <= MOST_ROWS else []
    return replace(look, values={**look.values, BRUSH: [float(settings.brush)], PICKED: points})
