"""Problems by name: what suits each, what a configuration may change, and what is refused."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz import Dataset, Experiment, ExperimentConfig
from nnviz.experiments.problems import PROBLEMS
from tests.every import every

TABLE = Dataset(
    np.array([[1.0, 5.0], [2.0, 6.0], [3.0, 8.0], [4.0, 9.0]]),
    np.array([[0.0], [2.0], [1.0], [2.0]]),
    ("a", "b"),
    ("kind",),
    "classification",
)
NAMES = [name for name in PROBLEMS if name != "csv"]


def _config(name: str, **changes: object) -> ExperimentConfig:
    return ExperimentConfig(problem=name, own=TABLE if name == "csv" else None, **changes)  # type: ignore[arg-type]


@every("name", list(PROBLEMS))
def test_every_problem_begins_with_what_learns_it(name: str) -> None:
    experiment = Experiment(_config(name))
    experiment.record()
    before = experiment.trainer.loss()
    experiment.trainer.run(200)
    assert experiment.trainer.loss() < min(0.9 * before, 0.95 * experiment.variance)
    assert experiment.network.sizes == _config(name).sizes


@every("name", [*NAMES, "csv"])
def test_a_configuration_says_what_it_took(name: str) -> None:
    config = _config(name)
    assert config == replace(config)
    assert None not in (config.samples, config.output, config.loss, config.rate, config.hidden)


def test_the_default_is_the_article() -> None:
    config = ExperimentConfig()
    told = (config.problem, config.samples, config.hidden, config.rate, config.output, config.standardise)
    assert told == ("article", 10_000, ((4, "relu"), (4, "relu")), 0.01, "linear", True)


@pytest.mark.parametrize(
    ("changes", "output", "loss", "sizes", "first"),
    [
        ({}, "sigmoid", "binary_cross_entropy", (2, 4, 2, 1), [1.0]),
        ({"output": "tanh"}, "tanh", "half_squared_error", (2, 4, 2, 1), [1.0]),
        ({"output": "softmax"}, "softmax", "cross_entropy", (2, 4, 2, 2), [0.0, 1.0]),
        ({"loss": "cross_entropy"}, "softmax", "cross_entropy", (2, 4, 2, 2), [0.0, 1.0]),
        ({"loss": "half_squared_error"}, "sigmoid", "half_squared_error", (2, 4, 2, 1), [1.0]),
        ({"features": ("x", "y", "xx")}, "sigmoid", "binary_cross_entropy", (3, 4, 2, 1), [1.0]),
    ],
)
def test_output_and_loss_suit_each_other(
    changes: dict[str, object], output: str, loss: str, sizes: tuple[int, ...], first: list[float]
) -> None:
    config = _config("circle", **changes)
    experiment = Experiment(config)
    assert (config.output, config.loss, config.sizes) == (output, loss, sizes)
    ones = experiment.data.Y[np.hypot(*experiment.data.X.T) < 3]
    np.testing.assert_array_equal(ones, np.tile(first, (len(ones), 1)))
    others = experiment.data.Y[np.hypot(*experiment.data.X.T) > 3]
    assert set(others[:, -1]) == ({-1.0} if output == "tanh" else {0.0})


def test_typed_rows_are_all_trained_on() -> None:
    experiment = Experiment(_config("rows", hidden=((3, "relu"),), rate=0.3))
    assert experiment.test is None
    assert len(experiment.X_test) == 0
    assert np.isnan(experiment.test_variance)
    moment = experiment.record()
    assert np.isnan(moment.test_loss)
    assert experiment.variance == pytest.approx(np.log(2))


def test_typed_numbers_are_learned_as_numbers() -> None:
    config = _config(
        "rows", rows=(((1.0, 2.0, 3.0, 4.0, 5.0), (15.0,)), ((1.0, 2.0, 3.0, 4.0, 6.0), (16.0,)))
    )
    assert (config.samples, config.sizes, config.output) == (2, (5, 4, 1), "linear")
    assert config.loss == "half_squared_error"


def test_typed_classes_have_an_output_each() -> None:
    rows = (((0.0,), (0.0,)), ((1.0,), (1.0,)), ((2.0,), (2.0,)))
    config = _config("rows", rows=rows, output="softmax")
    assert config.sizes[-1] == 3
    np.testing.assert_array_equal(Experiment(config).Y_train, np.eye(3))


def test_own_samples_say_their_classes() -> None:
    config = _config("csv")
    assert (config.samples, config.output, config.sizes[-1]) == (4, "softmax", 3)


def test_features_are_standardized_after_they_are_made() -> None:
    experiment = Experiment(_config("spiral", features=("xx", "sinx"), standardise=True))
    np.testing.assert_allclose(experiment.X_train.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(experiment.X_train.std(axis=0), 1)
    assert experiment.predict([[1.0, 2.0]]).shape == (1, 1)


@pytest.mark.parametrize(
    ("name", "changes", "text"),
    [
        ("rows", {"rows": ()}, "rows must be 1..50, got 0; add one"),
        (
            "rows",
            {"rows": (((1.0, 2.0), (3.0,)), ((1.0,), (3.0,)))},
            "all rows must have 2 inputs and 1 targets like row 1, got 1 and 1 in row 2",
        ),
        (
            "rows",
            {"rows": (((1.0,), (2.0,)),), "output": "sigmoid", "loss": "binary_cross_entropy"},
            "a regression needs one of the losses half_squared_error, got 'binary_cross_entropy'",
        ),
        (
            "rows",
            {"rows": (((1.0,), (0.5,)),), "output": "softmax"},
            "classes must be one column of whole numbers",
        ),
        ("circle", {"features": ("x", "z")}, "feature must be one of x, y, xx, yy, xy, sinx, siny, got 'z'"),
        ("circle", {"noise": 0.7}, "noise must be 0..0.5, got 0.7"),
        ("curve", {"curve": "cube"}, "curve must be one of"),
        ("square", {}, "problem must be one of article, circle"),
    ],
)
def test_what_is_refused(name: str, changes: dict[str, object], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared
        Experiment(_config(name, **changes))
    assert text in str(caught.value)


def test_samples_that_are_there_already_are_counted() -> None:
    assert _config("digits", samples=300).train_samples == len(Experiment(_config("digits")).train)
    assert _config("csv", samples=300).samples == len(TABLE)
    assert _config("circle", samples=300).samples == 300


def test_own_samples_are_needed() -> None:
    with pytest.raises(ValueError, match="the problem csv needs its data set, got none; read a file first"):
        Experiment(ExperimentConfig(problem="csv", samples=10))


def test_rows_that_are_not_learned_change_nothing() -> None:
    others = (((3.0,), (2.0,)),)
    assert _config("circle", rows=others).loss == _config("circle").loss == "binary_cross_entropy"
