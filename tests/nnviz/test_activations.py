"""Curves, slopes and hand-worked numbers of the activation functions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.activations import ACTIVATIONS, HIDDEN_ACTIVATIONS, Values
from nnviz.recording import Recorder

SMOOTH = ["linear", "sigmoid", "tanh", "relu", "leaky_relu"]


def test_sigmoid_by_hand() -> None:
    sigmoid = ACTIVATIONS["sigmoid"]
    np.testing.assert_allclose(sigmoid([-1, 1, 2]), [0.26894142, 0.73105858, 0.88079708], atol=5e-9)
    assert float(sigmoid(0.3)) == pytest.approx(0.574442516811659, abs=1e-14)


def test_step_fires_on_a_tie() -> None:
    y = np.array([26, 47, 68, 89, 110, 131])
    assert ACTIVATIONS["step"](y - 50).tolist() == [0, 0, 1, 1, 1, 1]
    assert ACTIVATIONS["step"]([-1e-9, 0.0]).tolist() == [0, 1]


def test_softmax_by_hand_and_far_out() -> None:
    softmax = ACTIVATIONS["softmax"]
    expected = [0.01821127329554753, 0.24519181293507392, 0.7365969137693786]
    np.testing.assert_allclose(softmax([0.3, 2.9, 4.0]), expected, atol=1e-15)
    far = softmax([[1010, 1000, 990], [0, 0, 0]])
    assert np.isfinite(far).all()
    np.testing.assert_allclose(far.sum(axis=1), 1)


def test_rectifiers() -> None:
    assert ACTIVATIONS["relu"]([-2, 0, 3]).tolist() == [0, 0, 3]
    assert ACTIVATIONS["leaky_relu"]([-2, 0, 3]).tolist() == [-0.02, 0, 3]


@pytest.mark.parametrize("name", SMOOTH)
@pytest.mark.parametrize("size", [10, 3000])
def test_slope_is_the_central_difference(name: str, size: int) -> None:
    z = np.linspace(-4.001, 4, size)
    h = 1e-6
    central = (ACTIVATIONS[name](z + h) - ACTIVATIONS[name](z - h)) / (2 * h)
    np.testing.assert_allclose(ACTIVATIONS[name].slope_at(z), central, atol=1e-8)


def test_step_is_flat_and_softmax_has_no_slope_of_its_own() -> None:
    assert ACTIVATIONS["step"].slope_at([-1.0, 2.0]).tolist() == [0, 0]
    with pytest.raises(
        ValueError, match=r"^softmax has no slope for one unit alone: each output depends on all units$"
    ):
        ACTIVATIONS["softmax"].slope_at([1.0, 2.0])


@given(st.sampled_from(sorted(HIDDEN_ACTIVATIONS)), st.lists(st.floats(-1e300, 1e300), min_size=1))
def test_any_finite_z_gives_a_finite_a_and_z_is_left_alone(name: str, values: list[float]) -> None:
    z = np.array(values)
    assert np.isfinite(ACTIVATIONS[name](z)).all()
    assert z.tolist() == values


@pytest.mark.parametrize("name", sorted(ACTIVATIONS))
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_recording_gives_the_same_numbers_and_keeps_the_dtype(name: str, dtype: str) -> None:
    z = np.random.default_rng(0).normal(size=(3, 7)).astype(dtype)
    a, record = z.copy(), Recorder()
    ACTIVATIONS[name].forward(record, Values(a, a, np.empty_like(a)))
    for call in record.calls:
        call.function(*call.args)
        assert call.result.dtype == dtype
    np.testing.assert_allclose(a.T, ACTIVATIONS[name](z.T), rtol=1e-6)
