"""The READMEs: every page has its row and its picture there, no picture is too heavy, and the code runs."""

import doctest
import re

import pytest

from pages.shared.text import Language
from tests.browser.picture import LARGEST, PICTURES, SHOTS
from tests.conftest import ROOT
from tests.every import every
from tests.readme import READMES, ROWS, SHOWN, rows


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_every_page_has_its_picture(name: str) -> None:
    linked = re.findall(r"\.github/pictures/(\w+)\.png", (ROOT / name).read_text(encoding="utf-8"))
    assert set(linked) == set(SHOTS) == {"home", *(page.slug for page in SHOWN)}


@pytest.mark.parametrize("language", READMES)
def test_the_table_of_pages_is_made_of_the_registry(language: Language) -> None:
    found = ROWS.findall(READMES[language].read_text(encoding="utf-8"))
    assert found == [rows(language)], "write it with `python -m tests.readme`"


@every("name", SHOTS)
def test_a_picture_is_there_and_light(name: str) -> None:
    assert 10_000 < (PICTURES / f"{name}.png").stat().st_size <= LARGEST


def test_its_code_gives_what_it_says() -> None:
    found = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert found.attempted > 10
    assert found.failed == 0
