"""Mistakes with the slope of an activation, the factor that belongs into every delta."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from nnviz.backprop.alterations import part_of, read_anew, swapped
from nnviz.backprop.backward_parts import Factor, delta_part, delta_reading, own_slope
from nnviz.backprop.parts import UNSEEN, Part, ReadCall, Term, rows, slope_written, written
from nnviz.backprop.recorded_parts import Recording
from nnviz.networks.activation import Values
from nnviz.networks.activations import ACTIVATIONS
from nnviz.tape import Call, Tape
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array

Calls = tuple[Call, ...]
Choose = Callable[[TrainingStep, int, Call], tuple[Calls, tuple[Factor, ...]]]


def sloped_layers(recording: Recording) -> list[int]:
    """The layers with a slope in their delta, from the last to the first."""
    steps = (read for part in recording.parts for read in part.steps)
    return sorted((read.layer for read in steps if read.kind == "slope"), reverse=True)


def slope_forgotten(recording: Recording) -> Recording:
    """Delta without the slope, in every layer."""
    return _other_factors(recording, lambda _step, _layer, _call: ((), ()))


def slope_twice(recording: Recording) -> Recording:
    """Delta with the slope as a factor two times, in every layer."""
    return _other_factors(
        recording, lambda step, layer, call: ((call, call), (own_slope(step, layer), own_slope(step, layer)))
    )


def _other_factors(recording: Recording, choose: Choose) -> Recording:
    """Every delta with the calls and factors that are chosen in place of the product with the slope."""
    step = recording.step
    for layer in sloped_layers(recording):
        before, product, after = around_slope(recording, layer)
        calls, factors = choose(step, layer, product)
        part = delta_part(step, layer, (*before, *calls, *after), factors, recording.summed)
        recording = swapped(recording, f"delta{layer}", part)
    return recording


def around_slope(recording: Recording, layer: int) -> tuple[Calls, Call, Calls]:
    """The calls of a delta before, at, and after the product with the slope."""
    calls, slope = part_of(recording, f"delta{layer}").calls, recording.step.S[layer]
    at = next(
        number
        for number, call in enumerate(calls)
        if call.name == "multiply" and np.may_share_memory(call.args[1], slope)
    )
    return calls[:at], calls[at], calls[at + 1 :]


def slope_of_output(recording: Recording) -> Recording:
    """The slope at a, as if it were z: σ'(a) in place of σ'(z)."""
    step, tape = recording.step, Tape()
    for layer in sloped_layers(recording):
        activation, a = ACTIVATIONS[step.network.activations[layer - 1]], step.A[layer][:-1]
        work = np.empty_like(a)
        again = Values(work, work, np.empty_like(a))
        tape.at(layer, "slope")
        tape(np.copyto, work, a, result=work)
        activation.forward(tape, again)
        assert activation.slope is not None
        activation.slope(tape, again)
        tape(np.copyto, step.S[layer][:-1], again.d, result=step.S[layer][:-1])
    recording = _other_slopes(recording, tuple(tape.calls), _slope_at_output)
    return _other_factors(recording, lambda step, layer, call: ((call,), (_slope_at_output(step, layer),)))


def _slope_at_output(step: TrainingStep, layer: int) -> Factor:
    own, activation = own_slope(step, layer), ACTIVATIONS[step.network.activations[layer - 1]]
    again = written(activation.code, "z", f"a{layer}")
    code = slope_written(activation, f"({again})", f"a{layer}")
    return own._replace(code=code, letters=own.letters.replace(f"z{layer}", f"a{layer}"))


def slope_negative(recording: Recording) -> Recording:
    """The slope with the wrong sign: a minus sign lost where 1 / (1 + exp(-z)) is differentiated."""
    step, tape = recording.step, Tape()
    for layer in sloped_layers(recording):
        tape.at(layer, "slope")
        tape(np.negative, step.S[layer], step.S[layer])
    own = part_of(recording, f"slope{sloped_layers(recording)[0]}").calls
    recording = _other_slopes(recording, (*own, *tape.calls), _negative_slope)
    return _other_factors(recording, lambda step, layer, call: ((call,), (_negative_slope(step, layer),)))


def _negative_slope(step: TrainingStep, layer: int) -> Factor:
    own = own_slope(step, layer)
    return own._replace(code=f"-1.0 * {own.code}", letters=f"(−{own.letters})")


def _other_slopes(
    recording: Recording, calls: Calls, factor: Callable[[TrainingStep, int], Factor]
) -> Recording:
    """The slopes made by other calls, which a reader sees as one line a layer."""
    layers = sloped_layers(recording)
    steps = []
    for read in part_of(recording, f"slope{layers[0]}").steps:
        one = factor(recording.step, read.layer)
        line = ReadCall(read.name, one.code, read.terms, read.look)
        lines = *[UNSEEN] * (len(calls) - 1), line
        steps.append(replace(read, code=f"{read.name} = {one.code}", calls=lines))
    return swapped(recording, f"slope{layers[0]}", Part(calls, tuple(steps), inner=True))


def slope_not_passed_back(recording: Recording) -> Recording:
    """The slope is in the delta that makes the gradients, but not in what flows back to the layer below."""
    step, errors = recording.step, {}
    for layer in sloped_layers(recording):
        before, product, after = around_slope(recording, layer)
        delta = step.D[layer][:-1]
        errors[layer] = np.empty_like(delta)
        keep = Call(np.copyto, (errors[layer], delta), errors[layer], layer, "delta")
        calls = (*before, *after, keep, product)
        part = delta_part(step, layer, calls, (own_slope(step, layer),), recording.summed)
        recording = swapped(recording, f"delta{layer}", _told_apart(recording, layer, part))
    for layer, error in errors.items():
        if layer > 1:
            term = Term(f"error{layer}", rows(error))
            recording = _back_from(recording, layer - 1, term, f"e{layer}", error)
    return recording


def _told_apart(recording: Recording, layer: int, part: Part) -> Part:
    """The part of a delta, read in two lines: what flows back, and that times the slope; layer 1 in one."""
    if layer == 1:
        return part
    whole, slope = (
        delta_reading(recording.step, layer, (), recording.summed),
        own_slope(recording.step, layer),
    )
    code, formula = whole.code.partition(" = ")[2], whole.formula.partition(" = ")[2]
    return read_anew(
        part,
        whole.name,
        code=f"error{layer} = {code}\n{whole.name} = error{layer} * {slope.code}",
        formula=f"e{layer} = {formula},  δ{layer} = e{layer} ∘ {slope.letters}",
    )


def value_for_error(recording: Recording) -> Recording:
    """The hidden sum adds up the outputs of the next layer, times the weights, in place of its deltas."""
    step = recording.step
    for layer in range(len(step.A) - 2, 0, -1):
        a = step.A[layer + 1][:-1]
        recording = _back_from(recording, layer, Term(f"a{layer + 1}", rows(a)), f"a{layer + 1}", a)
    return recording


def _back_from(recording: Recording, layer: int, term: Term, letter: str, source: Array) -> Recording:
    """The delta of a hidden layer with something else than the delta above flowing back through W."""
    name, delta = f"delta{layer}", f"delta{layer + 1}"
    part = part_of(recording, name)
    product, *others = part.calls
    _, result = product.args
    product = product._replace(args=(source, result))
    read = part.steps[0]
    terms = term, *read.terms[1:]
    line = replace(read.calls[0], code=read.calls[0].code.replace(delta, term.name), terms=terms[:2])
    changes = {
        "code": read.code.replace(f"{delta} @", f"{term.name} @"),
        "formula": read.formula.replace(f"δ{layer + 1} ·", f"{letter} ·"),
        "terms": terms,
        "calls": (line, *read.calls[1:]),
    }
    return swapped(recording, name, read_anew(replace(part, calls=(product, *others)), name, **changes))
