"""What a visitor can touch in a scene: boxes with a number, sliders, and any element as a button.
The player reports touches by the id of the element; a page answers them."""

from collections.abc import Sequence

from pages.shared.panels import Element

KNOB = 34.0  # across a round button


def number_box(
    name: str, label: str, x: float, y: float, limits: tuple[float, float, float], width: float = 68
) -> Element:
    """Return a box centred at (x, y) whose number is typed, or dragged sideways; `limits` are low, high
    and the step of a drag. Bind its number with the attribute "value"."""
    return _field("number", name, label, limits) | _room(x, y, width, 36)


def slider(
    name: str, label: str, x: float, y: float, limits: tuple[float, float, float], width: float = 160
) -> Element:
    """Return a slider centred at (x, y); bind its number with the attribute "value"."""
    return _field("slider", name, label, limits) | _room(x, y, width, 30)


def toned(element: Element, tone: str) -> Element:
    """Return the box in the colour of what its number is: a (inputs), b (weights) or c (outputs)."""
    return element | {"tone": tone}


def patient(element: Element) -> Element:
    """Return the box so that it waits for a finished text: Enter, or leaving it."""
    return element | {"patient": True}


def of_step(element: Element) -> Element:
    """Return the element as one of the shown step: a touch of it is reported as `name@step`."""
    return element | {"of_step": True}


def choice_box(name: str, label: str, words: Sequence[str], x: float, y: float, width: float) -> Element:
    """Return a box centred at (x, y) that offers some words; bind the number of one with "value"."""
    return {"id": name, "kind": "choice", "label": label, "words": list(words)} | _room(x, y, width, 34)


def pressed(element: Element, label: str, group: str = "") -> Element:
    """Return the element as a button, which `label` names for those who do not see it.

    Of a `group` only the first is reached by the Tab key, the others by the arrow keys."""
    return element | {"press": label} | ({"group": group} if group else {})


def button(name: str, sign: str, label: str, place: tuple[float, float], works: bool) -> Element:
    """Return a small round button; one that would do nothing is pale and cannot be pressed."""
    size = {"width": KNOB, "height": KNOB, "round": KNOB / 2, "size": 22, "text": sign}
    token = {"id": name, "kind": "token", "x": place[0], "y": place[1], "tone": "knob", **size}
    return pressed(token, label) if works else token | {"tone": "knob off"}


def _field(kind: str, name: str, label: str, limits: tuple[float, float, float]) -> Element:
    low, high, step = limits
    return {"id": name, "kind": kind, "label": label, "low": low, "high": high, "step": step}


def _room(x: float, y: float, width: float, height: float) -> Element:
    return {"x": x - width / 2, "y": y - height / 2, "width": width, "height": height}
