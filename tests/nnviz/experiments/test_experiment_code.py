"""An experiment as a program: it needs NumPy alone, trains anew, and finds the losses that were shown."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nnviz import Experiment
from nnviz import ExperimentConfig as Config
from nnviz.datasets import Dataset
from nnviz.experiments.experiment_code import experiment_code
from nnviz.experiments.parts import Problem
from nnviz.experiments.samples_code import DRAWING, plain_source, samples_code
from tests.every import every

PLANE: dict[str, Any] = {"noise": 0.1, "samples": 90, "data_seed": 3}
OWN = Dataset(
    np.array([[0.1 * n, 1 / (n + 1), 5] for n in range(20)]),
    np.array([[n % 3] for n in range(20)]),
    ("a", "b", "c"),
    ("k",),
    "classification",
)
CONFIGS = {
    "article": Config(),
    "article without its stream": Config(stream="seeded", optimizer="adam", batch_size=700, samples=1500),
    "circle": Config(problem="circle", **PLANE),
    "xor, softmax, no bias, sum": Config(
        problem="xor",
        **PLANE,
        output="softmax",
        bias=False,
        reduction="sum",
        rate=0.003,
        optimizer="nesterov",
    ),
    "gauss, no hidden layer": Config(problem="gauss", **PLANE, hidden=(), optimizer="rmsprop", rate=0.01),
    "spiral, clipped": Config(problem="spiral", samples=300, hidden=((8, "tanh"), (8, "relu")), clip=0.05),
    "xor, small weights": Config(problem="xor", **PLANE, init_size=0.3, hidden=((4, "gelu"), (3, "swish"))),
    "moons, elu": Config(problem="moons", **PLANE, hidden=((4, "elu"),), init="zeros"),
    "moons, penalties": Config(problem="moons", **PLANE, l1=1e-3, l2=1e-2, optimizer="nesterov", rate=0.1),
    "three, features, batches, split": Config(
        problem="three", **PLANE, features=("x", "yy", "sinx"), standardise=True, batch_size=8, split_seed=5
    ),
    "circle, tanh": Config(
        problem="circle", **PLANE, output="tanh", hidden=((3, "leaky_relu"), (2, "softplus"))
    ),
    "circle, large batch": Config(problem="circle", samples=4000, hidden=((6, "sigmoid"),)),
    "rows": Config(problem="rows", hidden=((2, "relu"),)),
    "rows of classes": Config(
        problem="rows", rows=(((0,), (0,)), ((1,), (2,)), ((2.5,), (1,))), output="softmax"
    ),
    "csv": Config(problem="csv", own=OWN, split_seed=1, optimizer="adagrad", rate=0.05),
    "curve": Config(problem="curve", curve="sin", noise=0.2, standardise=True),
    "digits": Config(problem="digits", batch_size=100),
}


def trained(config: Config, epochs: int = 12) -> Experiment:
    """An experiment that was trained, with a moment of every few epochs in its history."""
    experiment = Experiment(config)
    experiment.record()
    for _ in range(4):
        experiment.trainer.run(epochs // 4)
        experiment.record()
    return experiment


def printed(code: str, tmp_path: Path) -> list[list[float]]:
    """What a program prints: a row for each moment, then how far it is from what was shown."""
    program = tmp_path / "program.py"
    program.write_text(code, encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", program], capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    *moments, worst = done.stdout.splitlines()
    return [*([float(one) for one in line.split()] for line in moments), [float(worst.split()[-1])]]


@every("name", CONFIGS)
def test_a_program_finds_the_losses_of_the_run(name: str, tmp_path: Path) -> None:
    experiment = trained(CONFIGS[name])
    *moments, (worst,) = printed(experiment_code(experiment), tmp_path)
    shown = [[one.step, one.train_loss, one.test_loss] for one in experiment.trainer.history]
    np.testing.assert_allclose(moments, shown, rtol=0, atol=1e-9)
    assert worst < 1e-9
    assert shown[-1][1] != shown[0][1]


def test_a_program_follows_the_rates_and_penalties_that_the_run_had(tmp_path: Path) -> None:
    experiment = trained(Config(problem="circle", **PLANE))
    experiment.trainer.rate, experiment.trainer.l2 = 0.7, 0.01
    changed = experiment.trainer.steps
    experiment.trainer.run(30)
    experiment.record()
    *_, (worst,) = printed(experiment_code(experiment, l2=((0, 0.0), (changed, 0.01))), tmp_path)
    assert worst < 1e-9
    *_, (worst,) = printed(experiment_code(experiment, l2=((0, 0.0),)), tmp_path)
    assert worst > 1e-4


def test_long_runs_that_jump_about_are_found_to_the_last_digits(tmp_path: Path) -> None:
    """Every update of such a run makes rounding larger, so only the same bits lead to the same losses."""
    config = Config(problem="gauss", samples=100, hidden=(), output="linear", optimizer="rmsprop", rate=0.05)
    *_, (worst,) = printed(experiment_code(trained(config, 2000)), tmp_path)
    assert worst < 1e-12


def test_a_program_imports_nothing_but_numpy() -> None:
    code = experiment_code(trained(CONFIGS["three, features, batches, split"]))
    assert re.findall(r"^.*import.*$", code, re.M) == ["import numpy as np"]


def test_other_first_parameters_than_those_of_the_seed_are_written_down(tmp_path: Path) -> None:
    experiment = Experiment(CONFIGS["rows"])
    experiment.network.parameters[:] += 0.25
    experiment.record()
    experiment.trainer.run(8)
    experiment.record()
    *_, (worst,) = printed(experiment_code(experiment), tmp_path)
    assert worst < 1e-12


def test_a_program_needs_a_moment_of_the_run() -> None:
    with pytest.raises(ValueError, match="at least one moment"):
        experiment_code(Experiment(CONFIGS["rows"]))


@every("name", tuple(DRAWING))
def test_the_plane_is_drawn_by_the_lines_of_the_core(name: str) -> None:
    problem = Problem(name, (("samples", 25), ("noise", 0.2), ("seed", 7)))
    data, made = problem.make(), dict[str, Any](np=np)
    exec(samples_code(problem, data.X, data.Y), made)
    np.testing.assert_array_equal(made["X"], data.X)
    np.testing.assert_array_equal(made["T"], data.Y)


def test_the_source_of_a_data_set_is_plain() -> None:
    source = plain_source(DRAWING["circle"][-1])
    assert source.startswith('def circle(samples=500, noise=0.0, seed=0):\n    """Class 1 inside radius')
    assert "Dataset" not in source
    assert "not_negative" not in source
