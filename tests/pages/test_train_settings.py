"""The settings of the page Train become the experiment that they say."""

from dataclasses import fields
from typing import Any
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from nnviz import SGD, Adam, ExperimentConfig
from nnviz.experiments.budget import experiment_bytes, grid_bytes
from nnviz.experiments.problems import PROBLEMS
from pages.parts.train.run.training_session import HISTORY
from pages.parts.train.settings import (
    BATCHES,
    FRACTIONS,
    MOST_LAYERS,
    MOST_UNITS,
    OPTIMIZERS,
    RATES,
    SAMPLES,
    SETTINGS,
    STORE,
    TrainSettings,
)
from pages.parts.train.values.chosen_weight import Weight
from pages.parts.train.views.article import SURFACE
from pages.parts.train.views.unit_maps import MAP
from tests.every import every


def settings(**changes: Any) -> TrainSettings:
    assert set(changes) <= set(SETTINGS)
    return TrainSettings(**changes)


def test_the_defaults_are_the_articles_experiment() -> None:
    found = settings()
    assert found.experiment == ExperimentConfig()
    assert found.start == found.experiment
    assert found.epochs == 20_000
    assert found.pairs == ((30, 70), (70, 30), (3, 5), (888, 122))


def test_momentum_is_gradient_descent_with_momentum() -> None:
    config = settings(optimizer="momentum", rate=0.1).experiment
    assert config.make_optimizer() == SGD(0.1, momentum=0.9)
    assert config.make_optimizer() == SGD(0.1, 0.9)
    assert settings(optimizer="adam", rate=0.1).experiment.make_optimizer() == Adam(0.1)
    assert settings(optimizer="sgd", rate=0.1).experiment.make_optimizer() == SGD(0.1)


@every(
    "samples, fraction, batch, used",
    [
        (100, 0.7, 64, 64),
        (100, 0.7, 128, None),
        (128, 0.5, 64, None),
        (10, 0.1, 1, None),
        (10_000, 0.7, None, None),
    ],
)
def test_a_batch_that_is_not_less_than_the_training_part_is_all_of_it(
    samples: int, fraction: float, batch: int | None, used: int | None
) -> None:
    found = settings(samples=samples, train_fraction=fraction, batch_size=batch)
    assert found.experiment.batch_size == used


def test_a_batch_one_smaller_than_the_training_part_stays() -> None:
    config = settings(samples=13, train_fraction=0.35, batch_size=4).experiment  # 4.55, so 5 are trained on
    assert config.train_samples == 5
    assert config.batch_size == 4


@given(samples=st.integers(*SAMPLES), fraction=st.sampled_from(FRACTIONS), batch=st.sampled_from(BATCHES))
def test_every_size_of_data_and_batch_fits(samples: int, fraction: float, batch: int | None) -> None:
    config = settings(samples=samples, train_fraction=fraction, batch_size=batch).experiment
    assert 0 < config.train_samples <= samples
    assert config.batch_size == (None if batch is None or batch >= config.train_samples else batch)


OTHERS: dict[str, Any] = {
    "problem": "circle",
    "noise": 0.1,
    "features": ("x", "xx"),
    "curve": "sin",
    "rows": (((1.0,), (0.0,)),),
    "split_seed": 3,
    "output": "tanh",
    "loss": "cross_entropy",
    "bias": False,
    "init_size": 0.5,
    "clip": 1.0,
    "stop": 0.1,
    "stop_accuracy": 0.9,
    "reduction": "sum",
    "stream": "seeded",
    "samples": 500,
    "data_seed": 1,
    "train_fraction": 0.5,
    "standardise": False,
    "hidden": ((3, "tanh"),),
    "init": "zeros",
    "seed": 7,
    "optimizer": "adam",
    "rate": 0.5,
    "rates": ((20.0, 0.1),),
    "batch_size": 32,
    "l1": 0.001,
    "l2": 0.01,
    "epochs": 5,
    "layer": 2,
    "pairs": ((1.0, 2.0),),
    "epoch": 3.5,
    "weight": Weight(1, 0, 2),
    "sample": 3,
    "discrete": True,
    "histograms": True,
    "beside": (("rate", 0.1),),
    "sweep": 40,
}


