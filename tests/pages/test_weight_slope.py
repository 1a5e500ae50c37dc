"""The loss against the weight whose line was pressed: numbers of the core, and the run is not touched."""

from dataclasses import replace
from math import nan
from typing import Any

import numpy as np
import pytest

from nnviz import SGD, Experiment, ExperimentConfig, Trainer
from pages.parts.train.hands import weight_slope as module
from pages.parts.train.hands.weight_slope import FARTHEST, MANY, MOST_STEPS, WeightSlope
from pages.parts.train.interactions import touched
from pages.parts.train.naming import ARTICLE_OUTPUTS, Names
from pages.parts.train.panels.slope_panel import short_name
from pages.parts.train.settings import SETTINGS, STORE, TrainSettings
from pages.parts.train.values.chosen_weight import MOST, Weight, of_touch, read_weight, weights, write_weight
from pages.shared.protocol.ids import parse
from pages.shared.protocol.requests import Touch
from pages.shared.scenes.loss_slope import BOTTOM, LEFT, RIGHT, TOP
from pages.shared.text import Text
from tests.every import every
from tests.pages import packets
from tests.pages.apps import address, open_page, well
from tests.pages.packets import Packet, packet

SMALL = ExperimentConfig(stream="seeded", samples=100, hidden=((4, "tanh"),))
LINK = {"stream": "seeded", "samples": "100", "hidden": "4tanh"}
WEIGHT = Weight(2, 1, 2)


@pytest.fixture
def experiment() -> Experiment:
    found = Experiment(SMALL)
    found.record()
    found.trainer.run(5)
    found.record()
    return found


def slope_of(experiment: Experiment, weight: Weight = WEIGHT, at: int = -1) -> WeightSlope:
    return WeightSlope(experiment, experiment.trainer.history[at], weight)


def numbers(slope: WeightSlope, name: str = "numbers") -> list[float]:
    """What is sent of a field; NaN where it is no number."""
    return [nan if one is None else one for one in slope.values()[name]]


# -- names ----------------------------------------------------------------------------------------
NAMES = Names(("a", "b"), ARTICLE_OUTPUTS)


def test_a_line_a_link_and_the_matrix_name_the_same_weight() -> None:
    for weight in weights((2, 4, 3)):
        line = parse(weight.line)
        assert line is not None
        assert of_touch(line) == weight
        assert read_weight(write_weight(weight)) == (weight, True)
    assert str(WEIGHT) == "W2[1,2]"
    assert [short_name(one, (2, 4, 3), NAMES) for one in (Weight(1, 0, 2), WEIGHT)] == [
        "W1[0,2]: a → 1.3",
        "W2[1,2]: 1.2 → |a − b|",
    ]


@every(
    "text", ["w1.1.1", "W", "W1", "W0[0,0]", "W1[0]", "W1[0,0,0]", "W1[-1,0]", "<b>", "W1[0,0]@3", "b1[0,1]"]
)
def test_what_is_no_weight(text: str) -> None:
    assert read_weight(text) is None


@every("text", ["W3[0,0]", "W1[2,0]", "W1[0,4]", "W999999[0,0]"])
def test_a_weight_that_the_network_has_not_is_left_out_and_said_so(text: str) -> None:
    settings, complaints = STORE.read({**LINK, "weight": text})
    assert settings.weight is None
    assert [(one.name, one.value, one.used) for one in complaints] == [("weight", text, "")]


