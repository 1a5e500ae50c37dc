"""A real browser for the tests of what a person sees.
Every test fails on an error in the browser's console, on a breach of the security policy, and on an
exception in the server. Without a browser the tests are skipped; NNVIZ_BROWSER=required makes them fail."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.conftest import Server

CHROMIUM = Path(os.environ.get("NNVIZ_CHROMIUM", "/usr/bin/chromium"))
PATIENCE = 30_000  # milliseconds until what is expected must be there, on however slow a machine
expect.set_options(timeout=PATIENCE)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
)
REPORT_BREACHES = """addEventListener('securitypolicyviolation', (breach) => {
  if (breach.blockedURI !== 'wasm-eval')  // a library tries WebAssembly, and does without when it is refused
    console.error('policy', breach.violatedDirective, breach.blockedURI, breach.sourceFile, breach.sample);
})"""
# On a page with a path Streamlit looks for its server below that path first, and finds it one level up.
EXPECTED = re.compile(r"/\w+/_stcore/(health|host-config)$")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.is_file():
        reason = f"NNVIZ_CHROMIUM must be the path of Chromium, got {CHROMIUM}, which does not exist"
        if os.environ.get("NNVIZ_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A visitor's browser; `@pytest.mark.parametrize("context", [{"locale": "ja-JP"}], indirect=True)`
    gives it other options. Its errors, and the server's meanwhile, fail the test."""
    options = {"viewport": {"width": 1280, "height": 900}, "locale": "en-US"} | getattr(request, "param", {})
    printed = server.log.stat().st_size
    made = browser.new_context(**options)
    made.add_init_script(REPORT_BREACHES)
    errors: list[str] = []
    made.on("console", lambda message: errors.extend(complaint(message)))
    made.on("weberror", lambda error: errors.append(str(error.error)))
    yield made
    made.close()
    log = server.log.read_bytes()[printed:].decode()
    assert not errors
    assert "Traceback" not in log, log


def complaint(message: ConsoleMessage) -> Iterator[str]:
    """What of a console message is an error that nobody expects."""
    place = str(message.location.get("url", ""))
    if message.type == "error" and not EXPECTED.search(place):
        yield f"{message.text} ({place})"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
