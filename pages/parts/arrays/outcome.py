"""What comes out of the arrays and the operation that are set, and its picture."""

from nnviz.arrays.array_operations import OperationResult, apply
from nnviz.arrays.elementwise import Elementwise, elementwise
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from pages.parts.arrays.pictures import Picture, act_picture, alone, clash_picture, pair_picture
from pages.parts.arrays.settings import ONE, ArraysSettings
from pages.shared.text import Text

Outcome = OperationResult | Elementwise | ShapeMismatchError | None


def outcome(settings: ArraysSettings) -> Outcome:
    """Return what comes out, or why nothing does; None where an array is only looked at."""
    if settings.op == "look":
        return None
    if settings.op in ONE:
        return apply(settings.X, settings.op, settings.shape, settings.axis)
    try:
        return elementwise(settings.X, settings.Y, settings.op)
    except ShapeMismatchError as mismatch:
        return mismatch.with_traceback(None)


def picture_of(settings: ArraysSettings, text: Text) -> Picture:
    """Return the picture of what comes out."""
    found = outcome(settings)
    if found is None:
        return alone(settings.X, text)
    if isinstance(found, OperationResult):
        return act_picture(found, text)
    if isinstance(found, ShapeMismatchError):
        return clash_picture(settings.X, settings.Y, found, text)
    return pair_picture(found, text)
