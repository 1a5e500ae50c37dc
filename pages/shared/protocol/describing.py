"""How what is shown becomes JSON, in one place: a dataclass is an object with its fields.
What there are thousands of, elements and bindings, leaves out fields that have their default value; all
else is complete, so that the player need not ask whether something is there."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args

from pages.shared.protocol.bindings import Binding
from pages.shared.protocol.elements import Element
from pages.shared.protocol.number_formats import NumberFormat

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Described = Mapping[str, object]
LEAN = frozenset(get_args(Element) + get_args(Binding) + get_args(NumberFormat))

_known: dict[type[Any], Callable[[Any], Described]] = {}


def written(value: object) -> str:
    """Return a value as JSON. Raises TypeError for what is neither plain nor a dataclass of plain values."""
    return json.dumps(value, default=described, separators=(",", ":"))


def described(value: object) -> Described:
    """Return what stands for a value in JSON; dataclasses in it are still themselves."""
    kind: type[Any] = type(value)
    if kind not in _known:
        _known[kind] = _describer(kind)
    return _known[kind](value)


def own(value: "DataclassInstance", *without: str) -> dict[str, object]:
    """Return all fields of a dataclass, but for those that are left out."""
    return {one.name: getattr(value, one.name) for one in fields(value) if one.name not in without}


def _describer(kind: type[Any]) -> Callable[[Any], Described]:
    """Return how values of a type are described."""
    if kind in LEAN:
        return _lean(kind)
    if is_dataclass(kind):
        return own
    raise TypeError(f"what travels must be plain or a dataclass of ours, got {kind.__name__}")


def _lean(kind: type[Any]) -> Callable[[Any], Described]:
    """Return how a dataclass is described without the fields that have their default value.

    A picture has thousands of them: all they have is asked for at once, and compared by identity."""
    names = [one.name for one in fields(kind)]
    defaults = [one.default if one.init else MISSING for one in fields(kind)]
    values = attrgetter("__class__", *names)  # with one name only it would return no tuple

    def lean(value: Any) -> Described:
        rows = zip(names, values(value)[1:], defaults, strict=True)
        found = {name: one for name, one, usual in rows if one is not usual}
        if type(found.get("tone")) is tuple:
            found["tone"] = " ".join(found["tone"])
        return found

    return lean
