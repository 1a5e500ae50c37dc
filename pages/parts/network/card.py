"""The card of the page Network on the start page, and the links below it."""

from collections.abc import Mapping
from functools import cache

from nnviz.training.inspection import Grid
from pages.parts.train.card import pixels, trained
from pages.parts.train.views.unit_maps import MAP
from pages.shared.page_entry import Query
from pages.shared.player.static_scene import Still
from pages.shared.scenes import page_cards


@cache
def picture() -> Still:
    """The trained network, with what each hidden unit answers over the square of the inputs."""
    experiment, _ = trained()
    net = experiment.network
    maps = Grid(net, (0, 100), (0, 100), MAP, experiment.inputs).unit_maps()
    wires = {f"W{layer}": W.ravel().tolist() for layer, W in enumerate(net.weights, start=1)}
    return Still(page_cards.wired(net.sizes, MAP), wires | {"maps": pixels(maps)})


LINKS: Mapping[str, Query] = {"layers": {"base": "three_layers"}, "digits": {"view": "digits"}}
