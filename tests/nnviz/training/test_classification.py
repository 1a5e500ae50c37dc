"""Classes named by outputs: how many are right, which is taken for which, and where there are none."""

from math import isnan, nan

import numpy as np
import pytest

from nnviz import LOSSES, SGD, Decision, Evaluator, Network, Trainer, evaluation, inspection
from nnviz.blocks import table
from nnviz.training.classification import decision_for
from nnviz.validation import Array
from tests.every import every

HALF, CROSS, BINARY = (
    LOSSES[name] for name in ("half_squared_error", "cross_entropy", "binary_cross_entropy")
)
RNG = np.random.default_rng(8)


def column(*values: float) -> Array:
    return np.array(values, float)[:, None]


def test_one_output_has_its_threshold_half_way_between_the_targets() -> None:
    assert decision_for(column(0, 1, 1), HALF) == Decision(1, 0.5)
    assert decision_for(column(-1, 1), HALF) == Decision(1, 0)
    assert decision_for(column(2, 7, 2), HALF, "classification") == Decision(1, 4.5)
    assert decision_for(column(1, 1), BINARY) == Decision(1, 0.5), "of one class alone"
    assert decision_for(column(0.1, 0.9, 0.5), BINARY) == Decision(1, 0.5)


def test_numbers_name_no_class() -> None:
    for T in (column(0, 1, 2), column(3, 3), np.array([[0, 1], [1, 1.0]]), np.array([[1, 0], [0.5, 0]])):
        assert decision_for(T, HALF) is None, T
    assert decision_for(column(0, 1), HALF, "regression") is None
    assert decision_for(column(3, 3), HALF, "classification") is None


def test_of_several_outputs_the_largest_counts_and_of_equal_ones_the_first() -> None:
    for loss in (HALF, CROSS):
        assert decision_for(np.eye(3), loss, "classification").__class__ is Decision
        found = decision_for(np.eye(3), loss)
        assert found is not None
        assert (found.classes, isnan(found.threshold)) == (3, True)
        assert found.chosen(np.array([[0.2, 0.5], [0.2, 0.1], [0.1, 0.9]])).tolist() == [0, 2]
    one = Decision(1, 0.5)
    assert one.chosen(np.array([[0.4, 0.5, 0.6]])).tolist() == [0, 0, 1]
    assert one.classes == 2


@every("samples", [1, 7, 2 * evaluation.MOST + 1])
@every("outputs", [1, 3])
def test_accuracy_and_confusion_come_from_the_same_pass(samples: int, outputs: int) -> None:
    net = Network([2, 5, outputs], "tanh", seed=3)
    X, classes = RNG.normal(size=(samples, 2)), RNG.integers(0, max(outputs, 2), samples)
    T = np.eye(3)[classes] if outputs == 3 else classes[:, None].astype(float)
    decision = Decision(outputs, 0.5 if outputs == 1 else nan)
    plain, judging = Evaluator(net, HALF), Evaluator(net, HALF, decision)
    rows = table(X, T, net.dtype)
    predicted = net.predict(X)
    given = predicted.argmax(axis=1) if outputs == 3 else (predicted[:, 0] > 0.5).astype(int)
    found = judging.evaluate(rows)
    assert found.accuracy == np.mean(given == classes)
    assert judging.score(rows) == (found.loss, found.accuracy)
    assert found.loss == plain.evaluate(rows).loss == plain.loss(rows)
    assert isnan(plain.evaluate(rows).accuracy)
    by_hand = np.zeros((max(outputs, 2),) * 2, int)
    np.add.at(by_hand, (classes, given), 1)
    np.testing.assert_array_equal(judging.confusion(rows), by_hand)
    if samples > 1:
        np.testing.assert_array_equal(inspection.confusion_matrix(net, X, T), by_hand)
        np.testing.assert_array_equal(
            inspection.confusion_matrix(net, X, classes if outputs == 3 else T), by_hand
        )


def test_what_has_no_confusion_matrix() -> None:
    net = Network([2, 1])
    with pytest.raises(
        ValueError, match=r"^a confusion matrix needs targets that name classes, got numbers$"
    ):
        Evaluator(net, HALF).confusion(table(np.ones((2, 2)), column(1, 2), net.dtype))
    with pytest.raises(
        ValueError, match=r"^a confusion matrix needs two classes in Y or a threshold, got one class$"
    ):
        inspection.confusion_matrix(net, [[1, 2]], [[1]])


def test_no_samples_have_no_loss_and_no_accuracy() -> None:
    net = Network([2, 1])
    empty = table(np.zeros((0, 2)), np.zeros((0, 1)), net.dtype)
    evaluator = Evaluator(net, HALF, Decision(1, 0.5))
    assert isnan(evaluator.loss(empty))
    assert all(map(isnan, evaluator.score(empty)))
    assert evaluator.confusion(empty).tolist() == [[0, 0], [0, 0]]


def test_snapshots_know_the_accuracy_of_both_parts() -> None:
    X = RNG.normal(size=(60, 2))
    Y = np.where(X[:, :1] * X[:, 1:] > 0, 1.0, -1.0)
    trainer = Trainer(Network([2, 6, 1], "tanh", "tanh", seed=1), X[:40], Y[:40], optimizer=SGD(0.5))
    before = trainer.record(X[40:], Y[40:])
    trainer.run(2000)
    after = trainer.record(X[40:], Y[40:])
    for moment in (before, after):
        predicted = _at(trainer, moment.parameters).predict(X) > 0
        right = (predicted == (Y > 0))[:, 0]
        assert (moment.train_accuracy, moment.test_accuracy) == (right[:40].mean(), right[40:].mean())
    assert before.train_accuracy < 0.9 < after.train_accuracy
    assert isnan(trainer.snapshot().test_accuracy)
    numbers = Trainer(Network([2, 1]), X, Y, task="regression").snapshot(X, Y)
    assert isnan(numbers.train_accuracy)
    assert isnan(numbers.test_accuracy)
    with pytest.raises(ValueError, match=r"^task must be one of classification, regression"):
        Trainer(Network([2, 1]), X, Y, task="both")


def _at(trainer: Trainer, parameters: Array) -> Network:
    twin = trainer.net.copy()
    twin.load(parameters)
    return twin


def test_snapshots_know_how_large_gradient_and_update_were() -> None:
    X = RNG.normal(size=(20, 2))
    trainer = Trainer(Network([2, 3, 1], "tanh", seed=1), X, X[:, :1] ** 2, optimizer=SGD(0.1))
    first = trainer.record()
    assert first.gradient_sizes.tolist() == first.update_sizes.tolist() == [0, 0]
    trainer.step()
    second = trainer.record()
    assert second.gradient_sizes.tolist() == list(inspection.gradient_sizes(trainer))
    assert second.update_sizes.tolist() == list(inspection.update_sizes(trainer))
    assert (second.update_sizes > 0).all()
    assert second.nbytes == first.nbytes
    assert not second.gradient_sizes.flags.writeable
