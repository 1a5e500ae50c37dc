"""What is said of every step of the chosen optimizer: its update with these numbers, and the loss."""

from collections.abc import Iterator

from nnviz import DescentStep
from pages.parts.backprop.optimizers.walks import Walks
from pages.shared.numbers.equations import brief, relation
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Caption
from pages.shared.text import Text

LARGE = 1e5


def captions(walks: Walks, text: Text) -> Iterator[Caption]:
    """One caption for every frame."""
    walk, name = walks.chosen, text(f"method.{walks.settings.method}")
    start = f"({', '.join(map(short, walks.start))})"
    yield (("", text("walked.start", name=name, point=start, loss=short(walk.losses[0]))),)
    for frame in range(1, walks.settings.walk + 1):
        if frame > len(walk) or not walk[frame - 1].is_finite:
            yield (("", text("walked.ended", name=name, step=len(walk))),)
        else:
            yield of_step(walk[frame - 1], name, text)


def of_step(step: DescentStep, name: str, text: Text) -> Caption:
    """The point before the step minus the update."""
    old, update, new = step.before["theta"], step.values["update"], step.values["theta"]
    sign = relation(*old, *update, *new, write=short)
    return (
        ("", text("walked.step", name=name, step=step.number)),
        ("", pair(old)),
        ("", " − "),
        ("c", pair(update)),
        ("", f" {sign} "),
        ("", pair(new)),
        ("", text("walked.loss", loss=short(step.loss))),
    )


def short(value: float) -> str:
    """Return a number with three digits; of a large one they are followed by an exponent."""
    return brief(value) if abs(value) < LARGE else rounded(value, 3)


def pair(values: Array) -> str:
    """Return a point as it is written, with three digits."""
    return f"({', '.join(map(short, values.tolist()))})"
