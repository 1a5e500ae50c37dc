"""Pictures for slides: what is in the files, for scenes, painted maps and figures with axes."""

import re
from base64 import b64decode
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.play import open_player
from tests.browser.saving import look, save

pytestmark = pytest.mark.usefixtures("going_on")


def words(svg: Path) -> list[str]:
    """The words in a picture, line by line."""
    lines = re.findall(r"<text\b[^>]*>(.*?)</text>", svg.read_text(encoding="utf-8"), re.S)
    return [re.sub(r"<[^>]*>", "", line) for line in lines]


def test_a_scene_is_saved_in_two_sizes_on_a_ground_or_on_none(page: Page, url: str) -> None:
    open_player(page, f"{url}/product?lang=en&view=cell")
    once = look(page, save(page, "png"))
    twice = look(page, save(page, "png2"))
    assert once["width"] >= 1280
    assert (twice["width"], twice["height"]) == (2 * once["width"], 2 * once["height"])
    assert once["corner"] == twice["corner"] == 255
    clear = look(page, save(page, "png", transparent=True))
    assert (clear["corner"], clear["width"]) == (0, once["width"])
    assert clear["colours"] > 10
    bare = look(page, save(page, "png", caption=False))
    assert bare["height"] < clear["height"]


def test_an_svg_stands_alone_with_its_font_and_its_caption(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/product?lang=en&view=cell")
    player.press("step")
    file = save(page, "svg", transparent=True)
    drawn = file.read_text(encoding="utf-8")
    font = re.search(r"@font-face{.*?url\(data:font/woff2;base64,([\w+/=]+)\)}", drawn)
    assert font
    assert b64decode(font[1])[:4] == b"wOF2"
    assert "foreignObject" not in drawn
    assert "var(--" not in drawn
    assert player.caption in " ".join(line.strip() for line in words(file))
    assert player.caption not in " ".join(words(save(page, "svg", caption=False)))


def test_painted_maps_and_figures_are_in_their_pictures(page: Page, url: str) -> None:
    open_player(page, f"{url}/train?lang=en")
    network = save(page, "svg", of="network").read_text(encoding="utf-8")
    maps = page.locator("[data-panel=network] .scene .map").count()  # what each unit answers to, and others
    assert network.count("<image") == maps >= 8
    loss = save(page, "svg", of="loss")
    assert {"training", "test", "epochs"} <= {line.strip() for line in words(loss)}
    surface = look(page, save(page, "png", of="surface1"))
    assert surface["colours"] > 100
