"""What a visitor would fetch for nothing is left out: what is there for notebooks and debuggers, and parts of
Streamlit that no page shows."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pages.shared.hosting.preload import PARTS

# Below which folders or names a wheel has what no page needs.
UNNEEDED = re.compile(
    r"plotly/(package_data|labextension)/|\.data/data/|/tests?/|(^|/)_figurewidget\.py$|numpy/f2py/"
    r"|streamlit/(hello|testing)/|\.(pyi|h|a|pxd|map)$|dist-info/sboms/"
)
_IMPORT = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')
_CHUNK = re.compile(r"^(?P<part>[A-Za-z.]+?)-[\w-]+\.js$")


def wheel(source: Path, place: Path) -> Path:
    """Write a wheel without what is not needed."""
    with (
        zipfile.ZipFile(source) as whole,
        zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made,
    ):
        for name in whole.namelist():
            if not UNNEEDED.search(name):
                made.writestr(zipfile.ZipInfo(name), whole.read(name), zipfile.ZIP_DEFLATED)
    return place


def frontend(source: Path, folder: Path) -> None:
    """Copy Streamlit's own scripts, fonts and styles: what it starts with, and the parts that pages show."""
    (folder / "assets").mkdir(parents=True)
    files = [source / "stlite.css", *(source / name for name in sorted(_scripts(source)))]
    for file in files:
        shutil.copy(file, folder / file.name)
    named = "".join(file.read_text(encoding="utf-8") for file in files)
    for asset in sorted((source / "assets").iterdir()):
        if asset.suffix == ".woff2" and asset.name in named:  # every browser that runs Python reads these
            shutil.copy(asset, folder / "assets" / asset.name)


def _scripts(source: Path) -> set[str]:
    """The scripts that it begins with, those of the parts that are shown, and all that they import."""
    found: set[str] = set()

    def follow(names: Iterator[str]) -> None:
        for name in names:
            if name not in found:
                found.add(name)
                follow(iter(_IMPORT.findall((source / name).read_text(encoding="utf-8"))))

    chunks = ((_CHUNK.match(file.name), file.name) for file in sorted(source.glob("*.js")))
    follow(iter(["stlite.js"]))
    follow(name for match, name in chunks if match and match["part"] in PARTS)
    return found
