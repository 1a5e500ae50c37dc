"""A page that one test leaves to the next: on the start page, and as it was when it was new."""

from urllib.parse import urlsplit
from weakref import WeakKeyDictionary, WeakSet

from playwright.sync_api import Error, Page, TimeoutError, ViewportSize, expect

from pages.registry import PAGES

AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"
FORWARD = """(link) => {
  history.pushState(null, '', link);
  dispatchEvent(new PopStateEvent('popstate'));
}"""
LANGUAGE = "navigator.language.slice(0, 2)"
DOORS = ".st-key-home-doors"
PRESENTED = "html.presenting"
PICTURES = f"{DOORS} .still[data-state=still]"
# What a page keeps by itself: how far it is scrolled, what has the focus, and what is stored for its tab.
FORGET = """() => {
  document.querySelector('[data-testid=stMain]').scrollTo(0, 0);
  document.activeElement.blur();
  sessionStorage.clear();
}"""
# Whatever a test may change, of the window and of every element; not what the app loads once and keeps.
SEEN = """() => {
  const kept = ['#nnviz-skeleton', '#js-plotly-tester', '[data-live-announcer]']
    .flatMap((one) => [one, `${one} *`]);
  const media = ['print', '(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)',
    '(forced-colors: active)'].map((query) => matchMedia(query).matches);
  const elements = [...document.querySelectorAll(`html, body, body *:not(${kept})`)].map((one) =>
    [one.localName, ...['data-testid', 'lang', 'style'].map((name) => one.getAttribute(name)),
      one.scrollLeft, one.scrollTop]);
  return JSON.stringify([location.href, innerWidth, innerHeight, media, String(setTimeout),
    document.documentElement.className.trim(), document.activeElement?.localName, Object.keys(sessionStorage),
    ...elements]);
}"""
SEEN_AGAIN = f"(before) => ({SEEN})() === before"
LONGEST = 2_000  # milliseconds until what is left has gone
OFTEN = 50  # milliseconds from one look to the next: to look at everything takes four

# The window of a new page, and what is seen of it on the start page; and the pages that stand there since.
_NEW: WeakKeyDictionary[Page, tuple[ViewportSize | None, str]] = WeakKeyDictionary()
_LEFT: WeakSet[Page] = WeakSet()


def begin(page: Page, app: str) -> Page:
    """Open the start page in a new page, for one test after the other."""
    page.goto(app + _start(page))
    expect(page.locator(PICTURES)).to_have_count(len(PAGES), timeout=90_000)  # the first of all, maybe
    page.wait_for_selector(AT_REST)
    _rest(page)
    _NEW[page] = page.viewport_size, page.evaluate(SEEN)
    _LEFT.add(page)
    return page


def leave(page: Page, app: str) -> None:
    """Take a page back to the start page for the test that comes next, so that no player is left of this one.
    Nothing is loaded for it. A page that does not become as it was when it was new is not left to anybody."""
    if page.is_closed() or page not in _NEW or urlsplit(page.url).netloc != urlsplit(app).netloc:
        return
    size, seen = _NEW[page]
    page.unroute_all(behavior="ignoreErrors")
    try:
        if size and size != page.viewport_size:
            page.set_viewport_size(size)
        for _ in range(page.locator(PRESENTED).count()):
            page.keyboard.press("Escape")
        if _go_back(page, seen) or _go_back(page, seen):
            _LEFT.add(page)
    except Error:
        return


def _go_back(page: Page, seen: str) -> bool:
    """Go to the start page, and return whether this is seen of it then. Once may not be enough: where a page
    asks something in the moment when it is left, Streamlit leaves its empty sidebar."""
    _forward(page, _start(page))
    _rest(page)
    try:
        page.wait_for_function(SEEN_AGAIN, arg=seen, polling=OFTEN, timeout=LONGEST)
    except TimeoutError:
        return False
    return True


def _start(page: Page) -> str:
    """The start page in the language of the browser: another would stay on the pages after it."""
    return f"/?lang={page.evaluate(LANGUAGE)}"


def _forward(page: Page, start: str) -> None:
    page.wait_for_selector(AT_REST)
    page.evaluate(FORWARD, start)
    page.wait_for_selector(DOORS)
    page.wait_for_selector(AT_REST)


def _rest(page: Page) -> None:
    page.mouse.move(-1, -1)  # outside the window: it points at nothing
    page.evaluate(FORGET)


def is_left(page: Page) -> bool:
    """Return whether a page was left, and nobody has gone on in it so far."""
    return page in _LEFT


def follow(page: Page, address: str) -> bool:
    """Go on to an address from a page that was left, as one follows a link of the app, which loads nothing.
    Return False where nobody left the page, or has gone on in it since."""
    if page not in _LEFT:
        return False
    _LEFT.discard(page)
    there = urlsplit(address)
    page.evaluate(FORWARD, f"{there.path or '/'}?{there.query}")
    if there.path.strip("/"):
        page.wait_for_selector(DOORS, state="detached")  # till then it stands above what comes
    return True
