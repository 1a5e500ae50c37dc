"""The words of the lesson "build": the arithmetic of every sample, the verdict on a guess, and NumPy lines.
Negative numbers stand in brackets where they follow an operator."""

from collections.abc import Iterator

import numpy as np

from nnviz import ACTIVATIONS, Neuron
from pages.parts.neuron.settings import NeuronSettings, Row
from pages.shared.numbers.equations import bracketed, compared, equals, relation, sum_of_products, written
from pages.shared.protocol.panels import Caption, Piece
from pages.shared.text import Text


# -- the arithmetic of every sample -----------------------------------------------------------------
def captions(settings: NeuronSettings, text: Text) -> Iterator[Caption]:
    """The arithmetic of every sample, in the colours of the picture."""
    neuron = settings.neuron
    say = fire_caption if ACTIVATIONS[settings.activation].jumps else curve_caption
    for row in settings.X:
        yield say(settings, neuron, row, text)


def products(neuron: Neuron, row: Row) -> list[Piece]:
    """Return x₁·w₁ + x₂·w₂ + …"""
    terms: list[Piece] = []
    for x, w in zip(row, neuron.weights, strict=True):
        terms += [("", " + ")] if terms else []
        terms += [("a", bracketed(x) if terms else written(x)), ("", "·"), ("b", bracketed(w))]
    return terms


def curve_caption(settings: NeuronSettings, neuron: Neuron, row: Row, text: Text) -> Caption:
    """Products, bias, z, and what the activation makes of it."""
    z, a = (np.nan, np.nan) if settings.hidden else (neuron.before(row), neuron(row))
    true = sum_of_products([*zip(row, neuron.weights, strict=True), (neuron.bias,)])
    bias = f" + {bracketed(neuron.bias)} {equals(true, z)} {written(z)}"
    start: Caption = (*products(neuron, row), ("", bias))
    if settings.activation == "linear":
        return (*start, ("", " → "), ("c", written(a)))
    function, name = ACTIVATIONS[settings.activation], text(f"notation.{settings.activation}")
    sign = relation(z, a) if np.isnan(z) or function.exact_at(z) else "≈"
    return (*start, ("", f" → {name}({written(z)}) {sign} "), ("c", written(a)))


def fire_caption(settings: NeuronSettings, neuron: Neuron, row: Row, text: Text) -> Caption:
    """Both readings of a step: the sum at the threshold, and the sum with the bias at 0."""
    total, bias, z = neuron.weighted_sum(row), neuron.bias, neuron.before(row)
    terms = products(neuron, row)
    if settings.hidden:
        asked = text("caption.asked", threshold=written(neuron.threshold))
        return (*terms, ("", " = ?"), ("", asked))
    sign = equals(sum_of_products(zip(row, neuron.weights, strict=True)), total)
    reached, threshold = compared(total, neuron.threshold)
    start: Caption = (*terms, ("", f" {sign} {reached}"))
    fires = neuron.fires(row)
    last = equals(sum_of_products([(total,), (bias,)]), z)
    added = f"{reached} + {bracketed(bias)} {last} {written(z)}"
    signs = ("≥", "≥") if fires else ("<", "<")
    reading = text("caption.readings", sum=reached, sign=signs[0], threshold=threshold, z=added)
    said = text(f"story.{'fires' if fires else 'quiet'}_{settings.story}")
    return (*start, ("", f"; {reading} → "), ("c", written(neuron(row))), ("", f" {said}"))


def verdict(settings: NeuronSettings, text: Text) -> str:
    """Say whether the guess was right; nothing where there was none."""
    if settings.guess is None:
        return text("guess.asked") if settings.hidden else ""
    sample, guessed = settings.guess
    right = settings.neuron(settings.X[sample])
    values = {"sample": sample + 1, "guess": written(guessed), "output": written(right)}
    return text("guess.right" if abs(guessed - right) < CLOSE else "guess.other", **values)


CLOSE = 0.005  # a guess is right to two digits after the point


def transcript(settings: NeuronSettings, text: Text) -> tuple[str, ...]:
    """Return all samples as plain lines, for reading and for screen readers."""
    lines = ("".join(piece for _, piece in caption) for caption in captions(settings, text))
    return tuple(f"{number}: {line}" for number, line in enumerate(lines, 1))


# -- the same as NumPy ---------------------------------------------------------------------------------
def code(settings: NeuronSettings) -> tuple[str, ...]:
    """Return the neuron and its samples as three lines of NumPy, after the import."""
    return (
        "import numpy as np",
        *matrix("X", settings.X),
        f"z = X @ np.array({listed(settings.weights)}) {signed(settings.bias)}",
        f"a = {ACTIVATIONS[settings.activation].code}",
    )


WIDE = 40  # signs of a line of code


def matrix(name: str, rows: tuple[Row, ...]) -> Iterator[str]:
    """Return an array as Python writes it, with as many rows in a line as there is room for."""
    line = f"{name} = np.array(["
    indent = " " * len(line)
    for number, row in enumerate(rows):
        piece = listed(row) + ("])" if number == len(rows) - 1 else ", ")
        if number and len(line + piece) > WIDE:
            yield line.rstrip()
            line = indent
        line += piece
    yield line


def listed(row: Row) -> str:
    """Return a row as Python writes it."""
    return f"[{', '.join(literal(value) for value in row)}]"


def signed(value: float) -> str:
    """Return a float as it is added: its sign, and its size."""
    return f"{'-' if value < 0 else '+'} {literal(abs(value))}"


def literal(value: float) -> str:
    """Return a float as NumPy writes it: a whole one ends in a point."""
    whole, point, rest = repr(float(value)).partition(".0")
    return f"{whole}." if point and not rest else repr(float(value))
