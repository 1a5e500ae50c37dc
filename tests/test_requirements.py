"""What is installed: pip's files, the groups of pyproject.toml and the constraints agree, and where the
constraints were used, nothing else is there."""

import os
import tomllib
from collections.abc import Iterable
from importlib.metadata import distributions
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
TOOLS_OF_THE_ENVIRONMENT = {"pip", "setuptools", "wheel"}


def lines(name: str) -> list[str]:
    """The requirements in a file of pip's, without comments and without other files that it includes."""
    written = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in written if line and not line.startswith(("#", "-r"))]


def pinned(name: str) -> dict[str, str]:
    """The versions in a file of constraints, by the names of their packages."""
    pairs = (line.split("==") for line in lines(name))
    return {canonicalize_name(package): version for package, version in pairs}


def named(group: Iterable[object]) -> list[str]:
    """The requirements of a group, without other groups that it includes."""
    return [one for one in group if isinstance(one, str)]


def test_the_groups_are_what_pip_reads() -> None:
    core = PROJECT["project"]["dependencies"]
    assert sorted(core + GROUPS["app"]) == lines("requirements.txt")
    assert GROUPS["app"] == PROJECT["project"]["optional-dependencies"]["app"]
    assert named(GROUPS["test"]) == lines("tests/requirements.txt")
    assert {"include-group": "app"} in GROUPS["test"]
    assert "-r ../requirements.txt" in (ROOT / "tests" / "requirements.txt").read_text(encoding="utf-8")


def test_the_constraints_lie_in_every_range() -> None:
    tested = pinned("constraints.txt")
    required = [
        Requirement(line) for name in ("requirements.txt", "tests/requirements.txt") for line in lines(name)
    ]
    outside = {
        str(one): tested.get(canonicalize_name(one.name))
        for one in required
        if not one.specifier.contains(tested.get(canonicalize_name(one.name), "0"))
    }
    assert outside == {}


@pytest.mark.skipif("NNVIZ_CONSTRAINED" not in os.environ, reason="only .ci/run installs by the constraints")
def test_what_is_installed_is_the_tested_set() -> None:
    installed = {canonicalize_name(one.metadata["Name"]): one.version for one in distributions()}
    tested = pinned("constraints.txt")
    other = {name: version for name, version in installed.items() if tested.get(name) != version}
    assert other.keys() - TOOLS_OF_THE_ENVIRONMENT == set(), f"{other}: `make constraints` writes it anew"
