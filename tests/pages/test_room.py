"""Room for runs: what fits is held, what does not fit waits its turn, and what is over is given back."""

from dataclasses import replace

import pytest

from pages.shared.hosting.room import STALE, Room, runs
from pages.shared.operating.limits import limits
from pages.shared.state.session import Store


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_runs_are_held_as_long_as_they_fit() -> None:
    room, visitors = Room(100), [Store() for _ in range(3)]
    assert [room.take(visitor, 40) for visitor in visitors] == [True, True, False]
    assert room.held == 80


def test_another_run_of_the_same_visitor_takes_the_place_of_the_last() -> None:
    room, visitor = Room(100), Store()
    assert room.take(visitor, 90)
    assert room.take(visitor, 80)
    assert room.held == 80


def test_a_session_that_is_over_gives_back_what_it_held() -> None:
    room, visitor, other = Room(100), Store(), Store()
    assert room.take(visitor, 90)
    assert not room.take(other, 90)
    del visitor
    assert room.take(other, 90)


def test_who_waits_longest_is_the_next() -> None:
    room, first, second, third = Room(100), Store(), Store(), Store()
    assert room.take(first, 90)
    assert not room.take(second, 90)
    assert not room.take(third, 5), "a small run does not go before a large one for ever"
    del first
    assert room.take(second, 90)
    assert room.take(third, 5)


def test_who_does_not_ask_any_more_waits_no_more() -> None:
    clock = Clock()
    room, first, second, third = Room(100, clock), Store(), Store(), Store()
    assert room.take(first, 90)
    assert not room.take(second, 90)
    clock.now = STALE + 1
    assert room.take(third, 10)


def test_a_visitor_who_is_alone_is_never_kept_waiting() -> None:
    assert Room(100).take(Store(), 1000)


def test_who_leaves_holds_nothing_and_waits_for_nothing() -> None:
    room, first, second, third = Room(100), Store(), Store(), Store()
    assert room.take(first, 90)
    assert not room.take(second, 90)
    room.leave(second)
    assert room.take(third, 10)
    room.leave(first)
    assert room.held == 10


def test_the_room_for_runs_is_what_the_variable_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.shared.hosting.room.limits", lambda: replace(limits(), run_memory_mb=64))
    runs.cache_clear()
    assert runs().size == 64 * 2**20
    runs.cache_clear()
