"""The workflows on GitHub, read as data: what they name is there, they may no more than they need, and they
try the Pythons and the packages that the project promises."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT
from tests.every import every

FILES = {path.stem: path for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))}
WORKFLOWS: dict[str, dict[str, Any]] = {
    name: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for name, path in FILES.items()
}  # BaseLoader: else `on` is a truth value, and 3.10 a number
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MATRIX = WORKFLOWS["tests"]["jobs"]["tests"]["strategy"]["matrix"]["include"]


def steps(workflow: str) -> Iterator[dict[str, Any]]:
    for job in WORKFLOWS[workflow]["jobs"].values():
        yield from job.get("steps", ())


def commands(workflow: str) -> list[str]:
    return [step["run"] for step in steps(workflow) if "run" in step]


def test_there_is_one_for_tests_image_static_site_and_release() -> None:
    assert set(FILES) == {"tests", "image", "static", "release"}


# -- what they name is there ---------------------------------------------------------------------------
@every("workflow", FILES)
def test_every_script_and_module_that_is_run_is_there(workflow: str) -> None:
    said = "\n".join(commands(workflow))
    scripts = re.findall(r"(?<![\w.$])(\.ci/[\w-]+)", said)
    modules = re.findall(r"python -m ([\w.]+)", said)
    assert [one for one in scripts if not (ROOT / one).stat().st_mode & 0o100] == []
    paths = [ROOT / Path(*one.split(".")) for one in modules]
    assert [
        one for one in paths if not (one.with_suffix(".py").exists() or (one / "__main__.py").exists())
    ] == []


@every("workflow", FILES)
def test_every_file_for_pip_is_there(workflow: str) -> None:
    named = re.findall(r"--(?:constraint|requirement) (\S+)", "\n".join(commands(workflow)))
    assert [one for one in named if not (ROOT / one).is_file()] == []


def test_they_run_what_is_promised() -> None:
    assert ".ci/run" in commands("tests")
    assert "docker build -t nnviz ." in commands("image")
    assert "python -m tools.static_site site" in commands("static")
    assert any(".ci/release-notes" in one for one in commands("release"))


def test_a_release_waits_for_all_others() -> None:
    jobs = WORKFLOWS["release"]["jobs"]
    used = {name: job["uses"] for name, job in jobs.items() if "uses" in job}
    assert used == {name: f"./.github/workflows/{name}.yml" for name in FILES if name != "release"}
    assert set(jobs["release"]["needs"]) == set(used)
    assert WORKFLOWS["release"]["on"] == {"push": {"tags": ["v*"]}}
    assert all("workflow_call" in WORKFLOWS[name]["on"] for name in used)


# -- Pythons and packages --------------------------------------------------------------------------------
def test_every_python_that_the_project_names_is_tried() -> None:
    classifiers = PROJECT["project"]["classifiers"]
    named = [found[1] for one in classifiers if (found := re.fullmatch(r".* :: (3\.\d+)", one))]
    assert named[0] == PROJECT["project"]["requires-python"].removeprefix(">=")
    assert sorted({one["python"] for one in MATRIX if one["versions"] == "tested"}) == sorted(named)


def test_the_oldest_packages_are_tried_with_the_oldest_python_and_the_newest_with_the_newest() -> None:
    tried = {one["versions"]: one["python"] for one in MATRIX if one["versions"] != "tested"}
    every_python = sorted((one["python"] for one in MATRIX), key=lambda one: int(one.split(".")[1]))
    assert tried == {"lowest": every_python[0], "newest": every_python[-1]}
    (run,) = [step for step in steps("tests") if step.get("run") == ".ci/run"]
    assert run["env"]["NNVIZ_VERSIONS"] == "${{ matrix.versions }}"


def test_the_oldest_packages_are_those_that_the_ranges_begin_with() -> None:
    tested, lowest = (constraints(name) for name in ("tested", "lowest"))
    begins = dict(
        re.findall(r"^([a-z0-9-]+)>=([\d.]+),<", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    )
    assert len(begins) == 5
    assert {name: lowest[name] for name in begins} == begins
    assert {name: version for name, version in lowest.items() if name not in begins} == {
        name: version for name, version in tested.items() if name not in begins
    }
    assert constraints("newest") == {}


def test_other_packages_are_none() -> None:
    found = subprocess.run([ROOT / ".ci" / "constraints", "oldest"], capture_output=True, text=True)
    assert found.returncode == 2
    assert "must be tested, lowest or newest, got 'oldest'" in found.stderr


def constraints(versions: str) -> dict[str, str]:
    """What `.ci/constraints` prints, by packages."""
    found = subprocess.run(
        [ROOT / ".ci" / "constraints", versions], capture_output=True, text=True, check=True
    )
    lines = [line for line in found.stdout.splitlines() if line and not line.startswith("#")]
    return dict(line.split("==") for line in lines)


# -- what they may ---------------------------------------------------------------------------------------
@every("workflow", FILES)
def test_a_workflow_may_read_and_only_the_release_may_write(workflow: str) -> None:
    assert WORKFLOWS[workflow]["permissions"] == {"contents": "read"}
    more = {
        name: job["permissions"] for name, job in WORKFLOWS[workflow]["jobs"].items() if "permissions" in job
    }
    assert more == ({"release": {"contents": "write"}} if workflow == "release" else {})


@every("workflow", FILES)
def test_every_action_is_one_of_github_s_own_by_its_major_version(workflow: str) -> None:
    used = [step["uses"] for step in steps(workflow) if "uses" in step]
    assert used or workflow == "release"
    assert [one for one in used if not re.fullmatch(r"actions/[\w-]+@v\d+", one)] == []


@every("workflow", FILES)
def test_no_job_runs_for_ever_and_nothing_foreign_gets_into_a_shell(workflow: str) -> None:
    jobs = [job for job in WORKFLOWS[workflow]["jobs"].values() if "steps" in job]
    assert all("timeout-minutes" in job for job in jobs)
    assert [one for one in commands(workflow) if "${{" in one] == []


# -- the notes of a release ------------------------------------------------------------------------------
def notes(tag: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([ROOT / ".ci" / "release-notes", tag], capture_output=True, text=True)


def test_the_notes_are_what_the_list_of_changes_says_of_the_version() -> None:
    version = PROJECT["project"]["version"]
    written = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = notes(f"v{version}")
    assert found.returncode == 0, found.stderr
    assert found.stdout.startswith("### ")
    assert found.stdout.strip() in written
    assert "\n## " not in found.stdout


def test_a_tag_of_another_version_is_no_release() -> None:
    found = notes("v9.9.9")
    assert found.returncode == 1
    assert (
        "a tag must be the version of the project, got 'v9.9.9'; pyproject.toml has no line" in found.stderr
    )
