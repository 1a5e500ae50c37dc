"""Both sides of every benchmark do the same work: from the same start they reach the same outputs."""

import numpy as np
import pytest

from nnviz.networks.losses import LOSSES
from tests.benchmarks import race, seeds
from tests.benchmarks.article import Article
from tests.benchmarks.contests import Contest, arithmetic, contests
from tests.benchmarks.measure import Timing, in_turn

SMALL = contests(small=True)


@pytest.mark.parametrize("contest", SMALL, ids=[f"{row.work} | {row.peer}" for row in SMALL])
def test_both_sides_compute_the_same_losses(contest: Contest) -> None:
    loss, Y = LOSSES[contest.ours.loss], contest.ours.Y
    ours, peer = contest.sides()
    rel, atol = _tolerances(contest)
    start = loss(ours.predict(), Y)
    for _ in range(4):
        ours.train(3)
        peer.train(3)
        assert loss(ours.predict(), Y) == pytest.approx(loss(peer.predict(), Y), rel=rel)
        np.testing.assert_allclose(ours.predict(), peer.predict(), atol=atol)
    assert loss(ours.predict(), Y) < start


def _tolerances(contest: Contest) -> tuple[float, float]:
    if contest.ours.dtype == "float32":
        return 1e-5, 1e-4
    if contest.peer == "scikit-learn" and contest.ours.optimizer == "adam":
        return 1e-5, 1e-4  # its Adam adds epsilon before it corrects the second moment
    return 1e-9, 1e-8


def test_the_article_way_descends_as_the_article_does() -> None:
    problem = arithmetic()
    peer = Article(problem)
    peer.train(100)
    assert LOSSES[problem.loss](peer.predict(), problem.Y) == pytest.approx(1.502883837386248, abs=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_the_race_ends_below_its_goal_within_a_few_epochs(seed: int) -> None:
    finish = race.run(seed)
    assert finish.loss <= race.GOAL
    assert finish.epochs <= 3


def test_many_seeds_at_once_reach_what_each_reaches_alone() -> None:
    for one, alone in zip(seeds.together(100), seeds.one_after_another(100), strict=True):
        np.testing.assert_allclose(one, alone, rtol=1e-9, atol=1e-9)


def test_ratios_are_taken_pair_by_pair() -> None:
    timing = Timing(ours=(1.0, 2.0, 4.0), peer=(3.0, 10.0, 16.0))
    assert timing.ratios == [3.0, 5.0, 4.0]
    assert timing.ratio == 4.0
    assert timing.quartiles == (3.5, 4.5)


def test_the_two_sides_run_in_turn_after_a_warm_up() -> None:
    calls: list[str] = []
    timing = in_turn(lambda: calls.append("ours"), lambda: calls.append("peer"), pairs=3, peer_units=0.5)
    assert calls == ["ours", "peer"] * 4
    assert len(timing.ours) == len(timing.peer) == 3
