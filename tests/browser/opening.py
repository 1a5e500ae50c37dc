"""Opening the app, and waiting until Streamlit has nothing left to do."""

from urllib.parse import urlsplit
from weakref import WeakSet

from playwright.sync_api import Page, expect

CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"
PLAYER = "[data-nnviz=player][data-told]"  # one that plays: the start page has pictures that stand
HOME = ".st-key-home-doors"
FORWARD = """(link) => {
  history.pushState(null, '', link);
  dispatchEvent(new PopStateEvent('popstate'));
}"""
# What a page keeps by itself: its scroll position, and what is stored for its tab.
FORGET = """() => {
  document.querySelector('[data-testid=stMain]').scrollTop = 0;
  sessionStorage.clear();
}"""
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
# Two pictures later everything that was drawn again has its place.
NEXT_PICTURES = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
)

# Pages that stand on the start page since the test before.
_LEFT_OPEN: WeakSet[Page] = WeakSet()


def leave_open(page: Page, start: str) -> None:
    """Take a page back to the start page for the test that comes next, so that no player is left of this one.
    Nothing is loaded for it."""
    here = urlsplit(start)
    page.unroute_all(behavior="ignoreErrors")
    page.evaluate(FORWARD, f"{here.path}?{here.query}")
    page.wait_for_selector(HOME)
    page.wait_for_selector(AT_REST)
    page.evaluate(FORGET)
    _LEFT_OPEN.add(page)


def is_left_open(page: Page) -> bool:
    """Return whether a page was left open, and nobody has gone on in it so far."""
    return page in _LEFT_OPEN


def go(page: Page, address: str) -> None:
    """Go to an address as `page.goto` does; but the first time from a page that the test before left open, as
    one follows a link of the app, which loads nothing."""
    if page in _LEFT_OPEN:
        _LEFT_OPEN.discard(page)
        there = urlsplit(address)
        page.evaluate(FORWARD, f"{there.path}?{there.query}")
        if there.path.strip("/"):
            page.wait_for_selector(HOME, state="detached")  # till then it stands above what comes
    else:
        page.goto(address)


def open_app(page: Page, address: str) -> None:
    """Go to an address of the app and wait until its script has run."""
    page.goto(address)
    page.wait_for_selector(CONNECTED, timeout=30_000)
    settle(page)


def go_on(page: Page, address: str) -> None:
    """Go to another address of a page with a player, as the browser goes forward there from an open page: it
    loads nothing and takes a fifth of the time."""
    here, there = urlsplit(page.url), urlsplit(address)
    if page in _LEFT_OPEN or here.netloc != there.netloc or not page.locator(PLAYER).count():
        go(page, address)
        page.wait_for_selector(PLAYER, timeout=30_000)
    else:
        told = page.evaluate(LEAVE)
        page.evaluate(FORWARD, f"{there.path}?{there.query}")
        page.wait_for_function(TOLD_ANEW, arg=told, timeout=30_000)
    page.wait_for_selector(AT_REST, timeout=30_000)
    page.evaluate(NEXT_PICTURES)


def open_settings(page: Page) -> None:
    """Open the sidebar, which is closed at first."""
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")).to_be_visible()


def settle(page: Page) -> None:
    """Wait until the script rests and the page has a title."""
    page.wait_for_selector(AT_REST, timeout=30_000)
    page.wait_for_selector("h1", timeout=30_000)
