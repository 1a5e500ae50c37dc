"""The lesson "gates" of the page Neuron through the frame: scores, praise, hints, links, two layers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from nnviz.lessons.decision_boundary import border
from nnviz.lessons.logic_gates import GATE_INPUTS, GATE_NEURONS, GATES, right_rows
from pages.parts.neuron.gates.lesson import touched as after_touches
from pages.parts.neuron.gates.line_drag import crosses
from pages.parts.neuron.settings import LIMITS, START, STORE, NeuronSettings
from pages.shared.protocol.requests import Touch
from pages.shared.scenes import plane
from pages.shared.scenes.truth_table import RIGHT, WRONG
from pages.shared.text import LANGUAGES, Language, Text
from tests.every import every
from tests.pages.packets import Frame, Packet, touched
from tests.pages.test_neuron import KEY, link, opened, packet

WORDS = Text("gates", "en")
SOLUTIONS = {
    name: {"gw": f"{neuron.weights[0]:g},{neuron.weights[1]:g}", "gb": f"{neuron.bias:g}"}
    for name, neuron in GATE_NEURONS.items()
}


def lesson(**settings: str) -> AppTest:
    return opened(view="gates", lang="en", **settings)


def table(found: Packet, frame: Frame, panel: str = "table") -> list[list[str]]:
    """What the table of a frame says, row by row, without the titles."""
    scene = found.panel(panel)
    written = {one["id"]: one.get("text", "") for one in scene["elements"]}
    for binding in scene["bindings"]:
        if binding["attribute"] not in ("text", "word"):
            continue
        for name, value in zip(binding["ids"], frame[binding["field"]], strict=True):
            written[name] = binding["words"][int(value)] if "words" in binding else f"{value:.3g}"
    columns = sum(name.startswith("table[0,") for name in written)
    return [[written[f"table[{row},{column}]"] for column in range(columns)] for row in range(4)]


def score(found: Packet, frame: Frame) -> str:
    """The score below the table."""
    (binding,) = (one for one in found.panel("table")["bindings"] if one["field"] == "score")
    words: list[str] = binding["words"]
    return words[int(frame["score"][0])]


# -- one neuron -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("gate", "sums"),
    [
        ("AND", ["-0.7", "-0.2", "-0.2", "0.3"]),
        ("OR", ["-0.2", "0.3", "0.3", "0.8"]),
        ("NAND", ["0.7", "0.2", "0.2", "-0.3"]),
    ],
)
def test_the_neurons_of_the_course_get_all_four_rows(gate: str, sums: list[str]) -> None:
    found = packet(lesson(gate=gate, **SOLUTIONS[gate]))
    rows = table(found, found.frames[0])
    assert [row[:2] for row in rows] == [["0", "0"], ["1", "0"], ["0", "1"], ["1", "1"]]
    assert [row[2] for row in rows] == sums
    outputs = [str(output) for output in GATES[gate]]
    assert [row[3] for row in rows] == outputs
    assert [row[4] for row in rows] == outputs
    assert [row[5] for row in rows] == [RIGHT] * 4
    assert score(found, found.frames[0]) == "4 of 4 correct"
    assert found.head["status"] == f"{gate}: 4 of 4 rows correct"
    assert f"this neuron is {gate} (" in found.notes[0]


def test_praise_says_which_rows_lie_on_the_firing_side() -> None:
    assert packet(lesson(**SOLUTIONS["AND"])).notes == [
        "Correct: this neuron is AND (w1 = 0.5, w2 = 0.5, b = -0.7). "
        "Fires for: (1, 1). Not for: (0, 0), (1, 0), (0, 1)."
    ]
    assert "Fires for: nothing." in packet(lesson(gate="FALSE", gb="-1")).notes[0]


def test_a_wrong_row_says_what_would_help() -> None:
    found = packet(lesson(**SOLUTIONS["OR"]))
    assert [row[5] for row in table(found, found.frames[0])] == [RIGHT, WRONG, WRONG, RIGHT]
    assert found.notes == ["(1, 0) should not fire, but z = 0.3 is not below 0: make z smaller there."]
    tie = packet(lesson())
    assert tie.notes[-1] == "z is exactly 0 here, and that counts as firing."
    assert score(tie, tie.frames[0]) == "1 of 4 correct"


def test_a_step_feeds_in_one_row_and_says_its_arithmetic() -> None:
    found = packet(lesson(gate="XOR", **SOLUTIONS["OR"]))
    assert [frame["x"] for frame in found.frames] == GATE_INPUTS.tolist()
    assert [frame["live"].index(1) for frame in found.frames] == [0, 1, 2, 3]
    assert found.captions == [
        "Row 1: 0·0.5 + 0·0.5 + (-0.2) = -0.2 < 0, does not fire: 0 ✓ correct",
        "Row 2: 1·0.5 + 0·0.5 + (-0.2) = 0.3 ≥ 0, fires: 1 ✓ correct",
        "Row 3: 0·0.5 + 1·0.5 + (-0.2) = 0.3 ≥ 0, fires: 1 ✓ correct",
        "Row 4: 1·0.5 + 1·0.5 + (-0.2) = 0.8 ≥ 0, fires: 1 ✗ wrong, the target is 0",
    ]
    assert found.frames[0]["wrong"] == [0, 0, 0, 1]


def test_a_touch_changes_score_table_and_plane_but_not_the_picture() -> None:
    app = lesson(**SOLUTIONS["OR"])
    first = packet(app)
    after = touched(app, KEY, first, ("slide.b", -0.7))
    assert "spec" not in after.head
    assert after.frames[0]["score"] == [4]
    assert after.frames[0]["line"] != first.frames[0]["line"]
    assert after.head["status"] == "AND: 4 of 4 rows correct"
    assert after.head["link"]["gb"] == "-0.7"
    back = touched(app, KEY, first, ("w[0]", -0.5), ("w[1]", -0.5), ("b", 0.7))
    assert back.frames[0]["score"] == [0]
    assert back.head["link"]["gw"] == "-0.5,-0.5"


def test_nothing_can_be_touched_out_of_its_limits() -> None:
    held = after_touches(START, (Touch("w[0]", 1e9), Touch("slide.w[1]", -1e9), Touch("b", 99.0)))
    assert (held.gate_weights, held.gate_bias) == ((LIMITS[1], LIMITS[0]), LIMITS[1])
    assert after_touches(START, (Touch("w[7]", 1.0), Touch("", 2.0), Touch("b", None))) == START


# -- XOR ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("gate", ["XOR", "XNOR"])
def test_no_numbers_of_a_fine_grid_get_past_three_rows(gate: str) -> None:
    app = lesson(gate=gate)
    first = packet(app)
    best = 0.0
    for w1, w2, b in np.random.default_rng(1).uniform(-2, 2, (25, 3)).round(1).tolist():
        best = max(best, touched(app, KEY, first, ("w[0]", w1), ("w[1]", w2), ("b", b)).frames[0]["score"][0])
    assert best == 3


def test_the_page_says_that_three_is_the_most_and_why() -> None:
    app = lesson(gate="XOR", **SOLUTIONS["OR"])
    found = packet(app)
    assert score(found, found.frames[0]) == "3 of 4 correct"
    assert found.notes[0].startswith("One neuron can get at most 3 of the 4 rows right for XOR")
    assert found.notes[1] == "Two layers can do it: switch on “Two layers (XOR)” in “Numbers and settings”."
    (why,) = (one.markdown[0].value for one in app.expander)
    assert "z(0,0) + z(1,1) = w1 + w2 + 2b = z(1,0) + z(0,1)" in why
    assert not packet(lesson(gate="XNOR", gb="-1")).notes[0].startswith("One neuron can")


def test_two_layers_answer_0_1_1_0() -> None:
    app = lesson(gate="XOR")
    app.toggle(key="neuron-stack").set_value(True).run()
    found = packet(app)
    assert link(app)["stack"] == "1"
    assert len(found.frames) == len(found.captions) == 8
    rows = table(found, found.frames[-1])
    assert [row[2:] for row in rows] == [
        ["1", "0", "0", "0", RIGHT],
        ["1", "1", "1", "1", RIGHT],
        ["1", "1", "1", "1", RIGHT],
        ["0", "1", "0", "0", RIGHT],
    ]
    assert score(found, found.frames[-1]) == "4 of 4 correct"
    app.toggle(key="neuron-stack").set_value(False).run()
    assert len(packet(app).frames) == 4


def test_the_layers_work_one_after_the_other() -> None:
    found = packet(lesson(gate="XOR", stack="1"))
    first, second = found.frames[2:4]  # the row (1, 0)
    assert table(found, first)[1] == ["1", "0", "1", "1", "", "1", ""]
    assert table(found, second)[1] == ["1", "0", "1", "1", "1", "1", RIGHT]
    assert table(found, second)[2] == ["0", "1", "", "", "", "1", ""]
    assert first["layer"] == [1, 1, 0]
    assert second["layer"] == [0, 0, 1]
    assert np.isnan(first["a"][2])
    assert second["z"] == pytest.approx([0.2, 0.3, 0.3])
    assert found.captions[2:4] == [
        "Row 2, layer 1: (1, 0) → NAND: z = 0.2, output 1; OR: z = 0.3, output 1",
        "Row 2, layer 2: (1, 1) → AND: z = 0.3, output 1. Target: 1.",
    ]


def test_the_first_layer_moves_the_rows_to_where_one_line_parts_them() -> None:
    last = packet(lesson(gate="XOR", stack="1")).frames[-1]
    places = np.reshape(last["places"], (4, 2))
    assert places[1, 1] == places[2, 1], "both rows that should fire are at (1, 1)"
    assert abs(places[1, 0] - places[2, 0]) < 20
    assert places[0, 0] == pytest.approx(places[1:3, 0].mean()), "(0, 0) goes to (1, 0)"
    assert places[3, 1] == places[1, 1], "(1, 1) goes to (0, 1)"
    assert last["seen"] == [1, 1, 1, 1]


def test_only_xor_is_stacked() -> None:
    app = lesson(gate="AND", stack="1", **SOLUTIONS["AND"])
    assert len(packet(app).frames) == 4
    assert not [one for one in app.toggle if one.key == "neuron-stack"]


# -- guess first, and help ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("gate", "right", "why"),
    [
        ("XOR", "no", "One neuron cannot be XOR: no straight line"),
        ("XNOR", "no", "One neuron cannot be XNOR: no straight line"),
        ("OR", "yes", "One neuron can be OR: there are numbers"),
    ],
)
def test_the_guess_is_answered_when_all_rows_were_fed_in(gate: str, right: str, why: str) -> None:
    asked = packet(lesson(gate=gate)).spec["guess"]
    assert (asked["options"], asked["right"], asked["since"]) == (["yes", "no"], right, 3)
    assert asked["yes"].startswith(f"Correct! {why}")
    assert asked["no"].startswith(f"You said “{{guess}}”. {why}")


def test_nothing_gives_away_that_xor_needs_two_layers() -> None:
    app = lesson(gate="XOR")
    words = " ".join([*packet(app).notes, *packet(app).captions, packet(app).head["status"]])
    assert "layer" not in words
    assert "cannot" not in words
    assert [one.label for one in app.expander] == [WORDS("hint.title")]


def test_the_ending_has_the_word_and_the_way_on() -> None:
    ends = [
        packet(lesson(**one)).spec["ending"]
        for one in ({"gate": "AND"}, {"gate": "XOR"}, {"gate": "XOR", "stack": "1"})
    ]
    assert [one["word"] for one in ends] == ["Linearly separable", "Not linearly separable", "Hidden layer"]
    assert [one["href"] for one in ends] == [
        "neuron?view=perceptron&gate=AND&lang=en",
        "neuron?view=gates&gate=XOR&stack=1&lang=en",
        "neuron?view=perceptron&gate=AND&lang=en",
    ]


# -- goals ---------------------------------------------------------------------------------------------
def test_a_goal_is_pressed_to_be_looked_for_and_ticked_once_it_was_reached() -> None:
    app = lesson()
    first = packet(app)
    assert first.frames[0]["sought"] == [1, 0, 0, 0, 0]
    assert first.frames[0]["reached"] == [0] * 5
    found = touched(app, KEY, first, ("w[0]", 0.5), ("w[1]", 0.5), ("b", -0.7))
    assert found.frames[0]["reached"] == [1, 0, 0, 0, 0]
    other = touched(app, KEY, first, ("goal[1]", None))
    assert other.head["link"]["gate"] == "OR"
    assert other.frames[0]["sought"] == [0, 1, 0, 0, 0]
    assert other.frames[0]["reached"] == [1, 0, 0, 0, 0], "what was reached stays"
    app.run()
    assert app.selectbox(key="neuron-gate").value == "OR"
    assert packet(app).frames[0]["wanted"] == list(GATES["OR"])
    assert (
        after_touches(START, (Touch("goal[7]", None), Touch("goal", None), Touch("goal[0,1]", None))) == START
    )


# -- one neuron and two layers side by side -----------------------------------------------------------
def test_side_by_side_the_same_rows_go_into_both() -> None:
    app = lesson(gate="XOR", side="1", **SOLUTIONS["OR"])
    found = packet(app)
    assert len(found.frames) == 8
    rows = table(found, found.frames[-1])
    assert [row[2] for row in rows] == ["0", "1", "1", "1"], "the one neuron is OR"
    assert [row[5] for row in rows] == ["0", "1", "1", "0"], "the two layers are XOR"
    assert [row[2] for row in table(found, found.frames[2])] == ["0", "1", "", ""]
    assert found.frames[0]["reached"] == [0, 0, 0, 0, 1], "two layers reach the goal"
    assert packet(lesson(gate="XOR", **SOLUTIONS["OR"])).frames[0]["reached"] == [0] * 5
    assert found.head["status"] == "One neuron: 3 of 4 rows correct. Two layers: 4 of 4."
    after = touched(app, KEY, found, ("b", -0.7))
    assert after.head["status"] == "One neuron: 1 of 4 rows correct. Two layers: 4 of 4."
    assert [panel["room"] for panel in found.spec["panels"]] == ["picture", "beside", "beside"]


@every("gate", [gate for gate in GATES if gate not in ("XOR", "XNOR")])
def test_the_solution_can_be_put_in(gate: str) -> None:
    app = lesson(gate=gate)
    app.button(key="neuron-solve").click().run()
    found = packet(app)
    assert found.frames[0]["score"] == [4]
    if gate in SOLUTIONS:
        assert {name: link(app)[name] for name in ("gw", "gb")} == SOLUTIONS[gate]
        assert "threshold" in app.expander[0].markdown[1].value


# -- both languages, links --------------------------------------------------------------------------------
@every("language", LANGUAGES)
@every("gate", GATES)
def test_every_gate_has_a_name_and_opens(gate: str, language: Language) -> None:
    app = opened(view="gates", gate=gate, lang=language)
    names = Text("gates", language)
    assert app.selectbox(key="neuron-gate").options == [names(f"gate.{one}") for one in GATES]
    assert packet(app).frames[0]["wanted"] == list(GATES[gate])
    assert not app.warning


def test_a_link_restores_everything() -> None:
    settings = {"view": "gates", "gate": "B IMPLIES A", "gw": "1.5,-2", "gb": "0.25"}
    app = opened(**settings)
    assert not app.warning
    assert link(app) == settings
    assert packet(app).frames[0]["w"] == [1.5, -2]


@pytest.mark.parametrize(
    ("name", "asked", "used"),
    [
        ("gw", "99,-99", "10,-10"),
        ("gw", "1", "1,1"),
        ("gw", "1,2,3", "1,2"),
        ("gw", "one,two", None),
        ("gb", "1e9", "10"),
        ("gb", "nan", None),
        ("gate", "MAYBE", None),
        ("stack", "yes", None),
    ],
)
def test_a_link_that_asks_too_much_is_held_and_says_so(name: str, asked: str, used: str | None) -> None:
    app = opened(**{"view": "gates", "lang": "en", name: asked})
    assert len(app.warning) == 1
    assert link(app).get(name) == used


# -- the line is dragged ------------------------------------------------------------------------------
def pull(start: NeuronSettings, grip: str, *points: tuple[float, float]) -> NeuronSettings:
    """The settings after a grip was dragged to a point of the plane, with its pivot at another."""
    numbers = plane.placed(np.array(points)).ravel().tolist()
    return after_touches(start, tuple(Touch(f"{grip}[{at}]", one) for at, one in enumerate(numbers)))


AND_NOW = replace(START, gate_weights=(0.5, 0.5), gate_bias=-0.7)


def test_the_line_is_shifted_by_its_bias_alone() -> None:
    shifted = pull(AND_NOW, "shift", (0.2, 0.2))
    assert (shifted.gate_weights, shifted.gate_bias) == ((0.5, 0.5), -0.2)
    assert right_rows(shifted.gate_neuron, "OR").all()
    outside = pull(AND_NOW, "shift", (9.0, 9.0))
    assert outside.gate_bias == -1.5, "it stays in the picture"


def test_the_line_turns_round_its_other_end_and_keeps_its_firing_side() -> None:
    first, second = border(AND_NOW.gate_neuron, *plane.SPAN).tolist()
    turned = pull(AND_NOW, "rotate1", (first[0], -0.5), first)
    assert turned.gate_weights == pytest.approx((0.71, 0.0)), "a line straight down, fires on its right"
    assert turned.gate_neuron.before([first]) == pytest.approx(0, abs=0.01)
    half = pull(turned, "rotate0", tuple(second), (first[0], -0.5))
    assert half.gate_neuron.fires([1.4, -0.4]), "the first end went down, and its left with it"
    same = pull(AND_NOW, "rotate1", (0.3, 0.3), (0.3, 0.3))
    assert (same.gate_weights, same.gate_bias) == ((0.5, 0.5), -0.7), "one point is no line"


def test_where_no_line_is_one_waits_and_can_be_pulled_in() -> None:
    found = packet(lesson())
    frame = found.frames[0]
    assert frame["waiting"][:2] != frame["waiting"][2:]
    assert frame["line"][:2] == frame["line"][2:]
    pulled_in = pull(START, "shift", (0.5, 0.5))
    assert crosses(pulled_in.gate_neuron)
    assert pulled_in.gate_neuron.fires([0, 0]), "what fired before the line came still fires"
    silent = pull(replace(START, gate_bias=-1.0), "shift", (0.5, 0.5))
    assert not silent.gate_neuron.fires([0, 0])
    far = pull(replace(AND_NOW, gate_bias=-9.0), "shift", (0.7, 0.7))
    assert (far.gate_weights, far.gate_bias) == ((0.5, 0.5), -0.7), "weights that are there are kept"


@given(
    st.sampled_from(["shift", "rotate0", "rotate1", "rotate7", "shift3"]), st.lists(st.floats(), max_size=5)
)
def test_no_drag_leaves_what_a_link_can_hold(grip: str, numbers: list[float]) -> None:
    touches = (Touch(f"{grip}[{at}]", one) for at, one in enumerate(numbers) if np.isfinite(one))
    found = after_touches(AND_NOW, tuple(touches))
    values = (*found.gate_weights, found.gate_bias)
    assert all(LIMITS[0] <= one <= LIMITS[1] for one in values)
    assert STORE.read(STORE.write(found)) == (replace(found, reached=()), [])


def test_a_drag_on_the_page_moves_line_table_and_link() -> None:
    app = lesson(**SOLUTIONS["AND"])
    first = packet(app)
    places = plane.placed(np.array([[0.2, 0.2]])).ravel().tolist()
    after = touched(app, KEY, first, ("shift", places))
    assert "spec" not in after.head
    assert after.head["link"]["gb"] == "-0.2"
    assert after.frames[0]["outputs"] == [0, 1, 1, 1]
    assert after.frames[0]["line"] != first.frames[0]["line"]
    assert np.reshape(after.frames[0]["knobs"], (3, 2))[0] == pytest.approx(places, abs=1)
