"""The shapes of all that travels, taken from the dataclasses: by the name of the class its tag, and its
fields, those that may be left out marked with "?"."""

from dataclasses import fields
from typing import Any, get_args

from pages.shared.protocol import answers, derivations, layouts, panels, reading, timelines
from pages.shared.protocol.bindings import Binding
from pages.shared.protocol.concepts import Concept
from pages.shared.protocol.describing import LEAN
from pages.shared.protocol.elements import Element
from pages.shared.protocol.number_formats import NumberFormat
from pages.shared.protocol.packets import Origin, Place
from pages.shared.protocol.phases import Phase
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.protocol.requests import Request
from pages.shared.theme import Colours

TAGS = ("kind", "attribute", "growing", "replace", "integer")
GROUPS: dict[str, tuple[type[Any], ...]] = {
    "elements": get_args(Element),
    "bindings": get_args(Binding),
    "formats": get_args(NumberFormat),
    "panels": get_args(panels.Panel),
    "timelines": get_args(timelines.Spec),
    "answers": get_args(answers.Answer),
    "parts": (
        layouts.PlacedLayout,
        layouts.PlacedField,
        panels.Scene,
        panels.Paint,
        panels.Line,
        panels.Curves,
        panels.Plot,
        panels.Switch,
        panels.Tones,
        reading.ReadingGroup,
        panels.Action,
        panels.Choice,
        derivations.Derivation,
        derivations.DerivationLine,
        derivations.DerivationPiece,
        timelines.TrainingSpeed,
        timelines.StepSpeed,
        Phase,
        Guess,
        Ending,
        Concept,
        Colours,
        answers.Note,
        answers.Coming,
        answers.Queue,
        answers.Look,
    ),
    "header": (Place, Origin),
    "request": (Request,),
}

Shape = dict[str, Any]


def protocol_shapes() -> dict[str, dict[str, Shape]]:
    """Return for each group the shape of each class."""
    return {group: {kind.__name__: shape(kind) for kind in kinds} for group, kinds in GROUPS.items()}


def shape(kind: type[Any]) -> Shape:
    """Return the tag of a class, if it has one, and its fields."""
    tag = {one.name: one.default for one in fields(kind) if not one.init and one.name in TAGS}
    return {"tag": tag, "fields": [name(kind, one) for one in fields(kind)]}


def name(kind: type[Any], field: Any) -> str:
    """Return a field as it is written: `text?` may be left out."""
    required = field.default is field.default_factory  # both are MISSING
    return f"{field.name}?" if kind in LEAN and field.init and not required else str(field.name)
