"""An experiment is put together from a problem, an architecture and a way of learning."""

from collections.abc import Callable

import numpy as np
import pytest

from nnviz import (
    DATASETS,
    SGD,
    Adam,
    Architecture,
    Experiment,
    ExperimentConfig,
    ExperimentParts,
    Learning,
    Problem,
    diagnose,
)

# The output and the loss that fit what is to be learned.
FITTING = {
    ("regression", 3): ("linear", "half_squared_error"),
    ("classification", 1): ("sigmoid", "binary_cross_entropy"),
    ("regression", 1): ("linear", "half_squared_error"),
    ("classification", 3): ("softmax", "cross_entropy"),
    ("classification", 6): ("softmax", "cross_entropy"),
    ("classification", 10): ("softmax", "cross_entropy"),
}


def _parts(name: str) -> ExperimentParts:
    entry = DATASETS[name]
    output, loss = FITTING[entry.task, entry.outputs]
    small = (("samples", 200),) if "samples" in entry.parameters else ()
    shuffle = None if entry.parameters else 0
    problem = Problem(name, small, shuffle=shuffle)
    return ExperimentParts(problem, Architecture(((8, "tanh"),), output), Learning(loss, Adam(0.03)))


@pytest.mark.parametrize("name", DATASETS)
def test_every_data_set_can_be_learned(name: str) -> None:
    experiment = Experiment(_parts(name))
    constant = np.tile(experiment.Y_train.mean(axis=0), (len(experiment.Y_train), 1))
    by_hand = experiment.trainer.loss_function(constant, experiment.Y_train)
    assert experiment.variance == pytest.approx(by_hand)
    start = experiment.record()
    experiment.trainer.run(150)
    end = experiment.record()
    assert end.train_loss < min(start.train_loss, 0.9 * experiment.variance)
    assert np.isfinite(end.test_loss)
    assert experiment.test is not None
    assert experiment.predict(experiment.test.X).shape == experiment.test.Y.shape
    found = {finding.kind for finding in diagnose(experiment)}
    assert found <= {"dead_units", "learned", "many_parameters", "test_gap"}


@pytest.mark.parametrize("stream", ["article", "seeded"])
def test_a_configuration_is_the_same_as_its_parts(stream: str) -> None:
    config = ExperimentConfig(stream=stream, samples=80, optimizer="momentum", batch_size=16)  # type: ignore[arg-type]
    flat, made = Experiment(config), Experiment(config.parts)
    for experiment in (flat, made):
        experiment.trainer.run(5)
    np.testing.assert_array_equal(flat.network.parameters, made.network.parameters)
    assert flat.material is made.material
    assert len({config.parts, config.parts}) == 1
    assert made.truth([[30, 70]]).tolist() == [[100, -40, 40]]


def test_classes_keep_their_targets_and_only_inputs_are_standardized() -> None:
    experiment = Experiment(_parts("circle"))
    np.testing.assert_array_equal(experiment.Y_train, experiment.train.Y)
    np.testing.assert_allclose(experiment.X_train.std(axis=0), 1)


def test_what_does_not_fit_is_refused() -> None:
    circle, plain = Problem("circle"), Architecture()
    cases: dict[str, Callable[[], object]] = {
        "a regression needs one of the losses half_squared_error, got 'cross_entropy'": lambda: (
            ExperimentParts(Problem("arithmetic"), plain, Learning("cross_entropy"))
        ),
        "binary_cross_entropy needs the output activation sigmoid, got 'linear'; make the network with "
        "output='sigmoid'": lambda: ExperimentParts(circle, plain, Learning("binary_cross_entropy")),
        f"dataset must be one of {', '.join(DATASETS)}, rows, csv, got 'square'": lambda: Problem("square"),
        "dataset of the article's weights must be one of article, got 'circle'": lambda: Architecture(
            init="article"
        ).network(circle),
        "circle has no rule for other inputs than its own; look at its samples": lambda: Experiment(
            ExperimentParts(circle, plain, Learning(optimizer=SGD(0.1)))
        ).truth([[0, 0]]),
    }
    for text, refused in cases.items():
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
            refused()
        assert str(caught.value) == text
