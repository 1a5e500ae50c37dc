"""The words of a forward pass: what every step does, and what it does to one number.
Every number in them is the core's; one and the same number is written alike in picture and words."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from nnviz import ACTIVATIONS, ForwardPass, ForwardStep
from nnviz.networks.forward_trace import BEFORE, textbook_steps
from pages.parts.network.settings import NetworkSettings
from pages.shared.numbers.equations import (
    bracketed,
    brief,
    digits_for,
    equals,
    quotient,
    relation,
    sum_of_products,
    written,
)
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Caption, CaptionTone, Piece
from pages.shared.text import Text

OPERAND = re.compile(  # a name of an array, or a constant, in a line of code
    r"(?P<name>\b(?:a|z|small|top|total|below|power)\d*\b)(?:\[:, None\])?"
    r"|(?<![\w.])(?<!\*\*)(?P<constant>(?:(?<=[*/,] )-)?\d+(?:\.\d*)?(?:e-?\d+)?)"
)
TONES: Mapping[str, CaptionTone] = {"z": "c", "a": "a"}


Write = Callable[[float], str]  # how a number is written


def writing(settings: NetworkSettings) -> Write:
    """How numbers are written: with three digits, or with more where somebody asked for them."""
    return written if settings.full else brief


# -- the steps -----------------------------------------------------------------------------------
def steps(settings: NetworkSettings, forward: ForwardPass) -> tuple[ForwardStep, ...]:
    """The steps that are shown: those of a textbook, or every single NumPy call where they are opened."""
    return forward.steps if settings.calls else textbook_steps(forward)


def code(shown: Iterable[ForwardStep]) -> tuple[str, ...]:
    """The lines of the forward pass, one for each step, after the one that names the input."""
    return ("a0 = X", *(step.code for step in shown))


# -- the words of every step ------------------------------------------------------------------------
def captions(settings: NetworkSettings, forward: ForwardPass, text: Text) -> Iterator[Caption]:
    """What every step does, and what it does to one number: of the chosen unit, or the first."""
    shown = steps(settings, forward)
    yield (("", text("caption.forward", steps=len(shown))),)
    arrays: dict[str, Array] = {"a0": forward.X}
    for step in shown:
        words = text(f"step.{step.kind}", layer=step.layer)
        yield (("", text("caption.step", words=words)), *arithmetic(settings, forward, step, arrays))
        arrays[step.name] = step.result
        if step.finished:
            arrays[f"a{step.layer}"] = step.result


def arithmetic(
    settings: NetworkSettings, forward: ForwardPass, step: ForwardStep, arrays: dict[str, Array]
) -> Caption:
    """What a step does to one number, before it is done: z1[0,0] = 1·0.1 + 0.5·0.2 + 0.1 = 0.3."""
    row, unit, write = settings.row, unit_in(settings, step.layer), writing(settings)
    if step.result.ndim == 1:
        name, value = f"{step.name}[{row}]", step.result[row]
    else:
        name, value = f"{step.name}[{row},{unit}]", step.result[row, unit]
    inner, operands = inside(settings, step, forward, arrays, row, unit)
    if step.kind in ACTIVATIONS:
        last = activated(step.kind, arrays[f"z{step.layer}"][row], unit, value, write)
    elif step.chooses:
        last = relation(value, write=write)
    else:
        true = product_sum if step.what == BEFORE else TRUE.get(step.function, unknown)
        last = equals(true(operands, write), value, write)
    first = relation(*operands, write=write)
    tone: CaptionTone = TONES.get(step.name[0], "") if step.name[1:].isdigit() else ""
    return ((tone, name), ("", f" {first} "), *inner, ("", f" {last} "), (tone, write(value)))


def activated(name: str, z: Array, unit: int, out: float, write: Write) -> str:
    """The sign before an output, which is rounded if the activation is a curve, but for its middle."""
    function = ACTIVATIONS[name]
    if not function.transcendental or (function.keeps_positive and z[unit] > 0):
        return relation(out, write=write)
    middle = bool((z == z[0]).all()) if function.whole_layer else z[unit] == 0
    true = Fraction(1, len(z)) if function.whole_layer else function.at_zero
    return equals(true if middle else None, out, write)


Numbers = Sequence[float]
Inside = tuple[list[Piece], Numbers]  # the right side of an equation, and the numbers in it
True_ = Callable[[Numbers, Write], Fraction | None]  # what comes out without any rounding


def product_sum(values: Numbers, write: Write) -> Fraction | None:
    """Numbers and weights in turn, and the bias: what comes out without any rounding."""
    return sum_of_products([*zip(values[:-1:2], values[1::2], strict=True), values[-1:]], write)


def total(values: Numbers, write: Write) -> Fraction | None:
    """The same for a sum."""
    return sum_of_products([(value,) for value in values], write)


def difference(values: Numbers, write: Write) -> Fraction | None:
    """The same for a difference."""
    return sum_of_products([(values[0],), (-1.0, values[1])], write)


def unknown(_values: Numbers, _write: Write) -> Fraction | None:
    """The same for a step that only chooses."""
    return None


TRUE: Mapping[str, True_] = {  # by the name of the NumPy function
    "multiply": lambda values, write: sum_of_products([values], write),
    "add": total,
    "dot": total,
    "subtract": difference,
    "square": lambda values, write: sum_of_products([(values[0], values[0])], write),
    "negative": lambda values, write: sum_of_products([(-1.0, values[0])], write),
    "exp": lambda values, _: None if values[0] else Fraction(1),
    "expm1": lambda values, _: None if values[0] else Fraction(0),
    "divide": lambda values, write: quotient(values[0], values[1], write),
}


def inside(
    settings: NetworkSettings,
    step: ForwardStep,
    forward: ForwardPass,
    arrays: dict[str, Array],
    row: int,
    unit: int,
) -> Inside:
    """The right side of the equation of a step, with numbers in place of arrays."""
    write = writing(settings)
    if step.what == BEFORE:
        return products(forward, step.layer, row, unit, write)
    if step.kind == SOFTMAX:
        z = arrays[f"z{step.layer}"][row]
        return [("", f"softmax({', '.join(map(write, z))})[{unit}]")], z.tolist()
    if step.kind in SPREAD:
        return spread(step.kind, arrays[OPERAND.findall(step.code)[1][0]][row], write)
    return substituted(step.code, arrays, row, unit, write)


def unit_in(settings: NetworkSettings, layer: int) -> int:
    """The chosen unit if it is in this layer, else the first."""
    return settings.unit[1] if settings.unit and settings.unit[0] == layer else 0


def products(forward: ForwardPass, layer: int, row: int, unit: int, write: Write) -> Inside:
    """Every product of a sum, and the bias."""
    before = forward.X if layer == 1 else forward.layers[layer - 2].after
    bias = forward.biases[layer - 1][unit]
    found: list[Piece] = []
    values: list[float] = []
    digits = digits_for(2 * before.shape[1] + 2)
    short = brief if write is brief else (lambda value: written(value, digits))
    for a, w in zip(before[row], forward.weights[layer - 1][:, unit], strict=True):
        found += [("", " + ")] if found else []
        found += [("a", bracketed(a, write=short)), ("", "·"), ("b", bracketed(w, write=short))]
        values += (a, w)
    return [*found, ("", " + "), ("b", bracketed(bias, write=short))], [*values, bias]


SOFTMAX = "softmax"
SPREAD = {"max": ("max(", ", ", ")"), "sum": ("", " + ", "")}


def spread(kind: str, values: Array, write: Write) -> Inside:
    """One number of all that a sample has: the largest, or the sum."""
    head, between, tail = SPREAD[kind]
    words = between.join(bracketed(value, write=write) for value in values)
    return [("", head), ("", words), ("", tail)], values.tolist()


def substituted(line: str, arrays: dict[str, Array], row: int, unit: int, write: Write) -> Inside:
    """The right side of a line of code, with numbers in place of arrays."""
    found: list[Piece] = []
    values: list[float] = []
    _, _, right = line.partition(" = ")
    at = 0
    for match in OPERAND.finditer(right):
        value = float(match["constant"]) if match["constant"] else numbers(arrays[match["name"]], row, unit)
        before = right[at : match.start()]
        apart = re.search(r"[-+*/] $|^-$", before) or right.startswith("**", match.end())
        words = bracketed(value, write=write) if apart else write(value)
        found += [("", before), ("" if match["constant"] else "a", words)]
        values.append(value)
        at = match.end()
    found.append(("", right[at:]))
    return [(tone, plain(piece)) for tone, piece in found if piece], values


def plain(code: str) -> str:
    """A piece of NumPy as a formula has it."""
    return code.replace("np.", "").replace("**2", "²").replace("*", "·")


def numbers(array: Array, row: int, unit: int) -> float:
    """The number of a sample in a working array."""
    return float(array[row] if array.ndim == 1 else array[row, unit])


def transcript(settings: NetworkSettings, forward: ForwardPass, text: Text) -> str:
    """Return all steps as plain lines, for reading and for screen readers."""
    lines = ("".join(piece for _, piece in caption) for caption in captions(settings, forward, text))
    return "\n".join(f"{number}: {line}" for number, line in enumerate(lines))
