"""The equation of a step for the scene that shows it: lines of words, and matrices with their places."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from nnviz import TrainingTrace
from pages.parts.backprop.one_step.arithmetic import equation, lines, tone
from pages.parts.backprop.one_step.bench import is_altered
from pages.parts.backprop.one_step.opened_product import PRODUCTS
from pages.parts.backprop.one_step.right_sides import Write
from pages.parts.backprop.one_step.steps import ShownStep, shown_steps
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.training import trace_of
from pages.shared.scenes.step_equation import LINES, Matrix, Placed, arranged

FIRST, LETTERS = 52, 50  # of the first lines of the scene, beside which there are buttons, and of the others
LONG = "-0.8888"  # a number that takes as much room as most do


class ShownEquation(NamedTuple):
    """The lines, the matrices at their places, the height of all, and whether there is a product to open."""

    lines: tuple[str, ...]
    placed: list[Placed]
    height: float
    opens: bool


def shown_equation(
    settings: BackpropSettings, trace: TrainingTrace, one: ShownStep, room: int
) -> ShownEquation:
    """Return what the scene shows at a step, whose lines have so much `room`."""
    said = said_lines(settings, trace, one)
    if len(said) > room:
        said[room - 1 :] = [f"  … {said[-1].strip()}"]
    shown = [Matrix(name.removeprefix("state."), value, tone(name)) for name, value in one.operands]
    shown.append(Matrix(f"= {one.name}", one.result, tone(one.name)))
    placed, height = arranged(shown, room)
    opens = one.call is None and one.step.kind in PRODUCTS and not is_altered(settings, one.step.name)
    return ShownEquation(tuple(said), placed, height, opens)


def shown_failure(trace: TrainingTrace) -> ShownEquation:
    """Return what the scene shows of the step that NumPy refuses: what goes in, with the shapes."""
    failure = trace.failure
    assert failure is not None
    said = list(lines((("", failure.formula),), FIRST))[:LINES]
    shown = [Matrix(name.removeprefix("state."), value, tone(name)) for name, value in failure.operands]
    placed, height = arranged(shown, len(said))
    return ShownEquation(tuple(said), placed, height, False)


def said_lines(
    settings: BackpropSettings, trace: TrainingTrace, one: ShownStep, write: Write | None = None
) -> list[str]:
    """Return a step in letters, and with the numbers of the shown number; of a call only its line."""
    said = list(lines((("", one.formula),), FIRST))
    if one.call is None and not is_altered(settings, one.step.name):
        said += lines(equation(settings, trace, one.step, write), LETTERS)
    return said


@lru_cache(maxsize=32)
def rooms(structure: BackpropSettings) -> Sequence[int]:
    """Return how many lines every step has room for: as many as numbers of the usual length take."""
    trace = trace_of(structure)
    found = (said_lines(structure, trace, one, lambda _: LONG) for one in shown_steps(trace, structure.calls))
    return tuple(min(LINES, len(said)) for said in found)
