"""Softmax in steps: hand-worked numbers, scores that are far out, and agreement with the network's own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.softmax import softmax_steps


def test_the_course_numbers_by_hand() -> None:
    steps = softmax_steps([[0.3, 2.9, 4.0]])
    assert (steps.top.tolist(), steps.shifted.round(12).tolist()) == ([4.0], [[-3.7, -1.1, 0.0]])
    powers = [0.024723526470339388, 0.33287108369807955, 1.0]  # e^-3.7, e^-1.1, e^0
    np.testing.assert_allclose(steps.powers, [powers], rtol=1e-14)
    np.testing.assert_allclose(steps.total, [1.357594610168419], rtol=1e-14)
    expected = [0.01821127329554753, 0.24519181293507392, 0.7365969137693786]
    np.testing.assert_allclose(steps.probabilities, [expected], atol=1e-15)


def test_large_scores_are_finite_where_a_plain_exp_is_not() -> None:
    steps = softmax_steps([[1010, 1000, 990]])
    assert steps.naive.tolist() == [[np.inf] * 3]
    assert steps.shifted.tolist() == [[0, -10, -20]]
    np.testing.assert_allclose(steps.probabilities, softmax_steps([[10, 0, -10]]).probabilities, rtol=1e-15)
    assert np.isfinite(steps.probabilities).all()


def test_loss_and_error_of_every_sample_are_those_of_the_training_step() -> None:
    z = np.array([[0.3, 2.9, 4.0], [1, 0, -1]])
    steps = softmax_steps(z)
    expected = -np.log(steps.probabilities[[0, 1], [1, 0]])
    np.testing.assert_allclose(steps.losses([1, 0]), expected, rtol=1e-14)
    np.testing.assert_allclose(steps.delta([1, 0]), steps.delta([[0, 1, 0], [1, 0, 0]]), rtol=0)
    np.testing.assert_allclose(steps.delta([1, 0]).sum(axis=1), 0, atol=1e-15)
    h = 1e-6
    for k, nudge in enumerate(np.eye(3) * h):
        up, down = (softmax_steps(z + way * nudge).losses([1, 0]) for way in (1, -1))
        np.testing.assert_allclose(steps.delta([1, 0])[:, k], (up - down) / (2 * h), atol=1e-9)
    with pytest.raises(ValueError, match="class indices"):
        steps.delta([3, 0])


SCORES = arrays.arrays(float, st.tuples(st.integers(1, 4), st.integers(1, 6)), elements=st.floats(-50, 50))


@given(SCORES)
def test_the_steps_end_where_the_network_does_and_leave_the_scores_alone(z: np.ndarray) -> None:
    before = z.copy()
    steps = softmax_steps(z)
    assert steps.probabilities.tolist() == ACTIVATIONS["softmax"](z).tolist()
    assert (steps.z.tolist(), z.tolist()) == (before.tolist(), before.tolist())
    np.testing.assert_allclose(steps.powers.sum(axis=1), steps.total, rtol=1e-12)
    np.testing.assert_allclose(steps.naive, np.exp(z), rtol=0)


@given(SCORES)
def test_the_same_number_added_to_all_scores_changes_no_probability(z: np.ndarray) -> None:
    moved = softmax_steps(z + 1000)
    np.testing.assert_allclose(moved.probabilities, softmax_steps(z).probabilities, rtol=1e-10)


def test_what_is_no_table_of_scores_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^z "):
        softmax_steps([1.0, 2.0])
