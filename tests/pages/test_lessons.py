"""The lessons: every view has one, and nothing is in a lesson but what is declared."""

import dataclasses
import importlib
from collections.abc import Collection, Mapping
from typing import Any

import pytest

from pages.parts.network.cells import VIEWS as NETWORK_VIEWS
from pages.parts.network.lessons import LESSONS as NETWORK
from pages.parts.neuron.lessons import LESSONS as NEURON
from pages.parts.neuron.settings import START
from pages.parts.neuron.settings import VIEWS as NEURON_VIEWS
from pages.shared.lessons import Lesson
from pages.shared.text import FOLDER


@pytest.mark.parametrize(("views", "lessons"), [(NEURON_VIEWS, NEURON), (NETWORK_VIEWS, NETWORK)])
def test_every_view_has_a_lesson_and_every_lesson_a_view(
    views: Collection[str], lessons: Mapping[str, Lesson[Any]]
) -> None:
    assert list(lessons) == list(views)


def test_the_words_of_a_lesson_are_in_a_file() -> None:
    modules = [importlib.import_module(name) for name in names_of_modules()]
    found = [one for module in modules for one in vars(module).values() if isinstance(one, Lesson)]
    assert {id(lesson) for lesson in (*NEURON.values(), *NETWORK.values())} <= set(map(id, found))
    assert not {lesson.words for lesson in found if lesson.words} - {
        path.stem for path in FOLDER.glob("*.toml")
    }


def names_of_modules() -> list[str]:
    """The modules that the pages are made of."""
    root = FOLDER.parents[2]
    files = (root / "pages" / "parts").rglob("*.py")
    return [".".join(file.relative_to(root).with_suffix("").parts) for file in files]


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
