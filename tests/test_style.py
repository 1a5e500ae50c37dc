"""The linters, so that one command checks everything: style, types, and who may know whom."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOOLS = Path(sys.executable).parent

COMMANDS = {
    "ruff check": ("ruff", "check", "."),
    "ruff format": ("ruff", "format", "--check", "."),
    "mypy": ("mypy",),
    "import-linter": ("lint-imports", "--no-cache"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_to_complain_about(name: str) -> None:
    tool, *arguments = COMMANDS[name]
    found = subprocess.run([TOOLS / tool, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_we_import_nothing_whose_types_are_passed_over() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    skipped = [one["module"] for one in settings["overrides"] if one.get("follow_imports") == "skip"]
    names = [module.removesuffix(".*") for modules in skipped for module in modules]
    assert names
    imported = re.compile(rf"^ *(from|import) ({'|'.join(names)})\b", re.MULTILINE)
    files = [
        ROOT / "app.py",
        *(file for room in ("nnviz", "pages", "tests") for file in (ROOT / room).rglob("*.py")),
    ]
    assert [str(file) for file in files if imported.search(file.read_text(encoding="utf-8"))] == []
