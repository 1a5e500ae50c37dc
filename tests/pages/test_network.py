"""The page Network through the frame, without a browser: what the player is handed, and what touches do."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nnviz import ACTIVATIONS, EXAMPLES
from pages.parts.network.examples import PRESETS
from pages.parts.network.settings import START
from pages.parts.network.store import SETTINGS
from pages.shared.text import LANGUAGES, Language, Text
from tests.pages.apps import address, open_page, question
from tests.pages.packets import Packet, touched, whole

KEY = "network-player"
EN = Text("network", "en")


def opened(**link: str) -> tuple[AppTest, Packet]:
    app = open_page("network", **link)
    return app, whole(app, KEY)


def output(found: Packet, count: int) -> list[float]:
    """The numbers of the last layer at the last step."""
    return found.frames[-1]["a"][-count:]


def test_a_link_opens_every_activation() -> None:
    for name, entry in ACTIVATIONS.items():
        app, found = opened(base="one_layer", layers=f"3{name}.1")
        assert output(found, 3) == pytest.approx(entry([5.0, 11.0, 17.0]).tolist(), rel=1e-12), name
        assert not app.warning, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_on_a_whole_forward_pass(language: Language) -> None:
    app, found = opened(lang=language)
    assert question(app) == Text("network", language)("question.build")
    assert not app.warning
    assert len(found.frames) == len(found.captions) == 6
    assert found.all_of("step") == [0, 1, 5, 6, 10, 11]  # NumPy calls that have run
    assert np.allclose(output(found, 2), [0.3168270764110298, 0.6962790898619668], atol=1e-12)
    assert len(app.text[0].value.split("\n")) == 6
    assert {one.proto.label for one in app.get("download_button")} == {
        Text("network", language)("export.code")
    }


def test_a_changed_weight_changes_numbers_words_and_link_but_no_picture() -> None:
    app, first = opened()
    chosen = touched(app, KEY, first, ("W1[0,0]", None))
    assert "spec" not in chosen.head
    assert chosen.head["focus"] == "edit1"
    assert chosen.head["link"]["chosen"] == "W1[0,0]"
    edited = touched(app, KEY, first, ("edit1", 2.0))
    assert "spec" not in edited.head
    assert edited.head["link"]["edits"] == "W1[0,0]=2"
    assert edited.frames[0]["W"][0] == 2
    assert edited.captions[1].endswith("z1[0,0] = 1·2 + 0.5·0.2 + 0.1 = 2.2")
    network = START.network
    network.weights[0][0, 0] = 2
    assert np.allclose(output(edited, 2), network.predict(START.X)[0], atol=1e-12)
    assert app.text[0].value.split("\n")[1].endswith("= 2.2"), "what stands below follows the touch"


def test_a_structural_touch_brings_a_new_picture_and_later_the_same_settings() -> None:
    app, first = opened()
    more = touched(app, KEY, first, ("more2", None))
    assert [panel["id"] for panel in more.spec["panels"]] == [panel["id"] for panel in first.spec["panels"]]
    assert more.head["link"]["layers"] == "3sigmoid-3sigmoid-2linear"
    app.run()
    assert address(app, SETTINGS)["layers"] == "3sigmoid-3sigmoid-2linear"


def test_a_product_is_a_timeline_of_its_own_and_leads_back() -> None:
    app, first = opened()
    product = touched(app, KEY, first, ("z1[0,2]@3", None))
    assert product.head["run"] == "z1[0,2]"
    assert [panel["id"] for panel in product.spec["panels"]] == ["product", "code"]
    assert product.spec["start"] == 5
    assert product.frames[-1]["sums"] == pytest.approx([0.3, 0.7, 1.1])
    assert product.captions[5] == "z1[0,2] = 0.3 (bias) + 1·0.5 = 0.8"
    assert product.panel("code")["lines"][0] == "C = np.zeros((1, 3)) + b"
    back = touched(app, KEY, product, ("close", None))
    assert (back.head["run"], back.head["focus"], back.spec["start"]) == ("build", "z1[0,2]", 3)


def test_the_calls_of_an_activation_are_opened_and_closed_and_the_moment_stays() -> None:
    app, first = opened()
    single = touched(app, KEY, first, ("calls", None))
    assert single.head["run"] == first.head["run"]
    assert single.all_of("step") == list(range(12))
    assert single.head["link"]["calls"] == "1"
    assert single.panel("code")["lines"][2:6] == [
        "a1 = np.minimum(z1, 709)",
        "a1 = np.exp(a1)",
        "total = a1 + 1",
        "a1 = a1 / total",
    ]
    assert first.panel("code")["lines"][2] == "a1 = sigmoid(z1)"
    closed = touched(app, KEY, single, ("calls", None))
    assert closed.all_of("step") == first.all_of("step")


@pytest.mark.parametrize(
    ("step", "calls", "start"), [("5", 6, 5), ("3", 12, 3), ("11", 6, 11), ("99", 6, 11)]
)
def test_a_link_from_before_opens_the_same_moment(step: str, calls: int, start: int) -> None:
    app, found = opened(step=step)
    assert (len(found.frames), found.spec["start"]) == (calls, start)
    assert not app.warning


def test_a_circle_is_chosen_at_first_and_none_can_be() -> None:
    app, first = opened()
    assert first.frames[0]["called"] == [1]
    assert address(app, SETTINGS) == {}
    free = touched(app, KEY, first, ("unit1.1", None))
    assert free.head["link"]["chosen"] == "none"
    assert free.frames[0]["called"] == [0]
    _, linked = opened(chosen="none")
    assert linked.frames[0]["called"] == [0]


def test_an_input_is_typed_into_its_circle() -> None:
    app, first = opened()
    chosen = touched(app, KEY, first, ("unit0.1", None))
    assert chosen.head["focus"] == "input"
    typed = touched(app, KEY, chosen, ("input", 2.0))
    assert "spec" not in typed.head
    assert typed.frames[0]["X"] == [2, 0.5]


def test_three_digits_become_more_when_asked() -> None:
    app, first = opened()
    assert first.captions[2].endswith("sigmoid(0.3) ≈ 0.574")
    more = touched(app, KEY, first, ("digits", None))
    assert more.captions[2].endswith("sigmoid(0.3) ≈ 0.574442517")
    assert more.head["link"]["digits"] == "1"


def test_a_link_opens_a_product_at_its_step() -> None:
    _, found = opened(opened="z2[0,1]", step="6")
    assert (found.head["run"], found.spec["start"]) == ("z2[0,1]", 6)


def test_what_does_not_fit_together_in_a_link_is_told() -> None:
    app, found = opened(chosen="W9[0,0]", opened="z1[0,7]", row="5", edits="W1[7,7]=3;b1[0]=2", x="1,2;3,4")
    said = " ".join(one.value for one in app.warning)
    assert all(f"{name}=" in said for name in ("chosen", "opened", "row", "edits"))
    assert found.frames[0]["row"] == [1]
    assert found.frames[0]["b"][0] == 2


def test_more_changes_than_a_link_can_hold_are_kept_and_told() -> None:
    app, first = opened(layers="8relu-8relu-8relu", x="1,1,1,1,1,1,1,1")
    cells = [f"W{layer}[{i},{j}]" for layer in (1, 2, 3) for i in range(6) for j in range(6)]
    found = first
    for place, name in enumerate(cells):
        found = touched(app, KEY, first, (name, None), (f"edit{name[1]}", 0.001 + place))
    assert len(found.head["link"]["edits"]) <= 1000
    kept = found.head["link"]["edits"].count("=")
    assert found.head["status"] == EN("status.full", kept=kept, count=len(cells))
    assert found.frames[0]["W"][64 * 2 + 5 * 8 + 5] == pytest.approx(0.001 + len(cells) - 1)


@pytest.mark.parametrize("base", [*EXAMPLES, "random"])
def test_a_base_alone_brings_its_own_layers_and_samples(base: str) -> None:
    app, found = opened(base=base)
    shown = PRESETS[base]
    expected = shown.network.predict(shown.X).ravel()
    assert output(found, expected.size) == pytest.approx(expected.tolist(), abs=1e-8)
    assert address(app, SETTINGS) == ({} if base == "three_layers" else {"base": base})


def test_a_random_network_has_a_seed_and_an_initializer() -> None:
    app, first = opened(base="random", layers="3relu-2softmax")
    app.number_input(key="network-seed").set_value(7).run()
    assert not app.exception
    app.selectbox(key="network-init").set_value("zeros").run()
    assert address(app, SETTINGS)["seed"] == "7"
    assert address(app, SETTINGS)["init"] == "zeros"
    assert set(whole(app, KEY).frames[0]["W"]) == {0.0}
    assert set(first.frames[0]["W"]) != {0.0}


def test_a_preset_takes_the_place_of_everything() -> None:
    app, _ = opened(edits="W1[0,0]=3", chosen="2.1")
    app.selectbox(key="network-example").set_value("then_step").run()
    assert not app.exception
    found = whole(app, KEY)
    assert output(found, 6) == PRESETS["then_step"].network.predict(PRESETS["then_step"].X)[0].tolist()
    assert "chosen" not in address(app, SETTINGS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shape_is_guessed_and_told_by_the_first_step_alone(language: Language) -> None:
    app, first = opened(lang=language)
    guess, text = first.spec["guess"], Text("network", language)
    assert (guess["right"], guess["since"]) == ("(1, 3)", 1)
    assert guess["right"] in guess["options"]
    assert guess["no"] == text("shapes.no", guess="{guess}", samples=1, inputs=2, units=3)
    shown = str([panel["chips"] for panel in first.spec["panels"] if "chips" in panel])
    assert "(1, 3)" not in shown
    assert first.spec["ending"]["word"] == text("ending.word")
    more = touched(app, KEY, first, ("addrow", None))
    assert more.spec["guess"]["right"] == "(2, 3)"
    assert more.spec["guess"]["id"] != guess["id"]


def test_the_matrices_of_the_chosen_circle_stand_beside_the_picture() -> None:
    app, first = opened()
    assert first.panel("layer1")["room"] == "beside"
    unit = touched(app, KEY, first, ("unit2.1", None))
    rooms = {panel["id"]: panel["room"] for panel in unit.spec["panels"]}
    assert {name for name, room in rooms.items() if room == "beside"} == {"code", "layer2"}
    assert [name for name, room in rooms.items() if room == "picture"] == ["network"]
    number = touched(app, KEY, unit, ("W3[0,0]", None))
    assert "spec" not in number.head, "what is under the hand stays where it is"
    inputs = touched(app, KEY, unit, ("unit0.1", None))
    assert inputs.panel("X")["room"] == "beside"


@pytest.mark.parametrize(
    "touch",
    [
        ("W9[9,9]", None),
        ("edit1", 1e300),
        ("activation9", 1.0),
        ("more9", None),
        ("unit0.0", None),
        ("close", None),
    ],
)
def test_touches_of_what_is_not_there_change_nothing(touch: tuple[str, float | None]) -> None:
    app, first = opened()
    found = touched(app, KEY, first, touch)
    assert "spec" not in found.head
    assert str(found.frames) == str(first.frames)  # NaN where nothing is known yet
