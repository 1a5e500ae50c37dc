"""The coding article's experiment gives the published numbers; other configurations hang together."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz import OPTIMIZERS, SGD, Adam, Experiment, ExperimentConfig, Standardizer, inspection
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from tests.every import every

SMALL = ExperimentConfig(stream="seeded", samples=200, hidden=((5, "tanh"),))


def test_the_articles_run() -> None:
    experiment = Experiment()
    trainer, start = experiment.trainer, experiment.snapshot()
    assert experiment.network.parameters.size == 47
    assert start.train_loss == pytest.approx(4.621841820975224, abs=1e-9)
    assert start.test_loss == pytest.approx(4.452715806584664, abs=1e-9)
    assert experiment.variance == pytest.approx(1.5)
    golden = {1: 4.366320460086898, 100: 1.502883837386248, 1000: 0.7419048301316489, 5000: 0.5032707999}
    golden |= {10_000: 0.4994607721, 20_000: 0.4968035270}
    for epochs, loss in golden.items():
        trainer.run(epochs - trainer.steps)
        assert trainer.loss() == pytest.approx(loss, abs=1e-9), epochs
    dead = inspection.dead_units(experiment.network, experiment.X_train)
    assert [unit.layer for unit in dead] == [2, 2]


def test_predictions_are_in_original_units_and_old_ones_can_be_asked_for() -> None:
    experiment = Experiment(SMALL)
    pairs = [(30, 70), (70, 30), (3, 5), (888, 122)]
    assert experiment.truth(pairs)[0].tolist() == [100, -40, 40]
    start = experiment.record()
    before = experiment.predict(pairs)
    experiment.trainer.run(50)
    parameters = experiment.network.parameters.copy()
    np.testing.assert_array_equal(experiment.predict(pairs, start.parameters), before)
    np.testing.assert_array_equal(experiment.network.parameters, parameters)
    by_hand = experiment.targets.inverse(experiment.network.predict(experiment.inputs.transform(pairs)))
    np.testing.assert_allclose(experiment.predict(pairs), by_hand)
    surface = experiment.grid(size=4).surface()
    np.testing.assert_allclose(surface[:, 0, -1], experiment.predict([(100, 0)])[0])


def test_scaling_uses_the_training_part_only() -> None:
    experiment = Experiment(SMALL)
    assert isinstance(experiment.inputs, Standardizer)
    np.testing.assert_allclose(experiment.inputs.mean, experiment.train.X.mean(axis=0))
    np.testing.assert_allclose(experiment.Y_train.std(axis=0), 1)
    best = np.full_like(experiment.Y_test, experiment.Y_test.mean(axis=0))
    assert experiment.test_variance == pytest.approx(
        experiment.trainer.loss_function(best, experiment.Y_test)
    )


def test_without_standardizing_the_units_stay() -> None:
    experiment = Experiment(replace(SMALL, standardise=False))
    np.testing.assert_array_equal(experiment.X_train, experiment.train.X)
    np.testing.assert_array_equal(experiment.predict([(1, 2)]), experiment.network.predict([(1, 2)]))


def test_the_same_configuration_is_the_same_run_and_is_hashable() -> None:
    config = replace(SMALL, batch_size=16, optimizer="adam", rate=0.003, seed=5)
    first, second = Experiment(config), Experiment(replace(config))
    first.trainer.run(3)
    second.trainer.run(3)
    np.testing.assert_array_equal(first.network.parameters, second.network.parameters)
    assert len({config, replace(config)}) == 1
    assert config.make_optimizer() == Adam(0.003)
    assert replace(config, optimizer="sgd", momentum=0.5).make_optimizer() == SGD(0.003, 0.5)


def test_the_articles_stream_takes_other_shapes_and_float32() -> None:
    config = ExperimentConfig(samples=100, hidden=((6, "leaky_relu"), (5, "tanh")), dtype="float32")
    experiment = Experiment(config)
    assert experiment.network.sizes == config.sizes == (2, 6, 5, 3)
    assert experiment.network.activations == ("leaky_relu", "tanh", "linear")
    experiment.trainer.run(5)
    assert experiment.network.parameters.dtype == np.float32
    assert Experiment(ExperimentConfig(hidden=())).network.sizes == (2, 3)


@every(
    "change, text",
    [
        ({"stream": "live"}, "stream must be one of article, seeded, got 'live'"),
        ({"samples": 1}, "samples must be a whole number of at least 2, got 1"),
        (
            {"train_fraction": 0.99999},
            "train_fraction must leave at least one of the 10000 samples in each part, got 0.99999",
        ),
        ({"batch_size": 7001}, "batch_size must be 1..7000 (the number of training samples), got 7001"),
        ({"hidden": ((0, "relu"),)}, "hidden units must be a whole number of at least 1, got 0"),
        (
            {"hidden": ((4, "softmax"),)},
            f"hidden activation must be one of {', '.join(HIDDEN_ACTIVATIONS)}, got 'softmax'",
        ),
        ({"optimizer": "newton"}, f"optimizer must be one of {', '.join(OPTIMIZERS)}, got 'newton'"),
        ({"rate": -0.1}, "rate must be a finite number of at least 0, got -0.1"),
        ({"momentum": 1.0}, "momentum must be at least 0 and less than 1, got 1.0"),
    ],
)
def test_what_a_configuration_refuses(change: dict[str, object], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        ExperimentConfig(**change)  # type: ignore[arg-type]
    assert str(caught.value) == text


def test_the_losses_of_the_targets_add_up_to_the_loss() -> None:
    experiment = Experiment(SMALL)
    start = experiment.snapshot()
    experiment.trainer.run(20)
    assert experiment.target_losses().sum() == pytest.approx(experiment.trainer.loss())
    assert experiment.target_losses(start.parameters).sum() == pytest.approx(start.train_loss)
