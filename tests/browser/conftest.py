"""A real browser for the tests of what a person sees.
Every test fails on an error in the browser's console, on a breach of the security policy, and on an
exception in the server. Without a browser the tests are skipped; NNVIZ_BROWSER=required makes them fail.

Starting a browser and reading the app's JavaScript for the first time cost more than most tests. So a worker
has one browser, and in it one profile for each set of options (window, language, motion): its cache of files
and its compiled JavaScript stay, and everything else a visitor leaves behind is cleared after every test."""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.leaving import begin, is_left, leave
from tests.conftest import Server

# Debian has the engine without windows as a package of its own: the same pages for two thirds of the work.
PLACES = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
CHROMIUM = Path(
    os.environ.get("NNVIZ_CHROMIUM") or next((one for one in PLACES if Path(one).is_file()), PLACES[-1])
)
PATIENCE = 30_000  # milliseconds until what is expected must be there, on however slow a machine
expect.set_options(timeout=PATIENCE)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--js-flags=--no-opt,--no-maglev",  # no test runs long enough to win back what optimizing costs
)
REPORT_BREACHES = """addEventListener('securitypolicyviolation', (breach) => {
  if (breach.blockedURI !== 'wasm-eval')  // a library tries WebAssembly, and does without when it is refused
    console.error('policy', breach.violatedDirective, breach.blockedURI, breach.sourceFile, breach.sample);
})"""
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "en-US"}
KEPT = "cookies,local_storage,indexeddb,service_workers,cache_storage"
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
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, "--process-per-site"])
        yield chromium
        chromium.close()


@dataclass(frozen=True)
class Profile:
    """A visitor's browser that is used by one test after another, and the errors it reported."""

    context: BrowserContext
    anchor: Page  # an empty page of the app: while it is open, its process keeps the JavaScript it compiled
    errors: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, browser: Browser, url: str, options: Mapping[str, Any]) -> "Profile":
        """Open a profile that notes its errors."""
        context = browser.new_context(**options)
        context.add_init_script(REPORT_BREACHES)
        anchor = context.new_page()
        anchor.goto(f"{url}/_stcore/health")
        made = cls(context, anchor)
        context.on("console", lambda message: made.errors.extend(complaint(message)))
        context.on("weberror", lambda error: made.errors.append(str(error.error)))
        return made

    def clear(self, origin: str) -> None:
        """Close all pages but the anchor and one that was left; forget what they kept but cached files."""
        for page in self.context.pages:
            if page is not self.anchor and not is_left(page):
                page.close()
        told = self.context.new_cdp_session(self.anchor)
        told.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": KEPT})
        told.detach()
        self.context.clear_cookies()
        self.context.clear_permissions()


@pytest.fixture(scope="session")
def profile(browser: Browser, server: Server) -> Iterator[Callable[[Mapping[str, Any]], Profile]]:
    """Gives the one profile with these options."""
    opened: dict[str, Profile] = {}

    def find(options: Mapping[str, Any]) -> Profile:
        name = json.dumps(options, sort_keys=True)
        if name not in opened:
            opened[name] = Profile.of(browser, server.url, options)
        return opened[name]

    yield find
    for one in opened.values():
        one.context.close()


@pytest.fixture
def context(
    profile: Callable[[Mapping[str, Any]], Profile], server: Server, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A visitor's browser; `@pytest.mark.parametrize("context", [{"locale": "ja-JP"}], indirect=True)`
    gives it other options. Its errors, and the server's meanwhile, fail the test."""
    found = profile(DESKTOP | getattr(request, "param", {}))
    printed = server.log.stat().st_size
    found.errors.clear()
    yield found.context
    errors = list(found.errors)
    found.clear(server.url)
    log = server.log.read_bytes()[printed:].decode()
    assert not errors
    assert "Traceback" not in log, log


def complaint(message: ConsoleMessage) -> Iterator[str]:
    """What of a console message is an error that nobody expects."""
    place = str(message.location.get("url", ""))
    if message.type == "error" and not EXPECTED.search(place):
        yield f"{message.text} ({place})"


@pytest.fixture
def clocked(browser: Browser, server: Server) -> Iterator[Page]:
    """A new page whose time passes when the test says so; in a profile of its own, because a clock holds for
    all pages of a profile."""
    found = Profile.of(browser, server.url, DESKTOP)
    page = found.context.new_page()
    page.clock.install(time=0)
    yield page
    errors = list(found.errors)
    found.context.close()
    assert not errors


@pytest.fixture
def going_on() -> None:
    """For the tests of a file that any visitor could pass, also one who has been on other pages before:
    `pytestmark = pytest.mark.usefixtures("going_on")`. Each follows a link from the start page, in the page
    of the test before if that is as it was when it was new: a third of the work of opening one. What a test
    opens after its first link is opened anew."""


@pytest.fixture
def first_visit() -> None:
    """For a test of such a file that needs a new page: `@pytest.mark.usefixtures("first_visit")`."""


@pytest.fixture
def page(context: BrowserContext, url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A new page; where tests go on, the one that the test before left, as it was when it was new."""
    if "going_on" not in request.fixturenames or "first_visit" in request.fixturenames:
        yield context.new_page()
        return
    found = next(filter(is_left, context.pages), None) or begin(context.new_page(), url)
    found.bring_to_front()  # another may have stood before it
    yield found
    leave(found, url)
