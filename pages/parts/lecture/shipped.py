"""The lectures that come with the app, one file each, by the names that a link has for them."""

from collections.abc import Mapping
from pathlib import Path

from pages.parts.lecture.lecture import Lecture
from pages.parts.lecture.lecture_file import read_file

FOLDER = Path(__file__).resolve().parent / "lectures"
NAMES = ("product_to_layer", "why_networks_learn", "what_goes_wrong")
LECTURES: Mapping[str, Lecture] = {name: read_file((FOLDER / f"{name}.toml").read_bytes()) for name in NAMES}
