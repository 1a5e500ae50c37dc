"""Turns: jobs start in the order in which they came, and everybody gets the same share."""

import threading
from functools import partial
from typing import Any

import pytest
from threadpoolctl import threadpool_info

from pages.shared.player import host, turns
from pages.shared.player.turns import Turns, training, urgent


def test_jobs_start_in_the_order_in_which_they_came() -> None:
    pool, gate, started = Turns(1, "test"), threading.Event(), list[int]()
    first = pool.start(gate.wait)
    jobs = [pool.start(partial(started.append, at)) for at in range(5)]
    gate.set()
    first.result(10)
    for job in jobs:
        job.result(10)
    assert started == [0, 1, 2, 3, 4]


def test_everybody_gets_the_same_share_of_the_threads() -> None:
    pool, gate = Turns(2, "test"), threading.Event()
    assert pool.share == 1
    jobs = []
    shares = []
    for _ in range(4):
        jobs.append(pool.start(gate.wait))
        shares.append(pool.share)
    assert shares == [1, 1, 2 / 3, 1 / 2]
    gate.set()
    for job in jobs:
        job.result(10)
    assert pool.share == 1


def test_a_job_that_fails_tells_who_waits_for_it_and_takes_nobodys_share() -> None:
    pool = Turns(1, "test")

    def fails() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        pool.start(fails).result(10)
    assert pool.share == 1


def test_without_threads_a_job_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_thread(*_: Any) -> None:
        raise RuntimeError("can't start new thread")

    pool = Turns(1, "test")
    monkeypatch.setattr(pool._threads, "submit", no_thread)
    monkeypatch.setattr(host, "THREADS", False)
    assert pool.start(lambda: 7).result(0) == 7
    assert pool.share == 1


def test_what_a_hand_waits_for_has_threads_of_its_own() -> None:
    gate = threading.Event()
    busy = [training().start(gate.wait) for _ in range(3 * turns.WORKERS)]
    assert urgent().start(lambda: "at once").result(10) == "at once"
    gate.set()
    for job in busy:
        job.result(10)


def test_blas_keeps_to_the_thread_that_calls_it() -> None:
    training()
    assert {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"} <= {1}
