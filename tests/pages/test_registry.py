"""The registry of pages: what it says of a page is true of the page."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from pages.registry import FIGURES, PAGES, REFERENCES
from pages.shared.page_entry import PageEntry
from pages.shared.text import FOLDER, LANGUAGES
from tests.browser.picture import SHOTS
from tests.pages.apps import FRAME, open_page
from tests.pages.links import read_link
from tests.pages.packets import packet

EVERY = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)


def test_every_page_has_a_script_a_folder_a_file_of_text_and_a_title_of_its_own() -> None:
    assert len({page.slug for page in PAGES}) == len(PAGES)
    missing = [
        place
        for page in PAGES
        for place in (
            FRAME.parent / page.script,
            FRAME.parent / "parts" / page.slug / "card.py",
            FOLDER / f"{page.slug}.toml",
        )
        if not place.is_file()
    ]
    assert not missing
    for language in LANGUAGES:
        assert len({page.title(language) for page in PAGES}) == len(PAGES)


def test_every_script_beside_the_frame_is_a_page_of_the_registry() -> None:
    scripts = {script.stem for script in FRAME.parent.glob("*.py")}
    assert scripts - {"frame", "home", "registry"} == {page.slug for page in (*PAGES, *REFERENCES)}


@EVERY
def test_plotly_is_fetched_early_where_a_page_opens_with_figures_and_nowhere_else(page: PageEntry) -> None:
    kinds = {panel["kind"] for panel in packet(open_page(page.slug)).spec["panels"]}
    assert ("figure" in kinds) is page.figures is (page.slug in FIGURES)


@EVERY
def test_the_links_of_a_card_name_settings_that_the_page_has(page: PageEntry) -> None:
    for name, query in page.links.items():
        assert query.keys() <= page.settings.keys(), name
        assert not read_link(query, page.settings)[1], name


@EVERY
def test_the_moment_in_the_pictures_of_the_readme_opens(page: PageEntry) -> None:
    address = urlsplit(SHOTS[page.slug].link)
    assert address.path == f"/{page.slug}"
    app = open_page(page.slug, **dict(parse_qsl(address.query, keep_blank_values=True)))
    assert not app.warning


@EVERY
def test_a_slug_can_stand_in_an_address_and_in_python(page: PageEntry) -> None:
    assert re.fullmatch("[a-z]+", page.slug)
