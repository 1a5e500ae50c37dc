"""What is said about a run: every finding in both languages, the progress, and the panels as a whole."""

import json
import re
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import Any

import numpy as np
import pytest

import nnviz
from nnviz import DivergedError, ExperimentConfig, Finding, Unit
from nnviz.experiments.cure_trials import TriedCure
from nnviz.training.rate_advice import round_rates
from pages.parts.train.card import LINKS
from pages.parts.train.findings.cures import can_be_set, cured
from pages.parts.train.findings.notices import Notice
from pages.parts.train.frames import Film
from pages.parts.train.naming import names_of
from pages.parts.train.notes import captions, finding_notes, guesses
from pages.parts.train.panels import panels as training_view
from pages.parts.train.panels.network_panel import network_panel
from pages.parts.train.run import training_session as live_module
from pages.parts.train.run.speed_meter import Progress
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import PAIRS, RATES, START
from pages.parts.train.views.article import SURFACE
from pages.shared.player import fixed_timeline
from pages.shared.player.unseen_words import unseen_words
from pages.shared.protocol.answers import Note, Notes
from pages.shared.protocol.bindings import BelowBinding
from pages.shared.protocol.elements import Lens
from pages.shared.protocol.panels import ChoicesPanel, FigurePanel, NotesPanel, ScenePanel
from pages.shared.text import LANGUAGES, Language, Text, entries
from pages.shared.theme import ThemeName
from tests.every import every

EN, JA = Text("train", "en"), Text("train", "ja")
NOBODY = captions.Said(START)
SMALL = ExperimentConfig(stream="seeded", samples=100, hidden=((4, "tanh"),))
UNITS = (Unit(1, 3), Unit(2, 1), Unit(2, 4))

