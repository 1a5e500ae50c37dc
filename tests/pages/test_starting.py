"""A server that is told what cannot be used does not start, and says why in one sentence."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from streamlit import config

from pages.shared.hosting import starting
from pages.shared.hosting.metrics import may_read
from pages.shared.hosting.starting import settle_limits
from pages.shared.operating.limits import limits, read_limits
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """The variables are read anew."""
    limits.cache_clear()
    yield
    limits.cache_clear()


@pytest.mark.parametrize("variable", ["NNVIZ_TRAINING", "NNVIZ_PUBLIC", "NNVIZ_FRAME_ANCESTORS"])
def test_a_wrong_variable_ends_the_start(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "a;b")
    with pytest.raises(SystemExit, match=f"^nnviz does not start: {variable} must .*, got 'a;b'; .*\\.$"):
        settle_limits()


def test_the_app_itself_ends_so() -> None:
    wrong = os.environ | {"NNVIZ_SAMPLES": "many"}
    found = subprocess.run(
        [sys.executable, "-c", "import app"], cwd=ROOT, env=wrong, capture_output=True, text=True
    )
    assert found.returncode == 1
    assert found.stderr.splitlines()[-1] == (
        "nnviz does not start: NNVIZ_SAMPLES must be a whole number of samples of at least 2000, got 'many'; "
        "write none for no limit, or leave it out for the usual one."
    )
    assert "Traceback" not in found.stderr


def test_streamlit_is_told_how_large_a_file_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, object] = {}
    monkeypatch.setattr(config, "set_option", told.__setitem__)
    settle_limits()
    assert told == {}
    monkeypatch.setattr(starting, "limits", lambda: replace(read_limits({}), upload_mb=2))
    settle_limits()
    assert told == {"server.maxUploadSize": 2}


def test_the_figures_are_closed_unless_they_are_switched_on() -> None:
    off, on = read_limits({}), read_limits({"NNVIZ_METRICS": "1"})
    secret = read_limits({"NNVIZ_METRICS": "1", "NNVIZ_METRICS_TOKEN": "0123456789abcdef"})
    said = ("", "Bearer 0123456789abcdef", "Bearer 0123456789abcdeF", "0123456789abcdef", "é")
    assert [may_read(one, off) for one in said] == [False] * 5
    assert [may_read(one, on) for one in said] == [True] * 5
    assert [may_read(one, secret) for one in said] == [False, True, False, False, False]
