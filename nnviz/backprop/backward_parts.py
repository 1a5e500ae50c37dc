"""The backward pass of a recorded training step, as a reader has it: delta2, dW2, db2, delta1, dW1, db1."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from nnviz.backprop.forward_parts import activation_letter, input_term, over_samples
from nnviz.backprop.parts import (
    CALL_CODE,
    UNSEEN,
    Look,
    Part,
    ReadCall,
    ReadStep,
    Term,
    read_arguments,
    rows,
    same,
    slope_written,
)
from nnviz.backprop.slope_part import slope_part
from nnviz.networks.activations import ACTIVATIONS
from nnviz.tape import Call
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array


class Factor(NamedTuple):
    """What a delta is multiplied by: in NumPy, in letters, its numbers, and the inner step that it opens."""

    code: str
    letters: str
    term: Term
    opens: str = ""


def backward_parts(step: TrainingStep, summed: bool) -> Iterator[Part]:
    """The slopes of all layers, then for every layer from the last its delta and its gradients."""
    slopes = slope_part(step)
    yield slopes
    sloped = {made.layer for made in slopes.steps}
    for layer in range(len(step.A) - 1, 0, -1):
        factors = (own_slope(step, layer),) if layer in sloped else ()
        yield delta_part(step, layer, labelled(step, layer, "delta"), factors, summed)
        gradients = labelled(step, layer, "gradient")
        yield Part(gradients, gradient_steps(step, layer, len(gradients)))


def labelled(step: TrainingStep, layer: int, what: str) -> tuple[Call, ...]:
    """The recorded calls of the backward pass with this label."""
    return tuple(call for call in step.backward if (call.layer, call.what) == (layer, what))


def delta_term(step: TrainingStep, layer: int) -> Term:
    """The delta of a layer, (samples, units)."""
    return Term(f"delta{layer}", rows(step.D[layer][:-1]))


def own_slope(step: TrainingStep, layer: int) -> Factor:
    """The slope of a layer, which belongs into its delta."""
    code = slope_written(ACTIVATIONS[step.network.activations[layer - 1]], f"a{layer}", f"z{layer}")
    term = Term(f"slope{layer}", rows(step.S[layer][:-1]))
    return Factor(code, f"{activation_letter(step, layer)}′(z{layer})", term, f"slope{layer}")


def delta_part(
    step: TrainingStep, layer: int, calls: tuple[Call, ...], factors: tuple[Factor, ...], summed: bool
) -> Part:
    """The delta of a layer: what flows into its output from above, times its `factors`."""
    read = delta_reading(step, layer, factors, summed)
    lines = [_delta_call(step, layer, call) for call in calls]
    if read.kind == "hidden_delta":  # the recorded product is that of the whole matrix, with the bias
        lines[0] = ReadCall(read.name, _flows_back(layer), read.terms[:2], read.look)
    return Part(calls, (replace(read, calls=tuple(lines)),))


def delta_reading(step: TrainingStep, layer: int, factors: tuple[Factor, ...], summed: bool) -> ReadStep:
    """How a delta with these factors is read, without its calls."""
    if layer == len(step.A) - 1:
        return _output_delta(step, factors, summed)
    return _hidden_delta(step, layer, factors)


def _output_delta(step: TrainingStep, factors: tuple[Factor, ...], summed: bool) -> ReadStep:
    """delta = (a - T) · slope / n."""
    layer, mean = len(step.A) - 1, over_samples(step, summed)
    terms = Term(f"a{layer}", rows(step.A[-1][:-1])), Term("T", rows(step.T)), *(one.term for one in factors)
    code = " * ".join([f"(a{layer} - T)", *(one.code for one in factors)])
    letters = " ∘ ".join([f"(a{layer} − T)", *(one.letters for one in factors)])
    code = f"delta{layer} = {code}{f' / {step.batch_size}' if mean else ''}"
    return _delta_step(step, layer, "output_delta", code, f"δ{layer} = {letters}{mean}", terms, factors)


def _hidden_delta(step: TrainingStep, layer: int, factors: tuple[Factor, ...]) -> ReadStep:
    """delta = (delta of the layer above @ Wᵀ) · slope."""
    above = layer + 1
    W = Term(f"W{above}", same(step.network.weights[layer]))
    terms = delta_term(step, above), W, *(one.term for one in factors)
    code, letters = _flows_back(layer), f"δ{above} · W{above}ᵀ"
    if factors:
        code = " * ".join([f"({code})", *(one.code for one in factors)])
        letters = " ∘ ".join([f"({letters})", *(one.letters for one in factors)])
    code, formula = f"delta{layer} = {code}", f"δ{layer} = {letters}"
    return _delta_step(step, layer, "hidden_delta", code, formula, terms, factors)


def _flows_back(layer: int) -> str:
    return f"delta{layer + 1} @ W{layer + 1}.T"


def _delta_step(
    step: TrainingStep,
    layer: int,
    kind: str,
    code: str,
    formula: str,
    terms: tuple[Term, ...],
    factors: tuple[Factor, ...],
) -> ReadStep:
    opens = tuple(dict.fromkeys(one.opens for one in factors if one.opens))
    delta = delta_term(step, layer)
    return ReadStep("backward", layer, delta.name, kind, code, formula, terms, delta.look, opens=opens)


def _delta_call(step: TrainingStep, layer: int, call: Call) -> ReadCall:
    """One of the calls on a delta: the difference, or a factor."""
    units = len(step.D[layer]) - 1
    named = [("T", step.T), *((f"a{at}", A) for at, A in enumerate(step.A))]
    named += [(f"slope{at}", S) for at, S in enumerate(step.S)]
    named += [(f"delta{at}", D) for at, D in enumerate(step.D)]

    def term(array: Array) -> Term:
        name = next((name for name, one in named if np.may_share_memory(array, one)), "")
        return Term(name, rows(array[:units] if array.ndim else array))

    if call.name not in CALL_CODE:  # the product, which is read as a whole
        return UNSEEN
    terms = tuple(term(one) for one in read_arguments(call))
    name = f"{'delta' if np.may_share_memory(call.result, step.D[layer]) else 'error'}{layer}"
    return ReadCall(name, CALL_CODE[call.name], terms, rows(call.result[:units]))


def gradient_steps(step: TrainingStep, layer: int, calls: int) -> tuple[ReadStep, ...]:
    """dW and db of a layer: the bias is the weight of a row of ones, so that one product makes both.

    The last of the `calls` has finished them.
    """
    gradient, inputs = step.G[layer - 1], step.network.sizes[layer - 1]
    delta, below = delta_term(step, layer), input_term(step, layer)
    W, b = f"dW{layer}", f"db{layer}"
    code, total = f"a{layer - 1}.T @ delta{layer}", f"delta{layer}.sum(axis=0)"
    look, sums = same(gradient[:, :inputs].T), same(gradient[:, inputs:].reshape(-1))

    def read(name: str, line: str, terms: tuple[Term, ...], look: Look) -> tuple[ReadCall, ...]:
        return (*[UNSEEN] * (calls - 1), ReadCall(name, line, terms, look))

    weights = ReadStep(
        "backward",
        layer,
        W,
        "weight_gradient",
        f"{W} = {code}",
        f"{W} = a{layer - 1}ᵀ · δ{layer}",
        (below, delta),
        look,
        read(W, code, (below, delta), look),
    )
    if gradient.shape[1] == inputs:
        return (weights,)
    bias = ReadStep(
        "backward",
        layer,
        b,
        "bias_gradient",
        f"{b} = {total}",
        f"{b} = Σ δ{layer}",
        (delta,),
        sums,
        read(b, total, (delta,), sums),
    )
    return weights, bias
