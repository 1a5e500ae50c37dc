"""The app as a running server, for the tests that ask it over HTTP or look at it in a browser; the lanes; and
patience: a busy machine is no failure of a property."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from hypothesis import HealthCheck, settings

from tests.lanes import LANES, sort_into_lanes

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Make the lanes known."""
    for lane, content in LANES.items():
        config.addinivalue_line("markers", f"{lane}: {content}")


def pytest_xdist_auto_num_workers() -> int:
    """One more worker than there are cores: a test in a browser waits for pictures half of its time."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test its lane."""
    sort_into_lanes(items)


@dataclass(frozen=True)
class Server:
    """A running app: its address, the file with what it printed, and its process id."""

    url: str
    log: Path
    process: int = 0

    def cpu_seconds(self) -> float:
        """Return the time that the process has computed so far (Linux)."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a free port, ended after the last test."""
    with running(free_port(), tmp_path_factory.mktemp("server") / "log.txt") as found:
        yield found


@contextmanager
def running(
    port: int, log_file: Path, variables: Mapping[str, str] | None = None, **options: int
) -> Iterator[Server]:
    """The app on this port, with variables of its environment and options of the server; what it prints is
    added to the file."""
    environment = os.environ | dict(variables or {})
    with log_file.open("a") as log:
        process = subprocess.Popen(
            command(port, **options), cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
    found = Server(f"http://127.0.0.1:{port}", log_file, process.pid)
    try:
        wait_for(found, process)
        yield found
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def url(server: Server) -> str:
    """The address of the app, without a slash at its end."""
    return server.url


def free_port() -> int:
    """Return the number of a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def command(port: int, **options: int) -> list[str]:
    """Return the README's command, with a port of our own and without opening a browser."""
    ours = {"port": port, "address": "127.0.0.1", "headless": "true", "fileWatcherType": "none"}
    flags = [f"--server.{name}={value}" for name, value in (ours | options).items()]
    return [sys.executable, "-m", "streamlit", "run", "app.py", *flags]


def wait_for(server: Server, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the server says that it is well."""
    for _ in range(300):
        assert process.poll() is None, server.log.read_text()
        try:
            with urlopen(f"{server.url}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server did not start: {server.log.read_text()}")
