"""The application as a process of its own, and what that process costs: CPU seconds and memory.
Both are read from /proc, so this needs Linux.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
ONE_EPOCH = Path(__file__).with_name("one_epoch.py")
PATIENCE = 40.0  # seconds until the application must answer


@dataclass(frozen=True)
class Server:
    """A running application: its address and its process."""

    url: str
    pid: int
    folder: Path = ROOT

    def cpu(self) -> float:
        """CPU seconds so far, of all its threads, in user code and in the kernel."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Resident memory in MB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def epoch_seconds(self) -> float:
        """CPU seconds of its core for one epoch of the page's experiment, in a process that does no more."""
        environment = _one_thread() | {"PYTHONPATH": str(self.folder)}
        command = [sys.executable, str(ONE_EPOCH)]
        found = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return float(found.stdout)


@dataclass(frozen=True)
class Machine:
    """What all cores had done when it was read, in ticks of the clock: busy, and in all."""

    busy: float
    total: float

    @classmethod
    def now(cls) -> "Machine":
        """Read it."""
        times = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
        idle = times[3] + times[4]
        return cls(float(sum(times) - idle), float(sum(times)))

    def share_since(self, before: "Machine") -> float:
        """The share of all cores that was busy between two readings, 0 to 1."""
        return (self.busy - before.busy) / max(1.0, self.total - before.total)


def commit(folder: Path) -> str:
    """The commit of a checkout, with "-dirty" behind it if files were changed."""
    command = ["git", "-C", str(folder), "describe", "--always", "--dirty"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


@contextmanager
def serving(app: str = "app.py", folder: Path = ROOT) -> Iterator[Server]:
    """`streamlit run` on a free port of this machine, stopped at the end."""
    port = _free_port()
    options = {"port": port, "address": "127.0.0.1", "headless": "true", "fileWatcherType": "none"}
    command = [sys.executable, "-m", "streamlit", "run", app]
    for name, value in options.items():
        command += [f"--server.{name}", str(value)]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_one_thread()
    )
    try:
        _await(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield Server(f"http://127.0.0.1:{port}", process.pid, folder)
    finally:
        process.terminate()
        process.wait(10)


def _one_thread() -> dict[str, str]:
    return {**os.environ, **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the application must start, got exit status {process.returncode}")
        try:
            with urlopen(url, timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the application must answer within {PATIENCE:g} s at {url}; it did not")
