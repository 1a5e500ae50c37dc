"""One product of a network, opened: the timeline of the page Matrix product with exactly these numbers.
It begins where the sum of the chosen number begins, and leads back to the network."""

from nnviz import ForwardPass
from pages.parts.network.cells import Cell, cell
from pages.parts.network.settings import NetworkSettings
from pages.parts.product import opened as opened_product
from pages.parts.product.frames import ProductFilm
from pages.parts.product.opened import OpenedProduct, OpenedWords
from pages.shared.protocol.answers import Replace
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.text import Text
from pages.shared.theme import ThemeName


def opened(settings: NetworkSettings) -> Cell | None:
    """Return the number whose product is open."""
    return cell(settings.opened)


def first_step(settings: NetworkSettings, where: Cell) -> int:
    """Return the step that multiplies first for this number."""
    row, column = where.place
    return (row * settings.sizes[where.layer] + column) * settings.sizes[where.layer - 1] + 1


def product_of(forward: ForwardPass, layer: int) -> OpenedProduct:
    """Return the product of a layer."""
    before = forward.X if layer == 1 else forward.layers[layer - 2].after
    W, b = forward.weights[layer - 1], forward.biases[layer - 1]
    names = (f"a{layer - 1}", f"W{layer}", f"z{layer}")
    return OpenedProduct(before, W, names, f"z{layer}", b)


def film(forward: ForwardPass, layer: int) -> ProductFilm:
    """Return the frames of the product of a layer."""
    return opened_product.film(product_of(forward, layer))


def words(steps: int, layer: int, text: Text) -> OpenedWords:
    """Return what is said of the product of a layer."""
    code = f"z{layer} = a{layer - 1} @ W{layer} + b{layer}"
    return OpenedWords(
        text("product.title", code=code, n=layer),
        text("product.question", n=layer),
        text("product.start", steps=steps),
        text("product.back"),
        text("product.page"),
    )


def spec(
    settings: NetworkSettings, forward: ForwardPass, where: Cell, text: Text, theme: ThemeName
) -> FixedTimeline:
    """Return the picture of the product, its loops, and the words of every step."""
    shown = product_of(forward, where.layer)
    said = words(shown.A.size * shown.B.shape[1], where.layer, text)
    return opened_product.spec(shown, said, settings.step, Text("product", text.language), theme)


def answer(forward: ForwardPass, where: Cell, focus: str) -> Replace:
    """Return all frames."""
    return opened_product.answer(product_of(forward, where.layer), focus)
