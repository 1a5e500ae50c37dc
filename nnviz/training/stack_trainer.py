"""Trains a stack of networks of one structure, each on its own, by one list of calls for all of them.
A network that diverges stays at what is not finite and changes nothing for the others.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from nnviz.blocks import NEAR, block_size
from nnviz.networks.losses import REDUCTIONS, Loss
from nnviz.networks.network import Forward, Network
from nnviz.training.blockwise import MOST, Step, bytes_a_sample, recorded_step
from nnviz.training.evaluation import size_of_block
from nnviz.training.optimizer import Optimizer
from nnviz.training.stack_samples import StackSamples
from nnviz.validation import Array, whole_number

MOST_MODELS = 64  # in one stack: more are hardly faster, and several stacks can be spread over processors
STACK_BYTES = 4 * NEAR  # that one stack works on: measured, fewer calls are worth more than near numbers
VECTORS = 4  # as long as the parameters, that an update works on


class StackTrainer:
    """Trains each network of a stack as a `Trainer` would, up to the rounding of sums.

    Parameters
    ----------
    net : Network
        Of `stacked`; trained in place.
    tables : sequence of Array, (samples, inputs + 1 + outputs) for each network
        Of `nnviz.blocks.table`; networks with the same samples share one object.
    loss : Loss
    optimizer : Optimizer
        Its own rate is not used.
    rates : sequence of float
        The learning rate of each network.
    seeds : sequence of int
        Of the order of each network's samples, where a batch is not the whole.
    batch_size : int, optional
        None means all samples in each update.
    l1, l2 : float
        Strengths of the penalties.
    reduction : {"mean", "sum"}
    clip : float, optional
        The longest gradient of a network; these two as for `Trainer`.

    Raises
    ------
    ValueError
        If loss and output do not go together, or `batch_size` is larger than the number of samples.
    """

    def __init__(
        self,
        net: Network,
        tables: Sequence[Array],
        loss: Loss,
        optimizer: Optimizer,
        rates: Sequence[float],
        seeds: Sequence[int],
        batch_size: int | None = None,
        l1: float = 0.0,
        l2: float = 0.0,
        reduction: str = "mean",
        clip: float | None = None,
    ) -> None:
        self.net, samples = net, len(tables[0])
        whole = samples if batch_size is None else batch_size
        size = whole_number("batch_size", whole, 1, samples, "the number of samples")
        self.samples = StackSamples(tables, seeds if size < samples else ())
        # A rate for each network is broadcast, which costs more than one rate for all.
        rate = np.array(rates[0] if len(set(rates)) == 1 else [[one] for one in rates], net.dtype)
        goal = loss, optimizer, replace(optimizer.start(net.parameters), rate=rate), l1, l2
        batch = self.samples.all_in_order() if size == samples else None
        self._steps: dict[int, Step] = {
            one: recorded_step(net, one, *goal, batch, REDUCTIONS[reduction](one), clip)
            for one in {size, samples % size or size}
        }
        self._cuts = [slice(at, min(at + size, samples)) for at in range(0, samples, size)]
        self._epoch, self._losses = 0, _Losses(net, loss, self.samples)

    @property
    def epoch(self) -> int:
        """Epochs done."""
        return self._epoch

    @property
    def diverged(self) -> Array:
        """Whether the parameters of a network, squared, are no longer finite, (models,) of bool."""
        parameters = self.net.parameters
        with np.errstate(all="ignore"):
            return np.asarray(~np.isfinite(np.vecdot(parameters, parameters)))

    def run(self, epochs: int = 1) -> None:
        """Train all networks for so many epochs."""
        last = self._epoch + whole_number("epochs", epochs, 0)
        with np.errstate(all="ignore"):
            while self._epoch < last:
                if len(self._cuts) == 1:
                    self._steps[self.samples.count].run()
                else:
                    self._run_batches()
                self._epoch += 1

    def losses(self) -> Array:
        """The mean loss of each network on its samples, (models,), without penalties; NaN if it diverged."""
        return np.where(self.diverged, np.nan, self._losses.run())

    def _run_batches(self) -> None:
        self.samples.shuffle()
        for cut in self._cuts:
            step = self._steps[cut.stop - cut.start]
            self.samples.load(cut, step.batch)
            step.run()


class _Losses:
    """A recorded forward pass over all samples of every network, in blocks if there is one network only."""

    def __init__(self, net: Network, loss: Loss, samples: StackSamples) -> None:
        self._loss, self._samples = loss, samples
        one = samples.models == 1
        self._size = size_of_block(samples.count, net.sizes, net.dtype.itemsize) if one else samples.count
        self._forward, self._ones = Forward(net, self._size), net.sizes[0] + 1
        self._batch = np.empty((self._ones + net.sizes[-1], samples.models * self._size), net.dtype)
        self._loaded = -1

    def run(self) -> Array:
        """The mean loss of each network, (models,) in float64."""
        count, size, total = self._samples.count, self._size, np.zeros(self._samples.models)
        for start in range(0, count, size):
            # The last block begins early enough to be whole; what was seen before does not count again.
            first = min(start, count - size)
            self._load(first)
            each = self._each().reshape(len(total), size)[:, start - first :]
            total += each.sum(axis=1)
        return total / count

    def _load(self, first: int) -> None:
        if self._loaded != first:
            self._samples.load_in_order(slice(first, first + self._size), self._batch)
            np.copyto(self._forward.A[0], self._batch[: self._ones])
            self._loaded = first

    def _each(self) -> Array:
        a = self._forward.run()
        return self._loss.each(self._forward.scores, a, self._batch[self._ones :])


def models_together(sizes: Sequence[int], itemsize: int, samples: int, batch_size: int | None = None) -> int:
    """How many networks with these layer `sizes` are best trained in one stack: as many as a core keeps near.

    1 where the samples of an update are so many that a step goes over them in blocks.
    """
    size, a_sample = batch_size or samples, bytes_a_sample(tuple(sizes), itemsize)
    if block_size(size, a_sample, MOST) < size:
        return 1
    columns = sizes[0] + 1 + sizes[-1]
    parameters = sum((below + 1) * units for below, units in pairwise(sizes))
    needed = size * (a_sample + columns * itemsize) + VECTORS * parameters * itemsize
    return min(MOST_MODELS, max(1, STACK_BYTES // needed))
