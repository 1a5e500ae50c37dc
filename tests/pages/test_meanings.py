"""Colours that stand for a meaning: told apart by those who see no red or no green as well, read on their
ground, and never alone: a table says what else tells it, with rules that the style sheet must have."""

import re
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from pages.shared.figures import loss_curves
from pages.shared.theme import COLOURS, INKS, ThemeName
from tests.every import every
from tests.pages.sights import SIGHTS, lab
from tests.pages.test_figures import contrast

STYLE = (
    Path(__file__).resolve().parents[2] / "pages" / "shared" / "player" / "assets" / "player.css"
).read_text(encoding="utf-8")
THEMES: tuple[ThemeName, ...] = ("light", "dark")
PLAYER = '[data-nnviz="player"]'


@dataclass(frozen=True)
class Meaning:
    """Colours that mean something beside each other, how far apart they must be at least (CIE76), and the
    second mark: what else says it, as a sentence, and the rules of the style sheet that draw it."""

    colours: tuple[str, ...]
    apart: float
    second: str
    rules: tuple[tuple[str, str], ...] = ()


MEANINGS = {
    "sign of a number": Meaning(("negative", "positive"), 60, "the sign is written with the number"),
    "operand": Meaning(("a", "b", "c"), 18, "every matrix has its name above it, every piece its place"),
    "phase of a training step": Meaning(
        ("forward", "loss", "backward", "update"),
        18,
        "its name is written, and the one that is shown is filled",
        (('.phase:is([aria-current="step"], :hover)', "background: var(--own)"),),
    ),
    "right or wrong": Meaning(
        ("right", "alarm"),
        18,
        "a wrong number has a dashed frame and a sign beside it, a wrong point a cross",
        (
            (".scene .token.wrong rect", "stroke-dasharray: 5 3"),
            (".scene .curve.wrong", "stroke-width: 4"),
            (".scene .cell.dead", "stroke-dasharray: 4 3"),
        ),
    ),
    "a seed that learned or did not": Meaning(
        ("b", "alarm"),
        18,
        "who has learned is filled",
        ((".scene .token.seed.right rect", "fill: var(--b-soft)"),),
    ),
    "frozen or switched off": Meaning(
        (),
        0,
        "dashes",
        (
            (".scene .wire.frozen", "stroke-dasharray: 2 7"),
            (".scene .cell.unit.off", "stroke-dasharray: 3 5"),
        ),
    ),
    "a point of the training or of the test": Meaning(
        (), 0, "a full point or a ring", ((".scene .disc.tested", "fill: var(--sheet)"),)
    ),
    "the target of a class": Meaning(
        (), 0, "a dashed frame", ((".scene .cell.rail.truth", "stroke-dasharray: 5 4"),)
    ),
}
GROUNDS = ("sheet", "tint")
READ = (
    *("ink", "soft", "negative", "positive", "accent", "warn", "alarm", "right", "a", "b", "c"),
    *("forward", "loss", "backward", "update"),
)
LINES = ("tint", "negative")  # only lines and surfaces have that colour there


def variables(theme: ThemeName) -> dict[str, str]:
    """The colours of a theme by the names that the style sheet has for them."""
    found: dict[str, str] = {}
    for dark, rules in re.findall(r'\[data-nnviz="player"\](\[data-theme="dark"\])? \{([^}]*)\}', STYLE):
        if bool(dark) == (theme == "dark"):
            found |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", rules))
    return found


# -- told apart -----------------------------------------------------------------------------------------
@every("theme", THEMES)
@every("sight", SIGHTS)
@every("name", MEANINGS)
def test_colours_of_a_meaning_are_told_apart(name: str, sight: str, theme: ThemeName) -> None:
    known, meaning = variables(theme), MEANINGS[name]
    seen = [lab(known[one], SIGHTS[sight]) for one in meaning.colours]
    apart = [float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)]
    assert min(apart, default=np.inf) >= meaning.apart


@every("theme", THEMES)
@every("sight", SIGHTS)
def test_curves_of_training_and_test_are_told_apart(sight: str, theme: ThemeName) -> None:
    inks = INKS[theme]
    one, other = (lab(ink, SIGHTS[sight]) for ink in (inks.train, inks.test))
    assert np.linalg.norm(one - other) >= 20


def test_the_same_red_and_green_are_not() -> None:
    """The simulation sees what it should: a pair that is known to be confused."""
    red, green = ("#a05030", "#6b7a30")
    near = [np.linalg.norm(lab(red, sight) - lab(green, sight)) for sight in SIGHTS.values()]
    assert near[0] > 45
    assert min(near[1:]) < 15


# -- never alone ----------------------------------------------------------------------------------------
def declarations(selector: str) -> str:
    """All that the style sheet says of a selector."""
    found = re.findall(rf"{re.escape(f'{PLAYER} {selector}')} \{{([^}}]*)\}}", STYLE)
    return " ".join(found)


@every("name", MEANINGS)
def test_no_meaning_has_a_colour_alone(name: str) -> None:
    meaning = MEANINGS[name]
    assert meaning.second
    for selector, rule in meaning.rules:
        assert rule in declarations(selector), (selector, rule)


def test_every_curve_beside_another_has_dashes_of_its_own() -> None:
    names = loss_curves.Names("epochs", "Loss", "training", "test", "second")
    rules = [loss_curves.Rule(1.0, "one"), loss_curves.Rule(2.0, "two")]
    figure = loss_curves.loss_curves(rules, names, "light")
    dashes = [trace.line.dash for trace in figure.data]
    assert len(set(dashes)) == len(dashes)


# -- read -----------------------------------------------------------------------------------------------
@every("theme", THEMES)
@every("ground, name", [(ground, name) for ground in GROUNDS for name in READ if (ground, name) != LINES])
def test_what_is_read_has_contrast(name: str, ground: str, theme: ThemeName) -> None:
    known = variables(theme)
    assert contrast(known[name], known[ground]) >= 4.5


@every("theme", THEMES)
@every("name", ("a", "b", "c"))
def test_an_operand_is_read_on_its_own_ground(name: str, theme: ThemeName) -> None:
    known = variables(theme)
    assert contrast(known[name], known[f"{name}-soft"]) >= 4.5


@every("theme", THEMES)
@every("name", ("accent", "forward", "loss", "backward", "update"))
def test_words_on_a_filled_button_have_contrast(name: str, theme: ThemeName) -> None:
    known = variables(theme)
    assert contrast(known["sheet"], known[name]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_player_has_the_colours_of_the_figures(theme: ThemeName) -> None:
    known = variables(theme)
    assert (known["negative"], known["positive"]) == (COLOURS[theme].negative, COLOURS[theme].positive)


# -- for everybody --------------------------------------------------------------------------------------
def test_the_focus_is_seen_and_motion_is_reduced_where_one_wants_that() -> None:
    assert "outline: 3px solid var(--accent)" in declarations(":focus-visible")
    unseen = re.findall(r"([^{}]*)\{[^{}]*outline: none", STYLE)
    # A wire shows it by a broad line around it, and so does a line that is dragged.
    of_a_key = {one.strip().split(".scene ")[-1] for one in unseen if ":not(:focus-visible)" not in one}
    assert of_a_key == {"polyline.grip", ".wire:focus-visible"}
    assert "stroke-opacity" in declarations(".scene polyline.grip:focus-visible")
    assert "@media (prefers-reduced-motion: reduce)" in STYLE
    moving = re.findall(r"(\S+) \{ animation: ", STYLE)
    assert {one.split(".")[-1] for one in moving} <= {"forward", "backward", "wire"}
