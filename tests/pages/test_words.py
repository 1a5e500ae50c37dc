"""The explanations of words: complete in both languages, their links lead to settings that there are, their
pictures hold numbers of the core, and the pages name only concepts that are explained."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from nnviz import ACTIVATIONS, Network
from nnviz.networks.activations import LEAK
from nnviz.training.batches import Batches
from pages.parts.arrays.settings import STORE as ARRAYS
from pages.parts.backprop.store import STORE as BACKPROP
from pages.parts.backprop.training import trace_of
from pages.parts.network.store import STORE as NETWORK
from pages.parts.neuron.settings import STORE as NEURON
from pages.parts.product.settings import STORE as PRODUCT
from pages.parts.train.settings import STORE as TRAIN
from pages.parts.words.concepts import CONCEPTS, SUBJECTS, picture
from pages.parts.words.explanations import as_json, explain, explanation
from pages.parts.words.pictures import PICTURES, WITHOUT_PICTURE
from pages.registry import PAGES, REFERENCES
from pages.shared.protocol.concepts import concepts, words
from pages.shared.protocol.describing import own, written
from pages.shared.state.explained import SETTINGS, explained
from pages.shared.state.settings_store import SettingsStore
from pages.shared.text import FOLDER, LANGUAGES, Language, Text, TextError, entries
from tests.every import every
from tests.pages.apps import FRAME, components
from tests.pages.drawn import parts_of
from tests.pages.gallery import specs

STORES: dict[str, SettingsStore[Any]] = {
    one.page: one for one in (ARRAYS, PRODUCT, NEURON, NETWORK, BACKPROP, TRAIN)
}
LONGEST = 480  # letters of an explanation: two or three sentences, five for the hardest


def opened(**link: str) -> AppTest:
    """The page of all words, reached by a link with these settings."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    app.switch_page("words.py").run()
    assert not app.exception
    return app


def shown(app: AppTest) -> dict[str, Any]:
    """What the page hands to its component."""
    (one,) = components(app, "nnviz_words")
    found: dict[str, Any] = json.loads(one.json)
    return found


# -- complete ---------------------------------------------------------------------------------------
def test_what_is_explained_has_a_subject_and_the_other_way_round() -> None:
    keys = {name.split(".")[1] for name in entries(FOLDER / "words.toml") if name.startswith("concept.")}
    assert keys == set(CONCEPTS)
    assert sum(len(one) for one in SUBJECTS.values()) == len(CONCEPTS)


@every("name", sorted(CONCEPTS))
def test_an_explanation_is_short(name: str) -> None:
    assert all(40 < len(Text("words", one)(f"concept.{name}.about")) < LONGEST for one in LANGUAGES)


def test_no_word_has_two_explanations() -> None:
    for language in LANGUAGES:
        found = [word for name in CONCEPTS for word in concepts(language, name)[0].words]
        assert sorted(found) == sorted(set(found))


def test_a_reading_or_another_name_is_not_looked_for() -> None:
    assert words("vector, matrix (plural: matrices)") == ("vector", "matrix")
    assert words("配列 (はいれつ)、行列") == ("配列", "行列")
    with pytest.raises(TextError, match=r"'concept\.nothing\.term'"):
        concepts("en", "nothing")


# -- links --------------------------------------------------------------------------------------------
@every("name", sorted(CONCEPTS))
def test_a_link_leads_to_settings_that_its_page_has(name: str) -> None:
    concept = CONCEPTS[name]
    store = STORES[concept.page]
    settings, complaints = store.read(concept.query)
    assert complaints == []
    assert {
        key: store.write(settings).get(key, value) for key, value in concept.query.items()
    } == concept.query


def test_the_stores_are_those_of_the_registry() -> None:
    assert {page.slug: page.settings for page in PAGES} == {name: one.table for name, one in STORES.items()}


def test_the_addresses_name_the_language() -> None:
    made = as_json(explanation("softmax", "ja"))
    see, link = urlsplit(made["see"]["href"]), urlsplit(made["link"]["href"])
    assert (see.path, dict(parse_qsl(see.query))) == ("network", {"lang": "ja", "view": "softmax"})
    assert (link.path, dict(parse_qsl(link.query))) == ("words", {"lang": "ja", "word": "softmax"})


