"""The digits from the file, and the net that takes a 3 for a 6 until it has had its lessons."""

from importlib.resources import files

import numpy as np
import pytest

from nnviz import SGD, Network, Trainer, inspection
from nnviz.datasets import digits
from nnviz.lessons import digit_classifier


def test_the_pictures_and_their_classes() -> None:
    data = digits()
    assert (data.X.shape, data.Y.shape, data.task) == ((1086, 64), (1086, 6), "classification")
    assert data.Y.sum(axis=0).tolist() == [182, 177, 183, 181, 182, 181]
    assert (data.Y.sum(axis=1) == 1).all()
    assert (data.X.min(), data.X.max()) == (0, 1)
    np.testing.assert_array_equal(data.X * 16, np.round(data.X * 16))
    assert data.target_names == ("1", "2", "3", "4", "5", "6")
    assert (data.feature_names[0], data.feature_names[10]) == ("pixel 0,0", "pixel 1,2")


def test_they_are_shared_and_cannot_be_written_to() -> None:
    data = digits()
    assert digits() is data
    for array in (data.X, data.Y):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 1


def test_they_are_scikit_learns_in_the_same_order() -> None:
    source = pytest.importorskip("sklearn.datasets").load_digits()
    chosen = (source.target >= 1) & (source.target <= 6)
    np.testing.assert_array_equal(digits().X * 16, source.data[chosen])
    np.testing.assert_array_equal(digits().Y.argmax(axis=1) + 1, source.target[chosen])


def test_source_and_licence_lie_beside_them() -> None:
    text = (files("nnviz") / "datasets" / "README.md").read_text(encoding="utf-8")
    for part in ("Alpaydin", "Kaynak", "https://doi.org/10.24432/C50P49", "CC BY 4.0", "left out"):
        assert part in text


def test_the_shown_picture_is_a_3_that_the_reader_never_learns_from() -> None:
    train, test = digit_classifier.digit_parts()
    assert (len(train), len(test)) == (760, 326)
    picture = digits().X[digit_classifier.A_THREE]
    assert digits().Y[digit_classifier.A_THREE].tolist() == [0, 0, 1, 0, 0, 0]
    np.testing.assert_array_equal(test.X[digit_classifier.A_THREE_IN_TEST], picture)
    assert not (picture == train.X).all(axis=1).any()
    assert ["".join("#" if grey > 0.45 else "." for grey in row) for row in picture.reshape(8, 8)] == [
        "..####..",
        ".###.#..",
        ".#..##..",
        "...###..",
        "....##..",
        ".....##.",
        "....###.",
        "..####..",
    ]


def test_untrained_it_says_6_with_49_percent() -> None:
    probabilities = digit_classifier.untrained_classifier().predict(digits().X[[digit_classifier.A_THREE]])[0]
    assert probabilities.argmax() == 5
    assert f"{probabilities[5]:.0%}" == "49%"


def test_with_lessons_it_says_3() -> None:
    train, test = digit_classifier.digit_parts()
    net = digit_classifier.untrained_classifier()
    optimizer = SGD(digit_classifier.RATE)
    trainer = Trainer(net, train.X, train.Y, "cross_entropy", optimizer, digit_classifier.BATCH_SIZE, seed=0)
    outputs = [net.predict(digits().X[[digit_classifier.A_THREE]])[0]]
    for _ in range(240):
        trainer.step()
        outputs.append(net.predict(digits().X[[digit_classifier.A_THREE]])[0])
        if trainer.steps == 120:
            assert inspection.accuracy(net, test.X, test.Y) > 0.96
    says = np.argmax(outputs, axis=1) + 1
    assert says.tolist() == [6] * 6 + [3] * 235
    three = [round(float(probabilities[2]), 2) for probabilities in outputs]
    assert [three[updates] for updates in (0, 10, 20, 40, 96)] == [0.13, 0.36, 0.69, 0.84, 0.94]
    assert min(float(probabilities[2]) for probabilities in outputs[87:]) > 0.9
    assert trainer.steps_per_epoch == 24
    assert inspection.accuracy(net, test.X, test.Y) > 0.98


def test_accuracy_is_the_fraction_of_right_answers() -> None:
    net = Network.from_parameters([np.eye(3)], [np.zeros(3)])
    X = [[3, 1, 2], [0, 5, 1], [1, 2, 3], [9, 0, 0]]
    assert inspection.accuracy(net, X, [0, 1, 2, 1]) == 0.75
    assert inspection.accuracy(net, X, np.eye(3)[[0, 2, 1, 0]]) == 0.5


def test_what_accuracy_refuses() -> None:
    with pytest.raises(
        ValueError, match=r"^accuracy needs a network with an output for each class, at least 2, got 1$"
    ):
        inspection.accuracy(Network([2, 1]), [[1, 2]], [0])
    with pytest.raises(ValueError, match=r"^X and Y must have the same number of rows, got 1 and 2$"):
        inspection.accuracy(Network([2, 2]), [[1, 2]], [0, 1])
