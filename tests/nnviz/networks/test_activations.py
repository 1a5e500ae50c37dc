"""Curves, slopes and hand-worked numbers of the activation functions."""

from decimal import Context, Decimal
from math import erf, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import Network
from nnviz.networks.activation import Values
from nnviz.networks.activations import ACTIVATIONS, HIDDEN_ACTIVATIONS, TRAINABLE_ACTIVATIONS
from nnviz.tape import Tape
from nnviz.validation import Array
from tests.every import every

SMOOTH = list(TRAINABLE_ACTIVATIONS)


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


def test_softplus_by_hand_and_far_out() -> None:
    softplus = ACTIVATIONS["softplus"]
    np.testing.assert_allclose(softplus([-1, 0, 2]), [0.31326168751822, 0.69314718055995, 2.12692801104297])
    assert softplus([-800.0, -745.0, 800.0, 1e308]).tolist() == [0.0, 5e-324, 800.0, 1e308]
    assert softplus.slope_at([-800.0, 0.0, 800.0]).tolist() == [0.0, 0.5, 1.0]


def test_elu_by_hand_and_far_out() -> None:
    elu = ACTIVATIONS["elu"]
    np.testing.assert_allclose(
        elu([-1, 0, 2, -1e-9]), [-0.632120558828558, 0, 2, -9.999999995e-10], rtol=1e-14
    )
    assert elu([-1e308, -40.0, 800.0, 1e308]).tolist() == [-1.0, -1.0, 800.0, 1e308]
    assert elu.slope_at([-800.0, 0.0, 0.1, 800.0]).tolist() == [0.0, 1.0, 1.0, 1.0]


def test_swish_and_gelu_by_hand_and_far_out() -> None:
    swish, gelu = ACTIVATIONS["swish"], ACTIVATIONS["gelu"]
    np.testing.assert_allclose(swish([-1, 0, 2]), [-0.26894142136999512, 0, 1.7615941559557649], rtol=1e-15)
    np.testing.assert_allclose(gelu([-1, 0, 2]), [-0.15880800939172324, 0, 1.954597694087775], rtol=1e-15)
    for curve in (swish, gelu):
        with np.errstate(over="ignore"):  # the square of a z of GELU
            assert curve([1e4, 1e308]).tolist() == [1e4, 1e308]
            assert curve.slope_at([0.0, 1e4, 1e308]).tolist() == [0.5, 1, 1]
            assert np.abs(curve.slope_at([-1e308, -1e4])).max() < 1e-298
            assert np.abs(curve([-1e4, -1e308])).max() < 1e-298


def test_gelu_is_close_to_that_of_the_error_function() -> None:
    z = np.linspace(-6, 6, 1201)
    exact = [value / 2 * (1 + erf(value / sqrt(2))) for value in z.tolist()]
    assert 4e-4 < np.abs(ACTIVATIONS["gelu"](z) - exact).max() < 5e-4


def test_rectifiers() -> None:
    assert ACTIVATIONS["relu"]([-2, 0, 3]).tolist() == [0, 0, 3]
    assert ACTIVATIONS["leaky_relu"]([-2, 0, 3]).tolist() == [-0.02, 0, 3]


@every("name", SMOOTH)
@every("size", [10, 3000])
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


@every("name", sorted(ACTIVATIONS))
@every("dtype", ["float32", "float64"])
def test_a_recording_gives_the_same_numbers_and_keeps_the_dtype(name: str, dtype: str) -> None:
    z = np.random.default_rng(0).normal(size=(3, 7)).astype(dtype)
    a, record = z.copy(), Tape()
    ACTIVATIONS[name].forward(record, Values(a, a, np.empty_like(a)))
    for call in record.calls:
        call.function(*call.args)
        assert call.result.dtype == dtype
    np.testing.assert_allclose(a.T, ACTIVATIONS[name](z.T), rtol=1e-6)


# -- all digits, as far as floats go -----------------------------------------------------------------------

PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459")
EXACT = Context(prec=60, Emin=-(10**6), Emax=10**6)


