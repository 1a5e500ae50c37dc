"""A product of another page, opened: the timeline of this page with exactly these numbers.
It leads back to where it was opened, and to this page, where that can take the numbers."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

import numpy as np

from nnviz import product
from nnviz.product.cache_simulator import layout, simulate_trace
from pages.parts.product.captions import captions
from pages.parts.product.frames import ProductFilm
from pages.parts.product.matrix_text import MOST, write_matrix
from pages.parts.product.panels import as_loops, picture, stops
from pages.shared.numbers.nested_lists import LARGEST
from pages.shared.player.fixed_timeline import complete
from pages.shared.protocol.answers import Replace
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Action, Caption
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.state.query_params import LONGEST
from pages.shared.text import Text
from pages.shared.theme import ThemeName

CACHE = 3  # lines; the memory is not shown here
MANY = 640  # multiplications from which on each step is a whole outer product
EXPLAINED = ("matrix_product", "dot_product")


@dataclass(frozen=True, eq=False)
class OpenedProduct:
    """A (m, k) @ B (k, n), with a `bias` (n,) or without, and what it is called: the names of A, B and the
    result, and the letter that stands before the numbers of the result."""

    A: Array
    B: Array
    names: tuple[str, str, str]
    result: str
    bias: Array | None = None

    def first_step(self, row: int, column: int) -> int:
        """Return the step that multiplies first for a number of the result."""
        if self.view == "outer":
            return 1
        products, columns = self.B.shape
        return int((row * columns + column) * products + 1)

    @property
    def view(self) -> str:
        """One multiplication a step, or of many a whole outer product."""
        return "cell" if self.A.size * self.B.shape[1] < MANY else "outer"

    @property
    def titles(self) -> tuple[str, str, str]:
        """What stands above the matrices."""
        shapes = (self.A.shape, self.B.shape, (self.A.shape[0], self.B.shape[1]))
        named = zip("ABC", self.names, shapes, strict=True)
        a, b, c = (f"{letter} = {name} {shape}" for letter, name, shape in named)
        return a, b, c


@dataclass(frozen=True)
class OpenedWords:
    """What is said of it: the title, the question, the caption before the first step, and what stands on the
    ways back and to this page."""

    title: str
    question: str
    start: str
    back: str
    page: str


def film(opened: OpenedProduct) -> ProductFilm:
    """Return the frames of an opened product."""
    trace = product.trace(opened.A, opened.B, opened.view, bias=opened.bias, neurons="columns")
    return ProductFilm(trace, simulate_trace(trace, layout(trace.sizes, "C"), CACHE))


def spec(opened: OpenedProduct, words: OpenedWords, step: int, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture of the product, its loops, and the words of every step; `text` is this page's."""
    shown = film(opened)
    scene = replace(picture(shown, opened.titles, text), title=words.title)
    _, *said = captions(shown.trace, text, opened.result)
    start: Caption = (("", words.start),)
    loops = replace(as_loops(shown, text), actions=actions(opened.A, opened.B, words, text))
    panels = (scene, loops)
    known = complete(
        shown.layout, panels, (start, *said), text.language, theme, step, words.question, EXPLAINED
    )
    return replace(known, stops=stops(shown.trace))


def actions(A: Array, B: Array, words: OpenedWords, text: Text) -> tuple[Action, ...]:
    """The way back, and the way to the page Matrix product, where it can take these numbers."""
    back = Action("close", words.back)
    a, b = write_matrix(A), write_matrix(B)
    fits = max(*A.shape, *B.shape) <= MOST and max(len(a), len(b)) <= LONGEST
    if not fits or max(np.abs(A).max(), np.abs(B).max()) > LARGEST:
        return (back,)
    query = urlencode({"a": a, "b": b, "lang": text.language})
    return back, Action("", words.page, f"product?{query}")


def answer(opened: OpenedProduct, focus: str) -> Replace:
    """Return all frames."""
    return Replace(film(opened).frames(), focus=focus)
