"""How each layer is spread at a moment: the numbers of its network, and units named as findings do."""

from dataclasses import replace

import numpy as np

from nnviz import Experiment, ExperimentConfig, Network, diagnose
from nnviz.experiments.spreads import MOST_SAMPLES, counted_samples, spreads
from nnviz.training.histograms import activation_histograms, histogram, weight_histograms

CIRCLE = ExperimentConfig(problem="circle", samples=80, hidden=((4, "tanh"), (3, "relu")), rate=0.3)


def run(config: ExperimentConfig, epochs: int = 30) -> Experiment:
    experiment = Experiment(config)
    experiment.record()
    experiment.trainer.run(epochs)
    experiment.record()
    return experiment


def at(experiment: Experiment, step: int) -> Network:
    moment = experiment.trainer.history[step]
    return experiment.network_at(moment.parameters, moment.activations).copy()


def test_weights_and_outputs_are_those_of_the_moment_beside_those_of_the_start() -> None:
    experiment = run(CIRCLE)
    start, now = at(experiment, 0), at(experiment, -1)
    assert len(counted_samples(experiment)) == len(experiment.X_train)
    found = spreads(experiment, experiment.trainer.history[-1])
    first = weight_histograms(start)
    for one, expected in zip(found, weight_histograms(now, before=first), strict=True):
        assert np.array_equal(one.weights.counts, expected.counts)
        assert np.array_equal(one.first_weights.edges, one.weights.edges)
        again = histogram(start.weights[one.layer - 1], before=one.weights)
        assert np.array_equal(one.first_weights.counts, again.counts)
    outputs = activation_histograms(
        now, experiment.X_train, before=activation_histograms(start, experiment.X_train)
    )
    for one, expected in zip(found, outputs, strict=True):
        assert np.array_equal(one.outputs.counts, expected.counts)
        assert one.first_outputs is not None
        assert np.array_equal(one.first_outputs.edges, one.outputs.edges)
        a = now.layers(experiment.X_train)[one.layer - 1].after
        assert one.range == (a.min(), a.max())
        assert one.outputs.counts.sum() == one.first_outputs.counts.sum() == a.size


def test_at_the_start_both_are_the_same() -> None:
    experiment = run(CIRCLE)
    for one in spreads(experiment, experiment.trainer.history[0]):
        assert one.first_outputs is not None
        assert np.array_equal(one.weights.counts, one.first_weights.counts)
        assert np.array_equal(one.outputs.counts, one.first_outputs.counts)


def test_the_network_in_training_is_left_alone() -> None:
    experiment = run(CIRCLE)
    before = experiment.network.parameters.copy()
    spreads(experiment, experiment.trainer.history[0])
    assert np.array_equal(experiment.network.parameters, before)


def test_dead_units_are_those_of_a_diagnosis() -> None:
    experiment = Experiment(replace(CIRCLE, hidden=((5, "relu"), (4, "relu"))))
    experiment.network.biases[0][[1, 3]] = -100.0
    experiment.record()
    (finding,) = (one for one in diagnose(experiment) if one.kind == "dead_units")
    found = spreads(experiment, experiment.trainer.history[-1])
    assert {(one.layer, unit) for one in found for unit in one.dead} == set(finding.values["units"])
    assert {2, 4} <= set(found[0].dead)
    a = experiment.network.layers(experiment.X_train)[0].after
    assert found[0].zeros == np.mean(a == 0) >= 2 / 5
    assert np.isnan(found[2].zeros), "an output of 0 is no dead unit"


def test_saturated_units_are_those_of_a_diagnosis() -> None:
    experiment = Experiment(replace(CIRCLE, hidden=((4, "sigmoid"), (3, "tanh"))))
    experiment.network.weights[1][:, 1] = 500.0
    experiment.network.biases[0][2] = 30.0
    experiment.record()
    (finding,) = (one for one in diagnose(experiment) if one.kind == "saturated_units")
    found = spreads(experiment, experiment.trainer.history[-1])
    assert {(one.layer, unit) for one in found for unit in one.saturated} == set(finding.values["units"])
    assert 3 in found[0].saturated
    assert 2 in found[1].saturated
    assert 1 / 4 <= found[0].flat < 1
    assert np.isnan(found[2].flat), "an output that is sure is no saturated unit"


def test_of_many_samples_some_are_counted_evenly_spaced() -> None:
    experiment = run(replace(CIRCLE, samples=4000, train_fraction=0.7), 1)
    counted = counted_samples(experiment)
    assert len(counted) == 2800 // 3 + 1 <= MOST_SAMPLES
    assert np.array_equal(counted[1], experiment.X_train[3])
    found = spreads(experiment, experiment.trainer.history[-1])
    assert [one.outputs.counts.sum() for one in found] == [len(counted) * units for units in (4, 3, 1)]


def test_outputs_of_another_activation_with_other_limits_are_not_compared() -> None:
    experiment = run(replace(CIRCLE, hidden=((4, "relu"),)))
    experiment.trainer.change_activation(1, "tanh")
    experiment.record()
    first, last = spreads(experiment, experiment.trainer.history[-1])
    assert (first.activation, first.first_outputs) == ("tanh", None)
    assert last.first_outputs is not None


def test_outputs_that_are_not_finite_are_counted_nowhere() -> None:
    experiment = run(ExperimentConfig(problem="curve", samples=80, hidden=((4, "relu"), (3, "linear"))))
    moment = experiment.trainer.history[-1]
    huge = replace(moment, parameters=np.full_like(moment.parameters, 1e200))
    found = spreads(experiment, huge)
    assert found[0].weights.counts.sum() == 4
    assert found[1].outputs.counts.sum() < 3 * len(experiment.X_train)
    assert not np.isfinite(found[2].range).all()
    assert found[2].first_outputs is not None


def test_shares_are_those_of_all_that_is_counted() -> None:
    assert histogram([-1.5, 0.2, 0.3, 1.9], bins=4).shares.tolist() == [0.25, 0.0, 0.5, 0.25]
