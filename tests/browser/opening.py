"""Opening the app, and waiting until Streamlit has nothing left to do."""

from playwright.sync_api import Page, expect

CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"


def open_app(page: Page, address: str) -> None:
    """Go to an address of the app and wait until its script has run."""
    page.goto(address)
    page.wait_for_selector(CONNECTED, timeout=30_000)
    settle(page)


def open_settings(page: Page) -> None:
    """Open the sidebar, which is closed at first."""
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")).to_be_visible()


def settle(page: Page) -> None:
    """Wait until the script rests and the page has a title."""
    page.wait_for_selector(AT_REST, timeout=30_000)
    page.wait_for_selector("h1", timeout=30_000)
