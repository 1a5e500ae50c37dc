"""Timelines saved as one file, opened from the disk: they play without a server, and their numbers are those
of the page."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.play import Player, open_player
from tests.browser.saving import MENU

MOST = 150_000  # bytes beyond the frames, where all pictures are scenes
# What stands in the elements of all scenes by their ids, whatever they are; and what is said.
READ = """() => {
  const shown = (one) => {
    const input = one.querySelector('input, select');
    if (input?.type === 'range') return '';
    if (input) return input.selectedOptions ? input.selectedOptions[0].text : input.value;
    return Array.from(one.matches('text') ? [one] : one.querySelectorAll('text, .still-input'),
      ({ textContent }) => textContent).join();
  };
  const elements = Array.from(document.querySelectorAll('.panel:not([hidden]) .scene [data-id]'));
  const panel = (one) => one.closest('[data-panel]').dataset.panel;
  const texts = elements.map((one) => [`${panel(one)} ${one.dataset.id}`, shown(one)]);
  const words = ['caption', 'notes'].map((name) => [
    name, Array.from(document.querySelectorAll(`[data-nnviz=${name}] li, p[data-nnviz=${name}]`),
      (one) => one.firstChild?.textContent ?? '').join(),
  ]);
  return Object.fromEntries([...texts, ...words]);
}"""
FOREIGN = (
    "[data-touch]:not(.scene *), [data-drawer], .scene input, .scene select, .switch:not([data-switch], a)"
)


def saved(page: Page, file: Path) -> Path:
    """Save what is shown as a page."""
    page.locator(f"{MENU} summary").click()
    with page.expect_download() as download:
        page.locator(f"{MENU} [data-save=save_page]").click()
    download.value.save_as(file)
    return file


def read(player: Player, steps: list[int]) -> list[dict[str, Any]]:
    """What stands there at some steps, none of which is beside another: there is no motion between them."""
    found = []
    for step in steps:
        player.scrub(step)
        player.page.wait_for_selector(f"[data-nnviz=player][data-step='{step}']:not([data-state=playing])")
        found.append(player.page.evaluate(READ))
    return found


def opened(page: Page, file: Path) -> Player:
    """Open a saved page where nothing can be fetched."""

    def refuse(route: Route) -> None:
        raise AssertionError(f"a saved page must ask nobody, got {route.request.url}")

    offline = page.context.new_page()
    offline.route("http*://**", refuse)
    offline.goto(file.as_uri())
    offline.wait_for_selector("[data-nnviz=player] .scene")
    return Player(offline)


def test_all_steps_of_a_product_are_in_a_small_file(page: Page, url: str, tmp_path: Path) -> None:
    player = open_player(page, f"{url}/product?lang=en&view=cell&step=4")
    file = saved(page, tmp_path / "product.html")
    assert file.stat().st_size < MOST
    steps = [2, 0, 7, player.steps - 1]
    told = read(player, steps)
    assert told[0] != told[1] != told[2] != told[3]
    offline = opened(page, file)
    assert (offline.step, offline.steps) == (4, player.steps)
    assert read(offline, steps) == told
    alone = offline.page
    assert not alone.locator(FOREIGN).count()
    expect(alone.locator("h1")).to_contain_text("dot product")
    link = alone.locator("[data-saved=link]")
    expect(link).to_have_attribute("href", f"{url}/product?lang=en&step={player.steps - 1}")
    offline.press("first")
    offline.press("play")
    offline.wait_for_step(1)
    offline.press("play")
    alone.locator("[data-saved=theme]").click()
    expect(alone.locator("[data-nnviz=player]")).to_have_attribute("data-theme", "dark")
    assert offline.step >= 1


@pytest.mark.parametrize("context", [{"color_scheme": "dark"}], indirect=True)
def test_the_kept_past_of_a_run_is_saved_with_its_figures(page: Page, url: str, tmp_path: Path) -> None:
    player = open_player(page, f"{url}/train?lang=en")
    player.press("play")
    player.wait_for_step(12)
    player.press("play")
    player.wait("paused")
    last = player.step
    file = saved(page, tmp_path / "train.html")
    told = read(player, [0, 6, last])
    offline = opened(page, file)
    assert offline.step == last
    differ = [
        {name: (one.get(name), other.get(name)) for name in one | other if one.get(name) != other.get(name)}
        for one, other in zip(read(offline, [0, 6, last]), told, strict=True)
    ]
    assert differ == [{}, {}, {}]
    assert "plotly" not in file.read_text(encoding="utf-8").lower()
    alone = offline.page
    expect(alone.locator("[data-panel=loss] .draft line").first).to_be_attached()
    assert alone.locator("[data-panel=loss] .plot").get_attribute("data-curves")
    expect(alone.locator("[data-nnviz=player]")).to_have_attribute("data-theme", "dark")
    alone.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(alone.locator("[data-nnviz=player]")).to_have_attribute("data-theme", "light")
    assert offline.step == last
