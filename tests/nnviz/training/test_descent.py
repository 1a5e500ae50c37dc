"""Walks of optimizers over a loss of two parameters: the goldens, every line of an update, and divergence."""

import subprocess
import sys
from itertools import pairwise
from math import inf
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnviz
from nnviz import OPTIMIZERS, SGD, SURFACES, Adam, RMSProp, descent
from nnviz.training.descent import Descent, as_code, numbers
from nnviz.training.optimizers import descend
from nnviz.training.update_lines import constants, moments, update_lines
from tests.every import every

BOWL, ROUND = SURFACES["bowl"], SURFACES["round"]
START = (-7.0, 2.0)
RATES = {"sgd": 0.95, "momentum": 0.1, "nesterov": 0.1, "adagrad": 1.5, "rmsprop": 0.3, "adam": 0.3}


def walked(name: str, steps: int = 30, **changed: object) -> Descent:
    return descent(BOWL, START, OPTIMIZERS[name](RATES[name]), steps, **changed)  # type: ignore[arg-type]


# -- where it leads -------------------------------------------------------------------------------------
@every(
    "name, point",
    [
        ("sgd", (-6.335, -1.8)),
        ("momentum", (-6.93, 1.6)),
        ("adagrad", (-5.5, 0.5)),
        ("adam", (-6.7, 1.7)),
    ],
)
def test_the_first_step_is_that_of_the_book(name: str, point: tuple[float, float]) -> None:
    np.testing.assert_allclose(walked(name, 1).path[1], point, atol=1e-7)


def test_twenty_steps_down_a_round_valley() -> None:
    walk = descent(ROUND, (-3, 4), SGD(0.1), 20)
    np.testing.assert_allclose(walk.path[-1], (-0.0345876451, 0.0461168602), atol=1e-10)
    assert walk.losses[-1] == ROUND.loss(walk.path[-1])


@every("name", OPTIMIZERS)
def test_it_walks_as_the_calls_that_train_do_bit_for_bit(name: str) -> None:
    walk = walked(name, 40)
    np.testing.assert_array_equal(walk.path, descend(BOWL.gradient, START, OPTIMIZERS[name](RATES[name]), 40))
    assert [step.number for step in walk] == list(range(1, 41))


@every("name", OPTIMIZERS)
def test_steps_join(name: str) -> None:
    walk = walked(name, 12)
    for one, following in pairwise(walk):
        np.testing.assert_array_equal(following.before["theta"], one.values["theta"])
        for moment, value in following.before.items():
            if moment != "theta":
                np.testing.assert_array_equal(value, one.values[moment])
    np.testing.assert_array_equal(walk[0].before["theta"], START)


@every("name", SURFACES)
def test_a_surface_says_its_own_gradient_curvature_and_code(name: str) -> None:
    surface, points = SURFACES[name], np.random.default_rng(1).normal(size=(7, 2)) * 5
    h = 1e-4
    for at, shift in enumerate(np.eye(2) * h):
        slope = (surface.loss(points + shift) - surface.loss(points - shift)) / (2 * h)
        np.testing.assert_allclose(surface.gradient(points)[:, at], slope, rtol=1e-7, atol=1e-9)
    bends = [np.diff(surface.gradient(np.array([[0, 0], e])), axis=0)[0] @ e for e in np.eye(2)]
    assert surface.curvature == max(bends)
    assert surface.loss(np.zeros(2)) == 0
    for theta in points:
        known = {"np": np, "x": theta[0], "y": theta[1]}
        assert eval(surface.code, known) == pytest.approx(surface.loss(theta))
        np.testing.assert_allclose(eval(surface.gradient_code, known), surface.gradient(theta))


# -- the lines of an update ----------------------------------------------------------------------------
@every("name", OPTIMIZERS)
def test_the_lines_of_numpy_compute_what_the_recorded_calls_did(name: str) -> None:
    optimizer = OPTIMIZERS[name](RATES[name])
    for step in walked(name, 8):
        known: dict[str, Any] = {"np": np, "gradient": BOWL.gradient, "rate": step.rate}
        known |= {**constants(optimizer), **step.before}
        for line in update_lines(optimizer):
            exec(line.code, known)
            np.testing.assert_allclose(
                known[line.name], step.values[line.name], rtol=1e-12, err_msg=line.name
            )


@every("name", OPTIMIZERS)
def test_the_numbers_of_a_line_give_its_value(name: str) -> None:
    """The right side with numbers, read as arithmetic, for both parameters."""
    optimizer = OPTIMIZERS[name](RATES[name])
    for step in walked(name, 4):
        for at in range(2):
            known = numbers(optimizer, step, at)
            for line in update_lines(optimizer)[1:]:
                text = line.numbers.format(**{key: f"({value!r})" for key, value in known.items()})
                for sign, code in {"·": "*", "−": "-", "^": "**", "²": "**2", "√": "np.sqrt"}.items():
                    text = text.replace(sign, code)
                assert eval(text, {"np": np}) == pytest.approx(known[line.name], rel=1e-12)


