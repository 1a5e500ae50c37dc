"""Curves of runs that are over stay beside the next one: their numbers are those of the run."""

import json
from dataclasses import replace

import numpy as np
import pytest

import nnviz
from pages.parts.train.frames import Film
from pages.parts.train.lessons import changed, spec, training
from pages.parts.train.pins import pins
from pages.parts.train.pins.pins import PIN, UNPIN, name, pinned
from pages.parts.train.settings import PAIRS, TrainSettings, base, begun
from pages.parts.train.views.decision_map import SIDE
from pages.parts.train.views.pinned import GAP
from pages.shared.protocol.elements import Curve, Disc, Element, Label, PixelMap
from pages.shared.protocol.panels import ScenePanel
from pages.shared.protocol.requests import Touch
from pages.shared.scenes.problem_network import ANSWER
from pages.shared.state.session import Store, visiting
from pages.shared.text import Text
from tests.every import every

CIRCLE = replace(begun("circle"), hidden=((4, "tanh"),), rate=0.3)
TEXT = Text("train", "en")


@pytest.fixture(autouse=True)
def session() -> object:
    with visiting(Store()):
        yield


MOON = replace(begun("moons"), hidden=((3, "tanh"),), rate=0.3)
CURVE = replace(begun("curve"), curve="sin", hidden=((5, "tanh"),), rate=0.1)
NUMBERS = (((0, 0, 1), (0,)), ((1, 0, 1), (1,)), ((1, 1, 0), (0.5,)))
ROWS = replace(
    base({"problem": "rows", "rows": NUMBERS}), problem="rows", rows=NUMBERS, hidden=((4, "tanh"),)
)


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


# -- what was answered ------------------------------------------------------------------------------
def picture(settings: TrainSettings, text: Text = TEXT) -> dict[str, Element]:
    panels = {panel.id: panel for panel in spec(settings, text, "light").panels}
    network = panels["network"]
    assert isinstance(network, ScenePanel)
    return {one.id: one for one in network.scene.elements}


def label(found: dict[str, Element], name: str) -> str:
    one = found[name]
    assert isinstance(one, Label)
    return one.text


def newest(settings: TrainSettings) -> nnviz.Snapshot:
    return training(settings).live.experiment.trainer.history[-1]


def test_a_pinned_map_stands_small_beside_that_of_the_run_that_goes_on() -> None:
    trained(CIRCLE)
    moment, film = newest(CIRCLE), training(CIRCLE).film
    frame = film.frames([moment])[0]["decision"].reshape(SIDE, SIDE)
    assert "pin.map" not in picture(CIRCLE)
    changed(CIRCLE, (Touch(PIN, None),))
    trained(CIRCLE, 200)
    found = picture(CIRCLE)
    small, large = found["pin.map"], found["decision"]
    assert isinstance(small, PixelMap)
    assert isinstance(large, PixelMap)
    assert list(small.pixels) == frame[::-2, ::2].ravel().tolist(), "from the top row on"
    assert small.palette == large.palette == "signed"
    assert label(found, "pin.name") == "pinned"
    assert label(found, "pin.word") == f"epoch {moment.epoch:g}"
    assert label(found, "pin.train") == f"{moment.train_loss:#.3g}"
    assert label(found, "pin.test") == f"{moment.test_loss:#.3g}"
    changed(CIRCLE, (Touch(UNPIN, None),))
    assert not any(name.startswith("pin.") for name in picture(CIRCLE))


@every("settings", [CIRCLE, MOON, replace(begun("three"), hidden=()), CURVE, ROWS])
def test_nothing_is_pushed_out_of_the_picture_and_numbers_stay_apart(settings: TrainSettings) -> None:
    before = picture(settings)
    trained(settings)
    changed(settings, (Touch(PIN, None),))
    after = picture(settings)
    assert {name for name in after if not name.startswith("pin.")} == set(before)
    small, large = after.get("pin.map"), after.get("decision")
    if isinstance(large, PixelMap) and isinstance(small, PixelMap):
        was = before["decision"]
        assert isinstance(was, PixelMap)
        assert (large.width, large.height) == (was.width, was.height)
        assert small.x >= large.x
        assert small.y >= large.y + large.height
        assert (small.x + small.width, small.y + small.height) == (
            ANSWER[0] + ANSWER[2],
            ANSWER[1] + ANSWER[3],
        )
        ends = [one.x for name, one in after.items() if name.startswith("score.") and isinstance(one, Label)]
        assert max(ends) <= small.x - GAP
    rows = [one.y for one in (after["score.loss"], after["pin.word"]) if isinstance(one, Label)]
    assert rows[1] - rows[0] >= 18


def test_another_structure_keeps_the_map_of_the_run_before() -> None:
    trained(CIRCLE)
    row = training(CIRCLE).film.frames([newest(CIRCLE)])[0]["decision"].reshape(SIDE, SIDE)
    found = picture(replace(CIRCLE, hidden=((6, "relu"),)))["pin.map"]
    assert isinstance(found, PixelMap)
    assert list(found.pixels) == row[::-2, ::2].ravel().tolist()


def test_a_pinned_curve_lies_in_the_chart_of_the_one_that_goes_on() -> None:
    trained(CURVE)
    moment = newest(CURVE)
    places = training(CURVE).film.frames([moment])[0]["curve"]
    changed(CURVE, (Touch(PIN, None),))
    trained(CURVE, 300)
    found = picture(CURVE)
    curve = found["pin.curve"]
    assert isinstance(curve, Curve)
    assert np.allclose(curve.points, places, atol=0.06)
    assert label(found, "pin.word") == f"epoch {moment.epoch:g}"
    assert label(found, "pin.test") == f"{moment.test_loss:#.3g}"


def test_pinned_predictions_lie_around_those_of_the_run_that_goes_on() -> None:
    trained(ROWS)
    places = training(ROWS).film.frames([newest(ROWS)])[0]["scatter"].reshape(-1, 2)
    changed(ROWS, (Touch(PIN, None),))
    discs = [one for name, one in picture(ROWS).items() if name.startswith("pin.point")]
    assert np.allclose([(one.x, one.y) for one in discs if isinstance(one, Disc)], places, atol=0.06)
    assert len(discs) == 3


def test_answers_to_another_question_are_not_compared() -> None:
    trained(CIRCLE)
    trained(MOON)
    assert len(pinned()) == 1, "its curve stays"
    assert "pin.map" not in picture(MOON)
    trained(CURVE)
    assert "pin.curve" not in picture(replace(CURVE, curve="square"))
    assert "pin.map" in picture(replace(MOON, seed=5))


def test_the_article_keeps_its_picture() -> None:
    article = TrainSettings(stream="seeded", samples=100)
    trained(article)
    changed(article, (Touch(PIN, None),))
    assert pinned()[-1].answer is None
    assert not any(name.startswith("pin.") for name in picture(article))


def test_what_is_kept_of_answers_is_small_and_goes_with_the_oldest() -> None:
    for seed in range(4):
        trained(replace(CIRCLE, seed=seed))
        changed(replace(CIRCLE, seed=seed), (Touch(PIN, None),))
    kept = [one.answer for one in pinned()]
    assert len(kept) == pins.MOST
    assert [len(one.pixels) for one in kept if one] == [(SIDE // 2) ** 2] * pins.MOST
