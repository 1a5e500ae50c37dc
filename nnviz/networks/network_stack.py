"""Several networks of one structure as one: the same recorded calls compute and train all of them at once."""

from collections.abc import Sequence

import numpy as np

from nnviz.networks.network import Network


def stacked(networks: Sequence[Network]) -> Network:
    """Several networks as one whose parameters (models, parameters) have one more axis in front.

    Parameters
    ----------
    networks : sequence of Network
        They are copied.

    Returns
    -------
    Network
        Its `weights`, `biases` and `matrices` have the axis in front too.

    Raises
    ------
    ValueError
        For no network, and for networks that differ in structure.

    Examples
    --------
    >>> stack = stacked([Network([2, 4, 3], seed=seed) for seed in range(5)])
    >>> stack.models, stack.parameters.shape, stack.weights[0].shape
    ((5,), (5, 27), (5, 2, 4))
    """
    if len({(one.sizes, one.activations, one.has_bias, one.dtype) for one in networks}) != 1:
        raise ValueError(f"networks must be one or more of one structure, got {list(networks)}")
    stack = networks[0].copy()
    stack.hold(np.stack([network.parameters for network in networks]))
    return stack
