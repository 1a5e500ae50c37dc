"""The page Matrix product through the frame, without a browser: controls, links, clashes, and packets."""

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nnviz import product
from nnviz.product.matmul_trace import VIEWS
from pages.parts.product.matrix_text import LONGEST
from pages.parts.product.settings import PRESETS, SETTINGS, matrix
from pages.shared.text import LANGUAGES, Language, Text, plain
from tests.every import every
from tests.pages.apps import FRAME, address, open_page, question, well
from tests.pages.packets import Packet, parts, touched, whole

EN = Text("product", "en")
RESULTS = {
    "three": [9, 12, 15, 19, 26, 33, 29, 40, 51],
    "four": [11, 14, 17, 20, 23, 30, 37, 44, 35, 46, 57, 68],
    "vector": [5, 11, 17],
    "square": [1, 2, 3, 4, 5, 6, 7, 8, 9],
    "difference": [2, -3, 0, -2, 3, 0],
}


def opened(**link: str) -> AppTest:
    return open_page("product", **link)


def link(app: AppTest) -> dict[str, str]:
    """What stands in the address of the settings."""
    return address(app, SETTINGS)


def typed(app: AppTest, **texts: str) -> AppTest:
    """Type into fields of the page and leave them."""
    for name, text in texts.items():
        app.text_input(key=f"product-{name}").set_value(text)
    return well(app.run())


def shown(app: AppTest) -> Packet:
    """The whole timeline of the page."""
    return whole(app, f"{parts(app)[0]['run']}-player")


def result(packet: Packet) -> list[float]:
    """C in the last frame."""
    return packet.frames[-1]["sums"]


# -- both languages ---------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_shows_its_matrices_its_shapes_and_a_whole_timeline(view: str, language: Language) -> None:
    app, text = opened(view=view, lang=language), Text("product", language)
    assert question(app) == text("question")
    assert not app.warning
    assert not app.error
    found = shown(app)
    assert found.spec["question"] == text("question")
    if view != "flow":
        fits = text("shape.fits", a=(3, 2), b=(2, 3), result=(3, 3))
        assert found.panel("shapes")["lines"] == [fits, text("shape.inner", k=2)]
    assert result(found) == RESULTS["three"]
    assert len(found.frames) == len(found.captions)
    assert (found.head["ended"], found.head["fresh"]) == (True, True)
    assert found.spec["words"]["play"] == Text("player", text.language)("word.play")
    assert text("export.csv") in {one.proto.label for one in app.get("download_button")}
    lines = [one.value for one in app.text]
    assert len(lines[0].split("\n")) == len(found.frames)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_controls_are_named_in_the_language_of_the_page(language: Language) -> None:
    app, text = opened(view="flow", lang=language), Text("product", language)
    assert app.selectbox(key="product-preset").label == text("controls.preset")
    assert app.text_input(key="product-a").label == text("controls.matrix", name="A")
    assert app.text_input(key="product-b").label == text("controls.matrix", name="B")
    assert app.text_input(key="product-bias").label == text("controls.bias")
    assert app.toggle(key="product-wave").label == text("controls.wave")
    assert app.selectbox(key="product-activation").label == text("controls.activation")
    assert app.button_group(key="product-view").options == [text(f"view.{name}") for name in VIEWS]


def test_a_language_changed_on_the_way_keeps_the_run_and_the_matrices() -> None:
    app = typed(opened(view="rows"), a="1,2", b="3;4")
    first = shown(app)
    other = shown(well(app.button_group(key="language").set_value("ja").run()))
    assert other.head["run"] == first.head["run"]
    assert other.head["spec_id"] != first.head["spec_id"]
    assert result(other) == [11]
    assert link(app) == {"view": "rows", "a": "1,2", "b": "3;4"}


# -- views and examples -------------------------------------------------------------------------------
def test_views_are_switched_without_another_run_of_the_timeline() -> None:
    app = opened(step="4")
    run = shown(app).head["run"]
    for view, steps in (("columns", 6), ("rows", 6), ("outer", 2), ("flow", 6), ("cell", 18)):
        app.button_group(key="product-view").set_value(view).run()
        found = shown(well(app))
        assert found.head["run"] == run, "the player keeps its step only in the same run"
        assert len(found.frames) == steps + 1
        assert result(found) == RESULTS["three"]
        assert link(app).get("view", "cell") == view


