"""What follows from a touch of the drawn neuron, its table and its nudges: other settings, held in limits.
Elements are named as the scenes name them; what nobody knows changes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from nnviz import Neuron
from pages.parts.neuron.settings import GUESSES, LIMITS, MOST_INPUTS, MOST_SAMPLES, WIDE, NeuronSettings
from pages.shared.protocol.ids import box_of, parse

Places = tuple[int, ...]


def touched(settings: NeuronSettings, name: str, value: float | None) -> NeuronSettings:
    """Return the settings after one touch: an element by its name, and its value if it has one."""
    found = parse(box_of(name))
    if found is None:
        return settings
    places = found.place if found.step is None else (*found.place, found.step)
    forgotten = replace(settings, guess=None)
    if value is None:
        press = PRESSES.get(found.name)
        return press(forgotten, places) if press else settings
    change = CHANGES.get(found.name)
    return change(forgotten, places, value) if change else settings


def held(value: float, limits: tuple[float, float, float]) -> float:
    """Return the value inside its limits."""
    return max(limits[0], min(limits[1], value))


# -- numbers ----------------------------------------------------------------------------------
def weight(settings: NeuronSettings, places: Places, value: float) -> NeuronSettings:
    """Change one weight."""
    weights = list(settings.weights)
    if len(places) != 1 or places[0] >= len(weights):
        return settings
    weights[places[0]] = held(value, LIMITS)
    return replace(settings, weights=tuple(weights))


def sample(settings: NeuronSettings, places: Places, value: float) -> NeuronSettings:
    """Change one input of one sample, given by (sample, input)."""
    rows = [list(row) for row in settings.X]
    if len(places) != 2 or places[0] >= len(rows) or places[1] >= len(rows[0]):
        return settings
    rows[places[0]][places[1]] = held(value, WIDE)
    return replace(settings, X=tuple(tuple(row) for row in rows))


def shown(settings: NeuronSettings, places: Places, value: float) -> NeuronSettings:
    """Change one input of the shown sample, given by (input, sample)."""
    return sample(settings, places[::-1], value)


def bias(settings: NeuronSettings, _places: Places, value: float) -> NeuronSettings:
    """Change the bias."""
    return replace(settings, bias=held(value, WIDE))


def threshold(settings: NeuronSettings, _places: Places, value: float) -> NeuronSettings:
    """Change the threshold, which is the bias turned over."""
    return replace(settings, bias=Neuron(settings.weights, threshold=held(value, WIDE)).bias)


def guess(settings: NeuronSettings, places: Places, value: float) -> NeuronSettings:
    """Take a guess for one sample, and show all outputs."""
    if len(places) != 1 or places[0] >= len(settings.X):
        return settings
    return replace(settings, guess=(places[0], held(value, GUESSES)), hidden=False)


# -- presses -----------------------------------------------------------------------------------
def nudge(settings: NeuronSettings, places: Places) -> NeuronSettings:
    """Nudge one weight, or let go of the one that is nudged."""
    if len(places) != 1 or places[0] >= len(settings.weights):
        return settings
    asked = places[0] + 1
    return replace(settings, nudge=0 if settings.nudge == asked else asked)


def inputs(by: int) -> Callable[[NeuronSettings, Places], NeuronSettings]:
    """One input more or less."""
    return lambda settings, _: settings.with_inputs(max(1, min(MOST_INPUTS, len(settings.weights) + by)))


def samples(by: int) -> Callable[[NeuronSettings, Places], NeuronSettings]:
    """One sample more or less."""
    return lambda settings, _: settings.with_samples(max(1, min(MOST_SAMPLES, len(settings.X) + by)))


CHANGES: Mapping[str, Callable[[NeuronSettings, Places, float], NeuronSettings]] = {
    "w": weight,
    "x": shown,
    "X": sample,
    "bias": bias,
    "threshold": threshold,
    "guess": guess,
}
PRESSES: Mapping[str, Callable[[NeuronSettings, Places], NeuronSettings]] = {
    "add": inputs(1),
    "remove": inputs(-1),
    "more": samples(1),
    "fewer": samples(-1),
    "nudge": nudge,
    "hide": lambda settings, _: replace(settings, hidden=not settings.hidden),
}
