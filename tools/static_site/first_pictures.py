"""What stands on a page before Python does: the very packet with which its player would begin, made here once
for every language and theme. The player shows it, and plays it where the timeline is known as a whole."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from shutil import copy
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from pages.shared.player import host
from pages.shared.text import LANGUAGES, Language
from pages.shared.theme import COLOURS, ThemeName

HERE = Path(__file__).resolve().parent
FRAME = HERE.parents[1] / "pages" / "frame.py"
SECONDS = 120  # that a page may take


def write(folder: Path, slugs: Sequence[str]) -> None:
    """Write the packets of all pages that have a player, and the document that shows them."""
    folder.mkdir()
    for name in ("first.html", "first.js"):
        copy(HERE / "served" / name, folder / name)
    for slug, language, theme in product(slugs, LANGUAGES, COLOURS):
        packet = slug and packet_of(slug, language, theme)
        if packet:
            (folder / f"{slug}.{language}.{theme}").write_bytes(packet)


def packet_of(slug: str, language: Language, theme: ThemeName) -> bytes | None:
    """Return the first packet of a page; None if it has no player."""
    with patch.object(host, "STREAMS", False), patch("pages.shared.state.language.theme", lambda: theme):
        app = AppTest.from_file(str(FRAME), default_timeout=SECONDS)
        app.query_params["lang"] = language
        app.switch_page(f"{slug}.py").run()
    if app.exception:
        raise RuntimeError(f"the page {slug} fails: {app.exception[0].message}")
    players = [one.proto for one in app.get("bidi_component") if one.proto.component_name == "nnviz_player"]
    return bytes(players[0].bytes) if players else None