@pytest.mark.parametrize("name", PRESETS)
def test_an_example_fills_both_fields_and_the_link(name: str) -> None:
    app = opened(view="outer")
    app.selectbox(key="product-preset").set_value(name).run()
    well(app)
    assert (app.text_input(key="product-a").value, app.text_input(key="product-b").value) == PRESETS[name]
    written = {"view": "outer"} | dict(zip("ab", PRESETS[name], strict=True))
    assert link(app) == {key: text for key, text in written.items() if text != SETTINGS[key].default}
    if name in RESULTS:
        assert result(shown(app)) == RESULTS[name]


def test_an_edit_is_shown_at_once_and_keeps_the_run() -> None:
    app = opened()
    run = shown(app).head["run"]
    found = shown(typed(app, a="10,20;30,40;50,60"))
    assert found.head["run"] == run
    assert result(found) == [10 * value for value in RESULTS["three"]]
    assert found.frames[0]["A"] == [10, 20, 30, 40, 50, 60]
    assert link(app) == {"a": "10,20;30,40;50,60"}


@pytest.mark.parametrize(
    ("a", "b"),
    [("1,2;3,4;5,6", "1,2,3;4,5,6"), ("[1,2]", "1,3,5;2,4,6"), ("1,2;3,4", "[5,6]"), ("1,2,3", "4;5;6")],
)
def test_a_product_turned_over_is_the_same_turned(a: str, b: str) -> None:
    trace = product.trace(matrix(a), matrix(b))
    app = opened(a=a, b=b)
    (turn,) = [one for one in app.sidebar.button if one.label == EN("controls.turn")]
    after = shown(well(turn.click().run()))
    assert after.head["run"] == "product", "turned over, the shapes still fit"
    assert result(after) == (trace.A @ trace.B).T.ravel().tolist()


# -- the flow as a layer ---------------------------------------------------------------------------------
def test_one_column_at_a_time_takes_more_ticks_for_the_same_product() -> None:
    app = opened(view="flow")
    app.toggle(key="product-wave").set_value(False).run()
    found = shown(well(app))
    assert len(found.frames) == 3 * (3 + 2 - 1) + 1
    assert result(found) == RESULTS["three"]
    assert found.spec["guess"]["right"] == "12"
    assert link(app) == {"view": "flow", "wave": "0"}


def test_bias_and_activation_make_the_flow_a_layer() -> None:
    app = opened(view="flow", a="1,-1;-1,1", b="3,5,0;1,8,0")
    typed(app, bias="1,-2")
    assert shown(app).frames[0]["sums"] == [1, 1, 1, -2, -2, -2]
    assert result(shown(app)) == [3, -2, 1, -4, 1, -2]
    app.selectbox(key="product-activation").set_value("relu").run()
    assert result(shown(well(app))) == [3, 0, 1, 0, 1, 0]
    assert (link(app)["bias"], link(app)["activation"]) == ("1,-2", "relu")
    app.button_group(key="product-view").set_value("cell").run()
    assert result(shown(well(app))) == [2, -3, 0, -2, 3, 0], "elsewhere it is the plain product"
    app.button_group(key="product-view").set_value("flow").run()
    assert result(shown(well(app))) == [3, 0, 1, 0, 1, 0], "and nothing was forgotten"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("bias", "count"), [("1,2", 2), ("[1,2,3,4]", 4), ("1,2;3,4", 4)])
def test_a_bias_that_does_not_fit_is_answered_and_left_out(bias: str, count: int, language: Language) -> None:
    app = typed(opened(view="flow", lang=language), bias=bias)
    text = Text("product", language)
    assert [one.value for one in app.error] == [text("error.bias", rows=3, value=count)]
    assert result(shown(app)) == RESULTS["three"]


