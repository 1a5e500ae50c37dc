"""Admission: who has no place to train is answered without training, and told their number."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pages.shared.hosting import admission
from pages.shared.hosting.admission import PAUSE, admitted
from pages.shared.operating.counters import COUNTERS
from pages.shared.operating.places import Places
from pages.shared.protocol.answers import Answer, Append
from pages.shared.protocol.layouts import Field, Layout
from pages.shared.protocol.requests import Request
from pages.shared.state import session
from pages.shared.state.session import Store
from pages.shared.text import Text

LAYOUT = Layout((Field("step", "float64"),))
WORDS = Text("player", "en")


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> Iterator[Places]:
    """One place, which somebody else has."""
    made, other = Places(1), Store()
    made.ask(other)
    monkeypatch.setattr(admission, "training_places", lambda: made)
    yield made
    made.leave(other)


class Lesson:
    """Answers with as many frames as it is asked for, and remembers what it was asked."""

    def __init__(self, ended: bool = False) -> None:
        self.ended = ended
        self.asked: list[Request] = []

    def __call__(self, request: Request) -> Answer:
        self.asked.append(request)
        return Append(LAYOUT.empty(request.count), ended=self.ended)


def ask(lesson: Lesson, visitor: Store, request: Request) -> Append:
    with session.visiting(visitor):
        found = admitted(lesson, request, WORDS)
    assert isinstance(found, Append)
    return found


@pytest.mark.parametrize("want", ["more", "reach"])
def test_who_waits_is_told_the_number_and_nothing_is_trained(places: Places, want: str) -> None:
    lesson, visitor, before = Lesson(), Store(), COUNTERS.refused["queue"]
    found = ask(lesson, visitor, replace(Request(count=8), want=want))  # type: ignore[arg-type]
    assert found.queue is not None
    assert "number 1 in the queue" in found.queue.words
    assert found.queue.pause == PAUSE
    assert len(found.frames) == 0
    assert [(one.want, one.count) for one in lesson.asked] == [("look", 0)]
    assert COUNTERS.refused["queue"] == before + 1
    assert places.count() == (1, 1)


@pytest.mark.parametrize(
    ("want", "frames"), [("step", 1), ("look", 0), ("touch", 0), ("all", 0), ("stay", 0)]
)
def test_who_waits_may_look_touch_and_step_one_by_one(places: Places, want: str, frames: int) -> None:
    found = ask(Lesson(), Store(), replace(Request(count=8), want=want))  # type: ignore[arg-type]
    assert len(found.frames) == frames
    assert found.queue is None
    assert places.count() == (1, 0)


def test_who_has_a_place_is_answered_until_the_run_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    places, visitor = Places(1), Store()
    monkeypatch.setattr(admission, "training_places", lambda: places)
    assert len(ask(Lesson(), visitor, Request("more", 8)).frames) == 8
    assert places.holds(visitor)
    ask(Lesson(ended=True), visitor, Request("more", 8))
    assert not places.holds(visitor)
