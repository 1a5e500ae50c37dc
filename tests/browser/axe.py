"""What axe, the checker of pages for people who use them otherwise, complains about on an open page."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.js.node import ROOT, run

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# A cell is named by its place, and the number that stands in it is said beside that.
NUMBERS = "label-content-name-mismatch"
UNFOLD = "for (const one of document.querySelectorAll('details')) one.open = true"
CHECK = """async (numbers) => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  const seen = ({ target }) => document.querySelector(target[0])?.querySelector('text')?.textContent ?? '?';
  const numeric = (node) => /^[\\d.,e∞%–-]*$/.test(seen(node));
  return violations.flatMap(({ id, nodes }) =>
    nodes.filter((one) => id !== numbers || !numeric(one)).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}"""


@cache
def script() -> str:
    """The checker itself, from the packages of package.json; without them a test is skipped."""
    run("node", "--version")
    return Path(AXE).read_text(encoding="utf-8")


def complaints(page: Page) -> list[Any]:
    """What is wrong with a page, all that is folded on it unfolded."""
    page.evaluate(UNFOLD)
    page.evaluate(script())
    found: list[Any] = page.evaluate(CHECK, NUMBERS)
    return found
