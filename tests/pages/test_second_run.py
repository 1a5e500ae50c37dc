"""A second run beside the first: it learns what a run of its own would, to the very epochs of the first."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnviz import Experiment, ExperimentConfig
from pages.parts.train.findings.cures import cures
from pages.parts.train.frames import Film
from pages.parts.train.interactions import bytes_of_runs, touched
from pages.parts.train.panels.second_panels import described
from pages.parts.train.run import second_run as module
from pages.parts.train.run.second_run import PREFIX, SecondFilm, SecondRun, joined
from pages.parts.train.run.thinning import MOST_SENT, thinned
from pages.parts.train.run.training_session import Live, run_bytes
from pages.parts.train.settings import PAIRS, SETTINGS, STORE, TrainSettings
from pages.parts.train.values.live_values import LiveValues
from pages.shared.hosting import room
from pages.shared.protocol.requests import Touch
from pages.shared.text import LANGUAGES, Language, Text
from tests.every import every
from tests.pages import packets
from tests.pages.apps import address, open_page, well
from tests.pages.packets import Packet, packet

SMALL = ExperimentConfig(stream="seeded", samples=100, hidden=((4, "tanh"),))
OTHER = replace(SMALL, optimizer="adam", hidden=((5, "tanh"),), rate=0.02)
LINK = {"stream": "seeded", "samples": "100", "hidden": "4tanh"}
MOST = 500  # answers that are waited for at most


def trained(config: ExperimentConfig, epochs: int) -> Live:
    live = Live(config, 1000)
    film = Film(live.experiment, np.array(PAIRS))
    for epoch in range(epochs):
        live.more(film, epoch, 1, 1)
    return live


# -- the run --------------------------------------------------------------------------------------
@every("batch, other", [(None, None), (16, None), (None, 16), (32, 16)])
def test_every_moment_is_that_of_a_run_of_its_own(batch: int | None, other: int | None) -> None:
    live = trained(replace(SMALL, batch_size=batch), 12)
    config = replace(OTHER, batch_size=other)
    second, history = SecondRun(config, 12), live.experiment.trainer.history
    assert second.follow(list(history), 60) == len(history)
    alone = Experiment(config)
    for moment in history:
        alone.trainer.run(round(moment.epoch) - round(alone.trainer.epoch))
        found = second.moments[moment.step]
        np.testing.assert_array_equal(found.parameters, alone.network.parameters)
        assert (found.train_loss, found.epoch) == (alone.trainer.loss(), moment.epoch)


def test_in_little_time_it_comes_as_far_as_it_can_and_goes_on_from_there() -> None:
    history = trained(SMALL, 30).experiment.trainer.history
    second = SecondRun(OTHER, 30)
    assert second.follow(list(history), 0.0) == 1  # both begin together
    assert second.behind
    for _ in range(MOST):
        if second.follow(list(history), 0.001) == len(history):
            break
    assert not second.behind
    assert second.moments.keys() == {moment.step for moment in history}


def test_a_moment_between_those_that_it_kept_is_left_out() -> None:
    live = trained(SMALL, 9)
    film = Film(live.experiment, np.array(PAIRS))
    second, history = SecondRun(OTHER, 9), live.experiment.trainer.history
    films = SecondFilm(film, Film(second.experiment, np.array(PAIRS)))
    second.follow([history[0], history[4], history[8]], 60)
    found = joined(films, second, history, live.past(film))
    assert found["epoch"].ravel().tolist() == [0, 4, 8, 9]


def test_frames_hold_both_runs() -> None:
    live = trained(SMALL, 5)
    film = Film(live.experiment, np.array(PAIRS))
    second = SecondRun(OTHER, 5)
    pairs = np.array(PAIRS)
    other = Film(second.experiment, pairs)
    rows = joined(SecondFilm(film, other), second, live.experiment.trainer.history, live.past(film))
    for at, row in enumerate(rows):
        moment = second.moments[live.experiment.trainer.history[at].step]
        assert row[f"{PREFIX}train"] == moment.train_loss
        expected = second.experiment.predict(pairs, moment.parameters).ravel()
        np.testing.assert_allclose(row[f"{PREFIX}predictions"], expected, rtol=1e-6)
    np.testing.assert_array_equal(rows["W1"], live.past(film)["W1"])
    assert rows[f"{PREFIX}W1"].shape[1] == 2 * 5


def test_a_run_that_diverges_has_no_loss_from_there_on_and_holds_nobody_up() -> None:
    history = trained(SMALL, 200).experiment.trainer.history
    explosive = replace(SMALL, standardise=False, hidden=((4, "linear"),))
    second = SecondRun(explosive, 200)
    second.tune(replace(LiveValues.of(second.experiment.trainer, 0.0), rate=5.0, l2=0.0))
    assert second.follow(list(history), 60) == len(history)
    assert second.diverged is not None
    assert not second.behind
    assert np.isnan(second.moments[history[-1].step].train_loss)
    assert np.isfinite(second.moments[0].train_loss)


def test_its_past_stays_within_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    history = trained(SMALL, 120).experiment.trainer.history
    second = SecondRun(OTHER, 120)
    monkeypatch.setattr(module, "HISTORY", 20 * second.moments[0].nbytes)
    second.follow(list(history), 60)
    assert sum(one.nbytes for one in second.moments.values()) <= 21 * second.moments[0].nbytes
    assert {0, history[-1].step} <= second.moments.keys()


def test_a_long_past_is_thinned_with_its_ends() -> None:
    history = trained(SMALL, 20).experiment.trainer.history
    assert thinned(history) == list(history)
    assert thinned([]) == []
    many = list(history) * 30
    assert len(thinned(many)) <= MOST_SENT
    assert (thinned(many)[0], thinned(many)[-1]) == (many[0], many[-1])


# -- links and words ----------------------------------------------------------------------------------
@every(
    "text, value",
    [
        ("rate:0.1", (("rate", 0.1),)),
        ("optimizer:adam", (("optimizer", "adam"),)),
        ("hidden:8relu-8relu", (("hidden", ((8, "relu"), (8, "relu"))),)),
        ("seed:1;stream:seeded", (("stream", "seeded"), ("seed", 1))),
        ("batch_size:64", (("batch_size", 64),)),
    ],
)
def test_a_link_says_what_is_changed(text: str, value: Any) -> None:
    settings, complaints = STORE.read({"beside": text})
    assert (settings.beside, complaints) == (value, [])
    assert STORE.read(STORE.write(settings))[0] == settings


@every(
    "text",
    ["rate", "rate:", ":", ";", "rate:x", "samples:5", "beside:rate", "rate:1;rate:2", "<b>", "epoch:5"],
)
def test_what_is_no_change(text: str) -> None:
    settings, complaints = STORE.read({"beside": text})
    assert settings.beside == ()
    assert [(one.name, one.used) for one in complaints] == [("beside", "")]


def test_a_number_outside_its_limits_is_held_and_a_change_of_nothing_is_none() -> None:
    settings, (complaint,) = STORE.read({"beside": "rate:1e9"})
    assert (settings.beside, complaint.used) == ((("rate", 5.0),), "rate:5")
    settings, complaints = STORE.read({"beside": "rate:0.01;optimizer:adam"})
    assert settings.beside == (("optimizer", "adam"),)
    assert len(complaints) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_differs_is_said_in_few_words(language: Language) -> None:
    text = Text("train", language)
    for cure in cures(TrainSettings()):
        settings = touched(TrainSettings(), (Touch(f"cure.{cure.name}", None),))
        assert settings.second == replace(cure.settings, beside=())
        assert 0 < len(described(settings.beside, text)) < 60
    words = described((("hidden", ((8, "relu"), (8, "relu"))), ("rate", 0.1)), Text("train", "en"))
    assert words == "layers 8–8 ReLU, learning rate 0.1"


# -- the page ------------------------------------------------------------------------------------------
def asked(app: Any, first: Packet, **request: Any) -> Packet:
    return packets.asked(well(app), "train-player", first, **request)


def test_a_cure_opens_a_second_run_and_the_first_stays_what_it_was() -> None:
    app = open_page("train", **LINK)
    first = packet(app)
    asked(app, first, want="more", count=3, known=0, speed="1")
    opened = asked(app, first, want="touch", touched=[["cure.adam", None]])
    assert address(app, SETTINGS)["beside"] == "optimizer:adam"
    assert opened.head["run"] == first.head["run"]
    assert opened.panel("second")["title"] == Text("train", "en")("second.title", what="Adam")
    assert opened.all_of(f"{PREFIX}train")[0] == first.all_of("train")[0]
    names = [trace["name"] for trace in opened.panel("loss")["figure"]["data"] if trace.get("name")]
    assert names[-1] == "Adam"


def test_what_the_second_run_missed_is_made_good_behind_a_bar_and_both_go_on_together() -> None:
    app = open_page("train", **LINK)
    first = packet(app)
    asked(app, first, want="more", count=8, known=0, speed="10")
    seen = asked(app, first, want="touch", touched=[["cure.adam", None]])
    latest, known, epochs = seen, seen.all_of("step")[-1], seen.all_of("epoch")
    for _ in range(MOST):
        if seen.head["coming"] is None:
            break
        seen = packets.asked(well(app), "train-player", latest, want="reach", known=known)
        epochs += seen.all_of("epoch")
        known = (seen.all_of("step") or [known])[-1]
    assert epochs == sorted(set(epochs))
    assert known == 80
    losses = asked(app, latest, want="all").all_of(f"{PREFIX}train")
    alone = Experiment(replace(STORE.read(LINK)[0].start, optimizer="adam"))
    alone.trainer.run(80)
    assert losses[-1] == alone.trainer.loss()
    both = asked(app, latest, want="more", known=known, count=2, speed="10")
    assert both.all_of("epoch") == [90, 100]


def test_a_link_with_both_comes_to_its_epoch_with_both() -> None:
    app = open_page("train", **LINK, epoch="60", beside="hidden:9tanh-9tanh")
    first, known = packet(app), 0.0
    for _ in range(MOST):
        seen = packets.asked(well(app), "train-player", first, want="reach", known=known)
        known = (seen.all_of("step") or [known])[-1]
        if seen.head["coming"] is None:
            break
    assert known == 60


def test_nothing_of_the_second_network_can_be_touched() -> None:
    elements = packet(open_page("train", **LINK, beside="rate:0.1")).panel("second")["elements"]
    assert {one["kind"] for one in elements} <= {"wire", "label", "disc", "cell", "map"}
    assert not any(one.get("press") for one in elements)


def test_it_can_be_opened_from_the_sidebar_at_any_time() -> None:
    app = open_page("train", **LINK)
    first = packet(app)
    app.button(key="train-beside-adam").click().run()
    assert address(well(app), SETTINGS)["beside"] == "optimizer:adam"
    assert packet(app).head["run"] == first.head["run"]


def test_closing_it_leaves_one_run() -> None:
    app = open_page("train", **LINK, beside="rate:0.1")
    first = packet(app)
    closed = asked(app, first, want="touch", touched=[["beside.close", None]])
    before, now = ({panel["id"] for panel in one.spec["panels"]} for one in (first, closed))
    assert before - now == {"second"}
    assert "beside" not in address(app, SETTINGS)


def test_its_memory_is_counted_and_without_room_there_is_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = TrainSettings(), TrainSettings(beside=(("hidden", ((8, "relu"),)),))
    assert other.second is not None
    assert bytes_of_runs(other) == run_bytes(one.start) + run_bytes(other.second.start)
    assert bytes_of_runs(one) == run_bytes(one.start)
    small = room.Room(2 * bytes_of_runs(STORE.read(LINK)[0]) + 1000)
    monkeypatch.setattr(room, "runs", lambda: small)
    somebody = open_page("train", **LINK)
    app = open_page("train", **LINK)
    answer = asked(app, packet(app), want="touch", touched=[["cure.adam", None]])
    assert answer.head["status"] == Text("train", "en")("second.full")
    well(somebody)
    assert "beside" not in address(app, SETTINGS)
