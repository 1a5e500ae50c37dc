"""What the site is made of, by name, version and checksum, and how it is fetched: with npm, with pip, and
NumPy's wheel for WebAssembly from where Pyodide keeps it. Nothing is used that is not what was pinned."""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


class DownloadError(Exception):
    """What is needed cannot be had, or is not what was pinned; its text says what can be done."""


@dataclass(frozen=True)
class NpmPackage:
    """A package of the npm registry, with the SHA-512 of its archive as npm writes it."""

    name: str
    version: str
    integrity: str


STLITE = NpmPackage(
    "@stlite/browser",
    "1.9.2",
    "sha512-VkIpNlHjOmImBvxTScRUOWXNVY3D+Vh4C83kBbiQk9pLDEl4n2kDJrlI1zmQmcmnq4EPz8gDNKW7tYk00ppEUQ==",
)
PYODIDE = NpmPackage(  # the version that this stlite is made for
    "pyodide",
    "0.29.3",
    "sha512-22UBuhOJawj7vKUnS7/F3xK+515LJdjiMAHoCfuS6/PbHiOrSQVnYwDe+2sbVwiOZ3sMMexdXICew6NqOMQGgA==",
)
WHEELS_AT = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE.version}/full/"
PURE = HERE / "wheels.txt"
SECONDS = 60.0  # that a server may be silent


def npm(package: NpmPackage, cache: Path) -> Path:
    """Return the folder of an npm package, fetched into `cache` if it is not there."""
    place = cache / f"{package.name.replace('/', '-').lstrip('@')}-{package.version}"
    if not place.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        said = run(["npm", "pack", f"{package.name}@{package.version}", "--json"], cache)
        archive = cache / str(json.loads(said)[0]["filename"])
        found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if package.integrity != f"sha512-{found}":
            raise DownloadError(f"{package.name} {package.version} is not what was pinned: sha512-{found}")
        coming = place.with_suffix(".coming")
        shutil.rmtree(coming, ignore_errors=True)
        with tarfile.open(archive) as packed:
            packed.extractall(coming, filter="data")
        archive.unlink()
        coming.rename(place)
    return place / "package"


def pure_wheels(cache: Path) -> list[Path]:
    """Return the wheels of wheels.txt, fetched into `cache`; pip checks their sums."""
    place = cache / "wheels" / hashlib.sha256(PURE.read_bytes()).hexdigest()[:12]
    if not place.is_dir():
        coming = place.with_suffix(".coming")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        target = ["--platform=any", "--python-version=3.13", "--implementation=py", "--abi=none"]
        run([*pip, *target, "--require-hashes", f"--requirement={PURE}", f"--dest={coming}"], HERE)
        coming.rename(place)
    return sorted(place.glob("*.whl"))


def numpy_wheel(pyodide: Path, cache: Path, given: Path | None) -> Path:
    """Return NumPy's wheel: the one in the folder `given`, of the version and platform that Pyodide's list
    names, or the very file from its address, checked by the sum in that list."""
    entry = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]["numpy"]
    name: str = entry["file_name"]
    if given is not None:
        found = given / name
        if not found.is_file():
            raise DownloadError(f"{given} has no {name}")
        return found
    place = cache / name
    if not place.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_fetched(WHEELS_AT + name, entry["sha256"]))
    return place


def _fetched(address: str, checksum: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            data: bytes = answer.read()
    except (urllib.error.URLError, TimeoutError) as error:
        raise DownloadError(
            f"{address} cannot be fetched ({error}); --wheels names a folder that has it"
        ) from error
    if hashlib.sha256(data).hexdigest() != checksum:
        raise DownloadError(f"{address} is not what was pinned")
    return data


def run(words: Sequence[str | Path], folder: Path) -> str:
    """Run a program in a folder; return what it says, or raise `DownloadError`."""
    try:
        done = subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise DownloadError(f"{words[0]} is not installed") from error
    except subprocess.CalledProcessError as error:
        raise DownloadError(f"{' '.join(map(str, words[:4]))} failed:\n{error.stderr}") from error
    return done.stdout
