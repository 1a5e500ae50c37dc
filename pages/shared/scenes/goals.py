"""Goals to try beside a picture: each is pressed to be looked for, and carries a tick once it was reached."""

from collections.abc import Iterator, Sequence

from pages.shared.protocol.bindings import Binding, EqualBinding, WordBinding
from pages.shared.protocol.elements import Label, Token
from pages.shared.protocol.ids import cell_id, cell_ids

WIDE, HIGH, STEP = 112.0, 25.0, 28.0
LETTERS = 17.0  # font size of all words and numbers


def goals(title: str, names: Sequence[str], press: str, x: float, y: float) -> Iterator[Label | Token]:
    """Give the goals below their title, whose left end is (x, y); `press` names a button, with {goal}."""
    yield Label("goals", x, y, title, LETTERS, "soft", "start")
    for place, name in enumerate(names):
        at, low = cell_id("goal", place), y + STEP * (place + 0.9)
        words = press.format(goal=name)
        yield Token(at, x + WIDE / 2, low, WIDE, HIGH, name, LETTERS, "goal", words, "goals")


def goal_bindings(names: Sequence[str]) -> Iterator[Binding]:
    """Give what follows the fields `sought` and `reached`, one number for each goal."""
    ids = cell_ids("goal", len(names))
    yield EqualBinding("sought", ids, "chosen", 1)
    for place, name in enumerate(names):
        yield WordBinding("reached", ids[place : place + 1], (name, f"{name} ✓"), place)
