"""The doors of the start page: for each page one small picture whose numbers the core has just computed.
They are made once for the whole server; training the network of two of them takes some 50 ms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from nnviz import Experiment, ExperimentConfig, Neuron, product
from nnviz.arrays.elementwise import elementwise
from nnviz.training.inspection import Grid
from pages.parts.arrays.settings import PRESETS as ARRAYS
from pages.parts.arrays.settings import array
from pages.parts.product.settings import PRESETS as MATRICES
from pages.parts.product.settings import matrix
from pages.parts.train.film import MAP, SURFACE
from pages.shared.panels import Array
from pages.shared.scenes import doors
from pages.shared.shades import places
from pages.shared.still import Still

# The page Train can do the same: a link of the lecture leads there.
LEARNS = ExperimentConfig(stream="seeded", seed=4, optimizer="adam", batch_size=128)
EPOCHS = 20
SHOWN = 9  # the step of the product that is seen: half of C is there
NEURON, INPUTS = Neuron((2.0, -1.0, 1.0), threshold=3), (1.0, 1.0, 2.0)


def arrays() -> Still:
    """The page's first example: a row that is stretched, and one of the multiplications."""
    A, operation, B = ARRAYS["row"]
    found = elementwise(array(A), array(B), operation)
    wide = np.broadcast_to(found.B, found.result.shape)
    ghosts = {(1, column) for column in range(wide.shape[1])}
    return Still(doors.stretched(found.A, wide, found.result, ghosts, (0, 1)), {})


def matrices() -> Still:
    """The page's first example, at a step in the middle."""
    A, B = MATRICES["three"]
    trace = product.trace(matrix(A), matrix(B))
    step = trace[SHOWN]
    i, _, j = step.multiplications[0]
    empty = {(int(row), int(column)) for row, column in np.argwhere(step.counts == 0)}
    return Still(doors.crossed(trace.A, trace.B, step.partial, (i, j), empty), {})


def neuron() -> Still:
    """Three inputs, whose sum reaches the threshold."""
    answer = NEURON(INPUTS)
    weights: list[float] = NEURON.weights.tolist()
    scene = doors.fired(INPUTS, weights, NEURON.weighted_sum(INPUTS), NEURON.threshold, answer)
    return Still(scene, {"w": weights, "axon": [answer]})


def network() -> Still:
    """The trained network, with what each hidden unit answers over the square of the inputs."""
    experiment, _ = trained()
    net = experiment.network
    maps = Grid(net, (0, 100), (0, 100), MAP, experiment.inputs).unit_maps()
    wires = {f"W{layer}": W.ravel().tolist() for layer, W in enumerate(net.weights, start=1)}
    return Still(doors.wired(net.sizes, MAP), wires | {"maps": pixels(maps)})


def train() -> Still:
    """How its loss fell, and what it answers now."""
    experiment, losses = trained()
    words = [f"{losses[0]:.2f}", f"{losses[-1]:.2g}"]
    surfaces = experiment.grid(size=SURFACE).surface()
    scene = doors.learned(np.log(losses), ("a+b", "a−b", "|a−b|"), words, SURFACE)
    return Still(scene, {"maps": pixels(surfaces)})


@dataclass(frozen=True)
class Door:
    """What stands on the door of a page: its picture, and the line of NumPy that it is about."""

    picture: Callable[[], Still]
    code: str


DOORS: Mapping[str, Door] = {
    "arrays": Door(cache(arrays), "x * w"),
    "product": Door(cache(matrices), "X @ W"),
    "neuron": Door(cache(neuron), "x @ w >= 3"),
    "network": Door(cache(network), "relu(X @ W + b)"),
    "train": Door(cache(train), "W -= rate * dW"),
}


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
