"""A loss over training steps as the points of a curve in a box."""

from typing import NamedTuple

import numpy as np

from pages.shared.protocol.layouts import Array

POINTS = 101  # of a curve


class Box(NamedTuple):
    """Where a curve lies: its sides in the units of a scene."""

    left: float
    right: float
    top: float
    bottom: float


def loss_points(losses: Array, highest: float, box: Box) -> Array:
    """Return x and y of the points of a curve, (POINTS, 2), from the first step to the last.

    The height is that of a loss from 0 to `highest`; what is above, or no number, stands at the top."""
    steps = np.linspace(0, max(1, len(losses) - 1), POINTS)
    known = np.where(np.isfinite(losses), np.clip(losses, 0, highest), highest)
    shares = np.interp(steps, np.arange(len(losses)), known) / highest
    across = box.left + (box.right - box.left) * steps / steps[-1]
    return np.column_stack([across, box.bottom - (box.bottom - box.top) * shares])
