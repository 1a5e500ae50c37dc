"""A link with an epoch opens a run there: its past is computed in slices, and is that of a played run."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from nnviz import Experiment, ExperimentConfig
from pages.parts.train.card import LINKS
from pages.parts.train.frames import Film
from pages.parts.train.run import training_session as module
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import PAIRS, STORE
from pages.shared.player import stream, turns
from pages.shared.protocol.requests import Request
from pages.shared.text import Text
from tests.every import every
from tests.pages import packets
from tests.pages.apps import open_page, well
from tests.pages.packets import packet

SMALL = ExperimentConfig(stream="seeded", samples=100, hidden=((4, "tanh"),))
BATCHES = replace(SMALL, batch_size=16)  # 70 samples: 5 updates an epoch
LINK = {"stream": "seeded", "samples": "100", "hidden": "4tanh"}
MOST = 1000  # answers that are waited for at most


def opened(config: ExperimentConfig, goal: float, target: int = 1000) -> tuple[Live, Film]:
    live = Live(config, target)
    live.head_for(goal)
    return live, Film(live.experiment, np.array(PAIRS))


def reached(live: Live, film: Film) -> list[float]:
    """The steps of all frames on the way, asked for as the browser does."""
    steps = [0.0]
    for _ in range(MOST):
        if not live.reaching:
            return steps
        steps += live.reach(film, steps[-1])["step"].ravel().tolist()
    pytest.fail(f"after {MOST} answers only step {steps[-1]} is known")


# -- the run --------------------------------------------------------------------------------------
@every(
    "config, goal, updates", [(SMALL, 137, 137), (BATCHES, 12, 60), (BATCHES, 12.4, 62), (BATCHES, 0.6, 3)]
)
def test_the_run_is_bit_for_bit_the_one_that_was_played(
    config: ExperimentConfig, goal: float, updates: int
) -> None:
    live, film = opened(config, goal)
    steps = reached(live, film)
    twin = Experiment(config)
    for _ in range(updates):
        twin.trainer.step()
    np.testing.assert_array_equal(live.experiment.network.parameters, twin.network.parameters)
    assert steps[-1] == live.experiment.trainer.steps == updates
    live.more(film, steps[-1], 3, 1)
    for _ in range(live.experiment.trainer.steps - updates):
        twin.trainer.step()
    np.testing.assert_array_equal(live.experiment.network.parameters, twin.network.parameters)


def test_slices_of_any_length_end_at_the_same_update(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for longest in (0.0, 0.0004, 10.0):
        monkeypatch.setattr(module, "LONGEST", longest)
        monkeypatch.setattr(module, "LEAST", longest)
        live, film = opened(BATCHES, 4.2)
        if not longest:  # no time at all is no training
            assert len(live.reach(film, 0.0)) == 0
            assert live.experiment.trainer.steps == 0
            continue
        assert reached(live, film)[-1] == 21
        found.append(live.experiment.network.parameters.copy())
    one, other = found
    np.testing.assert_array_equal(one, other)


def test_the_past_on_the_way_is_close_together_at_first_and_can_be_scrubbed() -> None:
    live, film = opened(SMALL, 500)
    steps = reached(live, film)
    assert steps[:6] == [0, 1, 2, 3, 4, 5]
    assert all(0 < after - before <= max(1, module.GROWTH * before) for before, after in pairwise(steps))
    assert live.past(film)["step"].ravel()[-1] == 500


def test_the_way_ends_where_the_run_does() -> None:
    live, film = opened(SMALL, 500, target=40)
    assert reached(live, film)[-1] == 40
    explosive = replace(SMALL, standardise=False, hidden=((4, "linear"),))
    live, film = opened(explosive, 500)
    live.experiment.trainer.rate = 5.0
    reached(live, film)
    assert live.diverged is not None


def test_nothing_is_asked_where_the_run_is_already() -> None:
    live, film = opened(SMALL, 20)
    reached(live, film)
    for epoch in (20, 7.5, 0):
        live.head_for(epoch)
        assert not live.reaching


# -- the page ---------------------------------------------------------------------------------------
def test_a_link_with_an_epoch_opens_there_and_says_how_far_it_is() -> None:
    app = open_page("train", **LINK, epoch="150")
    first = packet(app)
    words = Text("train", "en")("coming.link", epoch="0", goal="150")
    assert first.head["coming"] == {"share": 0, "words": words}
    assert first.all_of("epoch") == [0]
    known, shares = 0.0, [0.0]
    for _ in range(MOST):
        answer = packets.asked(well(app), "train-player", first, want="reach", known=known)
        known = (answer.all_of("step") or [known])[-1]
        if answer.head["coming"] is None:
            break
        shares.append(answer.head["coming"]["share"])
    assert known == 150
    assert shares == sorted(shares)
    assert all(share < 1 for share in shares)


@every("want", ["stay", "step", "more"])
def test_whoever_does_not_wait_goes_on_from_where_it_is(want: str) -> None:
    app = open_page("train", **LINK, epoch="900")
    first = packet(app)
    assert packets.asked(well(app), "train-player", first, want="nothing").head["coming"] is not None
    answer = packets.asked(
        well(app), "train-player", first, want=want, known=0, count=int(want != "stay"), speed="1"
    )
    assert answer.head["coming"] is None
    assert answer.all_of("epoch") == ([] if want == "stay" else [1])
    assert packets.asked(well(app), "train-player", first, want="nothing").head["coming"] is None


def test_an_epoch_beyond_the_last_is_held_and_said_once() -> None:
    app = open_page("train", **LINK, epochs="50", epoch="900")
    (warning,) = app.warning
    assert warning.value == Text("frame", "en")("link.changed", name="epoch", value="900", used="50")
    assert packet(app).head["coming"]["words"] == Text("train", "en")("coming.link", epoch="0", goal="50")


@every("text", ["-1", "NaN", "1e400", "<b>", "", "٤"])
def test_a_hostile_epoch_is_said_so_and_opens_what_it_can(text: str) -> None:
    settings, complaints = STORE.read({"epoch": text})
    assert 0 <= settings.epoch <= settings.epochs
    assert [one.name for one in complaints] == ["epoch"]


def test_a_changed_setting_begins_at_the_start_and_not_at_the_epoch_of_the_link() -> None:
    app = open_page("train", **LINK, epoch="150")
    app.number_input(key="train-samples").set_value(120).run()
    head = packet(well(app)).head
    assert head["coming"] is None
    assert head["status"].startswith("20,000")


def test_the_address_is_the_players() -> None:
    app = open_page("train", **LINK, epoch="150")
    first = packet(app)
    assert first.spec["link"] == "epoch"
    assert "epoch" not in first.head["link"]


def test_the_card_leads_to_the_run_that_is_stuck() -> None:
    settings, complaints = STORE.read(LINKS["stuck"])
    assert (settings.epoch, complaints) == (14_000, [])


class Pool:
    """A pool that notes what it is given, and does nothing."""

    def __init__(self) -> None:
        self.given: list[Callable[[], object]] = []

    def start(self, job: Callable[[], object]) -> Future[object]:
        self.given.append(job)
        return Future()


@every("want, trains", [("reach", 1), ("more", 1), ("step", 0), ("stay", 0)])
def test_the_way_waits_its_turn_with_all_who_train(want: str, trains: int) -> None:
    training, urgent = Pool(), Pool()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turns, "training", lambda: training)
        patch.setattr(turns, "urgent", lambda: urgent)
        stream.ask(object(), Request.read({"want": want}))  # type: ignore[arg-type]  # nobody is asked
    assert (len(training.given), len(urgent.given)) == (trains, 1 - trains)
