"""The card of the page Backpropagation on the start page, and the links below it."""

from collections.abc import Mapping
from functools import cache

import numpy as np

from pages.parts.backprop.settings import START
from pages.parts.backprop.store import STORE
from pages.parts.backprop.stuck_examples import STUCK
from pages.parts.backprop.training import trace_of
from pages.shared.page_entry import Query
from pages.shared.player.static_scene import Still
from pages.shared.scenes import page_cards


@cache
def picture() -> Still:
    """The network of the page's first example, with the errors that flow back through it."""
    trace = trace_of(START)
    words = [[f"{value:g}" for value in trace.X[0]]]
    words += [[f"{value:.3f}" for value in trace.array(f"delta{layer}")[0]] for layer in (1, 2)]
    back = {f"W{layer}": trace.array(f"dW{layer}") for layer in (1, 2)}
    flows = {name: (2 * dW / np.abs(dW).max()).ravel().tolist() for name, dW in back.items()}
    return Still(page_cards.sent_back(START.sizes, words), flows)


LINKS: Mapping[str, Query] = {
    "example": {"step": "0", "layers": "2sigmoid-2sigmoid"},
    "gradient": {"chosen": "W1[0,1]", "step": "10"},
    "optimizers": {"view": "optimizers", "step": "8"},
    "scale": {
        "view": "optimizers",
        "layers": "1linear",
        "x": "0;25;50;75;100",
        "y": "3;128;253;378;503",
        "w1": "1",
        "b1": "0",
        "surface": "slice",
        "rates": "0.01,0.01,0.01,1.5,0.3,0.3",
        "step": "4",
    },
    "mistake": {"mistake": "new_weights_for_hidden_delta"},
    "contrary": STORE.write(STUCK["contrary"]),
    "not_aligned": STORE.write(STUCK["not_aligned"]),
}
