"""The forward pass and the loss of a recorded training step, as a reader has them: z1, a1, z2, a2, loss."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from nnviz.backprop.parts import Part, ReadCall, ReadStep, Term, rows, same, written
from nnviz.networks.activations import ACTIVATIONS
from nnviz.tape import Call, Tape
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array

BEFORE, AFTER = "before activation", "after activation"

# The letter of an activation in a formula, where that is not its name.
LETTERS = {"sigmoid": "σ"}


class LossReading(NamedTuple):
    """How the loss of each sample is written, in NumPy and in letters, over "a" or "z" and T."""

    of: str
    code: str
    formula: str


LOSS_READINGS: Mapping[str, LossReading] = {
    "half_squared_error": LossReading("a", "((a - T)**2).sum(axis=1) / 2", "½ · Σ (a − T)²"),
    "cross_entropy": LossReading(
        "z",
        "(T * (np.logaddexp.reduce(z, axis=1, keepdims=True) - z)).sum(axis=1)",
        "−Σ T · log softmax(z)",
    ),
    "binary_cross_entropy": LossReading(
        "z", "(np.logaddexp(z, 0) - T * z).sum(axis=1)", "−Σ (T · log σ(z) + (1 − T) · log(1 − σ(z)))"
    ),
}


def forward_parts(step: TrainingStep) -> Iterator[Part]:
    """Two parts a layer, z and a; a linear layer has no call for its a."""
    for layer in range(1, len(step.A)):
        calls = [call for call in step.forward if call.layer == layer]
        product = next(call for call in calls if call.what == BEFORE)
        yield _product_part(step, product)
        yield _activation_part(step, product.result, [call for call in calls if call.what == AFTER], layer)


def activation_letter(step: TrainingStep, layer: int) -> str:
    """The activation of a layer as a formula has it."""
    name = step.network.activations[layer - 1]
    return LETTERS.get(name, name)


def scores(step: TrainingStep) -> Array:
    """Where z of the last layer lies after the forward pass, (outputs, samples); a linear layer's is a."""
    return next(call.result for call in step.forward if call.layer == len(step.A) - 1 and call.what == BEFORE)


def input_term(step: TrainingStep, layer: int) -> Term:
    """What goes into a layer, (samples, inputs)."""
    return Term(f"a{layer - 1}", rows(step.A[layer - 1][:-1]))


def parameter_terms(step: TrainingStep, layer: int) -> tuple[Term, ...]:
    """W and, if the layer has one, b."""
    W, b = step.network.weights[layer - 1], step.network.biases[layer - 1]
    return Term(f"W{layer}", same(W)), *([Term(f"b{layer}", same(b))] if b.size else [])


def _product_part(step: TrainingStep, call: Call) -> Part:
    layer, z = call.layer, rows(call.result)
    terms = input_term(step, layer), *parameter_terms(step, layer)
    bias = f" + b{layer}" if len(terms) == 3 else ""
    code, formula = f"a{layer - 1} @ W{layer}{bias}", f"z{layer} = a{layer - 1} · W{layer}{bias}"
    read = ReadCall(f"z{layer}", code, terms, z)
    name = f"z{layer}"
    return Part(
        (call,),
        (ReadStep("forward", layer, name, "product", f"{name} = {code}", formula, terms, z, (read,)),),
    )


def _activation_part(step: TrainingStep, z: Array, calls: list[Call], layer: int) -> Part:
    activation, name = ACTIVATIONS[step.network.activations[layer - 1]], f"a{layer}"
    code = f"{name} = {written(activation.code, 'z', f'z{layer}')}"
    letter = activation_letter(step, layer)
    formula = f"{name} = z{layer}" if activation.name == "linear" else f"{name} = {letter}(z{layer})"
    names = {id(z): f"z{layer}"}
    read = [_activation_call(call, activation.readings[call.name].code, names, layer) for call in calls]
    term = Term(f"z{layer}", rows(z))
    made = rows(step.A[layer][:-1])
    return Part(
        tuple(calls),
        (ReadStep("forward", layer, name, "activation", code, formula, (term,), made, tuple(read)),),
    )


def _activation_call(call: Call, code: str, names: dict[int, str], layer: int) -> ReadCall:
    """A call of an activation; `names` learns what its result is called from now on."""
    arrays = [arg for arg in call.args[:-1] if isinstance(arg, np.ndarray)]
    terms = tuple(Term(_name(one, names), rows(one)) for one in arrays)
    name = call.scratch or f"a{layer}"
    names[id(call.result)] = name
    return ReadCall(name, code, terms, rows(call.result))


def _name(array: Array, names: Mapping[int, str]) -> str:
    name = names.get(id(array), "")
    return name if array.ndim == 2 or not name else f"{name}[:, None]"  # one number for each sample


def loss_part(step: TrainingStep, summed: bool) -> Part:
    """The loss of each sample, and their mean or sum: of the scores where the loss can be taken from them."""
    loss, last, n = step.loss, len(step.A) - 1, step.batch_size
    z, a, losses, total = scores(step), step.A[-1][:-1], np.empty(n), np.empty(())
    reading = LOSS_READINGS[loss.name]

    def each_loss(z: Array, a: Array, t: Array, out: Array) -> None:
        out[:] = loss.each(z, a, t)

    tape = Tape()
    tape.at(last, "loss")
    tape(each_loss, z, a, step.T, losses)
    tape(np.sum if summed else np.mean, losses, None, None, total)
    of, end = f"{reading.of}{last}", "sum()" if summed else "mean()"
    terms = Term(of, rows(a if reading.of == "a" else z)), Term("T", rows(step.T))
    code = written(reading.code, reading.of, of)
    formula = f"loss = {written(reading.formula, reading.of, of)}{over_samples(step, summed)}"
    read = (
        ReadCall("losses", code, terms, same(losses)),
        ReadCall("loss", f"losses.{end}", (Term("losses", same(losses)),), same(total)),
    )
    line = f"loss = ({code}).{end}"
    return Part(
        tuple(tape.calls), (ReadStep("loss", last, "loss", "loss", line, formula, terms, same(total), read),)
    )


def over_samples(step: TrainingStep, summed: bool) -> str:
    """How a formula ends that is a mean over samples."""
    return "" if summed or step.batch_size == 1 else " / n"
