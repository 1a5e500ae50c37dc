"""What a touch means in the lesson "optimizers": another start, rate, loss, or optimizer in the table.
A touch of what is not there changes nothing."""

from dataclasses import replace

import numpy as np

from pages.parts.backprop.fitting import parameters, with_fitting_walks
from pages.parts.backprop.optimizers.landscapes import sliced
from pages.parts.backprop.settings import START, BackpropSettings
from pages.parts.backprop.walk_codecs import (
    METHODS,
    REACHES,
    SLICE,
    SURFACE_NAMES,
    USUAL,
    Change,
    Start,
    held_rate,
    held_start,
    with_change,
)
from pages.shared.protocol.ids import Id, parse
from pages.shared.protocol.requests import Touches
from pages.shared.scenes.optimizer_paths import CHOICES, point
from pages.shared.scenes.optimizer_state import PARAMETERS

STARTS = (Id("start", place=(0,)), Id("start", place=(1,)))
DRAGGED = 1  # decimals of a start that follows a hand


def touched(settings: BackpropSettings, touches: Touches) -> BackpropSettings:
    """Return the settings after some touches; of a drag the last place counts."""
    places: dict[int, dict[int, float]] = {}
    for name, value in touches:
        found = parse(name)
        if found is None:
            continue
        if value is None:
            settings = pressed(settings, found)
        elif found.name == "grip":
            if len(found.numbers) == len(found.place) == 1 and found.numbers[0] < len(METHODS):
                places.setdefault(found.numbers[0], {})[found.place[0]] = value
        else:
            settings = changed(settings, found, value)
    for tile, told in places.items():
        if set(told) == {0, 1} and settings.surface != SLICE:
            x, y = point((told[0], told[1]), tile, REACHES[settings.surface])
            settings = replace(settings, start=on_map(settings, round(x, DRAGGED), round(y, DRAGGED)))
    return settings


def focus(touches: Touches) -> str:
    """Return what has the focus after another optimizer was chosen, whose table is another one."""
    found = parse(touches[-1].id) if touches else None
    return str(found) if found and found.name == "method" else ""


def pressed(settings: BackpropSettings, found: Id) -> BackpropSettings:
    """An optimizer or a parameter is chosen for the table, or the usual numbers are taken again."""
    if found == Id("usual"):
        return replace(settings, start=START.start, rates=USUAL, changes=())
    if len(found.numbers) != 1 or found.place:
        return settings
    number = found.numbers[0]
    if found.name == "method" and number < len(METHODS):
        return replace(settings, method=METHODS[number])
    if found.name == "parameter" and number < len(PARAMETERS):
        return replace(settings, parameter=PARAMETERS[number])
    return settings


def changed(settings: BackpropSettings, found: Id, value: float) -> BackpropSettings:
    """A loss, a start or a rate has another value."""
    if found == Id("surface"):
        surface = SURFACE_NAMES[int(value) % len(SURFACE_NAMES)]
        return with_fitting_walks(replace(settings, surface=surface))
    if found.name in CHOICES and found == Id(found.name):
        return with_parameter(settings, CHOICES.index(found.name), int(value))
    if (
        settings.surface != SLICE
        and found.name == "start"
        and found.place in ((0,), (1,))
        and not found.numbers
    ):
        start = list(settings.start)
        start[found.place[0]] = value
        return replace(settings, start=on_map(settings, *start))
    if found.name == "rate" and len(found.numbers) == 1 and found.numbers[0] < len(METHODS):
        return with_rate(settings, found.numbers[0], found.step or 0, held_rate(value))
    return settings


def with_parameter(settings: BackpropSettings, which: int, number: int) -> BackpropSettings:
    """The slice goes over another parameter; over the other one of the two: they change places."""
    names, now = parameters(settings), list(sliced(settings))
    asked = names[number % len(names)]
    if asked == now[1 - which]:
        now.reverse()
    now[which] = asked
    return replace(settings, first=now[0], second=now[1])


def on_map(settings: BackpropSettings, x: float, y: float) -> Start:
    """Return a start as near as the map goes."""
    return held_start(x, y, REACHES[settings.surface])


def with_rate(settings: BackpropSettings, tile: int, step: int, rate: float) -> BackpropSettings:
    """An optimizer has another rate from a step on; from the start on where it is at its start, or at its
    end, after which nothing comes."""
    method = METHODS[tile]
    if 0 < step < settings.walk:
        return replace(settings, changes=with_change(settings.changes, Change(method, step, rate)))
    rates = np.array(settings.rates)
    rates[tile] = rate
    kept = tuple(one for one in settings.changes if one.method != method)
    return replace(settings, rates=tuple(rates.tolist()), changes=kept)