def test_the_moments_of_adam_are_those_of_the_paper() -> None:
    first, second = walked("adam", 2)
    np.testing.assert_allclose(first.values["m"], 0.1 * first.values["g"])
    np.testing.assert_allclose(first.values["v"], 0.001 * first.values["g"] ** 2)
    np.testing.assert_allclose(first.values["m_hat"], first.values["g"])
    np.testing.assert_allclose(second.values["m_hat"], second.values["m"] / (1 - 0.9**2))
    assert [int(step.values["t"]) for step in (first, second)] == [1, 2]
    assert list(second.before) == ["theta", "t", "m", "v", "m_hat", "v_hat"]


def test_an_optimizer_of_another_kind_is_refused() -> None:
    class Other:
        rate, stability = 0.1, 2.0

    with pytest.raises(ValueError, match=r"^optimizer must be one of SGD, AdaGrad, RMSProp, Adam, got "):
        update_lines(Other())  # type: ignore[arg-type]


def test_what_an_optimizer_remembers_begins_at_zero() -> None:
    optimizer = Adam()
    found = moments(optimizer, optimizer.start(np.ones(2)))
    assert {name: value.tolist() for name, value in found.items()} == {"t": 0, "m": [0, 0], "v": [0, 0]}


# -- a rate that changes ---------------------------------------------------------------------------------
@every("name", OPTIMIZERS)
def test_a_changed_rate_leaves_the_past_and_changes_what_follows(name: str) -> None:
    usual, changed = walked(name), walked(name, changes={12: 0.01})
    np.testing.assert_array_equal(usual.path[:13], changed.path[:13])
    assert (usual.path[13] != changed.path[13]).any()
    assert [step.rate for step in changed] == [RATES[name]] * 12 + [0.01] * 18
    assert (changed.rate_at(11), changed.rate_at(12), changed.rate_at(30)) == (RATES[name], 0.01, 0.01)
    np.testing.assert_array_equal(usual.path, walked(name, changes={0: RATES[name]}).path)


@given(st.integers(1, 25), st.sampled_from(sorted(OPTIMIZERS)))
def test_a_shorter_walk_is_the_beginning_of_a_longer_one(steps: int, name: str) -> None:
    np.testing.assert_array_equal(walked(name, steps).path, walked(name, 26).path[: steps + 1])


# -- arrival and divergence --------------------------------------------------------------------------------
def test_whether_it_arrives() -> None:
    walk = walked("sgd")
    assert walk.arrival is not None
    assert (walk.losses[walk.arrival :] <= 0.01 * walk.losses[0]).all()
    assert walk.losses[walk.arrival - 1] > 0.01 * walk.losses[0]
    assert walked("adam").arrival is None
    assert descent(BOWL, (0, 0), SGD(0.1), 3).arrival == 0


@every("name", ["sgd", "momentum", "nesterov"])
@every("surface", SURFACES.values())
def test_above_its_limit_it_climbs_and_below_it_does_not(surface: nnviz.Surface, name: str) -> None:
    limit = descent(surface, START, OPTIMIZERS[name](1), 0).limit
    assert descent(surface, START, OPTIMIZERS[name](1.02 * limit), 400).climbs
    assert not descent(surface, START, OPTIMIZERS[name](0.98 * limit), 400).climbs


def test_who_divides_by_the_size_of_the_gradient_has_no_limit() -> None:
    assert {walked(name).limit for name in ("adagrad", "rmsprop", "adam")} == {inf}


def test_a_walk_out_of_the_finite_numbers_ends_with_its_step() -> None:
    walk = descent(BOWL, START, SGD(1e100), 30)
    assert (len(walk), len(walk.path), walk.diverged, walk.climbs) == (2, 3, True, True)
    assert [step.is_finite for step in walk] == [True, False]
    assert not walked("sgd").diverged
    assert not descent(BOWL, START, SGD(0.1), 0).diverged


@every(
    "changed, message",
    [
        ({"start": [[1, 2]]}, "start must have 1 dimension, got shape (1, 2); use np.ravel(start)"),
        ({"steps": -1}, "steps must be a whole number of at least 0, got -1"),
        ({"changes": {-1: 0.1}}, "a point of changes must be a whole number of at least 0, got -1"),
        ({"changes": {1: -0.1}}, "a rate of changes must be a finite number of at least 0, got -0.1"),
    ],
)
def test_what_does_not_fit_is_refused(changed: dict[str, object], message: str) -> None:
    given = {"surface": BOWL, "start": START, "optimizer": SGD(0.1)} | changed
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        descent(**given)  # type: ignore[arg-type]
    assert str(caught.value) == message


# -- the program -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_program_prints_the_same_points(name: str) -> None:
    walk = walked(name, 9, changes={4: 0.2, 99: 3.0})
    code = "\n".join(["import numpy as np", "np.set_printoptions(precision=17)", *as_code(walk)])
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    rows = [line.replace("[", "").replace("]", "").split() for line in printed.splitlines()]
    found = np.array(rows, float)
    np.testing.assert_array_equal(found[:, 0], np.arange(1, 10))
    np.testing.assert_allclose(found[:, 1:3], walk.path[1:], rtol=1e-11)
    np.testing.assert_allclose(found[:, 3], walk.losses[1:], rtol=1e-10)


def test_the_rate_that_a_program_begins_with_is_the_optimizers() -> None:
    assert "rate = 0.25" in as_code(descent(BOWL, START, RMSProp(0.25), 3))
