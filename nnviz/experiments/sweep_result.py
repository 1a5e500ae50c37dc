"""What came of many experiments trained together: who solved the problem, and where the others stay."""

from dataclasses import dataclass

import numpy as np

from nnviz.experiments.config import ExperimentConfig
from nnviz.experiments.parts import ExperimentParts
from nnviz.networks.network import Network
from nnviz.validation import Array, not_negative

Config = ExperimentConfig | ExperimentParts

SOLVED_BELOW = 0.1  # a mean loss that only who has learned the problem has
NEIGHBOURS = 0.01  # losses that differ by less, as a part of the larger one, are at one level


@dataclass(frozen=True)
class Level:
    """A loss at which several models stay: their median `loss`, and their numbers `models`, from 0."""

    loss: float
    models: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class SweepResult:
    """What `nnviz.sweep` found; the arrays are read-only.

    Attributes
    ----------
    configs : tuple of ExperimentConfig or ExperimentParts
        As they were given: model 0 is the first.
    epochs : int
        For how many epochs each was trained.
    losses : Array, (models,)
        Mean losses on the training samples, without penalties; NaN for what diverged.
    parameters : tuple of Array, (parameters,) for each model
        In the order of `Network.parameters`; not finite for what diverged.
    diverged : Array, (models,) of bool
        Whether the parameters, squared, are no longer finite.
    history_epochs : Array, (points,)
        The epochs at which the losses were noted, the start (0) first; ever fewer of them, as they get many.
    history : Array, (points, models)
        The losses at these epochs.
    """

    configs: tuple[Config, ...]
    epochs: int
    losses: Array
    parameters: tuple[Array, ...]
    diverged: Array
    history_epochs: Array
    history: Array

    def __len__(self) -> int:
        return len(self.configs)

    def solved(self, below: float = SOLVED_BELOW) -> Array:
        """Whether the loss of each model is less than `below`, (models,) of bool."""
        return np.asarray(self.losses < not_negative("below", below))

    def levels(self, below: float = SOLVED_BELOW) -> tuple[Level, ...]:
        """The losses, not less than `below`, at which those stay that did not solve it; the smallest first.

        Two are at one level if they differ by less than 1 %. Who diverged is at none.
        """
        return levels(self.losses, below)

    def network(self, model: int) -> Network:
        """The trained network of a `model`, by its number from 0."""
        config = self.configs[model]
        parts = config if isinstance(config, ExperimentParts) else config.parts
        network = parts.architecture.network(parts.problem)
        network.parameters[:] = self.parameters[model]
        return network


def levels(losses: Array, below: float = SOLVED_BELOW) -> tuple[Level, ...]:
    """The levels of those of the `losses` (models,) that are finite and not less than `below`."""
    stuck = [int(model) for model in np.argsort(losses) if below <= losses[model] < np.inf]
    groups: list[list[int]] = []
    for model in stuck:
        if groups and losses[model] - losses[groups[-1][-1]] < NEIGHBOURS * losses[model]:
            groups[-1].append(model)
        else:
            groups.append([model])
    return tuple(Level(float(np.median(losses[group])), tuple(sorted(group))) for group in groups)
