"""Pyodide's list of packages, written anew: the site's own wheels and nothing else, each with its sum. So no
package is looked for anywhere else, and all of them travel at the same time."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FIRST = ("micropip", "packaging")  # what is loaded before anything else; it must not wait for the others


def write(place: Path, info: dict[str, Any], wheels: Sequence[Path]) -> list[str]:
    """Write the list for the wheels, which lie beside it; return the names to be loaded."""
    packages = {name: _entry(wheel, name) for wheel in wheels for name in [name_of(wheel)]}
    packages["micropip"]["depends"] = ["packaging"]
    place.write_text(json.dumps({"info": info, "packages": packages}, indent=1), encoding="utf-8")
    return [name for name in packages if name not in FIRST]


def name_of(wheel: Path) -> str:
    """Return the name of the package that a wheel has, as the list writes it."""
    return wheel.name.split("-")[0].lower().replace("_", "-")


def _entry(wheel: Path, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "version": wheel.name.split("-")[1],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": [],
        "depends": [],
        "unvendored_tests": False,
    }
