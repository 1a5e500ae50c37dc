"""What a visitor can touch in a scene: boxes with a number, sliders, choices, and small square buttons.
They are placed by their middle. The player reports touches by the id of the element; a page answers them."""

from collections.abc import Sequence

from pages.shared.protocol.elements import BoxTone, ChoiceBox, NumberBox, Slider, Token, TokenTone

KNOB, CORNER = 30.0, 4.0  # across a small square button, and how round its corners are
Limits = tuple[float, float, float]  # low, high, and the step of a drag


def number_box(
    name: str,
    label: str,
    x: float,
    y: float,
    limits: Limits,
    width: float = 68,
    tone: BoxTone | tuple[()] = (),
    patient: bool = False,
    of_step: bool = False,
) -> NumberBox:
    """Return a box centred at (x, y) whose number is typed, or dragged sideways; bind it with its value."""
    return NumberBox(name, label, *limits, *_corner(x, y, width, 36), tone, patient, of_step)


def slider(name: str, label: str, x: float, y: float, limits: Limits, width: float = 160) -> Slider:
    """Return a slider centred at (x, y); bind its number with its value."""
    return Slider(name, label, *limits, *_corner(x, y, width, 30))


def choice_box(name: str, label: str, words: Sequence[str], x: float, y: float, width: float) -> ChoiceBox:
    """Return a box centred at (x, y) that offers some words; bind the number of one with its value."""
    return ChoiceBox(name, label, tuple(words), *_corner(x, y, width, 34))


def button(
    name: str, sign: str, label: str, place: tuple[float, float], works: bool, size: float = KNOB
) -> Token:
    """Return a small square button; one that would do nothing is pale and cannot be pressed."""
    tone: tuple[TokenTone, ...] = ("knob",) if works else ("knob", "off")
    words, shown = label if works else "", 0.66 * size
    return Token(name, *place, size, size, sign, shown, tone, words, round=CORNER, disabled=not works)


def _corner(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    return x - width / 2, y - height / 2, width, height