def _exact(z: float) -> dict[str, tuple[Decimal, Decimal]]:
    """Value and slope of the curved functions, in sixty digits."""
    once = EXACT.exp(Decimal(max(-2e5, min(z, 2e5))))  # beyond, floats know nothing but 0 and 1
    twice = EXACT.multiply(once, once)
    found = {}
    for name, e in (("sigmoid", once), ("tanh", twice)):
        below = EXACT.add(e, Decimal(1))
        slope = EXACT.divide(EXACT.divide(e, below), below)
        if name == "sigmoid":
            found[name] = EXACT.divide(e, below), slope
        else:
            near = Decimal(z) if abs(z) < 1e-25 else EXACT.divide(EXACT.subtract(e, Decimal(1)), below)
            found[name] = near, EXACT.multiply(Decimal(4), slope)
    found["softplus"] = _exact_softplus(z, once), found["sigmoid"][0]
    below = Decimal(z) if abs(z) < 1e-25 else EXACT.subtract(once, Decimal(1))
    found["elu"] = (Decimal(z), Decimal(1)) if z > 0 else (below, once)
    return found


def _exact_softplus(z: float, e: Decimal) -> Decimal:
    """ln(1 + e) for e = exp(z): e - e²/2 where e is lost beside the 1, and z where it is large."""
    if z > 200:
        return Decimal(z)
    if e < Decimal("1e-40"):
        return EXACT.subtract(e, EXACT.divide(EXACT.multiply(e, e), Decimal(2)))
    return EXACT.ln(EXACT.add(e, Decimal(1)))


def _worst(got: Array, expected: list[Decimal]) -> float:
    """The largest relative error, where half of the smallest number that the dtype knows is none."""
    half = Decimal(float(np.finfo(got.dtype).smallest_subnormal)) / 2
    errors = [abs(Decimal(float(g)) - e) for g, e in zip(got, expected, strict=True)]
    return max(
        (float((error - half) / abs(e)) for error, e in zip(errors, expected, strict=True) if error > half),
        default=0.0,
    )


def _all_z(dtype: str) -> Array:
    """Where the results are normal and subnormal numbers, and beyond: to the ends of the dtype."""
    info, rng = np.finfo(dtype), np.random.default_rng(0)
    top = float(np.log(info.max))
    far = 10.0 ** np.linspace(
        np.log10(float(info.smallest_subnormal)) + 0.5, np.log10(float(info.max)) - 0.5, 300
    )
    z = np.concatenate(
        [
            rng.uniform(0, top * 1.1, 1500),
            rng.uniform(top * 0.98, top * 1.06, 300),
            np.abs(rng.normal(size=700)) * 3,
            [0, 19, 20, 36.7, 37, 40, 88, 709, 709.7, 745, 1e4],
            far,
        ]
    )
    return np.concatenate([z, -z]).astype(dtype)


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "softplus", "elu"])
def test_curves_and_slopes_are_right_to_the_last_digits(name: str) -> None:
    z, curve = _all_z("float64"), ACTIVATIONS[name]
    exact = [_exact(value)[name] for value in z.tolist()]
    with np.errstate(all="raise"):
        assert _worst(curve(z), [a for a, _ in exact]) < 1e-15
        assert _worst(curve.slope_at(z), [slope for _, slope in exact]) < 1e-15


def _exact_gated(z: Decimal, cubic: bool) -> tuple[Decimal, Decimal]:
    """z / (1 + exp(-c)) and its slope, for swish with c = z, for GELU with c = 2 √(2/π) (z + 0.044715 z³)."""
    linear, third = Decimal(1), Decimal(0)
    if cubic:
        linear = 2 * EXACT.sqrt(EXACT.divide(Decimal(2), PI))
        third = EXACT.multiply(Decimal("0.044715"), linear)
    e = EXACT.exp(-z * (linear + third * z * z))
    a = EXACT.divide(z, 1 + e)
    return a, EXACT.divide(1 + a * e * (linear + 3 * third * z * z), 1 + e)


