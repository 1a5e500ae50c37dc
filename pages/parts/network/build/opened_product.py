"""One product of a network, opened: the timeline of the page Matrix product with exactly these numbers.
It begins where the sum of the chosen number begins, and leads back to the network."""

from dataclasses import replace
from urllib.parse import urlencode

import numpy as np

from nnviz import ForwardPass, product
from nnviz.product.cache_simulator import layout, simulate_trace
from pages.parts.network.cells import Cell, cell
from pages.parts.network.settings import NetworkSettings
from pages.parts.product.captions import captions
from pages.parts.product.frames import ProductFilm
from pages.parts.product.matrix_text import MOST, write_matrix
from pages.parts.product.panels import as_loops, picture
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


def opened(settings: NetworkSettings) -> Cell | None:
    """Return the number whose product is open."""
    return cell(settings.opened)


def first_step(settings: NetworkSettings, where: Cell) -> int:
    """Return the step that multiplies first for this number."""
    row, column = where.place
    return (row * settings.sizes[where.layer] + column) * settings.sizes[where.layer - 1] + 1


def film(forward: ForwardPass, layer: int) -> ProductFilm:
    """Return the frames of the product of a layer."""
    before = forward.X if layer == 1 else forward.layers[layer - 2].after
    W, b = forward.weights[layer - 1], forward.biases[layer - 1]
    trace = product.trace(before, W, "cell", bias=b, neurons="columns")
    return ProductFilm(trace, simulate_trace(trace, layout(trace.sizes, "C"), CACHE))


def spec(
    settings: NetworkSettings, forward: ForwardPass, where: Cell, text: Text, theme: ThemeName
) -> FixedTimeline:
    """Return the picture of the product, its loops, and the words of every step."""
    n, plain = where.layer, Text("product", text.language)
    shown = film(forward, n)
    m, k, units = shown.trace.sizes
    titles = (f"A = a{n - 1} ({m}, {k})", f"B = W{n} ({k}, {units})", f"C = z{n} ({m}, {units})")
    scene = picture(shown, titles, plain)
    title = text("product.title", code=f"z{n} = a{n - 1} @ W{n} + b{n}", n=n)
    scene = replace(scene, title=title)
    _, *words = captions(shown.trace, plain, f"z{n}")
    start: Caption = (("", text("product.start", steps=len(shown.trace))),)
    loops = replace(as_loops(shown, plain), actions=actions(shown.trace.A, shown.trace.B, text))
    question, explained = text("product.question", n=n), ("matrix_product", "dot_product")
    return complete(
        shown.layout,
        (scene, loops),
        (start, *words),
        text.language,
        theme,
        settings.step,
        question,
        explained,
    )


def actions(A: Array, B: Array, text: Text) -> tuple[Action, ...]:
    """The way back, and the way to the page Matrix product, where it can take these numbers."""
    back = Action("close", text("product.back"))
    a, b = write_matrix(A), write_matrix(B)
    fits = max(*A.shape, *B.shape) <= MOST and max(len(a), len(b)) <= LONGEST
    if not fits or max(np.abs(A).max(), np.abs(B).max()) > LARGEST:
        return (back,)
    query = urlencode({"a": a, "b": b, "lang": text.language})
    return back, Action("", text("product.page"), f"product?{query}")


def answer(forward: ForwardPass, where: Cell, focus: str) -> Replace:
    """Return all frames."""
    return Replace(film(forward, where.layer).frames(), focus=focus)