def test_at_the_saddle_point_every_gradient_is_0() -> None:
    settings, _ = BACKPROP.read(CONCEPTS["saddle_point"].query)
    assert all(not gradient.any() for gradient in trace_of(settings).gradients.values())


# -- what the pages name --------------------------------------------------------------------------------
def test_every_lesson_explains_words_and_only_known_ones() -> None:
    named = {name: [one.name for one in spec.concepts] for name, spec in specs()}
    assert {one for names in named.values() for one in names} <= set(CONCEPTS)
    for name, names in named.items():
        assert names, name
        assert len(names) == len(set(names)), name


@every("name", sorted(SETTINGS))
def test_a_setting_is_explained_and_there_is_one_of_this_name(name: str) -> None:
    assert SETTINGS[name] in CONCEPTS
    assert any(name in store.table or name in own(store.start) for store in STORES.values())
    said = explained(SETTINGS[name], "en")
    assert said.endswith(f"(words?lang=en&word={SETTINGS[name]})")
    assert "*" not in said.replace("\\*", "")


# -- pictures -------------------------------------------------------------------------------------------
def texts(name: str) -> list[str]:
    """The words in a picture, in the order in which they are drawn."""
    made = picture(name)
    assert made
    return [one["text"] for one in parts_of(made.scene) if one.get("text")]


def test_pictures_belong_to_concepts_and_are_made_once() -> None:
    assert picture("dot_product") is picture("dot_product")
    assert picture("hyperparameter") is None


def test_what_has_no_picture_says_why() -> None:
    assert set(PICTURES) | set(WITHOUT_PICTURE) == set(CONCEPTS)
    assert not set(PICTURES) & set(WITHOUT_PICTURE)
    assert all(WITHOUT_PICTURE.values())


@every("name", sorted(PICTURES))
def test_a_picture_is_light_and_lies_in_its_frame(name: str) -> None:
    made = PICTURES[name]()
    parts = parts_of(made.scene)
    ids = [one["id"] for one in parts]
    assert len(ids) == len(set(ids))
    assert {binding.field for binding in made.scene.bindings} == set(made.frame)
    assert len(written([made.scene.elements, dict(made.frame)])) < 12_000
    for one in parts:
        assert -1 <= one.get("x", 0) <= made.scene.width + 1, one["id"]
        assert -1 <= one.get("y", 0) <= made.scene.height + 1, one["id"]


def test_the_numbers_are_those_of_the_core() -> None:
    assert texts("dot_product")[-2:] == ["32", "1·4 + 2·5 + 3·6 = 32"]
    assert texts("outer_product")[-6:] == ["4", "5", "8", "10", "12", "15"]
    assert texts("nonlinear")[-2:] == ["7", "3"]
    assert texts("softmax") == ["z", "1", "2", "3", "p", "0.09", "0.24", "0.67"]
    assert texts("target")[-4:] == ["0", "0", "1", "0"]
    assert texts("dtype") == [
        "int64",
        "5",
        "3",
        "-2",
        "float64",
        "4.5",
        "2.5",
        "-2.5",
        "int64",
        "4",
        "2",
        "-2",
    ]
    assert texts("logit")[4:8] == texts("logit")[12:] == ["p", "0.09", "0.24", "0.67"]
    assert texts("delta")[-3:] == ["0.09", "-0.76", "0.67"]
    assert texts("reduction") == ["L", "0.5", "0", "2", "Σ L", "2.5", "Σ L / 3", "0.833"]
    assert texts("chain_rule")[3::4] == ["+0.1", "+0.2", "+0.6"]
    assert texts("bias_correction")[-9:] == ["0.1", "0.19", "0.27", "0.34", "m̂", "1", "1", "1", "1"]
    assert texts("nan")[-5:] == ["22026", "inf", "p", "0", "nan"]
    assert texts("vanishing_gradient")[-5:] == ["0.25", "0.062", "0.016", "0.0039", "0.00098"]


def test_the_numbers_in_the_sentences_are_those_of_the_core() -> None:
    said = Text("words", "en")
    assert f"has {Network([2, 4, 4, 3]).parameters.size} of them" in said("concept.parameter.about")
    assert f"an epoch has {Batches(np.zeros((7000, 1)), 128, 0).an_epoch} updates" in said(
        "concept.epoch.about"
    )
    assert f"here {LEAK}," in said("concept.leaky_relu.about")
    assert f"the slope is {ACTIVATIONS['sigmoid'].slope_at(0.0)}." in said("concept.sigmoid.about")


