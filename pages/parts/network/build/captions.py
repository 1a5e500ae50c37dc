"""The words and the arithmetic of a forward pass: what every step does, and how a chosen unit computes.
Every number in them is the core's; one and the same number is written alike in picture and words."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from nnviz import ACTIVATIONS, ForwardPass, ForwardStep
from nnviz.networks.forward_trace import BEFORE
from pages.parts.network.settings import NetworkSettings
from pages.shared.numbers.equations import (
    bracketed,
    digits_for,
    equals,
    in_full,
    quotient,
    relation,
    sum_of_products,
)
from pages.shared.numbers.equations import written as number
from pages.shared.protocol.panels import Array, Caption, CaptionTone, Piece
from pages.shared.text import Text

OPERAND = re.compile(  # a name of an array, or a constant, in a line of code
    r"(?P<name>\b(?:a|z|small|top|total)\d*\b)(?:\[:, None\])?"
    r"|(?<![\w.])(?P<constant>\d+(?:\.\d*)?(?:e-?\d+)?)"
)
TONES: Mapping[str, CaptionTone] = {"z": "c", "a": "a"}


def code(forward: ForwardPass) -> tuple[str, ...]:
    """The lines of the forward pass, one for each step, after the one that names the input."""
    return ("a0 = X", *(step.code for step in forward))


# -- the words of every step ------------------------------------------------------------------------
def captions(settings: NetworkSettings, forward: ForwardPass, text: Text) -> Iterator[Caption]:
    """What every call does, and what it does to one number: of the chosen unit, or the first."""
    yield (("", text("caption.forward", steps=len(forward))),)
    arrays: dict[str, Array] = {"a0": forward.X}
    for step in forward:
        words = text(f"step.{step.kind}", layer=step.layer)
        yield (("", text("caption.step", words=words)), *arithmetic(settings, forward, step, arrays))
        arrays[step.name] = step.result
        if step.finished:
            arrays[f"a{step.layer}"] = step.result


def arithmetic(
    settings: NetworkSettings, forward: ForwardPass, step: ForwardStep, arrays: dict[str, Array]
) -> Caption:
    """What a step does to one number, before it is done: z1[0,0] = 1·0.1 + 0.5·0.2 + 0.1 = 0.3."""
    row, unit = settings.row, unit_in(settings, step.layer)
    if step.result.ndim == 1:
        name, value = f"{step.name}[{row}]", step.result[row]
    else:
        name, value = f"{step.name}[{row},{unit}]", step.result[row, unit]
    inner, operands = inside(step, forward, arrays, row, unit)
    true = product_sum if step.what == BEFORE else TRUE.get(step.function, unknown)
    last = relation(value) if step.chooses else equals(true(operands), value)
    tone: CaptionTone = TONES.get(step.name[0], "") if step.name[1:].isdigit() else ""
    return ((tone, name), ("", f" {relation(*operands)} "), *inner, ("", f" {last} "), (tone, number(value)))


Numbers = Sequence[float]
Inside = tuple[list[Piece], Numbers]  # the right side of an equation, and the numbers in it


def product_sum(values: Numbers) -> Fraction | None:
    """Numbers and weights in turn, and the bias: what comes out without any rounding."""
    return sum_of_products([*zip(values[:-1:2], values[1::2], strict=True), values[-1:]])


def total(values: Numbers) -> Fraction | None:
    """The same for a sum."""
    return sum_of_products([(value,) for value in values])


def difference(values: Numbers) -> Fraction | None:
    """The same for a difference."""
    return sum_of_products([(values[0],), (-1.0, values[1])])


def at_zero(known: int) -> Callable[[Numbers], Fraction | None]:
    """The same for a function that has no fraction anywhere but at 0."""
    return lambda values: None if values[0] else Fraction(known)


def unknown(_values: Numbers) -> Fraction | None:
    """The same for a step that only chooses."""
    return None


TRUE: Mapping[str, Callable[[Numbers], Fraction | None]] = {  # by the name of the NumPy function
    "multiply": lambda values: sum_of_products([values]),
    "add": total,
    "dot": total,
    "subtract": difference,
    "exp": at_zero(1),
    "tanh": at_zero(0),
    "divide": lambda values: quotient(*values),
}


def inside(step: ForwardStep, forward: ForwardPass, arrays: dict[str, Array], row: int, unit: int) -> Inside:
    """The right side of the equation of a step, with numbers in place of arrays."""
    if step.what == BEFORE:
        return products(forward, step.layer, row, unit)
    if step.kind in SPREAD:
        return spread(step.kind, arrays[OPERAND.findall(step.code)[1][0]][row])
    return substituted(step.code, arrays, row, unit)


def unit_in(settings: NetworkSettings, layer: int) -> int:
    """The chosen unit if it is in this layer, else the first."""
    return settings.unit[1] if settings.unit and settings.unit[0] == layer else 0


def products(forward: ForwardPass, layer: int, row: int, unit: int) -> Inside:
    """Every product of a sum, and the bias."""
    before = forward.X if layer == 1 else forward.layers[layer - 2].after
    bias = forward.biases[layer - 1][unit]
    found: list[Piece] = []
    values: list[float] = []
    digits = digits_for(2 * before.shape[1] + 2)
    for a, w in zip(before[row], forward.weights[layer - 1][:, unit], strict=True):
        found += [("", " + ")] if found else []
        found += [("a", bracketed(a, digits)), ("", "·"), ("b", bracketed(w, digits))]
        values += (a, w)
    return [*found, ("", " + "), ("b", bracketed(bias, digits))], [*values, bias]


SPREAD = {"max": ("max(", ", ", ")"), "sum": ("", " + ", "")}


def spread(kind: str, values: Array) -> Inside:
    """One number of all that a sample has: the largest, or the sum."""
    head, between, tail = SPREAD[kind]
    words = between.join(bracketed(value) for value in values)
    return [("", head), ("", words), ("", tail)], values.tolist()


def substituted(line: str, arrays: dict[str, Array], row: int, unit: int) -> Inside:
    """The right side of a line of code, with numbers in place of arrays."""
    found: list[Piece] = []
    values: list[float] = []
    _, _, right = line.partition(" = ")
    at = 0
    for match in OPERAND.finditer(right):
        value = float(match["constant"]) if match["constant"] else numbers(arrays[match["name"]], row, unit)
        before = right[at : match.start()]
        words = bracketed(value) if re.search(r"[-+*/] $", before) else number(value)
        found += [("", before), ("" if match["constant"] else "a", words)]
        values.append(value)
        at = match.end()
    found.append(("", right[at:]))
    return [(tone, piece.replace("np.", "").replace("*", "·")) for tone, piece in found if piece], values


def numbers(array: Array, row: int, unit: int) -> float:
    """The number of a sample in a working array."""
    return float(array[row] if array.ndim == 1 else array[row, unit])


def transcript(settings: NetworkSettings, forward: ForwardPass, text: Text) -> str:
    """Return all steps as plain lines, for reading and for screen readers."""
    lines = ("".join(piece for _, piece in caption) for caption in captions(settings, forward, text))
    return "\n".join(f"{number}: {line}" for number, line in enumerate(lines))


# -- the chosen unit ----------------------------------------------------------------------------------
def unit_lines(settings: NetworkSettings, forward: ForwardPass) -> tuple[str, ...]:
    """How the chosen unit computes its number for the chosen sample, one product a line, all digits."""
    if settings.unit is None:
        return ()
    layer, unit = settings.unit
    row = settings.row
    if not layer:
        return (f"a0[{row},{unit}] = X[{row},{unit}] = {in_full(forward.X[row, unit])}",)
    terms = _terms(forward, layer, row, unit)
    known, name = forward.layers[layer - 1], forward.activations[layer - 1]
    total, out = known.before[row, unit], known.after[row, unit]
    lines = [f"  {'+' if at else ' '} {term}" for at, term in enumerate(_aligned(terms))]
    z = f"z{layer}[{row},{unit}]"
    after = {"softmax": f"softmax(z{layer}[{row}])[{unit}]", "linear": z}.get(name, f"{name}({z})")
    true = sum_of_products([values for _, values in terms], in_full)
    signs = equals(true, total, in_full), activated(name, known.before[row], unit, out)
    return (
        f"{z} =",
        *lines,
        f"  {signs[0]} {in_full(total)}",
        f"a{layer}[{row},{unit}] = {after}",
        f"  {signs[1]} {in_full(out)}",
    )


def activated(name: str, z: Array, unit: int, out: float) -> str:
    """The sign before an output, which is rounded if the activation is a curve, but for its middle."""
    function = ACTIVATIONS[name]
    if not function.transcendental:
        return "="
    middle = bool((z == z[0]).all()) if function.whole_layer else z[unit] == 0
    true = Fraction(1, len(z)) if function.whole_layer else function.at_zero
    return equals(true if middle else None, out, in_full)


Term = tuple[str, tuple[float, ...]]  # its name, and the numbers that are multiplied


def _terms(forward: ForwardPass, layer: int, row: int, unit: int) -> list[Term]:
    before = forward.X if layer == 1 else forward.layers[layer - 2].after
    weights = forward.weights[layer - 1]
    found: list[Term] = [
        (f"a{layer - 1}[{row},{i}]·W{layer}[{i},{unit}]", (a, w))
        for i, (a, w) in enumerate(zip(before[row], weights[:, unit], strict=True))
    ]
    return [*found, (f"b{layer}[{unit}]", (forward.biases[layer - 1][unit],))]


def _aligned(terms: list[Term]) -> Iterator[str]:
    """The terms as lines in which names, signs and numbers stand below each other."""
    rows = [(name, *("", *map(in_full, values))[-2:]) for name, values in terms]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, left, right in rows:
        sign = "·" if left else " "
        yield f"{name:<{wide[0]}} = {left:>{wide[1]}} {sign} {right:>{wide[2]}}"
