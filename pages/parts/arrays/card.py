"""The card of the page Arrays on the start page, and the links below it."""

from collections.abc import Mapping
from functools import cache

import numpy as np

from nnviz.arrays.elementwise import elementwise
from pages.parts.arrays.settings import PRESETS, array
from pages.shared.page_entry import Query
from pages.shared.player.static_scene import Still
from pages.shared.scenes import page_cards


@cache
def picture() -> Still:
    """The page's first example: a row that is stretched, and one of the multiplications."""
    A, operation, B = PRESETS["row"]
    found = elementwise(array(A), array(B), operation)
    wide = np.broadcast_to(found.B, found.result.shape)
    ghosts = {(1, column) for column in range(wide.shape[1])}
    return Still(page_cards.stretched(found.A, wide, found.result, ghosts, (0, 1)), {})


def example(name: str) -> Query:
    """Return the link to an example."""
    x, operation, y = PRESETS[name]
    return {"x": x, "op": operation, "y": y}


LINKS: Mapping[str, Query] = {"clash": example("clash"), "silent": example("column_minus_row")}
