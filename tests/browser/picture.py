"""Takes the README's picture of the page Train: `python -m tests.browser.picture`, while the app runs
at the address given, http://127.0.0.1:8501 unless told otherwise."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.play import open_player
from tests.conftest import ROOT

PICTURE = ROOT / ".github" / "pictures" / "train.png"
STEPS = 130  # steps of the player until the picture is worth taking


def take(url: str, target: Path) -> None:
    """Train for a while, pause, and save what is seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 1230})
        player = open_player(page, f"{url}/train")
        player.press("play")
        player.wait_for_step(STEPS)
        player.press("play")
        page.wait_for_timeout(800)
        target.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501", PICTURE)
