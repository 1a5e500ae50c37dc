"""The player of a page, as a person uses it: press, scrub, wait, read."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

ROOT = "[data-nnviz=player]"


@dataclass
class Player:
    """The player of an open page."""

    page: Page

    def _data(self, name: str) -> str:
        return self.page.locator(ROOT).get_attribute(f"data-{name}") or ""

    @property
    def state(self) -> str:
        """idle, playing, paused, waiting or ended."""
        return self._data("state")

    @property
    def step(self) -> int:
        """The step that is shown."""
        return int(self._data("step"))

    @property
    def steps(self) -> int:
        """The number of steps that are known."""
        return int(self._data("steps"))

    @property
    def mounts(self) -> int:
        """How often the player was built."""
        return int(self._data("mounts"))

    @property
    def caption(self) -> str:
        """The line that says the step."""
        return self.page.locator("[data-nnviz=caption]").inner_text()

    def press(self, action: str) -> None:
        """Click one of the buttons."""
        self.page.locator(f"{ROOT} [data-action={action}]").click()

    def scrub(self, step: int) -> None:
        """Move the slider."""
        self.page.locator(f"{ROOT} [data-action=scrub]").fill(str(step))

    def wait(self, state: str, step: int | None = None) -> None:
        """Wait until the player is in a state, and at a step if one is given."""
        at = "" if step is None else f"[data-step='{step}']"
        self.page.wait_for_selector(f"{ROOT}[data-state={state}]{at}", timeout=15_000)

    def wait_for_step(self, step: int) -> None:
        """Wait until at least this step is shown."""
        for _ in range(1000):
            if self.step >= step:
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"the player should have reached step {step}, it is at {self.step}")


def open_player(page: Page, url: str) -> Player:
    """Open a page and wait until its player and all its figures stand."""
    page.goto(url)
    page.wait_for_selector(f"{ROOT}[data-state=idle]", timeout=30_000)
    return standing(page)


def standing(page: Page) -> Player:
    """Wait until the player of an open page and all its figures stand, at whatever step."""
    page.wait_for_selector(f"{ROOT} .host", timeout=30_000)
    expect(page.locator(f"{ROOT} .host:empty")).to_have_count(0, timeout=30_000)
    expect(page.locator(f"{ROOT} .plot:not(:has(.main-svg))")).to_have_count(0, timeout=30_000)
    return Player(page)


def at_rest(page: Page, look: str) -> Any:
    """What the script `look` finds in the page after all motion."""
    found = page.evaluate(look)
    for _ in range(60):
        page.wait_for_timeout(120)
        before, found = found, page.evaluate(look)
        if before == found:
            return found
    raise AssertionError("the picture should come to rest")
