"""Where a run stops by itself: at a number of epochs, at a loss, or at an accuracy."""

from dataclasses import dataclass

from nnviz import Snapshot


@dataclass(frozen=True)
class Stop:
    """A run stops after so many `epochs`, at a training `loss` that is not above this one, or at an
    `accuracy` of the test samples (of all where none are left for the test) from 0 to 1; 0 stops at no loss,
    and at no accuracy."""

    epochs: int
    loss: float = 0.0
    accuracy: float = 0.0

    def reached_by(self, moment: Snapshot) -> str:
        """Return what stops a run at a moment: "epochs", "loss" or "accuracy"; an empty text if nothing."""
        reached = {
            "loss": self.loss > 0 and moment.train_loss <= self.loss,
            "accuracy": self.accuracy > 0 and moment.accuracy >= self.accuracy,
            "epochs": moment.epoch >= self.epochs,
        }
        return next((name for name, is_so in reached.items() if is_so), "")
