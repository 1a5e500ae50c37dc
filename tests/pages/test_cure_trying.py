"""Cures are tried beside a run that is watched, a little with each answer, and told when they have helped."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz import ExperimentConfig, diagnose
from pages.parts.train.findings import cure_trying
from pages.parts.train.findings.cure_trying import CureTrying
from pages.parts.train.frames import Film
from pages.parts.train.run import training_session as live_module
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import PAIRS

ZEROS = ExperimentConfig(problem="circle", init="zeros", samples=60)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer on a busy machine is late, not short."""
    monkeypatch.setattr(live_module, "LONGEST", 20.0)


def test_trials_are_cut_into_slices_and_end_with_what_helped(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(1000)).__next__  # a second passes at every look
    monkeypatch.setattr(cure_trying, "perf_counter", lambda: float(clock()))
    live = Live(ZEROS, 1000)
    trying, found = CureTrying(ZEROS), diagnose(live.experiment)
    tried = [trying.go_on(live.experiment, found, 2.0) for _ in range(60)]
    assert tried[0] == {}, "one slice is not enough"
    assert [cure.name for cure in tried[-1]["zero_start"]] == ["init"]


def test_what_helped_is_told_at_the_step_where_it_is_known() -> None:
    live = Live(ZEROS, 1000)
    film = Film(live.experiment, np.array(PAIRS))
    known = 0.0
    while "zero_start" not in live.noticed[-1].cures and known < 900:
        known = float(live.more(film, known, 1, 1)["step"][-1, 0])
    (cure,) = live.noticed[-1].cures["zero_start"]
    assert cure.after < cure.before
    assert live.noticed[-1].step == live.experiment.trainer.steps


def test_a_run_that_rests_at_the_epoch_of_a_link_has_its_cures_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "SECONDS", 0.0)
    monkeypatch.setattr(live_module, "AT_END", 60.0)
    live = Live(ZEROS, 1000)
    film = Film(live.experiment, np.array(PAIRS))
    assert live.noticed[-1].cures == {}
    live.head_for(5)
    live.reach(film, 0.0)
    assert not live.reaching
    assert "zero_start" in live.noticed[-1].cures


def test_another_rate_has_trials_of_its_own() -> None:
    live = Live(ZEROS, 1000)
    trying, found = CureTrying(ZEROS), diagnose(live.experiment)
    assert trying.go_on(live.experiment, found, 60.0)
    live.tune(replace(live.values, rate=0.1))
    assert trying.go_on(live.experiment, found, 0.0) == {}