def test_lines_that_are_too_many_to_be_told_apart_cannot_be_pressed() -> None:
    assert not Weight(1, 0, 0).is_in((2, 32, 32, 3))
    assert Weight(1, 0, 0).is_in((2, MOST // 5, 3))


# -- touches ----------------------------------------------------------------------------------------
def test_a_line_is_chosen_changed_and_left_by_pressing_it() -> None:
    settings = TrainSettings()
    for press, found in (
        ("w1.1.3", Weight(1, 0, 2)),
        ("w3.4.3", Weight(3, 3, 2)),
        ("w3.4.3", None),
        ("w1.2.4", Weight(1, 1, 3)),
        ("weight.close", None),
    ):
        settings = touched(settings, (Touch(press, None),))
        assert settings.weight == found, press


@every("press", ["w4.1.1", "w1.0.1", "w1.3.1", "w1.1", "w", "w1.1.1@3", "w1.1.1[0]"])
def test_a_line_that_there_is_not_changes_nothing(press: str) -> None:
    assert touched(TrainSettings(), (Touch(press, None),)) == TrainSettings()


def test_a_chosen_weight_goes_with_its_layer() -> None:
    app = open_page("train", **LINK, weight="W1[0,3]")
    app.number_input(key="train-units0").set_value(3).run()
    assert packet(well(app)).head["link"]["weight"] is None


# -- the curve --------------------------------------------------------------------------------------
def test_numbers_are_those_of_the_trainer(experiment: Experiment) -> None:
    slope, trainer = slope_of(experiment), experiment.trainer
    weight, loss, bend, *after = numbers(slope)
    assert weight == experiment.network.weights[1][1, 2]
    assert loss == trainer.loss()
    assert after == [weight, loss, bend]
    twin = experiment.network.copy()
    Trainer(twin, experiment.X_train, experiment.Y_train, optimizer=SGD(1.0)).step()
    assert bend == pytest.approx(weight - twin.weights[1][1, 2], rel=1e-9)


def test_every_moment_has_its_own_curve(experiment: Experiment) -> None:
    first, last = slope_of(experiment, at=0), slope_of(experiment)
    for slope in (first, last):
        slope.refine(10)
    assert numbers(first) != numbers(last)
    assert first.losses[first.trail[0]] == experiment.trainer.history[0].train_loss
    assert last.losses[last.trail[0]] == experiment.trainer.history[-1].train_loss


def test_the_curve_is_whole_or_goes_on_where_it_was_left(experiment: Experiment) -> None:
    slope = slope_of(experiment)
    assert not slope.refine(0.0)
    few = len(slope.losses)
    assert few == 1 + module.GRIDS[0]
    for _ in range(module.GRIDS[-1]):
        if slope.refine(0.0):
            break
    assert not slope.refine(0.0) or len(slope.losses) == 1 + module.GRIDS[-1]
    assert slope.refine(10)
    assert len(slope.losses) == 1 + module.GRIDS[-1]
    low, high = slope.ends
    assert (low, high) == (round(low), round(high))
    assert low <= slope.trail[0] - module.AROUND < slope.trail[0] + module.AROUND <= high


def test_all_points_lie_in_the_box(experiment: Experiment) -> None:
    for weight in weights((2, 4, 3)):
        slope = slope_of(experiment, weight)
        slope.refine(10)
        for _ in range(4):
            values = slope.values()
            for name in ("curve", "tangent", "trail", "here", "after"):
                points = np.reshape(np.array(values[name], float), (-1, 2))
                assert (points[:, 0] >= LEFT - 1e-9).all(), (weight, name)
                assert (points[:, 0] <= RIGHT + 1e-9).all(), (weight, name)
                assert (points[:, 1] >= TOP - 1e-9).all(), (weight, name)
                assert (points[:, 1] <= BOTTOM + 1e-9).all(), (weight, name)
            assert len(values["tangent"]) == 4
            slope.step(1.0)


def test_the_tangent_touches_the_curve(experiment: Experiment) -> None:
    slope = slope_of(experiment)
    slope.refine(10)
    (x, y), box = numbers(slope, "here"), slope.box()
    x0, y0, x1, y1 = numbers(slope, "tangent")
    rise = (y1 - y0) / (x1 - x0)
    assert y0 + rise * (x - x0) == pytest.approx(y)
    unit = (RIGHT - LEFT) / (box.high - box.low), (BOTTOM - TOP) / box.top
    assert -rise * unit[0] / unit[1] == pytest.approx(slope.slope(slope.trail[0]))


# -- steps -------------------------------------------------------------------------------------------
def test_a_step_goes_downhill_by_rate_times_slope_and_leaves_the_run_alone(experiment: Experiment) -> None:
    before, slope = experiment.network.parameters.copy(), slope_of(experiment)
    slope.step(0.05)
    weight, loss, bend, moved, lower, _ = numbers(slope)
    assert moved == weight - 0.05 * bend
    assert lower < loss
    slope.step(0.05, MANY)
    assert slope.values()["steps"] == [1 + MANY]
    slope.back()
    assert slope.values()["steps"] == [0]
    assert numbers(slope)[3:] == [weight, loss, bend]
    np.testing.assert_array_equal(experiment.network.parameters, before)


def test_steps_that_leave_the_picture_are_not_taken(experiment: Experiment) -> None:
    slope = slope_of(experiment)
    slope.step(1e9, 3)
    assert len(slope.trail) == 1
    slope.step(2.5, MOST_STEPS + 50)
    assert len(slope.trail) <= MOST_STEPS + 1
    assert all(abs(value - slope.trail[0]) <= FARTHEST for value in slope.trail)
    assert slope.refine(10)


def test_a_run_that_explodes_is_answered(experiment: Experiment) -> None:
    moment = experiment.trainer.history[-1]
    slope = WeightSlope(experiment, replace(moment, parameters=moment.parameters * 1e200), WEIGHT)
    slope.refine(10)
    slope.step(0.1)
    found = slope.values()["numbers"]
    assert found[1] is None
    assert all(one is None or np.isfinite(one) for one in found)


# -- the page ------------------------------------------------------------------------------------------
def opened(**link: str) -> tuple[Any, Packet]:
    app = open_page("train", **LINK, **link)
    return app, packet(app)


def asked(app: Any, first: Packet, **request: Any) -> dict[str, Any]:
    return packets.asked(well(app), "train-player", first, **request).head


def test_the_panel_waits_for_a_weight_and_every_line_can_be_pressed() -> None:
    _, first = opened()
    assert first.panel("slope")["look"] is True
    assert first.head["look"]["open"] == []
    lines = [one for one in first.panel("network")["elements"] if one["kind"] == "wire"]
    assert len(lines) == 2 * 4 + 4 * 3
    name = Text("train", "en")("slope.press", name="W1[0,0]: a → 1.1")
    assert (lines[0]["press"], {one["group"] for one in lines}) == (name, {"wires"})


def test_a_pressed_line_is_answered_with_its_curve_and_stands_in_the_link() -> None:
    app, first = opened()
    head = asked(app, first, want="touch", touched=[["w2.2.3", None]], shown=0)
    look = head["look"]
    assert (look["open"], look["at"]) == (["slope"], 0)
    assert address(app, SETTINGS)["weight"] == "W2[1,2]"
    assert sum(look["values"]["chosen"]) == 1
    assert look["values"]["numbers"][1] == pytest.approx(
        packet(open_page("train", **LINK)).all_of("train")[0]
    )


def test_a_look_is_that_of_the_shown_moment_and_trains_nothing() -> None:
    app, first = opened(weight="W2[1,2]")
    trained = packets.asked(well(app), "train-player", first, want="more", count=3, known=0, speed="1")
    assert trained.head["look"] is None
    losses = [first.all_of("train")[0], *trained.all_of("train")]
    for step, loss in enumerate(losses):
        head = asked(app, first, want="look", shown=step)
        assert head["look"]["values"]["numbers"][1] == pytest.approx(loss, rel=1e-12)
    assert packets.asked(well(app), "train-player", first, want="all").all_of("epoch") == [0, 1, 2, 3]


def test_steps_are_counted_at_the_moment_they_were_taken_at() -> None:
    app, first = opened(weight="W2[1,2]")
    press = {"want": "touch", "shown": 0}
    assert asked(app, first, touched=[["downhill", None]], **press)["look"]["values"]["steps"] == [1]
    assert asked(app, first, touched=[["downhill.more", None]], **press)["look"]["values"]["steps"] == [11]
    assert asked(app, first, touched=[["downhill.back", None]], **press)["look"]["values"]["steps"] == [0]
    assert asked(app, first, touched=[["downhill", None]], **press)["look"]["values"]["steps"] == [1]
    packets.asked(well(app), "train-player", first, want="step", known=0, count=1)
    assert asked(app, first, want="look", shown=1)["look"]["values"]["steps"] == [0]


@every("shown", [1e300, -5, "x", None, 1e15, [1], True])
def test_a_hostile_moment_is_answered(shown: Any) -> None:
    app, first = opened(weight="W2[1,2]")
    assert asked(app, first, want="look", shown=shown)["look"]["open"] == ["slope"]
