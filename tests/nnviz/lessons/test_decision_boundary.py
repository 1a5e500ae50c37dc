"""The line of a neuron in the plane, and the side on which it fires."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import GATE_NEURONS, Neuron
from nnviz.lessons.decision_boundary import border, decision_region
from nnviz.validation import Array

SQUARE = (-0.5, 1.5)
number = st.floats(-10, 10, allow_nan=False)


def area(polygon: Array) -> float:
    """What a polygon encloses, more than 0 when it is walked against the clock."""
    x, y = polygon.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)


def test_the_line_of_and_cuts_one_corner_off() -> None:
    # 0.5·x1 + 0.5·x2 = 0.7 meets x1 = 1.5 at x2 = -0.1, and x2 = 1.5 at x1 = -0.1
    ends = border(GATE_NEURONS["AND"], *SQUARE)
    assert ends == pytest.approx(np.array([[-0.1, 1.5], [1.5, -0.1]]))
    side = decision_region(GATE_NEURONS["AND"], *SQUARE)
    assert side.shape == (8, 2)
    assert area(side) == pytest.approx(1.6 * 1.6 / 2)


def test_nand_fires_on_the_other_side_of_the_same_line() -> None:
    over, under = (border(GATE_NEURONS[name], *SQUARE) for name in ("AND", "NAND"))
    assert under == pytest.approx(over[::-1])
    assert area(decision_region(GATE_NEURONS["NAND"], *SQUARE)) == pytest.approx(4 - 1.6 * 1.6 / 2)


@pytest.mark.parametrize(("bias", "covered"), [(0, 4), (1, 4), (-1, 0)])
def test_without_weights_it_fires_everywhere_or_nowhere(bias: float, covered: float) -> None:
    neuron = Neuron([0, 0], bias)
    assert area(decision_region(neuron, *SQUARE)) == covered
    start, end = border(neuron, *SQUARE)
    assert start.tolist() == end.tolist()


@given(number, number, number)
def test_the_polygon_lies_in_the_square_where_the_neuron_fires(w1: float, w2: float, b: float) -> None:
    neuron = Neuron([w1, w2], b)
    side = decision_region(neuron, *SQUARE)
    assert side.min() >= SQUARE[0] - 1e-9
    assert side.max() <= SQUARE[1] + 1e-9
    if neuron.fires(np.array([[-0.5, -0.5], [1.5, -0.5], [1.5, 1.5], [-0.5, 1.5]])).any():
        assert np.min(neuron.before(side)) >= -1e-9
    assert area(side) >= -1e-9


@given(number, number, number)
def test_the_ends_of_the_line_have_z_0_and_the_firing_side_on_the_left(
    w1: float, w2: float, b: float
) -> None:
    neuron = Neuron([w1, w2], b)
    (start, end) = border(neuron, *SQUARE)
    if np.allclose(start, end):
        return
    assert np.asarray(neuron.before(np.array([start, end]))) == pytest.approx([0, 0], abs=1e-9)
    left = np.array([start[1] - end[1], end[0] - start[0]])
    assert neuron.before((start + end) / 2 + left) >= -1e-9


@given(number, number, number)
def test_all_that_fires_is_in_the_polygon(w1: float, w2: float, b: float) -> None:
    neuron = Neuron([w1, w2], b)
    ticks = np.linspace(*SQUARE, 41)
    grid = np.column_stack([axis.ravel() for axis in np.meshgrid(ticks, ticks)])
    share = float(np.mean(neuron.fires(grid)))
    assert area(decision_region(neuron, *SQUARE)) / 4 == pytest.approx(share, abs=0.06)


@pytest.mark.parametrize(
    ("neuron", "square", "message"),
    [
        (Neuron([1.0]), SQUARE, "a plane needs a neuron of 2 inputs, got 1; give it 2 weights"),
        (Neuron([1, 1]), (1, 1), "low must be less than high, got 1.0 and 1.0"),
        (
            Neuron([1e308, 1e308]),
            SQUARE,
            "the sums in the corners must be finite, got [-1e+308, 1e+308, inf, 1e+308]; use smaller weights",
        ),
    ],
)
def test_what_has_no_plane_is_refused(neuron: Neuron, square: tuple[float, float], message: str) -> None:
    for cut in (border, decision_region):
        with pytest.raises(ValueError) as raised:  # noqa: PT011 - the whole message is compared
            cut(neuron, *square)
        assert str(raised.value) == message
