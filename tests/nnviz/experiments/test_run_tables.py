"""A run as tables: every digit of its history and predictions, and inputs outside of the training part."""

import csv
from io import StringIO

import numpy as np

from nnviz import Dataset, Experiment, ExperimentConfig
from nnviz.experiments.run_tables import history_csv, prediction, predictions_csv
from tests.nnviz.experiments.test_experiment_code import trained


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a table by their names."""
    return list(csv.DictReader(StringIO(text)))


def test_the_history_is_written_with_every_digit() -> None:
    experiment = trained(ExperimentConfig(problem="circle", samples=60))
    rows = rows_of(history_csv(experiment))
    for row, moment in zip(rows, experiment.trainer.history, strict=True):
        assert int(row["step"]) == moment.step
        assert float(row["test_loss"]) == moment.test_loss
        assert float(row["train_accuracy"]) == moment.train_accuracy


def test_what_is_not_known_is_empty() -> None:
    row = rows_of(history_csv(trained(ExperimentConfig(problem="rows", rows=(((1,), (5,)), ((2,), (7,)))))))[
        0
    ]
    assert (row["test_loss"], row["train_accuracy"]) == ("", "")


def test_predictions_hold_both_parts_in_original_units() -> None:
    experiment = trained(ExperimentConfig(problem="curve", standardise=True))
    rows = rows_of(predictions_csv(experiment))
    assert [row["part"] for row in rows] == ["train"] * 70 + ["test"] * 30
    assert experiment.test is not None
    told = [float(row["predicted y"]) for row in rows[70:]]
    np.testing.assert_array_equal(told, experiment.predict(experiment.test.X)[:, 0])
    assert [float(row["x"]) for row in rows[:70]] == experiment.train.X[:, 0].tolist()


def test_names_that_begin_like_a_formula_do_no_harm_in_a_spreadsheet() -> None:
    own = Dataset(np.array([[1.0], [2.0]]), np.array([[0.0], [1.0]]), ("=1+1",), ("@x",), "classification")
    experiment = Experiment(ExperimentConfig(problem="csv", own=own, train_fraction=1.0))
    assert predictions_csv(experiment).splitlines()[0] == "part,'=1+1,'@x,predicted @x"


def test_inputs_outside_of_the_training_part_are_told_one_by_one() -> None:
    found = prediction(Experiment(ExperimentConfig(problem="rows")), [[0.5, 0.5], [2.0, 1.0], [-0.1, 1.1]])
    assert found.outside.tolist() == [[False, False], [True, False], [True, True]]


def test_classes_are_those_that_the_answers_name() -> None:
    experiment = trained(ExperimentConfig(problem="three", samples=90, standardise=True), 100)
    found = prediction(experiment, experiment.train.X)
    assert found.classes is not None
    right = np.mean(found.classes == experiment.train.Y.argmax(axis=1))
    assert right == experiment.trainer.history[-1].train_accuracy
    numbers = Experiment(ExperimentConfig(problem="curve"))
    assert prediction(numbers, [[0.5]]).classes is None
