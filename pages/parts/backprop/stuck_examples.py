"""Training steps in which people got stuck, with their numbers: what they saw, and the mistake behind it.
What was larger than a picture can be is smaller here, and of the same form."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from math import log
from typing import Any

import numpy as np

from nnviz import Network
from pages.parts.backprop.codecs import Matrix
from pages.parts.backprop.fitting import as_rows, suited
from pages.parts.backprop.settings import DRAWN, START, BackpropSettings
from pages.parts.backprop.training import trace_of
from pages.shared.protocol.layouts import Array

XOR: Matrix = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
XOR_TARGETS: Matrix = ((0.0,), (1.0,), (1.0,), (0.0,))
CONTRARY: Matrix = ((-3.0,), (-2.0,), (2.0,), (3.0,))


def example(layers: str, X: Matrix, Y: Matrix, mistake: str = "", **more: Any) -> BackpropSettings:
    """A training step of layers such as "2sigmoid-1linear"."""
    plans = tuple(
        (int(one.rstrip("abcdefghijklmnopqrstuvwxyz")), one.lstrip("0123456789")) for one in layers.split("-")
    )
    return suited(replace(DRAWN, layers=plans, X=X, Y=Y, mistake=mistake, **more))


def given(weights: list[Any], biases: list[Any] | None = None) -> dict[str, Any]:
    """Weights and biases by their names in the link."""
    found = {f"w{layer}": as_rows(np.array(W, float)) for layer, W in enumerate(weights, 1)}
    return found | {f"b{layer}": as_rows(np.array(b, float)) for layer, b in enumerate(biases or (), 1)}


def normal(sizes: list[int], scale: float = 1.0, seed: int = 0) -> dict[str, Any]:
    """Weights and biases of a normal distribution, with four decimals."""
    net = Network(sizes, "sigmoid", "sigmoid", "zeros")
    net.parameters[:] = scale * np.random.default_rng(seed).normal(size=net.parameters.size)
    return given([W.round(4) for W in net.weights], [b.round(4) for b in net.biases])


def drawn_in_order(sizes: list[int], seed: int) -> dict[str, Any]:
    """Weights and biases of a normal distribution, the rows of W1 first, then b1, W2, …"""
    rng = np.random.default_rng(seed)
    pairs = [(rng.normal(size=pair), rng.normal(size=pair[1])) for pair in pairwise(sizes)]
    return given([W.round(4) for W, _ in pairs], [b.round(4) for _, b in pairs])


def with_plus() -> dict[str, Any]:
    """The weights of the worked example after an update with plus for minus, and its biases as they were."""
    net, gradients = START.network, trace_of(START).gradients
    weights = [W + START.rate * gradients[f"W{layer}"] for layer, W in enumerate(net.weights, 1)]
    return given(weights, list(net.biases))


def classes_of_five() -> tuple[Matrix, Matrix]:
    """Five samples of three inputs, each of one of two classes."""
    rng = np.random.default_rng(0)
    X: Array = rng.normal(size=(5, 3))
    return as_rows(X), as_rows(np.eye(2)[rng.integers(0, 2, 5)])


def in_0_1() -> dict[str, Any]:
    """Weights between 0 and 1 of a 3-4-1 net without biases."""
    rng = np.random.default_rng(0)
    return given([rng.random((3, 4)), rng.random((4, 1))])


def square_twice(mistake: str) -> BackpropSettings:
    """The square of w at w = 2, whose gradient is looked for twice."""
    X, Y = ((1.0,), (1.0,)), ((0.0,), (0.0,))
    steps = {"rate": 0.0, "at": 1, "reduction": "sum", "bias": False}
    return example("1linear", X, Y, mistake, **steps, **given([[[2]]]))


def positive() -> Matrix:
    """Six samples of two inputs above 0."""
    return as_rows(np.random.default_rng(0).uniform(0.1, 1, (6, 2)).round(4))


FIVE_X, FIVE_Y = classes_of_five()
ROWS_OF_3: Matrix = tuple((float(a), float(b), 1.0) for a, b in XOR)
SIX: Matrix = (
    *((0.0, 0.0, 1.0), (0.0, 1.0, 1.0), (1.0, 0.0, 1.0)),
    *((0.0, 1.0, 0.0), (1.0, 0.0, 0.0), (1.0, 1.0, 1.0)),
)
STUCK: Mapping[str, BackpropSettings] = {
    # -- shapes and axes
    "not_aligned": example(
        "4tanh-1sigmoid", ((1.0, 1.0),) * 3, ((1.0,),) * 3, "matrix_product_for_slope", **normal([2, 4, 1])
    ),
    "one_too_many": example(
        "2sigmoid-1linear",
        ((0.0, 1.0),),
        ((2.0,),),
        "bias_row_kept",
        **given([np.ones((2, 2)), np.ones((2, 1))], [[40, 40], [1]]),
    ),
    "flat": example(
        "1linear",
        ((1.0,), (2.0,), (3.0,)),
        ((1.0,), (2.0,), (3.0,)),
        "flat_targets",
        **given([[[1]]], [[0]]),
    ),
    "wrong_shape": example(
        "3sigmoid-2linear", ((0.5, -1.0),), ((1.0, 0.0),), "gradient_transposed", **normal([2, 3, 2])
    ),
    "one_layer_off": example(
        "4sigmoid-5sigmoid-4sigmoid-1sigmoid",
        SIX,
        tuple((y,) for y in (1.0, 1.0, 0.0, 1.0, 0.0, 1.0)),
        "derivative_one_layer_early",
        **normal([3, 4, 5, 4, 1]),
    ),
    "outer_product": example(
        "2sigmoid", ((1.0, 2.0, 3.0),), ((0.0, 1.0),), "gradient_transposed", **normal([3, 2])
    ),
    "five_times_eight": example(
        "5sigmoid-3sigmoid",
        ((0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7),),
        ((1.0, 0.0, 0.0),),
        chosen="W1[1,0]",
    ),
    "digits": example(
        "4sigmoid-3softmax",
        as_rows(np.eye(5, 8)),
        tuple((float(one),) for one in (0, 1, 2, 0, 1)),
        "db_wrong_axis",
        loss="cross_entropy",
    ),
    # -- delta and the slope
    "softmax_delta": example(
        "3softmax",
        ((2.0, 1.0, 0.0),),
        ((0.0,),),
        loss="cross_entropy",
        **given([np.eye(3)], [np.zeros(3)]),
    ),
    "contrary": example(
        "1sigmoid",
        CONTRARY,
        ((0.0,), (0.0,), (1.0,), (1.0,)),
        "own_output",
        loss="binary_cross_entropy",
        rate=0.5,
        **given([[[-0.1]]], [[0]]),
    ),
    "by_luck": example(
        "1sigmoid",
        CONTRARY,
        ((0.0,), (0.0,), (1.0,), (1.0,)),
        "own_output",
        loss="binary_cross_entropy",
        rate=0.5,
        **given([[[0.1]]], [[0]]),
    ),
    "better": example(
        "4sigmoid-4sigmoid-2sigmoid", FIVE_X, FIVE_Y, "slope_not_passed_back", rate=0.5, seed=0
    ),
    "always_half": example(
        "4sigmoid-1sigmoid", XOR, XOR_TARGETS, "value_for_error", rate=0.25, **normal([2, 4, 1])
    ),
    "lost_minus": example(
        "1sigmoid", ((0.0,),), ((1.0,),), "slope_negative", rate=0.5, **given([[[1]]], [[0]])
    ),
    "sigmoid_twice": example(
        "1sigmoid", ((log(4),),), ((0.0,),), "slope_of_output", rate=0.5, **given([[[1]]], [[0]])
    ),
    # -- the update
    "all_ones": example(
        "4sigmoid-1sigmoid",
        ROWS_OF_3,
        XOR_TARGETS,
        "plus_for_minus",
        rate=1.0,
        reduction="sum",
        bias=False,
        **in_0_1(),
    ),
    "book_too_early": replace(START, mistake="new_weights_for_hidden_delta"),
    "book_biases": replace(START, mistake="biases_left_alone"),
    "book_plus": replace(START, mistake="plus_for_minus"),
    "book_plus_after": replace(START, **with_plus()),
    "still_bias": example(
        "4sigmoid-3sigmoid", as_rows(np.eye(3, 8)), as_rows(np.eye(3)), "biases_left_alone", rate=0.1
    ),
    "twice_8": square_twice("gradients_not_zeroed"),
    "twice_12": square_twice("nodes_not_zeroed"),
    # -- where learning stands still
    "saddle": example(
        "5sigmoid-1sigmoid",
        XOR,
        XOR_TARGETS,
        loss="binary_cross_entropy",
        rate=0.1,
        at=1000,
        **normal([2, 5, 1], 0.01),
    ),
    "saddle_left": example(
        "5sigmoid-1sigmoid",
        XOR,
        XOR_TARGETS,
        loss="binary_cross_entropy",
        rate=0.1,
        at=5000,
        **drawn_in_order([2, 5, 1], 0),
    ),
    "saddle_left_fast": example(
        "5sigmoid-1sigmoid",
        XOR,
        XOR_TARGETS,
        loss="binary_cross_entropy",
        rate=1.0,
        at=5000,
        **drawn_in_order([2, 5, 1], 0),
    ),
    "zeros": example(
        "5sigmoid-1sigmoid", XOR, XOR_TARGETS, "all_weights_zero", loss="binary_cross_entropy", rate=1.0
    ),
    "half_at_zero": example(
        "1sigmoid",
        ((0.0, 1.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)),
        ((0.0,), (1.0,), (1.0,), (0.0,)),
        "no_bias",
        loss="binary_cross_entropy",
        rate=1.0,
        seed=1,
    ),
    "dead_start": example(
        "1relu-1sigmoid",
        positive(),
        tuple((y,) for y in (0.0, 1.0, 1.0, 0.0, 1.0, 1.0)),
        loss="binary_cross_entropy",
        rate=1.0,
        **given([[[-1], [-2]], [[3]]], [[0], [0.3]]),
    ),
    "only_the_mean": example(
        "2relu-1linear",
        ((1.0, 2.0, 3.0, 4.0, 5.0), (1.0, 2.0, 3.0, 4.0, 6.0)),
        ((15.0,), (16.0,)),
        init="he_normal",
        rate=0.001,
        reduction="sum",
        at=4000,
    ),
    "sum_or_mean": example(
        "2sigmoid-1sigmoid", XOR, XOR_TARGETS, "sum_for_mean", rate=0.1, **normal([2, 2, 1])
    ),
}
