"""Counts in bins: right numbers, round edges, and edges that stay while the numbers fit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import Network, inspection
from nnviz.training.histograms import Histogram, histogram

numbers = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30)


@given(numbers, st.integers(1, 30))
def test_every_number_is_in_one_bin_and_edges_are_round(values: list[float], bins: int) -> None:
    found = histogram(values, bins)
    assert found.counts.sum() == len(values)
    assert len(found.edges) == bins + 1
    assert found.edges[0] <= min(values)
    assert found.edges[-1] >= max(values)
    reach = max(abs(found.edges[[0, -1]]))
    assert f"{reach:.0e}"[0] in "125"
    np.testing.assert_allclose(np.diff(found.edges), np.diff(found.edges)[0])


def test_numbers_of_one_sign_have_an_edge_at_0() -> None:
    assert histogram([0.3, 1.7], 2).edges.tolist() == [0, 1, 2]
    assert histogram([-3.0, -0.5], 2).edges.tolist() == [-5, -2.5, 0]
    assert histogram([-0.3, 1.7], 2).edges.tolist() == [-2, 0, 2]
    assert histogram([0, 0, 0], 2).counts.tolist() == [3, 0]
    assert histogram([np.nan, np.inf, -1e308, 0.2], 2).counts.sum() == 1
    assert histogram([5e-324, 1e300], 10).counts.tolist() == [1, *[0] * 8, 1]
    assert histogram([-5e-324], 10).counts.sum() == 1
    with pytest.raises(ValueError, match=r"^bins must be a whole number of at least 1, got 0$"):
        histogram([1], 0)


@given(st.lists(numbers, min_size=2, max_size=5))
def test_edges_stay_while_the_numbers_fit_and_never_come_nearer(moments: list[list[float]]) -> None:
    before: Histogram | None = None
    for values in moments:
        found = histogram(values, 10, before)
        if before is not None:
            fits = before.edges[0] <= min(values) and max(values) <= before.edges[-1]
            assert (found.edges is before.edges) == fits
            assert found.edges[0] <= before.edges[0]
            assert found.edges[-1] >= before.edges[-1]
        assert found.counts.sum() == len(values)
        before = found


def test_weights_and_outputs_of_every_layer() -> None:
    net = Network([2, 40, 30, 1], ["tanh", "relu"], seed=2)
    X = np.random.default_rng(0).normal(size=(50, 2))
    weights = inspection.weight_histograms(net)
    assert [int(one.counts.sum()) for one in weights] == [80, 1200, 30]
    net.parameters *= 0.99
    again = inspection.weight_histograms(net, before=weights)
    assert all(one.edges is old.edges for one, old in zip(again, weights, strict=True))
    outputs = inspection.activation_histograms(net, X, 8)
    assert [int(one.counts.sum()) for one in outputs] == [2000, 1500, 50]
    assert outputs[0].edges[[0, -1]].tolist() == [-1, 1]
    assert outputs[1].edges[0] == 0
    by_hand = np.histogram(net.layers(X)[0].after, outputs[0].edges)[0]
    np.testing.assert_array_equal(outputs[0].counts, by_hand)
    assert inspection.activation_histograms(net, X, 8, outputs)[1].edges is outputs[1].edges
