"""What a network does on many samples, in one pass: loss, share of each output in it, activity, accuracy.
The pass goes over the samples in blocks, so that it needs little memory however many there are.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import nan
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnviz.blocks import block_size
from nnviz.networks.losses import Loss
from nnviz.networks.network import Forward, Network
from nnviz.read_only import read_only
from nnviz.training.classification import Decision
from nnviz.validation import Array

MOST = 2048  # samples in a block; more are no faster
KEPT = 3  # block sizes whose recordings are kept: training samples, test samples, and others asked about

Pair = tuple[Callable[..., object], tuple[Any, ...]]


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What one pass over samples found.

    `loss` is the mean loss, without penalties. `target_losses` (outputs,) is the share of each output in it,
    which adds up to it; empty for a loss that does not go output by output. `activity` (hidden units,), first
    layer first, is the fraction of the samples on which z > 0. `accuracy` is the
    fraction that is given the right class, NaN where outputs name none. All arrays are read-only.
    """

    loss: float
    target_losses: Array
    activity: Array
    accuracy: float = nan


class Score(NamedTuple):
    """The mean `loss` on some samples, and the `accuracy`: the fraction given the right class, or NaN."""

    loss: float
    accuracy: float


class _Sums(NamedTuple):
    """Mean loss and accuracy, and over all samples the sums of each output's loss, and of z > 0."""

    loss: float
    shares: Array
    counts: Array
    accuracy: float


class Evaluator:
    """Evaluates a network, at its parameters of this moment or at given ones; the network is left alone.

    Recordings and work arrays are kept from one call to the next. One evaluator belongs to one thread at a
    time.

    Parameters
    ----------
    net : Network
    loss : Loss
        An entry of `LOSSES`.
    decision : Decision, optional
        How outputs name a class; not given for a regression.
    """

    def __init__(self, net: Network, loss: Loss, decision: Decision | None = None) -> None:
        self._source, self._net, self._loss, self.decision = net, net.copy(), loss, decision
        self._passes: dict[int, _Pass] = {}

    def evaluate(self, table: Array, parameters: ArrayLike | None = None) -> Evaluation:
        """Mean loss, share of each output, activity of each unit and accuracy, in one pass.

        Parameters
        ----------
        table : Array, (samples, inputs + 1 + outputs)
            Of `nnviz.blocks.table`, in the network's dtype.
        parameters : array_like, (parameters,), optional
            Those of this moment if not given.

        Returns
        -------
        Evaluation

        Raises
        ------
        ValueError
            If `parameters` do not fit or are not finite.
        """
        found, samples = self._run(table, parameters, active=True, judged=True), len(table)
        shares, activity = read_only(found.shares / samples), read_only(found.counts / samples)
        return Evaluation(found.loss, shares, activity, found.accuracy)

    def loss(self, table: Array, parameters: ArrayLike | None = None) -> float:
        """The mean loss alone, NaN of no samples; `table`, `parameters` and errors as for `evaluate`."""
        return self._run(table, parameters).loss

    def score(self, table: Array, parameters: ArrayLike | None = None) -> Score:
        """Mean loss and accuracy, NaN of no samples; `table`, `parameters` and errors as for `evaluate`."""
        found = self._run(table, parameters, judged=True)
        return Score(found.loss, found.accuracy)

    def confusion(
        self,
        table: Array,
        parameters: ArrayLike | None = None,
        activations: Sequence[str] | None = None,
    ) -> Array:
        """How often samples of a class, the row, are given a class, the column: (classes, classes) of int.

        `table`, `parameters` and errors as for `evaluate`; ValueError also where outputs name no class.
        `activations`, one a layer, are those of this moment if not given.
        """
        if self.decision is None:
            raise ValueError("a confusion matrix needs targets that name classes, got numbers")
        found = np.zeros((self.decision.classes, self.decision.classes), np.int64)
        for one, _ in self._blocks(table, parameters, False, activations):
            found += self.decision.confusion(one.outputs, one.targets)
        return read_only(found)

    def _run(
        self, table: Array, parameters: ArrayLike | None, active: bool = False, judged: bool = False
    ) -> "_Sums":
        """The mean loss, and sums over all samples: of how often a unit had z > 0, if asked for what is
        `active`, and of how many were right, if they are to be `judged`.
        """
        total, right = 0.0, 0
        shares: Array | float = 0.0
        counts: Array | int = 0
        for one, loss in self._blocks(table, parameters, active):
            total += loss
            shares = shares + one.shares
            if active:
                counts = counts + one.counts
            if judged and self.decision is not None:
                right += self.decision.right(one.outputs, one.targets)
        samples = len(table)
        if not samples:
            return _Sums(nan, np.zeros(0), np.zeros(0), nan)
        accuracy = nan if self.decision is None else right / samples
        return _Sums(total / samples, np.asarray(shares), np.asarray(counts), accuracy)

    def _blocks(
        self,
        table: Array,
        parameters: ArrayLike | None,
        active: bool,
        activations: Sequence[str] | None = None,
    ) -> Iterator[tuple["_Pass", float]]:
        """The pass after each block of samples, with the summed loss of the block."""
        wanted = tuple(activations or self._source.activations)
        if wanted != self._net.activations:
            self._net = self._source.copy(activations=wanted)
            self._passes.clear()
        if parameters is None:
            self._net.parameters[:] = self._source.parameters
        else:
            self._net.load(parameters)
        if not len(table):
            return
        one = self._pass(len(table))
        for start in range(0, len(table), one.size):
            # The last block begins early enough to be whole; what was seen before does not count again.
            first = min(start, len(table) - one.size)
            with np.errstate(all="ignore"):
                loss = one.run(table[first : first + one.size].T, start - first, active)
            yield one, loss

    def _pass(self, samples: int) -> "_Pass":
        network = self._net
        size = size_of_block(samples, network.sizes, network.dtype.itemsize)
        found = self._passes.pop(size, None) or _Pass(network, self._loss, size)
        self._passes[size] = found  # the last one used stands last
        if len(self._passes) > KEPT:
            del self._passes[next(iter(self._passes))]
        return found


