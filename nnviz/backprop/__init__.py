"""How the error flows back: one training step with every number, common mistakes in it, and what they do."""

from nnviz.backprop.mistakes import MISTAKES
from nnviz.backprop.trace_differences import Differences, first_difference
from nnviz.backprop.training_comparison import TrainingComparison, compare_training
from nnviz.backprop.training_trace import TrainingTrace, training_trace

__all__ = [
    "MISTAKES",
    "Differences",
    "TrainingComparison",
    "TrainingTrace",
    "compare_training",
    "first_difference",
    "training_trace",
]
