"""What a step does to one number, with the numbers in place of the letters: dW2[0,1] ≈ 0.593·(-0.0381).
It is the chosen number where the step makes it, else the first of its array. "=" means: exactly so."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from nnviz import ACTIVATIONS, TrainingTrace
from nnviz.backprop.training_trace import TraceStep
from pages.parts.backprop.array_names import PARAMETER_OF, stem
from pages.parts.backprop.one_step.loss_arithmetic import ONE_LOSS
from pages.parts.backprop.one_step.right_sides import MOST_TERMS, Right, Write, exactly, multiplied, summed
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.numbers.equations import bracketed, equals, relation, says, sum_of_products, written
from pages.shared.protocol.elements import MatrixTone
from pages.shared.protocol.ids import cell_id, parse
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Caption, CaptionTone, Piece

AHEAD = 14  # letters that follow a sign, at most: two factors
TONES: Mapping[str, MatrixTone] = {
    **dict.fromkeys(("a", "z", "T", "loss"), "a"),
    **dict.fromkeys(("W", "b", "newW", "newb"), "b"),
    **dict.fromkeys(("delta", "dW", "db"), "c"),
}


def four(value: float) -> str:
    """Return a number with four significant digits."""
    return written(value, 4, 4)


def six(value: float) -> str:
    """Return a number with six, where a small change is to be seen."""
    return written(value, 6, 6)


DIGITS: Mapping[str, Write] = {"loss": six, "weight_update": six, "bias_update": six}  # others: four


class Shown(NamedTuple):
    """A step, the number of its result that is shown, and the trace."""

    step: TraceStep
    place: tuple[int, ...]
    trace: TrainingTrace

    def operand(self, number: int) -> Array:
        """One of the arrays that go in."""
        return self.step.operands[number].value


def tone(name: str) -> MatrixTone:
    """Return the colour of an array by its name: outputs, parameters, or what flows back."""
    kind = stem(name.removeprefix("state.").partition(".")[0])
    return TONES.get(kind, "c" if name.startswith("state.") else "a")


def place_of(settings: BackpropSettings, step: TraceStep) -> tuple[int, ...]:
    """Return which number of a step is shown: the chosen one, one of its unit, or the first."""
    if step.result.ndim == 0:
        return ()
    chosen = parse(settings.chosen)
    here = chosen is not None and chosen.numbers == (step.layer,)
    unit = chosen.place[-1] if chosen and here else 0
    if stem(step.name) in PARAMETER_OF:
        if step.result.ndim == 1:
            return (unit,)
        row = chosen.place[0] if chosen and here and chosen.name == "W" else 0
        return row, unit
    row = chosen.place[0] if chosen and here and chosen.name in ("z", "a") else settings.sample
    return row, unit


def equation(
    settings: BackpropSettings, trace: TrainingTrace, step: TraceStep, own_write: Write | None = None
) -> Caption:
    """Return what a step does to one number, as an equation, its numbers as `own_write` writes them."""
    place, write = place_of(settings, step), own_write or DIGITS.get(step.kind, four)
    value, exact = float(step.result[place]), []

    def noted(number: float) -> str:
        words = write(number)
        exact.append(not np.isfinite(number) or says(words, number))
        return words

    right = RIGHT[step.kind](Shown(step, place, trace), noted)
    name = cell_id(step.name, *place) if place else step.name
    own = tone(step.name)
    first, last = "=" if all(exact) else "≈", equals(right.true, value, write)
    return ((own, name), ("", f" {first} "), *right.pieces, ("", f" {last} "), (own, write(value)))


# -- sums of products ------------------------------------------------------------------------------
def product(shown: Shown, write: Write) -> Right:
    """z: inputs times weights, and the bias."""
    row, unit = shown.place
    a, W = shown.operand(0)[row], shown.operand(1)[:, unit]
    terms: list[list[tuple[CaptionTone, float]]] = [[("a", x), ("b", w)] for x, w in zip(a, W, strict=True)]
    if len(shown.step.operands) > 2:
        terms.append([("b", shown.operand(2)[unit])])
    return summed(terms, write)


def weight_gradient(shown: Shown, write: Write) -> Right:
    """dW: for every sample what went in times delta."""
    i, j = shown.place
    pairs = zip(shown.operand(0)[:, i], shown.operand(1)[:, j], strict=True)
    return summed([[("a", a), ("c", delta)] for a, delta in pairs], write)


def bias_gradient(shown: Shown, write: Write) -> Right:
    """db: the delta of every sample."""
    (j,) = shown.place
    if len(shown.operand(0)) == 1:
        return same_as(shown.step.operands[0].name, (0, j), shown)
    return summed([[("c", delta)] for delta in shown.operand(0)[:, j]], write)


def hidden_delta(shown: Shown, write: Write) -> Right:
    """delta: that of the next layer, sent back through the weights, times the slope."""
    row, unit = shown.place
    pairs = zip(shown.operand(0)[row], shown.operand(1)[unit], strict=True)
    back = summed([[("c", delta), ("b", w)] for delta, w in pairs], write)
    if len(shown.step.operands) < 3:
        return back
    slope = shown.operand(2)[row, unit]
    pieces: list[Piece] = [("", "("), *back.pieces, ("", ")·"), ("a", bracketed(slope, write=write))]
    return Right(pieces, multiplied(back.true, exactly(slope, write)))


# -- activations and losses ------------------------------------------------------------------------
def activation(shown: Shown, write: Write) -> Right:
    """a: the activation of z."""
    row, unit = shown.place
    z, name = shown.operand(0), shown.trace.activations[shown.step.layer - 1]
    kind, value = ACTIVATIONS[name], float(z[row, unit])
    if kind.whole_layer:
        inside = ", ".join(map(write, z[row][:MOST_TERMS]))
        return Right([("", f"{name}("), ("a", inside), ("", f")[{unit}]")], None)
    if name == "linear":
        return same_as(f"z{shown.step.layer}", shown.place, shown)
    out = float(shown.step.result[shown.place])
    plain = not kind.transcendental or (kind.keeps_positive and value > 0)
    exact = plain and relation(out, write=four) == "="
    true = Fraction(four(out)) if exact and np.isfinite(out) else kind.at_zero if value == 0 else None
    return Right([("", f"{name}("), ("a", write(value)), ("", ")")], true)


def same_as(name: str, place: tuple[int, ...], shown: Shown) -> Right:
    """A number that is another one, which is named and not written."""
    value = float(shown.step.result[shown.place])
    true = Fraction(four(value)) if np.isfinite(value) and says(four(value), value) else None
    return Right([(tone(name), cell_id(name, *place))], true)


def loss(shown: Shown, write: Write) -> Right:
    """The loss of one sample, or those of all with their mean or sum."""
    losses = shown.step.calls[0].result
    if len(losses) == 1:
        layer = shown.step.layer
        pairs = zip(shown.trace.array(f"a{layer}")[0], shown.trace.T[0], strict=True)
        return ONE_LOSS[shown.trace.loss_name](list(pairs), write)
    added = summed([[("a", value)] for value in losses], write)
    if shown.trace.reduction == "sum":
        return added
    pieces: list[Piece] = [("", "("), *added.pieces, ("", f") / {len(losses)}")]
    return Right(pieces, multiplied(added.true, Fraction(1, len(losses))))


def output_delta(shown: Shown, write: Write) -> Right:
    """delta: output minus target, times the slope, and the share of one sample in the mean."""
    row, unit = shown.place
    a, t = shown.operand(0)[row, unit], shown.operand(1)[row, unit]
    error: list[Piece] = [("a", write(a)), ("", " − "), ("", bracketed(t, write=write))]
    samples = len(shown.operand(0)) if shown.trace.reduction == "mean" else 1
    sloped = len(shown.step.operands) > 2
    true = sum_of_products([(a,), (-1.0, t)], write)
    if samples == 1 and not sloped:
        return Right(error, true)
    pieces: list[Piece] = [("", "("), *error, ("", ")")]
    if sloped:
        slope = shown.operand(2)[row, unit]
        pieces += [("", "·"), ("a", bracketed(slope, write=write))]
        true = multiplied(true, exactly(slope, write))
    pieces += [("", f" / {samples}")] if samples > 1 else []
    return Right(pieces, multiplied(true, Fraction(1, samples)))


# -- updates ---------------------------------------------------------------------------------------
def update(shown: Shown, write: Write) -> Right:
    """The new parameter: for gradient descent minus the rate times the gradient, else minus the step."""
    before, gradient = (float(shown.operand(at)[shown.place]) for at in (0, 1))
    after, rate = float(shown.step.result[shown.place]), shown.trace.optimizer.rate
    if len(shown.step.operands) == 2:
        pieces: list[Piece] = [("b", write(before)), ("", " − "), ("", write(rate)), ("", "·")]
        pieces.append(("c", bracketed(gradient, write=write)))
        return Right(pieces, sum_of_products([(before,), (-1.0, rate, gradient)], write))
    step = before - after
    sign = " − " if step >= 0 or np.isnan(step) else " + "
    return Right([("b", write(before)), ("", sign), ("c", write(abs(step)))], None)


RIGHT: Mapping[str, Callable[[Shown, Write], Right]] = {
    "product": product,
    "activation": activation,
    "loss": loss,
    "output_delta": output_delta,
    "hidden_delta": hidden_delta,
    "weight_gradient": weight_gradient,
    "bias_gradient": bias_gradient,
    "weight_update": update,
    "bias_update": update,
}


def plain(caption: Caption) -> str:
    """Return an equation without colours."""
    return "".join(words for _, words in caption)


def lines(caption: Caption, letters: int) -> Iterator[str]:
    """Return an equation in lines of so many letters at most, broken before a sign outside of brackets."""
    line, depth = "", 0
    for word in plain(caption).split(" "):
        breaks = word in ("+", "=", "≈") or (word in ("−", "/") and depth == 0)
        if breaks and len(line) + 1 + len(word) + AHEAD > letters:
            yield line
            line = f"  {word}"
        else:
            line = f"{line} {word}" if line else word
        depth += word.count("(") - word.count(")")
    yield line
