"""Losses by hand, their targets, and the pairings that are refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import ACTIVATIONS, Network, Trainer, gradient_check, softmax_steps
from nnviz.networks.losses import LOSSES
from nnviz.validation import Array
from tests.every import every

DIGIT = [[0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0]]


def test_losses_by_hand() -> None:
    assert LOSSES["half_squared_error"](DIGIT, np.eye(10)[[2]]) == pytest.approx(0.0975)
    assert LOSSES["cross_entropy"](DIGIT, np.array([2])) == pytest.approx(0.5108256238, abs=1e-10)
    assert LOSSES["cross_entropy"](DIGIT, np.eye(10)[[2]]) == pytest.approx(0.5108256238, abs=1e-10)


@pytest.mark.parametrize(("classes", "expected"), [(2, 0.6931), (3, 1.0986), (10, 2.3026)])
def test_a_uniform_guess_costs_the_logarithm_of_the_classes(classes: int, expected: float) -> None:
    guess = np.full((4, classes), 1 / classes)
    assert LOSSES["cross_entropy"](guess, np.array([0, 1, 0, 1])) == pytest.approx(expected, abs=5e-5)


def test_binary_cross_entropy_by_hand() -> None:
    assert LOSSES["binary_cross_entropy"]([[0.25], [0.5]], [[1], [0]]) == pytest.approx(np.log(8) / 2)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_probability_of_zero_costs_much_but_not_infinitely_much(dtype: type) -> None:
    sure: Array = np.array([[1, 0]], dtype)
    assert 80 < LOSSES["cross_entropy"](sure, np.array([1])) < 800
    assert 80 < LOSSES["binary_cross_entropy"](sure, [[0, 1]]) < 1500


# -- from scores -----------------------------------------------------------------------------------------

SURE = [(40, 0, 40), (37, 0, 37), (-38, 1, 38), (-37, 1, 37), (1e4, 0, 1e4), (-1e4, 1, 1e4), (80, 0.25, 60)]


@every("dtype", ["float32", "float64"])
@every("z, y, cost", SURE)
def test_a_sure_sigmoid_pays_for_its_score(z: float, y: float, cost: float, dtype: str) -> None:
    net = Network.from_parameters([[[1.0]]], [[0.0]], output="sigmoid", dtype=dtype)
    trainer = Trainer(net, [[z]], [[y]], loss="binary_cross_entropy")
    snapshot = trainer.snapshot([[z], [0.0]], [[y], [1.0]])
    assert [trainer.loss(), trainer.loss([[z]], [[y]]), snapshot.train_loss] == [cost] * 3
    assert snapshot.test_loss == pytest.approx((cost + np.log(2)) / 2, rel=1e-15)
    assert trainer.recording.batch_loss() == cost


@every("dtype", ["float32", "float64"])
@every("scores", [(0, 800), (0, 40), (-1e4, 1e4)])
def test_a_sure_softmax_pays_for_its_scores(scores: tuple[float, float], dtype: str) -> None:
    net = Network.from_parameters([np.eye(2)], [[0.0, 0.0]], output="softmax", dtype=dtype)
    trainer = Trainer(net, [scores], np.array([0]), loss="cross_entropy")
    cost = scores[1] - scores[0]
    assert [trainer.loss(), trainer.snapshot().train_loss] == [cost] * 2
    assert trainer.recording.batch_loss() == cost
    assert softmax_steps([scores, (0, 0)]).losses(np.array([0, 0])).tolist() == [cost, np.log(2)]


def test_the_gradient_check_sees_the_loss_of_saturated_outputs() -> None:
    one = Network.from_parameters([[[1.0]]], [[0.0]], output="sigmoid")
    assert gradient_check(one, [[40.0], [-800.0]], [[0.0], [1.0]], "binary_cross_entropy") < 1e-8
    two = Network.from_parameters([np.eye(2)], [[0.0, 0.0]], output="softmax")
    assert gradient_check(two, [[0.0, 800.0]], np.array([0]), "cross_entropy") < 1e-8


def test_many_samples_in_blocks_pay_for_their_scores() -> None:
    net = Network.from_parameters([np.eye(2)], [[0.0, 0.0]], output="softmax")
    trainer = Trainer(net, np.tile([0.0, 800.0], (20_000, 1)), np.zeros(20_000, int), loss="cross_entropy")
    assert [trainer.loss(), trainer.snapshot().train_loss, trainer.recording.batch_loss()] == [800] * 3
    trainer.step()
    np.testing.assert_allclose(trainer.state.gradient, [0, -800, -1, 0, 800, 1], rtol=1e-12)


@given(st.floats(-30, 30), st.floats(0, 1))
def test_scores_and_probabilities_cost_the_same(z: float, y: float) -> None:
    a, t = ACTIVATIONS["sigmoid"]([[z]]), np.array([[y]])
    loss = LOSSES["binary_cross_entropy"]
    assert loss.mean(np.array([[z]]), a, t) == pytest.approx(loss(a, t), rel=1e-3)
    scores = np.array([[z], [0.0], [1.0]])
    p, target = ACTIVATIONS["softmax"](scores.T).T, np.array([[y], [1 - y], [0.0]])
    loss = LOSSES["cross_entropy"]
    assert loss.mean(scores, p, target) == pytest.approx(loss(p.T, target.T), rel=1e-9)


@pytest.mark.parametrize(("loss", "output"), [("half_squared_error", "tanh"), ("cross_entropy", "softmax")])
def test_the_losses_of_blocks_are_those_of_the_whole(loss: str, output: str) -> None:
    net, rng = Network([2, 3], output=output), np.random.default_rng(0)
    X, Y = rng.normal(size=(10, 2)), np.eye(3)[rng.integers(0, 3, 10)]
    chosen, whole = LOSSES[loss], Trainer(net, X, Y, loss=loss).loss()
    total = 0.0
    for block in (slice(0, 7), slice(7, 10)):
        forward = net.forward(len(X[block]))
        a = forward.outputs(X[block])
        total += float(chosen.each(forward.scores, a, Y[block].T).sum())
    assert total / len(X) == pytest.approx(whole, rel=1e-14)


def test_scores_as_large_as_a_float_have_a_price() -> None:
    z, t = np.array([[1e308], [-1e308]]), np.array([[1.0], [0.0]])
    assert LOSSES["cross_entropy"].mean(z, z, t) == 0
    assert LOSSES["binary_cross_entropy"].mean(z, z, t) == 0
    assert LOSSES["binary_cross_entropy"].each(z, z, t[::-1]).tolist() == [np.inf]


# -- what is refused -------------------------------------------------------------------------------------


@every(
    "loss, Y, text",
    [
        ("cross_entropy", np.array([0, 3]), "Y must hold class indices 0..2 (one for each output), got 3"),
        ("cross_entropy", np.array([-1, 0]), "Y must hold class indices 0..2 (one for each output), got -1"),
        (
            "cross_entropy",
            [[1, 0, 0], [1, 1, 0]],
            "Y must hold probabilities that sum to 1 in each row, got [1.0, 1.0, 0.0] in row 1; or give the "
            "class index of each sample as whole numbers of shape (samples,)",
        ),
        (
            "binary_cross_entropy",
            [[0, 1, 2], [0, 0, 0]],
            "Y must lie within 0..1 for binary_cross_entropy, got 2.0; rescale it first",
        ),
        (
            "half_squared_error",
            [1.0, 2.0],
            "Y must have 2 dimensions (samples, columns), got shape (2,); make one column with Y[:, None]",
        ),
        (
            "half_squared_error",
            [[1.0, 2.0]],
            "Y must have 3 columns, got shape (1, 2); give 3 numbers for each sample",
        ),
    ],
)
def test_targets_that_do_not_fit(loss: str, Y: object, text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        LOSSES[loss].encode(Y, 3)  # type: ignore[arg-type]
    assert str(caught.value) == text


@pytest.mark.parametrize(
    ("loss", "output", "text"),
    [
        (
            "cross_entropy",
            "linear",
            "cross_entropy needs the output activation softmax, got 'linear'; "
            "make the network with output='softmax'",
        ),
        (
            "binary_cross_entropy",
            "tanh",
            "binary_cross_entropy needs the output activation sigmoid, got 'tanh'; "
            "make the network with output='sigmoid'",
        ),
        (
            "half_squared_error",
            "softmax",
            "half_squared_error needs an output activation that works on each unit alone, got 'softmax'; "
            "use loss='cross_entropy'",
        ),
    ],
)
def test_pairings_that_are_refused(loss: str, output: str, text: str) -> None:
    Y = np.array([[0.0, 1.0]])
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        Trainer(Network([2, 2], output=output), [[1.0, 2.0]], Y, loss=loss)
    assert str(caught.value) == text
