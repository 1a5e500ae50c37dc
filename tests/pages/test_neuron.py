"""The page Neuron through the frame, without a browser: controls, links, touches, and what is handed out."""

import pytest
from streamlit.testing.v1 import AppTest

from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.neuron.examples import EXAMPLES
from pages.parts.neuron.settings import SETTINGS, STORE
from pages.shared.text import LANGUAGES, Language, Text
from tests.pages.apps import address, open_page, question, well
from tests.pages.packets import Packet, touched, whole

KEY = "neuron-player"
SETTINGS_OF = {name: STORE.write(example) for name, example in EXAMPLES.items()}  # the links of the examples


LINE = {"w": "4", "b": "5", "activation": "linear", "x": "3"}


def opened(**link: str) -> AppTest:
    return open_page("neuron", **link)


def link(app: AppTest) -> dict[str, str]:
    """What stands in the address of the settings."""
    return address(app, SETTINGS)


def packet(app: AppTest) -> Packet:
    """All that the page hands out."""
    return whole(app, KEY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_on_three_inputs_that_just_miss_the_threshold_and_then_just_reach_it(
    language: Language,
) -> None:
    app, text = opened(lang=language), Text("neuron", language)
    assert question(app) == text("question.build")
    assert not app.warning
    assert packet(app).all_of("sum") == [2, 1, 3, 3]
    assert packet(app).all_of("threshold") == [3] * 4
    assert packet(app).all_of("output") == [0, 0, 1, 1]
    assert link(app) == {}


@pytest.mark.parametrize(
    ("name", "outputs"),
    [
        ("three", [0, 0, 1, 1]),
        ("line", [17]),
        ("negative", [5, 3, 1, -1]),
        ("cell", [0, 0, 0, 1]),
        ("batch", [0, 0, 1, 1, 1, 1]),
        ("sigmoid", [0.574442516811659]),
        ("plane", [0, 0, 0, 1]),
        ("six", [26]),
    ],
)
def test_an_example_shows_the_numbers_of_the_course(name: str, outputs: list[float]) -> None:
    app = opened(w="2", x="1")
    app.selectbox(key="neuron-example").set_value(name).run()
    assert packet(well(app)).all_of("output") == pytest.approx(outputs, abs=1e-12)
    assert app.session_state["neuron-activation"] == EXAMPLES[name].activation


def test_a_link_opens_every_activation() -> None:
    for name, entry in HIDDEN_ACTIVATIONS.items():
        app = opened(w="2", x="1", b="-3", activation=name)
        assert packet(app).all_of("output") == pytest.approx([float(entry(-1.0))], abs=1e-12), name
        assert not app.warning, name


def test_a_touched_weight_changes_frames_and_link_but_not_the_picture() -> None:
    app = opened(**LINE)
    first = packet(app)
    after = touched(app, KEY, first, ("w[0]", 2.5))
    assert after.all_of("output") == [12.5]
    assert "spec" not in after.head
    assert after.head["link"]["w"] == "2.5"


def test_an_input_more_is_another_picture_with_the_same_numbers_before() -> None:
    app = opened(**LINE)
    after = touched(app, KEY, packet(app), ("add", None))
    assert after.frames[0]["products"] == [12, 1]
    assert after.all_of("output") == [18]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_that_asks_too_much_is_answered_with_a_calm_line(language: Language) -> None:
    app = opened(lang=language, w="99", story="<b>", evil="1")
    assert len(app.warning) == 3
    assert packet(app).all_of("output") == [35]
    assert link(app) == {"w": "10"}


def test_the_story_of_the_cell_begins_with_its_own_numbers() -> None:
    app = opened(**LINE)
    app.selectbox(key="neuron-story").set_value("cell").run()
    found = packet(well(app))
    texts = found.texts("neuron")
    assert (texts["inputs"], texts["weights"]) == ("synapse", "strength")
    assert found.frames[0]["w"] == [1, 1, 1]
    assert found.all_of("output") == [0, 0, 0, 1], "the third synapse makes it fire"
    assert link(app) == SETTINGS_OF["cell"]
    app.selectbox(key="neuron-story").set_value("plain").run()
    assert packet(well(app)).texts("neuron")["weights"] == "weight w"
    assert link(app) == {}


def test_an_activation_is_chosen_beside_what_was_touched() -> None:
    app = opened(**LINE)
    touched(app, KEY, packet(app), ("w[0]", -4.0))
    app.selectbox(key="neuron-activation").set_value("relu").run()
    assert packet(well(app)).all_of("output") == [0]
    assert link(app) == {"w": "-4", "activation": "relu"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sample_and_the_code_travel_with_every_touch(language: Language) -> None:
    app = opened(lang=language, x="3;4")
    after = touched(app, KEY, packet(app), ("bias", 1.0))
    assert after.captions == ["3·4 + 1 = 13 → 13", "4·4 + 1 = 17 → 17"]
    assert after.head["lines"]["transcript"] == [f"{n}: {line}" for n, line in enumerate(after.captions, 1)]
    assert "z = X @ np.array([4.]) + 1." in after.head["lines"]["code"]


def test_a_guess_is_answered_in_the_line_below_the_arithmetic() -> None:
    app = opened(hide="1")
    first = packet(app)
    assert first.captions == ["3·4 + 5 = ? → ?"]
    after = touched(app, KEY, first, ("guess@0", 17.0))
    assert after.head["status"] == Text("neuron", "en")("guess.right", sample=1, guess="17", output="17")
    assert after.all_of("output") == [17]
    assert after.head["link"]["hide"] is None
