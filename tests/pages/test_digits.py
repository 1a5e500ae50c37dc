"""The lesson "digits" of the page Network through the frame: guesses, learning, pictures, links, touches."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nnviz import SGD, Trainer
from nnviz.lessons.digit_classifier import (
    A_THREE_IN_TEST,
    BATCH_SIZE,
    RATE,
    digit_parts,
    untrained_classifier,
)
from pages.parts.network.digits import training_session
from pages.parts.network.digits.panels import PICTURES
from pages.parts.network.store import SETTINGS
from pages.shared.text import LANGUAGES, Language, Text
from tests.pages.apps import address, open_page, well
from tests.pages.packets import Packet, asked, parts, touched, whole

KEY = "network-player"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer on a busy machine is late, not short."""
    monkeypatch.setattr(training_session, "LONGEST", 20.0)


def opened(**link: str) -> tuple[AppTest, Packet]:
    app = open_page("network", view="digits", **link)
    return app, whole(app, KEY)


def stepped(app: AppTest, first: Packet, known: float, want: str = "step", count: int = 1) -> Packet:
    return asked(app, KEY, first, want=want, count=count, known=known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_with_a_3_that_is_called_a_6_with_49_percent(language: Language) -> None:
    app, found = opened(lang=language)
    text = Text("digits", language)
    assert not app.warning
    (frame,) = found.frames
    assert (frame["truth"], frame["answer"]) == ([2], [6])
    assert f"{frame['answer_p'][0]:.0%}" == "49%"
    assert found.notes == [text("note.start", answer=6, percent=49, truth=3, step=0), text("note.next")]


def test_the_answer_to_another_picture_is_hidden_until_it_was_guessed() -> None:
    app, first = opened()
    chosen = touched(app, KEY, first, (f"pick[{PICTURES.index(13)}]", None))
    text = Text("digits", "en")
    assert np.isnan(chosen.frames[0]["p"]).all()
    assert chosen.notes == [text("note.ask")]
    after = touched(app, KEY, first, ("guess[2]", None))
    assert "spec" not in after.head
    assert after.head["replace"]
    (frame,) = after.frames
    assert (frame["truth"], frame["guess"]) == ([3], [2])
    expected = untrained_classifier().predict(digit_parts()[1].X[[13]])[0]
    assert frame["p"] == expected.tolist()
    says, percent = int(expected.argmax()) + 1, f"{100 * expected.max():.0f}"
    assert after.notes == [
        text("note.start", answer=says, percent=percent, truth=4, step=0),
        text("note.guessed_other", guess=3, start=says),
    ]


def test_a_step_of_the_player_is_one_update_of_a_trainer() -> None:
    app, first = opened()
    net, (train, test) = untrained_classifier(), digit_parts()
    trainer = Trainer(net, train.X, train.Y, "cross_entropy", SGD(RATE), BATCH_SIZE, seed=0)
    found = stepped(app, first, 0)
    assert found.all_of("step") == [1]
    assert first.all_of("answer") == [6]
    for known in range(1, 9):
        trainer.step()
        expected = net.predict(test.X[[A_THREE_IN_TEST]])[0]
        np.testing.assert_allclose(found.frames[-1]["p"], expected, rtol=0, atol=1e-12)
        found = stepped(app, first, known)
        assert found.all_of("step") == [known + 1]
        assert not found.head.get("replace")


def test_while_it_learns_a_note_says_at_which_update_the_answer_turns() -> None:
    app, first = opened()
    found = stepped(app, first, 0, "more", 4)
    notes = found.head["notes"]
    while len(found.frames) and found.frames[-1]["step"][0] < 10:
        found = stepped(app, first, found.frames[-1]["step"][0], "more", 4)
        notes += found.head["notes"]
    text = Text("digits", "en")
    assert notes[-1][0] == 6
    assert notes[-1][1][0]["text"] == text("note.right", step=6, answer=3, truth=3)
    assert f"{int(found.frames[-1]['step'][0])} of 240" in found.head["status"]


def test_another_picture_replaces_the_whole_past_and_stands_in_the_link() -> None:
    app, first = opened()
    stepped(app, first, 0, "more", 6)
    after = touched(app, KEY, first, ("pick[0]", None))
    assert "spec" not in after.head
    assert after.all_of("step") == list(range(7))
    assert after.frames[0]["truth"] == [0]
    assert after.frames[0]["picked"] == [0]
    assert after.head["link"]["digit"] == str(PICTURES[0])
    expected = untrained_classifier().predict(digit_parts()[1].X[[PICTURES[0]]])[0]
    assert after.frames[0]["p"] == expected.tolist()


def test_touches_of_what_is_not_there_change_nothing() -> None:
    app, first = opened()
    before = touched(app, KEY, first, ("guess[1]", None)).frames
    touches = ("pick[99]", "pick[-1]", "pick[٣]", "guess[6]", "guess[x]", "pick", "", "x[0]")
    assert touched(app, KEY, first, *((name, None) for name in touches)).frames == before
    assert address(app, SETTINGS) == {"view": "digits"}


def test_a_link_leads_to_picture_and_material() -> None:
    app, found = opened(digit="13", learn="one")
    assert found.frames[0]["truth"] == [3]
    learned = stepped(app, found, 0, "more", 3)
    assert learned.all_of("answer")[1:] == [4, 4, 4]
    assert address(app, SETTINGS) == {"view": "digits", "digit": "13", "learn": "one"}


def test_a_link_restores_the_update_and_the_run_goes_on_from_there() -> None:
    app, found = opened(step="7")
    assert found.all_of("step") == list(range(8))
    assert found.all_of("answer")[5:] == [6, 3, 3]
    assert (found.spec["link"], found.spec["pauses"]) == ("step", "turned")
    assert stepped(app, found, 7).all_of("step") == [8]
    app.radio(key="network-learn").set_value("one").run()
    assert whole(well(app), KEY).all_of("step") == [0], "another run begins at its beginning"


def test_the_first_update_of_the_guess_is_that_of_the_numbers() -> None:
    app, first = opened()
    guess, found = first.spec["guess"], first
    while found.frames[-1]["answer"] != [3]:
        found = stepped(app, first, found.frames[-1]["step"][0])
    assert guess["right"] == str(int(found.frames[-1]["step"][0]))
    assert guess["since"] == found.frames[-1]["step"][0]
    assert guess["right"] in guess["options"]


def test_a_picture_that_is_not_there_becomes_the_last_one_and_is_complained_about() -> None:
    app, found = opened(digit="9999")
    assert len(app.warning) == 1
    assert found.frames[0]["picked"] == [-1]


def test_one_picture_alone_teaches_one_answer_and_the_page_says_so() -> None:
    app, first = opened()
    app.radio(key="network-learn").set_value("one").run()
    fresh = whole(well(app), KEY)
    assert fresh.head["run"] != first.head["run"]
    found = stepped(app, fresh, 0, "more", 4)
    assert found.all_of("answer") == [3, 3, 3, 3]
    assert any("all 326 test pictures" in note and "16 %" in note for note in found.notes)


@pytest.mark.parametrize(("digit", "end"), [("27", "which is correct"), ("129", "“3” to this 5")])
def test_the_end_of_the_run_is_summed_up(digit: str, end: str) -> None:
    app, found = opened(digit=digit)
    first, known = found, 0.0
    while not found.head["ended"]:
        found = stepped(app, first, known, "more", 8)
        known = found.all_of("step")[-1]
    assert known == training_session.LAST
    assert end in found.notes[0]
    assert "98 % of the test pictures" in found.notes[0]


def test_starting_again_is_another_run_with_the_same_start() -> None:
    app, first = opened()
    stepped(app, first, 0, "more", 5)
    (button,) = (one for one in app.button if one.label == Text("digits", "en")("controls.reset"))
    button.click().run()
    fresh = whole(well(app), KEY)
    assert fresh.head["run"] != first.head["run"]
    (again,), start = fresh.frames, first.frames[0]
    assert again["step"] == [0]
    assert (again["p"], again["maps"], again["a"]) == (start["p"], start["maps"], start["a"])


def test_the_source_of_the_pictures_is_told() -> None:
    app, _ = opened()
    assert any("CC BY 4.0" in one.value and "Alpaydin" in one.value for one in app.markdown)


def test_an_answer_of_six_pictures_is_small() -> None:
    app, first = opened()
    stepped(app, first, 0)
    found = stepped(app, first, 1, "more", 6)
    assert found.all_of("step") == [2, 3, 4, 5, 6, 7]
    assert len(parts(app)[1]) < 7000