@every("name", SETTINGS)
def test_only_what_is_not_live_changes_the_structure(name: str) -> None:
    changed = settings(**{name: OTHERS[name]})
    assert changed != settings()
    assert (changed.structure == settings().structure) is SETTINGS[name].live


def test_another_activation_of_a_layer_leaves_the_structure_as_it_is() -> None:
    changed = settings(hidden=((4, "tanh"), (4, "elu")))
    assert changed.structure == settings().structure != settings(hidden=((4, "tanh"), (5, "elu"))).structure


def test_live_settings_are_in_the_experiment() -> None:
    found = settings(rate=0.5, l2=0.01, epochs=5, pairs=((1.0, 2.0),))
    assert (found.experiment.rate, found.experiment.l2) == (0.5, 0.01)
    assert (found.epochs, found.pairs) == (5, ((1.0, 2.0),))


def test_every_field_of_an_experiment_has_a_setting_or_a_fixed_value() -> None:
    assert {one.name for one in fields(ExperimentConfig)} - set(SETTINGS) == {"momentum", "dtype", "own"}


@every("optimizer", OPTIMIZERS)
def test_every_optimizer_of_the_list_can_be_made(optimizer: str) -> None:
    assert settings(optimizer=optimizer).experiment.make_optimizer().rate == 0.01


def test_the_scales_hold_their_defaults_and_rise() -> None:
    assert RATES[0] == 1e-5
    assert RATES[-1] == 5
    assert 0.01 in RATES
    assert list(RATES) == sorted(set(RATES))
    assert (FRACTIONS[0], FRACTIONS[-2:]) == (0.1, (0.9, 1.0))
    assert 0.7 in FRACTIONS


def session_bytes(start: ExperimentConfig) -> int:
    return experiment_bytes(start, HISTORY) + grid_bytes(start, SURFACE) + grid_bytes(start, MAP)


def test_no_link_costs_much_memory() -> None:
    widest = ((MOST_UNITS, "leaky_relu"),) * MOST_LAYERS
    largest = {"samples": SAMPLES[1], "hidden": widest, "optimizer": "adam", "train_fraction": FRACTIONS[-1]}
    assert max(session_bytes(settings(batch_size=batch, **largest).start) for batch in BATCHES) < 64e6
    assert session_bytes(settings().start) < 6e6


@every("problem", [name for name in PROBLEMS if name != "csv"])
def test_a_problem_begins_as_the_core_says(problem: str) -> None:
    found, complaints = STORE.read({"problem": problem})
    assert complaints == []
    assert found.experiment == ExperimentConfig(problem=problem)
    assert STORE.write(found) == ({} if problem == "article" else {"problem": problem})


@every(
    "query, output, loss",
    [
        ({"problem": "circle", "output": "tanh"}, "tanh", "half_squared_error"),
        ({"problem": "circle", "output": "softmax"}, "softmax", "cross_entropy"),
        ({"problem": "circle", "loss": "cross_entropy"}, "softmax", "cross_entropy"),
        ({"problem": "rows", "rows": "3:2"}, "linear", "half_squared_error"),
        ({"problem": "rows", "rows": "3:2", "output": "sigmoid"}, "sigmoid", "half_squared_error"),
        ({"problem": "rows", "output": "softmax"}, "softmax", "cross_entropy"),
    ],
)
def test_what_a_link_does_not_say_suits_the_rest(query: dict[str, str], output: str, loss: str) -> None:
    found, complaints = STORE.read(query)
    assert complaints == []
    assert (found.output, found.loss) == (output, loss)
    again, _ = STORE.read(STORE.write(found))
    assert again == found


@every(
    "query, kept",
    [
        ("problem=circle&output=tanh&loss=cross_entropy", ("tanh", "half_squared_error")),
        ("problem=circle&output=linear&loss=cross_entropy", ("linear", "half_squared_error")),
        ("problem=rows&rows=3:2&loss=binary_cross_entropy", ("linear", "half_squared_error")),
        ("output=softmax", ("linear", "half_squared_error")),
        ("problem=rows&rows=3:0.5&output=softmax", ("sigmoid", "half_squared_error")),
    ],
)
def test_what_does_not_fit_is_replaced_and_said(query: str, kept: tuple[str, str]) -> None:
    found, complaints = STORE.read(dict(parse_qsl(query)))
    assert (found.output, found.loss) == kept
    assert complaints
    assert found.experiment.parts
