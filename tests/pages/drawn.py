"""Elements and bindings of a scene as plain data, whatever their kind, for tests that look at all alike."""

from typing import Any

from pages.shared.protocol.bindings import Binding
from pages.shared.protocol.describing import own
from pages.shared.protocol.panels import Scene

Drawn = dict[str, Any]


def parts_of(scene: Scene) -> list[Drawn]:
    """All elements with all their fields; tones stand in one text."""
    return [_plain(own(element)) for element in scene.elements]


def _plain(element: Drawn) -> Drawn:
    tone = element.get("tone", "")
    return element | {"tone": tone if isinstance(tone, str) else " ".join(tone)}


def options(binding: Binding) -> Drawn:
    """What a binding says beside its field, its elements and their values."""
    left_out = ("field", "ids", "attribute", "start", "stride", "late")
    return {name: one for name, one in own(binding).items() if name not in left_out}


def values_of(binding: Binding) -> tuple[int, int]:
    """The place of the first value in the field, and from one value to the next."""
    plain: Drawn = own(binding)
    return plain.get("start", 0), plain.get("stride", 1)
