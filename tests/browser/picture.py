"""Takes the README's picture of every page: `python -m tests.browser.picture`, while the app runs at the
address given, http://127.0.0.1:8501 unless told otherwise. A name of SHOTS behind it takes that one only."""

import sys
from dataclasses import dataclass

from playwright.sync_api import Page, expect, sync_playwright

from pages.registry import PAGES
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.opening import open_app
from tests.browser.play import Player, see, standing
from tests.conftest import ROOT
from tests.readme import SHOWN

PICTURES = ROOT / ".github" / "pictures"
ADDRESS = "http://127.0.0.1:8501"
WIDTH = 1280
LARGEST = 250_000  # bytes of a picture


@dataclass(frozen=True)
class Shot:
    """A page with its settings, how much of its height is taken, and how many steps it plays before."""

    link: str
    height: int = 900
    plays: int = 0


MOMENTS = {
    "home": Shot("/?lang=en", height=760),
    "arrays": Shot("/arrays?lang=en&step=2", height=820),
    "product": Shot("/product?lang=en&view=flow&step=3", height=1060),
    "neuron": Shot("/neuron?lang=en&w=1,1,1&b=-3&activation=step&x=1,1,1&step=3"),
    "network": Shot("/network?lang=en&chosen=2.1&step=10", height=820),
    "backprop": Shot("/backprop?lang=en&step=9", height=820),
    "train": Shot("/train?lang=en", height=960, plays=130),
    "lecture": Shot("/lecture?lang=en&lecture=why_networks_learn&moment=2", height=720),
}  # another page is taken as it opens
NAMES = ("home", *(page.slug for page in SHOWN))
SHOTS = {name: MOMENTS.get(name, Shot(f"/{name}?lang=en")) for name in NAMES}


def play(player: Player, steps: int) -> None:
    """Play so many steps, and pause."""
    if steps:
        player.press("play")
        player.wait_for_step(steps)
        player.press("play")


def take(page: Page, url: str, name: str) -> None:
    """Open the page of a shot, bring it to its moment, and save what is seen."""
    shot = SHOTS[name]
    page.set_viewport_size({"width": WIDTH, "height": shot.height})
    open_app(page, url + shot.link)
    if name == "home":
        expect(page.locator("[data-state=still] svg")).to_have_count(len(PAGES))
    elif name == "lecture":
        page.frame_locator("iframe").first.locator("[data-nnviz=player] svg").first.wait_for()
    else:
        play(standing(page), shot.plays)
    see(page, 90)
    target = PICTURES / f"{name}.png"
    page.screenshot(path=target)
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size:,} bytes")  # noqa: T201 - the answer of a command
    assert size <= LARGEST, (
        f"a picture may have {LARGEST:,} bytes, {name} has {size:,}; take less of the page"
    )


def main(url: str = ADDRESS, *names: str) -> None:
    """Take the pictures called `names`, all of them if there is none."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name in names or SHOTS:
            take(browser.new_page(), url, name)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
