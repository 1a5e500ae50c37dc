"""Numbers of the page Backpropagation: a training step, the same with a mistake, the walks downhill."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from nnviz import check_all, first_difference
from pages.parts.backprop.optimizers.walks import walks
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.training import right_trace_of, trace_of, trained_by
from pages.parts.lecture.numbers.one_layer import row, shape
from pages.shared.numbers.equations import brief, written
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.ids import parse

LATER = 100  # training steps after which one looks again
PRECISE = 6  # digits of numbers that differ late


def step(settings: BackpropSettings) -> Mapping[str, str]:
    """One training step: outputs, loss, and what becomes of the chosen parameter."""
    trace = trace_of(settings)
    found = {
        "outputs": row(trace.array(f"a{len(trace.weights)}")[0]),
        "targets": row(trace.T[0]),
        "rate": written(settings.rate),
        "before": brief(trace.loss_before),
        "after": brief(trace.loss_after),
        "later": brief(trained_by(settings, settings.at + LATER).loss),
        "steps": str(LATER),
        "largest": brief(max(float(abs(one).max()) for one in trace.gradients.values())),
    }
    chosen = parse(settings.chosen)
    if chosen is None or not chosen.numbers:
        return found
    name = f"{chosen.name}{chosen.numbers[0]}"
    return found | {
        "gradient": brief(float(trace.gradients[name][chosen.place])),
        "old": written(float(trace.array(name)[chosen.place]), PRECISE),
        "new": written(float(trace.array(f"new{name}")[chosen.place]), PRECISE),
    }


def mistake(settings: BackpropSettings) -> Mapping[str, str]:
    """A training step with a mistake beside the right one: where they differ first, and both losses."""
    wrong, right = trace_of(settings), right_trace_of(settings)
    correct = replace(settings, mistake="")
    cells = {
        f"{side}_{name}": shown
        for side, trace in (("right", right), ("wrong", wrong))
        for name, shown in _shown(trace.arrays).items()
    }
    return cells | {
        "first": first_difference(right, wrong).first or "",
        "before": brief(right.loss_before),
        "right_after": brief(right.loss_after),
        "wrong_after": brief(wrong.loss_after),
        "right_later": brief(trained_by(correct, LATER).loss),
        "wrong_later": brief(trained_by(settings, LATER).loss),
        "steps": str(LATER),
        "error": brief(check_all(wrong).largest),
        "samples": str(len(settings.X)),
        "message": wrong.failure.message if wrong.failure else "",
    }


def _shown(arrays: Mapping[str, object]) -> Mapping[str, str]:
    """The first number and the shape of each array; new parameters differ late, so they have more digits."""
    found = {}
    for name, value in arrays.items():
        array = np.asarray(value)
        if name.isidentifier() and array.size:  # a field has no points in its name
            first = float(array.ravel()[0])
            found[name] = written(first, PRECISE) if name.startswith("new") else brief(first)
            found[f"{name}_shape"] = shape(array)
    return found


def walk(settings: BackpropSettings) -> Mapping[str, str]:
    """The walk of the chosen optimizer: the loss where it starts, after one step, and at its end."""
    made = walks(settings)
    chosen = made.chosen
    return {
        "first": rounded(chosen[0].loss, 3),
        "end": rounded(chosen[-1].loss, 3),
        "steps": str(len(chosen)),
        "rate": written(chosen[0].rate),
    }
