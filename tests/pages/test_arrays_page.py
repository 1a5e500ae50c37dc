"""The page Arrays through the frame, without a browser: fields, links, repairs, traps, both languages."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Expander

from pages.parts.arrays.settings import PRESETS, SETTINGS
from pages.shared.text import LANGUAGES, Language, Text
from tests.every import every
from tests.pages.apps import address, open_page, question, well
from tests.pages.packets import Packet, touched, whole

EN = Text("arrays", "en")


def opened(language: str = "en", **link: str) -> AppTest:
    return open_page("arrays", lang=language, **link)


KEY = "arrays-player"


def shown(app: AppTest) -> Packet:
    """The whole timeline of the page."""
    return whole(app, KEY)


def pressed(app: AppTest, name: str, value: float | None = None) -> Packet:
    """What the page shows after a touch in its picture."""
    touched(app, KEY, shown(app), (name, value))
    well(app.run())
    return shown(app)


def ids(found: Packet) -> list[str]:
    """The panels that are shown."""
    return [panel["id"] for panel in found.spec["panels"]]


def link(app: AppTest) -> dict[str, str]:
    """What stands in the address of the settings."""
    return address(app, SETTINGS)


@every("language", LANGUAGES)
@every("preset", PRESETS)
def test_every_example_runs_in_both_languages(language: Language, preset: str) -> None:
    app = opened(language)
    assert question(app) == Text("arrays", language)("question.two")
    well(app.selectbox(key="arrays-preset").set_value(preset).run())
    assert len(app.error) == (preset == "ragged")


@every("language", LANGUAGES)
@every("typed", ["letters", "", "[1,,2]", "[1e400]", "[nan]", "[[1,2],[3]]", "[", "9" * 10_000])
def test_what_cannot_be_read_is_answered_and_the_last_good_array_stays(
    language: Language, typed: str
) -> None:
    app = opened(language, x="[[1,2],[5,6]]")
    well(app.text_input(key="arrays-x").set_value(typed).run())
    assert len(app.error) == 1
    assert link(app)["x"] == "[[1,2],[5,6]]"
    well(app.text_input(key="arrays-x").set_value("[[7,8],[5,6]]").run())
    assert not app.error
    assert link(app)["x"] == "[[7,8],[5,6]]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ragged_list_is_answered_with_its_place_and_numpys_words_are_folded(language: Language) -> None:
    app, text = opened(language), Text("arrays", language)

    def folded() -> list[Expander]:
        return [one for one in app.sidebar.expander if one.label == text("clash.numpy")]

    assert not folded()
    app.selectbox(key="arrays-preset").set_value("ragged").run()
    (answer,) = app.error
    expected, found = (text("ragged.list", n=n) for n in (2, 3))
    assert answer.value == text("ragged.place", place="[1]", expected=expected, found=found)
    assert "inhomogeneous" not in answer.value
    (box,) = folded()
    assert not box.proto.expanded
    assert "inhomogeneous shape" in box.code[0].value
    app.text_input(key="arrays-x").set_value("[letters]").run()
    assert not folded(), "NumPy has nothing to say of it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_repair_changes_what_was_typed(language: Language) -> None:
    app, text = opened(language, x="[[1,2,3],[4,5,6]]", y="[10,20]", op="multiply"), Text("arrays", language)
    panel = shown(app).panel("repairs")
    ((heading, message),) = panel["folded"]
    assert heading == text("clash.numpy")
    assert "operands could not be broadcast" in message
    assert [one["label"] for one in panel["choices"]] == [
        "X * Y[:, None] → (2, 3)",
        "X.T * Y → (3, 2)",
        "X[:, 1:] * Y → (2, 2)",
        "X[:, :-1] * Y → (2, 2)",
    ]
    assert [one["detail"] for one in panel["choices"]] == [
        text("does.add_axis", name="Y"),
        text("does.transpose", name="X"),
        text("does.drop", name="X", place=0, axis=1),
        text("does.drop", name="X", place=2, axis=1),
    ]
    assert "repairs" not in ids(pressed(app, "repair0"))
    assert app.text_input(key="arrays-y").value == "[[10],[20]]"
    assert link(app)["y"] == "[[10],[20]]"


def said_by_numpy(app: AppTest) -> str:
    """What is folded below the repairs."""
    found: str = shown(app).panel("repairs")["folded"][0][1]
    return found


def test_np_dots_message_stands_beside_that_of_matmul() -> None:
    app = opened(x="[[1,2,3],[4,5,6],[7,8,9],[1,2,3]]", y="[1,2,3,4]", op="matmul")
    assert "shapes (4,3) and (4,) not aligned: 3 (dim 1) != 4 (dim 0)" in said_by_numpy(app)
    stacks = opened(x="[[[1,2,3]],[[4,5,6]]]", y="[[[1],[2],[3]],[[1],[2],[3]],[[1],[2],[3]]]", op="matmul")
    assert "broadcast" in said_by_numpy(stacks)
    assert "np.dot" not in said_by_numpy(stacks), "np.dot takes them"
    assert "np.dot" not in said_by_numpy(opened(x="[1,2,3]", y="[1,2]", op="add"))


def test_an_outer_product_is_said_to_be_one() -> None:
    app = opened(x="[1,2,3]", y="[4,5]", op="matmul")
    last = shown(app).panel("repairs")["choices"][-1]
    assert (last["label"], last["detail"]) == ("X[:, None] @ Y[None] → (3, 2)", EN("does.crosses"))
    pressed(app, last["id"])
    assert (link(app)["x"], link(app)["y"]) == ("[[1],[2],[3]]", "[[4,5]]")


def test_shapes_that_nothing_helps_are_said_so() -> None:
    app = opened(x="[[1,2,3],[4,5,6]]", y="[1,2,3,4,5]", op="add")
    panel = shown(app).panel("repairs")
    assert panel["choices"] == []
    assert EN("clash.hopeless") in panel["lines"]


def told(found: Packet) -> str:
    """What is said about a trap, "" where nothing is."""
    return " ".join(found.head["lines"]["trap"])


def test_the_traps_tell_their_numbers_and_have_a_way_out() -> None:
    app = opened().selectbox(key="arrays-preset").set_value("column_minus_row").run()
    said = told(shown(app))
    assert "1.3333" in said
    assert "it is 0" in said
    pressed(app, "escape")
    assert app.text_input(key="arrays-y").value == "[[1],[2],[3]]"
    well(app.selectbox(key="arrays-preset").set_value("transposed_vector").run())
    pressed(app, "escape")
    assert link(app)["op"] == "newaxis"
    well(app.selectbox(key="arrays-preset").set_value("integer_step").run())
    found = shown(app)
    assert any("cut to int64" in one for one in found.captions)
    assert told(found)
    after = pressed(app, "escape")
    assert app.text_input(key="arrays-x").value == "[5.0,3.0,-2.0]"
    assert not told(after), "decimals stay decimals"


@pytest.mark.parametrize(
    ("op", "wrong", "right"),
    [("subtract", "8.9550", "8.9050"), ("add", "16.6550", "16.7050"), ("multiply", "3.8125", "4.0050"),
     ("divide", "42.3611", "40.2222")],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_a_vector_and_a_column_are_a_trap_in_either_order(
    op: str, wrong: str, right: str, turned: bool
) -> None:
    a, b = "[3,4]", "[[0.5],[0.6]]"
    if turned and op == "divide":
        wrong, right = "0.0265", "0.0251"
    app = opened(x=b if turned else a, y=a if turned else b, op=op)
    found = shown(app)
    assert wrong in told(found)
    assert right in told(found)
    name = "Y" if turned else "X"
    (button,) = found.panel("trap")["choices"]
    assert button["label"] == EN("trap.same_shape", name=name, code=f"{name}[:, None]")
    assert "trap" not in ids(pressed(app, button["id"]))
    assert app.text_input(key=f"arrays-{name.lower()}").value == "[[3],[4]]"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("turned", [False, True])
def test_a_square_and_a_vector_are_asked_which_way_is_meant(turned: bool, language: Language) -> None:
    square, vector = "[[1,2,3],[4,5,6],[7,8,9]]", "[100,200,300]"
    app = opened(language, x=vector if turned else square, y=square if turned else vector, op="add")
    found = shown(app)
    assert "[101, 202, 303]" in told(found)
    assert "[101, 102, 103]" in told(found)
    code = "X[:, None]" if turned else "Y[:, None]"
    (button,) = found.panel("trap")["choices"]
    assert button["label"] == Text("arrays", language)("trap.each_row", code=code)
    assert "trap" not in ids(pressed(app, button["id"]))
    assert link(app)["x" if turned else "y"] == "[[100],[200],[300]]"


def test_no_trap_is_seen_where_shapes_leave_no_doubt() -> None:
    for x, op, y in (("[[1,2,3],[4,5,6]]", "add", "[1,2,3]"), ("[1]", "add", "[[1]]"),
                     ("[[1,2],[3,4]]", "matmul", "[1,2]"), ("[[1],[2]]", "add", "[[1],[2]]")):  # fmt: skip
        assert "trap" not in ids(shown(opened(x=x, y=y, op=op)))


def test_the_shape_of_the_result_is_guessed_and_the_reason_said() -> None:
    guess = shown(opened(x="[[1],[2],[3]]", y="[1,2,3]", op="subtract")).spec["guess"]
    assert (guess["right"], guess["since"]) == ("(3, 3)", 1.0)
    assert {"(3, 3)", "(3, 1)", "(3,)"} <= set(guess["options"])
    why = EN("because.broadcast", x="(3, 1)", y="(3,)")
    assert guess["no"] == EN("result.no", guess="{guess}", right="(3, 3)", why=why)
    assert shown(opened(x="[1,2]", y="[1,2,3]")).spec["guess"] is None, "nothing comes out"


def test_nothing_gives_the_shape_of_the_result_away_before_the_first_step() -> None:
    found = shown(opened(x="[[1],[2],[3]]", y="[1,2,3]", op="subtract"))
    start = found.frames[0]
    hidden = {"begun": start["begun"], "pale": start["pale"]}
    assert hidden == {"begun": [0], "pale": [0]}
    seen = {
        panel["id"]: {
            text
            for element, text in found.texts(panel["id"]).items()
            if not any(
                element in binding["ids"]
                for binding in panel["bindings"]
                if binding["field"] in ("begun", "seenZ", "pale")
            )
        }
        for panel in found.spec["panels"]
        if panel["kind"] == "scene"
    }
    assert not [words for texts in seen.values() for words in texts if "3, 3" in words or "→" in words]
    assert found.panel("trap")["since"] == 1
    assert not [one for one in (found.captions[0], found.panel("arrays")["alt"]) if "(3, 3)" in one]


HOSTILE = {"x": "[[1,a", "y": "[" * 300, "op": "foo", "to": "9,9", "axis": "77", "step": "-5", "zz": "1"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_link_is_clamped_and_said_so(language: Language) -> None:
    app = opened(language, **HOSTILE)
    assert len(app.warning) == len(HOSTILE)
    assert app.text_input(key="arrays-x").value == SETTINGS["x"].default


def test_a_link_opens_one_array_with_its_act() -> None:
    app = opened(x="[[1,2,3],[4,5,6]]", op="reshape", to="3,2", step="2")
    found = shown(app)
    (box,) = [one for one in found.panel("arrays")["elements"] if one["id"] == "to"]
    assert box["words"][int(found.frames[0]["to"][0])] == "(3, 2)"
    assert link(app) == {"x": "[[1,2,3],[4,5,6]]", "op": "reshape", "to": "3,2", "step": "2"}
    assert found.spec["start"] == 2.0
    well(app.text_input(key="arrays-x").set_value("7").run())
    well(app.button_group(key="arrays-mode").set_value("two").run())
    assert link(app)["x"] == "7"


# -- what is touched ------------------------------------------------------------------------------------
def test_numbers_are_edited_in_the_picture_which_stays_as_it_is() -> None:
    app = opened(step="3")
    first = shown(app)
    found = touched(app, KEY, first, ("X[1,0]", 9.5))
    assert "spec" not in found.head
    assert found.head["texts"]["X[1,0]"] == "9.5"
    assert found.head["texts"]["X[0,0]"] == "1.", "one decimal makes all of them decimals"
    assert found.head["texts"]["chipX-dtype"] == "float64"
    assert found.captions[3].startswith("Z[1,0] = 9.5 * 10 = 95.")
    assert found.frames[0]["X"] == [1, 2, 9.5, 4]
    well(app.run())
    assert app.text_input(key="arrays-x").value == "[[1.0,2.0],[9.5,4.0]]"


def test_the_number_of_an_array_without_axes_is_edited_as_well() -> None:
    app = opened(y="2")
    touched(app, KEY, shown(app), ("Y[()]", 5.0))
    assert link(app)["y"] == "5"


def test_axes_grow_and_shrink_and_a_clash_comes_and_goes() -> None:
    app = opened()
    assert "repairs" in ids(pressed(app, "more.X1"))
    assert link(app)["x"] == "[[1,2,1],[3,4,1]]"
    assert "repairs" not in ids(pressed(app, "more.Y0"))
    assert link(app)["y"] == "[10,20,1]"
    for _ in range(8):
        pressed(app, "more.X0")
    assert len(shown(app).frames[0]["X"]) == 18, "six rows at most"


def test_the_operation_is_chosen_in_the_picture() -> None:
    app = opened()
    found = pressed(app, "op", 4.0)
    assert link(app)["op"] == "matmul"
    assert found.frames[0]["op"] == [4]
    well(app.button_group(key="arrays-mode").set_value("one").run())
    found = pressed(app, "op", 2.0)
    assert link(app)["op"] == "reshape"
    assert found.panel("arrays")["title"].startswith("Z = X.reshape")
    well(app.button_group(key="arrays-mode").set_value("two").run())
    assert link(app)["op"] == "matmul", "what was done last with two arrays"


def test_both_syntaxes_are_read() -> None:
    app = opened(x="1,2;3,4")
    assert link(app) == {}, "it is the array of the start"
    assert shown(app).frames[0]["X"] == [1, 2, 3, 4]
    well(app.text_input(key="arrays-y").set_value("np.array([[5, 6], [7, 8],])").run())
    assert link(app)["y"] == "[[5,6],[7,8]]"
