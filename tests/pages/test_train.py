"""The page Train through the frame, without a browser: controls, links, and the packets for the player."""

from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.train.run import training_session as live_module
from pages.parts.train.settings import MOST_LAYERS, OPTIMIZERS, SETTINGS
from pages.shared.hosting import room
from pages.shared.state import session
from pages.shared.text import LANGUAGES, Language, Text
from tests.pages import packets
from tests.pages.apps import FRAME, address, components, open_page, question, well
from tests.pages.packets import Packet, packet

EN = Text("train", "en")
SMALL = {"stream": "seeded", "samples": "60"}
TRAIN_AT_START, TEST_AT_START = 4.621841820975224, 4.452715806584664


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer on a busy machine is late, not short."""
    monkeypatch.setattr(live_module, "LONGEST", 20.0)


def opened(**link: str) -> AppTest:
    return open_page("train", **link)


def link(app: AppTest) -> dict[str, str]:
    """What stands in the address of the settings."""
    return address(app, SETTINGS)


# -- packets --------------------------------------------------------------------------------------
def asked(app: AppTest, first: Packet, **request: Any) -> Packet:
    """Answer of the page to a request of the browser that has `first`."""
    return packets.asked(well(app), "train-player", first, **request)


def test_the_first_packet_shows_the_article_at_epoch_0() -> None:
    first = packet(opened())
    assert (first.head["sequence"], first.head["ended"], first.head["fresh"]) == (1, False, True)
    assert first.head["status"] == "20,000 epochs in all"
    (frame,) = first.frames
    assert frame["epoch"] == frame["step"] == [0]
    assert frame["train"] == pytest.approx([TRAIN_AT_START], abs=1e-12)
    assert frame["test"] == pytest.approx([TEST_AT_START], abs=1e-12)
    assert [len(frame[name]) for name in ("W1", "b1", "W2", "b2", "W3", "b3")] == [8, 4, 16, 4, 12, 3]


def test_one_step_of_the_player_is_one_epoch_of_the_article() -> None:
    app = opened()
    first = packet(app)
    answer = asked(app, first, want="step", count=1, known=0)
    assert "spec" not in answer.head
    assert answer.head["sequence"] == 2
    assert answer.all_of("epoch") == [1]
    assert answer.all_of("train") == pytest.approx([4.366320460086898], abs=1e-12)


def test_a_chosen_pace_lies_between_two_pictures_and_what_is_known_is_not_sent_again() -> None:
    app = opened()
    first = packet(app)
    answer = asked(app, first, want="more", count=2, known=0, speed="100")
    assert answer.all_of("epoch") == [100, 200]
    assert answer.all_of("train")[0] == pytest.approx(1.502883837386248, abs=1e-12)
    assert asked(app, first, want="more", count=2, known=200, speed="10").all_of("epoch") == [210, 220]


def test_a_browser_that_asks_for_all_is_given_the_whole_past_with_the_spec() -> None:
    app = opened(**SMALL)
    first = packet(app)
    asked(app, first, want="more", count=4, known=0, speed="1")
    whole = asked(app, first, want="all")
    assert whole.all_of("epoch") == [0, 1, 2, 3, 4]
    assert whole.head["spec"]["id"] == first.head["spec_id"]


@pytest.mark.parametrize("strange", [{"run": "run-0"}, {"spec": "other"}, {"want": "evil"}])
def test_a_browser_that_shows_something_else_is_given_all(strange: dict[str, str]) -> None:
    app = opened(**SMALL)
    first = packet(app)
    answer = asked(app, first, **({"want": "more", "count": 2, "known": 7} | strange))
    assert answer.all_of("epoch") == [0]
    assert answer.head["spec"]["id"] == first.head["spec_id"]


@pytest.mark.parametrize("speed", ["", "auto", "0", "-5", "²", "١", "9" * 64, "1e9", "<script>"])
def test_a_hostile_pace_is_answered(speed: str) -> None:
    app = opened(**SMALL, epochs="50")
    answer = asked(app, packet(app), want="more", count=1, known=0, speed=speed)
    assert 0 < answer.all_of("epoch")[0] <= 50


def test_a_run_of_the_page_without_a_request_trains_nothing() -> None:
    app = opened(**SMALL)
    first = packet(app)
    answer = packet(well(app.run()), first.head["spec"]["layout"])
    assert answer.frames == []
    assert answer.head["run"] == first.head["run"]
    assert "spec" not in answer.head


def test_two_visitors_have_two_runs() -> None:
    one, other = opened(**SMALL), opened(**SMALL)
    asked(one, packet(one), want="more", count=3, known=0, speed="1")
    first = packet(other)
    assert asked(other, first, want="all").all_of("epoch") == [0]
    assert first.head["run"] != packet(one, first.head["spec"]["layout"]).head["run"]


# -- both languages ---------------------------------------------------------------------------------
IN_THE_DRAWER = ("batch_size", "train_fraction", "l2", "l1", "stop_accuracy", "init_size", "clip")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_its_controls_and_one_player(language: Language) -> None:
    app, text = opened(lang=language), Text("train", language)
    assert question(app) == text("question.article")
    assert {one.label for one in app.sidebar.select_slider} == {
        text(f"controls.{name}")
        for name in ("batch_size", "train_fraction", "l2", "l1", "stop_accuracy", "init_size", "clip")
    }
    (in_bar,) = app.main.select_slider
    assert in_bar.label == text("controls.rate"), "what the lesson is about"
    assert {one.label for one in app.sidebar.number_input} == {
        *(
            text(f"controls.{name}")
            for name in ("epochs", "samples", "data_seed", "split_seed", "seed", "stop")
        ),
        *(text("controls.units", layer=layer) for layer in (1, 2)),
    }
    assert {one.label for one in app.sidebar.toggle} == {
        text("controls.stream"),
        text("controls.standardise"),
        text("controls.bias"),
    }
    folded = [one.label for one in app.sidebar.expander]
    assert folded == [text("controls.data"), text("controls.start"), text("second.try")]
    assert not app.warning
    assert not app.error
    spec = packet(app).head["spec"]
    assert spec["words"]["play"] == text("player.play")
    assert spec["question"] == text("question.article")
    assert spec["ending"]["word"] == text("ending.word")


def test_a_language_changed_on_the_way_keeps_the_run_and_its_past() -> None:
    app = opened(**SMALL)
    first = packet(app)
    asked(app, first, want="more", count=3, known=0, speed="1")
    app.button_group(key="language").set_value("ja").run()
    other = packet(well(app))
    assert other.head["run"] == first.head["run"]
    assert other.head["spec_id"] != first.head["spec_id"]
    assert other.all_of("epoch") == [0, 1, 2, 3]
    assert Text("train", "ja")("finding.many_parameters", parameters=47, samples=42) in other.notes


# -- controls -------------------------------------------------------------------------------------
def test_nothing_is_written_into_the_address_at_the_start() -> None:
    assert link(opened()) == {}


def hidden(app: AppTest) -> list[str]:
    """The sizes of the matrices that the player is told of."""
    fields = packet(app).head["spec"]["layout"]["fields"]
    return [f"{field['name']} {field['length']}" for field in fields if field["name"].startswith("W")]


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [one for one in app.sidebar.button if one.label == label]
    return well(button.click().run())


def test_layers_are_added_and_removed() -> None:
    app = opened(**SMALL)
    press(app, EN("controls.add_layer"))
    assert hidden(app) == ["W1 8", "W2 16", "W3 16", "W4 12"]
    assert link(app)["hidden"] == "4relu-4relu-4relu"
    for _ in range(3):
        well(app.button(key="train-remove0").click().run())
    assert hidden(app) == ["W1 6"]
    assert link(app)["hidden"] == ""
    press(app, EN("controls.add_layer"))
    assert hidden(app) == ["W1 8", "W2 12"]


def test_no_more_layers_than_there_is_room_for() -> None:
    app = opened(**SMALL, hidden="-".join(["32tanh"] * MOST_LAYERS))
    (button,) = [one for one in app.sidebar.button if one.label == EN("controls.add_layer")]
    assert button.disabled
    assert packet(app).frames[0]["b1"] == [0.0] * 32


def test_the_layer_that_was_pointed_at_is_the_one_removed() -> None:
    app = opened(**SMALL, hidden="2tanh-3relu-4sigmoid")
    well(app.button(key="train-remove1").click().run())
    assert link(app)["hidden"] == "2tanh-4sigmoid"


def test_size_and_activation_of_a_layer_start_the_run_again() -> None:
    app = opened(**SMALL)
    before = packet(app).head["run"]
    app.number_input(key="train-units0").set_value(7)
    app.selectbox(key="train-activation1").set_value("tanh").run()
    found = packet(well(app))
    assert found.head["run"] != before
    assert link(app)["hidden"] == "7relu-4tanh"
    assert found.notes[0] == ("Started again from the same seeds, because you changed: the hidden layers.")


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_trains(optimizer: str) -> None:
    app = opened(**SMALL)
    app.selectbox(key="train-optimizer").set_value(optimizer).run()
    first = packet(well(app), packet(opened(**SMALL)).head["spec"]["layout"])
    assert link(app).get("optimizer", "sgd") == optimizer
    first = asked(app, first if "spec" in first.head else packet(opened(**SMALL)), want="all")
    answer = asked(app, first, want="more", count=1, known=0, speed="10")
    assert answer.all_of("epoch") == [10]
    assert answer.all_of("train")[0] < first.all_of("train")[0]


def test_fewer_samples_and_raw_data_are_told() -> None:
    app = opened()
    app.number_input(key="train-samples").set_value(50)
    app.toggle(key="train-standardise").set_value(False).run()
    found = packet(well(app))
    assert (link(app)["samples"], link(app)["standardise"]) == ("50", "0")
    assert found.notes[0].endswith("because you changed: the number of samples, standardization.")
    assert EN("finding.raw_data") in found.notes
    assert EN("finding.many_parameters", parameters=47, samples=35) in found.notes
    assert found.all_of("train")[0] > 1000


def test_the_learning_rate_changes_while_it_runs() -> None:
    app = opened(**SMALL)
    first = packet(app)
    asked(app, first, want="more", count=3, known=0, speed="1")
    app.select_slider(key="train-rate").set_value(0.1).run()
    kept = packet(well(app), first.head["spec"]["layout"])
    assert kept.head["run"] == first.head["run"]
    assert link(app)["rate"] == "0.1"
    answer = asked(app, first, want="more", count=1, known=3, speed="1")
    assert answer.all_of("epoch") == [4]
    slow = opened(**SMALL)
    start = packet(slow)
    plain = asked(slow, start, want="more", count=4, known=0, speed="1")
    assert answer.all_of("train")[0] < plain.all_of("train")[3]


def test_the_last_epoch_can_be_moved_while_it_runs() -> None:
    app = opened(**SMALL, epochs="2")
    first = packet(app)
    ended = asked(app, first, want="more", count=5, known=0, speed="1")
    assert (ended.all_of("epoch"), ended.head["ended"]) == ([1, 2], True)
    assert ended.head["status"] == "all 2 epochs done"
    app.number_input(key="train-epochs").set_value(3).run()
    on = asked(app, first, want="more", count=5, known=2, speed="1")
    assert (on.all_of("epoch"), on.head["ended"]) == ([3], True)


def test_back_to_the_start_is_the_same_start_in_a_new_run() -> None:
    app = opened(**SMALL, seed="5")
    first = packet(app)
    asked(app, first, want="more", count=3, known=0, speed="1")
    again = packet(press(app, EN("controls.reset")))
    assert again.head["run"] != first.head["run"]
    assert repr(again.frames) == repr(first.frames)  # an accuracy that there is not is not equal to itself


def test_back_to_the_article_from_anywhere() -> None:
    app = opened(**SMALL, hidden="3tanh", optimizer="adam", rate="0.5", pairs="1,2", standardise="0")
    found = packet(press(app, EN("controls.article")))
    assert link(app) == {}
    assert found.all_of("train") == pytest.approx([TRAIN_AT_START], abs=1e-12)


def test_the_seeds_rest_while_the_articles_stream_is_used() -> None:
    app = opened()
    assert all(app.number_input(key=f"train-{name}").disabled for name in ("data_seed", "seed"))
    app.toggle(key="train-article").set_value(False).run()
    well(app)
    assert not any(app.number_input(key=f"train-{name}").disabled for name in ("data_seed", "seed"))
    assert link(app) == {"stream": "seeded"}


def test_a_guess_is_asked_for_and_answered_when_the_run_has_come_to_it() -> None:
    app = opened(**SMALL, hidden="", rate="0.1")
    first = packet(app)
    asking = first.head["spec"]["guess"]
    assert asking["options"] == ["a + b", "a − b", "|a − b|", EN("guess.none")]
    assert asking["right"] == "", "nothing gives the answer away"
    assert first.head["guess"] is None
    known, answer = 0.0, first
    while answer.head["guess"] is None and not answer.head["ended"]:
        answer = asked(app, first, want="more", count=1, known=known, speed="100")
        known = answer.all_of("step")[-1]
    found = answer.head["guess"]
    assert (found["id"], found["right"]) == (asking["id"], "|a − b|"), "without a hidden layer"
    assert 0 < found["since"] <= known
    assert "“|a − b|”" in found["no"]


def test_settings_and_run_are_there_when_one_comes_back_to_the_page() -> None:
    app = opened(**SMALL)
    app.select_slider(key="train-rate").set_value(0.2)
    app.text_input(key="train-pairs").set_value("5,6").run()
    first, before = packet(well(app)), link(app)
    back = AppTest.from_file(str(FRAME), default_timeout=60)
    for name in ("nnviz:store",):  # Streamlit forgets the widgets on another page
        back.session_state[name] = app.session_state[name]
    well(back.switch_page("train.py").run())
    assert link(back) == before
    assert back.select_slider(key="train-rate").value == 0.2
    assert back.text_input(key="train-pairs").value == "5,6"
    assert packets.whole(back, "train-player").head["run"] == first.head["run"]
    assert not back.warning


def test_a_run_that_explodes_is_explained_and_goes_on_with_a_smaller_rate() -> None:
    app = opened(**SMALL, standardise="0", hidden="", rate="1")
    first = packet(app)
    known, told = 0.0, []
    for _ in range(100):
        answer = asked(app, first, want="more", count=1, known=known, speed="1")
        known = [known, *answer.all_of("step")][-1]
        told += answer.notes
        if answer.head["ended"]:
            break
    assert answer.head["status"] == EN("status.stopped", epoch=int(known))
    assert any(sentence.startswith(f"Diverged at update {int(known) + 1} in layer 1 ") for sentence in told)
    app.select_slider(key="train-rate").set_value(1e-5).run()
    on = asked(app, first, want="more", count=1, known=known, speed="1")
    assert on.all_of("epoch") == [known + 1]


# -- pairs ------------------------------------------------------------------------------------------
def test_pairs_are_predicted_in_a_table_of_their_own() -> None:
    app = opened(**SMALL)
    app.text_input(key="train-pairs").set_value("（30、70）； 1.5,2").run()
    found = packet(well(app))
    assert not app.error
    assert link(app)["pairs"] == "30,70; 1.5,2"
    frame = found.frames[0]
    truth = np.array([100, -40, 40, 3.5, -0.5, 0.5])
    assert list(frame["pairs"]) == [30, 70, 1.5, 2]
    np.testing.assert_allclose(frame["truths"], truth)
    np.testing.assert_allclose(np.subtract(frame["predictions"], frame["errors"]), truth, atol=1e-4)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "kind", "values"),
    [
        ("1,2; x", "pairs_form", {"value": "x"}),
        ("1,2; 1e9,0", "pairs_range", {"value": "1e9,0"}),
        ("1,2;" * 9, "pairs_count", {"value": "9", "most": 8}),
        ("", "pairs_count", {"value": "0", "most": 8}),
    ],
)
def test_pairs_that_cannot_be_read_are_answered_and_the_last_good_ones_stay(
    language: Language, typed: str, kind: str, values: dict[str, Any]
) -> None:
    app = opened(**SMALL, lang=language)
    app.text_input(key="train-pairs").set_value("5,6").run()
    good = packet(well(app))
    app.text_input(key="train-pairs").set_value(typed).run()
    well(app)
    assert [error.value for error in app.error] == [Text("train", language)(f"error.{kind}", **values)]
    assert link(app)["pairs"] == "5,6"
    assert packet(app, good.head["spec"]["layout"]).head["spec_id"] == good.head["spec_id"]


# -- links ------------------------------------------------------------------------------------------
def test_a_link_sets_every_control() -> None:
    asks = {
        "stream": "seeded",
        "noise": "10",
        "features": "x,yy",
        "curve": "sin",
        "rows": "0,1:1;1,1:0",
        "split_seed": "3",
        "output": "tanh",
        "bias": "0",
        "init_size": "0.5",
        "clip": "1",
        "stop": "0.001",
        "stop_accuracy": "99",
        "reduction": "sum",
        "samples": "80",
        "data_seed": "7",
        "train_fraction": "0.5",
        "standardise": "0",
        "hidden": "3tanh-2leaky_relu",
        "init": "glorot_uniform",
        "seed": "9",
        "optimizer": "momentum",
        "rate": "0.001",
        "rates": "5:0.1;20:0.01",
        "batch_size": "16",
        "l1": "1e-5",
        "l2": "0.0001",
        "epochs": "77",
        "layer": "2",
        "pairs": "1,2; 3,4",
        "weight": "W2[0,1]",
        "sample": "3",
        "discrete": "1",
        "histograms": "1",
        "beside": "rate:0.1",
    }
    others = {"problem", "loss", "sweep"}  # of which this one has no other, or which show something else
    assert set(asks) | others == {name for name, one in SETTINGS.items() if not one.by_player}
    app = opened(**asks)
    assert not app.warning
    assert link(app) == asks
    assert app.number_input(key="train-samples").value == 80
    assert app.select_slider(key="train-batch_size").value == 16
    assert app.selectbox(key="train-activation1").value == "leaky_relu"
    assert app.text_input(key="train-pairs").value == "1,2; 3,4"
    again = opened(**link(app))
    assert repr(packet(again).frames) == repr(packet(app).frames)


def test_a_problem_is_asked_for_by_a_link() -> None:
    asks = {"problem": "circle", "noise": "10", "features": "x,yy", "loss": "half_squared_error", "bias": "0"}
    app = opened(**asks)
    assert not app.warning
    assert not app.exception
    assert link(app) == asks
    assert app.selectbox(key="train-problem").value == "circle"
    assert app.select_slider(key="train-noise").value == 0.1
    assert app.selectbox(key="train-output").value == "sigmoid"
    chosen = app.selectbox(key="train-problem").set_value("three").run()
    assert not chosen.exception
    assert link(chosen) == {"problem": "three"}


HOSTILE = {
    "samples": "1e400",
    "rate": "NaN",
    "hidden": "99relu",
    "seed": "<script>alert(1)</script>",
    "optimizer": "x" * 10_000,
    "train_fraction": "2",
    "evil": "1",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_link_is_complained_of_and_the_page_stays_usable(language: Language) -> None:
    app, frame = opened(lang=language, **HOSTILE), Text("frame", language)
    shown = [one.value.replace("\\", "") for one in app.warning]
    expected = [
        frame("link.unknown", name="evil"),
        frame("link.changed", name="samples", value="1e400", used="20000"),
        frame("link.changed", name="train_fraction", value="2", used="1"),
        frame("link.changed", name="hidden", value="99relu", used="32relu"),
        frame("link.changed", name="seed", value="<script>alert(1)</script>", used="0"),
        frame("link.changed", name="optimizer", value="x" * 40, used="sgd"),
        frame("link.changed", name="rate", value="NaN", used="0.01"),
    ]
    assert sorted(shown) == sorted(expected)
    assert link(app) == {"samples": "20000", "hidden": "32relu", "train_fraction": "1"}
    app.number_input(key="train-samples").set_value(100).run()
    assert packet(well(app)).all_of("epoch") == [0]
    assert not app.warning, "complaints go when a setting is changed"


MARKS = {
    "![x](//evil.example/a)": r"\!\[x\]\(",
    "[x](//evil.example)": r"\[x\]\(",
    "**x**": r"\*\*x\*\*",
    "`x`": r"\`x\`",
    "<b>": r"\<b\>",
    ":material/x:": r"\:material",
}


@pytest.mark.parametrize("mark", MARKS)
def test_what_a_link_says_is_shown_as_it_is_and_not_read_as_markdown(mark: str) -> None:
    app = opened(**SMALL, seed=mark, **{mark: "1"})
    assert len(app.warning) == 2
    for one in app.warning:
        assert MARKS[mark] in one.value
        assert mark in one.value.replace("\\", "")


@pytest.mark.parametrize(
    "ask",
    [
        {"samples": "10", "train_fraction": "0.1"},
        {"samples": "10", "train_fraction": "0.9", "batch_size": "4096"},
        {"samples": "20000", "hidden": "-".join(["32relu"] * MOST_LAYERS)},
        {"hidden": ""},
        {"init": "zeros", "stream": "seeded"},
        {"pairs": "1e6,-1e6"},
        {"rate": "5", "standardise": "0"},
    ],
)
def test_settings_at_their_limits_run(ask: dict[str, str]) -> None:
    app = opened(**ask)
    assert not app.warning
    first = packet(app)
    answer = asked(app, first, want="step", count=1, known=0, speed="1")
    assert answer.all_of("epoch") == [1]


def test_a_run_that_does_not_fit_waits_its_turn_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    other = session.Store()
    full = room.Room(2**20)
    assert full.take(other, 2**20)
    monkeypatch.setattr(room, "runs", lambda: full)
    app = AppTest.from_file(str(FRAME), default_timeout=60).switch_page("train.py").run()
    assert not app.exception
    assert [one.value for one in app.info] == [Text("train", "en")("waiting.full")]
    assert not components(app, "nnviz_player")
    del other
    assert not well(app.run()).info
