"""What a touch in the picture means: which number, unit, sample or layer it is about, and what follows.
A touch of what is not there changes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from nnviz import ACTIVATIONS
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.network.build import structure
from pages.parts.network.build.opened_product import first_step
from pages.parts.network.cells import Cell, cell, cell_of, choosable, editable
from pages.parts.network.settings import NetworkSettings
from pages.shared.protocol.ids import Id, parse, unit_id
from pages.shared.protocol.requests import Touches

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
    "calls": lambda settings, _: replace(settings, calls=not settings.calls),
    "digits": lambda settings, _: replace(settings, full=not settings.full),
    "close": lambda settings, _: closed(settings),
}


def touch(settings: NetworkSettings, name: str, value: float | None) -> NetworkSettings:
    """Return the settings after one touch; the id says which step was shown, where that matters."""
    found = parse(name)
    if found is None:
        return settings
    if value is not None:
        return moved(settings, found, value)
    where = cell_of(found)
    if where:
        return pressed(settings, where, found.step or 0) if settings.has(where) else settings
    if found.name == "unit":
        unit = ".".join(map(str, found.numbers))
        return structure.chosen(settings, unit, settings.row) if choosable(unit) else settings
    if found.name not in CHANGES or len(found.numbers) > 1:
        return settings
    number = found.numbers[0] if found.numbers else 0
    last = len(settings.layers) + (found.name == "insert")
    low = 1 if found.name in ("insert", "remove") else 0
    if found.name != "row" and not low <= number <= last:
        return settings
    return CHANGES[found.name](settings, number)


def pressed(settings: NetworkSettings, where: Cell, step: int) -> NetworkSettings:
    """A number is pressed: it is chosen, its product is opened, or its unit and its sample are chosen."""
    if editable(where):
        row = where.place[0] if where.array == "a" else settings.row
        return structure.chosen(settings, str(where), row)
    row, unit = where.place
    chosen = unit_id(where.layer, unit + 1)
    found = replace(settings, chosen=chosen, row=row, beside=settings.beside_layer)
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


def moved(settings: NetworkSettings, touched: Id, value: float) -> NetworkSettings:
    """The chosen number, the chosen input, or an activation, gets another value."""
    if touched == Id("input") and settings.unit and not settings.unit[0]:
        place = settings.row, settings.unit[1]
        return structure.with_number(settings, Cell("a", 0, place), value)
    where, layer = cell(settings.chosen), touched.numbers[0] if touched.numbers else 0
    if where and (touched.name, layer) == ("edit", where.layer):
        return structure.with_number(settings, where, value)
    if touched.name != "activation" or not 1 <= layer <= len(settings.layers):
        return settings
    table = tuple(ACTIVATIONS if layer == len(settings.layers) else HIDDEN_ACTIVATIONS)
    return structure.with_activation(settings, layer, table[int(value) % len(table)])


def focus(settings: NetworkSettings, touches: Touches) -> str:
    """Return what gets the focus after some touches, where it is not what was touched."""
    if not touches or touches[-1][1] is not None:
        return ""
    touched = parse(touches[-1][0])
    where = cell_of(touched) if touched else None
    if where and editable(where):
        return f"edit{where.layer}"
    if settings.opened:
        return "close"
    if touched and touched.name == "unit" and settings.unit and not settings.unit[0]:
        return "input"
    return settings.back[0] if touched == Id("close") else ""
