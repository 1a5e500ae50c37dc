"""The line of a neuron in the plane, and the side on which it fires."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import GATE_NEURONS, Neuron
from nnviz.lessons.decision_boundary import border, decision_region, line_neuron, shifted_neuron
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


# -- the neuron of a line ----------------------------------------------------------------------------
def test_the_line_through_the_ends_of_and_is_that_of_and() -> None:
    and_ = GATE_NEURONS["AND"]
    first, second = border(and_, *SQUARE)
    again = line_neuron(first, second, float(np.hypot(*and_.weights)))
    assert again.weights == pytest.approx(and_.weights)
    assert again.bias == pytest.approx(and_.bias)
    under = line_neuron(second, first)
    assert under.weights == pytest.approx([-(0.5**0.5)] * 2), "the other way, and the other side fires"


@given(st.tuples(number, number), st.tuples(number, number), st.floats(0.01, 10))
def test_a_line_has_both_points_and_its_firing_side_on_the_left(
    first: tuple[float, float], second: tuple[float, float], size: float
) -> None:
    way = np.subtract(second, first)
    if np.hypot(*way) < 1e-3:
        return
    neuron = line_neuron(first, second, size)
    assert np.hypot(*neuron.weights) == pytest.approx(size)
    assert neuron.before([first, second]) == pytest.approx(np.zeros(2), abs=1e-9 * size + 1e-9)
    left = np.add(first, second) / 2 + np.array([-way[1], way[0]])
    assert neuron.before(left) == pytest.approx(size * np.hypot(*way), rel=1e-6)


@given(number, number, st.tuples(number, number))
def test_a_line_is_shifted_by_the_bias_alone(w1: float, w2: float, point: tuple[float, float]) -> None:
    shifted = shifted_neuron(Neuron([w1, w2], 3), point)
    assert shifted.weights.tolist() == [w1 + 0.0, w2 + 0.0]
    assert shifted.before(point) == pytest.approx(0, abs=1e-12 * (1 + abs(shifted.bias)))


@pytest.mark.parametrize(
    ("first", "second", "size", "said"),
    [
        ([1, 2], [1, 2], 1, r"first and second must be two points, got \[1.0, 2.0\] twice; move one of them"),
        ([1, 2, 3], [1, 2], 1, r"first must have the shape \(2,\), got \(3,\); give x1 and x2"),
        ([1, 2], [1, np.inf], 1, "second must be finite"),
        ([1, 2], [3, 4], 0, "size must be more than 0, got 0.0"),
    ],
)
def test_what_is_no_line_is_refused(first: list[float], second: list[float], size: float, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        line_neuron(first, second, size)


def test_only_a_neuron_of_two_inputs_has_a_line_to_shift() -> None:
    with pytest.raises(ValueError, match="a plane needs a neuron of 2 inputs, got 3; give it 2 weights"):
        shifted_neuron(Neuron([1, 2, 3], 0), [0, 0])
