"""Mistakes after which a delta may have another shape than z: NumPy complains, now or a little later.
Where the shapes happen to agree, they compute wrong numbers without a word.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from nnviz.backprop.alterations import made_part, part_of, swapped, with_delta
from nnviz.backprop.backward_parts import Factor, delta_reading, delta_term, own_slope
from nnviz.backprop.forward_parts import activation_letter
from nnviz.backprop.parts import UNSEEN, Part, ReadCall, Term, same, slope_written, written
from nnviz.backprop.recorded_parts import Recording
from nnviz.backprop.slope_mistakes import around_slope, sloped_layers
from nnviz.networks.activation import Activation, Values
from nnviz.networks.activations import ACTIVATIONS
from nnviz.read_only import read_only
from nnviz.tape import Tape
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array


def derivative_one_layer_early(recording: Recording) -> Recording:
    """The slope of the activation at the output of the layer below, in place of its own output."""
    for layer in sloped_layers(recording):
        if recording.fails:
            break
        factor, summed = _early_slope(recording.step, layer), recording.summed
        read = replace(delta_reading(recording.step, layer, (factor,), summed), opens=(f"error{layer}",))
        recording = _apart(recording, layer)
        error = recording.step.D[layer][:-1].T
        recording = with_delta(recording, layer, _times(error, factor.term), read)
    return recording


def _times(error: Array, term: Term) -> Callable[[], Array]:
    return lambda: np.asarray(error * term.look())


def _early_slope(step: TrainingStep, layer: int) -> Factor:
    activation = ACTIVATIONS[step.network.activations[layer - 1]]
    below, a = layer - 1, step.A[layer - 1][:-1]
    name, letter = f"a{below}", activation_letter(step, layer)
    if activation.slope_of_z:  # a alone does not say it: what comes in is taken for the z
        code = slope_written(activation, f"({written(activation.code, 'z', name)})", name)
        term = Term(f"slope{below}", lambda: read_only(activation.slope_at(a.T)))
        return Factor(code, f"{letter}′({name})", term)
    term = Term(f"slope{below}", lambda: read_only(slope_from_output(activation, a.T)))
    at = f"z{below}" if below else name
    return Factor(slope_written(activation, name, name), f"{letter}′({at})", term)


def slope_from_output(activation: Activation, a: Array) -> Array:
    """da/dz from a alone, whatever that a is."""
    a = np.array(a, order="C")
    values = Values(a, a, np.reciprocal(1 - a))  # sigmoid has left 1 + exp(z) = 1 / (1 - a) there
    assert activation.slope is not None
    activation.slope(Tape(eager=True), values)
    return np.maximum(values.d, 0) if activation.can_die else values.d  # the sign of an input may be -1


def matrix_product_for_slope(recording: Recording) -> Recording:
    """A matrix product with the slope in place of a product element by element, in the hidden layers."""
    for layer in sloped_layers(recording):
        if layer == len(recording.step.A) - 1 or recording.fails:
            continue
        slope = own_slope(recording.step, layer)
        read = delta_reading(recording.step, layer, (), recording.summed)
        code, letters = read.code.partition(" = ")[2], read.formula.partition(" = ")[2]
        read = replace(
            read,
            code=f"delta{layer} = ({code}).dot({slope.code})",
            formula=f"δ{layer} = ({letters}) · {slope.letters}",
            terms=(*read.terms, slope.term),
            opens=(f"error{layer}", f"slope{layer}"),
        )
        recording = _apart(recording, layer)
        error = recording.step.D[layer][:-1].T
        recording = with_delta(recording, layer, _dot(error, slope.term), read)
    return recording


def _dot(error: Array, term: Term) -> Callable[[], Array]:
    return lambda: np.asarray(np.dot(error.copy(), term.look()))


def bias_row_kept(recording: Recording) -> Recording:
    """The error flows back through the weights and the bias, which has no unit below it."""
    step = recording.step
    for layer in range(len(step.A) - 2, 0, -1):
        if recording.fails:
            break
        factors = (own_slope(step, layer),) if layer in sloped_layers(recording) else ()
        read, above = delta_reading(step, layer, factors, recording.summed), layer + 1
        whole = f"np.vstack([W{above}, b{above}])"
        changes: dict[str, Any] = {
            "code": read.code.replace(f"@ W{above}.T", f"@ {whole}.T"),
            "formula": read.formula.replace(f"W{above}ᵀ", f"[W{above}; b{above}]ᵀ"),
            "terms": (*read.terms[:2], Term(f"b{above}", same(step.network.biases[layer])), *read.terms[2:]),
        }
        make = _through_all(step, layer, factors)
        recording = with_delta(recording, layer, make, replace(read, **changes))
    return recording


def _through_all(step: TrainingStep, layer: int, factors: tuple[Factor, ...]) -> Callable[[], Array]:
    delta, whole = delta_term(step, layer + 1), step.network.matrices[layer]

    def make() -> Array:
        back = delta.look() @ whole
        for factor in factors:
            back = back * factor.term.look()
        return np.asarray(back)

    return make


def flat_targets(recording: Recording) -> Recording:
    """Targets (samples,) in place of (samples, 1): a - y pairs every output with every target."""
    step, layer = recording.step, len(recording.step.A) - 1
    a, y = step.A[-1][:-1].T, step.T.reshape(-1)
    factors = (own_slope(step, layer),) if layer in sloped_layers(recording) else ()
    read = delta_reading(step, layer, factors, recording.summed)
    read = replace(
        read,
        code=read.code.replace("- T)", "- y)"),
        formula=read.formula.replace("− T)", "− y)"),
        terms=(read.terms[0], Term("y", same(y)), *read.terms[2:]),
    )
    share = 1.0 if recording.summed else 1 / step.batch_size

    def make() -> Array:
        delta = a - y
        for factor in factors:
            delta = delta * factor.term.look()
        return np.asarray(delta * share)

    return with_delta(_pairwise_loss(recording), layer, make, read)


# The loss of a sample of one output, over a or z and y; with y (samples,) it is that of all pairs.
PAIRWISE: Mapping[str, tuple[str, Callable[[Array, Array], Array]]] = {
    "half_squared_error": ("(a - y)**2 / 2", lambda a, y: np.asarray((a - y) ** 2 / 2)),
    "binary_cross_entropy": (
        "np.logaddexp(z, 0) - y * z",
        lambda z, y: np.asarray(np.logaddexp(z, 0) - y * z),
    ),
}


def _pairwise_loss(recording: Recording) -> Recording:
    """The loss of every output with every target."""
    code, losses = PAIRWISE[recording.step.loss.name]
    read, y = part_of(recording, "loss").steps[0], recording.step.T.reshape(-1)
    of = read.terms[0]
    code = f"({written(code, of.name[0], of.name)}).{'sum' if recording.summed else 'mean'}()"
    total = np.empty(())

    def make() -> Array:
        each = losses(of.look(), y)
        return np.asarray(each.sum() if recording.summed else each.mean())

    terms = of, Term("y", same(y))
    read = replace(read, code=f"y = T.ravel()\nloss = {code}", terms=terms, look=same(total))
    return swapped(recording, "loss", made_part(read, make, total, "loss"))


def _apart(recording: Recording, layer: int) -> Recording:
    """What a delta is before its slope comes in, as an inner step of its own."""
    before, _, after = around_slope(recording, layer)
    name, part, calls = f"error{layer}", part_of(recording, f"delta{layer}"), (*before, *after)
    read = delta_reading(recording.step, layer, (), recording.summed)
    code = read.code.partition(" = ")[2]
    lines = *[UNSEEN] * (len(calls) - 1), ReadCall(name, code, read.terms, read.look)
    inner = replace(read, name=name, kind="error", code=f"{name} = {code}", calls=lines)
    return swapped(recording, f"delta{layer}", Part(calls, (inner,), inner=True), part)
