"""The losses of many models over the epochs: noted at fewer epochs the more there are.
So a long run takes no more memory than a short one, and when it is looked at makes no difference.
"""

from collections.abc import Callable

import numpy as np

from nnviz.validation import Array

MOST = 128  # points that are kept; every second one goes when there are more


class LossLog:
    """Notes losses (models,) at every epoch, then at every second, fourth, and so on.

    Parameters
    ----------
    start : Array, (models,)
        The losses before the first epoch.
    """

    def __init__(self, start: Array) -> None:
        self._epochs, self._losses, self._every = [0], [start], 1

    @property
    def next_epoch(self) -> int:
        """The epoch whose losses are to be noted next."""
        return self._epochs[-1] + self._every

    def note(self, losses: Array) -> None:
        """Take down the losses after `next_epoch`."""
        self._epochs.append(self.next_epoch)
        self._losses.append(losses)
        if len(self._epochs) > MOST:
            self._epochs, self._losses = self._epochs[::2], self._losses[::2]
            self._every *= 2

    def up_to(self, epoch: int, losses: Callable[[], Array]) -> tuple[Array, Array]:
        """The epochs (points,) and losses (points, models) up to an `epoch`, which need not be noted."""
        if epoch == self._epochs[-1]:
            return np.array(self._epochs), np.array(self._losses)
        return np.array([*self._epochs, epoch]), np.array([*self._losses, losses()])
