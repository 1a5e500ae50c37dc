"""A small crowd on the running app: what everybody sees is right, however long it takes."""

from pathlib import Path

import pytest

from tests.benchmarks.server import Server as Measured
from tests.conftest import Server
from tests.load.carriers import CARRIERS
from tests.load.crowd import Figures, crowd
from tests.load.running import run

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="CPU is read from /proc")
TRAIN = 4
SECONDS = 3.0


@pytest.fixture(scope="module", params=CARRIERS)
def seen(request: pytest.FixtureRequest, server: Server) -> Figures:
    """What a crowd saw, whose requests go by one of the carriers."""
    return run(crowd(Measured(server.url, server.process), TRAIN, SECONDS, request.param))


def test_nothing_goes_wrong(seen: Figures) -> None:
    assert list(seen.errors) == []


def test_everybody_who_trains_sees_pictures(seen: Figures) -> None:
    assert len(seen.pictures) == TRAIN
    assert min(seen.pictures) > 0


def test_everybody_has_a_run_of_their_own(seen: Figures) -> None:
    assert len(set(seen.runs)) == len(seen.runs)
    assert len(seen.runs) > TRAIN + 1


def test_steps_widgets_and_newcomers_are_served_meanwhile(seen: Figures) -> None:
    assert seen.waits.steps
    assert len(seen.waits.changes) == len(seen.waits.steps)
    assert seen.waits.arrivals
