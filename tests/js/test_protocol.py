"""Python and JavaScript say the same of what travels between them: every dataclass of the protocol has an
interface of its name in protocol_types.d.ts with the same fields. A change on one side alone fails here."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, get_args

from pages.shared.protocol import (
    answers,
    bindings,
    elements,
    layouts,
    number_formats,
    panels,
    phases,
    reading,
    requests,
    timelines,
)
from tests.js.node import run
from tests.pages.protocol_shapes import protocol_shapes

SHAPES = {name: one for group in protocol_shapes().values() for name, one in group.items()}
LIES_IN_ITS_PANEL = "Scene"
MORE = {  # fields that JavaScript alone has, and why
    "ScenePanel": {*SHAPES[LIES_IN_ITS_PANEL]["fields"], "reading"},  # made of its scene
    "CodePanel": {"alt"},  # the title
    "NotesPanel": {"alt"},
    "ChoicesPanel": {"alt"},
    "DerivationPanel": {"alt"},
    "GrowingTimeline": {"id"},  # made of all else
    "FixedTimeline": {"id"},
    "Request": {"sequence", "at"},  # so that no two requests are the same to Streamlit
}
LESS = {  # and that Python alone has
    "ScenePanel": {"scene"},
    "Append": {"frames"},  # the bytes behind the header
    "Replace": {"frames", "once"},
}
SOMETIMES = {("Request", "address")}  # only a page that outlived its session says it
UNIONS = {
    "Element": elements.Element,
    "Binding": bindings.Binding,
    "NumberFormat": number_formats.NumberFormat,
    "Panel": panels.Panel,
    "Spec": timelines.Spec,
    "Answer": answers.Answer,
}
WORDS = {
    "Want": requests.Want,
    "Dtype": layouts.Dtype,
    "Level": answers.Level,
    "AxisType": panels.AxisType,
    "PhaseTone": phases.PhaseTone,
    "Palette": elements.Palette,
    "ReadingKind": reading.ReadingKind,
}
UNSEEN = {"opacity": 1}  # a usual value that needs nothing to be drawn


@dataclass(frozen=True)
class Types:
    """What JavaScript takes for granted: see list_types.js."""

    interfaces: Mapping[str, Mapping[str, Any]]
    unions: Mapping[str, list[str]]
    defaults: Mapping[str, Mapping[str, Any]]
    usual: Mapping[str, Any]


@cache
def types() -> Types:
    return Types(**json.loads(run("node", "tests/js/list_types.js")))


def python() -> dict[str, set[str]]:
    """The fields that JavaScript has to have, by the name of the class."""
    return {
        name: (set(one["fields"]) | MORE.get(name, set())) - LESS.get(name, set())
        for name, one in SHAPES.items()
        if name != LIES_IN_ITS_PANEL
    }


def javascript(name: str) -> set[str]:
    """The fields of an interface; of one that may be left out with "?"."""
    optional: Mapping[str, bool] = types().interfaces.get(name, {"optional": {}})["optional"]
    return {
        f"{field}?" if may and (name, field) not in SOMETIMES else field for field, may in optional.items()
    }


def test_every_type_has_the_same_fields_on_both_sides_and_the_same_may_be_left_out() -> None:
    assert {name: sorted(javascript(name)) for name in python()} == {
        name: sorted(own) for name, own in python().items()
    }


def test_every_type_has_the_same_tag_on_both_sides() -> None:
    tags = {name: one["tag"] for name, one in SHAPES.items() if name in python()}
    assert {name: types().interfaces[name]["tag"] for name in tags} == tags


def test_every_union_has_the_same_members() -> None:
    members = {name: sorted(one.__name__ for one in get_args(union)) for name, union in UNIONS.items()}
    assert {name: sorted(types().unions[name]) for name in UNIONS} == members


def test_words_with_a_meaning_are_the_same() -> None:
    words = {name: sorted(get_args(literal)) for name, literal in WORDS.items()}
    assert {name: sorted(types().unions[name]) for name in WORDS} == words


def usual_values(kind: type[Any]) -> Mapping[str, object]:
    """The usual values of an element that are something to be seen: no empty word, no 0, no empty list."""
    found = {one.name: one.default for one in fields(kind) if one.init and one.default is not MISSING}
    return {name: value for name, value in found.items() if value and UNSEEN.get(name) != value}


def test_the_player_draws_an_element_with_the_usual_values_of_python() -> None:
    here, there = {}, {}
    for kind in get_args(elements.Element):
        name = str(kind.__dataclass_fields__["kind"].default)
        here[name] = usual_values(kind)
        known = types().defaults.get(name, {})
        there[name] = {field: value for field, value in known.items() if value not in ("", 0, [])}
        assert set(known) <= {one.name for one in fields(kind)}, name
    assert there == here


def test_the_player_reads_a_binding_with_the_usual_values_of_python() -> None:
    for kind in get_args(bindings.Binding):
        for one in fields(kind):
            if one.init and one.default is not MISSING:
                usual = types().usual.get(one.name, False)
                same = tuple(usual) if isinstance(usual, list) else usual
                assert one.default == same, (kind.__name__, one.name)
