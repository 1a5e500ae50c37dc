"""The samples that the networks of a stack are trained on, each in an order of its own.
Networks with the same samples share one table, so a thousand of them need no thousand copies.
"""

from collections.abc import Sequence

import numpy as np

from nnviz.training.batches import Order
from nnviz.validation import Array


class StackSamples:
    """The samples of every network, and the order in which it is trained on them.

    Parameters
    ----------
    tables : sequence of Array, (samples, inputs + 1 + outputs) for each network
        Of `nnviz.blocks.table`.
    seeds : sequence of int
        From which each network's samples are shuffled; nothing if they never are.
    """

    def __init__(self, tables: Sequence[Array], seeds: Sequence[int] = ()) -> None:
        self.models, self.count = len(tables), len(tables[0])
        different = {id(table): table for table in tables}
        starts = {name: self.count * at for at, name in enumerate(different)}
        self._table = tables[0] if len(different) == 1 else np.concatenate(list(different.values()))
        self._starts = np.array([[starts[id(table)]] for table in tables])
        self._orders = [Order(self.count, seed) for seed in seeds]
        self._mixed = self._starts + np.arange(self.count)

    def shuffle(self) -> None:
        """Mix the samples of each network for its next epoch, as `Batches` does."""
        for order, places, start in zip(self._orders, self._mixed, self._starts, strict=True):
            order.shuffle()
            np.add(order.places, start, places)

    def load(self, cut: slice, batch: Array) -> None:
        """Put these of the shuffled samples of each network into a `batch` of a recorded step.

        That is (inputs + 1 + outputs, models * samples of the cut), model after model.
        """
        self._load(self._mixed[:, cut], batch)

    def load_in_order(self, cut: slice, batch: Array) -> None:
        """The same for the samples in the order of their table."""
        self._load(self._starts + np.arange(cut.start, cut.stop), batch)

    def all_in_order(self) -> Array:
        """A batch (inputs + 1 + outputs, models * samples) of all samples; of one network it is a view."""
        if self.models == 1:
            return self._table.T
        batch = np.empty((self._table.shape[1], self.models * self.count), self._table.dtype)
        self.load_in_order(slice(0, self.count), batch)
        return batch

    def _load(self, places: Array, batch: Array) -> None:
        found = self._table.take(places, 0)  # (models, samples, inputs + 1 + outputs)
        batch.reshape(len(batch), *places.shape)[...] = found.transpose(2, 0, 1)
