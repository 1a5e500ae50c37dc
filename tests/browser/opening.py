"""Opening the app, and waiting until Streamlit has nothing left to do."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"
PLAYER = "[data-nnviz=player]"
FORWARD = """(link) => {
  history.pushState(null, '', link);
  dispatchEvent(new PopStateEvent('popstate'));
}"""
# Two pictures later everything that was drawn again has its place.
NEXT_PICTURES = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
)


def open_app(page: Page, address: str) -> None:
    """Go to an address of the app and wait until its script has run."""
    page.goto(address)
    page.wait_for_selector(CONNECTED, timeout=30_000)
    settle(page)


def go_on(page: Page, address: str) -> None:
    """Go to another address of a page with a player. On the same page the browser goes forward there, which
    loads nothing and takes a fifth of the time; else it is opened."""
    here, there = urlsplit(page.url), urlsplit(address)
    if (here.netloc, here.path) != (there.netloc, there.path):
        page.goto(address, wait_until="commit")
    else:
        told = page.locator(PLAYER).get_attribute("data-told") or ""
        page.evaluate(FORWARD, f"{there.path}?{there.query}")
        expect(page.locator(PLAYER)).not_to_have_attribute("data-told", told)
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
