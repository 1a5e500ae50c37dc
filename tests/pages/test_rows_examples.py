"""The examples of rows come out as learners have found them: to the digits where there are any."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz import Experiment
from pages.parts.train.data.rows_examples import example


def trained(name: str, epochs: int, **other: object) -> Experiment:
    """An example after so many epochs."""
    experiment = Experiment(replace(example(name), **other).experiment)  # type: ignore[arg-type]
    experiment.trainer.run(epochs)
    return experiment


def answers(experiment: Experiment) -> list[float]:
    """What is predicted for the rows themselves."""
    found: list[float] = experiment.predict(experiment.train.X).ravel().tolist()
    return found


def test_one_neuron_tells_signs_apart() -> None:
    experiment = trained("signs", 2000)
    assert experiment.network.weights[0][0, 0] == pytest.approx(3.83, abs=0.005)
    assert answers(experiment) == pytest.approx([0, 0.0005, 0.9995, 1], abs=5e-5)


def test_without_a_bias_the_origin_stays_at_one_half() -> None:
    experiment = trained("no_bias", 5000)
    assert answers(experiment)[0] == 0.5
    assert np.round(answers(experiment)[1:]).tolist() == [0, 1, 1]


def test_a_unit_that_is_dead_from_the_start_stays_so() -> None:
    start, later = trained("dead_start", 0), trained("dead_start", 1000)
    assert later.evaluate().activity.tolist() == [0]
    np.testing.assert_array_equal(start.network.weights[0], later.network.weights[0])
    assert len({*answers(later)}) == 1


def test_two_dead_units_leave_the_mean_and_other_seeds_do_not() -> None:
    dead, alive = trained("two_dead", 4000), trained("two_dead", 4000, seed=1)
    assert answers(dead) == pytest.approx([15.49, 15.49], abs=0.01)
    assert dead.evaluate().activity.tolist() == [0, 0]
    assert answers(alive) == pytest.approx([15, 16], abs=0.08)


def test_the_sum_takes_the_same_path_as_the_mean_with_four_times_the_rate() -> None:
    summed, mean = trained("sum", 200), trained("sum", 200, reduction="mean", rate=0.4)
    assert answers(summed) == pytest.approx(answers(mean), rel=1e-9)


def test_adding_works_only_inside_what_was_trained_on() -> None:
    experiment = trained("adding", 20_000)
    assert experiment.predict([[3, 5]])[0, 0] == pytest.approx(8, abs=0.1)
    assert experiment.predict([[20, 22]])[0, 0] < 25


def test_three_inputs_and_one_neuron_come_out_to_the_digits() -> None:
    experiment = trained("one_neuron", 10_000)
    assert experiment.network.weights[0].ravel() == pytest.approx([9.652, -5.284, -4.723], abs=5e-4)
    assert answers(experiment) == pytest.approx([0.9928, 0.00005, 0.0050, 0.0088], abs=6e-5)


@pytest.mark.parametrize("name", ["xor", "and", "or"])
def test_gates_are_learned(name: str) -> None:
    experiment = trained(name, 3000)
    assert np.round(answers(experiment)).tolist() == experiment.train.Y.ravel().tolist()
