"""The JavaScript of the player under checks: types, rules, layout, and what its modules compute.
Only this needs Node and the packages of package.json (`npm ci`); the app serves its files as they are."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECKS = ("types", "lint", "format", "test")  # scripts of package.json


def missing() -> str:
    """What the checks need and this machine does not have, as a sentence; nothing where all is there."""
    if not shutil.which("npm"):
        return "The checks of JavaScript need node and npm."
    if not (ROOT / "node_modules").is_dir():
        return "The checks of JavaScript need the packages of package.json: run `npm ci` once."
    return ""


@pytest.mark.parametrize("check", CHECKS)
def test_javascript_passes_its_checks(check: str) -> None:
    reason = missing()
    if reason and os.environ.get("NNVIZ_BROWSER") != "required":
        pytest.skip(reason)
    assert not reason, reason
    done = subprocess.run(
        ["npm", "run", "--silent", check], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"npm run {check}\n{done.stdout}\n{done.stderr}"
