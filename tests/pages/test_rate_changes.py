"""A learning rate that was changed while a run went on is in its link, and a link trains with each rate as
long as it held."""

from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nnviz import Experiment
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import START, STORE, TrainSettings
from pages.parts.train.values.rate_changes import MOST, RateChanges
from tests.pages import packets
from tests.pages.apps import open_page, well
from tests.pages.packets import packet
from tests.pages.test_reaching import BATCHES, LINK, SMALL, opened, reached


def kept(app: AppTest) -> TrainSettings:
    """The settings of an open page."""
    found: TrainSettings = app.session_state["nnviz:store"]["train:settings"]
    return found


def test_what_held_when_is_known_and_a_change_ends_what_was_to_come() -> None:
    rates = RateChanges((), 0.01).turned(5, 0.1).turned(8, 0.3)
    assert rates == RateChanges(((5, 0.01), (8, 0.1)), 0.3)
    assert [rates.at(epoch) for epoch in (0, 4.9, 5, 7, 8, 100)] == [0.01, 0.01, 0.1, 0.1, 0.3, 0.3]
    assert [rates.next(epoch) for epoch in (0, 5, 7.5)] == [5, 8, 8]
    assert rates.next(8) == np.inf
    assert rates.turned(6, 0.5) == RateChanges(((5, 0.01), (6, 0.1)), 0.5)
    assert rates.turned(8, 0.1) == RateChanges(((5, 0.01),), 0.1), "turned back at once"
    assert RateChanges((), 0.01).turned(0, 0.1) == RateChanges((), 0.1), "nothing was learned before"


@pytest.mark.parametrize("config", [SMALL, BATCHES])
def test_a_link_trains_with_every_rate_as_long_as_it_held(config: object) -> None:
    played, film = opened(config, 0)  # type: ignore[arg-type]
    played.more(film, 0.0, 3, 1)
    played.tune(replace(played.values, rate=0.3, l2=0.0))
    played.more(film, played.experiment.trainer.steps, 4, 1)
    played.tune(replace(played.values, rate=0.03, l2=0.0))
    played.more(film, played.experiment.trainer.steps, 4, 1)
    end = played.experiment.trainer.epoch
    settings = replace(START, rates=played.rates.linked, rate=0.03, epoch=end)
    linked, complaints = STORE.read(STORE.write(settings))
    assert not complaints
    found = Live(config, 1000, linked.rates, linked.rate)  # type: ignore[arg-type]
    found.head_for(linked.epoch)
    reached(found, film)
    assert found.experiment.trainer.steps == played.experiment.trainer.steps
    np.testing.assert_array_equal(found.experiment.network.parameters, played.experiment.network.parameters)
    assert found.rates == played.rates


def test_a_change_between_two_updates_of_an_epoch_is_met_at_its_update() -> None:
    live = Live(BATCHES, 1000, ((2.4, 0.1),), 0.5)
    live.head_for(4)
    reached(live, opened(BATCHES, 0)[1])
    twin = Experiment(BATCHES)
    for rate, updates in ((0.1, 12), (0.5, 8)):  # 5 updates an epoch
        twin.trainer.rate = rate
        for _ in range(updates):
            twin.trainer.step()
    np.testing.assert_array_equal(live.experiment.network.parameters, twin.network.parameters)


def test_who_does_not_wait_for_the_moment_of_a_link_goes_on_with_the_rate_that_is_shown() -> None:
    live = Live(SMALL, 1000, ((50, 0.1),), 0.5)
    live.head_for(100)
    assert live.experiment.trainer.rate == 0.1
    live.stay()
    assert not live.reaching
    assert live.rates == RateChanges((), 0.5)
    live.more(opened(SMALL, 0)[1], 0.0, 2, 1)
    assert live.experiment.trainer.rate == 0.5


def test_a_turned_rate_is_in_the_link_until_the_run_begins_anew() -> None:
    app = open_page("train", **LINK)
    first = packet(app)
    packets.asked(well(app), "train-player", first, want="more", known=0, count=4, speed="1")
    app.select_slider(key="train-rate").set_value(0.1).run()
    told = STORE.write(kept(app))
    assert (told["rate"], told["rates"]) == ("0.1", "4:0.01")
    app.sidebar.button[0].click().run()
    assert not kept(well(app)).rates


def test_rates_are_written_as_they_are_read() -> None:
    asked = {"rates": "200:0.01;300:0.1", "rate": "0.3"}
    settings, complaints = STORE.read(asked)
    assert not complaints
    assert settings.rates == ((200, 0.01), (300, 0.1))
    assert STORE.write(settings) == {"rate": "0.3", "rates": "200:0.01;300:0.1"}


@pytest.mark.parametrize(
    "text", ["5", "5:", ":0.1", "5:0.1;", "9:0.1;5:0.1", "0:0.1", "5:0.1:3", "x:y", ";".join(["5:0.1"] * 99)]
)
def test_rates_that_cannot_be_are_said_so(text: str) -> None:
    settings, complaints = STORE.read({"rates": text})
    assert settings.rates == ()
    assert [one.name for one in complaints] == ["rates"]


def test_a_link_says_nothing_of_too_many_changes() -> None:
    rates = RateChanges((), 0.01)
    for epoch in range(1, MOST + 2):
        rates = rates.turned(epoch, 0.1 * epoch)
    assert len(rates.before) == MOST + 1
    assert rates.linked == ()
