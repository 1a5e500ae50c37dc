"""The samples of a run, cut into batches: shuffled before every epoch, or all at once in their order.
Its state can be saved and restored, so that the same batches come once more.
"""

from typing import Any

import numpy as np

from nnviz.validation import Array


class Order:
    """The order of so many samples: `places` (samples,), as a seeded generator shuffles them."""

    def __init__(self, samples: int, seed: int) -> None:
        self.places = np.arange(samples)
        self._rng = np.random.default_rng(seed)

    def shuffle(self) -> None:
        """Mix them for the next epoch."""
        self._rng.shuffle(self.places)

    def follow(self, other: "Order") -> None:
        """Shuffle by the generator of another order, which goes on."""
        self._rng = other._rng

    def saved(self) -> tuple[Array, Any]:
        """The order and the state of the generator."""
        return self.places.copy(), self._rng.bit_generator.state

    def restore(self, saved: tuple[Array, Any]) -> None:
        """Go back to what `saved` returned."""
        self.places[:], self._rng.bit_generator.state = saved


class Batches:
    """The samples of a `table` (samples, inputs + 1 + outputs) of `nnviz.blocks.table` in batches of `size`.

    Every batch is a view (inputs + 1 + outputs, size) that fits `TrainingStep.batch`: inputs, a row of ones,
    targets. `full` are those of an epoch with `size` samples, `rest` the shorter one at its end (`tail`
    samples, maybe none). One batch of all samples is the table itself and never shuffled.
    """

    def __init__(self, table: Array, size: int, seed: int) -> None:
        samples = len(table)
        self.size = size
        self.tail = samples % size
        self.an_epoch = -(-samples // size)
        self._order = Order(samples if self.an_epoch > 1 else 0, seed)
        self._table = table
        self._mixed = table.copy() if self.an_epoch > 1 else table
        columns = self._mixed.T
        self.full = [columns[:, at : at + size] for at in range(0, samples - self.tail, size)]
        self.rest = columns[:, samples - self.tail :]

    def cut_anew(self, size: int) -> "Batches":
        """Batches of another size, whose order comes from the same generator, which goes on."""
        batches = Batches(self._table, size, 0)
        batches._order.follow(self._order)
        return batches

    def shuffle(self) -> None:
        """Mix the samples for the next epoch."""
        if self.an_epoch > 1:
            self._order.shuffle()
            self._gather()

    def saved(self) -> tuple[Array, Any]:
        """The order of the samples and the state of the generator."""
        return self._order.saved()

    def restore(self, saved: tuple[Array, Any]) -> None:
        """Go back to what `saved` returned."""
        if self.an_epoch > 1:
            self._order.restore(saved)
            self._gather()

    def _gather(self) -> None:
        np.take(self._table, self._order.places, 0, self._mixed, "clip")
