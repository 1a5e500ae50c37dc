"""Mistakes with softmax and with the logarithm in the loss: the wrong axis, no shift, log of 0."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from nnviz.backprop.alterations import part_of, swapped
from nnviz.backprop.forward_parts import over_samples, scores
from nnviz.backprop.parts import Part, ReadCall, Term, rows, same, written
from nnviz.backprop.recorded_parts import Recording
from nnviz.tape import Call, Tape
from nnviz.validation import Array


class Naive(NamedTuple):
    """The loss of each sample from a and the targets: written over "a" and T, and computed."""

    code: str
    formula: str
    losses: Callable[[Array, Array], Array]


NAIVE_LOSSES: Mapping[str, Naive] = {
    "cross_entropy": Naive(
        "-(T * np.log(a)).sum(axis=1)",
        "−Σ T · log a",
        lambda a, t: np.asarray(-(t * np.log(a)).sum(axis=0)),
    ),
    "binary_cross_entropy": Naive(
        "-(T * np.log(a) + (1 - T) * np.log(1 - a)).sum(axis=1)",
        "−Σ (T · log a + (1 − T) · log(1 − a))",
        lambda a, t: np.asarray(-(t * np.log(a) + (1 - t) * np.log(1 - a)).sum(axis=0)),
    ),
}


def log_of_zero(recording: Recording) -> Recording:
    """The loss from a, whose logarithm is infinite where a is rounded to 0 or 1, in place of from z."""
    step, naive = recording.step, NAIVE_LOSSES[recording.step.loss.name]
    a, losses, total = step.A[-1][:-1], np.empty(step.batch_size), np.empty(())
    name, tape = f"a{len(step.A) - 1}", Tape()

    def each_loss(a: Array, t: Array, out: Array) -> None:
        out[:] = naive.losses(a, t)

    tape.at(len(step.A) - 1, "loss")
    tape(each_loss, a, step.T, losses)
    tape(np.sum if recording.summed else np.mean, losses, None, None, total)
    code, end = written(naive.code, "a", name), "sum()" if recording.summed else "mean()"
    terms = Term(name, rows(a)), Term("T", rows(step.T))
    lines = (
        ReadCall("losses", code, terms, same(losses)),
        ReadCall("loss", f"{{0}}.{end}", (Term("losses", same(losses)),), same(total)),
    )
    read = replace(
        part_of(recording, "loss").steps[0],
        code=f"loss = ({code}).{end}",
        formula=f"loss = {written(naive.formula, 'a', name)}{over_samples(step, recording.summed)}",
        terms=terms,
        look=same(total),
        calls=lines,
    )
    return swapped(recording, "loss", Part(tuple(tape.calls), (read,)))


class SoftmaxCall(NamedTuple):
    """One call of an altered softmax, the array that it writes, and how it is read."""

    function: Callable[..., object]
    args: tuple[Any, ...]
    result: Array
    name: str
    code: str


def softmax_wrong_axis(recording: Recording) -> Recording:
    """Softmax over the samples in place of the classes: the columns add up to 1, not the rows."""
    z, a, name = scores(recording.step), recording.step.A[-1][:-1], f"a{len(recording.step.A) - 1}"
    classes, samples = z.shape
    top, total = np.empty(classes, z.dtype), np.empty(classes, z.dtype)
    calls = (
        SoftmaxCall(np.fmax.reduce, (z, 1, None, top), top, "top", "{0}.max(axis=0)"),
        SoftmaxCall(np.subtract, (z, top[:, None], a), a, name, "{0} - {1}"),
        SoftmaxCall(np.exp, (a, a), a, name, "np.exp({0})"),
        SoftmaxCall(a.dot, (np.ones(samples, z.dtype), total), total, "total", "{0}.sum(axis=0)"),
        SoftmaxCall(np.divide, (a, total[:, None], a), a, name, "{0} / {1}"),
    )
    return log_of_zero(_with_softmax(recording, calls, "np.exp(z) / np.exp(z).sum(axis=0)"))


def softmax_no_shift(recording: Recording) -> Recording:
    """Softmax without taking away the largest score first: exp overflows from 709.8 on."""
    z, a, name = scores(recording.step), recording.step.A[-1][:-1], f"a{len(recording.step.A) - 1}"
    total, ones = np.empty(z.shape[1], z.dtype), np.ones(len(z), z.dtype)
    calls = (
        SoftmaxCall(np.exp, (z, a), a, name, "np.exp({0})"),
        SoftmaxCall(ones.dot, (a, total), total, "total", "{0}.sum(axis=1)"),
        SoftmaxCall(np.divide, (a, total, a), a, name, "{0} / {1}"),
    )
    return log_of_zero(_with_softmax(recording, calls, "np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)"))


def _with_softmax(recording: Recording, calls: tuple[SoftmaxCall, ...], code: str) -> Recording:
    last = len(recording.step.A) - 1
    name, z = f"a{last}", f"z{last}"
    made = tuple(Call(one.function, one.args, one.result, last, "after activation") for one in calls)
    known, lines = [(z, scores(recording.step))], []
    for one in calls:
        terms = tuple(term for array in _read(one) for term in _terms(array, known))
        lines.append(ReadCall(one.name, one.code, terms, rows(one.result)))
        known.insert(0, (one.name, one.result))
    part = part_of(recording, name)
    read = replace(part.steps[0], code=f"{name} = {written(code, 'z', z)}", calls=tuple(lines))
    return swapped(recording, name, replace(part, calls=made, steps=(read,)))


def _read(call: SoftmaxCall) -> list[Array]:
    """The arrays that a call reads, with the one that a bound product belongs to."""
    owner = getattr(call.function, "__self__", None)
    return [one for one in (owner, *call.args[:-1]) if isinstance(one, np.ndarray)]


def _terms(array: Array, known: list[tuple[str, Array]]) -> list[Term]:
    """The term of an array that is known by name, the last one first; none of a constant."""
    name = next((name for name, one in known if np.may_share_memory(one, array)), "")
    each = "[:, None]" if array.ndim == 1 else ""  # one number for each sample
    return [Term(f"{name}{each}", rows(array))] if name else []
