"""The page Arrays through the frame, without a browser: fields, links, repairs, traps, both languages."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.arrays.settings import PRESETS, SETTINGS
from pages.shared.text import LANGUAGES, Language, Text
from tests.every import every
from tests.pages.apps import address, components, open_page, question, well

EN = Text("arrays", "en")


def opened(language: str = "en", **link: str) -> AppTest:
    return open_page("arrays", lang=language, **link)


def packet(app: AppTest) -> str:
    """What the player was handed last, as far as it is text."""
    found: bytes = components(app, "nnviz_player")[0].bytes
    return found.decode("utf-8", "replace")


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


def test_a_ragged_list_is_answered_with_its_place() -> None:
    app = opened().selectbox(key="arrays-preset").set_value("ragged").run()
    (answer,) = app.error
    assert "at `[1]` there should be a list of 2, but there is a list of 3" in answer.value
    assert "inhomogeneous shape" in answer.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_repair_changes_what_was_typed(language: Language) -> None:
    app = opened(language, x="[[1,2,3],[4,5,6]]", y="[10,20]", op="multiply")
    assert any("operands could not be broadcast" in one.value for one in app.markdown)
    labels = [button.label for button in app.button]
    assert labels == [
        "X * Y[:, None] → (2, 3)",
        "X.T * Y → (3, 2)",
        "X[:, 1:] * Y → (2, 2)",
        "X[:, :-1] * Y → (2, 2)",
    ]
    text = Text("arrays", language)
    told = [one.value for one in app.caption]
    assert told == [
        text("does.add_axis", name="Y"),
        text("does.transpose", name="X"),
        text("does.drop", name="X", place=0, axis=1),
        text("does.drop", name="X", place=2, axis=1),
    ]
    well(app.button[0].click().run())
    assert app.text_input(key="arrays-y").value == "[[10],[20]]"
    assert link(app)["y"] == "[[10],[20]]"
    assert not [button for button in app.button if button.label in labels]


def test_np_dots_message_stands_beside_that_of_matmul() -> None:
    app = opened(x="[[1,2,3],[4,5,6],[7,8,9],[1,2,3]]", y="[1,2,3,4]", op="matmul")
    message = "shapes (4,3) and (4,) not aligned: 3 (dim 1) != 4 (dim 0)"
    assert any(EN("clash.dot", message=message) in one.value for one in app.markdown)
    stacks = opened(x="[[[1,2,3]],[[4,5,6]]]", y="[[[1],[2],[3]],[[1],[2],[3]],[[1],[2],[3]]]", op="matmul")
    assert any("broadcast" in one.value for one in stacks.markdown)
    assert not any("np.dot" in one.value for one in stacks.markdown), "np.dot takes them"
    other = opened(x="[1,2,3]", y="[1,2]", op="add")
    assert not any("np.dot" in one.value for one in other.markdown)


def test_an_outer_product_is_said_to_be_one() -> None:
    app = opened(x="[1,2,3]", y="[4,5]", op="matmul")
    labels = [button.label for button in app.button]
    assert labels[-1] == "X[:, None] @ Y[None] → (3, 2)"
    assert app.caption[-1].value == EN("does.crosses")
    well(app.button[-1].click().run())
    assert (link(app)["x"], link(app)["y"]) == ("[[1],[2],[3]]", "[[4,5]]")


def test_shapes_that_nothing_helps_are_said_so() -> None:
    app = opened(x="[[1,2,3],[4,5,6]]", y="[1,2,3,4,5]", op="add")
    assert EN("clash.hopeless") in [one.value for one in app.markdown]


def test_the_traps_tell_their_numbers() -> None:
    app = opened().selectbox(key="arrays-preset").set_value("column_minus_row").run()
    (told,) = [one.value for one in app.markdown if "1.3333" in one.value]
    assert "it is **0**" in told
    well(app.button[0].click().run())
    assert app.text_input(key="arrays-y").value == "[[1],[2],[3]]"
    well(app.selectbox(key="arrays-preset").set_value("transposed_vector").run())
    well(app.button[0].click().run())
    assert link(app)["op"] == "newaxis"
    well(app.selectbox(key="arrays-preset").set_value("integer_step").run())
    assert "cut to int64" in packet(app)
    well(app.button[0].click().run())
    assert app.text_input(key="arrays-x").value == "[5.0,3.0,-2.0]"


def told_of(app: AppTest, word: str) -> str:
    """What is said about a trap."""
    (found,) = [one.value for one in app.markdown if word in one.value]
    return found


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
    said = told_of(app, "mean square")
    assert f"**{wrong}**" in said
    assert f"**{right}**" in said
    name = "Y" if turned else "X"
    label = EN("trap.same_shape", name=name, code=f"{name}[:, None]")
    (button,) = [one for one in app.button if one.label == label]
    well(button.click().run())
    assert app.text_input(key=f"arrays-{name.lower()}").value == "[[3],[4]]"
    assert not [one for one in app.markdown if "mean square" in one.value]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("turned", [False, True])
def test_a_square_and_a_vector_are_asked_which_way_is_meant(turned: bool, language: Language) -> None:
    square, vector = "[[1,2,3],[4,5,6],[7,8,9]]", "[100,200,300]"
    app = opened(language, x=vector if turned else square, y=square if turned else vector, op="add")
    said = told_of(app, "[101, 202, 303]")
    assert "[101, 102, 103]" in said
    code = "X[:, None]" if turned else "Y[:, None]"
    (button,) = [
        one for one in app.button if one.label == Text("arrays", language)("trap.each_row", code=code)
    ]
    well(button.click().run())
    assert link(app)["x" if turned else "y"] == "[[100],[200],[300]]"
    assert not [one for one in app.markdown if "[101, 202, 303]" in one.value]


def test_no_trap_is_seen_where_shapes_leave_no_doubt() -> None:
    for x, op, y in (("[[1,2,3],[4,5,6]]", "add", "[1,2,3]"), ("[1]", "add", "[[1]]"),
                     ("[[1,2],[3,4]]", "matmul", "[1,2]"), ("[[1],[2]]", "add", "[[1],[2]]")):  # fmt: skip
        app = opened(x=x, y=y, op=op)
        assert EN("trapped.wrong") not in [one.label for one in app.expander]
        assert EN("trapped.square") not in [one.label for one in app.expander]


def test_a_guess_is_answered_and_asked_anew_for_other_arrays() -> None:
    app = opened(x="[[1],[2],[3]]", y="[1,2,3]", op="subtract")
    key = "arrays-guess-[[1],[2],[3]]-subtract-[1,2,3]"
    well(app.button_group(key=key).set_value("(3, 1)").run())
    assert EN("predict.no", guess="(3, 1)") in [one.value for one in app.caption]
    well(app.button_group(key=key).set_value("(3, 3)").run())
    assert EN("predict.yes", guess="(3, 3)") in [one.value for one in app.caption]
    well(app.text_input(key="arrays-y").set_value("5").run())
    assert not app.caption


HOSTILE = {"x": "[[1,a", "y": "[" * 300, "op": "foo", "to": "9,9", "axis": "77", "step": "-5", "zz": "1"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_link_is_clamped_and_said_so(language: Language) -> None:
    app = opened(language, **HOSTILE)
    assert len(app.warning) == len(HOSTILE)
    assert app.text_input(key="arrays-x").value == SETTINGS["x"].default


def test_a_link_opens_one_array_with_its_act() -> None:
    app = opened(x="[[1,2,3],[4,5,6]]", op="reshape", to="3,2", step="2")
    assert app.selectbox(key="arrays-to").value == "3,2"
    assert link(app) == {"x": "[[1,2,3],[4,5,6]]", "op": "reshape", "to": "3,2", "step": "2"}
    assert '"start":2.0' in packet(app)
    well(app.text_input(key="arrays-x").set_value("7").run())
    well(app.button_group(key="arrays-mode").set_value("two").run())
    assert link(app)["x"] == "7"
