"""Numbers as shades: bytes that are places in a colour table, which the browser paints.
A byte travels faster than a number, and no eye sees the difference."""

import numpy as np

from pages.shared.protocol.layouts import Array


def places(values: Array, limits: Array) -> Array:
    """Return the place of each value in the colour table, 0 at -limit and 255 at +limit."""
    scaled = values / np.where(limits > 0, limits, 1.0)[:, None, None]
    return np.rint(np.nan_to_num(np.clip(scaled, -1, 1)) * 127.5 + 127.5).astype(np.uint8)


LEVELS = 32  # places of a class in the table of classes, from the middle to its full colour: see colours.js
MOST_CLASSES = 256 // LEVELS


def class_places(classes: Array, sureness: Array) -> Array:
    """Return the place of each class (from 0) in the colour table of classes, the paler the less of its
    `sureness` from 0 to 1 there is."""
    level = np.rint(np.nan_to_num(np.clip(sureness, 0, 1)) * (LEVELS - 1))
    return np.asarray(classes * LEVELS + level, np.uint8)
