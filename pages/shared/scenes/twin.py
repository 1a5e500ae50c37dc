"""A picture that stands beside another one of the same kind: in one timeline both have ids and fields of
their own, so those of the second begin with a prefix. It shows the same numbers and answers to no hand."""

from collections.abc import Collection
from dataclasses import replace

from pages.shared.protocol.elements import Cell, Element, Label, Token
from pages.shared.protocol.panels import Scene

PREFIX = "beside_"


def twin(scene: Scene, shared: Collection[str]) -> Scene:
    """Return a scene whose fields have a prefix, but for those that it has in common with the other one."""
    bindings = tuple(
        replace(
            one,
            field=one.field if one.field in shared else PREFIX + one.field,
            ids=tuple(map(renamed, one.ids)),
        )
        for one in scene.bindings
    )
    return replace(scene, elements=tuple(map(copied, scene.elements)), bindings=bindings)


def copied(element: Element) -> Element:
    """Return an element with another id; the places of numbers are found in the first picture alone."""
    if isinstance(element, Label | Token | Cell):
        return replace(element, id=renamed(element.id), data=None)
    return replace(element, id=renamed(element.id))


def renamed(name: str) -> str:
    """Return the id of an element in the second picture."""
    return f"beside {name}"
