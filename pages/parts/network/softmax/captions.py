"""The words of the lesson "softmax": every step, and what it does to the score of the correct class."""

from collections.abc import Iterator

from pages.parts.network.cells import CLASSES
from pages.parts.network.softmax.frames import DELTA, SCORES, Table
from pages.shared.numbers.equations import bracketed, brief
from pages.shared.protocol.panels import Caption
from pages.shared.text import Text


def captions(table: Table, update: int, text: Text) -> Iterator[Caption]:
    """Return one caption for each step."""
    steps, at = table.steps, table.truth
    arrays = {"z": steps.z, "shifted": steps.shifted, "power": steps.powers, "p": steps.probabilities}
    numbers = {name: brief(array[0, at]) for name, array in arrays.items()}
    numbers |= {"delta": brief(steps.delta([at])[0, at]), "loss": brief(steps.losses([at])[0])}
    numbers |= {"top": brief(steps.top[0]), "total": brief(steps.total[0]), "digit": str(at + 1)}
    numbers["less"] = bracketed(float(steps.top[0]), write=brief)
    start = "moved" if table.moved else "own"
    yield (("", text(f"softmax.start.{start}", classes=CLASSES, update=update, digit=at + 1)),)
    for step in range(SCORES + 1, DELTA + 1):
        yield (("", text(f"softmax.step.{step}", **numbers)),)
