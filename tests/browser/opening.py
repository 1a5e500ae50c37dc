"""Opening the app, and waiting until Streamlit has nothing left to do."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"
FOLLOW = """(link) => new Promise((done) => {
  const app = document.querySelector('[data-testid=stApp]');
  let ran = false;
  new MutationObserver((changes, observer) => {
    ran ||= changes.some(({ oldValue }) => oldValue === 'running');
    if (!ran || app.dataset.testScriptState !== 'notRunning') return;
    observer.disconnect();
    done();
  }).observe(app, { attributeFilter: ['data-test-script-state'], attributeOldValue: true });
  history.pushState(null, '', link);
  dispatchEvent(new PopStateEvent('popstate'));
})"""


def open_app(page: Page, address: str) -> None:
    """Go to an address of the app and wait until its script has run."""
    page.goto(address)
    page.wait_for_selector(CONNECTED, timeout=30_000)
    settle(page)


def go_on(page: Page, address: str) -> None:
    """Go to another address of the app: on the same page as the browser goes forward there, which loads
    nothing and takes a fifth of the time; else by opening it."""
    here, there = urlsplit(page.url), urlsplit(address)
    if (here.netloc, here.path) != (there.netloc, there.path):
        page.goto(address, wait_until="commit")
    else:
        page.evaluate(FOLLOW, f"{there.path}?{there.query}")
    page.wait_for_selector(AT_REST, timeout=30_000)


def open_settings(page: Page) -> None:
    """Open the sidebar, which is closed at first."""
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")).to_be_visible()


def settle(page: Page) -> None:
    """Wait until the script rests and the page has a title."""
    page.wait_for_selector(AT_REST, timeout=30_000)
    page.wait_for_selector("h1", timeout=30_000)
