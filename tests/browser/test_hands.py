"""A run is changed by hand in a browser: its newest moment answers, and its curves have no point more."""

from playwright.sync_api import Page, expect

from tests.browser.opening import open_app
from tests.browser.play import ROOT, standing
from tests.conftest import Server

POINTS = """() => (document.querySelector('[data-panel=loss] .plot').data ?? [])
    .filter((one) => (one.x ?? []).length > 1).map((one) => one.x.length)"""
READ = "(name) => document.querySelector('[data-nnviz=readout]').dataset[name]"


def test_an_edited_weight_is_answered_without_a_point_more_and_a_pinned_curve_stays(
    page: Page, server: Server
) -> None:
    open_app(page, f"{server.url}/train?problem=circle&weight=W1[0,1]&epoch=40")
    page.wait_for_selector(f"{ROOT}[data-state=paused]", timeout=60_000)
    player = standing(page)
    before, epoch = page.evaluate(READ, "train"), page.evaluate(READ, "epoch")
    points = page.evaluate(POINTS)
    box = page.locator("[data-touch='weight.number'] input, input[data-touch='weight.number']").first
    box.fill("-3")
    page.wait_for_function(f"(known) => ({READ})('train') !== known", arg=before)
    assert page.evaluate(READ, "epoch") == epoch
    assert page.evaluate(POINTS) == points
    expect(page.get_by_text("This run was changed")).to_be_visible()  # what stands below has made room
    page.locator("[data-touch='unit.off']").click()
    expect(page.locator("[data-touch='unit.off']")).to_contain_text("on")
    expect(page.locator("[data-id='u1.2'].off")).to_have_count(1)
    page.locator("[data-touch='weight.freeze']").click()
    expect(page.locator("[data-id='w1.1.2'].frozen")).to_have_count(1)
    page.locator("[data-touch='run.pin']").click()
    expect(page.locator("[data-touch='run.unpin']")).to_have_count(1)
    page.wait_for_function(f"(count) => ({POINTS})().length === count", arg=len(points) + 1)
    expect(page.locator("[data-id='pin.map']")).to_be_visible()
    loss = page.locator("[data-nnviz=train-loss]").text_content()
    expect(page.locator("[data-id='pin.train']")).to_have_text(str(loss))
    assert player.caption.startswith("Epoch 40 ·")