# -- what cannot be read ------------------------------------------------------------------------------------
@every("language", LANGUAGES)
@every(
    "text, kind, value",
    [
        ("1,x;3,4", "number", "x"),
        ("nan,1;2,3", "number", "nan"),
        ("1,,2", "number", " "),
        ("1,2;;3,4", "empty", ""),
        ("", "empty", ""),
        ("1e400,1;2,3", "range", "1e400"),
        ("1,2;3", "ragged", "2, 1"),
        ("1,2,3,4,5,6,7", "size", "1 × 7"),
        ("1" * (LONGEST + 1), "long", str(LONGEST + 1)),
    ],
)
@every("field", ["a", "b"])
def test_what_cannot_be_read_is_answered_and_the_last_good_matrix_stays(
    field: str, text: str, kind: str, value: str, language: Language
) -> None:
    good = {"a": "7,8;9,10", "b": "1,1;1,2"}
    app = typed(opened(lang=language), **good)
    before = shown(app)
    app.text_input(key=f"product-{field}").set_value(text).run()
    well(app)
    assert [one.value for one in app.error] == [
        Text("product", language)(f"error.{kind}", value=plain(value))
    ]
    assert link(app) == good
    name = field.upper()
    assert shown(well(app)).frames == before.frames
    assert shown(typed(app, **{field: "1,0;0,1"})).frames[0][name] == [1, 0, 0, 1]
    assert before.frames[0][name] != [1, 0, 0, 1]
    assert not app.error


def test_the_last_good_bias_stays_as_well() -> None:
    app = typed(opened(view="flow"), bias="1,2,3")
    typed(app, bias="1,2,x")
    assert [one.value for one in app.error] == [EN("error.number", value="x")]
    assert shown(app).frames[0]["sums"] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert shown(typed(app, bias=" ")).frames[0]["sums"] == [0] * 9


def test_what_was_typed_is_shown_as_it_is_and_not_read_as_markdown() -> None:
    app = typed(opened(), a="**x**<b>![x](//e.example)")
    (error,) = app.error
    assert r"“\*\*x\*\*\<b\>\!”" in error.value


def test_any_matrix_that_can_be_typed_can_be_shown() -> None:
    """Written in full it is longer than typed."""
    rows = [",".join(["-1e6"] * 6)] * 3 + [",".join(["0.12345678901234"] * 6)] * 3
    app = typed(opened(), a=";".join(rows), b="1;1;1;1;1;1")
    well(app.run())


# -- shapes that do not meet --------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clash_is_shown_with_numpys_words_and_what_would_work(language: Language) -> None:
    a, b = PRESETS["mismatch"]
    app, text = opened(a=a, b=b, lang=language), Text("product", language)
    with pytest.raises(ValueError, match="matmul") as error:
        _ = np.ones((2, 3)) @ np.ones((2, 3))
    found = shown(app)
    ((heading, messages),) = found.panel("repairs")["folded"]
    assert heading == text("shape.numpy")
    assert str(error.value) in messages
    assert "shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)" in messages
    why = text("shape.clash", a=(2, 3), b=(2, 3), left=3, right=2)
    said = [why, text("shape.repair"), text("shape.equal", a=(2, 3))]
    assert found.panel("repairs")["lines"] == said
    assert [one["label"] for one in found.panel("repairs")["choices"]] == [
        text("repair.transpose", detail="A @ B.T", result=(2, 2)),
        text("repair.transpose", detail="A.T @ B", result=(3, 3)),
        text("repair.drop", detail="A[:, 1:] @ B", result=(2, 3)),
        text("repair.drop", detail="A[:, :-1] @ B", result=(2, 3)),
    ]
    rows, columns = (tuple(text(f"side.{what}", name=name) for name in "AB") for what in ("rows", "columns"))
    told = [one["detail"] for one in found.panel("repairs")["choices"]]
    assert text("does.meets", left=rows[0], right=rows[1]) in told
    assert text("does.meets", left=columns[0], right=columns[1]) in told
    assert text("does.leaves_out", part=text("part.first_column", name="A")) in told
    assert [panel["id"] for panel in found.spec["panels"]] == ["clash", "repairs"]
    assert found.captions == [text("shape.lonely")]
    assert not app.error


@pytest.mark.parametrize(
    ("label", "matrices", "sums"),
    [
        (EN("repair.transpose", detail="A @ B.T", result=(2, 2)), {"b": "1,4;2,5;3,6"}, [14, 32, 32, 77]),
        (
            EN("repair.transpose", detail="A.T @ B", result=(3, 3)),
            {"a": "1,4;2,5;3,6"},
            [17, 22, 27, 22, 29, 36, 27, 36, 45],
        ),
    ],
)
def test_pressing_a_repair_makes_the_shapes_fit(
    label: str, matrices: dict[str, str], sums: list[float]
) -> None:
    app = opened(a=PRESETS["mismatch"][0])
    assert result(repaired(app, label)) == sums
    well(app.run())
    for name, text in matrices.items():
        assert app.text_input(key=f"product-{name}").value == text
        assert link(app)[name] == text


