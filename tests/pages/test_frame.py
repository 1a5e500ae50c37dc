"""The frame around every page, run without a browser, in both languages."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.registry import PAGES
from pages.shared.text import LANGUAGES, Language, Text
from tests.every import every
from tests.pages.apps import language_of, question, questions

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"


def opened(language: str | None = None) -> AppTest:
    app = AppTest.from_file(str(FRAME), default_timeout=30)
    if language is not None:
        app.query_params["lang"] = language
    return app.run()


def chosen(app: AppTest) -> str:
    return str(app.session_state["language"])


@every("language", LANGUAGES)
@every("script", [None, *(page.slug for page in PAGES)])
def test_every_page_runs_in_both_languages(language: Language, script: str | None) -> None:
    app = opened(language)
    if script:
        app.switch_page(f"{script}.py").run()
    assert not app.exception
    assert question(app) in questions(script or "home", language)


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "", "JA", "de", "ja\x00", "../ja", "ja,en"])
def test_another_language_in_the_link_is_taken_out_of_it(hostile: str) -> None:
    app = opened(hostile)
    assert not app.exception
    assert chosen(app) == "en"
    assert language_of(app) is None


def test_the_language_of_the_link_stays_in_it() -> None:
    app = opened("ja")
    assert chosen(app) == "ja"
    assert language_of(app) == "ja"


def test_nothing_is_written_to_the_link_before_anything_was_chosen() -> None:
    assert language_of(opened()) is None


def test_a_chosen_language_is_written_to_the_link_and_stays_on_the_next_page() -> None:
    app = opened()
    app.button_group(key="language").set_value("ja").run()
    assert language_of(app) == "ja"
    app.query_params.clear()
    app.switch_page("train.py").run()
    assert language_of(app) == "ja"
    assert question(app) == Text("train", "ja")("question.article")
