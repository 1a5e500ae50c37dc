"""The document that every address of the site begins with: in the folder itself, and once for each page,
because a plain web server knows no other addresses than files."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from pages.shared.hosting.start_page import SKELETON
from pages.shared.state.html_lang import PRESENTING_SCRIPT
from pages.shared.text import LANGUAGES, entries

HERE = Path(__file__).resolve().parent
SERVED = HERE / "served"
MB = 1_000_000


def write(folder: Path, slugs: Sequence[str], packages: Sequence[str], size: int) -> None:
    """Write the document of every address, and what it needs; a browser keeps `size` bytes beside them."""
    for name in ("start.js", "start.css", "watching.js"):
        shutil.copy(SERVED / name, folder / name)
    for slug in slugs:
        place = folder / slug
        place.mkdir(exist_ok=True)
        page = document("../" if slug else "./", slugs, packages, size)
        (place / "index.html").write_text(page, encoding="utf-8")


def document(base: str, slugs: Sequence[str], packages: Sequence[str], size: int) -> str:
    """Return the document; `base` leads from its address to the folder of the site."""
    told = {"packages": [*packages], "slugs": [*slugs], "words": words(size)}
    filled = {
        "BASE": base,
        "TOLD": json.dumps(told, ensure_ascii=False).replace("<", "\\u003c"),
        "PRESENTING": PRESENTING_SCRIPT,
        "SKELETON": SKELETON.decode(),
    }
    page = (SERVED / "index.html").read_text(encoding="utf-8")
    for name, value in filled.items():
        page = page.replace(f"<!--{name}-->", value)
    return page


def words(size: int) -> dict[str, dict[str, str]]:
    """Return what is said while Python starts, and when it has stopped, by language."""
    said = entries(HERE / "words.toml")
    filled = {"{size}": f"{size / MB:.0f}"}
    return {
        language: {key: _filled(sentence[language], filled) for key, sentence in said.items()}
        for language in LANGUAGES
    }


def _filled(sentence: str, values: Mapping[str, str]) -> str:
    """Fill what is known here; the browser knows the rest."""
    for name, value in values.items():
        sentence = sentence.replace(name, value)
    return sentence
