"""Ready-made runs of the page Train: each shows something that goes wrong, or a question that learners ask.
What is noticed about them is tested, so that every finding has a run that shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from nnviz.datasets.houses import HOUSE_ROWS
from nnviz.datasets.rows import Row
from pages.parts.train.settings import TrainSettings, base, suited


def rows(*samples: tuple[Sequence[float], float]) -> tuple[Row, ...]:
    """Return typed rows of some inputs and one target."""
    return tuple((tuple(map(float, inputs)), (float(target),)) for inputs, target in samples)


def made(problem: str, **values: Any) -> TrainSettings:
    """Return the settings that suit a problem, with these values."""
    told: dict[str, Any] = {name: values[name] for name in ("rows", "output", "loss") if name in values}
    return suited(replace(base({"problem": problem, **told}), problem=problem, **values))


SQUARES = rows(*(((x,), x * x >= 12.5) for x in range(-5, 6)))
FIRST_INPUT = rows(((0, 1), 0), ((1, 0), 1), ((1, 1), 1), ((0, 0), 0))
THREE_INPUTS = rows(((1, 0, 1), 1), ((0, 1, 1), 0), ((0, 1, 0), 0), ((0, 0, 1), 0))
FIVE_INPUTS = rows(((1, 2, 3, 4, 5), 15), ((1, 2, 3, 4, 6), 16))
POSITIVE = rows(((1, 2), 0), ((2, 1), 1), ((3, 3), 1), ((1, 1), 0))
SORTED = rows(*(((x,), x >= 10) for x in range(20)))
TOLD = rows(*(((x, x % 2), x % 2) for x in range(12)))
SUMS = rows(*(((a, b), a + b) for a, b in zip((0, 1, 2, 9, 4, 7, 3, 8, 5, 6), range(10), strict=True)))
HUNDRED = rows(*(((x,), 5 * x + 3) for x in range(0, 100, 2)))

_XOR = made("rows", hidden=((2, "sigmoid"),), init="standard_normal", rate=0.5)

LEARNERS: Mapping[str, TrainSettings] = {
    "xor_small_weights": made("rows", hidden=((5, "sigmoid"),), init="normal", rate=0.1),
    "xor_no_hidden_layer": made("rows", hidden=(), output="softmax", rate=0.5),
    "xor_flat_at_first": _XOR,
    "xor_two_units": made("rows", hidden=((2, "relu"),), rate=0.3),
    "no_bias": made("rows", rows=FIRST_INPUT, hidden=(), bias=False, rate=0.5),
    "dead_from_the_start": made("rows", rows=POSITIVE, hidden=((1, "relu"),), seed=4, rate=0.1),
    "five_inputs": made(
        "rows", rows=FIVE_INPUTS, hidden=((2, "relu"),), init="standard_normal", reduction="sum", rate=0.001
    ),
    "line_to_one": made("curve", curve="line", samples=500, hidden=(), rate=0.01),
    "line_to_hundred": made("rows", rows=HUNDRED, hidden=(), rate=0.01),
    "largest_class": made(
        "rows", rows=SQUARES, hidden=((15, "sigmoid"),), init="normal", loss="half_squared_error", rate=0.1
    ),
    "flat_square": made(
        "curve",
        curve="shifted_square",
        train_fraction=1.0,
        hidden=((16, "relu"), (16, "relu")),
        rate=0.001,
    ),
    "sum_or_mean": replace(_XOR, reduction="sum", rate=0.1),
    "two_plus_two": made("rows", rows=SUMS, hidden=(), rate=0.01),
    "three_classes": made("three", init="zeros"),
    "spiral_arms": made(
        "spiral",
        features=("x", "y", "sinx", "siny"),
        output="tanh",
        loss="half_squared_error",
        optimizer="adam",
        rate=0.01,
        batch_size=32,
        seed=1,
    ),
    "houses": made("rows", rows=HOUSE_ROWS, hidden=(), rate=0.01),
    "three_inputs": made(
        "rows",
        rows=THREE_INPUTS,
        hidden=(),
        bias=False,
        loss="half_squared_error",
        init="zeros",
        reduction="sum",
        rate=2.0,
    ),
    "target_two": made(
        "rows", rows=rows(((3,), 2)), hidden=(), output="sigmoid", loss="half_squared_error", rate=0.1
    ),
}
"""Questions of learners, by the name of a text."""

BROKEN: Mapping[str, TrainSettings] = {
    "zero_start": made("circle", init="zeros"),
    "dead_units": LEARNERS["five_inputs"],
    "saturated_units": replace(
        base({"problem": "article"}), stream="seeded", standardise=False, hidden=((4, "tanh"), (4, "tanh"))
    ),
    "no_curve": made("xor", hidden=((4, "linear"), (2, "linear"))),
    "rate_too_large": made("curve", curve="line", samples=500, hidden=(), rate=5.0),
    "rate_too_small": made("curve", curve="sin", rate=1e-4),
    "rising": made("curve", curve="line", samples=500, hidden=(), rate=2.0),
    "diverged": LEARNERS["houses"],
    "unscaled_inputs": replace(base({"problem": "article"}), standardise=False),
    "too_few_units": LEARNERS["xor_two_units"],
    "plateau": LEARNERS["xor_small_weights"],
    "out_of_reach": LEARNERS["target_two"],
    "one_class": made("rows", rows=SORTED, train_fraction=0.5),
    "leakage": made("rows", rows=TOLD),
    "test_gap": made("gauss", noise=0.5, samples=40, hidden=((8, "tanh"), (8, "tanh")), rate=1.0),
}
"""A run for what can go wrong, by the kind of its finding."""
