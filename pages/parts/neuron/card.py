"""The card of the page Neuron on the start page, and the links below it."""

from collections.abc import Mapping
from functools import cache

from nnviz import Neuron
from pages.shared.page_entry import Query
from pages.shared.player.static_scene import Still
from pages.shared.scenes import page_cards

NEURON, INPUTS = Neuron((2.0, -1.0, 1.0), threshold=3), (1.0, 1.0, 2.0)


@cache
def picture() -> Still:
    """Three inputs, whose sum reaches the threshold."""
    answer = NEURON(INPUTS)
    weights: list[float] = NEURON.weights.tolist()
    scene = page_cards.fired(INPUTS, weights, NEURON.weighted_sum(INPUTS), NEURON.threshold, answer)
    return Still(scene, {"w": weights, "axon": [answer]})


LINKS: Mapping[str, Query] = {
    "and": {"view": "perceptron", "gate": "AND"},
    "xor": {"view": "gates", "gate": "XOR"},
}
