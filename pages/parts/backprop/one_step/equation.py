"""The equation of a step for the scene that shows it: lines of words, and matrices with their places."""

from typing import NamedTuple

from nnviz import TrainingTrace
from pages.parts.backprop.one_step.arithmetic import equation, lines, tone
from pages.parts.backprop.one_step.opened_product import PRODUCTS
from pages.parts.backprop.one_step.steps import ShownStep
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.scenes.step_equation import LINES, Matrix, Placed, arranged

FIRST, LETTERS = 40, 50  # of the first lines of the scene, beside which there are buttons, and of the others


class ShownEquation(NamedTuple):
    """The lines, the matrices at their places, the height of all, and whether there is a product to open."""

    lines: tuple[str, ...]
    placed: list[Placed]
    height: float
    opens: bool


def matrices(settings: BackpropSettings, trace: TrainingTrace, one: ShownStep) -> ShownEquation:
    """Return what the scene shows at a step."""
    said = list(lines(((("", one.formula)),), FIRST))
    if one.call is None:
        said += lines(equation(settings, trace, one.step), LETTERS)
    if len(said) > LINES:
        said[LINES - 1 :] = [f"  … {said[-1].strip()}"]
    shown = [Matrix(name.removeprefix("state."), value, tone(name)) for name, value in one.operands]
    shown.append(Matrix(f"= {one.name}", one.result, tone(one.name)))
    placed, height = arranged(shown, min(LINES, len(said)))
    return ShownEquation(tuple(said[:LINES]), placed, height, one.call is None and one.step.kind in PRODUCTS)
