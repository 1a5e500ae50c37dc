"""The folder, file by file: the app's own files beside a page that starts Python, for every address."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

import plotly

from pages.parts.words import explanations
from pages.parts.words.concepts import CONCEPTS
from pages.registry import PAGES, REFERENCES
from pages.shared.player import saved_page
from pages.shared.protocol.describing import written
from pages.shared.text import LANGUAGES
from tools.static_site import downloads, first_pictures, python_folder, start_page, trimming

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
ASSETS = ROOT / "pages" / "shared" / "player" / "assets"
HOME = ""
SLUGS = (HOME, *(page.slug for page in (*PAGES, *REFERENCES)))
MB = 1_000_000


def build(folder: Path, cache: Path, wheels: Path | None) -> str:
    """Make the site in an empty folder; return what was made, in one line.

    Raises `DownloadError` where something cannot be fetched."""
    stlite, pyodide = downloads.npm(downloads.STLITE, cache), downloads.npm(downloads.PYODIDE, cache)
    numpy = downloads.numpy_wheel(pyodide, cache, wheels)
    folder.mkdir(parents=True, exist_ok=True)
    trimming.frontend(stlite / "build", folder / "stlite")
    _app(folder / "app.zip")
    packages = [*downloads.pure_wheels(cache), numpy, *sorted((stlite / "build" / "wheels").glob("*.whl"))]
    names = python_folder.write(folder / "pyodide", pyodide, packages, folder / "app.zip")
    assets(folder)
    _concepts(folder / "concepts")
    first_pictures.write(folder / "first", SLUGS)
    start_page.write(folder, SLUGS, names, sum(file.stat().st_size for file in _kept(folder)))
    size = service_worker(folder)
    return f"{folder}: {len(SLUGS)} addresses; a browser keeps {size / MB:.1f} MB of it"


def _app(place: Path) -> None:
    """Pack the core, the pages and what adapts them."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in _files(ROOT / "nnviz", ROOT / "pages"):
            if ASSETS not in file.parents:
                archive.write(file, file.relative_to(ROOT))
        archive.write(ROOT / ".streamlit" / "config.toml", ".streamlit/config.toml")
        archive.write(HERE / "in_browser" / "start.py", "pages/start.py")


def _files(*folders: Path) -> Iterable[Path]:
    for folder in folders:
        yield from sorted(
            file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts
        )


def assets(folder: Path) -> None:
    """The files that routes of `app.py` serve elsewhere."""
    shutil.copytree(ASSETS, folder / "assets", ignore=shutil.ignore_patterns("*.d.ts"))
    for name, page in saved_page.files().items():
        (folder / "assets" / name).write_text(page, encoding="utf-8")
    (folder / "vendor").mkdir()
    shutil.copy(Path(plotly.__file__).parent / "package_data" / "plotly.min.js", folder / "vendor")
    shutil.copy(ROOT / "pages" / "shared" / "icon.svg", folder / "icon.svg")


def _concepts(folder: Path) -> None:
    """Every explanation as the file that its route would answer with."""
    for language in LANGUAGES:
        (folder / language).mkdir(parents=True)
        for name in CONCEPTS:
            said = written(explanations.explanation(name, language))
            (folder / language / name).write_text(said, encoding="utf-8")


def _kept(folder: Path) -> list[Path]:
    """The files that a browser keeps for later."""
    return [*_files(folder)]


def service_worker(folder: Path) -> int:
    """Write the script that keeps the site for later; return the bytes that it keeps."""
    kept = _kept(folder)
    total = hashlib.sha256()
    for file in kept:
        total.update(file.read_bytes())
    names = [file.relative_to(folder).as_posix() for file in kept]
    script = (HERE / "served" / "service_worker.js").read_text(encoding="utf-8")
    filled = script.replace("'VERSION'", json.dumps(total.hexdigest()[:16])).replace(
        "['FILES']", json.dumps(names)
    )
    (folder / "service_worker.js").write_text(filled, encoding="utf-8")
    return sum(file.stat().st_size for file in kept)
