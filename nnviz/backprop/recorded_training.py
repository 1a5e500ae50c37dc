"""A training step that is recorded for given samples, with a mistake or without, and ready to run."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from nnviz.backprop.mistakes import Situation, mistake_called
from nnviz.backprop.recorded_parts import Recording, record
from nnviz.networks.losses import LOSSES, REDUCTIONS
from nnviz.networks.network import Network
from nnviz.training.optimizer import Optimizer, OptimizerState
from nnviz.training.optimizers import SGD
from nnviz.validation import Array, choice, parameter_array


def recorded_training(
    net: Network,
    X: ArrayLike,
    Y: ArrayLike,
    loss: str = "half_squared_error",
    optimizer: Optimizer | None = None,
    mistake: str | None = None,
    reduction: str = "mean",
    state: Mapping[str, ArrayLike] | None = None,
) -> Recording:
    """The recorded step for a copy of a network; arguments and errors as for `training_trace`."""
    chosen, summed = LOSSES[choice("loss", loss, LOSSES)], choice("reduction", reduction, REDUCTIONS) == "sum"
    X, T = chosen.samples(X, Y, net.sizes)
    parameter_array("parameters", net.parameters, net.parameters.shape)
    twin, optimizer, wrong = net.copy(), optimizer or SGD(0.01), None
    kept = None if state is None else {name: np.asarray(value) for name, value in state.items()}
    if mistake is not None:
        begun = kept is not None and mark(mistake) in kept
        wrong = mistake_called(mistake, None if begun else Situation(net, len(X), loss, reduction))
        if wrong.prepare is not None and not begun:
            twin, kept = wrong.prepare(twin), None
    memory = optimizer.start(twin.parameters)
    if kept is not None:
        _restore(memory, kept)
    recording = record(twin, X, T, chosen, optimizer, memory, summed)
    if wrong is None:
        return recording
    recording = wrong.altered(recording)
    for name, array in recording.kept.items():
        array[...] = (kept or {}).get(name, 0)
    return replace(recording, kept={**recording.kept, mark(wrong.name): np.ones(())})


def mark(mistake: str) -> str:
    """What a memory holds whose training has begun with a mistake, which is not prepared a second time."""
    return f"begun.{mistake}"


def _restore(memory: OptimizerState, kept: Mapping[str, Array]) -> None:
    missing = [name for name in memory.slots if name not in kept]
    if missing:
        raise ValueError(
            f"state must hold {', '.join(missing)}, which this optimizer remembers, got "
            f"{', '.join(kept) or 'nothing'}; leave state out to begin anew"
        )
    for name, slot in memory.slots.items():
        if kept[name].shape != slot.shape:
            raise ValueError(
                f"state[{name!r}] must have the shape {slot.shape}, got {kept[name].shape}; "
                "leave state out to begin anew"
            )
    memory.restore(kept)
