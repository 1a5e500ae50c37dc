"""What is learned from one mistake, written out: each weight and the bias before, what is added, and after.
Every number of w ← w + rate · (target − output) · x stands in a column of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from pages.shared.protocol.bindings import Binding, TextBinding, WordBinding
from pages.shared.protocol.elements import Element, Label, LabelTone, Token
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene

WIDTH, HEAD, HIGH = 470.0, 32.0, 42.0
LETTERS = 18.0  # font size of all words and numbers
NAMES = ("w1", "w2", "b")
# Columns: the field, where it stands, and the sign after it.
COLUMNS = (
    ("before", 76.0, "+"),
    ("rate", 150.0, "·"),
    ("error", 244.0, "·"),
    ("input", 340.0, "="),
    ("after", 424.0, ""),
)
SIGNS = (116.0, 182.0, 306.0, 374.0)
TONES: Mapping[str, LabelTone] = {"rate": "soft", "error": "b", "input": "a"}
SHORT = Shortest(3)


@dataclass(frozen=True)
class Names:
    """The titles of the columns."""

    before: str
    rate: str
    error: str
    input: str
    after: str


def update(names: Names) -> Scene:
    """Return the scene. Bound fields, each for both weights and the bias: those of COLUMNS (3,), and
    `rounded` (3,), 1 where what comes out is only nearly what stands before it."""
    elements: list[Element] = []
    bindings: list[Binding] = []
    for field, x, _ in COLUMNS:
        ids = cell_ids(field, len(NAMES))
        elements.append(Label(f"title.{field}", x, HEAD / 2, getattr(names, field), LETTERS, "soft"))
        elements += [number(field, x, row) for row in range(len(NAMES))]
        bindings.append(TextBinding(field, ids, SHORT))
    for row, name in enumerate(NAMES):
        y = HEAD + HIGH * (row + 0.5)
        elements.append(Label(f"name{row}", 26, y, name, 22, "strong"))
        signs = [sign for _, _, sign in COLUMNS if sign]
        elements += [
            Label(f"sign{row}.{x:g}", x, y, sign, LETTERS, "soft")
            for x, sign in zip(SIGNS, signs, strict=True)
        ]
    last = tuple(f"sign{row}.{SIGNS[-1]:g}" for row in range(len(NAMES)))
    bindings.append(WordBinding("rounded", last, ("=", "≈")))
    return Scene(WIDTH, HEAD + HIGH * len(NAMES) + 2, tuple(elements), tuple(bindings))


def number(field: str, x: float, row: int) -> Label | Token:
    """Return the place of a number; what comes out stands in a box."""
    name, y = cell_id(field, row), HEAD + HIGH * (row + 0.5)
    if field != "after":
        return Label(name, x, y, "", 22, TONES.get(field, ()), data=("cell", name))
    return Token(name, x, y, 84, 36, size=22, tone=("c", "done"), data=("cell", name))