FINDINGS: dict[str, dict[str, Any]] = {
    "diverged": {"step": 7, "layer": 2, "loss": 1.23456e300, "rate": 1.0, "suggested_rate": 0.1},
    "exploding": {"loss": 12345.6, "first_loss": 2.0, "rate": 0.5, "suggested_rate": 0.05},
    "rising": {
        "step": 193,
        "epoch": 1193.0,
        "low_loss": 0.0166,
        "loss": 0.25,
        "rate": 0.2,
        "suggested_rate": 0.03,
    },
    "dead_units": {"units": UNITS, "since": (120.0, 4.0, 35.0)},
    "stuck": {"epochs": 12345.0, "loss": 0.49999, "output": 1, "share": 0.8},
    "learned": {"error": 0.1},
    "test_gap": {"ratio": 2.5, "train_loss": 0.2, "test_loss": 0.5},
    "many_parameters": {"parameters": 47, "samples": 21},
    "zero_start": {"layers": (1, 2)},
    "saturated_units": {"units": UNITS, "slope": 0.03},
    "no_curve": {"loss": 0.25, "right": None},
    "rate_too_large": {"rate": 0.5, "limit": 0.0123456},
    "rate_too_small": {"rate": 1e-4, "limit": 0.5, "fall": 0.0123, "epochs": 1200.0},
    "plateau": {"level": "mean", "value": 0.0027805, "loss": 0.00279, "epochs": 400.0, "rows": None},
    "too_few_units": {"layer": 1, "units": 2},
    "one_class": {"class": 0, "samples": 70},
    "out_of_reach": {"output": "sigmoid", "low": 0, "high": 1, "least": 0.5, "most": 2.0, "floor": 0.25},
    "leakage": {"input": 1, "target": 0, "samples": 12},
    "unscaled_inputs": {"input": 1, "least": 852.0, "most": 4478.0},
}
TRIED = "Try {} and press “Back to the same start”: in a short trial from there, the loss did not rise."
NO_RATE = (
    "Even the smallest rate on the slider may be too large. Standardize the data, or try fewer layers or "
    "another seed."
)
SENTENCES = {
    "diverged": "Diverged at update 7 in layer 2 (loss 1.23e300): the learning rate 1 is too large. "
    f"{TRIED.format(0.1)} The last finite parameters were kept.",
    "exploding": "The loss has grown from 2 to 1.23e4: the learning rate 0.5 is too large. "
    f"{TRIED.format(0.05)}",
    "rising": "The loss has risen from 0.0166 at epoch 1,193 to 0.25: the learning rate 0.2 may be too large."
    f" {TRIED.format(0.03)}",
    "dead_units": "Dead at the moment, since epoch 120 at the latest: layer 1, unit 3; layer 2, unit 1, 4. "
    "Such a unit outputs 0 for every training sample and its slope is 0, so its own weights get no gradient. "
    "From layer 2 on, changes in earlier layers can revive it. Try a smaller learning rate, Leaky ReLU or "
    "another seed.",
    "stuck": "Plateau: for 12,345 epochs the loss has stayed within 1 % of 0.5. Waiting may not help.",
    "learned": "Learned: on new pairs the error is below 0.1.",
    "test_gap": "The test loss is 2.5 times the training loss: the network fits the training data much "
    "better than new data (overfitting). More samples or stronger L2 may help.",
    "many_parameters": "47 parameters for only 21 training samples: the network may overfit. Compare "
    "training and test loss.",
    "zero_start": "All units of layer 1, 2 have the same weights, so they get the same gradient and stay "
    "alike. Together they do no more than a single unit. Try an initializer with random weights.",
    "saturated_units": "Saturated at the moment: layer 1, unit 3; layer 2, unit 1, 4. On at least 9 in 10 "
    "training samples their slope is below 3 % of its maximum, so hardly any gradient gets through. Try "
    "standardized data, smaller starting weights or ReLU.",
    "no_curve": "Nothing bends between inputs and output: without a curved activation in a hidden layer, the "
    "network is linear, a straight line or (with more inputs) a plane. The best one has the loss 0.25. Try a "
    "hidden layer with tanh or ReLU.",
    "rate_too_large": "The learning rate 0.5 is above its current limit, 0.0123 (two divided by the "
    "largest curvature of the loss): in the most curved direction an update goes too far. Try a rate below "
    "the limit.",
    "rate_too_small": "In the last 1,200 epochs the loss has fallen by only 1.2 %. The learning rate 0.0001 "
    "is far below its current limit, 0.5. A larger one may be faster.",
    "plateau": "For 400 epochs the loss has stayed at 0.00279. Always answering the mean gives 0.00278, "
    "half the variance 0.005561: so far the network has learned no more than that.",
    "too_few_units": "All information passes through layer 1, which has only 2 units. That may be too few "
    "here. Try more units.",
    "one_class": "There are 70 training samples, all of class 0: there is nothing to tell apart. Try "
    "shuffling the samples before they are split, or add samples of another class.",
    "out_of_reach": "The output (sigmoid) only gives numbers from 0 to 1, but the targets go from 0.5 to 2: "
    "the loss cannot fall below 0.25. Try a linear output, or scale the targets.",
    "leakage": "The input b is the same as the target a + b in all 12 training samples. If you do not know "
    "it before you predict, leave it out (data leakage).",
    "unscaled_inputs": "The data are not standardized: inputs run up to 100, targets up to 200, so gradients "
    "are hundreds or thousands of times larger. With usual learning rates the first updates overshoot, and "
    "ReLU units often die.",
}


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer on a busy machine is late, not short."""
    monkeypatch.setattr(live_module, "LONGEST", 20.0)


def opened(config: ExperimentConfig = SMALL, target: int = 1000) -> tuple[Live, Film]:
    live = Live(config, target)
    return live, Film(live.experiment, np.array(PAIRS))


def said(kind: str, text: Text = EN, **values: Any) -> Note:
    """What is said of one finding, of a run that is looked at with the settings of the start."""
    found = Finding(kind, FINDINGS[kind] | values)
    live, _ = opened()
    tried = {kind: ()}  # what is only presumed is said when something was tried
    live.noticed[:] = [Notice(9.0, 9.0, (found,), (0.1, 0.3, 0.2), tried)]
    ((_, (line,)),) = captions.notes(live, text, -1.0, NOBODY)
    return line


def texts_of(notes: Notes) -> list[tuple[float, list[str]]]:
    return [(step, [line.text for line in lines]) for step, lines in notes]


# -- findings ------------------------------------------------------------------------------------
def test_every_kind_of_finding_is_tried_here() -> None:
    """The kinds are those that the diagnosis lists in its own words."""
    named = re.findall(r'- "(\w+)":', nnviz.diagnosis.Finding.__doc__ or "")
    assert set(named) == set(FINDINGS) == set(SENTENCES)


@every("kind", FINDINGS)
def test_a_finding_becomes_a_sentence_with_its_numbers(kind: str) -> None:
    assert said(kind).text == SENTENCES[kind]


@every("language", LANGUAGES)
@every("kind", FINDINGS)
def test_no_field_is_left_open_in_any_language(kind: str, language: Language) -> None:
    note = said(kind, Text("train", language))
    assert not set("{}") & set(note.text)
    numbers = set(re.findall(r"\d[\d,.]*", SENTENCES[kind])) - {"0", "1", "0."}
    assert all(number.rstrip(",.") in note.text for number in numbers)


@every("rate", [None, 5e-6])
@every("kind", ["diverged", "exploding", "rising"])
def test_a_rate_that_was_not_tried_or_cannot_be_chosen_is_not_suggested(
    kind: str, rate: float | None
) -> None:
    assert EN("finding.no_rate") == NO_RATE
    for text in (EN, JA):
        remedy = text("finding.no_rate")
        found = Finding(kind, FINDINGS[kind] | {"suggested_rate": rate})
        sentence = finding_notes.note(found, text).text
        assert remedy in sentence
        assert "None" not in sentence
        assert "5e-6" not in sentence


def test_what_the_core_suggests_is_on_the_slider() -> None:
    suggested = takewhile(lambda rate: rate >= RATES[0], round_rates(RATES[-1]))
    assert sorted(suggested) == list(RATES)


def test_units_that_are_dead_before_any_training_are_told_of_when_some_training_has_not_revived_them() -> (
    None
):
    config = replace(SMALL, hidden=((4, "relu"), (4, "relu")), samples=200)
    starts = [opened(replace(config, seed=seed)) for seed in range(40)]
    dead = [(live, film) for live, film in starts if nnviz.diagnose(live.experiment)]
    assert dead, "some start with a dead unit"
    for live, film in dead:
        assert live.noticed[0].findings == ()
        live.more(film, 0.0, 1, 1)
        kinds = {found.kind for notice in live.noticed[1:] for found in notice.findings}
        assert ("dead_units" in kinds) == bool(nnviz.diagnose(live.experiment))


def test_what_ends_a_run_stands_first_and_advice_does_not_contradict_itself() -> None:
    live, _ = opened(replace(SMALL, standardise=False))
    kinds = ("dead_units", "stuck", "exploding")
    helped = {"stuck": (TriedCure("leaky", 1, {"hidden": ((4, "leaky_relu"),)}, 1.0, 0.1),)}
    live.noticed[:] = [
        Notice(9.0, 9.0, tuple(Finding(kind, FINDINGS[kind]) for kind in kinds), (0.1, 0.3, 0.2), helped)
    ]
    ((_, lines),) = captions.notes(live, EN, -1.0, replace(NOBODY, changed=("optimizer",)))
    assert [line.level for line in lines] == ["error", "warning", "warning"]
    told = [line.text for line in lines]
    assert told[0] == SENTENCES["exploding"]
    assert told[1].startswith(SENTENCES["stuck"]), "what can be done stands before what is"
    assert "smaller learning rate" in told[2]
    assert [action.id for action in lines[1].actions] == ["cure.leaky"], "and nothing that was not tried"


def test_no_sentence_claims_what_is_not_proven() -> None:
    for key, entry in entries(EN.folder / "train.toml").items():
        if key.startswith("finding."):
            assert not re.search(r"\b(never|always|will)\b", entry["en"]), key


def test_dead_units_are_gathered_by_layer_in_japanese_too() -> None:
    found = finding_notes.note(Finding("dead_units", FINDINGS["dead_units"]), JA).text
    assert found.startswith(
        "死んだユニット (遅くともエポック 120 から): 第1層のユニット 3、第2層のユニット 1、4。"
    )


def test_what_ends_a_run_is_an_error_and_the_rest_are_warnings() -> None:
    levels = {kind: said(kind).level for kind in FINDINGS}
    assert {kind for kind, level in levels.items() if level == "error"} == {"diverged", "exploding"}
    assert {kind for kind, level in levels.items() if level == "good"} == {"learned"}
    assert set(levels.values()) == {"error", "warning", "good"}


@pytest.mark.parametrize("loss", [float("inf"), float("nan")])
def test_a_loss_that_is_no_number_is_said_to_be_endless(loss: float) -> None:
    note = finding_notes.note(Finding("diverged", FINDINGS["diverged"] | {"loss": loss}), EN)
    assert "(loss ∞)" in note.text


# -- the status line -------------------------------------------------------------------------------
def test_before_the_first_epoch_the_status_says_how_many_there_will_be() -> None:
    live, _ = opened(target=20_000)
    assert captions.status(live, EN) == "20,000 epochs in all"
    assert captions.status(live, JA) == "全部で 20,000 エポック"


def test_while_it_runs_the_status_says_progress_and_a_round_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    live, _ = opened(target=20_000)
    monkeypatch.setattr(Live, "progress", Progress(1234.0, 20_000, 4321.5))
    assert captions.status(live, EN) == "1,234 of 20,000 epochs · about 4,000 epochs/s"
    assert captions.status(live, JA) == "1,234 / 20,000 エポック ・ 毎秒およそ 4,000 エポック"


def test_at_the_end_the_status_says_so() -> None:
    live, film = opened(target=2)
    live.more(film, 0.0, 8, 1)
    assert captions.status(live, EN) == "all 2 epochs done"
    assert captions.status(live, JA) == "2 エポックすべて終わりました"


def test_a_run_that_exploded_stopped_where_it_stands() -> None:
    live, film = opened()
    live.more(film, 0.0, 3, 1)
    live.diverged = DivergedError(4, 1e300, 1, 1.0)
    assert captions.status(live, EN) == "stopped at epoch 3"
    assert captions.status(live, JA) == "エポック 3 で止まりました"


# -- notes --------------------------------------------------------------------------------------------
def noticed(live: Live, *steps: float) -> None:
    """Put a dead unit of its own at each of the steps."""
    live.noticed[1:] = [
        Notice(
            step, step, (Finding("dead_units", {"units": (Unit(1, at),), "since": (2.0,)}),), (0.1, 0.3, 0.2)
        )
        for at, step in enumerate(steps, start=1)
    ]


def test_only_notes_from_the_known_step_on_are_told() -> None:
    """The known step too: what ends a run may be found out at a step that has been sent already."""
    live, _ = opened()
    noticed(live, 10.0, 20.0, 30.0)
    assert [step for step, _ in captions.notes(live, EN, -1.0, NOBODY)] == [0, 10, 20, 30]
    found = captions.notes(live, EN, 10.0, NOBODY)
    assert [step for step, _ in found] == [10, 20, 30]
    assert [lines[0].text.split(".")[0] for _, lines in found] == [
        f"Dead at the moment, since epoch 2 at the latest: layer 1, unit {at}" for at in (1, 2, 3)
    ]
    assert [step for step, _ in captions.notes(live, EN, 10.5, NOBODY)] == [20, 30]


def test_when_there_is_nothing_to_say_nothing_is_said() -> None:
    live, _ = opened()
    assert texts_of(captions.notes(live, EN, -1.0, NOBODY)) == [(0.0, [])]


def test_a_new_start_says_what_it_was_due_to_at_its_first_step_only() -> None:
    live, _ = opened()
    noticed(live, 10.0)
    changed = ("the hidden layers", "the optimizer")
    (first, then) = captions.notes(live, EN, -1.0, replace(NOBODY, changed=changed))
    sentence = "Started again from the same seeds, because you changed: the hidden layers, the optimizer."
    assert first == (0.0, (Note("info", sentence),))
    assert [line.level for line in then[1]] == ["warning"]
    japanese = captions.notes(live, JA, -1.0, replace(NOBODY, changed=("隠れ層", "最適化手法")))[0][1][0].text
    assert japanese.startswith("隠れ層、最適化手法を変えたので")


def test_raw_data_are_warned_of_from_the_start() -> None:
    live, _ = opened(replace(SMALL, standardise=False))
    ((_, (line, *_)),) = captions.notes(live, EN, -1.0, NOBODY)
    assert line.level == "warning"
    assert line.text.startswith("The data are not standardized")


# -- what is left, what helps, what is learned ------------------------------------------------------------
def test_a_plateau_names_the_output_that_nearly_all_of_the_loss_comes_from() -> None:
    line = said("stuck", share=0.976)
    assert "98 % of it comes from a − b" in line.text
    assert "98 % は a − b から" in said("stuck", JA, share=0.976).text
    assert "a − b" not in said("stuck", share=0.8).text
    assert "%" not in said("stuck", output=None, share=None).text.replace("1 %", "")


def test_the_cures_that_helped_are_buttons_those_that_helped_most_first() -> None:
    live, _ = opened()
    tried = tuple(
        TriedCure(name, number, nnviz.experiments.cures.changed(START.experiment, name, number), 1.0, after)
        for name, number, after in (("adam", 1, 0.5), ("seed", 3, 0.2), ("rate", 1, 0.1), ("leaky", 1, 0.6))
    )
    found = Finding("stuck", FINDINGS["stuck"])
    live.noticed[:] = [Notice(9.0, 9.0, (found,), (0.1, 0.3, 0.2), {"stuck": tried})]
    ((_, (line,)),) = captions.notes(live, EN, -1.0, NOBODY)
    assert line.text == f"{SENTENCES['stuck']} Better in a short trial:"
    assert [(action.id, action.label) for action in line.actions] == [
        ("cure.rate", "Learning rate 0.1"),
        ("cure.seed3", "Another seed"),
        ("cure.adam", "Adam"),
    ]


def test_a_loss_that_stays_is_told_once_by_the_finding_that_says_more() -> None:
    pair = tuple(Finding(kind, FINDINGS[kind]) for kind in ("plateau", "stuck"))
    named = (pair[0], Finding("stuck", FINDINGS["stuck"] | {"share": 0.95}))
    live, _ = opened()
    for findings, kind in ((pair, "plateau"), (named, "stuck")):
        live.noticed[:] = [Notice(9.0, 9.0, findings, (0.1, 0.3, 0.2))]
        ((_, (line,)),) = captions.notes(live, EN, -1.0, NOBODY)
        assert line.finding == kind


def test_a_cure_that_the_controls_do_not_have_is_no_button() -> None:
    wide = replace(START, hidden=((32, "relu"),))
    assert not can_be_set({"hidden": ((64, "relu"),)})
    assert cured(wide, "units") == wide
    assert not can_be_set({"rate": 1e-7})
    assert not can_be_set({"samples": 40_000})
    assert can_be_set({"rate": 1e-3, "l2": 1e-3, "seed": 4, "samples": 400})


def test_after_learning_a_pair_outside_of_the_data_is_offered_and_then_explained() -> None:
    (offer,) = said("learned").actions
    assert (offer.id, offer.label) == ("pair.outside", "Now try 888, 122")
    live, _ = opened()
    live.noticed[:] = [Notice(9.0, 9.0, (Finding("learned", {"error": 0.1}),), (0.1, 0.3, 0.2))]
    asked = captions.Said(replace(START, pairs=((888.0, 122.0),)))
    ((_, (line,)),) = captions.notes(live, EN, -1.0, asked)
    assert line.actions == ()
    assert "far outside the training data" in line.text


def test_a_guess_is_answered_when_the_run_is_stuck_or_has_learned() -> None:
    live, _ = opened()
    asked = guesses.prompt(live, EN)
    assert asked is not None
    assert asked.options == ("a + b", "a − b", "|a − b|", "none")
    assert (asked.right, asked.since) == ("", guesses.NEVER)
    assert guesses.answered(live, EN) is None
    noticed(live, 10.0)
    assert guesses.answered(live, EN) is None, "a dead unit is no answer"
    live.noticed.append(Notice(2000.0, 2000.0, (Finding("stuck", FINDINGS["stuck"]),), (0.1, 0.3, 0.2)))
    stuck = guesses.answered(live, EN)
    assert stuck is not None
    assert (stuck.id, stuck.right, stuck.since) == (asked.id, "a − b", 2000.0)
    assert stuck.no == (
        "You said “{guess}”. It is “a − b”: the loss has stopped falling, and 80 % of what is left comes "
        "from it."
    )
    live.noticed.append(Notice(3000.0, 3000.0, (Finding("learned", {"error": 0.1}),), (0.0, 0.0, 0.0)))
    learned = guesses.answered(live, EN)
    assert learned is not None
    assert (learned.right, learned.since) == ("none", 3000.0)


def test_the_run_of_the_article_fails_at_the_difference_and_its_picture_says_so() -> None:
    """The real run: nothing is marked before the plateau is found, then the output a − b alone."""
    live, film = opened(ExperimentConfig(), target=20_000)
    known = 0.0
    while not any(notice.failing is not None for notice in live.noticed) and not live.ended:
        frames = live.more(film, known, 1, 1000)
        known = float(frames["step"][-1, 0])
    stuck = live.noticed[-1]
    assert stuck.failing == 1
    assert stuck.epoch <= float(LINKS["stuck"]["epoch"]), "the link of the card opens where it is told"
    past = live.past(film)
    before = past["step"][:, 0] < stuck.step
    assert not past["marked"][before].any()
    assert past["marked"][~before].tolist() == [[0, 1, 0]] * int((~before).sum())
    assert guesses.answered(live, EN) is not None


@pytest.mark.parametrize("pictures", [1, 2, 3, 6])
def test_a_run_that_explodes_tells_why_however_many_pictures_are_asked_for(pictures: int) -> None:
    live, film = opened(replace(SMALL, standardise=False, hidden=((4, "linear"),)))
    live.tune(replace(live.values, rate=1.0, l2=0.0))
    known, told = 0.0, []
    while not live.ended:
        frames = live.more(film, known, pictures, 1)
        told += texts_of(captions.notes(live, EN, known, NOBODY))
        known = float(frames["step"][-1, 0]) if len(frames) else known
    assert live.diverged is not None
    sentences = [sentence for _, lines in told for sentence in lines]
    assert any(sentence.startswith(f"Diverged at update {live.diverged.step} ") for sentence in sentences)


# -- panels ---------------------------------------------------------------------------------------------
SHAPES = {
    "the article's": ((4, "relu"), (4, "relu")),
    "none hidden": (),
    "largest": ((32, "relu"),) * 6,
    "wide": ((13, "tanh"), (2, "sigmoid")),
}


def described(
    shape: str, language: Language = "en", theme: ThemeName = "light"
) -> tuple[Film, dict[str, Any]]:
    live, film = opened(replace(SMALL, hidden=SHAPES[shape]))
    return film, json.loads(training_view.spec(live, film, 1, Text("train", language), theme).json)


@every("language", LANGUAGES)
@every("shape", SHAPES)
def test_every_panel_reads_fields_that_are_there(shape: str, language: Language) -> None:
    film, spec = described(shape, language)
    lengths = {field.name: field.length for field in film.layout.fields}
    ids = [panel["id"] for panel in spec["panels"]]
    assert len(ids) == len(set(ids))
    assert spec["clock"] in lengths
    for panel in spec["panels"]:
        assert panel["title"]
        assert panel["alt"]
        for paint in panel.get("paints", []):
            assert paint["start"] + paint["rows"] * paint["columns"] <= lengths[paint["field"]]
            z = panel["figure"]["data"][paint["trace"]]
            assert z["type"] == "heatmap"
            assert paint["low"] == -paint["high"] == z["zmin"]
        for line in (panel.get("curves") or {"lines": []})["lines"]:
            assert lengths[line["field"]] == 1
        looked = {"chosen", "frozen", "off"} if panel["id"] == "network" else set()  # come with a look
        for binding in [] if panel.get("look") else panel.get("bindings", []):
            assert binding["field"] in lengths.keys() | looked


def test_the_panels_stand_in_their_order() -> None:
    _, spec = described("the article's")
    assert [panel["id"] for panel in spec["panels"]] == [
        *("network", "loss", "slope", "notes", "matrix1", "about", "goals"),
        *(f"{kind}{target}" for target in (1, 2, 3) for kind in ("surface", "table")),
        *("matrix2", "matrix3", "gradients", "updates", "histograms"),
    ]
    rooms = {panel["id"]: panel["room"] for panel in spec["panels"]}
    assert [id_ for id_, room in rooms.items() if room == "picture"] == ["network"]
    assert [id_ for id_, room in rooms.items() if room == "beside"] == ["loss", "slope", "notes", "matrix1"]


@every("asked, chosen", [(1, 1), (2, 2), (3, 3), (7, 3)])
def test_the_weights_of_the_chosen_layer_stand_beside_the_picture(asked: int, chosen: int) -> None:
    live, film = opened(replace(SMALL, hidden=SHAPES["the article's"]))
    panels = list(training_view.panels(live, film, asked, EN, "light"))
    matrices = {panel.id: panel.room for panel in panels if panel.id.startswith("matrix")}
    assert [id_ for id_, room in matrices.items() if room == "beside"] == [f"matrix{chosen}"]
    assert len(matrices) == 3


def test_the_classes_of_standardized_samples_are_not_said_to_be_standardized() -> None:
    config = ExperimentConfig(problem="circle", samples=40, standardise=True, hidden=((2, "tanh"),))
    _, film = opened(config)
    elements = network_panel(film, True, 1, EN).scene.elements
    details = {lens.of: lens.detail for lens in elements if isinstance(lens, Lens)}
    assert details["u1.1"] == "The inputs are standardized here: mean 0, standard deviation 1."
    assert details["u2.1"] == "The output is not standardized."


def test_what_is_seen_of_a_unit_under_the_hand_is_its_map_and_its_formula() -> None:
    live, film = opened(replace(SMALL, hidden=((2, "relu"), (1, "tanh"))))
    elements = network_panel(film, True, 1, EN).scene.elements
    lenses = {lens.of: lens for lens in elements if isinstance(lens, Lens)}
    ids = {element.id for element in elements}
    assert set(lenses) == {"u1.1", "u1.2", "u2.1", "u3.1", "u3.2", "u3.3"}
    assert all(lens.map in ids and lens.of in ids for lens in lenses.values())
    assert (lenses["u1.2"].words, lenses["u1.2"].numbers) == (
        ("relu(", " a ", " b ", ")"),
        (("W1", 1), ("W1", 3), ("b1", 1)),
    )
    assert lenses["u2.1"].words == ("tanh(", " a1.1 ", " a1.2 ", ")")
    assert (lenses["u3.3"].words, lenses["u3.3"].numbers) == (("", " a2.1 ", ""), (("W3", 2), ("b3", 2)))
    assert "standardized here" in lenses["u1.1"].detail
    assert "standardized here" in lenses["u3.1"].detail
    assert lenses["u2.1"].detail == ""
    frame = film.frames([live.experiment.record()])[0]
    W, b = film.viewer.weights[0], film.viewer.biases[0]
    shown = [frame[name][at] for name, at in lenses["u1.2"].numbers]
    np.testing.assert_allclose(shown, [*W[:, 1], b[1]], rtol=1e-6)


def test_matrices_are_labelled_by_what_flows_through_them() -> None:
    _, spec = described("the article's")
    panels = {panel["id"]: panel for panel in spec["panels"]}
    names = {
        name: [panel["figure"]["layout"][axis]["ticktext"] for axis in ("yaxis", "xaxis", "yaxis2")]
        for name, panel in panels.items()
        if name.startswith("matrix")
    }
    units = [[f"{layer}.{unit}" for unit in range(1, 5)] for layer in (1, 2)]
    assert names == {
        "matrix1": [["a", "b"], units[0], ["bias"]],
        "matrix2": [[f"a{name}" for name in units[0]], units[1], ["bias"]],
        "matrix3": [[f"a{name}" for name in units[1]], ["a + b", "a − b", "|a − b|"], ["bias"]],
    }
    assert [panels[f"matrix{layer}"]["title"] for layer in (1, 2, 3)] == [
        "Layer 1: W1 (2, 4) and b1 (4,)",
        "Layer 2: W2 (4, 4) and b2 (4,)",
        "Layer 3: W3 (4, 3) and b3 (3,)",
    ]


def test_numbers_stand_in_the_cells_where_they_fit() -> None:
    for shape, fits in (("the article's", True), ("wide", False), ("largest", False)):
        panels = {panel["id"]: panel for panel in described(shape)[1]["panels"]}
        formats = {paint["format"] is not None for paint in panels["matrix1"]["paints"]}
        assert formats == {fits}, shape


def test_the_loss_panel_shows_the_loss_of_the_mean_as_its_reference() -> None:
    live, film = opened(ExperimentConfig())
    spec = json.loads(training_view.spec(live, film, 1, EN, "light").json)
    (loss,) = [panel for panel in spec["panels"] if panel["id"] == "loss"]
    rule, _line = loss["figure"]["layout"]["shapes"]
    assert rule["y0"] == rule["y1"] == pytest.approx(1.5)
    names = [trace["name"] for trace in loss["figure"]["data"]]
    assert names[:3] == ["training", "test", "always the mean: 1.5"]
    assert names[3].startswith("best straight line: ")
    assert [loss["figure"]["layout"][axis]["type"] for axis in ("xaxis", "yaxis")] == ["log", "log"]
    assert [switch["pressed"] for switch in loss["switches"]] == [True, True]
    assert [line["field"] for line in loss["curves"]["lines"]] == ["train", "test"]
    assert (loss["curves"]["x"], loss["cursor"]) == ("epoch", "epoch")


def test_surfaces_show_the_rule_in_original_units() -> None:
    film, spec = described("the article's")
    panels = {panel["id"]: panel for panel in spec["panels"]}
    for target, limit in enumerate((200, 100, 100)):
        panel = panels[f"surface{target + 1}"]
        (paint,) = panel["paints"]
        assert (paint["field"], paint["low"], paint["high"]) == ("surfaces", -limit, limit)
        assert paint["start"] == target * SURFACE**2
        assert panel["detail"] == f"full colour at ±{limit}"
        assert panel["title"] == names_of(film.experiment, EN).outputs[target]


def test_the_spec_is_the_same_whatever_pairs_are_asked() -> None:
    live, film = opened()
    other = Film(live.experiment, np.array(PAIRS) + 1)
    specs = [training_view.spec(live, one, 1, EN, "light") for one in (film, other)]
    assert specs[0].id == specs[1].id
    frames = [one.frames([live.experiment.trainer.history[0]])[0] for one in (film, other)]
    assert frames[0]["pairs"].tolist() == np.array(PAIRS).ravel().tolist()
    assert frames[1]["pairs"].tolist() == (np.array(PAIRS) + 1).ravel().tolist()
    assert frames[0]["truths"][:3].tolist() == [100, -40, 40]
    assert frames[1]["truths"][:3].tolist() == [102, -40, 40]


def test_only_layers_of_relu_are_looked_at_for_dead_units() -> None:
    live, film = opened(replace(SMALL, hidden=((3, "tanh"), (2, "relu"))))
    panel = network_panel(film, True, 1, EN)
    states = [binding for binding in panel.scene.bindings if isinstance(binding, BelowBinding)]
    assert {id_ for binding in states for id_ in binding.ids if id_.startswith("u")} == {"u2.1", "u2.2"}
    assert {binding.start for binding in states} == {3}
    assert live.noticed[0].findings == ()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_visitor_costs_at_most_900_kilobytes_a_second_and_200_for_a_small_network(shape: str) -> None:
    film, spec = described(shape)
    pictures, stride = 1000 / spec["period"], film.layout.dtype.itemsize
    assert pictures * stride <= (200_000 if stride < 4300 else 900_001)
    assert spec["period"] >= 21
    assert spec["ahead"] >= 1


def test_every_pace_is_offered_in_order() -> None:
    _, spec = described("the article's")
    assert [speed["id"] for speed in spec["speeds"]] == ["auto", "1", "10", "100", "1000"]
    paces = [int(speed["id"]) for speed in spec["speeds"][1:]]
    assert all(before < after for before, after in pairwise(paces))
    assert spec["speeds"][4]["label"] == "every 1,000 epochs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_caption_leaves_its_fields_to_the_player(language: Language) -> None:
    _, spec = described("the article's", language)
    for sentence in (spec["caption"], spec["spoken"]):
        assert set(re.findall(r"{(\w+)}", sentence)) == set(spec["formats"]) == {"epoch", "train", "test"}
    unseen = unseen_words(Text("player", language))
    assert set(spec["words"]) == {*training_view.WORDS, *fixed_timeline.WORDS, *unseen, "stay"}


def test_the_prose_of_the_spec_is_all_in_the_visitors_language() -> None:
    english, japanese = (described("the article's", language)[1] for language in LANGUAGES)
    same = {one for key, one in english["words"].items() if one == japanese["words"][key]}
    assert same == {"{place}"}, "what has no words of its own"
    titles = {panel["id"]: panel["alt"] for panel in english["panels"]}
    assert [panel["id"] for panel in japanese["panels"] if panel["alt"] == titles[panel["id"]]] == []


def test_panels_are_figures_and_scenes() -> None:
    live, film = opened()
    scenes = ("network", "table", "goals", "slope", "histograms")
    for panel in training_view.panels(live, film, 2, EN, "dark", histograms=True):
        kind = ScenePanel if panel.id.startswith(scenes) else FigurePanel
        words = {"notes": NotesPanel, "about": ChoicesPanel, "histograms": ChoicesPanel}
        assert isinstance(panel, words.get(panel.id, kind))


def test_every_finding_has_its_sentence() -> None:
    keys = {
        key.removeprefix("finding.")
        for key in entries(EN.folder / "train.toml")
        if key.startswith("finding.")
    }
    beside = {"units", "raw_data", "restarted", "tried_rate", "no_rate"}
    beside |= {"stuck_at", "learned_here", "learned_numbers", "outside", "tried", "no_curve_classes"}
    levels = {f"plateau_{name}" for name in ("mean", "line", "nothing", "shares", "rows_alike")}
    assert keys - set(FINDINGS) == beside | levels
    assert set(FINDINGS) - keys == {"plateau"}
