"""Every timeline of the core is read in the same way."""

from collections.abc import Callable

import numpy as np
import pytest

from nnviz import EXAMPLES, History, Snapshot, forward_steps, perceptron
from nnviz.arrays.elementwise import elementwise
from nnviz.product import trace
from nnviz.product.cache_simulator import layout, simulate_loops
from nnviz.timeline import Timeline


def _history() -> History:
    history = History()
    for step in range(4):
        history.append(Snapshot(step, step / 2, 1.0, 1.0, np.zeros(3)))
    return history


TIMELINES: dict[str, Callable[[], Timeline[object]]] = {
    "product": lambda: trace([[1, 2], [3, 4]], [[5], [6]]),
    "memory": lambda: simulate_loops(layout((2, 2, 1))),
    "cells": lambda: elementwise([1, 2, 3, 4], 1, "add"),
    "forward pass": lambda: forward_steps(*EXAMPLES["three_layers"]()),
    "perceptron": lambda: perceptron([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1]),
    "history": _history,
}


@pytest.mark.parametrize("name", TIMELINES)
def test_a_timeline_is_a_sequence(name: str) -> None:
    timeline = TIMELINES[name]()
    count = len(timeline)
    assert count >= 4
    numbers = [getattr(step, "number", place) for place, step in enumerate(timeline)]
    assert numbers == list(range(count))
    for place in range(count):
        assert repr(timeline[place - count]) == repr(timeline[place]), place
    assert [repr(step) for step in timeline[1::2]] == [repr(step) for step in list(timeline)[1::2]]
    assert [repr(step) for step in reversed(timeline)] == [repr(step) for step in list(timeline)[::-1]]
    for number in (count, -count - 1):
        with pytest.raises(IndexError, match=rf"^step must be 0\.\.{count - 1}, got {number}$"):
            timeline[number]


def test_a_timeline_without_steps_says_so() -> None:
    with pytest.raises(IndexError, match=r"^step must be one of none, got -1$"):
        History()[-1]
    assert not list(History())
    assert History()[:] == ()
