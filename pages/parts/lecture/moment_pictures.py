"""The picture of a moment on paper: the scene of its page with the numbers of the step that its link shows.
A picture that is a figure with axes, or that only a run makes, is not on paper."""

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any

import numpy as np

from pages.parts.arrays.lessons import LESSON as ARRAYS
from pages.parts.backprop.one_step.lesson import LESSON as ONE_STEP
from pages.parts.lecture.known_pages import settings_of
from pages.parts.lecture.lecture import Link
from pages.parts.network.lessons import LESSONS as NETWORK
from pages.parts.neuron.lessons import LESSONS as NEURON
from pages.parts.product.lessons import LESSON as PRODUCT
from pages.shared.lessons import Lesson
from pages.shared.protocol.answers import Replace
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import ScenePanel
from pages.shared.protocol.requests import Request
from pages.shared.text import Language, Text

Drawn = Mapping[str, Any]  # a scene and its numbers, as the browser draws it


def lesson_of(page: str, settings: Any) -> Lesson[Any] | None:
    """Return the lesson that a page shows with these settings; None for one that only a run makes."""
    alone: Mapping[str, Lesson[Any]] = {"arrays": ARRAYS, "product": PRODUCT}
    several: Mapping[str, Mapping[str, Lesson[Any]]] = {
        "neuron": NEURON,
        "network": NETWORK,
        "backprop": {"step": ONE_STEP},
    }
    return alone.get(page) or several.get(page, {}).get(getattr(settings, "view", ""))


def picture_of(link: Link, language: Language) -> Drawn | None:
    """Return the picture that a link opens, in light colours; None where there is none for paper."""
    settings = settings_of(link)
    lesson = lesson_of(link.page, settings)
    if lesson is None:
        return None
    text = Text(lesson.words or link.page, language)
    spec, answer = lesson.spec(settings, text, "light"), lesson.answer(settings, Request(), text)
    panel = next((one for one in spec.panels if isinstance(one, ScenePanel) and one.room == "picture"), None)
    if panel is None or not isinstance(answer, Replace) or not len(answer.frames):
        return None
    frame = answer.frames[min(settings.step, len(answer.frames) - 1)]
    fields = {name: frame[name] for name in frame.dtype.names or ()}
    if answer.once is not None:
        fields |= {name: answer.once[0][name] for name in answer.once.dtype.names or ()}
    needed = {binding.field for binding in panel.scene.bindings}
    described = json.loads(panel.json)
    _write(described["elements"], answer.texts)
    return {
        "panel": described,
        "frame": {name: _numbers(fields[name]) for name in needed if name in fields},
    }


def _numbers(values: Array) -> list[float | None]:
    """Numbers as JSON has them: None is no number."""
    return [one if isfinite(one) else None for one in np.asarray(values, float).tolist()]


def _write(elements: list[dict[str, Any]], texts: Mapping[str, str]) -> None:
    """Put the words of the moment into the elements that have their ids."""
    for element in elements:
        if element.get("id") in texts:
            element["text"] = texts[element["id"]]
        for value in element.values():
            if isinstance(value, list) and value and isinstance(value[0], dict):
                _write(value, texts)