def repaired(app: AppTest, label: str) -> Packet:
    """What follows when a repair is pressed."""
    first = shown(app)
    (one,) = [one for one in first.panel("repairs")["choices"] if one["label"] == label]
    return touched(app, "product-player", first, (one["id"], None))


def test_swapping_is_a_repair_where_it_helps() -> None:
    app = opened(a="1,2,3", b="4,5;6,7")
    assert link(app) == {"a": "1,2,3", "b": "4,5;6,7"}
    assert not [one for one in shown(app).panel("repairs")["choices"] if "B @ A" in one["label"]]
    app = opened(a="1,2;3,4;5,6", b="7,8,9;1,2,3;4,5,6")
    label = EN("repair.swap", detail="B @ A", result=(3, 2))
    assert result(repaired(app, label)) == [76, 100, 22, 28, 49, 64]


@pytest.mark.parametrize(
    ("a", "b"), [("[1,2,3]", "[1,2]"), ("[1,2]", "1,2;3,4;5,6"), ("1,2;3,4", "[1,2,3]"), ("1", "1,2;3,4")]
)
def test_any_clash_is_a_picture_and_every_repair_on_it_works(a: str, b: str) -> None:
    for one in shown(opened(a=a, b=b)).panel("repairs")["choices"]:
        found = repaired(opened(a=a, b=b), one["label"])
        assert found.spec["panels"][0]["id"] == "product"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("a", "b", "shapes"),
    [
        ("[1,2]", "1,3,5;2,4,6", ((2,), (2, 3), (3,))),
        ("1,2,3,4;5,6,7,8;9,10,11,12", "[1,2,3,4]", ((3, 4), (4,), (3,))),
        ("[1,2,3]", "[4,5,6]", ((3,), (3,), ())),
        ("1,2", "1,3,5;2,4,6", ((1, 2), (2, 3), (1, 3))),
    ],
)
def test_a_vector_keeps_its_own_shape(
    a: str, b: str, shapes: tuple[tuple[int, ...], ...], language: Language
) -> None:
    app, text = opened(a=a, b=b, lang=language), Text("product", language)
    left, right, result_shape = shapes
    k = right[0]
    lines = shown(app).panel("shapes")["lines"]
    assert lines == [text("shape.fits", a=left, b=right, result=result_shape), text("shape.inner", k=k)]
    assert np.matmul(matrix(a), matrix(b)).shape == result_shape


def test_a_clash_says_what_np_dot_says_and_what_each_repair_does() -> None:
    app = opened(a="0.3,0.4,0.5;-0.1,0.9,-0.23;0.05,-0.3,0.7;0.5,-0.123,-0.008", b="[0.2,0.1,0.1,-0.9]")
    message = "shapes (4,3) and (4,) not aligned: 3 (dim 1) != 4 (dim 0)"
    panel = shown(app).panel("repairs")
    assert message in panel["folded"][0][1]
    assert not any("A * B" in one for one in panel["lines"])
    labels, told = ([one[name] for one in panel["choices"]] for name in ("label", "detail"))
    assert labels[0] == "transpose: A.T @ B → (3,)"
    assert labels[2] == "leave out: A @ B[1:] → (4,)"
    assert told[:2] == [
        EN("does.meets", left=EN("side.columns", name="A"), right=EN("side.vector", name="B")),
        EN("does.meets", left=EN("side.vector", name="B"), right=EN("side.columns", name="A")),
    ]
    assert EN("does.leaves_out", part=EN("part.first_number", name="B")) in told
    outer = shown(opened(a="[1,2,3]", b="[4,5]")).panel("repairs")["choices"]
    assert ("outer product: A[:, None] @ B[None] → (3, 2)", EN("does.crosses")) in [
        (one["label"], one["detail"]) for one in outer
    ]


# -- prediction ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_of_c_is_guessed_and_answered_when_it_is_complete(language: Language) -> None:
    app, text = opened(lang=language), Text("product", language)
    guess = shown(app).head["guess"]
    assert guess["question"] == text("guess.entry.ask", cell="C[1,0]")
    assert guess["options"] == [], "a number is typed"
    assert (guess["right"], guess["since"]) == ("19", 8.0)
    assert guess["yes"] == text("guess.entry.yes", sum="C[1,0] = 3·1 + 4·4 = 19")
    ((cell, hint),) = guess["hints"].items()
    assert (cell, "".join(words for _, words in hint)) == ("C[1,0]", "C[1,0] = 3·1 + 4·4 = ?")
    typed(app, a="1,2;3,5;5,6")
    assert shown(app).head["guess"]["right"] == "23", "it follows the numbers"


