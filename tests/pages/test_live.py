"""A live run: what it answers, that nothing is sent twice, and what turning a knob does.

The losses are those of the coding article's own random stream; no test measures time."""

from dataclasses import replace
from itertools import count, groupby
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from nnviz import DivergedError, Experiment, ExperimentConfig, Finding, Unit
from nnviz.training import updates
from pages.parts.train.findings import notices, run_notes
from pages.parts.train.findings.notices import gist
from pages.parts.train.frames import Film
from pages.parts.train.run import run_training, thinning
from pages.parts.train.run import training_session as module
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import PAIRS, RATES
from pages.shared.protocol.layouts import Array

GOLDEN = {0: 4.621841820975224, 1: 4.366320460086898, 100: 1.502883837386248, 1000: 0.7419048301316489}
TEST_AT_START = 4.452715806584664
SMALL = ExperimentConfig(stream="seeded", samples=100, hidden=((4, "tanh"),))
EXPLOSIVE = replace(SMALL, standardise=False, hidden=((4, "linear"),))
PATIENCE = 200  # answers that are waited for at most


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer on a busy machine is late, not short."""
    monkeypatch.setattr(module, "LONGEST", 20.0)


def opened(config: ExperimentConfig = SMALL, target: int = 1000) -> tuple[Live, Film]:
    live = Live(config, target)
    return live, Film(live.experiment, np.array(PAIRS))


def steps(frames: Array) -> list[float]:
    return [float(step) for step in frames["step"].ravel()]


def gathered(live: Live, film: Film, until: float, pictures: int, epochs: int | None) -> Array:
    """All frames up to step `until`, asked for as the browser does."""
    frames, known = [live.past(film)], 0.0
    for _ in range(PATIENCE):
        if known >= until or live.ended:
            return np.concatenate(frames)
        frames.append(live.more(film, known, pictures, epochs))
        known = steps(np.concatenate(frames))[-1]
    pytest.fail(f"after {PATIENCE} answers only step {known} is known")


# -- the numbers ------------------------------------------------------------------------------
def test_a_run_begins_with_the_articles_losses() -> None:
    live, film = opened(ExperimentConfig())
    (frame,) = live.past(film)
    assert (frame["step"], frame["epoch"]) == (0, 0)
    assert frame["train"] == pytest.approx(GOLDEN[0], abs=1e-12)
    assert frame["test"] == pytest.approx(TEST_AT_START, abs=1e-12)


def test_one_epoch_a_picture_is_exactly_that() -> None:
    live, film = opened(ExperimentConfig())
    frames = gathered(live, film, until=12, pictures=6, epochs=1)
    assert steps(frames)[:13] == list(range(13))
    assert frames["epoch"].ravel().tolist() == steps(frames)
    assert frames["train"][1] == pytest.approx(GOLDEN[1], abs=1e-12)


def test_a_hundred_epochs_a_picture_come_to_the_articles_losses() -> None:
    live, film = opened(ExperimentConfig())
    frames = gathered(live, film, until=1000, pictures=2, epochs=100)
    assert steps(frames)[:11] == list(range(0, 1001, 100))
    assert frames["train"][1] == pytest.approx(GOLDEN[100], abs=1e-12)
    assert frames["train"][10] == pytest.approx(GOLDEN[1000], abs=1e-12)


def test_the_automatic_pace_tells_the_losses_of_its_own_steps() -> None:
    live, film = opened(target=60)
    frames = gathered(live, film, until=60, pictures=3, epochs=None)
    twin = Experiment(SMALL)
    for frame in frames:
        twin.trainer.run(int(frame["epoch"][0]) - round(twin.trainer.epoch))
        assert frame["train"] == pytest.approx(twin.trainer.loss(), rel=1e-12)
    assert len(frames) > 20  # early pictures are close together


def test_an_epoch_of_small_batches_is_one_picture_of_many_steps() -> None:
    live, film = opened(replace(SMALL, batch_size=16))  # 70 samples: 5 updates an epoch
    frames = gathered(live, film, until=15, pictures=1, epochs=1)
    assert steps(frames) == [0, 5, 10, 15]
    assert frames["epoch"].ravel().tolist() == [0, 1, 2, 3]


# -- answers --------------------------------------------------------------------------------------
def test_only_frames_after_the_known_step_are_sent() -> None:
    live, film = opened()
    gathered(live, film, until=9, pictures=3, epochs=1)
    assert steps(live.more(film, 4.0, 3, 1)) == [5, 6, 7]
    assert steps(live.more(film, 4.5, 2, 1)) == [5, 6]
    assert steps(live.more(film, -1.0, 2, 1)) == [0, 1]
    assert steps(live.past(film)) == list(range(10))


def test_nothing_is_sent_twice_and_nothing_is_left_out() -> None:
    live, film = opened(target=50)
    sent = steps(gathered(live, film, until=50, pictures=4, epochs=None))
    assert sent == sorted(set(sent))
    assert sent == [snapshot.step for snapshot in live.experiment.trainer.history]


def test_no_pictures_wanted_is_no_training() -> None:
    live, film = opened()
    assert len(live.more(film, 0.0, 0, 1)) == 0
    assert len(live.more(film, -1.0, 0, None)) == 0
    assert live.experiment.trainer.steps == 0


def test_pictures_that_are_there_need_no_training() -> None:
    live, film = opened()
    gathered(live, film, until=8, pictures=8, epochs=1)
    before = live.experiment.trainer.steps
    assert len(live.more(film, 0.0, 8, 1)) == 8
    assert live.experiment.trainer.steps == before


def test_the_past_of_a_long_run_is_thinned_with_both_ends_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinning, "MOST_SENT", 5)
    live, film = opened()
    gathered(live, film, until=40, pictures=8, epochs=1)
    past = steps(live.past(film))
    assert len(past) == 5
    assert (past[0], past[-1]) == (0, live.experiment.trainer.history[-1].step)
    assert past == sorted(set(past))


# -- the end ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("epochs", [None, 1, 100])
def test_a_run_ends_exactly_at_its_target(epochs: int | None) -> None:
    live, film = opened(target=25)
    assert not live.ended
    frames = gathered(live, film, until=25, pictures=8, epochs=epochs)
    assert live.ended
    assert steps(frames)[-1] == live.experiment.trainer.steps == 25
    assert len(live.more(film, 25.0, 8, epochs)) == 0
    assert live.experiment.trainer.steps == 25


def test_a_raised_target_lets_it_go_on() -> None:
    live, film = opened(target=3)
    gathered(live, film, until=3, pictures=8, epochs=1)
    live.tune(replace(live.values, rate=0.01, l2=0.0))
    live.target = 5
    assert not live.ended
    assert steps(live.more(film, 3.0, 8, 1)) == [4, 5]
    assert live.ended


def test_a_target_below_the_epochs_done_ends_it_and_forgets_nothing() -> None:
    live, film = opened()
    gathered(live, film, until=8, pictures=8, epochs=1)
    live.tune(replace(live.values, rate=0.01, l2=0.0))
    live.target = 2
    assert live.ended
    assert len(live.more(film, 8.0, 8, 1)) == 0
    assert steps(live.past(film)) == list(range(9))


# -- knobs -------------------------------------------------------------------------------------------
def test_a_tuned_rate_is_in_effect_at_the_next_update() -> None:
    live, film = opened()
    live.more(film, 0.0, 1, 1)
    live.tune(replace(live.values, rate=0.3, l2=0.02))
    live.more(film, 1.0, 1, 1)
    twin = Experiment(SMALL)
    twin.trainer.run(1)
    twin.trainer.rate, twin.trainer.l2 = 0.3, 0.02
    twin.trainer.run(1)
    np.testing.assert_array_equal(live.experiment.network.parameters, twin.network.parameters)
    assert live.experiment.trainer.rate == 0.3


def test_a_turned_knob_is_told_once_and_says_whether_the_run_goes_on() -> None:
    live, film = opened(target=3)
    assert not live.tune(replace(live.values, rate=0.01, l2=0.0)), "nobody has asked for more"
    assert not live.turned(), "nothing was turned"
    live.more(film, 0.0, 1, 1)
    assert live.tune(replace(live.values, rate=0.3, l2=0.0))
    assert [live.turned(), live.turned()] == [True, False]
    live.more(film, 0.0, 8, 1)
    assert not live.tune(replace(live.values, rate=0.3, l2=0.1)), "it has ended"
    assert live.turned()


def test_two_runs_are_independent() -> None:
    first, second = opened(), opened()
    assert first[0].run != second[0].run
    first[0].tune(replace(first[0].values, rate=0.5, l2=0.0))
    gathered(*first, until=10, pictures=5, epochs=1)
    assert second[0].experiment.trainer.steps == 0
    assert second[0].experiment.trainer.rate == 0.01
    assert steps(second[0].past(second[1])) == [0]
    twin = Experiment(SMALL)
    np.testing.assert_array_equal(second[0].experiment.network.parameters, twin.network.parameters)


def test_the_same_run_again_is_the_same() -> None:
    first, second = (gathered(*opened(), until=20, pictures=4, epochs=1)[:21] for _ in range(2))
    assert first.tobytes() == second.tobytes()  # where there is no number yet, too


# -- divergence ------------------------------------------------------------------------------------
def exploded(pictures: int) -> tuple[Live, Film, Array]:
    live, film = opened(EXPLOSIVE)
    live.tune(replace(live.values, rate=1.0, l2=0.0))
    return live, film, gathered(live, film, until=1000, pictures=pictures, epochs=1)


def test_a_run_that_explodes_ends_and_is_noticed_without_a_warning() -> None:
    live, _, frames = exploded(pictures=6)
    assert live.ended
    assert isinstance(live.diverged, DivergedError)
    assert steps(frames)[-1] == live.experiment.trainer.steps == live.diverged.step - 1
    assert np.isfinite(live.experiment.network.parameters).all()
    last = live.noticed[-1].findings[0]
    assert last.kind == "diverged"
    assert last.values["step"] == live.diverged.step
    assert last.values["rate"] == 1.0
    assert last.values["suggested_rate"] in RATES
    gentle, film = opened(EXPLOSIVE)
    gentle.tune(replace(gentle.values, rate=last.values["suggested_rate"], l2=0.0))
    after = gathered(gentle, film, until=200, pictures=6, epochs=1)
    assert not gentle.diverged
    assert after["train"].max() <= 1.02 * after["train"][0]
    assert after["train"][-1] < after["train"][0]


def test_a_run_that_exploded_goes_on_when_the_rate_is_changed() -> None:
    live, film, frames = exploded(pictures=6)
    known = steps(frames)[-1]
    live.tune(replace(live.values, rate=1.0, l2=0.0))
    live.target = 2000
    assert live.ended, "a new target is no remedy"
    live.tune(replace(live.values, rate=1e-5, l2=0.0))
    assert live.diverged is None
    assert not live.ended
    live.more(film, known, 1, 1)
    assert live.experiment.trainer.rate == 1e-5
    gentle, film = opened(EXPLOSIVE)
    gentle.tune(replace(gentle.values, rate=1e-5, l2=0.0))
    after = gathered(gentle, film, until=20, pictures=5, epochs=1)
    assert not gentle.ended
    assert after["train"][20] < after["train"][0]


# -- what is noticed ---------------------------------------------------------------------------------
def test_the_start_is_noticed_with_the_shares_of_the_loss() -> None:
    live, _ = opened(ExperimentConfig())
    (first,) = live.noticed
    assert (first.step, first.epoch, first.findings) == (0.0, 0.0, ())
    assert sum(first.target_losses) == pytest.approx(GOLDEN[0], abs=1e-12)


def test_a_finding_is_noticed_once_while_it_stays_the_same() -> None:
    live, film = opened(replace(SMALL, hidden=((4, "relu"),)))
    live.experiment.network.biases[0][1] = -100
    gathered(live, film, until=20, pictures=2, epochs=1)
    kinds = [[one.kind for one in noticed.findings] for noticed in live.noticed]
    assert [kind for kind, _ in groupby(kinds)] == [[], ["dead_units"]]
    assert live.noticed[1].findings[0].values["units"] == (Unit(1, 2),)


def finding(kind: str, **values: Any) -> Finding:
    return Finding(kind, values)


def test_what_makes_a_finding_worth_saying_again() -> None:
    assert gist([finding("stuck", epochs=130.0, loss=1.0)]) == gist(
        [finding("stuck", epochs=250.0, loss=0.9)]
    )
    assert gist([finding("stuck", epochs=130.0)]) != gist([finding("stuck", epochs=300.0)])
    dead, more = (finding("dead_units", units=units) for units in ((Unit(1, 1),), (Unit(1, 1), Unit(2, 1))))
    assert gist([dead]) != gist([more])
    fast, slow = (finding("rising", rate=rate, loss=1.0) for rate in (0.5, 0.2))
    assert gist([fast]) != gist([slow])
    assert gist([slow]) == gist([finding("rising", rate=0.2, loss=2.0)])
    assert gist([dead]) != gist([])


def test_the_notices_of_a_restless_run_are_limited_and_keep_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(notices, "MOST_NOTES", 3)
    told = iter(range(1000))
    monkeypatch.setattr(run_notes, "diagnose", lambda *_, **__: (finding("dead_units", units=next(told)),))
    live, film = opened()
    gathered(live, film, until=12, pictures=1, epochs=1)
    units = [noticed.findings[0].values["units"] for noticed in live.noticed[1:]]
    assert units == [*range(next(told) - 3, next(told) - 1)]
    assert live.noticed[0].findings == (), "nothing is dead before any training"


# -- time -------------------------------------------------------------------------------------------
def test_an_epoch_longer_than_an_answer_is_trained_over_several_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = count().__next__  # a second passes at every look, so that an update takes one
    for one in (module, run_training):
        monkeypatch.setattr(one, "time", SimpleNamespace(perf_counter=clock))
    monkeypatch.setattr(updates, "perf_counter", clock)
    config = replace(SMALL, hidden=((32, "relu"),) * 6, batch_size=1)
    live, film = opened(config)  # 70 updates an epoch, 20 seconds an answer
    done = [0]
    while not len(frames := live.more(film, 0.0, 1, 1)):
        done.append(live.experiment.trainer.steps)
        assert 0 < done[-1] - done[-2] <= 20, "an answer trains, and not longer than its time"
    assert len(done) > 3
    assert steps(frames) == [70]
    assert frames["epoch"].ravel().tolist() == [1]


def test_the_automatic_pace_gives_a_picture_before_an_epoch_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SLICE", 0.0)
    live, film = opened(replace(SMALL, samples=2000, hidden=((32, "relu"),) * 6, batch_size=1))
    frames = live.more(film, 0.0, 1, None)
    assert len(frames) == 1
    assert 0 < frames["epoch"][0] < 1


def test_the_progress_knows_where_the_run_begins_and_ends() -> None:
    live, _ = opened(target=400)
    assert (live.progress.epoch, live.progress.target, live.progress.speed) == (0, 400, 0)
