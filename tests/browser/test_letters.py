"""How large letters are: all words of Train that are seen, and the main numbers of its pictures, on a laptop
and on a large screen."""

import pytest
from playwright.sync_api import Page

from tests.browser.opening import go_on
from tests.browser.play import see, standing
from tests.browser.test_first_screen import FONTS, SIZES

pytestmark = pytest.mark.usefixtures("going_on")

# Every kind of picture, the deepest network, and many seeds.
PLACES = (
    "problem=article&lang=en",
    "problem=article&lang=ja",
    "problem=circle&discrete=1&lang=en",
    "problem=curve&curve=sin&lang=ja",
    "problem=digits&lang=en",
    "problem=spiral&lang=ja&hidden=" + "-".join(["8tanh"] * 6),
    "problem=rows&hidden=2relu&sweep=40&lang=en",
)
BAR = 13.9  # pixels of the letters of the bar on top where it is at its tightest
# The words in the window that are smaller than `least` pixels, with their size: the text of all elements, and
# what stands in fields; those of the bar on top that are smaller than `bar`.
SMALLER = """([least, bar]) => {
  const found = new Set();
  const hidden = (one) => !one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    || one.closest('.unseen') || [...parents(one)].some((each) => getComputedStyle(each).clipPath !== 'none');
  function* parents(one) { for (let each = one; each; each = each.parentElement) yield each; }
  const inside = ({ left, right, top, bottom, width, height }) => width > 1 && height > 1
    && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  const measure = (one, words, box) => {
    if (!words.trim() || hidden(one) || !inside(box)) return;
    const drawn = one instanceof SVGElement ? one : one.closest('foreignObject');
    const { a, b } = drawn?.getScreenCTM() ?? { a: 1, b: 0 };
    const pixels = parseFloat(getComputedStyle(one).fontSize) * Math.hypot(a, b);
    const enough = one.closest('.st-key-topbar') ? bar : least;
    if (pixels < enough - 0.05) found.add(`${words.trim()} ${pixels.toFixed(1)}`);
  };
  const range = document.createRange();
  for (const root of document.querySelectorAll('[data-nnviz=player], .st-key-topbar')) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode } = walker;
      if (currentNode.parentElement.closest('script, style, option')) continue;
      range.selectNodeContents(currentNode);
      measure(currentNode.parentElement, currentNode.textContent, range.getBoundingClientRect());
    }
    for (const one of root.querySelectorAll('input:not([type=range], [type=checkbox]), select'))
      measure(one, one.value, one.getBoundingClientRect());
  }
  return [...found];
}"""
# The losses and accuracies in a picture that are smaller than `least` pixels.
NUMBERS = """(least) => [...document.querySelectorAll('[data-nnviz=picture] .scene .label[data-nnviz]')]
  .map((one) => [one.textContent, parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a])
  .filter(([, pixels]) => pixels < least - 0.05)"""


def test_all_words_of_train_are_read_from_afar(page: Page, url: str) -> None:
    wrong = []
    for place in PLACES:
        page.set_viewport_size(SIZES[0])
        go_on(page, f"{url}/train?{place}")
        standing(page)
        page.evaluate(FONTS)
        for size, words, numbers in ((SIZES[0], 16, 22), (SIZES[2], 16, 30)):
            page.set_viewport_size(size)
            see(page, 3)
            found = [*page.evaluate(SMALLER, [words, BAR]), *page.evaluate(NUMBERS, numbers)]
            wrong += [(place, size["width"], one) for one in found]
    assert not wrong
