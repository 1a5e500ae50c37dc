"""The colours of classes: told apart with both common kinds of colour blindness, and one table everywhere."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from pages.shared.figures.colormap import LEVELS, MOST_CLASSES, class_places
from pages.shared.protocol.layouts import Array
from pages.shared.theme import COLOURS, ThemeName

ASSETS = Path(__file__).resolve().parents[2] / "pages" / "shared" / "player" / "assets"
THEMES: tuple[ThemeName, ...] = ("light", "dark")
LATER = ("third", "fourth", "fifth", "sixth", "seventh", "eighth")
# How linear RGB is seen without red or without green cones, after Machado, Oliveira and Fernandes (2009).
SIGHTS = {
    "all": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def lab(colour: str, sight: Array) -> Array:
    """A colour #rrggbb as it is seen, in CIE L*a*b*."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(TO_XYZ @ np.clip(sight @ linear, 0, 1) / (0.95047, 1.0, 1.08883))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


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
