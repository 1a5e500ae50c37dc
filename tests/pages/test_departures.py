"""Visitors who leave: when their sessions end, and when their memory is given back."""

import gc
import platform
from dataclasses import dataclass
from typing import cast
from weakref import ref

import pytest
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.session_manager import SessionClient, SessionInfo

from pages.shared.hosting import gc_tuning
from pages.shared.hosting.departures import LONGEST, Departures, Tide


@dataclass(frozen=True)
class Session:
    """Stands for a session; only its id counts."""

    id: str


def here(name: str) -> SessionInfo:
    return SessionInfo(cast(SessionClient, object()), cast(AppSession, Session(name)))


def away(name: str) -> SessionInfo:
    return SessionInfo(None, cast(AppSession, Session(name)))


def names(sessions: list[AppSession]) -> list[str]:
    return [session.id for session in sessions]


# -- when sessions end ---------------------------------------------------------------------------
def test_a_session_ends_a_while_after_its_visitor_left_and_once() -> None:
    gone = Departures(kept=10.0)
    assert names(gone.over([here("a"), away("b")], 100.0)) == []
    assert names(gone.over([here("a"), away("b")], 109.0)) == []
    assert names(gone.over([here("a"), away("b")], 110.0)) == ["b"]
    assert names(gone.over([here("a")], 111.0)) == []
    assert gone.left == {}


def test_who_comes_back_in_time_goes_on_and_may_leave_again() -> None:
    gone = Departures(kept=10.0)
    gone.over([away("a")], 100.0)
    assert names(gone.over([here("a")], 109.0)) == []
    assert names(gone.over([away("a")], 111.0)) == []
    assert names(gone.over([away("a")], 120.0)) == []
    assert names(gone.over([away("a")], 121.0)) == ["a"]


def test_whom_others_pushed_out_ends_at_once() -> None:
    gone = Departures(kept=10.0)
    gone.over([away("a"), away("b")], 100.0)
    assert names(gone.over([away("b")], 101.0)) == ["a"]
    assert names(gone.over([away("b")], 102.0)) == []


def test_everybody_ends_for_itself() -> None:
    gone = Departures(kept=10.0)
    gone.over([away("a")], 100.0)
    gone.over([away("a"), away("b")], 105.0)
    assert names(gone.over([away("a"), away("b")], 112.0)) == ["a"]
    assert names(gone.over([away("b")], 115.0)) == ["b"]


# -- when memory is given back -----------------------------------------------------------------------
def test_memory_is_given_back_in_the_first_quiet_moment_after_sessions_ended() -> None:
    tide = Tide(0.0, 0.0)
    assert not tide.ebbs(False, 5.0, 0.1), "nobody left"
    assert not tide.ebbs(True, 10.0, 0.2), "they may still be on their way out"
    assert not tide.ebbs(False, 15.0, 4.0), "somebody trains"
    assert tide.ebbs(False, 20.0, 4.1)
    assert not tide.ebbs(False, 25.0, 4.2), "once"


def test_memory_does_not_wait_for_ever_for_a_quiet_moment() -> None:
    tide = Tide(0.0, 0.0)
    tide.ebbs(True, 5.0, 5.0)
    moments = [5.0 * number for number in range(2, 40)]
    given = [now for now in moments if tide.ebbs(False, now, now)]
    assert given == [5.0 + LONGEST]


def test_those_who_leave_meanwhile_are_remembered() -> None:
    tide = Tide(0.0, 0.0)
    tide.ebbs(True, 5.0, 0.0)
    assert tide.ebbs(True, 10.0, 0.0)
    assert tide.ebbs(False, 15.0, 0.0)


# -- how -----------------------------------------------------------------------------------------------
class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.self = self


def test_circles_are_freed_and_what_was_there_first_when_nobody_waits() -> None:
    frozen = Ring()
    first = ref(frozen)
    gc.freeze()
    try:
        del frozen
        later = ref(Ring())
        gc_tuning.collect()
        assert later() is None
        assert first() is not None, "what settled is left out"
        gc_tuning.collect(alone=True)
        assert first() is None
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


@pytest.mark.parametrize(("library", "times"), [("glibc", 1), ("", 0), ("libc", 0)])
def test_memory_goes_back_to_the_system_where_that_is_known_to_work(
    library: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    trimmed: list[None] = []
    monkeypatch.setattr(platform, "libc_ver", lambda: (library, "2.36"))
    monkeypatch.setattr(gc_tuning, "_trim", lambda: trimmed.append(None))
    gc_tuning.collect()
    assert len(trimmed) == times
