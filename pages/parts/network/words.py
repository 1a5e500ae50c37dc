"""The words and the arithmetic of a forward pass: what every step does, and how a chosen unit computes.
Every number in them is the core's; one and the same number is written alike in picture and words."""

import re
from collections.abc import Iterator

from nnviz import ForwardPass, ForwardStep
from nnviz.replay import BEFORE
from pages.parts.network.settings import NetworkSettings
from pages.shared.panels import Array
from pages.shared.player import Caption
from pages.shared.scenes.crossing import shortest
from pages.shared.text import Text

WORKING = re.compile(r"\b(?:a|z|small|top|total)\d*\b(?:\[:, None\])?")  # names of arrays in a line of code
TONES = {"z": "c", "a": "a"}


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
    if step.what == BEFORE:
        inner = products(forward, step.layer, row, unit)
    elif step.kind in SPREAD:
        inner = spread(step.kind, arrays[re.findall(WORKING, step.code)[1]][row])
    else:
        inner = written(step.code, arrays, row, unit)
    tone = TONES.get(step.name[0], "") if step.name[1:].isdigit() else ""
    return ((tone, name), ("", " = "), *inner, ("", " = "), (tone, shortest(value)))


def unit_in(settings: NetworkSettings, layer: int) -> int:
    """The chosen unit if it is in this layer, else the first."""
    return settings.unit[1] if settings.unit and settings.unit[0] == layer else 0


def products(forward: ForwardPass, layer: int, row: int, unit: int) -> list[tuple[str, str]]:
    """Every product of a sum, and the bias."""
    before = forward.X if layer == 1 else forward.layers[layer - 2].after
    found: list[tuple[str, str]] = []
    for a, w in zip(before[row], forward.weights[layer - 1][:, unit], strict=True):
        found += [("", " + ")] if found else []
        found += [("a", bracketed(a)), ("", "·"), ("b", bracketed(w))]
    return [*found, ("", " + "), ("b", bracketed(forward.biases[layer - 1][unit]))]


SPREAD = {"max": ("max(", ", ", ")"), "sum": ("", " + ", "")}


def spread(kind: str, values: Array) -> list[tuple[str, str]]:
    """One number of all that a sample has: the largest, or the sum."""
    head, between, tail = SPREAD[kind]
    return [("", head), ("", between.join(bracketed(value) for value in values)), ("", tail)]


def written(line: str, arrays: dict[str, Array], row: int, unit: int) -> list[tuple[str, str]]:
    """The right side of a line of code, with numbers in place of arrays."""
    found: list[tuple[str, str]] = []
    _, _, right = line.partition(" = ")
    at = 0
    for match in WORKING.finditer(right):
        array = arrays[match[0].partition("[")[0]]
        value = array[row] if array.ndim == 1 else array[row, unit]
        before = right[at : match.start()]
        number = bracketed(value) if re.search(r"[-+*/] $", before) else shortest(value)
        found += [("", before), ("a", number)]
        at = match.end()
    found.append(("", right[at:]))
    return [(tone, piece.replace("np.", "").replace("*", "·")) for tone, piece in found if piece]


def bracketed(value: float) -> str:
    """Return a number that can follow an operator."""
    return f"({shortest(value)})" if value < 0 else shortest(value)


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
        return (f"a0[{row},{unit}] = X[{row},{unit}] = {exact(forward.X[row, unit])}",)
    terms = _terms(forward, layer, row, unit)
    known = forward.layers[layer - 1]
    name = forward.activations[layer - 1]
    total, out = exact(known.before[row, unit]), exact(known.after[row, unit])
    wide = [max(map(len, column)) for column in zip(*terms, strict=True)]
    lines = [f"  {'+' if at else ' '} " + _term(term, wide) for at, term in enumerate(terms)]
    z = f"z{layer}[{row},{unit}]"
    after = {"softmax": f"softmax(z{layer}[{row}])[{unit}]", "linear": z}.get(name, f"{name}({z})")
    return (f"{z} =", *lines, f"  = {total}", f"a{layer}[{row},{unit}] = {after}", f"  = {out}")


def _terms(forward: ForwardPass, layer: int, row: int, unit: int) -> list[tuple[str, str, str]]:
    before = forward.X if layer == 1 else forward.layers[layer - 2].after
    weights = forward.weights[layer - 1]
    found = [
        (f"a{layer - 1}[{row},{i}]·W{layer}[{i},{unit}]", shortest(a), shortest(w))
        for i, (a, w) in enumerate(zip(before[row], weights[:, unit], strict=True))
    ]
    return [*found, (f"b{layer}[{unit}]", "", shortest(forward.biases[layer - 1][unit]))]


def _term(term: tuple[str, str, str], wide: list[int]) -> str:
    name, left, right = term
    sign = "·" if left else " "
    return f"{name:<{wide[0]}} = {left:>{wide[1]}} {sign} {right:>{wide[2]}}"


def exact(value: float) -> str:
    """Return a number with every digit."""
    return repr(float(value))
