"""The frame as a person meets it: language, address, light and dark, a narrow window."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pages.registry import PAGES
from tests.browser.leaving import FORWARD
from tests.browser.opening import go_on, open_app, settle
from tests.browser.play import at_rest, see

JAPANESE = pytest.mark.parametrize("context", [{"locale": "ja-JP"}], indirect=True)
TITLES = {"en": "Arrays · nnviz", "ja": "配列 · nnviz"}
GROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
HEADER = "getComputedStyle(document.querySelector('.st-key-topbar').parentElement).backgroundColor"
HOME = {"en": "Home · nnviz", "ja": "ホーム · nnviz"}


def language_of(page: Page) -> str | None:
    return page.locator("html").get_attribute("lang")


@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("", HOME),
        ("/?lang=<script>alert(1)</script>", HOME),
        ("/arrays", TITLES),
        ("/arrays?lang=en", TITLES),
    ],
)
def test_every_address_shows_its_page_in_english(
    page: Page, url: str, path: str, titles: dict[str, str]
) -> None:
    open_app(page, f"{url}{path}")
    expect(page).to_have_title(titles["en"])
    expect(page.locator("h1")).to_have_count(1)
    assert language_of(page) == "en"
    expect(page).not_to_have_url(re.compile("script"))


@JAPANESE
@pytest.mark.parametrize(
    ("path", "titles"),
    [("", HOME), ("/arrays", TITLES), ("/arrays?lang=ja", TITLES), ("/arrays?lang=de", TITLES)],
)
def test_a_japanese_browser_reads_japanese(page: Page, url: str, path: str, titles: dict[str, str]) -> None:
    open_app(page, f"{url}{path}")
    expect(page).to_have_title(titles["ja"])
    expect(page.locator("html")).to_have_attribute("lang", "ja")


@JAPANESE
def test_the_link_wins_over_the_browser(page: Page, url: str) -> None:
    open_app(page, f"{url}/arrays?lang=en")
    expect(page).to_have_title(TITLES["en"])
    assert language_of(page) == "en"


def test_a_chosen_language_is_written_to_the_link_and_can_be_taken_back(page: Page, url: str) -> None:
    open_app(page, f"{url}/arrays")
    page.get_by_text("日本語", exact=True).click()
    expect(page).to_have_title(TITLES["ja"])
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    expect(page).to_have_url(re.compile("lang=ja"))
    page.reload()
    settle(page)
    expect(page).to_have_title(TITLES["ja"])
    page.get_by_text("English", exact=True).click()
    expect(page).to_have_title(TITLES["en"])
    expect(page).to_have_url(re.compile("lang=en"))


def test_a_link_is_heard_that_asks_for_the_same_language_as_before_the_choice(page: Page, url: str) -> None:
    open_app(page, f"{url}/arrays?lang=en")
    page.get_by_text("日本語", exact=True).click()
    expect(page).to_have_title(TITLES["ja"])
    expect(page).to_have_url(re.compile("lang=ja"))
    page.evaluate(FORWARD, "/arrays?lang=en")
    expect(page).to_have_title(TITLES["en"])


def test_the_language_can_be_changed_by_keyboard(page: Page, url: str) -> None:
    open_app(page, f"{url}/arrays")
    page.get_by_role("radio", name="日本語").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_title(TITLES["ja"])


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_width_scrolls_sideways_and_the_theme_is_the_visitors(
    context: BrowserContext, url: str, language: str, scheme: str
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 390, "height": 800})
    open_app(page, f"{url}/arrays?lang={language}")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("(width) => innerWidth === width", arg=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        ground = page.evaluate(GROUND)
        assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 20, 26)"}[scheme]
        page.wait_for_function(f"([ground]) => {HEADER} === ground", arg=[ground], timeout=5_000)


def test_a_path_that_does_not_exist_leads_to_the_start_page(browser: Browser, url: str) -> None:
    with browser.new_context(locale="en-US") as context:  # not `context`: the console is right to complain
        page = context.new_page()
        open_app(page, f"{url}/nowhere")
        expect(page).to_have_title(HOME["en"])


def test_an_embedded_page_stands_without_the_frame_and_keeps_the_language(page: Page, url: str) -> None:
    open_app(page, f"{url}/arrays?lang=ja&embed=true")
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    expect(page.locator("[data-nnviz=player] .scene").first).to_be_visible(timeout=15_000)
    expect(page.get_by_role("link", name="行列の積")).to_have_count(0)
    expect(page.get_by_role("radio", name="English")).to_have_count(0)
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().top") < 70


PARTS = """['pages', 'view', 'tools'].map((name) => {
  const part = document.querySelector(`.st-key-topbar-${name}`);
  const inside = part ? [...part.querySelectorAll('a, button, [data-baseweb=select]')] : [];
  const seen = inside.map((one) => one.getBoundingClientRect()).filter(({ width }) => width);
  return [Math.min(...seen.map(({ left }) => left)), Math.max(...seen.map(({ right }) => right))];
}).filter(([left]) => left < innerWidth)"""


def test_the_parts_of_the_bar_stand_beside_each_other_on_a_laptop(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    for name in (one.slug for one in PAGES):
        go_on(page, f"{url}/{name}?lang=ja")
        expect(page.locator("[data-nnviz=tools] button").first).to_be_visible()
        expect(page.locator(".st-key-topbar-pages a").first).to_be_visible()
        parts = at_rest(page, PARTS)
        assert len(parts) >= 2
        assert all(end <= begin for (_, end), (begin, _) in pairwise(parts)), (name, parts)


WIDTHS = (900, 1100, 1280, 1366, 1440, 1500, 1600, 1760, 1920)
# How far the bar is too long for its window, what of it stands on something else, and whether one sees the
# name of the page.
LONG = """(slug) => {
  const bar = document.querySelector('.st-key-topbar');
  const seen = [...bar.querySelectorAll('a p, label p, button, .stSelectbox, [role=slider]')]
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([one, { width }]) => width && one.checkVisibility());
  const over = ([one, a], [other, b]) => !one.contains(other) && !other.contains(one)
    && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const covered = seen.flatMap((one, at) => seen.slice(at + 1).filter((other) => over(one, other))
    .map((other) => `${one[0].textContent} ${other[0].textContent}`));
  const { left, right } = bar.querySelector(`a[href^="${slug}"]`).getBoundingClientRect();
  return { long: bar.scrollWidth - bar.clientWidth, covered, here: left >= 0 && right <= innerWidth };
}"""


def test_the_longest_bar_is_whole_in_a_window_of_any_width(page: Page, url: str) -> None:
    wrong = []
    for language in ("en", "ja"):
        go_on(page, f"{url}/train?problem=circle&lang={language}")
        expect(page.locator("[data-nnviz=tools] button").first).to_be_visible()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 720})
            see(page, 2)
            found = page.evaluate(LONG, "train")
            if found["covered"] or not found["here"] or (width >= 1280 and found["long"] > 0):
                wrong.append((language, width, found))
    assert not wrong
    page.keyboard.press("Tab")  # to the content
    stops: list[str] = []
    while len(stops) < 5 and "topbar" not in "".join(stops):
        page.keyboard.press("Tab")
        stops.append(str(page.evaluate("document.activeElement.closest('[class*=st-key-]')?.className")))
    assert "topbar" in stops[-1], "nobody goes through a drawer that is closed"
