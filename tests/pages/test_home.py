"""The start page through the frame, without a browser: doors, their pictures, and the links of a lecture."""

from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

import nnviz
from pages.parts.train.card import LEARNS, trained
from pages.parts.train.settings import SETTINGS, TrainSettings
from pages.parts.train.views.article import SURFACE
from pages.parts.train.views.unit_maps import MAP
from pages.registry import PAGES, REFERENCES
from pages.shared.player.static_scene import Still
from pages.shared.protocol.describing import written
from pages.shared.text import LANGUAGES, Language, Text
from tests.pages.apps import FRAME, components, open_page, question, questions
from tests.pages.drawn import Drawn, parts_of
from tests.pages.links import read_link

SLUGS = [page.slug for page in PAGES]
ENTRIES = {page.slug: page for page in PAGES}
LINKS = [(page.slug, name) for page in PAGES for name in page.links]


def opened(**link: str) -> AppTest:
    """The start page, reached by a link with these settings."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def links(app: AppTest) -> list[Any]:
    """The links of the page itself, behind those of the bar on top."""
    return list(app.page_link)[1 + len(PAGES) + len(REFERENCES) :]


def texts(picture: Still, start: str) -> list[str]:
    """The words of the elements whose id begins with `start`."""
    found: list[Drawn] = [one for one in parts_of(picture.scene) if one["id"].startswith(start)]
    return [one.get("text", "") for one in found]


# -- the page ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_a_door_for_every_page_in_the_order_of_the_story(language: Language) -> None:
    app = opened(lang=language)
    doors = links(app)[1 : 1 + len(PAGES)]
    assert [door.label for door in doors] == [Text(slug, language)("page.title") for slug in SLUGS]
    assert [door.proto.page for door in doors] == SLUGS
    assert len(components(app, "nnviz_still")) == len(PAGES)


def test_the_first_link_leads_to_the_first_page() -> None:
    start = links(opened())[0]
    assert (start.label, start.proto.page) == ("Start with arrays", "arrays")


@pytest.mark.parametrize(("asked", "kept"), [({"lang": "ja"}, "lang=ja"), ({}, "")])
def test_a_chosen_language_is_in_every_link_and_nothing_else_is(asked: dict[str, str], kept: str) -> None:
    queries = [link.proto.query_string for link in links(opened(**asked))]
    assert queries[: 1 + len(PAGES)] == [kept] * (1 + len(PAGES))
    assert all(query.startswith(kept) for query in queries)


@pytest.mark.parametrize(("page", "name"), LINKS)
def test_a_link_of_the_lecture_is_followed_as_it_stands(page: str, name: str) -> None:
    app = open_page(page, lang="ja", **ENTRIES[page].links[name])
    assert not app.warning
    assert question(app) in questions(page, "ja")


def test_the_run_of_the_pictures_has_a_link() -> None:
    values, complaints = read_link(ENTRIES["train"].links["learns"], SETTINGS)
    assert not complaints
    assert TrainSettings(**values).experiment == LEARNS


def test_a_link_that_cannot_be_followed_would_be_noticed() -> None:
    assert open_page("product", view="no such view").warning


# -- the pictures: numbers of the core -----------------------------------------------------------------
def test_the_stretched_row_times_the_matrix() -> None:
    picture = ENTRIES["arrays"].picture()
    assert texts(picture, "A[") == ["1", "2", "3", "4"]
    assert texts(picture, "B[") == ["10", "20", "10", "20"]
    assert texts(picture, "C[") == ["10", "40", "30", "80"]
    pale = [one["id"] for one in parts_of(picture.scene) if one.get("opacity", 1) < 1]
    assert pale == ["B[1,0]", "B[1,1]"]


def test_the_product_stands_where_its_fifth_number_is_done() -> None:
    picture = ENTRIES["product"].picture()
    assert texts(picture, "C[") == ["9", "12", "15", "19", "26", "", "", "", ""]
    live = [one["id"] for one in parts_of(picture.scene) if "live" in one.get("tone", "")]
    assert live == ["A[1,0]", "A[1,1]", "B[0,1]", "B[1,1]", "C[1,1]"]


def test_the_neuron_reaches_its_threshold_exactly_and_fires() -> None:
    picture = ENTRIES["neuron"].picture()
    words = [one["text"] for one in parts_of(picture.scene) if one["kind"] == "label"]
    assert words == ["1", "× 2", "1", "× -1", "2", "× 1", "3", "≥ 3", "1"]
    assert picture.frame["w"] == [2, -1, 1]


def test_the_network_and_its_maps_are_the_trained_one() -> None:
    experiment, losses = trained()
    frame = ENTRIES["network"].picture().frame
    for layer, weights in enumerate(experiment.network.weights, start=1):
        np.testing.assert_array_equal(frame[f"W{layer}"], weights.ravel())
    assert len(frame["maps"]) == 8 * MAP**2
    assert losses[-1] == experiment.trainer.loss() < 0.001
    assert not nnviz.inspection.dead_units(experiment.network, experiment.X_train)


def test_the_curve_falls_and_the_surfaces_are_what_the_network_says() -> None:
    picture = ENTRIES["train"].picture()
    curve = next(one for one in parts_of(picture.scene) if one["kind"] == "curve")
    heights = curve["points"][1::2]
    assert (min(heights), max(heights)) == (heights[0], heights[-1])
    assert "0.00028" in [one.get("text") for one in parts_of(picture.scene)]
    surfaces = np.array(picture.frame["maps"]).reshape(3, SURFACE, SURFACE)
    assert surfaces[0, -1, -1] > 250  # a + b is largest where both are
    assert abs(surfaces[1].diagonal() - 127.5).max() < 10  # a - b is 0 where they are equal
    assert surfaces[2].min() > 120  # |a - b| is not negative


def test_a_picture_is_made_once_and_can_be_sent_as_json() -> None:
    for page in PAGES:
        picture = page.picture()
        assert picture is page.picture()
        names = {binding.field for binding in picture.scene.bindings}
        assert names == set(picture.frame)
        assert len(written([picture.scene.elements, dict(picture.frame)])) < 40_000
        ids = [one["id"] for one in parts_of(picture.scene)]
        assert len(ids) == len(set(ids))
