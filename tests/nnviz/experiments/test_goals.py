"""A goal is reached where the numbers of a run say so."""

from dataclasses import replace

import numpy as np

from nnviz import Experiment, ExperimentConfig, Snapshot
from nnviz.experiments.goals import GOALS, reached
from tests.every import every

CONFIG = ExperimentConfig(stream="seeded", samples=200, hidden=((3, "relu"),))
NAMES = tuple(GOALS)


def moment(
    train: float = 9.0, test: float = 9.0, epoch: float = 10.0, shares: tuple[float, ...] = (3, 3, 3)
) -> Snapshot:
    return Snapshot(10, epoch, train, test, np.zeros(1), np.array(shares))


def goals(experiment: Experiment, at: Snapshot) -> set[str]:
    return {name for name, is_reached in zip(NAMES, reached(experiment, at), strict=True) if is_reached}


@every(
    "at, names",
    [
        (moment(), set()),
        (moment(train=1.2), {"better_than_the_mean"}),
        (moment(train=1.6), set()),
        (moment(test=2e-4), {"close"}),
        (moment(test=1e-6), {"close", "soon"}),
        (moment(test=1e-6, epoch=1001), {"close"}),
        (moment(shares=(3, 3, 0.009)), {"few_units"}),
        (moment(shares=()), set()),
        (moment(float("nan"), float("nan"), shares=(0, 0, float("nan"))), set()),
    ],
)
def test_each_goal_has_its_number(at: Snapshot, names: set[str]) -> None:
    assert goals(Experiment(CONFIG), at) == names


def test_few_units_are_three_in_all_hidden_layers() -> None:
    at = moment(shares=(3, 3, 0.001))
    for hidden, few in (((3,), True), ((2, 1), True), ((4,), False), ((2, 2), False)):
        config = replace(CONFIG, hidden=tuple((units, "relu") for units in hidden))
        assert ("few_units" in goals(Experiment(config), at)) == few


def test_all_goals_can_be_reached_by_one_run() -> None:
    experiment = Experiment(replace(CONFIG, samples=1000, seed=2, optimizer="adam", batch_size=16))
    found: set[str] = set()
    for _ in range(30):
        experiment.trainer.run(10)
        found |= goals(experiment, experiment.record())
    assert found == set(NAMES)
