"""What a touch in the picture means: which number, unit, sample or layer it is about, and what follows.
A touch of what is not there changes nothing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from nnviz import ACTIVATIONS
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.network import structure
from pages.parts.network.cells import Cell, cell, choosable, editable
from pages.parts.network.product import first_step
from pages.parts.network.settings import NetworkSettings
from pages.shared.requests import Touches

NAME = re.compile(r"([a-z]+)(\d?)", re.ASCII)
CHANGES: Mapping[str, Callable[[NetworkSettings, int], NetworkSettings]] = {
    "more": lambda settings, layer: structure.with_units(settings, layer, 1),
    "fewer": lambda settings, layer: structure.with_units(settings, layer, -1),
    "insert": structure.with_layer,
    "remove": structure.without_layer,
    "addrow": lambda settings, _: structure.with_rows(settings, 1),
    "droprow": lambda settings, _: structure.with_rows(settings, -1),
    "row": lambda settings, row: structure.chosen(settings, settings.chosen, row),
    "linear": lambda settings, _: structure.all_linear(settings),
    "collapse": lambda settings, _: replace(settings, collapsed=not settings.collapsed),
    "close": lambda settings, _: closed(settings),
}


def touch(settings: NetworkSettings, name: str, value: float | None) -> NetworkSettings:
    """Return the settings after one touch; `name@step` says which step was shown, where that matters."""
    name, _, shown = name.partition("@")
    step = int(shown) if re.fullmatch(r"\d{1,4}", shown, re.ASCII) else 0
    where = cell(name)
    if value is not None:
        return moved(settings, name, value)
    if where:
        return pressed(settings, where, step) if settings.has(where) else settings
    unit = name.removeprefix("unit")
    if unit != name and choosable(unit):
        return structure.chosen(settings, unit, settings.row)
    match = NAME.fullmatch(name)
    if match is None or match[1] not in CHANGES:
        return settings
    number = int(match[2] or 0)
    last = len(settings.layers) + (match[1] == "insert")
    low = 1 if match[1] in ("insert", "remove") else 0
    if match[1] != "row" and not low <= number <= last:
        return settings
    return CHANGES[match[1]](settings, number)


def pressed(settings: NetworkSettings, where: Cell, step: int) -> NetworkSettings:
    """A number is pressed: it is chosen, its product is opened, or its unit and its sample are chosen."""
    if editable(where):
        row = where.place[0] if where.array == "a" else settings.row
        return structure.chosen(settings, str(where), row)
    row, unit = where.place
    found = replace(settings, chosen=f"{where.layer}.{unit + 1}", row=row)
    if where.array == "a":
        return found
    return replace(found, opened=str(where), back=(str(where), step), step=first_step(settings, where))


def closed(settings: NetworkSettings) -> NetworkSettings:
    """The network is shown again at the step where it was left; from a link, at the product that was open."""
    where = cell(settings.opened)
    if where is None:
        return settings
    name, step = settings.back
    return replace(
        settings, opened="", back=(settings.opened, 0), step=step if name == settings.opened else 0
    )


def moved(settings: NetworkSettings, name: str, value: float) -> NetworkSettings:
    """The chosen number, or an activation, gets another value."""
    where = cell(settings.chosen)
    if where and name == f"edit{where.layer}":
        return structure.with_number(settings, where, value)
    match = NAME.fullmatch(name)
    layer = int(match[2] or 0) if match and match[1] == "activation" else 0
    if not 1 <= layer <= len(settings.layers):
        return settings
    table = tuple(ACTIVATIONS if layer == len(settings.layers) else HIDDEN_ACTIVATIONS)
    return structure.with_activation(settings, layer, table[int(value) % len(table)])


def focus(settings: NetworkSettings, touches: Touches) -> str:
    """Return what gets the focus after some touches, where it is not what was touched."""
    if not touches or touches[-1][1] is not None:
        return ""
    name, _, _ = touches[-1][0].partition("@")
    where = cell(name)
    if where and editable(where):
        return f"edit{where.layer}"
    if settings.opened:
        return "close"
    return settings.back[0] if name == "close" else ""
