"""The lessons: every view has one, and nothing is in a lesson but what is declared."""

import ast
import dataclasses
from collections.abc import Collection, Mapping
from typing import Any

import pytest

from pages.parts.network.cells import VIEWS as NETWORK_VIEWS
from pages.parts.network.lessons import LESSONS as NETWORK
from pages.parts.neuron.lessons import LESSONS as NEURON
from pages.parts.neuron.settings import START
from pages.parts.neuron.settings import VIEWS as NEURON_VIEWS
from pages.registry import PAGES
from pages.shared.lessons import Lesson
from pages.shared.page_entry import PageEntry
from pages.shared.text import FOLDER
from tests.pages.apps import FRAME
from tests.pages.every_lesson import every_lesson


@pytest.mark.parametrize(("views", "lessons"), [(NEURON_VIEWS, NEURON), (NETWORK_VIEWS, NETWORK)])
def test_every_view_has_a_lesson_and_every_lesson_a_view(
    views: Collection[str], lessons: Mapping[str, Lesson[Any]]
) -> None:
    assert list(lessons) == list(views)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_the_script_of_a_page_ends_by_playing_its_lesson(page: PageEntry) -> None:
    statements = ast.parse((FRAME.parent / page.script).read_text(encoding="utf-8")).body
    end = statements[-1]
    while isinstance(end, ast.If):  # a page may have to wait for something first
        end = end.orelse[-1]
    assert ast.unparse(end).startswith("lessons.play(")


def test_the_words_of_a_lesson_are_in_a_file() -> None:
    found = every_lesson()
    assert {*map(id, NEURON.values()), *map(id, NETWORK.values())} <= {*map(id, found)}
    assert not {lesson.words for lesson in found} - {"", *(file.stem for file in FOLDER.glob("*.toml"))}


def test_a_lesson_has_nothing_but_what_is_declared() -> None:
    """mypy says so as well: if it did not, it would complain about the marks in these lines."""
    lesson = NEURON["build"]
    with pytest.raises(AttributeError):
        lesson.nonsense  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(TypeError):
        dataclasses.replace(lesson, nonsense=1)  # type: ignore[call-arg]


def test_a_lesson_of_one_page_does_not_take_the_settings_of_another() -> None:
    """This is mypy's to find; without an error in these lines, their marks would be one."""
    lesson = NETWORK["build"]
    with pytest.raises(AttributeError):
        lesson.run(START)  # type: ignore[arg-type]
