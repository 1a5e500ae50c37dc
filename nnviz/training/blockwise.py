"""One training step on a large batch, block after block: the gradients of the blocks are summed up.
The numbers of a block stay near the processor, and only those of one block take memory.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import isfinite

import numpy as np

from nnviz.blocks import block_size
from nnviz.networks.losses import Loss
from nnviz.networks.network import Network
from nnviz.tape import ALL_LAYERS, Call, Tape
from nnviz.training.optimizer import Optimizer, OptimizerState
from nnviz.training.training_step import TrainingStep
from nnviz.training.update_calls import record_penalties, record_update
from nnviz.validation import Array

MOST = 1024  # samples in a block; more are no faster
KINDS = 3  # arrays that a step holds for every unit: outputs, slopes, deltas


class BlockwiseStep:
    """What `TrainingStep` is for a batch that is cut into blocks of `block` samples; the last may be shorter.

    `calls` is one list: for every block its copy into place, forward, backward, and its gradient added to
    that of the batch; then that of the mean or another `multiple`, penalties and update. `batch`
    (inputs + 1 + outputs, samples) holds inputs, ones and targets, `T` is its targets. `A[l]` is the output
    of layer l for the block whose loss was found last, `G[l - 1]` the gradient of the batch after a run.
    """

    def __init__(
        self,
        network: Network,
        batch: Array,
        block: int,
        loss: Loss,
        optimizer: Optimizer,
        state: OptimizerState,
        l1: float = 0.0,
        l2: float = 0.0,
        multiple: float = 1.0,
        clip: float | None = None,
        frozen: Array | None = None,
    ) -> None:
        self.network, self.batch, self.loss = network, batch, loss
        self.batch_size, self.G = batch.shape[1], network.split(state.gradient)
        self._share = multiple / self.batch_size
        part = replace(state, gradient=np.zeros_like(state.gradient))
        columns = [batch[:, at : at + block] for at in range(0, self.batch_size, block)]
        steps = {
            size: TrainingStep(network, size, loss, optimizer, part, multiple=size)
            for size in dict.fromkeys(one.shape[1] for one in columns)
        }
        self._blocks = [(steps[one.shape[1]], one) for one in columns]
        self.A, self.T = self._blocks[0][0].A, batch[network.sizes[0] + 1 :]
        tape = Tape()
        record_penalties(tape, network, state.gradient, l1, l2)
        record_update(tape, network, optimizer, state, clip, frozen)
        self.calls = [*self._gradient(part.gradient, state), *tape.calls]
        self.pairs = [(call.function, call.args) for call in self.calls]

    def run(self) -> None:
        """One training step on the batch that is loaded."""
        for function, args in self.pairs:
            function(*args)

    def batch_loss(self) -> float:
        """Mean loss of the loaded batch with the parameters of this moment, without the penalties.

        If that of a block is not finite, the mean is not, and `A` stays as it is in that block.
        """
        total = 0.0
        for step, columns in self._blocks:
            self.A = step.A
            np.copyto(step.batch, columns)
            total += step.batch_loss() * step.batch_size
            if not isfinite(total):
                break
        return float(total / self.batch_size)

    def _gradient(self, part: Array, state: OptimizerState) -> Iterator[Call]:
        """Forward and backward of every block, the sum of their gradients, and its share of the loss."""
        for number, (step, columns) in enumerate(self._blocks):
            tape = Tape()
            tape.at(ALL_LAYERS, "block")
            tape(np.copyto, step.batch, columns, result=step.batch)
            yield from (*tape.calls, *step.forward, *step.backward)
            tape = Tape()
            tape.at(ALL_LAYERS, "gradient")
            if number:
                tape(np.add, state.gradient, part, state.gradient)
            else:
                tape(np.copyto, state.gradient, part, result=state.gradient)
            yield from tape.calls
        if self._share != 1:
            tape = Tape()
            tape.at(ALL_LAYERS, "gradient")
            tape(np.multiply, state.gradient, np.array(self._share, part.dtype), state.gradient)
            yield from tape.calls


Step = TrainingStep | BlockwiseStep


def recorded_step(
    network: Network,
    batch_size: int,
    loss: Loss,
    optimizer: Optimizer,
    state: OptimizerState,
    l1: float = 0.0,
    l2: float = 0.0,
    batch: Array | None = None,
    multiple: float = 1.0,
    clip: float | None = None,
    frozen: Array | None = None,
) -> Step:
    """The step for so many samples, on `multiple` times their mean loss: at once, or in blocks if many.

    `batch` (inputs + 1 + outputs, batch_size) holds the samples if they never change; else they are to be
    put into that of the step. `clip` and `frozen` are those of `TrainingStep`.
    """
    block = block_size(batch_size, bytes_a_sample(network.sizes, network.dtype.itemsize), MOST)
    if block == batch_size:
        step = TrainingStep(
            network, batch_size, loss, optimizer, state, l1, l2, multiple, clip=clip, frozen=frozen
        )
        if batch is not None:
            step.batch[...] = batch
        return step
    if batch is None:
        batch = np.empty((network.sizes[0] + 1 + network.sizes[-1], batch_size), network.dtype)
    return BlockwiseStep(
        network, batch, block, loss, optimizer, state, l1, l2, multiple, clip=clip, frozen=frozen
    )


def bytes_a_sample(sizes: tuple[int, ...], itemsize: int) -> int:
    """The bytes that a step of a network with these layer `sizes` works on for one sample."""
    return KINDS * sum(units + 1 for units in sizes[1:]) * itemsize
