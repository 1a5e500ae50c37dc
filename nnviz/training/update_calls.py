"""The calls from the gradient of the loss to new parameters: penalties, what is frozen, clipping, update.
Every kind of step records them in this order; what is not asked for has no call.
"""

import numpy as np

from nnviz.networks.network import Network
from nnviz.tape import ALL_LAYERS, Tape
from nnviz.training.optimizer import Optimizer, OptimizerState
from nnviz.validation import Array


def record_penalties(tape: Tape, network: Network, gradient: Array, l1: float, l2: float) -> None:
    """gradient += l1·sign(w) + l2·w, where a vector of strengths leaves the biases alone."""
    parameters, work = network.parameters, np.empty_like(gradient)
    tape.at(ALL_LAYERS, "penalty")
    if l1:
        tape(np.sign, parameters, work)
        tape(np.multiply, work, l1 * _weight_mask(network), work)
        tape(np.add, gradient, work, gradient)
    if l2:
        tape(np.multiply, parameters, l2 * _weight_mask(network), work)
        tape(np.add, gradient, work, gradient)


def record_update(
    tape: Tape,
    network: Network,
    optimizer: Optimizer,
    state: OptimizerState,
    clip: float | None = None,
    frozen: Array | None = None,
) -> None:
    """The update by `state.gradient`, which is cut to the length `clip`, but for what is `frozen`.

    Where the mask `frozen` (parameters,) is true, the gradient is 0, also for the memory of the optimizer,
    and parameters stay whatever that memory is.
    """
    parameters, zero = network.parameters, np.zeros((), network.dtype)
    tape.at(ALL_LAYERS, "clipping")
    if frozen is not None:
        tape(np.putmask, state.gradient, frozen, zero, result=state.gradient)
    if clip is not None:
        _record_clipping(tape, state.gradient, clip)
    tape.at(ALL_LAYERS, "update")
    if frozen is None:
        optimizer.record(tape, parameters, state)
        return
    kept = np.empty_like(parameters)
    tape(np.copyto, kept, parameters, result=kept)
    optimizer.record(tape, parameters, state)
    tape(np.putmask, parameters, frozen, kept, result=parameters)
    tape(np.putmask, state.update, frozen, zero, result=state.update)


def _record_clipping(tape: Tape, gradient: Array, clip: float) -> None:
    """gradient *= min(1, clip / its length), as Pascanu et al., 2013; a shorter one is multiplied by 1.

    Of a stack (models, parameters) each model's gradient has a length of its own.
    """
    limit, size = np.array(clip, gradient.dtype), np.empty(gradient.shape[:-1], gradient.dtype)
    if gradient.ndim == 1:
        tape(gradient.dot, gradient, size)
    else:
        tape(np.vecdot, gradient, gradient, size)
    tape(np.sqrt, size, size)
    tape(np.fmax, size, limit, size)
    tape(np.divide, limit, size, size)
    tape(np.multiply, gradient, size if gradient.ndim == 1 else size[:, None], gradient)


def _weight_mask(network: Network) -> Array:
    """One for every weight and zero for every bias, in the order of the flat vector."""
    mask = np.ones_like(network.parameters)
    for matrix, inputs in zip(network.split(mask), network.sizes[:-1], strict=True):
        matrix[..., inputs:] = 0
    return mask
