"""Curves of runs that are over stay beside the next one: their numbers are those of the run."""

import json
from dataclasses import replace

import numpy as np
import pytest

from pages.parts.train.frames import Film
from pages.parts.train.lessons import changed, spec, training
from pages.parts.train.pins import pins
from pages.parts.train.pins.pins import PIN, UNPIN, name, pinned
from pages.parts.train.settings import PAIRS, TrainSettings, begun
from pages.shared.protocol.requests import Touch
from pages.shared.state.session import Store, visiting
from pages.shared.text import Text

CIRCLE = replace(begun("circle"), hidden=((4, "tanh"),), rate=0.3)
TEXT = Text("train", "en")


@pytest.fixture(autouse=True)
def session() -> object:
    with visiting(Store()):
        yield


def trained(settings: TrainSettings, epochs: int = 5) -> list[float]:
    live = training(settings).live
    live.more(Film(live.experiment, np.array(PAIRS)), 0.0, 4, epochs)
    return [moment.train_loss for moment in live.experiment.trainer.history]


def curves(settings: TrainSettings) -> list[dict[str, object]]:
    panels = {panel.id: panel for panel in spec(settings, TEXT, "light").panels}
    figure = json.loads(panels["loss"].json)["figure"]
    return [one for one in figure["data"] if len(one["x"] or ()) > 1]


def test_another_structure_pins_the_curve_before_and_a_live_value_does_not() -> None:
    trained(CIRCLE)
    live = training(replace(CIRCLE, rate=0.1, l1=0.001, hidden=((4, "relu"),))).live
    losses = [moment.train_loss for moment in live.experiment.trainer.history]
    assert pinned() == ()
    other = replace(CIRCLE, hidden=((6, "relu"),))
    training(other)
    (one,) = pinned()
    assert list(one.losses) == losses
    assert name(one, TEXT).startswith("before: ")
    assert "4 " in name(one, TEXT)
    (drawn,) = curves(other)
    assert drawn["y"] == losses
    assert drawn["name"] == name(one, TEXT)


def test_a_curve_is_pinned_by_a_press_and_taken_away_by_another() -> None:
    losses = trained(CIRCLE)
    assert curves(CIRCLE) == []
    assert changed(CIRCLE, (Touch(PIN, None),)) == CIRCLE
    assert [one["y"] for one in curves(CIRCLE)] == [losses]
    trained(CIRCLE, 9)
    assert [one["y"] for one in curves(CIRCLE)] == [losses], "it is a finished history"
    changed(CIRCLE, (Touch(UNPIN, None),))
    assert curves(CIRCLE) == []


def test_a_run_that_has_not_begun_is_not_pinned_and_no_more_than_two_are() -> None:
    training(CIRCLE)
    training(replace(CIRCLE, seed=3))
    assert pinned() == ()
    for seed in range(4, 9):
        trained(replace(CIRCLE, seed=seed))
    assert len(pinned()) == pins.MOST