@pytest.mark.parametrize(
    ("view", "right", "since"), [("columns", "18", 6.0), ("outer", "18", 2.0), ("flow", "6", 6.0)]
)
def test_other_views_ask_how_many_and_say_nothing_of_it_before(view: str, right: str, since: float) -> None:
    found = shown(opened(view=view))
    guess = found.head["guess"]
    assert (guess["right"], guess["since"]) == (right, since)
    assert right in guess["options"]
    assert guess == found.spec["guess"]
    if view == "flow":
        assert not [one for one in found.captions[:-1] if f"of {right}" in one]
    else:
        assert not [one for one in found.captions if right in re.findall(r"\d+", one)]


def test_at_the_end_stands_the_word_for_what_was_seen_and_the_way_on() -> None:
    way = {view: shown(opened(view=view)).spec["ending"] for view in VIEWS}
    assert {view: one["word"] for view, one in way.items()} == {
        view: EN(f"ending.{view}.word") for view in VIEWS
    }
    following = [one["href"] for one in way.values()]
    assert following == [*(f"product?view={view}" for view in VIEWS[1:]), "neuron"]


# -- links ------------------------------------------------------------------------------------------------
def test_nothing_is_written_into_the_address_at_the_start() -> None:
    assert link(opened()) == {}


def test_a_link_sets_every_control_and_the_step() -> None:
    asks = {
        "view": "flow",
        "a": "1,-1;-1,1",
        "b": "3,5,0;1,8,0",
        "wave": "0",
        "bias": "[1,2]",
        "activation": "sigmoid",
        "step": "4",
    }
    app = opened(**asks)
    assert not app.warning
    assert link(app) == asks
    assert app.text_input(key="product-a").value == asks["a"]
    assert app.toggle(key="product-wave").value is False
    assert app.text_input(key="product-bias").value == "[1,2]"
    assert app.selectbox(key="product-activation").value == "sigmoid"
    found = shown(app)
    assert found.spec["start"] == 4.0
    assert shown(opened(**link(app))).frames == found.frames


HOSTILE = {
    "view": "<script>alert(1)</script>",
    "a": "1,2;3",
    "b": "1," * 5_000,
    "wave": "maybe",
    "bias": "nan",
    "activation": "evil",
    "step": "99999",
    "evil": "1",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_link_is_complained_of_and_the_page_stays_usable(language: Language) -> None:
    app, text = opened(lang=language, **HOSTILE), Text("frame", language)
    used = {"view": "cell", "wave": "1", "activation": "linear", "step": "300"}
    used |= dict(zip("ab", PRESETS["three"], strict=True))
    expected = [
        text("link.changed", name=name, value=value[:40], used=used[name])
        for name, value in HOSTILE.items()
        if name not in ("evil", "bias")
    ]
    expected.append(text("link.left_out", name="bias", value="nan"))
    warnings = [one.value.replace("\\", "") for one in app.warning]
    assert sorted(warnings) == sorted([text("link.unknown", name="evil"), *expected])
    assert result(shown(app)) == RESULTS["three"]


def test_complaints_go_when_a_setting_is_changed() -> None:
    app = opened(view="evil")
    assert app.warning
    typed(app, a="1,2;3,4")
    assert not app.warning
    assert link(app) == {"a": "1,2;3,4"}


def test_settings_are_there_when_one_comes_back_to_the_page() -> None:
    app = typed(opened(view="columns"), a="1,2", b="3;4")
    before = link(app)
    back = AppTest.from_file(str(FRAME), default_timeout=60)
    for name in ("nnviz:store",):  # Streamlit forgets the widgets on another page
        back.session_state[name] = app.session_state[name]
    well(back.switch_page("product.py").run())
    assert link(back) == before
    assert back.text_input(key="product-a").value == "1,2"
    assert result(shown(back)) == [11]
    assert not back.warning


def test_a_browser_that_has_the_timeline_is_sent_nothing_again() -> None:
    app = opened()
    first = shown(app)
    well(app.run())
    head, body = parts(app)
    assert "spec" not in head
    assert head["spec_id"] == first.head["spec_id"]
    assert body == b"", "no frame is sent again"
