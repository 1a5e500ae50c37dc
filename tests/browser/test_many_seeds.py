"""Many seeds on the page Train in a browser: the field fills, one seed opens, and Back leads back."""

from playwright.sync_api import Page, expect

from nnviz import ExperimentConfig, sweep
from tests.browser.opening import open_app
from tests.browser.play import ROOT
from tests.conftest import Server

LINK = "problem=rows&hidden=2relu&epochs=1000&sweep=40"
COUNT = "[data-nnviz=sweep]"
LEARNED = f"{ROOT} .token.seed.right"


def test_play_fills_the_field_and_a_pressed_seed_opens_and_comes_back(page: Page, server: Server) -> None:
    tried = [ExperimentConfig(problem="rows", hidden=((2, "relu"),), seed=seed) for seed in range(40)]
    learned = [int(seed) for seed in sweep(tried, epochs=1000).solved().nonzero()[0]]
    open_app(page, f"{server.url}/train?{LINK}")
    count = page.locator(COUNT)
    expect(count).to_have_attribute("data-count", "40")
    expect(count).to_have_attribute("data-solved", "0")
    page.locator("[data-action=play]").click()
    page.wait_for_selector(f"{ROOT}[data-state=ended]", timeout=60_000)
    expect(count).to_have_attribute("data-solved", str(len(learned)))
    expect(count).to_have_text(f"{len(learned)} of 40 have learned it")
    expect(page.locator(LEARNED)).to_have_count(len(learned))
    page.locator(f"[data-touch=seed{learned[1]}]").click()
    expect(count).to_have_count(0)
    page.wait_for_function("(part) => location.search.includes(part)", arg=f"seed={learned[1]}")
    assert "sweep" not in page.url
    expect(page.locator("[data-nnviz=readout]")).to_have_attribute("data-epoch", "1000", timeout=30_000)
    page.go_back()
    expect(page.locator(COUNT)).to_have_attribute("data-solved", str(len(learned)), timeout=30_000)
    expect(page.locator(LEARNED)).to_have_count(len(learned))
