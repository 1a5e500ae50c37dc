"""All lessons of all pages, found by looking into every module that the pages are made of."""

import importlib
from pathlib import Path
from typing import Any

from pages.shared.lessons import Lesson

ROOT = Path(__file__).resolve().parents[2]


def every_lesson() -> list[Lesson[Any]]:
    """The lessons, each as often as a module names it."""
    files = sorted((ROOT / "pages" / "parts").rglob("*.py"))
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    found = [vars(importlib.import_module(name)).values() for name in names]
    return [value for values in found for value in values if isinstance(value, Lesson)]
