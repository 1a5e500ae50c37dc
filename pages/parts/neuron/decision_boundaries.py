"""The words of the planes on which the lessons about gates draw their rows, and links between the lessons."""

from urllib.parse import urlencode

from pages.shared.scenes import plane
from pages.shared.text import Text


def link(text: Text, page: str = "neuron", **query: str) -> str:
    """Return the address of a page in the language of now."""
    return f"{page}?{urlencode({**query, 'lang': text.language})}"


def signs(text: Text) -> plane.Names:
    """Return the words of a plane of the two inputs; a lesson replaces what is different on its own."""
    return plane.Names(
        x="x1",
        y="x2",
        wanted=text("plane.wanted"),
        unwanted=text("plane.unwanted"),
        fires=text("plane.fires"),
        live=text("plane.live"),
        wrong=text("plane.wrong"),
    )
