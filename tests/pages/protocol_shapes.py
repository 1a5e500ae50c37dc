"""The shapes of all that travels, taken from the dataclasses: the fields of each, by the name of its class;
those that may be left out are marked with "?"."""

from dataclasses import fields
from typing import Any, get_args

from pages.shared import answers, panels, timelines
from pages.shared.bindings import Binding
from pages.shared.describing import LEAN
from pages.shared.elements import Element
from pages.shared.figures.theme import Colours
from pages.shared.number_formats import NumberFormat
from pages.shared.packets import Origin, Place
from pages.shared.requests import Request

GROUPS: dict[str, tuple[type[Any], ...]] = {
    "elements": get_args(Element),
    "bindings": get_args(Binding),
    "formats": get_args(NumberFormat),
    "panels": get_args(panels.Panel),
    "timelines": get_args(timelines.Spec),
    "answers": get_args(answers.Answer),
    "parts": (
        panels.PlacedLayout,
        panels.PlacedField,
        panels.Scene,
        panels.Paint,
        panels.Line,
        panels.Curves,
        panels.Plot,
        panels.Switch,
        panels.Action,
        timelines.TrainingSpeed,
        timelines.StepSpeed,
        Colours,
        answers.Note,
    ),
    "header": (Place, Origin),
    "request": (Request,),
}


def protocol_shapes() -> dict[str, list[str]]:
    """Return the fields of every class."""
    kinds = (kind for group in GROUPS.values() for kind in group)
    return {kind.__name__: [name(kind, one) for one in fields(kind)] for kind in kinds}


def name(kind: type[Any], field: Any) -> str:
    """Return a field as it is written: `text?` may be left out."""
    required = field.default is field.default_factory  # both are MISSING
    return f"{field.name}?" if kind in LEAN and field.init and not required else str(field.name)
