"""Changes of a lecture of one's own, each a function from one lecture to the next."""

from collections.abc import Sequence
from dataclasses import replace

from pages.parts.lecture.lecture import MOST_MOMENTS, Lecture, Link, Moment


def changed(lecture: Lecture, at: int, moment: Moment) -> Lecture:
    """Return the lecture with another moment at a place, from 0."""
    return with_moments(lecture, [moment if one == at else old for one, old in enumerate(lecture.moments)])


def moved(lecture: Lecture, at: int, by: int) -> Lecture:
    """Return the lecture with a moment so many places later, as far as there are places."""
    to = max(0, min(len(lecture.moments) - 1, at + by))
    moments = list(lecture.moments)
    moments.insert(to, moments.pop(at))
    return with_moments(lecture, moments)


def without(lecture: Lecture, at: int) -> Lecture:
    """Return the lecture without one of its moments."""
    return with_moments(lecture, [moment for one, moment in enumerate(lecture.moments) if one != at])


def extended(lecture: Lecture, links: Sequence[Link]) -> Lecture:
    """Return the lecture with a moment for each link behind the others, as many as it may have."""
    return with_moments(lecture, [*lecture.moments, *map(Moment, links)][:MOST_MOMENTS])


def with_moments(lecture: Lecture, moments: Sequence[Moment]) -> Lecture:
    """Return the lecture with other moments."""
    return replace(lecture, moments=tuple(moments))
