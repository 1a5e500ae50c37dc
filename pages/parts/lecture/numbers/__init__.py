"""The numbers in the texts of a lecture. No text holds a typed number that the core can compute: it has a
field, `{loss}`, and what fills it is computed from the settings that the moment's link leads to.

A moment names a function of the table NUMBERS; what that gives are the fields that its texts may have."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pages.parts.lecture.known_pages import settings_of
from pages.parts.lecture.lecture import Link, Moment
from pages.parts.lecture.numbers import one_layer, training, training_steps

Found = Mapping[str, str]
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Numbers:
    """What is computed for a link to `page`: `of` gives texts by their names, of the page's settings."""

    page: str
    of: Callable[[Any], Found]


NUMBERS: Mapping[str, Numbers] = {
    "broadcast": Numbers("arrays", one_layer.broadcast),
    "product": Numbers("product", one_layer.product),
    "mismatch": Numbers("product", one_layer.mismatch),
    "neuron": Numbers("neuron", one_layer.neuron),
    "nudge": Numbers("neuron", one_layer.nudge),
    "perceptron": Numbers("neuron", training.perceptron_rule),
    "layers": Numbers("network", one_layer.layers),
    "collapse": Numbers("network", one_layer.collapsed),
    "step": Numbers("backprop", training_steps.step),
    "mistake": Numbers("backprop", training_steps.mistake),
    "walk": Numbers("backprop", training_steps.walk),
    "run": Numbers("train", training.run),
    "seeds": Numbers("train", training.seeds),
}


def numbers_of(moment: Moment) -> Found:
    """Return the numbers of a moment by the names of their fields; none if its link leads to another page
    than they are made of."""
    known = NUMBERS.get(moment.numbers)
    if known is None or known.page != moment.link.page:
        return {}
    return _computed(moment.numbers, moment.link)


def filled(text: str, numbers: Found) -> str:
    """Return a text with its fields filled; what is none of them stays as it stands."""
    return _FIELD.sub(lambda found: numbers.get(found[1], found[0]), text)


@lru_cache(maxsize=128)
def _computed(name: str, link: Link) -> Found:
    """The numbers of a link, for all visitors; none where the core cannot compute them."""
    try:
        return NUMBERS[name].of(settings_of(link))
    except (ArithmeticError, LookupError, ValueError):  # such as a mistake that its network does not have
        return {}
