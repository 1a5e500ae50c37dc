"""What the callout of the chosen circle says at every step: its sum, and what the activation makes of it.
What is not computed yet is a question mark; a result that is rounded has "≈" before it."""

from collections.abc import Sequence
from typing import NamedTuple

from nnviz import ForwardPass
from nnviz.networks.forward_trace import BEFORE
from pages.parts.network.build.captions import SOFTMAX, Write, activated, product_sum, products, writing
from pages.parts.network.settings import NetworkSettings
from pages.shared.numbers.equations import equals
from pages.shared.protocol.layouts import Array
from pages.shared.scenes.callout import Callout, spelled
from pages.shared.scenes.network_editor import call_out

BROAD = (28, 20, 14)  # letters of a line, widest first: of those that cover equally little the first is taken
MOST_SCORES = 3  # that are written out

Words = tuple[str, ...]  # words of a line that stay together


class Known(NamedTuple):
    """What is known at a step: the numbers that go in, the sum z, the output a."""

    inputs: bool
    sum: bool
    output: bool


def known_at(forward: ForwardPass, layer: int, calls: int) -> Known:
    """Return what is known of a layer after so many NumPy calls."""
    sums = [step.number + 1 for step in forward if step.what == BEFORE]
    ends = [0, *(step.number + 1 for step in forward if step.finished)]
    return Known(ends[layer - 1] <= calls, sums[layer - 1] <= calls, ends[layer] <= calls)


def said(settings: NetworkSettings, forward: ForwardPass, known: Known) -> tuple[Words, ...]:
    """Return the sum of the chosen unit, and below it the activation, if there is one."""
    layer, unit = settings.unit or (1, 0)
    row, write, name = settings.row, writing(settings), forward.activations[layer - 1]
    pieces, values = products(forward, layer, row, unit, write)
    z, a = forward.layers[layer - 1].before[row], forward.layers[layer - 1].after[row, unit]
    terms = _terms("".join(piece for _, piece in pieces))
    if not known.inputs:
        terms = [_hidden(term) for term in terms[:-1]] + terms[-1:]
    result = f"{equals(product_sum(values, write), z[unit], write)} {write(z[unit])}"
    total = (*terms, result if known.sum else "= ?")
    if name == "linear":
        return (total,)
    z_words = _scores(layer, z, unit, write) if name == SOFTMAX else f"{name}({write(z[unit])})"
    if not known.sum:
        return total, (f"{name}(?)", "= ?")
    output = f"{activated(name, z, unit, a, write)} {write(a)}"
    return total, (z_words, output if known.output else "= ?")


def _terms(words: str) -> list[str]:
    """The terms of a sum, with the sign before each but the first."""
    first, *others = words.split(" + ")
    return [first, *(f"+ {one}" for one in others)]


def _hidden(term: str) -> str:
    """A product whose first number is not known yet."""
    before, _, weight = term.partition("·")
    return f"{'+ ' if before.startswith('+ ') else ''}?·{weight}"


def _scores(layer: int, z: Array, unit: int, write: Write) -> str:
    """The softmax of some scores, or of many by their name."""
    scores = ", ".join(map(write, z)) if len(z) <= MOST_SCORES else f"z{layer}"
    return f"softmax({scores})[{unit}]"


# -- the lines --------------------------------------------------------------------------------------
def wrapped(states: Sequence[Sequence[Words]], broad: int) -> list[tuple[str, ...]]:
    """Return the lines of every state; all states break at the same words, so that none of them moves."""
    found: list[list[str]] = [[] for _ in states]
    for words in zip(*states, strict=True):
        for start, end in _breaks([max(map(len, one)) for one in zip(*words, strict=True)], broad):
            for lines, state in zip(found, words, strict=True):
                lines.append(" ".join(state[start:end]))
    return [tuple(lines) for lines in found]


def _breaks(widths: Sequence[int], broad: int) -> list[tuple[int, int]]:
    """The first word of every line and the one behind its last; a line takes as many as it has room for."""
    starts = [0]
    for at in range(1, len(widths)):
        if sum(widths[starts[-1] : at + 1]) + at - starts[-1] > broad:
            starts.append(at)
    return list(zip(starts, [*starts[1:], len(widths)], strict=True))


# -- the fields -------------------------------------------------------------------------------------
def fill(rows: Array, once: Array, settings: NetworkSettings, forward: ForwardPass) -> None:
    """Write what is said at every frame, and where."""
    if settings.unit is None or not settings.unit[0]:
        return
    layer, unit = settings.unit
    known = [known_at(forward, layer, int(calls)) for calls in rows["step"][:, 0]]
    states = sorted(set(known))
    words = [said(settings, forward, state) for state in states]
    found, lines = min(
        (placed(settings.sizes, layer, unit, wrapped(words, broad)) for broad in BROAD),
        key=lambda one: one[0].covers,
    )
    texts = dict(zip(states, map(spelled, lines), strict=True))
    rows["calltext"] = [texts[state] for state in known]
    once["callout"], once["callplaces"], once["called"] = found.outline, found.places, 1


def placed(
    sizes: Sequence[int], layer: int, unit: int, states: Sequence[tuple[str, ...]]
) -> tuple[Callout, Sequence[tuple[str, ...]]]:
    """Return where lines stand that fill up from state to state, and the lines."""
    width = max(len(line) for lines in states for line in lines)
    return call_out(sizes, layer, unit, width, len(states[0])), states
