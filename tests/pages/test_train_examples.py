"""The examples of Train: each shows what it says, its link leads there, and every cure that is offered for
what is noticed has really helped."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

import nnviz
from nnviz import DivergedError, Experiment, Finding
from nnviz.experiments.cure_trials import BETTER, CureTrials, relative_loss, tried_cures
from nnviz.experiments.reference_lines import accuracy_line, loss_lines
from pages.parts.train.examples import BROKEN, LEARNERS
from pages.parts.train.settings import STORE, TrainSettings, suited
from tests.every import every

RUNS = {**{f"broken {name}": one for name, one in BROKEN.items()}, **LEARNERS}
# What may help against the finding of each, one of which has to.
HELP = {
    "zero_start": {"init"},
    "dead_units": {"seed", "leaky"},
    "saturated_units": {"standardise"},
    "no_curve": {"curve"},
    "rate_too_large": {"slower"},
    "rate_too_small": {"rate", "adam"},
    "rising": {"slower"},
    "diverged": {"slower", "standardise"},
    "unscaled_inputs": {"standardise"},
    "too_few_units": {"units"},
    "plateau": {"rate", "adam"},
    "out_of_reach": {"output"},
    "one_class": {"shuffle"},
    "leakage": set(),  # the column has to go
    "test_gap": {"samples", "l2"},
}


@cache
def gone(settings: TrainSettings, epochs: int) -> tuple[Experiment, DivergedError | None, dict[str, Finding]]:
    """A run of so many epochs, how it ended, and every kind of finding on its way, as it was first."""
    experiment, found = Experiment(settings.experiment), dict[str, Finding]()
    try:
        for done in range(epochs):
            if done < 12 or done % 25 == 0:
                experiment.record()
                for one in nnviz.diagnose(experiment):
                    found.setdefault(one.kind, one)
            experiment.trainer.run(1)
        experiment.record()
    except DivergedError as error:
        for one in nnviz.diagnose(experiment, diverged=error):
            found.setdefault(one.kind, one)
        return experiment, error, found
    for one in nnviz.diagnose(experiment):
        found.setdefault(one.kind, one)
    return experiment, None, found


def run(name: str) -> tuple[Experiment, DivergedError | None, dict[str, Finding]]:
    settings = RUNS[name]
    return gone(settings, 150 if settings.problem in ("article", "circle", "gauss", "xor") else 1200)


@every("name", RUNS)
def test_the_link_of_an_example_leads_back_to_it(name: str) -> None:
    settings = RUNS[name]
    assert settings == suited(settings)
    assert STORE.read(STORE.write(settings)) == (settings, [])


@every("name", [f"broken {name}" for name in BROKEN])
def test_what_is_broken_is_found_and_a_cure_helps(name: str) -> None:
    kind = name.removeprefix("broken ")
    experiment, _, found = run(name)
    assert kind in found
    loss = relative_loss(experiment, experiment.trainer.history[-1].train_loss)
    helped = {cure.name for cure in tried_cures(RUNS[name].experiment, found[kind], loss)}
    assert helped & HELP[kind] if HELP[kind] else not helped


@every("name", LEARNERS)
def test_every_cure_that_is_offered_comes_further(name: str) -> None:
    experiment, _, found = run(name)
    loss = relative_loss(experiment, experiment.trainer.history[-1].train_loss)
    trials = CureTrials(RUNS[name].experiment)
    for one in found.values():
        for cure in filter(None, trials.tried(one, loss)):
            assert cure.after < BETTER * min(cure.before, 1.0)
            assert cure.changes


# -- the numbers that learners ask about ---------------------------------------------------------------
def reached(name: str, epochs: int, **changed: Any) -> Experiment:
    experiment = Experiment(replace(LEARNERS[name].experiment, **changed))
    experiment.trainer.run(epochs)
    return experiment


def answers(experiment: Experiment, *X: tuple[float, ...]) -> list[float]:
    return [float(f"{y:.4f}") for y in experiment.predict(np.array(X or experiment.train.X)).ravel()]


def test_xor_from_small_weights_stays_at_ln_2_and_from_large_ones_is_learned() -> None:
    assert f"{reached('xor_small_weights', 5000, init_size=0.1).trainer.loss():.6f}" == "0.693147"
    large = {"init": "standard_normal", "rate": 0.1}
    assert reached("xor_small_weights", 5000, **large).trainer.loss() < 0.06
    assert reached("xor_small_weights", 20_000, **large).trainer.loss() < 0.006
    assert reached("xor_small_weights", 5000, **large | {"rate": 1.0}).trainer.loss() < 0.002


def test_without_a_hidden_layer_xor_has_one_half_for_every_row() -> None:
    experiment = reached("xor_no_hidden_layer", 500)
    assert answers(experiment) == [0.5] * 8
    assert f"{experiment.trainer.loss():.4f}" == "0.6931"


def test_xor_is_flat_for_hundreds_of_steps_and_then_falls() -> None:
    firsts = []
    for seed in range(6):
        experiment = reached("xor_flat_at_first", 0, seed=seed)
        found: list[int] = []
        for bound in (0.6, 0.1):
            while experiment.trainer.loss() >= bound:
                experiment.trainer.step()
            found.append(experiment.trainer.steps)
        firsts.append(found)
    low, solved = zip(*firsts, strict=True)
    assert (min(low), max(low), min(solved), max(solved)) == (220, 1584, 616, 3100)


def test_without_a_bias_nothing_moves_the_answer_at_the_origin() -> None:
    assert answers(reached("no_bias", 1000), (0, 0)) == [0.5]
    helped = answers(reached("no_bias", 4000, bias=True))
    assert np.abs(np.array(helped) - (0, 1, 1, 0)).max() < 0.01


def test_a_unit_that_is_dead_from_the_start_leaves_one_answer_for_all() -> None:
    experiment = reached("dead_from_the_start", 300)
    assert len(set(answers(experiment))) == 1
    assert (experiment.network.weights[0] < 0).all()


def test_five_inputs_are_learned_unless_both_units_die() -> None:
    found = {seed: reached("five_inputs", 4000, seed=seed) for seed in (0, 1, 2, 4, 5)}
    pairs = {seed: [f"{y:.2f}" for y in one.predict(one.train.X).ravel()] for seed, one in found.items()}
    assert pairs == {
        0: ["15.49", "15.49"],
        1: ["14.97", "16.02"],
        2: ["14.99", "16.01"],
        4: ["14.99", "16.00"],
        5: ["14.92", "16.07"],
    }
    assert not found[0].evaluate().activity.any()


def test_the_rate_of_a_line_has_a_limit_that_falls_with_the_size_of_x() -> None:
    wide = gone(LEARNERS["line_to_hundred"], 300)
    assert wide[1] is not None
    assert wide[2]["rate_too_large"].values["limit"] < 0.001
    assert gone(LEARNERS["line_to_one"], 300)[1] is None


def test_the_largest_class_is_all_that_a_slow_run_learns_of_squares() -> None:
    experiment, _, found = run("largest_class")
    assert f"{100 * experiment.snapshot().train_accuracy:.1f}" == "63.6"
    line = accuracy_line(experiment)
    assert line is not None
    assert f"{100 * line.value:.1f}" == "63.6"
    assert found["plateau"].values["level"] == "mean"


def test_a_loss_of_half_the_variance_is_nothing_learned() -> None:
    experiment = Experiment(LEARNERS["flat_square"].experiment)
    assert [f"{2 * line.value:.6f}" for line in loss_lines(experiment)] == ["0.005561", "0.005553"]


def test_the_sum_at_one_rate_goes_the_way_of_the_mean_at_four_times_the_rate() -> None:
    one, other = (
        reached("sum_or_mean", 300, reduction=name, rate=rate) for name, rate in (("sum", 0.1), ("mean", 0.4))
    )
    np.testing.assert_allclose(one.network.parameters, other.network.parameters, rtol=1e-12)


def test_a_line_adds_also_outside_of_what_it_has_learned_and_sigmoids_do_not() -> None:
    assert answers(reached("two_plus_two", 5000), (20, 22)) == [42.0]
    bent = reached("two_plus_two", 5000, hidden=((4, "sigmoid"),))
    assert answers(bent, (20, 22))[0] < 30


def test_who_knows_nothing_of_three_classes_pays_ln_3() -> None:
    assert f"{reached('three_classes', 0).trainer.loss():.4f}" == "1.0986"


def test_areas_of_houses_need_a_tiny_rate_or_standard_units() -> None:
    _, error, found = run("houses")
    assert error is not None
    assert f"{found['rate_too_large'].values['limit']:.3g}" == "4.33e-07"
    scaled = reached("houses", 5000, standardise=True)
    inputs, targets = scaled.inputs, scaled.targets
    assert isinstance(inputs, nnviz.Standardizer)
    slope = scaled.network.weights[0][0, 0] * targets.scale[0] / inputs.scale[0]
    start = targets.mean[0] + scaled.network.biases[0][0] * targets.scale[0] - slope * inputs.mean[0]
    assert (f"{slope:.3f}", f"{start:.2f}") == ("134.525", "71270.49")


def test_three_inputs_come_out_to_the_digits() -> None:
    experiment = reached("three_inputs", 10_000)
    weights = [f"{w:.3f}" for w in experiment.network.weights[0].ravel()]
    assert weights == ["9.652", "-5.284", "-4.723"]
    found = experiment.predict(experiment.train.X).ravel()
    assert [f"{y:.5f}" for y in found] == ["0.99282", "0.00005", "0.00505", "0.00881"]


def test_a_sigmoid_that_should_give_2_comes_to_1() -> None:
    assert answers(reached("target_two", 5000)) == [pytest.approx(1.0, abs=1e-3)]


@every("seed", (0, 1, 2))
def test_the_arms_of_the_spiral_are_told_apart_within_few_epochs(seed: int) -> None:
    experiment = reached("spiral_arms", 100, seed=seed)
    assert (experiment.parts.learning.loss, experiment.network.activations[-1]) == (
        "half_squared_error",
        "tanh",
    )
    assert experiment.snapshot().test_loss < 0.05
    plain = reached("spiral_arms", 100, seed=seed, features=())
    assert plain.snapshot().test_loss > 0.05, "the sines are what makes it fast"
