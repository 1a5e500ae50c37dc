"""The past of a run, thinned to what a new view is given."""

from collections.abc import Sequence

import numpy as np

from nnviz import Snapshot

MOST_SENT = 240  # snapshots of the past that a new view is given


def thinned(moments: Sequence[Snapshot]) -> list[Snapshot]:
    """Return at most as many moments as a new view is given, evenly spread, with the first and the last."""
    count = min(len(moments), MOST_SENT)
    chosen = np.unique(np.linspace(0, len(moments) - 1, count).astype(int)) if count else ()
    return [moments[int(index)] for index in chosen]
