"""Python and JavaScript say the same of what travels between them: every dataclass of the protocol has an
interface of its name in protocol_types.d.ts with the same fields. A change on one side alone fails here."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from functools import cache
from typing import Any, get_args

from pages.shared import answers, bindings, elements, number_formats, packets, panels, requests, timelines
from pages.shared.describing import LEAN
from pages.shared.figures.theme import Colours
from tests.js.node import run

WHOLE = (
    *(panels.Paint, panels.Line, panels.Curves, panels.Plot, panels.Switch, panels.Action),
    *(panels.PlacedField, panels.PlacedLayout, panels.FigurePanel, panels.CodePanel, panels.NotesPanel),
    *(panels.ScenePanel, timelines.GrowingTimeline, timelines.FixedTimeline, timelines.TrainingSpeed),
    *(timelines.StepSpeed, Colours, answers.Note, answers.Append, answers.Replace, packets.Place),
    *(packets.Origin, requests.Request),
)
# Fields that one side alone has, by the name of the type, and why.
MORE_IN_JAVASCRIPT = {
    "ScenePanel": {"width", "height", "elements", "bindings"},  # its scene lies in it
    "CodePanel": {"alt"},  # the title
    "NotesPanel": {"alt"},
    "GrowingTimeline": {"id"},  # made of all else
    "FixedTimeline": {"id"},
    "Request": {"sequence", "at"},  # so that no two requests are the same to Streamlit
}
MORE_IN_PYTHON = {
    "ScenePanel": {"scene"},
    "Append": {"frames"},  # the bytes behind the header
    "Replace": {"frames", "once"},
}
SOMETIMES = {"Request": {"address"}}  # fields of what is complete that may be absent all the same
UNIONS = {
    "Element": elements.Element,
    "Binding": bindings.Binding,
    "NumberFormat": number_formats.NumberFormat,
    "Panel": panels.Panel,
    "Spec": timelines.Spec,
    "Answer": answers.Answer,
}
WORDS = {"Want": requests.Want, "Dtype": panels.Dtype, "Level": answers.Level, "AxisType": panels.AxisType}
TYPES = (*sorted(LEAN, key=lambda one: one.__name__), *WHOLE)
NONE: Mapping[str, Any] = {"optional": {}, "tag": None}  # where JavaScript has no such type
TAGS = ("kind", "attribute", "growing")
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


def named(kind: type[Any]) -> Mapping[str, Field[Any]]:
    return {one.name: one for one in fields(kind)}


def test_every_type_has_the_same_fields_on_both_sides() -> None:
    python, javascript = {}, {}
    for kind in TYPES:
        name, own = kind.__name__, named(kind)
        python[name] = sorted(set(own) - MORE_IN_PYTHON.get(name, set()))
        known = set(types().interfaces.get(name, NONE)["optional"])
        javascript[name] = sorted(known - MORE_IN_JAVASCRIPT.get(name, set()))
    assert javascript == python


def test_every_type_has_the_same_tag_on_both_sides() -> None:
    python, javascript = {}, {}
    for kind in TYPES:
        name, own = kind.__name__, named(kind)
        python[name] = next((own[tag].default for tag in TAGS if tag in own and not own[tag].init), None)
        javascript[name] = types().interfaces.get(name, NONE)["tag"]
    assert javascript == python


def test_a_field_may_be_absent_where_its_usual_value_does_not_travel() -> None:
    python, javascript = {}, {}
    for kind in TYPES:
        name, own = kind.__name__, named(kind)
        usual = {one.name for one in own.values() if one.init and one.default is not MISSING}
        python[name] = sorted(usual if kind in LEAN else SOMETIMES.get(name, set()))
        optional = types().interfaces.get(name, NONE)["optional"]
        javascript[name] = sorted(field for field, may in optional.items() if may)
    assert javascript == python


def test_every_union_has_the_same_members() -> None:
    python = {name: sorted(one.__name__ for one in get_args(union)) for name, union in UNIONS.items()}
    assert {name: sorted(types().unions[name]) for name in UNIONS} == python


def test_words_with_a_meaning_are_the_same() -> None:
    python = {name: sorted(get_args(words)) for name, words in WORDS.items()}
    assert {name: sorted(types().unions[name]) for name in WORDS} == python


def usual_values(kind: type[Any]) -> Mapping[str, object]:
    """The usual values of an element that are something to be seen: no empty word, no 0, no empty list."""
    found = {one.name: one.default for one in fields(kind) if one.init and one.default is not MISSING}
    return {name: value for name, value in found.items() if value and UNSEEN.get(name) != value}


def test_the_player_draws_an_element_with_the_usual_values_of_python() -> None:
    python, javascript = {}, {}
    for kind in get_args(elements.Element):
        name = str(named(kind)["kind"].default)
        python[name] = usual_values(kind)
        known = types().defaults.get(name, {})
        javascript[name] = {field: value for field, value in known.items() if value not in ("", 0, [])}
        assert set(known) <= set(named(kind)), name
    assert javascript == python


def test_the_player_reads_a_binding_with_the_usual_values_of_python() -> None:
    for kind in get_args(bindings.Binding):
        for one in fields(kind):
            if one.init and one.default is not MISSING:
                assert one.default == types().usual.get(one.name, False), (kind.__name__, one.name)