@every("name, digits", [("swish", 1e-15), ("gelu", 1e-13)])
def test_curves_that_dip_are_right_to_the_last_digits_and_their_slopes_beside_1(
    name: str, digits: float
) -> None:
    z = np.concatenate([np.linspace(-20, 20, 801), np.random.default_rng(2).normal(size=500)])
    exact = [_exact_gated(Decimal(value), name == "gelu") for value in z.tolist()]
    assert _worst(ACTIVATIONS[name](z), [a for a, _ in exact]) < digits
    slopes = ACTIVATIONS[name].slope_at(z).tolist()
    wrong = [abs(Decimal(found) - slope) for found, (_, slope) in zip(slopes, exact, strict=True)]
    assert max(wrong) < 1e-15


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "softplus", "elu"])
def test_networks_of_float32_are_right_to_their_last_digits(name: str) -> None:
    z = _all_z("float32")
    net = Network.from_parameters([[[1.0]]], [[0.0]], output=name, dtype="float32")
    exact = [_exact(value)[name][0] for value in z.tolist()]
    assert _worst(net.predict(z[:, None])[:, 0], exact) < 2 * np.finfo(np.float32).eps


def test_numbers_by_hand_far_out() -> None:
    sigmoid, tanh = ACTIVATIONS["sigmoid"], ACTIVATIONS["tanh"]
    by_hand = [4.248354255291589e-18, 8.533047625744066e-17, 2.0611536181902037e-09]
    np.testing.assert_allclose(sigmoid([-40, -37, -20]), by_hand, rtol=1e-15, atol=0)
    np.testing.assert_allclose(sigmoid.slope_at([40, -40]), [by_hand[0]] * 2, rtol=1e-15, atol=0)
    np.testing.assert_allclose(tanh.slope_at([20, -20]), [1.6993417021166355e-17] * 2, rtol=1e-15, atol=0)
    assert sigmoid([-1e308, -1e4, -745, 0, 1e4, 1e308]).tolist() == [0, 0, 5e-324, 0.5, 1, 1]
    assert tanh([-1e308, -1e4, 0, 1e4, 1e308]).tolist() == [-1, -1, 0, 1, 1]
    assert sigmoid.slope_at([-1e308, -1e4, 0, 1e4, 1e308]).tolist() == [0, 0, 0.25, 0, 0]
    assert tanh.slope_at([-1e308, -1e4, 0, 1e4, 1e308]).tolist() == [0, 0, 1, 0, 0]


def test_softmax_is_right_but_for_the_rounding_of_the_distance_to_the_largest() -> None:
    z = np.random.default_rng(1).uniform(-400, 400, (200, 4))
    with np.errstate(all="raise"):
        p = ACTIVATIONS["softmax"](z)
    for scores, shares in zip(z, p, strict=True):
        powers = [EXACT.exp(Decimal(value)) for value in scores.tolist()]
        exact = [EXACT.divide(power, sum(powers)) for power in powers]
        for score, share, right in zip(scores, shares, exact, strict=True):
            assert _worst(np.array([share]), [right]) < 1e-15 + (scores.max() - score) * 1.2e-16
    ends = [[1e308, -1e308, 0.0], [1e4, 1e4, -1e4], [-700.0, 0.0, 0.0]]
    expected = [[1, 0, 0], [0.5, 0.5, 0], [np.exp(-700) / 2, 0.5, 0.5]]
    with np.errstate(all="raise"):
        assert ACTIVATIONS["softmax"](ends).tolist() == expected


@every("name", sorted(ACTIVATIONS))
def test_what_is_no_number_stays_none(name: str) -> None:
    assert np.isnan(ACTIVATIONS[name]([np.nan, np.nan])).all()
    assert np.isnan(ACTIVATIONS[name](np.full((2, 1), np.nan))).all()
    if name not in ("linear", "softmax"):
        assert np.isnan(ACTIVATIONS[name].slope_at(np.nan))


