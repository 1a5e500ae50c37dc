"""How a network learns: the recorded step, the optimizers, the trainer, and what can be read off a run."""

from nnviz.training.trainer import Trainer
from nnviz.training.updates import SECONDS_A_SLICE, UPDATES_A_CHECK

__all__ = ["SECONDS_A_SLICE", "UPDATES_A_CHECK", "Trainer"]
