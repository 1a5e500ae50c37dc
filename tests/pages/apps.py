"""The app without a browser: a page opened through the frame, and what it writes into the address."""

import json
import struct
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from pages.shared.state.address import TOLD
from pages.shared.state.session import STORE
from pages.shared.text import FOLDER, Language, entries

# Every app looks through all installed packages for components at first, which takes longer than most pages.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
LESSONS = {  # with sentences of their own
    "backprop": ("backprop_optimizers",),
    "neuron": ("gates",),
    "network": ("digits",),
}
FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"


def open_page(page: str, **link: str) -> AppTest:
    """The page of this name, reached through the frame by a link with these settings."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in link.items():
        app.query_params[name] = value
    return well(app.switch_page(f"{page}.py").run())


def well(app: AppTest) -> AppTest:
    """The same app, that has no exception and exactly one player."""
    assert not app.exception
    assert len(components(app, "nnviz_player")) == 1
    return app


def components(app: AppTest, name: str) -> list[Any]:
    """What the page hands to its components of one kind."""
    return [one.proto for one in app.get("bidi_component") if one.proto.component_name == name]


def questions(page: str, language: Language) -> list[str]:
    """What may stand on top of a page: the question of each of its lessons; Home has a title of its own."""
    start = "title" if page == "home" else "question"
    found = [entries(FOLDER / f"{one}.toml") for one in (page, *LESSONS.get(page, ()))]
    questions = [file[name][language] for file in found for name in file if name.split(".")[0] == start]
    assert questions
    return questions


def question(app: AppTest) -> str:
    """What stands on top of the page: the question of its stage, or the title of a page without one."""
    shown = components(app, "nnviz_player")
    if not shown:
        return str(app.title[0].value)
    (length,) = struct.unpack_from("<I", shown[0].bytes)
    header = json.loads(shown[0].bytes[4 : 4 + length])
    return str(header["spec"]["question"])


def address(app: AppTest, names: Collection[str]) -> dict[str, str]:
    """What the browser is told to write into the address of the settings called `names`; and the step, which
    it writes itself, as a link gave it."""
    told = app.session_state[STORE].get(TOLD, {})
    found = {name: told[name] for name in names if told.get(name) is not None}
    step = app.query_params.get("step", "")
    shown = step[0] if isinstance(step, list) else step
    return found | ({"step": shown} if shown and "step" in names else {})


def language_of(app: AppTest) -> str | None:
    """What the browser is told to write into the address of the language, None for nothing."""
    (lifeline,) = components(app, "nnviz_lifeline")
    found: str | None = json.loads(lifeline.json)["lang"]
    return found
