"""A training step to be worked out: its cells are empty, what one types stands in them, and the first wrong
number is named, with the common mistake that gives it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np

from nnviz import TrainingTrace
from nnviz.backprop.homework import Answer, Judgement, judge
from nnviz.backprop.mistaken_steps import MistakenSteps
from nnviz.backprop.parts import Operand
from nnviz.backprop.training_trace import TraceStep
from pages.parts.backprop.array_names import is_computed, stem
from pages.parts.backprop.one_step.drawn_shapes import drawn_shapes
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.training import numbers_of, optimizer_of, trace_of, trained_by
from pages.shared.numbers.equations import written
from pages.shared.protocol.derivations import Derivation, DerivationLine, DerivationPiece
from pages.shared.protocol.ids import parse
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Action
from pages.shared.text import Text

RIGHT, WRONG, FOLLOWS = 1, 2, 3  # what a mark says of a typed number; one digit alone is not enough for right


# -- what one sees -----------------------------------------------------------------------------------
def answered(settings: BackpropSettings, trace: TrainingTrace) -> TrainingTrace:
    """Return the step with the typed numbers in place of its own, and NaN where nothing was typed."""
    known = {
        name: found if is_given(name) else np.full_like(found, np.nan, float)
        for name, found in trace.arrays.items()
    }
    for cell, value in settings.answers:
        name, place = where(cell)
        known[name][place] = value
    steps = tuple(_hidden(step, known) for step in trace)
    return replace(trace, steps=steps, arrays=known, loss_before=np.nan, loss_after=np.nan)


GIVEN = ("a0", "T")


def is_given(name: str) -> bool:
    """Whether an array is there from the beginning: samples, parameters, what an optimizer remembers."""
    return name in GIVEN or stem(name) in ("W", "b") or name.startswith("state.")


def _hidden(step: TraceStep, known: Mapping[str, Array]) -> TraceStep:
    operands = tuple(
        one if is_given(one.name) else Operand(one.name, known.get(one.name, np.full_like(one.value, np.nan)))
        for one in step.operands
    )
    result = known.get(step.name, np.full_like(step.result, np.nan))
    calls = tuple(call._replace(result=np.full_like(call.result, np.nan, float)) for call in step.calls)
    return replace(step, operands=operands, result=result, calls=calls)


def where(cell: str) -> tuple[str, tuple[int, ...]]:
    """Return the array of a cell, and its place there."""
    found = parse(cell)
    if found is None:
        raise ValueError(f"cell must be a name such as z1[0,1], got {cell!r}")
    return cell.partition("[")[0], found.place


# -- what is right -----------------------------------------------------------------------------------
def judged(settings: BackpropSettings) -> Judgement:
    """Return what is to be said of the typed numbers; the last ones are kept."""
    return _judged(numbers_of(settings), settings.answers)


@lru_cache(maxsize=32)
def _judged(settings: BackpropSettings, answers: tuple[tuple[str, float], ...]) -> Judgement:
    typed = {cell: repr(value) for cell, value in answers}
    return judge(trace_of(settings), typed, _suspects(settings))


@lru_cache(maxsize=8)
def _suspects(settings: BackpropSettings) -> MistakenSteps:
    """The same step with every mistake that can be made in it, each made when it is asked for."""
    before = trained_by(settings, settings.at)
    return MistakenSteps(
        before.network,
        settings.X,
        settings.targets,
        settings.loss,
        optimizer_of(settings),
        settings.reduction,
        before.memory or None,
    )


def marked(settings: BackpropSettings) -> Iterator[tuple[str, tuple[int, ...], int]]:
    """Array, place and mark of every typed number."""
    for answer in judged(settings).answers:
        mark = WRONG if answer.verdict == "wrong" else RIGHT
        yield *where(answer.cell), FOLLOWS if answer.follows else mark


# -- what is said of it --------------------------------------------------------------------------------
def told(settings: BackpropSettings, text: Text) -> Derivation:
    """Say how far one is, which number is wrong first, and what may have happened there."""
    judgement, count = judged(settings), asked_count(settings)
    right = sum(answer.verdict != "wrong" for answer in judgement.answers)
    lines = [line(text("homework.so_far", right=right, count=count), strong=True)]
    if judgement.first_wrong:
        lines += about_wrong(judgement.first_wrong, text)
    elif right == count:
        lines.append(line(text("homework.done")))
    else:
        lines.append(line(text("homework.go_on") if right else text("homework.begin")))
    coarse = [answer.cell for answer in judgement.answers if answer.verdict == "coarse"]
    lines += [line(text("homework.coarse", cell=cell), cell) for cell in coarse[:1]]
    leave = Action("leave", text("homework.leave"))
    actions = (Action("anew", text("homework.anew")), leave) if judgement.answers else (leave,)
    return Derivation("", tuple(lines), actions, f"{right}/{count}")


def asked_count(settings: BackpropSettings) -> int:
    """Return how many cells are to be filled."""
    found = (shape for name, shape in drawn_shapes(settings).items() if is_computed(name))
    return sum(int(np.prod(shape)) for shape in found)


def about_wrong(first: Answer, text: Text) -> Iterator[DerivationLine]:
    """The first wrong number, and the mistake that gives it."""
    typed = written(float(first.typed))
    yield line(text("homework.wrong", cell=first.cell, typed=typed), first.cell)
    if first.mistakes:
        mistake = text(f"homework.mistake.{first.mistakes[0]}")
        yield line(text("homework.named", mistake=mistake))
    else:
        yield line(text("homework.unnamed"))


def line(words: str, cell: str = "", strong: bool = False) -> DerivationLine:
    """A line of words that leads to a cell."""
    return DerivationLine((DerivationPiece(words, "", (cell,) if cell else ()),), strong=strong)
