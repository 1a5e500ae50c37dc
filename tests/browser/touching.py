"""Touching a picture in the browser: boxes by name, and how long an answer takes, measured in the page."""

from collections.abc import Sequence

from playwright.sync_api import Locator, Page

from tests.browser.play import ROOT

# Writes numbers into a box and measures how long each takes to be seen in what is watched.
TYPE = """async ([name, watched, values]) => {
    const box = document.querySelector(`[data-touch="${name}"]`);
    const shown = document.querySelector(watched);
    box.focus();
    const times = [];
    for (const value of values) {
        const seen = new Promise((done) => {
            const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now()); });
            watch.observe(shown, { childList: true, characterData: true, subtree: true });
        });
        box.value = value;
        const start = performance.now();
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        times.push((await seen) - start);
        await new Promise((rest) => setTimeout(rest, 60));
    }
    return times;
}"""
# Measures from the newest move of the mouse to the change of what is watched.
WATCH_DRAG = """([name, watched]) => {
    let moved = 0;
    window.measured = [];
    const box = document.querySelector(`[data-touch="${name}"]`);
    box.addEventListener('pointermove', () => { moved = performance.now(); });
    const watch = new MutationObserver(() => window.measured.push(performance.now() - moved));
    watch.observe(document.querySelector(watched), { childList: true, characterData: true, subtree: true });
}"""


def box(page: Page, name: str) -> Locator:
    """What can be touched, by its name."""
    return page.locator(f'{ROOT} [data-touch="{name}"]')


def type_all(page: Page, name: str, watched: str, values: Sequence[str]) -> list[float]:
    """Type values into a box; milliseconds until each is seen in the element `watched` (a selector)."""
    times: list[float] = page.evaluate(TYPE, [name, watched, list(values)])
    return times


def drag(page: Page, name: str, watched: str) -> list[float]:
    """Drag a box 120 pixels to the right, which is 24 steps; milliseconds until each move is seen."""
    page.evaluate(WATCH_DRAG, [name, watched])
    place = box(page, name).bounding_box()
    assert place
    x, y = place["x"] + 20, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for turn in range(1, 13):
        page.mouse.move(x + 10 * turn, y)
        page.wait_for_timeout(160)
    page.mouse.up()
    times: list[float] = page.evaluate("window.measured")
    assert len(times) >= 8
    return times
