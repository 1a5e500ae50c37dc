"""What would make two shapes fit: buttons that change the arrays, each with what it does; what NumPy says."""

import re
from collections.abc import Iterator

from nnviz.arrays.array_operations import written
from nnviz.arrays.repairs import Repair
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from pages.parts.arrays.array_text import read_array, write_array
from pages.parts.arrays.settings import ArraysSettings
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.protocol.ids import Id
from pages.shared.protocol.panels import Choice, ChoicesPanel
from pages.shared.text import Text


def repairs(settings: ArraysSettings, mismatch: ShapeMismatchError, text: Text) -> ChoicesPanel:
    """Return why two shapes do not fit, what would make them fit, and what NumPy says."""
    offered = tuple(
        Choice(str(Id("repair", (at,))), label(one, text), meaning(one, mismatch, text))
        for at, one in possible(settings, mismatch)
    )
    lines = (reason(mismatch, text), text("clash.repair" if offered else "clash.hopeless"))
    said = mismatch.numpy_message
    if mismatch.dot_message:
        said = f"X @ Y\n    {said}\nnp.dot(X, Y)\n    {mismatch.dot_message}"
    return ChoicesPanel("repairs", text("clash.title"), lines, offered, ((text("clash.numpy"), said),))


def possible(settings: ArraysSettings, mismatch: ShapeMismatchError) -> Iterator[tuple[int, Repair]]:
    """The repairs whose arrays a field can hold, with their numbers."""
    for at, one in enumerate(mismatch.repairs):
        if changed(settings, one):
            yield at, one


def changed(settings: ArraysSettings, repair: Repair) -> tuple[str, str] | None:
    """Return both arrays after a repair, as text; None where one of them would be too large to be shown."""
    x, y = (write_array(array) for array in repair.apply(settings.X, settings.Y))
    return None if any(isinstance(read_array(one), Unreadable) for one in (x, y)) else (x, y)


def reason(mismatch: ShapeMismatchError, text: Text) -> str:
    """Say why two shapes do not fit."""
    a, b = written(mismatch.shape_a), written(mismatch.shape_b)
    scalar = mismatch.operation == "matmul" and () in (mismatch.shape_a, mismatch.shape_b)
    return text(f"clash.{'scalar' if scalar else mismatch.operation}", a=a, b=b)


def label(repair: Repair, text: Text) -> str:
    """Return the code of a repair and the shape that comes out."""
    return text("clash.button", code=in_our_names(repair.detail), shape=written(repair.result))


def meaning(repair: Repair, mismatch: ShapeMismatchError, text: Text) -> str:
    """Say what a repair does: shapes that fit are not yet what was meant."""
    if repair.crosses:
        return text("does.crosses")
    name, shape = ("X", mismatch.shape_a) if repair.operand == "a" else ("Y", mismatch.shape_b)
    place = {"1:": 0, ":-1": shape[repair.axis] - 1}.get(repair.keeps, 0) if shape else 0
    axis = repair.axis + len(shape)
    return text(f"does.{repair.kind}", name=name, axis=axis, place=place)


def in_our_names(code: str) -> str:
    """Return code on a and b as code on X and Y."""
    return re.sub(r"\b[ab]\b", lambda name: {"a": "X", "b": "Y"}[name[0]], code)
