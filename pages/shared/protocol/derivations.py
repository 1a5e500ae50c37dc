"""Where a number comes from, as lines of words and numbers: each number can lead to its own place."""

from dataclasses import dataclass

from pages.shared.protocol.panels import Action, CaptionTone


@dataclass(frozen=True)
class DerivationPiece:
    """Words in the tone of what they speak of. While one points at them, the elements of the ids `lights` are
    lit; pressed they are a touch of `press`, where they have one."""

    text: str
    tone: CaptionTone = ""
    lights: tuple[str, ...] = ()
    press: str = ""


@dataclass(frozen=True)
class DerivationLine:
    """A line, set in by its `depth`; a `strong` one is what all others lead to."""

    pieces: tuple[DerivationPiece, ...]
    depth: int = 0
    strong: bool = False


@dataclass(frozen=True)
class Derivation:
    """What stands in a derivation panel: a heading, lines, buttons below them, and the number that it is
    about with all its digits, for programs that read the page ("" if there is none)."""

    title: str
    lines: tuple[DerivationLine, ...]
    actions: tuple[Action, ...] = ()
    value: str = ""
