"""How a run is shown to learn: its curves, the lines that they are compared with, and what programs read."""

import json
from typing import Any

import numpy as np

from nnviz import ExperimentConfig
from pages.parts.train.examples import LEARNERS
from pages.parts.train.frames import Film
from pages.parts.train.panels import panels
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import PAIRS
from pages.shared.text import Text


def spec(config: ExperimentConfig) -> dict[str, Any]:
    live = Live(config, 100)
    film = Film(live.experiment, np.array(PAIRS))
    found: dict[str, Any] = json.loads(panels.spec(live, film, 1, Text("train", "en"), "light").json)
    return found


def panel(config: ExperimentConfig, name: str) -> dict[str, Any]:
    (found,) = [one for one in spec(config)["panels"] if one["id"] == name]
    return dict(found)


def test_the_accuracy_is_compared_with_the_largest_class() -> None:
    shown = panel(LEARNERS["largest_class"].experiment, "accuracy")
    names = [trace["name"] for trace in shown["figure"]["data"] if trace["name"]]
    assert names == ["training", "always the largest class: 63.6 %"]
    (rule,) = shown["figure"]["layout"]["shapes"]
    assert rule["y0"] == 7 / 11
    assert [line["field"] for line in shown["curves"]["lines"]] == ["train_accuracy"]


def test_programs_read_the_accuracy_of_the_test_or_of_all_where_nothing_is_tested() -> None:
    losses = {"epoch": "epoch", "train": "train", "test": "test"}
    assert spec(ExperimentConfig(samples=100))["readout"] == losses
    assert spec(ExperimentConfig(problem="circle", samples=100))["readout"] == losses | {
        "accuracy": "test_accuracy"
    }
    assert spec(ExperimentConfig(problem="rows"))["readout"] == losses | {"accuracy": "train_accuracy"}


def test_without_a_test_part_there_is_no_line_for_it() -> None:
    shown = panel(LEARNERS["flat_square"].experiment, "loss")
    names = [trace["name"] for trace in shown["figure"]["data"] if trace["name"]]
    assert names == ["training", "always the mean: 0.002781", "best straight line: 0.002776"]
    assert [line["field"] for line in shown["curves"]["lines"]] == ["train"]