def test_the_first_layer_gets_its_gradient_through_the_second() -> None:
    found = texts("backpropagation")
    assert {"W1 = 2", "W2 = 3", "t = 5"} <= set(found)
    assert {"δ2 = 1", "dW2 = 2", "δ1 = 3", "dW1 = 3"} <= set(found)
    assert "dW1 = x · f′ · W2 · δ2 = 1 · 1 · 3 · 1" in found


def test_batches_hold_every_sample_once_in_every_epoch() -> None:
    for epoch in (texts("epoch")[1:13], texts("epoch")[14:]):
        assert sorted(map(int, epoch)) == list(range(1, 13))


def test_gates_and_perceptrons_answer_as_the_core_does() -> None:
    assert [one for one in texts("logic_gate") if one in ("AND", "OR")] == ["AND", "OR"]
    assert [answer for _, answer in zip(("AND", "OR"), texts("logic_gate")[3::4], strict=True)] == ["0", "1"]
    w1, w2, b, before, added, after = (texts("perceptron_rule")[i] for i in (0, 1, 2, 5, 9, 13))
    assert (w1, w2, b) == ("w1", "w2", "b")
    assert float(before) + float(added) == float(after)


def test_a_flow_shows_the_sums_of_its_tick() -> None:
    sums = [one["text"] for one in parts_of(PICTURES["data_flow"]().scene) if one["id"].startswith("C")]
    assert sums == ["19", "6", "15"]  # 1·5 + 2·7, 1·6 and 3·5, each on its way


def test_a_penalty_moves_the_best_weight_towards_0() -> None:
    without, with_penalty = map(float, texts("l2"))
    assert without == 2
    assert with_penalty == 1


def test_large_weights_make_numbers_shrink_less() -> None:
    rows = texts("initializer")[3:]
    he, normal, zeros = (list(map(float, rows[at + 1 : at + 4])) for at in (0, 4, 8))
    assert min(he) > 0.4
    assert normal[0] > 4 * normal[2] > 0
    assert zeros == [0, 0, 0]


def test_the_large_network_on_few_samples_overfits() -> None:
    train, test = map(float, texts("overfitting"))
    assert train < 0.01 < 0.1 < test


# -- fetched in place --------------------------------------------------------------------------------------
def fetch(language: str, name: str) -> tuple[int, Any]:
    """What the route answers."""
    request = Request({"type": "http", "path_params": {"language": language, "name": name}})
    answer = explain(request)
    return answer.status_code, json.loads(bytes(answer.body) or "null")


def test_an_explanation_is_fetched_by_its_language_and_its_name() -> None:
    status, found = fetch("en", "backpropagation")
    assert status == 200
    assert (found["term"], found["language"]) == ("backpropagation, backward pass", "ja")
    assert found["other"].startswith("逆伝播")
    assert found["picture"]["panel"]["elements"]
    assert concepts("en", "backpropagation")[0].source == "concepts/en/backpropagation"


@every("language, name", [("fr", "softmax"), ("en", "nothing"), ("en", ""), ("", "softmax")])
def test_what_there_is_not_is_answered_with_404(language: str, name: str) -> None:
    assert fetch(language, name) == (404, None)


# -- the page -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_lists_all_words_in_the_order_of_the_story(language: Language) -> None:
    found = shown(opened(lang=language))
    names = [one["name"] for group in found["groups"] for one in group["explanations"]]
    assert names == list(CONCEPTS)
    first = found["groups"][0]["explanations"][0]
    other: Language = "ja" if language == "en" else "en"
    assert first["term"] == Text("words", language)("concept.array.term")
    assert first["other"] == Text("words", other)("concept.array.term")
    assert found["asked"] == ""


def test_a_link_asks_for_a_word() -> None:
    app = opened(word="softmax", lang="en")
    assert shown(app)["asked"] == "softmax"
    assert not app.warning


def test_a_word_that_there_is_not_is_said() -> None:
    app = opened(word="no such word", lang="en")
    assert shown(app)["asked"] == ""
    assert len(app.warning) == 1


def test_it_is_in_the_navigation_behind_all_steps_of_the_story() -> None:
    assert [one.slug for one in REFERENCES][-1] == "words"
    assert "words" not in {page.slug for page in PAGES}
