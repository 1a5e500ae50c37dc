"""Updates on the batches of an epoch: the recorded step for a full batch, and one for a short last batch."""

from collections.abc import Callable, Iterable

from nnviz.training.batches import Batches
from nnviz.training.blockwise import Step
from nnviz.validation import Array

Recorder = Callable[[int, Array | None], Step]


class BatchedSteps:
    """Trains on the `batches`, with steps that `record` writes down for a number of samples.

    `record` gets the samples too where they never change. `full` is the step for a full batch, `current` the
    one that was run last.
    """

    def __init__(self, batches: Batches, record: Recorder) -> None:
        self.batches = batches
        self._whole = batches.an_epoch == 1
        self.full = record(batches.size, batches.full[0] if self._whole else None)
        self._tail = record(batches.tail, None) if batches.tail else None
        self.current = self.full

    def run(self, place: int, count: int) -> None:
        """So many updates, from the batch of number `place` on; before the first one samples are shuffled."""
        if self._whole:
            pairs = self.full.pairs
            for _ in range(count):
                for function, args in pairs:
                    function(*args)
            return
        while count:
            if place == 0:
                self.batches.shuffle()
            end = min(place + count, self.batches.an_epoch)
            self._run_batches(place, end)
            place, count = 0, count - (end - place)

    def _run_batches(self, first: int, end: int) -> None:
        """The batches first..end - 1 of this epoch; the one after the full ones is the short last batch."""
        self._run_full(self.batches.full[first:end])
        self.current = self.full
        if end > len(self.batches.full) and self._tail is not None:
            self._tail.batch[...] = self.batches.rest
            self._tail.run()
            self.current = self._tail

    def _run_full(self, batches: Iterable[Array]) -> None:
        pairs, load = self.full.pairs, self.full.batch
        for columns in batches:
            load[...] = columns
            for function, args in pairs:
                function(*args)
