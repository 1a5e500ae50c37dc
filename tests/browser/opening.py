"""Opening the app, and waiting until Streamlit has nothing left to do."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.leaving import AT_REST, FORWARD, follow, is_left

CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
PLAYER = "[data-nnviz=player][data-told]"  # one that plays: the start page has pictures that stand
# Marks the player that is left, and says how often it was told something.
LEAVE = f"""() => {{
  const {{ dataset }} = document.querySelector('{PLAYER}');
  dataset.left = 'yes';
  return dataset.told;
}}"""
# Another player stands there, or the same was told something new.
TOLD_ANEW = f"""(told) => {{
  const {{ left, told: now }} = document.querySelector('{PLAYER}')?.dataset ?? {{ left: 'yes', told }};
  return !left || now !== told;
}}"""
# Two pictures later everything that was drawn again has its place, from the top as in a new page:
# on the way to what was played before, the page may still slide.
AT_THE_TOP = """async () => {
  const main = document.querySelector('[data-testid=stMain]');
  for (let seen = 0, still = 0; seen < 120 && still < 2; seen++) {
    still = main.scrollTop ? 0 : still + 1;
    main.scrollTop = 0;
    await new Promise(requestAnimationFrame);
  }
}"""


def go(page: Page, address: str) -> None:
    """Go to an address as `page.goto` does; but the first time from a page that the test before left, as one
    follows a link of the app, which loads nothing."""
    if not follow(page, address):
        page.goto(address)


def open_app(page: Page, address: str) -> None:
    """Go to an address of the app and wait until its script has run."""
    go(page, address)
    page.wait_for_selector(CONNECTED, timeout=30_000)
    settle(page)


def go_on(page: Page, address: str) -> None:
    """Go to another address of a page with a player, as the browser goes forward there from an open page: it
    loads nothing and takes a fifth of the time."""
    here, there = urlsplit(page.url), urlsplit(address)
    if is_left(page) or here.netloc != there.netloc or not page.locator(PLAYER).count():
        go(page, address)
        page.wait_for_selector(PLAYER, timeout=30_000)
    else:
        told = page.evaluate(LEAVE)
        page.evaluate(FORWARD, f"{there.path}?{there.query}")
        page.wait_for_function(TOLD_ANEW, arg=told, timeout=30_000)
    page.wait_for_selector(AT_REST, timeout=30_000)
    page.evaluate(AT_THE_TOP)


def open_settings(page: Page) -> None:
    """Open the sidebar, which is closed at first."""
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")).to_be_visible()


def settle(page: Page) -> None:
    """Wait until the script rests and the page has a title."""
    page.wait_for_selector(AT_REST, timeout=30_000)
    page.wait_for_selector("h1", timeout=30_000)
