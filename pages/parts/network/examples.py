"""Ready-made networks of the page Network: those that the course works out by hand, and a random one."""

from collections.abc import Mapping
from dataclasses import replace

from pages.parts.network.cells import NEW, RANDOM, Cell, Plan
from pages.parts.network.settings import NetworkSettings, of_example

THRESHOLD = 50.0


def _then_the_step() -> NetworkSettings:
    """The six sums again, and a second layer that passes each on and fires from 50 on."""
    sums = of_example("six_by_six")
    fires = Plan(6, "step", 0)
    edits = tuple((Cell("b", 2, (unit,)), -THRESHOLD) for unit in range(6))
    return replace(sums, layers=(*sums.layers, fires), edits=edits)


def _random() -> NetworkSettings:
    layers = (Plan(4, "relu", 1), Plan(4, "relu", 2), Plan(3, "softmax", 3))
    return NetworkSettings(base=RANDOM, layers=layers, X=((1.0, 0.5), (-1.0, 2.0)))


def _softmax() -> NetworkSettings:
    """Scores that go through softmax and nothing else; the second row is too large for a plain exp."""
    return NetworkSettings(layers=(Plan(3, "softmax", NEW),), X=((0.3, 2.9, 4.0), (1010.0, 1000.0, 990.0)))


PRESETS: Mapping[str, NetworkSettings] = {
    "three_layers": of_example("three_layers"),
    "one_layer": of_example("one_layer"),
    "six_by_six": of_example("six_by_six"),
    "then_step": _then_the_step(),
    "absolute_difference": of_example("absolute_difference"),
    "softmax": _softmax(),
    "random": _random(),
}
