"""Every data set of the table is what the table says, whatever its parameters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import DATASETS
from nnviz.datasets.registry import NOISY, DatasetEntry, Names

SHIPPED = {"digits": 1086, "ten_digits": 1797}
MANY = 30  # samples have hardly the same order for two seeds
DRAWN = [entry for entry in DATASETS.values() if entry.parameters]


@pytest.mark.parametrize("name", DATASETS)
def test_shapes_and_task_are_those_of_the_table(name: str) -> None:
    entry = DATASETS[name]
    data = entry.make()
    assert (data.X.shape[1], data.Y.shape[1], data.task) == (entry.inputs, entry.outputs, entry.task)
    assert len(data) == entry.defaults.get("samples", SHIPPED.get(name))
    if entry.task == "classification":
        assert set(np.unique(data.Y)) == {0, 1}


@given(st.sampled_from(DRAWN), st.integers(2, 300), st.integers(0, 2**32), st.floats(0, 0.5, allow_nan=False))
def test_the_same_parameters_give_the_same_samples(
    entry: DatasetEntry, samples: int, seed: int, noise: float
) -> None:
    values = {"samples": samples, "seed": seed, "noise": noise}
    values = {name: values[name] for name in entry.parameters if name in values}
    first, second = entry.make(**values), entry.make(**values)
    np.testing.assert_array_equal(first.X, second.X)
    np.testing.assert_array_equal(first.Y, second.Y)
    assert len(first) == samples
    assert set(entry.defaults) <= set(entry.parameters)
    if "seed" in entry.parameters and samples > MANY:
        assert (first.X != entry.make(**values | {"seed": seed + 1}).X).any()


@pytest.mark.parametrize("name", [entry.name for entry in DRAWN if entry.task == "classification"])
def test_every_first_part_is_balanced(name: str) -> None:
    Y = DATASETS[name].make(samples=101).Y
    one_hot = Y if Y.shape[1] > 1 else np.hstack([1 - Y, Y])
    counts = one_hot.cumsum(axis=0)
    assert np.ptp(counts, axis=1).max() == 1
    assert (one_hot.sum(axis=1) == 1).all()


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"noise": 0.6}, "noise must be 0..0.5, got 0.6"),
        ({"noise": -0.1}, "noise must be a finite number of at least 0, got -0.1"),
        ({"samples": 1}, "samples must be a whole number of at least 2, got 1"),
        ({"turns": 2}, "parameter must be one of samples, noise, seed, got 'turns'"),
    ],
)
def test_what_is_outside_the_limits_is_refused(values: dict[str, float], text: str) -> None:
    for entry in DRAWN:
        if entry.parameters == NOISY:
            with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
                entry.make(**values)
            assert str(caught.value) == text, entry.name


@pytest.mark.parametrize("name", [entry.name for entry in DATASETS.values() if entry.rule])
def test_the_samples_follow_the_rule(name: str) -> None:
    entry = DATASETS[name]
    choices = [
        {parameter: choice}
        for parameter, values in entry.parameters.items()
        if isinstance(values, Names)
        for choice in values.names
    ]
    for values in choices or [{}]:
        data, rule = entry.make(**values), entry.rule_with(**values)
        assert rule is not None
        np.testing.assert_array_equal(rule(data.X), data.Y)


def test_where_there_is_no_rule_none_is_given() -> None:
    assert DATASETS["circle"].rule_with(noise=0.1) is None


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (
            {"curve": "cube"},
            "curve must be one of line, square, shifted_square, sqrt, abs, sin, got 'cube'",
        ),
        ({"curve": 3}, "curve must be one of line, square, shifted_square, sqrt, abs, sin, got 3"),
        ({"spread": "odd"}, "spread must be one of even, drawn, got 'odd'"),
        ({"low": -2000}, "low must be -1000..1000, got -2000"),
        ({"high": float("nan")}, "high must be one finite number, got nan"),
    ],
)
def test_a_choice_among_names_is_checked_like_a_number(values: dict[str, float | str], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        DATASETS["curve"].make(**values)
    assert str(caught.value) == text
