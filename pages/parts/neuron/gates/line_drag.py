"""The line of a gate as something that a hand moves: where it is held, and which numbers follow.
In its middle it is shifted, and the bias follows; near an end it rotates, and the weights do so with it."""

from collections.abc import Mapping
from dataclasses import replace
from math import hypot

import numpy as np

from nnviz import Neuron
from nnviz.lessons.decision_boundary import border, line_neuron, shifted_neuron
from pages.parts.neuron.settings import LIMITS, NeuronSettings
from pages.shared.protocol.ids import parse
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.requests import Touches
from pages.shared.scenes import plane

EDGE = 0.12  # how far from a corner a line waits, as a share of the way to the middle
SIZES = (0.3, 4.0)  # lengths of the weights that a turning line keeps
USUAL = 0.7  # the length where there was none to keep
NEAR = 0.02  # two points that are nearer than that mean no line
DIGITS = 2  # of the numbers that follow a hand
PLACES: Mapping[str, int] = {"shift": 2, "rotate": 4}  # how many numbers a drag of this name says


def crosses(neuron: Neuron) -> bool:
    """Return whether the line of a neuron crosses the plane."""
    first, second = border(neuron, *plane.SPAN)
    return bool((first != second).any())


def line_of(neuron: Neuron) -> Array:
    """Return the two ends of the line (2, 2); where none crosses the plane, those of the line that waits."""
    return border(held_neuron(neuron), *plane.SPAN)


def held_neuron(neuron: Neuron) -> Neuron:
    """Return the neuron itself if its line crosses the plane; else one whose line waits near a corner, with
    the same weights if it has any, and with the middle of the plane on the same side."""
    if crosses(neuron):
        return neuron
    low, high = plane.SPAN
    corners = np.array([[high, low], [high, high], [low, high], [low, low]])
    nearest = corners[np.argmin(np.abs(np.asarray(neuron.before(corners))))]
    waits = nearest + EDGE * ((low + high) / 2 - nearest)
    if neuron.weights.any():
        return shifted_neuron(neuron, waits)
    across, up = waits.tolist()
    return line_neuron(waits, (across, up + (1 if neuron.bias >= 0 else -1)), USUAL)


def dragged(settings: NeuronSettings, touches: Touches) -> NeuronSettings:
    """Return the settings after the drags among some touches, the last place of each."""
    places: dict[str, dict[int, float]] = {}
    for name, value in touches:
        found = parse(name)
        if found and found.name in PLACES and len(found.place) == 1 and value is not None:
            grip = str(replace(found, place=()))
            places.setdefault(grip, {})[found.place[0]] = value
    for grip, told in places.items():
        if sorted(told) == list(range(PLACES[grip.rstrip("0123456789")])):
            settings = pulled(settings, grip, np.array([told[at] for at in sorted(told)]).reshape(-1, 2))
    return settings


def pulled(settings: NeuronSettings, grip: str, places: Array) -> NeuronSettings:
    """Return the settings after one drag of a grip to `places`, in units of the scene: where it is to be, and
    its pivot if it has one."""
    points = plane.WHOLE.points(places)
    neuron = held_neuron(settings.gate_neuron)
    if grip == "shift":
        return numbers(settings, shifted_neuron(neuron, np.clip(points[0], *plane.SPAN)))
    ends = {"rotate0": points, "rotate1": points[::-1]}.get(grip)
    if ends is None or hypot(*(ends[1] - ends[0])) < NEAR:
        return settings
    size = hypot(*neuron.weights)
    first, second = ends
    return numbers(settings, line_neuron(first, second, min(SIZES[1], size) if size >= SIZES[0] else USUAL))


def numbers(settings: NeuronSettings, neuron: Neuron) -> NeuronSettings:
    """Return the settings with the numbers of a neuron, as a hand can mean them."""
    w1, w2, b = (max(LIMITS[0], min(LIMITS[1], round(one, DIGITS))) for one in (*neuron.weights, neuron.bias))
    return replace(settings, gate_weights=(float(w1) + 0.0, float(w2) + 0.0), gate_bias=float(b) + 0.0)
