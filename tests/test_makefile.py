"""The command file: `make help` lists every command, each with a sentence."""

import re
import shutil
import subprocess

import pytest

from tests.conftest import ROOT
from tests.lanes import LANES

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PHONY = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[0].split()


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_help_lists_every_command() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = dict(line.split(maxsplit=1) for line in said.splitlines())
    assert list(listed) == PHONY
    assert all(listed.values())


def test_every_lane_is_a_command_and_every_command_has_a_recipe() -> None:
    assert set(LANES) <= set(PHONY)
    recipes = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    assert set(PHONY) <= recipes


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_make_alone_is_help() -> None:
    first = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert first.startswith("help")
