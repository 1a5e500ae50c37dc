"""The page Neuron through the frame, without a browser: controls, links, touches, and what is handed out."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.neuron_examples import EXAMPLES
from pages.shared.neuron_settings import SETTINGS
from pages.shared.text import LANGUAGES, Language, Text
from tests.pages.apps import address, open_page, well
from tests.pages.packets import Packet, touched, whole

KEY = "neuron-player"


def opened(**link: str) -> AppTest:
    return open_page("neuron", **link)


def link(app: AppTest) -> dict[str, str]:
    """What stands in the address of the settings."""
    return address(app, SETTINGS)


def packet(app: AppTest) -> Packet:
    """All that the page hands out."""
    return whole(app, KEY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_on_the_line_of_the_course(language: Language) -> None:
    app, text = opened(lang=language), Text("neuron", language)
    assert app.title[0].value == text("title")
    assert not app.warning
    assert packet(app).all_of("output") == [17]
    assert link(app) == {}


@pytest.mark.parametrize(
    ("name", "outputs"), [("line", [17]), ("cell", [0, 0, 0, 1]), ("batch", [0, 0, 1, 1, 1, 1])]
)
def test_an_example_shows_the_numbers_of_the_course(name: str, outputs: list[float]) -> None:
    app = opened(w="2", x="1")
    app.selectbox(key="neuron-example").set_value(name).run()
    assert packet(well(app)).all_of("output") == outputs
    assert app.session_state["neuron-activation"] == EXAMPLES[name].activation


def test_a_touched_weight_changes_frames_and_link_but_not_the_picture() -> None:
    app = opened()
    first = packet(app)
    after = touched(app, KEY, first, ("w[0]", 2.5))
    assert after.all_of("output") == [12.5]
    assert "spec" not in after.head
    assert after.head["link"]["w"] == "2.5"


def test_an_input_more_is_another_picture_with_the_same_numbers_before() -> None:
    app = opened()
    after = touched(app, KEY, packet(app), ("add", None))
    assert after.frames[0]["products"] == [12, 1]
    assert after.all_of("output") == [18]
