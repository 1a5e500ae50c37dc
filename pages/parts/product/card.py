"""The card of the page Matrix product on the start page, and the links below it."""

from collections.abc import Mapping
from functools import cache

import numpy as np

from nnviz import product
from pages.parts.product.settings import PRESETS, matrix
from pages.shared.page_entry import Query
from pages.shared.player.static_scene import Still
from pages.shared.scenes import page_cards

SHOWN = 9  # the step of the product that is seen: half of C is there


@cache
def picture() -> Still:
    """The page's first example, at a step in the middle."""
    A, B = PRESETS["three"]
    trace = product.trace(matrix(A), matrix(B))
    step = trace[SHOWN]
    i, _, j = step.multiplications[0]
    empty = {(int(row), int(column)) for row, column in np.argwhere(step.counts == 0)}
    return Still(page_cards.crossed(trace.A, trace.B, step.partial, (i, j), empty), {})


def example(name: str, **more: str) -> Query:
    """Return the link to an example."""
    a, b = PRESETS[name]
    return {"a": a, "b": b, **more}


LINKS: Mapping[str, Query] = {"wave": example("four", view="flow"), "inner": example("mismatch")}
