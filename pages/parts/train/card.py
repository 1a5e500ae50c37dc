"""The card of the page Train on the start page, and the links below it.
Its network is trained once for the whole server, which takes some 50 ms."""

from collections.abc import Mapping
from functools import cache

import numpy as np

from nnviz import Experiment, ExperimentConfig
from pages.parts.train.views.article import SURFACE
from pages.shared.figures.colormap import places
from pages.shared.numbers.numerals import rounded
from pages.shared.page_entry import Query
from pages.shared.player.static_scene import Still
from pages.shared.protocol.layouts import Array
from pages.shared.scenes import page_cards

LINKS: Mapping[str, Query] = {
    "stuck": {"epoch": "14000"},
    "circle": {"problem": "circle"},
    "rows": {"problem": "rows"},
    "learns": {"stream": "seeded", "seed": "4", "optimizer": "adam", "batch_size": "128"},
}

# The page can do the same: the link `learns` leads there.
LEARNS = ExperimentConfig(stream="seeded", seed=4, optimizer="adam", batch_size=128)
EPOCHS = 20


@cache
def picture() -> Still:
    """How the loss of the network fell, and what it answers now."""
    experiment, losses = trained()
    words = [f"{losses[0]:.2f}", rounded(losses[-1], 2)]
    surfaces = experiment.grid(size=SURFACE).surface()
    scene = page_cards.learned(np.log(losses), ("a+b", "a−b", "|a−b|"), words, SURFACE)
    return Still(scene, {"maps": pixels(surfaces)})


@cache
def trained() -> tuple[Experiment, Array]:
    """Train once; return the experiment and its training loss before each epoch and after the last."""
    experiment = Experiment(LEARNS)
    losses = [experiment.trainer.loss()]
    for _ in range(EPOCHS):
        experiment.trainer.run(epochs=1)
        losses.append(experiment.trainer.loss())
    return experiment, np.array(losses)


def pixels(maps: Array) -> list[float]:
    """Return maps (n, size, size) as places in the colour table, each with a scale of its own."""
    shades: list[float] = places(maps, np.abs(maps).max(axis=(1, 2))).ravel().tolist()
    return shades
