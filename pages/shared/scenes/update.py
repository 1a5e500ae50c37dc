"""What is learned from one mistake, written out: each weight and the bias before, what is added, and after.
Every number of w ← w + rate · (target − output) · x stands in a column of its own."""

from dataclasses import dataclass

from pages.shared.panels import Binding, Element, Scene

WIDTH, HEAD, HIGH = 510.0, 40.0, 50.0
NAMES = ("w1", "w2", "b")
# Columns: the field, where it stands, and the sign after it.
COLUMNS = (
    ("before", 84.0, "+"),
    ("rate", 166.0, "·"),
    ("error", 268.0, "·"),
    ("input", 368.0, "="),
    ("after", 460.0, ""),
)
SIGNS = (126.0, 203.0, 330.0, 406.0)
TONES = {"before": "", "rate": "soft", "error": "b", "input": "a", "after": "c"}
SHORT = {"shortest": 3}


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
        ids = tuple(f"{field}[{row}]" for row in range(len(NAMES)))
        elements.append(label(f"title.{field}", x, HEAD / 2, text=getattr(names, field), tone="soft"))
        elements += [number(name, x, row, TONES[field]) for row, name in enumerate(ids)]
        bindings.append(Binding(field, ids, "text", options={"format": SHORT}))
    for row, name in enumerate(NAMES):
        y = HEAD + HIGH * (row + 0.5)
        elements.append(label(f"name{row}", 26, y, text=name, size=20, tone="strong"))
        signs = [sign for _, _, sign in COLUMNS if sign]
        elements += [
            label(f"sign{row}.{x:g}", x, y, text=sign, tone="soft")
            for x, sign in zip(SIGNS, signs, strict=True)
        ]
    last = tuple(f"sign{row}.{SIGNS[-1]:g}" for row in range(len(NAMES)))
    bindings.append(Binding("rounded", last, "word", options={"words": ["=", "≈"]}))
    return Scene(WIDTH, HEAD + HIGH * len(NAMES) + 8, tuple(elements), tuple(bindings))


def number(name: str, x: float, row: int, tone: str) -> Element:
    """Return the place of a number; what comes out stands in a box."""
    y = HEAD + HIGH * (row + 0.5)
    more = {"size": 20, "attributes": {"data-cell": name}}
    if not name.startswith("after"):
        return label(name, x, y, tone=tone) | more
    return {
        "id": name,
        "kind": "token",
        "tone": f"{tone} done",
        "x": x,
        "y": y,
        "width": 84,
        "height": 40,
        **more,
    }


def label(name: str, x: float, y: float, **more: object) -> Element:
    """Return a label at (x, y)."""
    return {"id": name, "kind": "label", "x": x, "y": y, "size": 18, **more}
