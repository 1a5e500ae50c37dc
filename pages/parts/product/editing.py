"""How the matrices of the page are edited in their picture: limits, sizes, and what they are called."""

from collections.abc import Mapping

from nnviz.validation import Shape
from pages.parts.product.matrix_text import MOST
from pages.parts.product.settings import LIMITS
from pages.shared.scenes.editing import Editing, EditingWords
from pages.shared.text import Text


def editing(shapes: Mapping[str, Shape], text: Text) -> Editing:
    """Return how arrays of these shapes are edited."""
    parts = {1: (text("part.number"),), 2: (text("part.row"), text("part.column"))}
    more, fewer = (text(f"edit.{way}", name="{name}", part="{part}") for way in ("more", "fewer"))
    return Editing(shapes, LIMITS, MOST, EditingWords(text("edit.cell", cell="{cell}"), more, fewer, parts))
