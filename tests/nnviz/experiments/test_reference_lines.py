"""What a loss and an accuracy are compared with."""

from math import log

import numpy as np
import pytest

from nnviz import Experiment, ExperimentConfig
from nnviz.experiments.reference_lines import accuracy_line, best_line, class_shares, loss_lines

SQUARES = tuple(((float(x),), (float(x * x >= 12.5),)) for x in range(-5, 6))


def lines(config: ExperimentConfig) -> dict[str, float]:
    return {line.name: line.value for line in loss_lines(Experiment(config))}


def test_a_square_that_looks_flat_costs_the_mean_as_much_as_the_best_line() -> None:
    found = lines(ExperimentConfig(problem="curve", curve="shifted_square", train_fraction=1.0))
    assert {name: f"{2 * value:.6f}" for name, value in found.items()} == {
        "mean": "0.005561",
        "line": "0.005553",
    }


def test_the_largest_class_of_squares_is_a_line_for_the_accuracy() -> None:
    experiment = Experiment(ExperimentConfig(problem="rows", rows=SQUARES))
    line = accuracy_line(experiment)
    assert line is not None
    assert (line.name, f"{100 * line.value:.1f} %") == ("largest_class", "63.6 %")
    p = 7 / 11
    entropy = -p * log(p) - (1 - p) * log(1 - p)
    assert lines(ExperimentConfig(problem="rows", rows=SQUARES)) == {
        "nothing": pytest.approx(log(2)),
        "shares": pytest.approx(entropy),
    }


def test_who_knows_nothing_pays_ln_k() -> None:
    assert f"{lines(ExperimentConfig(problem='three'))['nothing']:.4f}" == "1.0986"
    assert f"{lines(ExperimentConfig(problem='digits'))['nothing']:.4f}" == "2.3026"
    assert lines(ExperimentConfig(problem="rows")) == {"nothing": log(2)}


def test_a_constant_of_the_mean_really_has_the_loss_of_the_line() -> None:
    experiment = Experiment(ExperimentConfig(problem="curve", curve="sin"))
    mean = np.tile(experiment.Y_train.mean(axis=0), (len(experiment.Y_train), 1))
    loss = experiment.trainer.loss_function(mean, experiment.Y_train)
    assert loss_lines(experiment)[0].value == pytest.approx(loss, rel=1e-12)


def test_the_best_line_is_what_a_network_without_a_hidden_layer_ends_at() -> None:
    config = ExperimentConfig(problem="curve", curve="square", hidden=(), rate=0.05, samples=40)
    experiment = Experiment(config)
    experiment.trainer.run(5000)
    found = {line.name: line.value for line in loss_lines(experiment)}
    assert experiment.trainer.loss() == pytest.approx(found["line"], rel=1e-9)


def test_a_line_that_costs_nothing_is_left_out() -> None:
    assert set(lines(ExperimentConfig(problem="curve", curve="line"))) == {"mean"}


def test_the_best_line_takes_columns_of_any_size_and_several_that_say_the_same() -> None:
    x = np.linspace(0, 1, 30)
    X, Y = np.column_stack([1e9 * x + 1e12, 1e-9 * x, np.ones(30)]), (x**2)[:, None]
    alone = best_line(x[:, None], Y)
    assert best_line(X, Y) == pytest.approx(alone, rel=1e-6)
    assert alone == pytest.approx(np.mean((np.polyval(np.polyfit(x, x**2, 1), x) - x**2) ** 2) / 2)


def test_numbers_and_several_answers_at_once_have_no_largest_class() -> None:
    assert accuracy_line(Experiment()) is None
    rows = (((0.0,), (1.0, 0.0)), ((1.0,), (1.0, 1.0)))
    assert class_shares(Experiment(ExperimentConfig(problem="rows", rows=rows))) is None


def test_signed_classes_have_the_shares_of_the_plain_ones() -> None:
    for output in ("sigmoid", "tanh", "softmax"):
        shares = class_shares(Experiment(ExperimentConfig(problem="circle", samples=10, output=output)))
        plain = class_shares(Experiment(ExperimentConfig(problem="circle", samples=10)))
        assert shares is not None
        assert plain is not None
        np.testing.assert_array_equal(shares, plain)