def size_of_block(samples: int, sizes: tuple[int, ...], itemsize: int) -> int:
    """How many of so many samples an evaluator of a network with these layer `sizes` takes at a time."""
    return block_size(samples, sum(sizes) * itemsize, MOST)


class _Pass:
    """A recorded forward pass over `size` samples that looks at z before an activation overwrites it.

    After a run, `shares` (outputs,) and `counts` (hidden units,) are sums over the samples that count, and
    `outputs` and `targets` (outputs, samples) are theirs.
    """

    def __init__(self, network: Network, loss: Loss, size: int) -> None:
        self.size, self._loss = size, loss
        self._forward = Forward(network, size)
        self._ones = network.sizes[0] + 1  # rows of inputs, with the row of ones
        ends = np.cumsum([0, *network.sizes[1:-1]]).tolist()
        self._mask = np.empty((ends[-1], size), bool)
        self.counts = np.zeros(ends[-1], np.int64)
        masks = [self._mask[start:end] for start, end in pairwise(ends)]
        zero = np.zeros((), network.dtype)
        self._calls: list[Pair] = [(call.function, call.args) for call in self._forward.calls]
        self._looking: list[Pair] = []  # the same with a look at every z
        for call, pair in zip(self._forward.calls, self._calls, strict=True):
            self._looking.append(pair)
            if call.what == "before activation" and call.layer <= len(masks):
                self._looking.append((np.greater, (call.result, zero, masks[call.layer - 1])))
        self.shares = np.zeros(network.sizes[-1] if loss.by_output else 0)
        self._errors = np.empty((len(self.shares), size))
        self.outputs = self.targets = self._forward.A[-1][:-1]

    def run(self, block: Array, skipped: int, active: bool) -> float:
        """The summed loss of a block (inputs + 1 + outputs, size) without its first `skipped` samples."""
        np.copyto(self._forward.A[0], block[: self._ones])
        for function, args in self._looking if active else self._calls:
            function(*args)
        if active and len(self.counts):
            seen = self._mask[:, skipped:].view(np.uint8)
            np.add.reduce(seen, 1, np.int64, out=self.counts)
        self.outputs = self._forward.A[-1][:-1, skipped:]
        self.targets = block[self._ones :, skipped:]
        return self._losses(self._forward.scores[:, skipped:], self.outputs, self.targets)

    def _losses(self, z: Array, a: Array, t: Array) -> float:
        if not len(self.shares):
            return float(self._loss.each(z, a, t).sum())
        errors = self._errors[:, : a.shape[1]]
        np.subtract(a, t, errors, dtype=np.float64)
        np.vecdot(errors, errors, self.shares)
        np.multiply(self.shares, 0.5, self.shares)
        return float(self.shares.sum())
