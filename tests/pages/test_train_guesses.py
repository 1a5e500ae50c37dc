"""What one may guess of a run, and the answer that the run itself gives."""

import numpy as np

from nnviz import ExperimentConfig
from nnviz.experiments.reference_lines import loss_lines
from pages.parts.train.notes import guesses
from pages.parts.train.run.training_session import Live
from pages.shared.text import Text
from tests.every import every

EN = Text("train", "en")


def trained(config: ExperimentConfig, epochs: int) -> Live:
    live = Live(config, 10_000)
    live.experiment.trainer.run(epochs)
    live.experiment.record()
    return live


@every("problem", ["circle", "three", "rows"])
def test_classes_are_guessed_by_how_many_are_correct(problem: str) -> None:
    live = trained(ExperimentConfig(problem=problem), guesses.EPOCHS - 1)
    asked = guesses.prompt(live, EN)
    assert asked is not None
    assert asked.options == ("below 75 %", "75 to 95 %", "95 % or more")
    assert guesses.answered(live, EN) is None
    live.experiment.trainer.run(1)
    moment = live.experiment.record()
    found = guesses.answered(live, EN)
    assert found is not None
    accuracy = moment.train_accuracy if problem == "rows" else moment.test_accuracy
    assert (found.since, found.id) == (moment.step, asked.id)
    assert found.right == asked.options[int(np.searchsorted((0.75, 0.95), accuracy, "right"))]
    assert f"{100 * accuracy:.1f} %" in found.yes


@every("epochs, right", [(guesses.EPOCHS, "yes")])
def test_a_curve_is_guessed_by_the_best_straight_line(epochs: int, right: str) -> None:
    live = trained(ExperimentConfig(problem="curve", curve="sin"), epochs)
    found = guesses.answered(live, EN)
    assert found is not None
    line = loss_lines(live.experiment)[-1].value
    assert (live.experiment.trainer.history[-1].train_loss < line) == (found.right == "yes")
    assert found.right == right


def test_a_rate_of_zero_learns_nothing() -> None:
    live = trained(ExperimentConfig(problem="curve", curve="abs", rate=0.0), guesses.EPOCHS)
    found = guesses.answered(live, EN)
    assert found is not None
    assert found.right == "no"


def test_nothing_is_asked_of_targets_that_are_all_the_same() -> None:
    rows = (((1.0,), (2.0,)), ((2.0,), (2.0,)))
    live = trained(ExperimentConfig(problem="rows", rows=rows), guesses.EPOCHS)
    assert guesses.prompt(live, EN) is None
    assert guesses.answered(live, EN) is None
