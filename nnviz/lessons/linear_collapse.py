"""What a network would be without its activations: a single layer could do the same as all of them.
Products of matrices are a matrix again, so only the curves between them make depth worth having.
"""

from functools import reduce

import numpy as np

from nnviz.networks.network import Network


class NotLinearError(ValueError):
    """Layers that cannot be written as one: `layer` (from 1) is the first with an `activation` in the way."""

    def __init__(self, layer: int, activation: str) -> None:
        super().__init__(layer, activation)
        self.layer, self.activation = layer, activation

    def __str__(self) -> str:
        return (
            f"every activation must be linear to collapse the layers into one, got {self.activation!r} in "
            f"layer {self.layer}, which no matrix product can stand for; set it to 'linear'"
        )


def without_activations(network: Network) -> Network:
    """Copy a network and switch all its activations off.

    Parameters
    ----------
    network : Network
        Left as it is.

    Returns
    -------
    Network
        With the same parameters, every activation linear.
    """
    dtype, bias = network.dtype.name, network.has_bias
    twin = Network(network.sizes, "linear", "linear", "zeros", 0, dtype, bias)
    twin.load(network.parameters)
    return twin


def collapse(network: Network) -> Network:
    """Compute the one linear layer that does what all the linear layers of a network do.

    From (x W1 + b1) W2 + b2 = x (W1 W2) + (b1 W2 + b2), layer after layer.

    Parameters
    ----------
    network : Network
        Left as it is.

    Returns
    -------
    Network
        One layer with W = W1 W2 ... (inputs, outputs) and b = (b1 W2 + b2) W3 + ... (outputs,), which it
        does not have if no layer has a bias.

    Raises
    ------
    NotLinearError
        A ValueError, if an activation is not "linear".
    ValueError
        If the products are too large for the network's dtype.
    """
    for layer, activation in enumerate(network.activations, 1):
        if activation != "linear":
            raise NotLinearError(layer, activation)
    with np.errstate(all="ignore"):
        W = reduce(np.matmul, network.weights)
        b = np.zeros(network.sizes[0], network.dtype)
        for weights, bias in zip(network.weights, network.biases, strict=True):
            b = b @ weights + bias if bias.size else b @ weights
    return Network.from_parameters([W], [b if any(network.has_bias) else None], dtype=network.dtype.name)
