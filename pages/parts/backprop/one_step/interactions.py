"""What a touch in the picture means: which number gets another value, what is chosen, how far is trained.
A touch of what is not there changes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from pages.parts.backprop.answers import is_asked, with_answer
from pages.parts.backprop.codecs import DECIMALS, MOST_COMPARED, MOST_SAMPLES, MOST_TRAINED, Matrix, held
from pages.parts.backprop.fitting import as_rows, has, suited
from pages.parts.backprop.one_step import loss_curve, opened_product
from pages.parts.backprop.one_step.chosen_number import chosen_name
from pages.parts.backprop.one_step.panels import TRAIN
from pages.parts.backprop.one_step.steps import shown_steps
from pages.parts.backprop.settings import BackpropSettings, with_numbers
from pages.parts.backprop.training import right_trace_of, trace_of
from pages.shared.protocol.ids import Id, parse
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.requests import Touches
from pages.shared.scenes.training_curve import BACK


def touch(settings: BackpropSettings, name: str, value: float | None) -> BackpropSettings:
    """Return the settings after one touch."""
    found = parse(name)
    if found is None:
        return settings
    if value is not None:
        asked = settings.homework and is_asked(name)
        return worked_out(settings, name, value) if asked else typed(settings, found, value)
    if found == Id("open", step=found.step) and not settings.homework:  # a product shows its numbers
        return opened(settings, found.step or 0)
    if found.name in CHANGES:
        return CHANGES[found.name](settings)
    if found.name in TRAIN:
        return trained(settings, settings.at + TRAIN[found.name])
    return chosen(settings, found)


# -- numbers ---------------------------------------------------------------------------------------
def typed(settings: BackpropSettings, cell: Id, value: float) -> BackpropSettings:
    """A weight, a bias, an input or a target gets another value."""
    if cell == Id(BACK):
        return trained(settings, loss_curve.step_at(settings, value))
    value = round(held(value), DECIMALS) + 0.0
    if str(cell) in ("T", "a0") or not _there(settings, cell):
        return settings
    if cell.name == "a" and cell.numbers == (0,):
        return replace(settings, X=_with(np.array(settings.X), cell.place, value))
    if cell.name == "T":
        return suited(replace(settings, Y=targets(settings, cell.place, value)))
    return with_parameter(settings, cell, value) if cell.name in ("W", "b") else settings


def _there(settings: BackpropSettings, cell: Id) -> bool:
    if cell.name == "T":
        rows, columns = len(settings.X), settings.sizes[-1]
        return len(cell.place) == 2 and cell.place[0] < rows and cell.place[1] < columns
    return has(settings, str(cell))


def _with(array: Array, place: tuple[int, ...], value: float) -> Matrix:
    array[place] = value
    return as_rows(array)


def targets(settings: BackpropSettings, place: tuple[int, ...], value: float) -> Matrix:
    """The targets with another one; shares of classes still sum to 1, the others by what they were."""
    found = np.array(trace_of(settings).T)
    row, column = place
    if settings.loss == "cross_entropy":
        value = min(1.0, max(0.0, value))
        others = np.delete(np.arange(found.shape[1]), column)
        rest = found[row, others].sum()
        shares = found[row, others] / rest if rest else np.full(len(others), 1 / max(1, len(others)))
        found[row, others] = shares * (1 - value)
    found[row, column] = value
    return as_rows(found)


def with_parameter(settings: BackpropSettings, cell: Id, value: float) -> BackpropSettings:
    """A parameter of the shown step is changed: training begins anew from there."""
    trace = right_trace_of(settings)  # a mistake may begin with other numbers
    arrays = {f"w{n}": np.array(W) for n, W in enumerate(trace.weights, 1)}
    arrays |= {f"b{n}": np.array(b) for n, b in enumerate(trace.biases, 1) if b.size}
    arrays[f"{cell.name.lower()}{cell.numbers[0]}"][cell.place] = value
    numbers = {name: as_rows(array) for name, array in arrays.items()}
    return replace(with_numbers(settings, numbers), at=0, trained=0, chosen=str(cell))


def worked_out(settings: BackpropSettings, cell: str, value: float) -> BackpropSettings:
    """A number that the visitor has worked out for an empty cell."""
    if not has(settings, cell):
        return settings
    return replace(settings, answers=with_answer(settings.answers, cell, value))


# -- what is chosen --------------------------------------------------------------------------------
def chosen(settings: BackpropSettings, touched: Id) -> BackpropSettings:
    """A number or a circle is chosen; what is chosen already is let go."""
    name = chosen_name(settings, touched)
    if not name or not has(settings, name):
        return settings
    return replace(settings, chosen="" if name == settings.chosen else name)


# -- a product -----------------------------------------------------------------------------------------
def opened(settings: BackpropSettings, shown: int) -> BackpropSettings:
    """The product of the shown step is opened, where the shown number begins."""
    steps = shown_steps(trace_of(settings), settings.calls)
    if not 1 <= shown <= len(steps):
        return settings
    step = steps[shown - 1].step
    if opened_product.opened(replace(settings, opened=step.name), trace_of(settings)) is None:
        return settings
    return replace(settings, opened=step.name, back=shown, step=opened_product.first_step(settings, step))


def closed(settings: BackpropSettings) -> BackpropSettings:
    """The training step is shown again, where it was left, or at the step of the product."""
    steps = shown_steps(trace_of(settings), settings.calls)
    names = [one.step.name for one in steps]
    known = settings.back or (names.index(settings.opened) + 1 if settings.opened in names else 0)
    return replace(settings, opened="", back=0, step=known)


def focus(settings: BackpropSettings, touches: Touches) -> str:
    """Return what gets the focus after some touches, where it is not what was touched."""
    if not touches or touches[-1][1] is not None:
        return ""
    touched = parse(touches[-1][0])
    if touched == Id("close"):
        return "open"
    return "close" if settings.opened else ""


# -- samples and training steps --------------------------------------------------------------------
def other_sample(settings: BackpropSettings, way: int) -> BackpropSettings:
    """The next sample, or the one before."""
    return replace(settings, sample=(settings.sample + way) % len(settings.X))


def with_samples(settings: BackpropSettings, more: int) -> BackpropSettings:
    """The last sample is there once more, or goes."""
    count = max(1, min(MOST_SAMPLES, len(settings.X) + more))
    X, Y = (rows[:count] + rows[-1:] * (count - len(rows)) for rows in (settings.X, settings.Y))
    return suited(replace(settings, X=X, Y=Y))


def trained(settings: BackpropSettings, steps: int) -> BackpropSettings:
    """So many training steps are done before the one that is shown."""
    at = 0 if trace_of(settings).failure else max(0, min(MOST_TRAINED, steps))
    return replace(settings, at=at, trained=max(at, settings.trained))


def with_levels(settings: BackpropSettings, more: int) -> BackpropSettings:
    """The chain opens one level nearer to the loss, or one less."""
    return replace(settings, levels=max(1, min(12, settings.levels + more)))


CHANGES: Mapping[str, Callable[[BackpropSettings], BackpropSettings]] = {
    "close": closed,
    "calls": lambda settings: replace(settings, calls=not settings.calls),
    "deeper": lambda settings: with_levels(settings, 1),
    "shallower": lambda settings: with_levels(settings, -1),
    "alone": lambda settings: replace(settings, alone=not settings.alone),
    "free": lambda settings: replace(settings, chosen=""),
    "checks": lambda settings: replace(settings, checks=not settings.checks),
    "anew": lambda settings: replace(settings, answers=()),
    "leave": lambda settings: replace(settings, homework=False),
    "homework": lambda settings: replace(settings, homework=True),
    "previous": lambda settings: other_sample(settings, -1),
    "following": lambda settings: other_sample(settings, 1),
    "more": lambda settings: with_samples(settings, 1),
    "fewer": lambda settings: with_samples(settings, -1),
    "compare": lambda settings: replace(settings, compared=min(MOST_COMPARED, settings.compared + 1)),
    "corrected": lambda settings: replace(settings, mistake="", compared=0, step=0),
}
