"""The past is kept in order, thinned, and never above its cap."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import History, Snapshot


def _snapshot(step: int, size: int = 10) -> Snapshot:
    return Snapshot(step, float(step), 1.0, 1.0, np.zeros(size))


def _steps(history: History) -> list[int]:
    return [snapshot.step for snapshot in history]


def test_append_index_and_at() -> None:
    history = History()
    for step in (0, 10, 20):
        history.append(_snapshot(step))
    assert len(history) == 3
    assert history[-1].step == 20
    assert [history.at(step).step for step in (-5, 0, 9, 10, 19, 20, 99)] == [0, 0, 0, 10, 10, 20, 20]
    history.clear()
    assert len(history) == history.nbytes == 0
    with pytest.raises(IndexError):
        history.at(0)


def test_every_second_old_snapshot_goes_and_the_newest_stays() -> None:
    one = _snapshot(0).nbytes
    history = History(cap=6 * one)
    for step in range(6):
        history.append(_snapshot(step))
    assert _steps(history) == [0, 1, 2, 3, 4, 5]
    history.append(_snapshot(6))
    assert _steps(history) == [0, 2, 4, 6]
    assert history.nbytes == 4 * one


@given(st.integers(3, 40), st.integers(1, 400))
def test_memory_stays_under_the_cap_with_first_and_newest_kept(room: int, count: int) -> None:
    history = History(cap=room * _snapshot(0).nbytes)
    for step in range(count):
        history.append(_snapshot(step))
        assert history.nbytes <= history.cap
        assert history[0].step == 0
        assert history[-1].step == step
    assert _steps(history) == sorted(set(_steps(history)))
    assert history.nbytes == sum(snapshot.nbytes for snapshot in history)


def test_the_same_step_is_kept_once_and_time_runs_forward() -> None:
    history = History()
    history.append(_snapshot(5))
    history.append(_snapshot(5))
    assert len(history) == 1
    with pytest.raises(ValueError, match=r"^step must be at least 5 \(the newest in the history\), got 4$"):
        history.append(_snapshot(4))
    with pytest.raises(ValueError, match=r"^cap must be a whole number of at least 1, got 0$"):
        History(0)
