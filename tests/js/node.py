"""Node and the packages of package.json (`npm ci`), which only tests need: the app serves its files as they
are."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str) -> str:
    """Run a command of node's, and return what it prints; a test fails where the command does.

    On a machine without node it is skipped, but not where NNVIZ_BROWSER=required."""
    reason = missing()
    if reason and os.environ.get("NNVIZ_BROWSER") != "required":
        pytest.skip(reason)
    assert not reason, reason
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def missing() -> str:
    """What the checks need and this machine does not have, as a sentence; nothing where all is there."""
    if not shutil.which("npm"):
        return "The checks of JavaScript need node and npm."
    if not (ROOT / "node_modules").is_dir():
        return "The checks of JavaScript need the packages of package.json: run `npm ci` once."
    return ""
