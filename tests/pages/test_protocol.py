"""The protocol: the page that describes it and the classes of the style sheet have the names of the
dataclasses, all of them and no others. `tests/js` compares the types of JavaScript."""

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from pages.shared.protocol import bindings, elements
from pages.shared.protocol.describing import written
from pages.shared.protocol.panels import ScenePanel
from tests.pages.drawn import parts_of
from tests.pages.gallery import specs, stills
from tests.pages.protocol_shapes import GROUPS, protocol_shapes

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "pages" / "shared"
STYLE = (SHARED / "player" / "assets" / "player.css").read_text()
PAGE = (SHARED / "protocol" / "protocol.md").read_text()
SHAPES = {name: set(one["fields"]) for group in protocol_shapes().values() for name, one in group.items()}


# -- the page -----------------------------------------------------------------------------------
def rows() -> dict[str, set[str]]:
    """The tables of the page: the name of every class with its fields."""
    found = re.findall(r"^\| `(\w+)`[^|]*\| (.*) \|$", PAGE, re.M)
    return {name: set(re.findall(r"`([a-z_]+\??)`", cells)) for name, cells in found}


def test_the_page_lists_every_class_with_its_fields() -> None:
    told = rows()
    assert told.keys() ^ SHAPES.keys() == set()
    assert {name: told[name] ^ fields for name, fields in SHAPES.items() if told[name] != fields} == {}


def test_the_page_names_files_that_are_there() -> None:
    named = set(re.findall(r"`([\w/]+\.(?:py|js|css|d\.ts))`", PAGE))
    assert named
    assert [
        one
        for one in named
        if not any((SHARED / room / one).exists() for room in ("protocol", "player", "player/assets"))
    ] == []


# -- the dataclasses --------------------------------------------------------------------------------
SEAM = ("protocol/*.py", "player/*.py", "scenes/*.py", "figures/*.py")


def test_no_untyped_mapping_crosses_a_function_of_the_seam() -> None:
    files = [file for pattern in SEAM for file in SHARED.glob(pattern)]
    found = {file.name: re.findall(r"\w+\[str, Any\]", file.read_text()) for file in files}
    assert {name: untyped for name, untyped in found.items() if untyped} == {}


def test_all_that_travels_is_frozen() -> None:
    kinds = [kind for group in GROUPS.values() for kind in group]
    assert [kind.__name__ for kind in kinds if not kind.__dataclass_params__.frozen] == []


def test_what_is_no_part_of_the_protocol_is_refused() -> None:
    with pytest.raises(TypeError, match="must be plain or a dataclass of ours, got object"):
        written([object()])


# -- tones and states ------------------------------------------------------------------------------
CLASSES = {
    "label": elements.LabelTone,
    "token": elements.TokenTone,
    "cell": elements.CellTone,
    "disc": elements.DiscTone,
    "curve": elements.CurveTone,
    "box": elements.BoxTone,
}
# What the player says of an element itself.
SIGNS = {
    "wire": {"negative", "positive", "pointed"},
    "choice": {"narrow"},
    "token": {"pointed"},
    "handle": {"held"},
}


def styled() -> set[tuple[str, str]]:
    """Every kind of element with a class that the style sheet knows for it."""
    kinds = "|".join([*CLASSES, *SIGNS])
    found = re.findall(rf"(?<![\w-])\.({kinds})((?:\.[a-z-]+)+)", STYLE)
    return {(kind, tone) for kind, tones in found for tone in tones.strip(".").split(".")}


def drawn() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """All tones and all states that any picture of any page has, with their kinds of elements."""
    tones: set[tuple[str, str]] = set()
    states: set[tuple[str, str]] = set()
    scenes = [panel.scene for _, spec in specs() for panel in spec.panels if isinstance(panel, ScenePanel)]
    for scene in [*scenes, *(still.scene for _, still in stills())]:
        by_id: dict[str, str] = {}
        for element in parts_of(scene):
            kind = "box" if element["kind"] == "number" else str(element["kind"])
            by_id[element["id"]] = kind
            tones |= {(kind, tone) for tone in element["tone"].split()}
        for binding in scene.bindings:
            if isinstance(binding, bindings.EqualBinding | bindings.BelowBinding):
                states |= {(by_id[name], binding.name) for name in binding.ids}
    return tones, states


def test_every_tone_and_every_state_has_a_rule_and_every_rule_is_used() -> None:
    tones, states = drawn()
    typed = {(kind, tone) for kind, literal in CLASSES.items() for tone in get_args(literal)}
    assert tones == typed, "a tone that no picture has, or that is not typed"
    assert {name for _, name in states} == set(get_args(bindings.State))
    signs = {(kind, tone) for kind, names in SIGNS.items() for tone in names}
    everywhere = {pair for pair in states if f".scene .{pair[1]} " in STYLE}  # of elements of any kind
    assert (tones | states | signs) - everywhere == styled()


def test_a_misspelt_tone_state_or_anchor_is_refused_by_the_types(tmp_path: Path) -> None:
    lines = (
        'Label("a", 0, 0, tone="lonley")',
        'Label("a", 0, 0, anchor="left")',
        'Token("a", 0, 0, 1, 1, data=("sell", "A[0,0]"))',
        'EqualBinding("mark", ("a",), "lively", 1)',
    )
    program = tmp_path / "misspelt.py"
    imports = (
        "from pages.shared.protocol.bindings import EqualBinding",
        "from pages.shared.protocol.elements import Label, Token",
    )
    program.write_text("\n".join((*imports, *lines)))
    options = ["--strict", "--explicit-package-bases", "--namespace-packages", "--cache-dir"]
    command = [sys.executable, "-m", "mypy", *options, str(tmp_path / "cache"), str(program)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    wrong = {int(number) for number in re.findall(r"misspelt\.py:(\d+): error: Argument", told)}
    assert wrong == {3, 4, 5, 6}, told


def test_no_style_of_a_player_asks_what_is_inside_an_element() -> None:
    sheets = sorted((SHARED / "player" / "assets").glob("*.css"))
    assert {sheet.name for sheet in sheets} >= {"player.css", "presented.css"}
    assert not [sheet.name for sheet in sheets if ":has(" in sheet.read_text(encoding="utf-8")]
