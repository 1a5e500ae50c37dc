"""How large the gradient of each layer is, and its update beside its parameters, at little cost."""

from typing import NamedTuple

import numpy as np

from nnviz.networks.network import Network
from nnviz.read_only import read_only
from nnviz.training.optimizer import OptimizerState
from nnviz.validation import Array


class LayerSizes(NamedTuple):
    """Root mean square of the last `gradient` in each layer, and of the last `update` relative to that of the
    parameters: (layers,) in float64, read-only; 0 before the first update and for a layer of zeros.
    """

    gradient: Array
    update: Array


def layer_sizes(network: Network, state: OptimizerState) -> LayerSizes:
    """The sizes of what an optimizer has done last to the parameters of a network."""
    numbers = np.array((state.gradient, state.update, network.parameters), np.float64)
    starts = [cut.start for cut in network.layer_slices]
    counts = [cut.stop - cut.start for cut in network.layer_slices]
    with np.errstate(all="ignore"):
        np.square(numbers, numbers)
        gradient, update, parameters = np.sqrt(np.add.reduceat(numbers, starts, 1) / counts)
        parameters[parameters == 0] = np.inf
        return LayerSizes(read_only(gradient), read_only(update / parameters))
