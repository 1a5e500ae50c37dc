"""Mistakes with the update, its order, and the numbers that it starts from."""

from dataclasses import replace

import numpy as np

from nnviz.backprop.alterations import find, part_of, read_anew, swapped
from nnviz.backprop.parts import UNSEEN, Part, ReadStep, Term
from nnviz.backprop.recorded_parts import Recording
from nnviz.backprop.update_part import layer_update_part, update_part
from nnviz.networks.network import Network
from nnviz.tape import Call
from nnviz.validation import Array


def plus_for_minus(recording: Recording) -> Recording:
    """The update is added in place of subtracted: it climbs."""
    step, parameters = recording.step, recording.network.parameters
    part = update_part(step, recording.optimizer, recording.state, signs=("+", "+"))
    calls = tuple(
        call._replace(function=np.add) if call.result is parameters and call.function is np.subtract else call
        for call in part.calls
    )
    return swapped(
        recording, "newW1", replace(part, calls=calls, steps=tuple(map(_plus_at_the_end, part.steps)))
    )


def _plus_at_the_end(read: ReadStep) -> ReadStep:
    *lines, last = read.calls
    return replace(read, calls=(*lines, replace(last, code="{0} + {1}")))


def biases_left_alone(recording: Recording) -> Recording:
    """Only the weights are updated."""
    part, biases = part_of(recording, "newW1"), [b for b in recording.network.biases if b.size]
    kept = [np.empty_like(b) for b in biases]
    before = [Call(np.copyto, (old, b), old, 0, "update") for old, b in zip(kept, biases, strict=True)]
    after = [Call(np.copyto, (b, old), b, 0, "update") for old, b in zip(kept, biases, strict=True)]
    quiet = (UNSEEN,) * len(before)
    steps = []
    for read in part.steps:
        name = read.name.removeprefix("new")
        if read.kind == "bias_update":
            read = replace(read, code=f"new{name} = {name}", formula=f"new{name} = {name}", calls=())
            read = replace(read, terms=read.terms[:1], calls=(UNSEEN,) * len(part.calls))
        steps.append(replace(read, calls=(*quiet, *read.calls, *quiet)))
    return swapped(recording, "newW1", Part((*before, *part.calls, *after), tuple(steps)))


def new_weights_for_hidden_delta(recording: Recording) -> Recording:
    """Every layer is updated before the error flows back through it."""
    step, optimizer, state = recording.step, recording.optimizer, recording.state
    parts = [*recording.parts[: find(recording, f"delta{len(step.A) - 1}")]]
    for layer in range(len(step.A) - 1, 0, -1):
        parts += [_through_new(recording, layer), part_of(recording, f"dW{layer}")]
        parts.append(layer_update_part(step, optimizer, state, layer))
    return replace(recording, parts=tuple(parts))


def _through_new(recording: Recording, layer: int) -> Part:
    """The delta of a layer, read over the new weights above it."""
    part, W = part_of(recording, f"delta{layer}"), f"W{layer + 1}"
    read = part.steps[0]
    if read.kind != "hidden_delta":
        return part
    terms = tuple(term._replace(name=f"new{W}") if term.name == W else term for term in read.terms)
    product, *others = read.calls
    line = replace(product, code=product.code.replace(f"@ {W}", f"@ new{W}"), terms=terms[:2])
    return read_anew(
        part,
        read.name,
        code=read.code.replace(f"@ {W}", f"@ new{W}"),
        formula=read.formula.replace(f"· {W}", f"· new{W}"),
        terms=terms,
        calls=(line, *others),
    )


# -- the numbers to start from ---------------------------------------------------------------------------


def all_zero(network: Network) -> Network:
    """Every weight and every bias starts at zero."""
    network.parameters[:] = 0
    return network


def without_bias(network: Network) -> Network:
    """A network of the same weights without a bias in any layer."""
    hidden, output = network.activations[:-1], network.activations[-1]
    return Network.from_parameters(network.weights, None, hidden, output, network.dtype.name)


def whole_numbers(network: Network) -> Network:
    """Parameters typed into an array of integers: what is behind the point is gone."""
    _cut(network.parameters)
    return network


def _cut(parameters: Array) -> None:
    """Cut off what an array of integers does not hold, in place; -0.5 becomes 0, not -0."""
    np.add(np.trunc(parameters), 0, parameters)


def integer_array(recording: Recording) -> Recording:
    """New parameters are written into an array of integers, which cuts them off behind the point."""
    part, parameters = part_of(recording, "newW1"), recording.network.parameters
    cut = Call(_cut, (parameters,), parameters, 0, "update")
    steps = []
    for read in part.steps:
        name = read.name
        *earlier, last = read.code.splitlines()
        made, _, line = last.partition(" = ")
        code = "\n".join([*earlier, f"{made} = np.trunc({line})"])
        term = Term(name, read.look)
        formula = f"{read.formula},  {name} → int"
        calls = (*read.calls, replace(read.calls[-1], name=name, code="np.trunc({0})", terms=(term,)))
        steps.append(replace(read, code=code, formula=formula, calls=calls))
    return swapped(recording, "newW1", Part((*part.calls, cut), tuple(steps)))
