"""The chain rule for the chosen number, as lines: its gradient as a sum of products, whose factors open level
by level up to the loss."""

from collections.abc import Callable, Iterator, Sequence

from nnviz import TrainingTrace
from nnviz.backprop.chain import Chain, Factor, Product
from pages.parts.backprop.one_step.arithmetic import four, tone
from pages.parts.backprop.one_step.chosen_number import chosen_chain, chosen_name
from pages.parts.backprop.one_step.slice_link import slice_action
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.numbers.equations import bracketed, in_full
from pages.shared.protocol.derivations import Derivation, DerivationLine, DerivationPiece
from pages.shared.protocol.ids import parse, unit_id
from pages.shared.protocol.panels import Action
from pages.shared.text import Text

MOST_PRODUCTS = 6  # of a sum, that are written out
MOST_CHAINS = 4  # of a level
ABOUT = {"W": "weight", "b": "bias", "z": "sum", "a": "output"}

Write = Callable[[Factor, BackpropSettings, bool], DerivationPiece]


def derived(settings: BackpropSettings, trace: TrainingTrace, text: Text) -> Derivation | None:
    """Return the chain of the chosen number; None if none is chosen."""
    if not settings.chosen:
        return None
    chain = chosen_chain(settings, trace)
    deepest = chain.depth
    shown = min(settings.levels, deepest)
    lines = [headline(chain, text)]
    for depth, level in enumerate(chain.levels(shown)):
        lines += level_lines(settings, level, depth, text)
    title = text(f"chain.about.{ABOUT[chain.cell.letter]}", cell=str(chain.cell))
    actions = tuple(chain_actions(settings, chain, shown, deepest, text))
    return Derivation(title, tuple(lines), actions, repr(chain.value))


def chain_actions(
    settings: BackpropSettings, chain: Chain, shown: int, levels: int, text: Text
) -> Iterator[Action]:
    """The buttons below the lines: one level more or fewer, one sample or all, the loss over the number, and
    letting go."""
    if shown < levels:
        yield Action("deeper", text("chain.deeper"))
    if shown > 1:
        yield Action("shallower", text("chain.shallower"))
    if chain.cell.sample is None and len(settings.X) > 1:
        label = text("chain.all") if settings.alone else text("chain.alone", n=settings.sample)
        yield Action("alone", label)
    over = slice_action(settings, text)
    if over:
        yield over
    yield Action("free", text("chain.free"))


# -- lines -----------------------------------------------------------------------------------------
def headline(chain: Chain, text: Text) -> DerivationLine:
    """The gradient with its digits, and whose share it is."""
    alone = chain.cell.sample is None and chain.sample is not None
    share = text("chain.share", n=chain.sample) if alone else ""
    gradient = chain.cell.gradient or str(chain.cell)
    value = DerivationPiece(in_full(chain.value), "c", (gradient,))
    return DerivationLine((DerivationPiece(f"{chain.name}{share} = "), value), strong=True)


def level_lines(
    settings: BackpropSettings, level: Sequence[Chain], depth: int, text: Text
) -> Iterator[DerivationLine]:
    """Every chain of a level as two lines: with names, and with numbers."""
    for chain in level[:MOST_CHAINS]:
        left = piece(chain.cell.gradient, settings) if depth and chain.cell.gradient else plain(chain.name)
        yield DerivationLine((left, plain(" = "), *sum_of(chain, settings, named)), depth)
        result = DerivationPiece(four(chain.value), "c")
        yield DerivationLine((plain("= "), *sum_of(chain, settings, valued), plain(" ≈ "), result), depth)
    if len(level) > MOST_CHAINS:
        yield DerivationLine((plain(text("chain.more", n=len(level) - MOST_CHAINS)),), depth)


def sum_of(chain: Chain, settings: BackpropSettings, write: Write) -> Iterator[DerivationPiece]:
    """The sum of the products, in brackets where factors common to all follow."""
    several = len(chain.products) > 1
    bracket = several and bool(chain.common)
    if bracket:
        yield plain("(")
    for at, product in enumerate(chain.products[:MOST_PRODUCTS]):
        if at:
            yield plain(" + ")
        yield from product_of(product, settings, write, at > 0)
    if len(chain.products) > MOST_PRODUCTS:
        yield plain(" + …")
    if bracket:
        yield plain(")")
    for factor in chain.common:
        yield plain("·")
        yield write(factor, settings, True)


def product_of(
    product: Product, settings: BackpropSettings, write: Write, inside: bool
) -> Iterator[DerivationPiece]:
    """The factors of one way."""
    for at, factor in enumerate(product.factors):
        if at:
            yield plain("·")
        yield write(factor, settings, bool(at) or inside)


def named(factor: Factor, settings: BackpropSettings, follows: bool) -> DerivationPiece:
    """A factor by its name; what is in no single cell, by the formula that it is made by."""
    if factor.formula:
        formula = in_letters(factor.formula)
        inside = formula.startswith("(") or (not follows and " " not in formula)
        return DerivationPiece(formula if inside else f"({formula})", "", lit(factor.cells, settings))
    return piece(factor.name, settings) if factor.cells else plain(factor.name)


def valued(factor: Factor, settings: BackpropSettings, follows: bool) -> DerivationPiece:
    """A factor as its number; a negative one that `follows` a sign has brackets."""
    number = bracketed(factor.value, write=four) if follows else four(factor.value)
    own = tone(factor.cells[0].partition("[")[0]) if factor.cells else ""
    return DerivationPiece(number, own, lit(factor.cells, settings))


def in_letters(code: str) -> str:
    """Return a line of NumPy as a formula has it."""
    for sign, letter in ((" * ", "·"), ("**2", "²"), ("-", "−")):
        code = code.replace(sign, letter)
    return code


# -- pieces ----------------------------------------------------------------------------------------
def plain(words: str) -> DerivationPiece:
    """Words that lead nowhere."""
    return DerivationPiece(words)


def piece(cell: str, settings: BackpropSettings) -> DerivationPiece:
    """The name of a number, which is chosen by a press if it has a chain of its own."""
    found = parse(cell)
    press = cell if found and chosen_name(settings, found) not in ("", settings.chosen) else ""
    return DerivationPiece(cell, tone(cell.partition("[")[0]), lit((cell,), settings), press)


def lit(cells: Sequence[str], settings: BackpropSettings) -> tuple[str, ...]:
    """Return the elements of numbers: their cells, and the circle or the line that they belong to."""
    return (*cells, *(one for cell in cells for one in drawn(cell, settings)))


def drawn(cell: str, settings: BackpropSettings) -> Iterator[str]:
    """The part of the drawn network that a number belongs to."""
    found = parse(cell)
    if found is None or not found.numbers:
        return
    (layer,) = found.numbers
    if found.name in ("W", "dW"):
        yield f"wire.{found.name.removeprefix('d')}{layer}[{found.place[0]},{found.place[1]}]"
    elif len(found.place) == 2 and found.place[0] == settings.sample:
        yield unit_id(layer, found.place[1] + 1, "unit")
