"""A list of goals, each with a sign that says whether it is reached.
The signs are bound to the frame, so the list follows the player."""

from collections.abc import Sequence

from pages.shared.protocol.bindings import EqualBinding, WordBinding
from pages.shared.protocol.elements import Element, Label
from pages.shared.protocol.ids import numbered
from pages.shared.protocol.panels import Scene

WIDTH, ROW, SIZE = 560.0, 38.0, 19.0
SIGNS = ("○", "✓")  # to be reached, and reached


def goal_list(words: Sequence[str]) -> Scene:
    """Return the list of goals in `words`. Bound field: `goals`, 1 for each that is reached."""
    elements: list[Element] = []
    for row, text in enumerate(words):
        y = ROW * (row + 0.5)
        elements += [
            Label(f"sign{row}", 16, y, size=22, tone="strong"),
            Label(f"goal{row}", 36, y, text, SIZE, anchor="start"),
        ]
    signs, goals = numbered("sign", len(words)), numbered("goal", len(words))
    bindings = (
        WordBinding("goals", signs, SIGNS),
        EqualBinding("goals", goals, "done", 1),
    )
    return Scene(WIDTH, ROW * len(words), tuple(elements), bindings)
