"""The player of a page, as a person uses it: press, scrub, wait, read."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.opening import go

ROOT = "[data-nnviz=player]"
MOTION = 3000  # milliseconds of a page's time: longer than any motion
APART = 8  # pictures, after which what moves looks different
SEE = """async (pictures) => {
  for (let seen = 0; seen < pictures; seen++) await new Promise(requestAnimationFrame);
}"""
PACE = """async ([root, steps]) => {
  const shown = () => Number(document.querySelector(root).dataset.step);
  const reach = async (step) => { while (shown() < step) await new Promise(requestAnimationFrame); };
  await reach(shown() + 1);
  const started = performance.now();
  await reach(shown() + steps);
  return performance.now() - started;
}"""
PAUSE = f"""async (step) => {{
  const root = document.querySelector('{ROOT}');
  while (Number(root.dataset.step) < step) await new Promise(requestAnimationFrame);
  root.querySelector('[data-action=play]').click();
}}"""


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
        reached = f"(step) => Number(document.querySelector('{ROOT}').dataset.step) >= step"
        self.page.wait_for_function(reached, arg=step, timeout=30_000)

    def pause_at(self, step: int) -> None:
        """Pause what plays in the first picture of a step: on no machine is it over meanwhile."""
        self.page.evaluate(PAUSE, step)
        self.wait("paused")

    def pace(self, steps: int) -> float:
        """How many milliseconds there are from one picture to that so many steps later, while it plays."""
        return float(self.page.evaluate(PACE, [ROOT, steps]))


def open_player(page: Page, url: str) -> Player:
    """Open a page and wait until its player and all its figures stand."""
    go(page, url)
    page.wait_for_selector(f"{ROOT}[data-mounts]:not([data-state=waiting])", timeout=30_000)
    return standing(page)


def standing(page: Page) -> Player:
    """Wait until the player of an open page and all its figures stand, at whatever step."""
    page.wait_for_selector(f"{ROOT}[data-step] .host", timeout=30_000)
    expect(page.locator(f"{ROOT} .host:empty")).to_have_count(0, timeout=30_000)
    expect(page.locator(f"{ROOT} .plot:not(:has(.main-svg))")).to_have_count(0, timeout=30_000)
    return Player(page)


def see(page: Page, pictures: int) -> None:
    """Let the browser show so many pictures: a span that is as long as this machine needs for them."""
    page.evaluate(SEE, pictures)


def at_rest(page: Page, look: str) -> Any:
    """What the script `look` finds in the page after all motion: the same in pictures that are apart."""
    found = page.evaluate(look)
    for _ in range(60):
        see(page, APART)
        before, found = found, page.evaluate(look)
        if before == found:
            return found
    raise AssertionError("the picture should come to rest")


def after_motion(page: Page, look: str) -> Any:
    """The same on a page whose clock is ours (`page.clock.install()`): nobody waits while its time passes."""
    page.clock.run_for(MOTION)
    return page.evaluate(look)
