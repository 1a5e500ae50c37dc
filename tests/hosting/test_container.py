"""The image: what stands in the Dockerfile fits the project, and what it does by hand is a running app."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
import yaml

from tests.conftest import ROOT, free_port
from tests.hosting.container import Container, running_container
from tests.hosting.dockerfile import Instruction, all_of, copied, environment, last_of, stages
from tests.load.running import run
from tests.load.visitor import Visitor

PREFIX = "lab/nnviz"
KINDS = {"assets/player.js": "javascript", "vendor/plotly.min.js": "javascript", "train": "html"}
IMAGE = stages()[-1]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def container() -> Iterator[Container]:
    """The image, run below a path."""
    with running_container(STREAMLIT_SERVER_BASE_URL_PATH=PREFIX) as found:
        yield found


# -- what stands in the files ----------------------------------------------------------------------
def test_the_packages_are_those_of_the_tested_set() -> None:
    (pip,) = [one.rest for stage in stages() for one in all_of("RUN", stage) if "pip" in one.rest]
    assert "--constraint constraints.txt" in pip
    assert "--requirement requirements.txt" in pip


def test_the_base_is_slim_and_of_a_version_that_the_tested_set_is_for() -> None:
    named = (ROOT / "constraints.txt").read_text(encoding="utf-8").split("on Python ", 1)[1].split(":")[0]
    assert {one.rest.split()[0] for stage in stages() for one in all_of("FROM", stage)} == {
        f"python:{named}-slim"
    }


def test_all_that_is_copied_is_sent_to_the_builder_and_nothing_else() -> None:
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    sent = {rule[1:] for rule in rules if rule.startswith("!")}
    assert "*" in rules
    assert sent == {source for stage in stages() for one in copied(stage) for source in one.sources}
    assert all((ROOT / name).exists() for name in sent)


def test_all_rooms_and_the_settings_of_the_server_are_copied() -> None:
    names = {source for one in copied(IMAGE) for source in one.sources}
    rooms = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    served = set(rooms["root_packages"]) - {"tools"}  # which make other things of it
    assert {*served, "app.py", ".streamlit"} <= names


def test_it_runs_as_a_user_of_its_own_who_has_a_home() -> None:
    user = last_of("USER", IMAGE).rest
    assert user == "1000"
    made = [one.rest for one in all_of("RUN", IMAGE) if "useradd" in one.rest]
    assert made == [f"useradd --uid {user} --create-home nnviz"]
    assert environment(IMAGE)["HOME"] == "/home/nnviz"


def test_compose_mounts_what_has_to_be_written_and_nothing_else_can_be() -> None:
    app, home = COMPOSE["services"]["nnviz"], environment(IMAGE)["HOME"]
    assert app["build"] == "."
    assert app["read_only"] is True
    assert {mount.split(":")[0] for mount in app["tmpfs"]} == {"/tmp", f"{home}/.streamlit"}


def test_compose_sends_a_visitor_back_to_the_same_process_and_shows_nobody_the_figures() -> None:
    app, proxy = COMPOSE["services"]["nnviz"], COMPOSE["services"]["proxy"]
    assert "ports" not in app, "only the proxy is reached from outside"
    told = COMPOSE["configs"][proxy["configs"][0]["source"]]["content"]
    assert f"dynamic a nnviz {environment(IMAGE)['PORT']}" in told
    assert "lb_policy cookie" in told
    assert "path /metrics /_stcore/metrics\n" in told


# -- what it does ------------------------------------------------------------------------------------
def test_it_is_well_and_says_so_to_its_health_check(container: Container) -> None:
    check = Instruction("CMD", last_of("HEALTHCHECK", IMAGE).rest.partition("CMD ")[2]).words
    assert container.run(check) == 0
    nobody = replace(container, environment=container.environment | {"PORT": str(free_port())})
    assert nobody.run(check) == 1


def test_its_files_are_found_below_the_path(container: Container) -> None:
    for name, kind in KINDS.items():
        with urlopen(f"{container.server.url}/{name}", timeout=20) as answer:
            assert kind in answer.headers["Content-Type"], name


def test_a_visitor_trains_there(container: Container) -> None:
    async def visit() -> int:
        async with Visitor(container.server.url) as visitor:
            frames = await visitor.ask()
            assert not visitor.errors
            return frames

    assert run(visit()) > 0


def test_nothing_was_written_but_in_its_home(container: Container) -> None:
    assert frozenset(container.source.rglob("*")) == container.files
    assert "Traceback" not in container.server.log.read_text()


def test_it_runs_as_the_user_of_the_image_where_that_is_possible(container: Container) -> None:
    lines = Path(f"/proc/{container.server.process}/status").read_text().splitlines()
    (owner,) = [line.split()[1] for line in lines if line.startswith("Uid:")]
    assert owner == str(container.home.stat().st_uid)