@every("name", sorted(HIDDEN_ACTIVATIONS))
def test_a_slope_from_a_alone_is_that_from_z(name: str) -> None:
    z, slope = np.linspace(-30, 30, 2001), ACTIVATIONS[name].slope
    a, d, record = z.copy(), np.ones_like(z), Tape(eager=True)
    ACTIVATIONS[name].forward(record, Values(a, a, d))
    if slope is not None:
        slope(record, Values(a, a, d))
    # GELU finds its z again, whose cubic multiplies what is lost
    relative, absolute = (0, 5e-16) if name in ("tanh", "elu", "swish", "gelu") else (1e-15, 0)
    np.testing.assert_allclose(d, ACTIVATIONS[name].slope_at(z), rtol=relative, atol=absolute)


# -- what is known of each ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_line_of_numpy_is_the_function(name: str) -> None:
    z = np.linspace(-6, 6, 121).reshape(11, 11)
    a = eval(ACTIVATIONS[name].code, {"np": np, "z": z})
    np.testing.assert_allclose(ACTIVATIONS[name](z), a, rtol=1e-13, atol=1e-15)


@every("name", [name for name, entry in HIDDEN_ACTIVATIONS.items() if entry.slope])
def test_the_line_of_numpy_for_the_slope_is_the_slope_and_may_stand_as_a_factor(name: str) -> None:
    z = np.array([[-3.0, -0.5, 0.25], [1.0, 2.0, 0.0]])
    entry = ACTIVATIONS[name]
    slope = eval(f"2 * {entry.slope_code}", {"np": np, "a": entry(z), "z": z})
    np.testing.assert_allclose(slope, 2 * entry.slope_at(z), rtol=1e-12)
    assert entry.slope_of_z == ("z" in entry.slope_code.replace("np", ""))


def test_only_a_slope_that_is_one_everywhere_has_no_line_of_numpy() -> None:
    assert [name for name, entry in HIDDEN_ACTIVATIONS.items() if not entry.slope_code] == ["linear"]


@pytest.mark.parametrize("name", HIDDEN_ACTIVATIONS)
def test_the_limits_are_reached_and_not_passed(name: str) -> None:
    entry = ACTIVATIONS[name]
    z = np.array([-1e6, -40.0, -1.0, 0.0, 1.0, 40.0, 1e6])
    a, near = entry(z), entry(np.concatenate([z, np.linspace(-1.5, -0.5, 100_001)]))  # swish, GELU turn there
    assert ((entry.low <= near) & (near <= entry.high)).all()
    assert ((entry.low <= a) & (a <= entry.high)).all()
    assert entry.bounded == (abs(a[[0, -1]]).max() <= 1)
    for limit, side in ((entry.low, near.min()), (entry.high, a[-1])):
        assert side == pytest.approx(limit, abs=1e-9) if np.isfinite(limit) else abs(side) >= 1e3, limit


@pytest.mark.parametrize("name", HIDDEN_ACTIVATIONS)
def test_a_unit_can_die_where_the_slope_is_0_below_0_and_not_above(name: str) -> None:
    slope = ACTIVATIONS[name].slope_at([-3.0, -0.1, 0.1, 3.0])
    assert ACTIVATIONS[name].can_die == (slope.tolist() == [0, 0, 1, 1])


@pytest.mark.parametrize("name", HIDDEN_ACTIVATIONS)
def test_a_jump_and_the_output_at_0(name: str) -> None:
    entry = ACTIVATIONS[name]
    below, at, above = entry([-1e-9, 0.0, 1e-9]).tolist()
    assert entry.jumps == (above - below > 0.5)
    assert entry.at_zero is None or at == float(entry.at_zero)
    z = np.array([1e-9, 0.1, 3.0, 1e9])
    assert not entry.keeps_positive or entry(z).tolist() == z.tolist()


def test_what_can_be_trained_has_no_refusal() -> None:
    assert set(HIDDEN_ACTIVATIONS) - set(TRAINABLE_ACTIVATIONS) == {"step"}
