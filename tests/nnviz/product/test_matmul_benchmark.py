"""The race with a clock that is made up, so that nothing here depends on the machine."""

from collections.abc import Callable
from itertools import count

import numpy as np
import pytest

from nnviz.product.matmul_benchmark import SIZES, multiply_by_loops, race


def _every_call_takes(seconds: float) -> Callable[[], float]:
    """A clock that has moved on by this much whenever it is looked at."""
    ticks = count()
    return lambda: next(ticks) * seconds


def test_the_loops_multiply() -> None:
    A, B = np.random.default_rng(0).integers(-9, 9, (2, 4, 4)).astype(float)
    assert multiply_by_loops(A.tolist(), B.tolist()) == (A @ B).tolist()
    assert multiply_by_loops([[1, 2]], [[1, 3, 5], [2, 4, 6]]) == [[5, 11, 17]]


def test_a_lap_has_both_times_and_their_ratio() -> None:
    (lap,) = race([2], clock=_every_call_takes(0.5))
    assert (lap.n, lap.loop_seconds, lap.numpy_seconds, lap.ratio) == (2, 0.5, 0.5, 1.0)


def test_a_clock_that_stands_still_is_no_division_by_zero() -> None:
    laps = list(race([1, 2], clock=lambda: 0.0))
    assert [(lap.n, lap.loop_seconds, lap.ratio) for lap in laps] == [
        (1, 0.0, float("inf")),
        (2, 0.0, float("inf")),
    ]


def test_it_stops_before_a_lap_that_would_not_fit() -> None:
    assert [lap.n for lap in race([2, 4, 8], 0.0)] == []
    assert [lap.n for lap in race([512], 3.0)] == []  # 512³ multiplications are expected to take 13 s
    # Six timings and the lap around them look at the clock 14 times: 1.3 s. The loops seem to take 0.1 s,
    # so that the next size is expected to take 0.8 s: 1.3 + 0.8 is within 3 s, 2.6 + 0.8 is not.
    assert [lap.n for lap in race(SIZES, 3.0, _every_call_takes(0.1))] == [2, 4]
    assert [lap.n for lap in race(SIZES, 2.0, _every_call_takes(0.1))] == [2]
    assert [lap.n for lap in race(SIZES[:5], 60.0, _every_call_takes(0.1))] == [2, 4, 8, 16, 32]


def test_the_time_of_whoever_looks_on_does_not_count() -> None:
    now = 0.0
    laps = race([2, 4, 8], 3.0, clock=lambda: now)
    seen = []
    for lap in laps:
        seen.append(lap.n)
        now += 100.0
    assert seen == [2, 4, 8]


def test_a_real_lap_takes_time() -> None:
    (lap,) = race([8])
    assert lap.loop_seconds > 0
    assert lap.numpy_seconds > 0
    assert lap.ratio == lap.loop_seconds / lap.numpy_seconds


@pytest.mark.parametrize(
    ("sizes", "seconds", "text"),
    [
        ([0], 3.0, "size must be 1..512 (the loops would take too long), got 0"),
        ([1000], 3.0, "size must be 1..512 (the loops would take too long), got 1000"),
        ([4, 2], 3.0, "sizes must ascend, got (4, 2); sort them"),
        ([2], -1.0, "seconds must be a finite number of at least 0, got -1.0"),
    ],
)
def test_what_is_refused_at_once(sizes: list[int], seconds: float, text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        race(sizes, seconds)
    assert str(caught.value) == text
