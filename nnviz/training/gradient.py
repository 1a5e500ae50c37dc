"""The gradient of the mean loss over many samples, at any parameters, without a trainer.
It goes over the samples block by block, so that many need no more memory than few.
"""

import numpy as np

from nnviz.networks.losses import Loss
from nnviz.networks.network import Network
from nnviz.training.optimizers import SGD
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array

BLOCK = 1024  # samples in one pass


class Gradient:
    """The gradient (parameters,) of the mean loss + ½·l2·Σw², in float64, by the recorded backward pass.

    Parameters
    ----------
    net : Network
        Copied: it stays as it is.
    samples : Array, (samples, inputs + 1 + outputs)
        Of `nnviz.blocks.table`.
    loss : Loss
        An entry of `LOSSES`.
    l2 : float
        The strength of the penalty.
    """

    def __init__(self, net: Network, samples: Array, loss: Loss, l2: float = 0.0) -> None:
        self.net, self._samples = net.copy("float64"), len(samples)
        optimizer = SGD()
        self._state = optimizer.start(self.net.parameters)
        self._blocks = [samples[at : at + BLOCK].T for at in range(0, len(samples), BLOCK)]
        self._steps = {
            size: TrainingStep(self.net, size, loss, optimizer, self._state, l2=l2)
            for size in {block.shape[1] for block in self._blocks}
        }

    def at(self, parameters: Array) -> Array:
        """A new array (parameters,)."""
        self.net.parameters[:] = parameters
        total = np.zeros_like(self.net.parameters)
        for block in self._blocks:
            step = self._steps[block.shape[1]]
            step.batch[...] = block
            for call in (*step.forward, *step.backward):
                call.function(*call.args)
            total += self._state.gradient * (step.batch_size / self._samples)
        return total
