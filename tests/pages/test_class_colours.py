"""The colours of classes: told apart with both common kinds of colour blindness, and one table everywhere."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from pages.shared.figures.colormap import LEVELS, MOST_CLASSES, class_places
from pages.shared.theme import COLOURS, ThemeName
from tests.pages.sights import SIGHTS, lab

ASSETS = Path(__file__).resolve().parents[2] / "pages" / "shared" / "player" / "assets"
THEMES: tuple[ThemeName, ...] = ("light", "dark")
LATER = ("third", "fourth", "fifth", "sixth", "seventh", "eighth")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHTS)
def test_classes_are_told_apart(theme: ThemeName, sight: str) -> None:
    seen = [lab(colour, SIGHTS[sight]) for colour in COLOURS[theme].classes]
    nearest = [np.linalg.norm(one - other) for one, other in combinations(seen[:3], 2)]
    assert min(nearest) > 25
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > 15


@pytest.mark.parametrize("theme", THEMES)
def test_the_first_two_classes_are_orange_and_blue(theme: ThemeName) -> None:
    colours = COLOURS[theme]
    assert colours.classes[:2] == (colours.negative, colours.positive)
    assert len(colours.classes) == MOST_CLASSES


def test_points_have_the_colours_of_the_map() -> None:
    style = (ASSETS / "player.css").read_text(encoding="utf-8")
    later = zip(*(COLOURS[theme].classes[2:] for theme in THEMES), strict=True)
    for name, colours in zip(LATER, later, strict=True):
        assert tuple(re.findall(rf"--{name}: (#\w+);", style)) == colours


def test_both_sides_have_as_many_places_for_a_class() -> None:
    script = (ASSETS / "colours.js").read_text(encoding="utf-8")
    assert re.findall(r"LEVELS = (\d+);", script) == [str(LEVELS)]


def test_a_class_has_places_from_pale_to_full() -> None:
    classes, sureness = np.array([0, 0, 2, 2, 7]), np.array([0.0, 1.0, -1.0, np.nan, 9.0])
    assert class_places(classes, sureness).tolist() == [0, 31, 64, 64, 255]
    assert class_places(classes, sureness).dtype == np.uint8
