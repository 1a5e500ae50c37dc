"""How large the gradient of each layer is, and its update beside its parameters, at little cost."""

from math import inf, sqrt

import numpy as np

from nnviz.networks.network import Network
from nnviz.validation import Array


def root_mean_squares(network: Network, flat: Array) -> Array:
    """Root mean square of a vector like `network.parameters` in each layer: (layers,) in float64."""
    with np.errstate(all="ignore"):
        wide = flat.astype(np.float64)
        parts = (wide[cut] for cut in network.layer_slices)
        return np.array([sqrt(part.dot(part) / part.size) if part.size else 0.0 for part in parts])


def relative_sizes(network: Network, update: Array) -> Array:
    """That of an update relative to that of the parameters: (layers,); 0 for a layer of zeros."""
    sizes = root_mean_squares(network, network.parameters)
    return root_mean_squares(network, update) / np.where(sizes > 0, sizes, inf)
