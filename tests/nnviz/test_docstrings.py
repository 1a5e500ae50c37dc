"""What the core offers is explained: every parameter is named, examples run, and pages are built from it."""

import doctest
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import nnviz
from tests.conftest import ROOT

OFFERED = (nnviz, nnviz.arrays, nnviz.datasets, nnviz.product, nnviz.training)
MODULES = sorted(module.name for module in pkgutil.walk_packages(nnviz.__path__, "nnviz."))


def _offered() -> dict[str, Any]:
    """All functions and classes that `nnviz` and its packages offer by name, each once."""
    found = {
        f"{place.__name__}.{name}": getattr(place, name)
        for place in OFFERED
        for name in place.__all__
        if inspect.isfunction(getattr(place, name)) or inspect.isclass(getattr(place, name))
    }
    return {path: thing for path, thing in found.items() if thing.__module__.startswith("nnviz")}


FUNCTIONS = {path: thing for path, thing in _offered().items() if inspect.isfunction(thing)}
CLASSES = {path: thing for path, thing in _offered().items() if inspect.isclass(thing)}


def _sections(docstring: str) -> dict[str, str]:
    """The text below each heading that is underlined."""
    parts = re.split(r"\n(\w+)\n-+\n", f"\n{inspect.cleandoc(docstring)}\n")
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _parameters(function: Callable[..., object]) -> list[str]:
    return [name for name in inspect.signature(function).parameters if name not in ("self", "cls")]


def _named(text: str) -> set[str]:
    """The names that stand at the beginning of a line of a section, before the colon."""
    heads = (line.partition(" : ")[0] for line in text.splitlines() if line and not line.startswith(" "))
    return {name for head in heads for name in head.split(", ")}


@pytest.mark.parametrize("path", FUNCTIONS)
def test_a_function_has_a_section_for_all_that_goes_in_and_comes_out(path: str) -> None:
    function = FUNCTIONS[path]
    found = _sections(function.__doc__ or "")
    assert _named(found.get("Parameters", "")) == set(_parameters(function))
    returns = "Yields" if "Iterator" in str(inspect.signature(function).return_annotation) else "Returns"
    assert found.get(returns, "").strip()


def _words(docstring: str | None) -> set[str]:
    return set(re.findall(r"\w+", docstring or ""))


def _methods(cls: type) -> Iterator[tuple[str, Callable[..., object]]]:
    for name, value in vars(cls).items():
        function = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        if inspect.isfunction(function) and not name.startswith("_"):
            yield name, function


@pytest.mark.parametrize("path", CLASSES)
def test_a_class_names_all_that_it_is_made_from_and_its_methods_theirs(path: str) -> None:
    cls = CLASSES[path]
    missing = [name for name in _parameters(cls) if name not in _words(cls.__doc__)]
    for method, function in _methods(cls):
        missing += [
            f"{method}({name})"
            for name in _parameters(function)
            if name not in _words(function.__doc__) and "see `Optimizer`" not in (function.__doc__ or "")
        ]
    assert missing == []


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    found = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]
    assert len(found) >= 15


def _found_by_pdoc(name: str) -> bool:
    """Whether pdoc comes to a module by itself: not where its package says what it offers, but not this."""
    package, _, own = name.rpartition(".")
    return own in getattr(sys.modules[package], "__all__", [own])


def test_the_pages_of_the_core_are_built(tmp_path: Path) -> None:
    apart = [name for name in MODULES if not _found_by_pdoc(name)]
    command = [sys.executable, "-m", "pdoc", "nnviz", *apart, "--docformat", "numpy", "-o", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert "Warn" not in built.stderr
    pages = {
        str(page.relative_to(tmp_path).with_suffix("")).replace("/", ".") for page in tmp_path.rglob("*.html")
    }
    assert set(MODULES) <= pages
    network = (tmp_path / "nnviz" / "networks" / "network.html").read_text(encoding="utf-8")
    assert re.search(r"<h\d[^>]*>Parameters</h\d>", network)
