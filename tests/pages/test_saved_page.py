"""The page around a saved timeline: what it has and may do, and how large it is; how modules are joined."""

import json
import re
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from typing import get_args

import pytest

from pages.shared.player import joined_modules
from pages.shared.player.joined_modules import ModuleFormError, joined, order
from pages.shared.player.saved_page import Pictures, around, deflated
from pages.shared.theme import COLOURS, INKS
from tests.every import every
from tests.pages.gallery import specs

PAGES: tuple[Pictures, ...] = get_args(Pictures)
MOST = 150_000  # bytes beyond the frames, where all pictures are scenes
ALONE = {
    "address",
    "connection",
    "requests",
    "reception",
    "concepts",
    "save_menu",
    "presenting",
    "number_box",
}
PLOTLY = {"figures", "plotly_loader", "plot_area"}


def inflated(page: str, part: str) -> str:
    """The style or the script of a page."""
    signs = re.search(rf'id="{part}">([\w+/=]+)<', page)
    assert signs
    return zlib.decompress(b64decode(signs[1]), -15).decode()


def hashed(text: str) -> str:
    """The name of a text in a policy."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@every("pictures", PAGES)
def test_a_page_may_run_its_own_scripts_and_ask_nobody(pictures: Pictures) -> None:
    page = around(pictures)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    loader = re.search(r'<script type="module">(.*?)</script>', page, re.S)
    assert policy
    assert loader
    directives = dict(one.split(" ", 1) for one in policy[1].split("; "))
    assert directives.pop("default-src") == "'none'"
    assert directives["script-src"].split() == [hashed(loader[1]), hashed(inflated(page, "script"))]
    assert directives["style-src-elem"] == hashed(inflated(page, "style"))
    assert set(directives) == {
        *("script-src", "style-src-elem", "style-src-attr", "img-src"),
        *("base-uri", "form-action"),
    }
    for place in ("%language%", "%title%", "%href%", "%packet%"):
        assert place in page


@every("pictures", PAGES)
def test_nothing_in_a_page_looks_for_a_server(pictures: Pictures) -> None:
    script = inflated(around(pictures), "script")
    assert not re.search(r"\b(fetch|WebSocket|importScripts|XMLHttpRequest|import\()\b", script)
    assert not re.search(r"^(import|export)\b", script, re.M)
    assert set(re.findall(r"https?://[^'\"`]+", script)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"url\((?!#)|@import|https?:", inflated(around(pictures), "style"))


def test_a_page_has_the_modules_that_it_needs_and_figures_only_where_there_are_any() -> None:
    scenes, figures = set(order("saved_scenes")), set(order("saved_figures"))
    assert not scenes & (ALONE | PLOTLY)
    assert not figures & (ALONE | PLOTLY)
    assert figures - scenes >= {"chart", "draft", "traces", "curves"}
    assert {"scenes", "playback", "transport", "reading"} <= scenes


def test_scenes_alone_take_little_beyond_their_frames() -> None:
    page = len(around("scenes").encode())
    for name, spec in specs():
        told = page + len(deflated(spec.json))
        assert '"kind":"figure"' in spec.json or told < MOST, f"{name}: {told}"


def test_both_themes_are_in_the_page() -> None:
    found = re.search(r'id="themes">(.*?)</script>', around("scenes"))
    assert found
    themes = json.loads(found[1])
    for name, colours in COLOURS.items():
        assert themes[name]["colours"]["positive"] == colours.positive
        assert themes[name]["inks"]["train"] == INKS[name].train
    light, dark = themes["light"]["inks"], themes["dark"]["inks"]
    for inks in (light, dark):
        assert len(set(inks.values())) == len(inks), (
            "a colour names one thing, so that it can be told in both"
        )


def test_modules_are_called_once_and_behind_those_that_they_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modules = {
        "first": "import { two as deux } from './second.js';\nimport * as third from './third.js';\n"
        "// no import { x } from './nowhere.js';\nexport const one = deux + third.three; // a note\n",
        "second": "import { three } from './third.js';\n/** @import { X } from './types.js' */\n"
        "export function two() {\n  return three;\n}\nexport async function other() {}\n",
        "third": "export const three = 3;\nexport class Four {}\n",
        "round": "import { trip } from './trip.js';\nexport const round = trip;\n",
        "trip": "import { round } from './round.js';\nexport const trip = round;\n",
        "odd": "export default 3;\n",
    }
    for name, code in modules.items():
        (tmp_path / f"{name}.js").write_text(code, encoding="utf-8")
    monkeypatch.setattr(joined_modules, "ASSETS", tmp_path)
    for cached in (joined_modules.imported, joined_modules._code):
        cached.cache_clear()
    assert order("first") == ["third", "second", "first"]
    script = joined("first")
    assert "const { two: deux } = $second;\nconst third = $third;" in script
    assert "return { three, Four };" in script
    assert "return { two, other };" in script
    assert "nowhere" not in script
    with pytest.raises(ModuleFormError, match=r"circle, got round -> trip -> round$"):
        joined("round")
    with pytest.raises(ModuleFormError, match=r"^odd\.js must import and export by name"):
        joined("odd")
    for cached in (joined_modules.imported, joined_modules._code):
        cached.cache_clear()
