"""Points of a curve: the table, the ranges, the noise, and numbers that learners met."""

from collections.abc import Callable

import numpy as np
import pytest

from nnviz import Network, largest_curvature
from nnviz.datasets import CURVES, curve, curve_targets
from tests.every import every

SQUARES = {  # x and y by hand
    "line": (2, 13),
    "square": (-3, 9),
    "shifted_square": (2, 2.25),
    "sqrt": (9, 3),
    "abs": (-4, 4),
    "sin": (np.pi / 2, 1),
}


@every("name", CURVES)
def test_the_rule_its_code_and_its_range_agree(name: str) -> None:
    entry, (x, y) = CURVES[name], SQUARES[name]
    assert entry.name == name
    assert curve_targets([[x]], name).tolist() == [[y]]
    assert entry.least <= entry.low < entry.high
    data = curve(name, samples=50)
    np.testing.assert_array_equal(eval(entry.code, {"np": np, "x": data.X}), data.Y)
    assert data.X.min() == entry.low
    assert data.X.max() < entry.high
    assert (data.feature_names, data.target_names, data.task) == (("x",), ("y",), "regression")


def test_even_points_are_those_of_a_grid_in_an_order_of_their_own() -> None:
    data = curve("square", samples=11, low=-5, high=6)
    assert sorted(data.X[:, 0].tolist()) == list(range(-5, 6))
    assert data.X[:, 0].tolist() != list(range(-5, 6))
    other = curve("square", samples=11, low=-5, high=6, seed=1)
    assert (other.X != data.X).any()


def test_noise_moves_y_alone_and_by_as_much_as_it_says() -> None:
    still, moved = curve("sin", samples=20_000, low=-5, high=5), curve("sin", 20_000, 0.2, low=-5, high=5)
    np.testing.assert_array_equal(still.X, moved.X)
    assert np.std(moved.Y - still.Y) == pytest.approx(0.2, rel=0.03)  # half the height of the sine is 1


def test_a_square_between_0_and_1_looks_flat_to_the_mean_and_to_the_best_line() -> None:
    data = curve("shifted_square")
    line = np.polyfit(data.X[:, 0], data.Y[:, 0], 1)
    left = np.mean((np.polyval(line, data.X) - data.Y) ** 2)
    assert (f"{data.Y.var():.6f}", f"{left:.6f}") == ("0.005561", "0.005553")


@pytest.mark.parametrize(("high", "limit"), [(1, "0.769"), (100, "0.000274")])
def test_the_rate_limit_of_a_line_follows_from_the_scale_of_x(high: float, limit: str) -> None:
    data = curve("line", samples=500, high=high, spread="drawn")
    half_square = largest_curvature(Network([1, 1]), data.X, data.Y)
    assert f"{2 / (2 * half_square):.3g}" == limit  # the square is twice as curved as half of it


@every(
    "make, text",
    [
        (
            lambda: curve("cube"),
            "curve must be one of line, square, shifted_square, sqrt, abs, sin, got 'cube'",
        ),
        (lambda: curve("sqrt", low=-1), "low must be at least 0 for the curve sqrt, got -1"),
        (lambda: curve("sin", low=2, high=2), "high must be above low (2), got 2"),
        (lambda: curve("sin", low=7), "high must be above low (7), got 5"),
        (lambda: curve(spread="odd"), "spread must be one of even, drawn, got 'odd'"),
        (lambda: curve(noise=-1), "noise must be a finite number of at least 0, got -1"),
        (lambda: curve(samples=1), "samples must be a whole number of at least 2, got 1"),
        (
            lambda: curve_targets([[1, 2]]),
            "X must have 1 column, got shape (1, 2); samples are rows, so give X.T",
        ),
    ],
)
def test_what_makes_no_curve_is_refused(make: Callable[[], object], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        make()
    assert str(caught.value) == text


def test_a_root_of_a_negative_number_is_unknown_without_a_warning() -> None:
    assert np.isnan(curve_targets([[-1.0]], "sqrt")).all()
