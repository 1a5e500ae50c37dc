"""The JavaScript of the player under checks: types, rules, layout, and what its modules compute."""

import pytest

from tests.js.node import run

LINTERS = ("types", "lint", "format")  # scripts of package.json, and so is "test"


@pytest.mark.style
@pytest.mark.parametrize("check", LINTERS)
def test_javascript_has_nothing_to_complain_about(check: str) -> None:
    run("npm", "run", "--silent", check)


def test_its_modules_compute_what_they_should() -> None:
    run("npm", "run", "--silent", "test")
