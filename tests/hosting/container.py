"""What the image is and does, by hand, where there is no Docker: a folder with what it copies and nothing
else, which cannot be written, the image's user where that is possible, its environment and its command."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, Server, free_port, wait_for
from tests.hosting.dockerfile import all_of, copied, environment, last_of, stages


@dataclass(frozen=True)
class Container:
    """A running one: the server, the folder with its source, the home of its user, and its environment."""

    server: Server
    source: Path
    files: frozenset[Path]  # of the source, when it started
    home: Path
    environment: dict[str, str]

    def run(self, words: list[str]) -> int:
        """Run a command in it, as `docker exec` does; return its exit status."""
        return subprocess.run(words, cwd=self.source, env=self.environment, **_user(self.home)).returncode


def build(folder: Path) -> None:
    """Copy what the image copies and compile it; then nobody may write there."""
    for one in copied(stages()[-1]):
        for source in one.sources:
            target = folder / one.target / (source if one.target.endswith("/") else "")
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / source, target)
    (compiling,) = [one.words for one in all_of("RUN", stages()[-1]) if "compileall" in one.rest]
    subprocess.run([sys.executable, *compiling[1:]], cwd=folder, env=_bytecode(), check=True)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)


@contextmanager
def running_container(**more: str) -> Iterator[Container]:
    """The image's command, with more variables beside its own; its port is a free one."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        source, home, log = place / "app", place / "home", place / "log.txt"
        source.mkdir()
        home.mkdir()
        build(source)
        files = frozenset(source.rglob("*"))
        if _can_be_another(home):
            os.chown(home, *_ids())
        port = free_port()
        variables = _variables(home) | {"PORT": str(port)} | more
        with log.open("w") as printed:
            process = subprocess.Popen(
                _command(), cwd=source, env=variables, stdout=printed, stderr=subprocess.STDOUT, **_user(home)
            )
        base = more.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
        server = Server(f"http://127.0.0.1:{port}" + (f"/{base}" if base else ""), log, process.pid)
        try:
            wait_for(server, process)
            yield Container(server, source, files, home, variables)
        finally:
            process.terminate()
            process.wait(timeout=20)
            for path in (source, *source.rglob("*")):
                path.chmod(0o755)


def _command() -> list[str]:
    """The image's command, for this machine alone."""
    words = last_of("CMD", stages()[-1]).words
    return [word.replace("0.0.0.0", "127.0.0.1") for word in words]


def _variables(home: Path) -> dict[str, str]:
    """The environment of the image; the packages are those that run this test."""
    written = environment(stages()[-1])
    here = {"PATH": f"{Path(sys.executable).parent}:{os.defpath}", "HOME": str(home), "TMPDIR": str(home)}
    return written | here | _bytecode()


def _bytecode() -> dict[str, str]:
    """Where compiled packages are kept already, if this process was told a place."""
    name = "PYTHONPYCACHEPREFIX"
    return {name: os.environ[name]} if name in os.environ else {}


def _ids() -> tuple[int, int]:
    number = int(last_of("USER", stages()[-1]).rest)
    return number, number


def _user(home: Path) -> dict[str, Any]:
    """The image's user, if this process may become it and its Python can be read then."""
    user, group = _ids()
    return {"user": user, "group": group} if _can_be_another(home) else {}


def _can_be_another(home: Path) -> bool:
    if os.name != "posix" or os.getuid() != 0:
        return False
    python = Path(sys.executable).resolve()
    places = {python, Path(sys.executable), Path(sys.prefix), ROOT, home.parent}
    return all(one.stat().st_mode & 0o001 for place in places for one in (place, *place.parents))
