"""Touching a picture in the browser: boxes by name, typed into, dragged, moved by keys, answer by answer."""

from collections.abc import Callable, Iterator, Sequence

from playwright.sync_api import Locator, Page, expect

from tests.browser.play import ROOT, at_rest


def box(page: Page, name: str) -> Locator:
    """What can be touched, by its name."""
    return page.locator(f'{ROOT} [data-touch="{name}"]')


def type_all(page: Page, name: str, watched: str, values: Sequence[str]) -> list[str]:
    """Type values into a box; what the element `watched` (a selector) says after each, which must be
    something else every time."""
    found = []
    for value in values:
        before = page.locator(watched).text_content() or ""
        box(page, name).fill(value)
        found.append(_answer(page, watched, before))
    return found


def drag(page: Page, name: str, watched: str, turns: int = 12) -> list[str]:
    """Drag a box 10 pixels to the right, which is 2 steps, and on and on; what the element `watched` says
    after each turn, while the button is still held."""
    place = box(page, name).bounding_box()
    assert place
    x, y = place["x"] + 20, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    found = list(_dragged(page, watched, (x, y), turns))
    page.mouse.up()
    return found


def _dragged(page: Page, watched: str, start: tuple[float, float], turns: int) -> Iterator[str]:
    for turn in range(1, turns + 1):
        before = page.locator(watched).text_content() or ""
        page.mouse.move(start[0] + 10 * turn, start[1])
        yield _answer(page, watched, before)


def press_all(page: Page, name: str, key: str, watched: str, times: int) -> list[float]:
    """Press a key in a box so many times; the exact number in the element `watched` after each."""
    found = []
    shown = page.locator(watched)
    for _ in range(times):
        before = shown.get_attribute("data-value") or ""
        box(page, name).press(key)
        expect(shown).not_to_have_attribute("data-value", before)
        found.append(float(shown.get_attribute("data-value") or "nan"))
    return found


def _answer(page: Page, watched: str, before: str) -> str:
    """What an element says when it no longer says what it said before."""
    expect(page.locator(watched)).not_to_have_text(before)
    return page.locator(watched).text_content() or ""


# What can be seen of every element of the scenes, by panel and id.
LOOK = """() => {
  const names = ['class', 'transform', 'opacity', 'points', 'fill', 'stroke-width', 'stroke-opacity', 'x',
    'width', 'data-value'];
  const attributes = (one) => names.map((name) => one.getAttribute(name));
  const look = (one) => [one.textContent, one.firstChild?.value ?? '', ...attributes(one)];
  const name = (one) => `${one.closest('.panel').dataset.panel}/${one.dataset.id}`;
  const drawn = [...document.querySelectorAll('[data-nnviz=player] .scene [data-id]')];
  return Object.fromEntries(drawn.map((one) => [name(one), look(one)]));
}"""
# Notes which elements of the scenes are written to from now on.
WATCH = """() => {
  window.written = new Set();
  const note = ({ target }) => {
    const one = (target.closest ? target : target.parentElement).closest('.scene [data-id]');
    if (one) written.add(`${one.closest('.panel').dataset.panel}/${one.dataset.id}`);
  };
  new MutationObserver((all) => all.forEach(note)).observe(document.querySelector('[data-nnviz=player]'),
    { attributes: true, childList: true, characterData: true, subtree: true });
}"""


def redrawn(page: Page, touch: Callable[[], object]) -> tuple[set[str], set[str]]:
    """Touch, and return which elements of the scenes were written to, and which look different since."""
    before = at_rest(page, LOOK)
    page.evaluate(WATCH)
    touch()
    after = at_rest(page, LOOK)
    assert before.keys() == after.keys(), "no element comes or goes"
    written: list[str] = page.evaluate("[...window.written]")
    return set(written), {name for name, look in after.items() if look != before[name]}
