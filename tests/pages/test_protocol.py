"""The protocol: the page that describes it, the types of JavaScript and the classes of the style sheet have
the names of the dataclasses, all of them and no others."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pages.shared import bindings, elements
from pages.shared.panels import ScenePanel
from tests.pages.drawn import parts_of
from tests.pages.gallery import specs, stills
from tests.pages.protocol_shapes import FILE, Shape, protocol_shapes

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "pages" / "shared"
TYPES = (SHARED / "assets" / "protocol_types.d.ts").read_text()
STYLE = (SHARED / "assets" / "player.css").read_text()
PAGE = (SHARED / "protocol.md").read_text()
SHAPES = {name: one for group in protocol_shapes().values() for name, one in group.items()}


def test_the_file_of_shapes_is_that_of_the_dataclasses() -> None:
    assert json.loads(FILE.read_text()) == protocol_shapes(), "python -m tests.pages.protocol_shapes"


# -- the page -----------------------------------------------------------------------------------
def rows() -> dict[str, set[str]]:
    """The tables of the page: the name of every class with its fields."""
    found = re.findall(r"^\| `(\w+)`[^|]*\| (.*) \|$", PAGE, re.M)
    return {name: set(re.findall(r"`([a-z_]+\??)`", cells)) for name, cells in found}


def test_the_page_lists_every_class_with_its_fields() -> None:
    told, known = rows(), {name: set(one["fields"]) for name, one in SHAPES.items()}
    assert told.keys() ^ known.keys() == set()
    assert {name: told[name] ^ fields for name, fields in known.items() if told[name] != fields} == {}


def test_the_page_names_files_that_are_there() -> None:
    named = set(re.findall(r"`([\w/]+\.(?:py|js|css|d\.ts))`", PAGE))
    assert named
    assert [one for one in named if not any((SHARED / room / one).exists() for room in ("", "assets"))] == []


# -- the types of JavaScript -----------------------------------------------------------------------
NAMES = {"PlacedField": "Field", "PlacedLayout": "Layout"}
FLAT = {"Scene", "Place", "Origin", "Append", "Replace"}  # they lie in a panel and in the header
OURS = {"at", "sequence"}  # what a request says for those who look at the wire


@dataclass(frozen=True)
class Interface:
    """An interface of TypeScript: what it extends, and its own fields."""

    bases: tuple[str, ...]
    fields: frozenset[str]


def interfaces() -> dict[str, Interface]:
    found = re.findall(r"^export interface (\w+)(?: extends ([\w, ]+))? \{\n(.*?)^\}", TYPES, re.M | re.S)
    return {
        name: Interface(
            tuple(bases.split(", ")) if bases else (),
            frozenset(re.findall(r"^  (\w+\??):", body, re.M)),
        )
        for name, bases, body in found
    }


def fields_of(name: str, known: dict[str, Interface]) -> frozenset[str]:
    one = known[name]
    return one.fields.union(*(fields_of(base, known) for base in one.bases))


def expected(name: str, one: Shape) -> set[str]:
    fields = set(one["fields"])
    if name == "ScenePanel":
        return (fields | set(SHAPES["Scene"]["fields"])) - {"scene"}
    if name in ("NotesPanel", "CodePanel"):
        return fields | {"alt"}
    return fields | {"id"} if name in ("GrowingTimeline", "FixedTimeline") else fields


def bare(fields: Any) -> set[str]:
    return {field.rstrip("?") for field in fields}


def test_the_types_of_javascript_have_the_fields_of_the_dataclasses() -> None:
    known, wrong = interfaces(), {}
    for name, one in SHAPES.items():
        if name in FLAT or name == "Request":
            continue
        found = fields_of(NAMES.get(name, name), known)
        if found != expected(name, one):
            wrong[name] = found ^ expected(name, one)
    assert wrong == {}


def test_a_header_and_a_request_have_the_same_fields_on_both_sides() -> None:
    known = interfaces()
    header = set().union(*(SHAPES[name]["fields"] for name in ("Place", "Origin", "Append", "Replace")))
    assert bare(known["Header"].fields) == (header - {"frames", "once"}) | {"changed", "spec"}
    assert bare(known["Request"].fields) - OURS == set(SHAPES["Request"]["fields"])


# -- tones and states ------------------------------------------------------------------------------
CLASSES = {
    "label": elements.LabelTone,
    "token": elements.TokenTone,
    "cell": elements.CellTone,
    "disc": elements.DiscTone,
    "curve": elements.CurveTone,
    "box": elements.BoxTone,
}
SIGNS = {"wire": {"negative", "positive"}, "choice": {"narrow"}}  # what the player says of an element itself


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
        "from pages.shared.bindings import EqualBinding",
        "from pages.shared.elements import Label, Token",
    )
    program.write_text("\n".join((*imports, *lines)))
    options = ["--strict", "--explicit-package-bases", "--namespace-packages", "--cache-dir"]
    command = [sys.executable, "-m", "mypy", *options, str(tmp_path / "cache"), str(program)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    wrong = {int(number) for number in re.findall(r"misspelt\.py:(\d+): error: Argument", told)}
    assert wrong == {3, 4, 5, 6}, told
