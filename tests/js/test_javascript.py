"""The JavaScript of the player under checks: types, rules, layout, and what its modules compute."""

import pytest

from tests.js.node import run

CHECKS = ("types", "lint", "format", "test")  # scripts of package.json


@pytest.mark.parametrize("check", CHECKS)
def test_javascript_passes_its_checks(check: str) -> None:
    run("npm", "run", "--silent", check)
