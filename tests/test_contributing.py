"""CONTRIBUTING.md names files, commands and commits that are there."""

import re
import subprocess

import pytest

from tests.conftest import ROOT

WRITTEN = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:nnviz|pages|tests|\.ci)(?:/[\w.-]+)*)`", WRITTEN))
    assert {"pages/registry.py", "tests/lanes.py", "nnviz/datasets/registry.py"} <= named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_command_is_in_the_makefile() -> None:
    commands = set(re.findall(r"\bmake ([a-z]+)`", WRITTEN)) | set(
        re.findall(r"^make ([a-z]+)", WRITTEN, re.M)
    )
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert len(commands) > 8
    assert commands <= targets


def test_every_commit_that_is_named_is_in_the_history() -> None:
    commits = set(re.findall(r"`([0-9a-f]{7})`", WRITTEN))
    assert commits
    if (ROOT / ".git" / "shallow").exists():
        pytest.skip("needs the whole history")
    try:
        asked = ["git", "rev-list", "--abbrev-commit", "--abbrev=7", "HEAD"]
        found = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs git and the repository's history")
    assert commits - {one[:7] for one in found} == set()
