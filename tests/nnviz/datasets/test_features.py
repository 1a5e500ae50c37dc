"""The features of a point, alone and followed by a standardizer."""

from collections.abc import Callable

import numpy as np
import pytest

from nnviz import Grid, Network, Standardizer
from nnviz.datasets import FEATURES, FeatureMap, StandardizedFeatures
from tests.every import every

X = np.random.default_rng(0).uniform(-5, 5, (40, 2))
CHOSEN = FeatureMap(("x", "yy", "sinx"))
BY_HAND = {  # of the point (2, -3)
    "x": 2,
    "y": -3,
    "xx": 4,
    "yy": 9,
    "xy": -6,
    "sinx": np.sin(2),
    "siny": np.sin(-3),
}


@every("name", FEATURES)
def test_a_feature_is_what_its_code_says(name: str) -> None:
    made = FeatureMap((name,))
    assert made.transform([[2, -3]]).tolist() == [[BY_HAND[name]]]
    by_code = eval(FEATURES[name].code, {"np": np, "x": X[:, 0], "y": X[:, 1]})
    np.testing.assert_array_equal(made.transform(X)[:, 0], by_code)
    assert FEATURES[name].name == name


def test_columns_stand_in_the_order_of_the_names() -> None:
    both, turned = FeatureMap(("x", "y")), FeatureMap(("y", "x"))
    np.testing.assert_array_equal(both.transform(X), X)
    np.testing.assert_array_equal(turned.transform(X), X[:, ::-1])
    assert FeatureMap(("xx", "siny")).labels == ("x₁²", "sin x₂")
    assert len(FeatureMap(("xx", "siny"))) == 2


def test_a_map_is_a_key() -> None:
    assert FeatureMap(("x", "xy")) == FeatureMap(["x", "xy"])  # type: ignore[arg-type]
    assert len({FeatureMap(("x",)), FeatureMap(("x",)), FeatureMap(("y",))}) == 2


def test_features_come_first_and_are_standardized_then() -> None:
    both, features = StandardizedFeatures.fit(CHOSEN, X), CHOSEN.transform(X)
    np.testing.assert_array_equal(both.transform(X), Standardizer.fit(features).transform(features))
    np.testing.assert_allclose(both.transform(X).mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(both.transform(X).std(axis=0), 1)


@pytest.mark.parametrize("translate", [CHOSEN, StandardizedFeatures.fit(CHOSEN, X)])
def test_a_grid_takes_it_for_a_standardizer(translate: FeatureMap | StandardizedFeatures) -> None:
    network = Network([3, 1], seed=0)
    grid = Grid(network, (-5, 5), (-4, 4), 7, translate)
    expected = network.predict(translate.transform(grid.points()))
    np.testing.assert_allclose(grid.surface().ravel(), expected[:, 0])
    with pytest.raises(ValueError, match=r"^a grid needs a network with 3 inputs, got 2$"):
        Grid(Network([2, 1]), (-5, 5), (-4, 4), 7, translate)


@every(
    "make, text",
    [
        (
            lambda: FeatureMap(()),
            "features must be at least one of x, y, xx, yy, xy, sinx, siny, got none; add 'x'",
        ),
        (lambda: FeatureMap(("x", "z")), "feature must be one of x, y, xx, yy, xy, sinx, siny, got 'z'"),
        (lambda: FeatureMap(("x", "y", "x")), "features must differ, got 'x' more than once; leave one out"),
        (
            lambda: FeatureMap(("x",)).transform([[1, 2, 3]]),
            "X must have 2 columns, got shape (1, 3); give 2 numbers for each sample",
        ),
    ],
)
def test_what_is_no_feature_is_refused(make: Callable[[], object], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        make()
    assert str(caught.value) == text
