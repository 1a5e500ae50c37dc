"""How the error flows back: one training step with every number, common mistakes in it, and what they do."""

from nnviz.backprop.training_trace import TrainingTrace, training_trace

__all__ = ["TrainingTrace", "training_trace"]
