"""A training step as a NumPy program that prints the same numbers."""

import subprocess
import sys
from ast import literal_eval
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from nnviz import OPTIMIZERS, SGD, Network, TrainingTrace, training_trace
from nnviz.backprop.backprop_code import as_code
from tests.every import every
from tests.nnviz.backprop.small_traces import mazur, traces
from tests.nnviz.training.small_networks import network, problem


def printed(lines: str) -> dict[str, Any]:
    pairs = (line.split(" = ") for line in lines.splitlines())
    return {name: literal_eval(numbers) for name, numbers in pairs}


def run(trace: TrainingTrace) -> dict[str, Any]:
    """What the program prints, run as a file of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", as_code(trace)], capture_output=True, text=True, check=True
    )
    return printed(done.stdout)


def run_here(trace: TrainingTrace) -> dict[str, Any]:
    """The same without another process."""
    lines: list[str] = []
    exec(as_code(trace), {"print": lambda *words: lines.append(" ".join(map(str, words)))})
    return printed("\n".join(lines))


def test_the_program_of_the_example_prints_its_numbers() -> None:
    trace = mazur()
    found = run(trace)
    assert list(found) == [step.name for step in trace]
    for step in trace:
        np.testing.assert_allclose(found[step.name], step.result, rtol=0, atol=1e-15)
    assert found["newW2"][0] == pytest.approx([0.35891648, 0.51130127], abs=5e-9)


def test_the_program_begins_with_what_is_given_and_names_its_phases() -> None:
    lines = as_code(mazur()).splitlines()
    assert lines[:6] == [
        "import numpy as np",
        "",
        "a0 = np.array([",
        "    [0.05, 0.1],",
        "])",
        "T = np.array([",
    ]
    assert [line for line in lines if line.startswith("#")] == [
        "# forward",
        "# loss",
        "# backward",
        "# update",
    ]
    assert "delta1 = (delta2 @ W2.T) * a1 * (1 - a1)" in lines
    assert "newW1 = W1 - 0.5 * dW1" in lines


@every("name", list(OPTIMIZERS))
def test_what_an_optimizer_remembers_is_in_the_program(name: str) -> None:
    net, (X, Y) = network("tanh", "linear", (True, False, True)), problem("half_squared_error")
    optimizer = OPTIMIZERS[name](0.1)
    first = training_trace(net, X, Y, optimizer=optimizer)
    second = training_trace(first.after(), X, Y, optimizer=optimizer, state=first.memory)
    for trace in (first, second):
        found = run_here(trace)
        for step in trace:
            np.testing.assert_allclose(found[step.name], step.result, rtol=1e-11, atol=1e-14)


@given(traces())
def test_the_program_of_any_step_prints_its_numbers(trace: TrainingTrace) -> None:
    found = run_here(trace)
    assert list(found) == [step.name for step in trace]
    for step in trace:
        scale = float(np.abs(step.result).max())
        np.testing.assert_allclose(found[step.name], step.result, rtol=1e-11, atol=1e-12 * scale + 1e-15)


def test_a_network_of_another_dtype_stays_in_it() -> None:
    net = Network([2, 3, 1], "tanh", seed=1, dtype="float32")
    trace = training_trace(net, [[1, 2]], [[3]], optimizer=SGD(0.1))
    assert "dtype=np.float32" in as_code(trace)
    found = run_here(trace)
    np.testing.assert_allclose(found["newW1"], trace.array("newW1"), rtol=1e-5)
