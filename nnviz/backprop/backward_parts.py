"""The backward pass of a recorded training step, as a reader has it: delta2, dW2, db2, delta1, dW1, db1."""

from collections.abc import Iterator

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
    written,
)
from nnviz.backprop.slope_part import slope_part
from nnviz.networks.activations import ACTIVATIONS
from nnviz.tape import Call
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array


def backward_parts(step: TrainingStep, summed: bool) -> Iterator[Part]:
    """The slopes of all layers, then for every layer from the last its delta and its gradients."""
    slopes = slope_part(step)
    yield slopes
    sloped, last = {made.layer for made in slopes.steps}, len(step.A) - 1
    for layer in range(last, 0, -1):
        has_slope = layer in sloped
        deltas = _labelled(step, layer, "delta")
        if layer == last:
            yield Part(deltas, (output_delta(step, deltas, has_slope, summed),))
        else:
            yield Part(deltas, (hidden_delta(step, layer, deltas, has_slope),))
        gradients = _labelled(step, layer, "gradient")
        yield Part(gradients, gradient_steps(step, layer, gradients))


def _labelled(step: TrainingStep, layer: int, what: str) -> tuple[Call, ...]:
    return tuple(call for call in step.backward if (call.layer, call.what) == (layer, what))


def delta_term(step: TrainingStep, layer: int) -> Term:
    """The delta of a layer, (samples, units)."""
    return Term(f"delta{layer}", rows(step.D[layer][:-1]))


def slope_term(step: TrainingStep, layer: int) -> Term:
    """The slopes of a layer, (samples, units)."""
    return Term(f"slope{layer}", rows(step.S[layer][:-1]))


def slope_code(step: TrainingStep, layer: int) -> str:
    """The slope of a layer as a factor in NumPy."""
    return written(ACTIVATIONS[step.network.activations[layer - 1]].slope_code, "a", f"a{layer}")


def slope_formula(step: TrainingStep, layer: int) -> str:
    """The slope of a layer as a factor of a formula."""
    return f"{activation_letter(step, layer)}′(z{layer})"


def output_delta(step: TrainingStep, calls: tuple[Call, ...], has_slope: bool, summed: bool) -> ReadStep:
    """delta = (a - T) · slope / n of the last layer."""
    layer = len(step.A) - 1
    name, a = f"delta{layer}", Term(f"a{layer}", rows(step.A[-1][:-1]))
    slope = (slope_term(step, layer),) if has_slope else ()
    mean = over_samples(step, summed)
    code = f"{name} = (a{layer} - T){' * ' + slope_code(step, layer) if has_slope else ''}"
    code += f" / {step.batch_size}" if mean else ""
    formula = f"δ{layer} = (a{layer} − T){' ∘ ' + slope_formula(step, layer) if has_slope else ''}{mean}"
    names = {id(step.T): "T"}
    read = tuple(_delta_call(step, layer, call, names) for call in calls)
    terms = a, Term("T", rows(step.T)), *slope
    opens = (f"slope{layer}",) if has_slope else ()
    look = rows(step.D[layer][:-1])
    return ReadStep("backward", layer, name, "output_delta", code, formula, terms, look, read, opens)


def hidden_delta(step: TrainingStep, layer: int, calls: tuple[Call, ...], has_slope: bool) -> ReadStep:
    """delta = (delta of the layer above @ Wᵀ) · slope."""
    above, name = layer + 1, f"delta{layer}"
    W = Term(f"W{above}", same(step.network.weights[layer]))
    slope = (slope_term(step, layer),) if has_slope else ()
    back = f"delta{above} @ W{above}.T"
    code = f"{name} = ({back}) * {slope_code(step, layer)}" if has_slope else f"{name} = {back}"
    formula = f"δ{layer} = δ{above} · W{above}ᵀ"
    if has_slope:
        formula = f"δ{layer} = (δ{above} · W{above}ᵀ) ∘ {slope_formula(step, layer)}"
    terms = delta_term(step, above), W, *slope
    look = rows(step.D[layer][:-1])
    product = ReadCall(name, back, terms[:2], look)
    read = product, *(_delta_call(step, layer, call, {}) for call in calls[1:])
    opens = (f"slope{layer}",) if has_slope else ()
    return ReadStep("backward", layer, name, "hidden_delta", code, formula, terms, look, read, opens)


def _delta_call(step: TrainingStep, layer: int, call: Call, names: dict[int, str]) -> ReadCall:
    """One of the calls on a delta: the difference, or a factor."""
    kinds = {f"a{layer}": step.A, f"slope{layer}": step.S, f"delta{layer}": step.D}
    units = len(step.D[layer]) - 1

    def term(array: Array) -> Term:
        found = (name for name, kind in kinds.items() if np.may_share_memory(array, kind[layer]))
        name = names.get(id(array)) or next(found, "")
        return Term(name, rows(array[:units] if array.ndim else array))

    terms = tuple(term(one) for one in read_arguments(call))
    return ReadCall(f"delta{layer}", CALL_CODE[call.name], terms, rows(call.result[:units]))


def gradient_steps(step: TrainingStep, layer: int, calls: tuple[Call, ...]) -> tuple[ReadStep, ...]:
    """dW and db of a layer: the bias is the weight of a row of ones, so that one product makes both."""
    gradient, inputs = step.G[layer - 1], step.network.sizes[layer - 1]
    delta, below = delta_term(step, layer), input_term(step, layer)
    W, b = f"dW{layer}", f"db{layer}"
    code, total = f"a{layer - 1}.T @ delta{layer}", f"delta{layer}.sum(axis=0)"
    look, sums = same(gradient[:, :inputs].T), same(gradient[:, inputs:].reshape(-1))

    def read(name: str, line: str, terms: tuple[Term, ...], look: Look) -> tuple[ReadCall, ...]:
        return (*[UNSEEN] * (len(calls) - 1), ReadCall(name, line, terms, look))

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
