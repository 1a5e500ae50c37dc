"""What hands change in a run: the answers are those of the core, and the past stays as it is."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnviz import Experiment
from pages.parts.train.frames import Film
from pages.parts.train.hands import hands
from pages.parts.train.hands.hands import FREEZE, NUMBER, UNIT, marks
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import PAIRS, TrainSettings, begun
from pages.parts.train.values.chosen_weight import (
    Weight,
    biases,
    choices,
    of_touch,
    read_weight,
    write_weight,
)
from pages.shared.protocol.ids import parse
from pages.shared.protocol.requests import Request, Touch
from tests.every import every

WEIGHT, BIAS, LAST = Weight(1, 0, 2), Weight(1, None, 1), Weight(3, 1, 0)
CIRCLE = replace(begun("circle"), optimizer="adam", rate=0.03, weight=WEIGHT)


def run(settings: TrainSettings = CIRCLE, epochs: int = 20) -> Live:
    live = Live(settings.start, settings.epochs)
    live.tune(settings.live_values)
    live.more(Film(live.experiment, np.array(PAIRS)), 0.0, 1, epochs)
    return live


def touch(live: Live, name: str, value: float | None = None, weight: Weight = WEIGHT) -> bool:
    asked = Request("touch", touched=(Touch(name, value),))
    return hands.edit(live, replace(CIRCLE, weight=weight), asked)


@every("weight", [WEIGHT, BIAS, LAST, Weight(3, None, 0)])
def test_an_edited_number_is_answered_as_the_core_does_without_a_moment_more(weight: Weight) -> None:
    live = run()
    trainer, count = live.experiment.trainer, len(live.experiment.trainer.history)
    past = [moment.train_loss for moment in trainer.history]
    twin = Experiment(CIRCLE.start)
    parameters = trainer.net.parameters.copy()
    parameters[weight.index(trainer.net)] = -1.25
    twin.trainer.set_parameters(parameters)
    known = twin.snapshot()
    assert touch(live, NUMBER, -1.25, weight)
    found = trainer.history[-1]
    assert (found.train_loss, found.test_loss) == (known.train_loss, known.test_loss)
    assert found.train_loss not in past
    assert len(trainer.history) == count
    assert [moment.train_loss for moment in trainer.history][:-1] == past[:-1]
    np.testing.assert_array_equal(found.parameters, parameters)
    network = trainer.net
    layer = network.weights[weight.layer - 1] if weight.row is not None else network.biases[weight.layer - 1]
    place = (weight.column,) if weight.row is None else (weight.row, weight.column)
    assert layer[place] == -1.25
    assert live.notes.by_hand == trainer.steps


def test_a_frozen_number_stays_through_steps_of_adam_and_learns_again() -> None:
    live = run()
    trainer, place = live.experiment.trainer, WEIGHT.index(live.experiment.network)
    touch(live, NUMBER, 0.75)
    touch(live, FREEZE)
    others = trainer.net.parameters.copy()
    for _ in range(50):
        trainer.step()
    assert trainer.net.parameters[place] == 0.75
    assert (trainer.net.parameters != others).sum() == others.size - 1
    assert marks(live, WEIGHT)["held"] == [1.0]
    touch(live, FREEZE)
    trainer.step()
    assert trainer.net.parameters[place] != 0.75


def test_a_unit_that_is_off_contributes_nothing_and_comes_back() -> None:
    live = run()
    trainer, before = live.experiment.trainer, live.experiment.network.parameters.copy()
    loss = trainer.loss()
    touch(live, UNIT)
    X = live.experiment.X_train
    without = trainer.net.predict(X)
    trainer.set_parameters(
        np.where(np.arange(before.size) == WEIGHT.index(trainer.net), 9.0, trainer.net.parameters)
    )
    np.testing.assert_array_equal(trainer.net.predict(X), without)
    assert marks(live, WEIGHT)["off"][2] == 1.0
    assert trainer.history[-1].train_loss != loss
    trainer.set_parameters(before)
    touch(live, UNIT)
    np.testing.assert_array_equal(trainer.net.parameters, before)
    assert trainer.history[-1].train_loss == loss


def test_the_last_layer_switches_the_unit_that_its_line_begins_at() -> None:
    live = run()
    touch(live, UNIT, weight=LAST)
    assert live.experiment.trainer.off == {(2, 2)}
    assert hands.unit_of(Weight(3, None, 0), 3) is None


def test_what_is_not_there_cannot_be_changed() -> None:
    live = run()
    before = live.experiment.network.parameters.copy()
    assert not touch(live, NUMBER, 3.0, Weight(9, 0, 0))
    assert not hands.meant(Request("touch", touched=(Touch("weight.close", None),)))
    np.testing.assert_array_equal(live.experiment.network.parameters, before)


def test_a_run_begins_again_with_the_same_bits() -> None:
    first, edited = run(epochs=7), run(epochs=7)
    touch(edited, NUMBER, 4.0)
    again = run(epochs=7)
    for moment, other in zip(first.experiment.trainer.history, again.experiment.trainer.history, strict=True):
        np.testing.assert_array_equal(moment.parameters, other.parameters)
        assert moment.train_loss == other.train_loss


@every("text", ["b1[2]", "b3[0]"])
def test_a_bias_is_told_in_a_link_and_by_its_square(text: str) -> None:
    found = read_weight(text)
    assert found is not None
    assert write_weight(found[0]) == text
    square = parse(found[0].line)
    assert square is not None
    assert of_touch(square) == found[0]


def test_biases_can_be_chosen_only_where_there_are_some() -> None:
    assert len(choices((2, 4, 1), True)) == len(choices((2, 4, 1), False)) + 5
    assert BIAS.is_in((2, 4, 1))
    assert not BIAS.is_in((2, 4, 1), biased=False)
    assert [one.index(Experiment(CIRCLE.start).network) for one in biases((2, 4, 2, 1))][:2] == [2, 5]


# -- live changes ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "change", [{"l1": 0.01}, {"clip": 0.1}, {"batch_size": 10}, {"activations": ("relu", "tanh")}]
)
def test_a_live_change_keeps_the_past_and_trains_as_the_core_does(change: dict[str, Any]) -> None:
    live, twin = run(), run()
    past = [moment.train_loss for moment in live.experiment.trainer.history]
    live.tune(replace(live.values, **change))
    trainer = twin.experiment.trainer
    if "activations" in change:
        trainer.change_activation(1, "relu")
    else:
        name = next(iter(change))
        setattr(trainer, name, change[name])
    for one in (live.experiment.trainer, trainer):
        one.run(3)
    np.testing.assert_array_equal(live.experiment.network.parameters, trainer.net.parameters)
    assert [moment.train_loss for moment in live.experiment.trainer.history][: len(past) - 1] == past[:-1]
    assert live.notes.by_hand is not None


def test_the_past_is_drawn_with_the_activations_that_it_had() -> None:
    live = run()
    film = Film(live.experiment, np.array(PAIRS))
    before = live.past(film)
    live.tune(replace(live.values, activations=("relu", "relu")))
    after = live.past(film)
    for name in ("decision", "maps"):
        np.testing.assert_array_equal(before[name][:-1], after[name][:-1])
        assert (before[name][-1] != after[name][-1]).any()
