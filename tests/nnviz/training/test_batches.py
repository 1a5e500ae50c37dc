"""Samples in batches: whole epochs, tails, and the same order once more."""

import numpy as np
import pytest

from nnviz.blocks import table
from nnviz.training.batches import Batches

X, T = np.arange(14.0).reshape(7, 2), 100 + np.arange(7.0)[:, None]


def _batches(size: int, seed: int = 0) -> Batches:
    return Batches(table(X, T, np.dtype("float32")), size, seed)


@pytest.mark.parametrize(("size", "an_epoch", "tail"), [(1, 7, 0), (3, 3, 1), (4, 2, 3), (7, 1, 0)])
def test_an_epoch_is_every_sample_once(size: int, an_epoch: int, tail: int) -> None:
    batches = _batches(size)
    batches.shuffle()
    assert (batches.an_epoch, batches.tail, batches.rest.shape) == (an_epoch, tail, (4, tail))
    assert all(batch.shape == (4, size) for batch in batches.full)
    rows = np.hstack([*batches.full, batches.rest])
    assert rows.dtype == np.float32
    np.testing.assert_array_equal(np.sort(rows[3]), T[:, 0])
    np.testing.assert_array_equal(rows[2], 1)
    np.testing.assert_array_equal(rows[1] - rows[0], 1)  # a sample stays together
    np.testing.assert_array_equal(rows[0], 2 * (rows[3] - 100))


def test_saved_and_restored_batches_come_once_more() -> None:
    batches = _batches(3)
    batches.shuffle()
    saved, first = batches.saved(), np.hstack(batches.full)
    batches.shuffle()
    second = np.hstack(batches.full)
    batches.restore(saved)
    np.testing.assert_array_equal(np.hstack(batches.full), first)
    batches.shuffle()
    np.testing.assert_array_equal(np.hstack(batches.full), second)
