"""What is seen without scrolling: the main picture begins high in the window on every page, is whole in it
with the transport, and nothing that moves while it plays is outside."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, ViewportSize, expect

from pages.registry import PAGES
from tests.browser.leaving import AT_REST
from tests.browser.opening import go_on, open_app, open_settings
from tests.browser.play import ROOT, Player, at_rest, open_player, standing

pytestmark = pytest.mark.usefixtures("going_on")

HIGHEST = 0.16  # of the height of a window, where the main picture begins at the latest
HIGHEST_ON_A_PHONE = 0.30
SCREEN = pytest.mark.parametrize("context", [{"viewport": {"width": 1280, "height": 720}}], indirect=True)
SIZES: list[ViewportSize] = [
    {"width": 1280, "height": 720},
    {"width": 1366, "height": 768},
    {"width": 1920, "height": 1080},
    {"width": 390, "height": 844},
]
OPENED = ("arrays", "product", "product?view=flow", "neuron", "neuron?view=gates", "neuron?view=perceptron",
          "network", "network?view=digits", "network?view=softmax", "backprop", "backprop?view=optimizers",
          "train")  # fmt: skip
PICTURE = f"{ROOT} [data-nnviz=picture] .host > *"

WIDE = "x=[[1,2,3],[4,5,6]]"
FOUR = "1,2,3,4;5,6,7,8;9,10,11,12;1,1,1,1"
PLAYING = (
    "arrays?op=multiply",
    f"arrays?op=matmul&y=[1,2,3]&{WIDE}",
    f"arrays?op=transpose&{WIDE}",
    f"arrays?op=reshape&{WIDE}",
    f"arrays?op=sum&{WIDE}",
    f"arrays?op=look&{WIDE}",
    "arrays?op=subtract&x=[[1],[2],[3]]&y=[1,2,3]",
    "product?view=cell",
    "product?view=columns",
    "product?view=rows",
    "product?view=outer",
    "product?view=flow",
    f"product?view=flow&a={FOUR}&b={FOUR}",
    "neuron?w=1,1,1&b=-3&activation=step&x=1,1,1;0,1,1",
    "neuron?view=gates",
    "neuron?view=gates&gate=XOR",
    "neuron?view=gates&gate=XOR&stack=1",
    "neuron?view=perceptron&gate=XOR",
    "network?view=build",
    "network?opened=z2[0,1]",
    "network?view=digits",
    "network?view=softmax",
    "backprop?chosen=",
    "backprop?view=optimizers&steps=20",
    "train?rate=0.01",
)
STANDING = (
    f"arrays?op=multiply&y=[10,20]&{WIDE}",
    "product?a=1,2,3&b=1,2;3,4",
    "neuron?view=build",
)

# Whether the main picture lies between the header and the transport, and the transport in the window.
INSIDE = """() => {
  const box = (where) => document.querySelector(where).getBoundingClientRect();
  const scene = box('[data-nnviz=picture] .host > *');
  return scene.top >= box('.st-key-topbar').bottom - 1
    && scene.bottom <= box('[data-nnviz=player] .dock').top + 1
    && box('[data-nnviz=player] .bar').bottom <= innerHeight + 1;
}"""
# How near the numbers come to header and transport in any frame until the player rests, and how far the page
# is scrolled, from the third step on.
WATCH = """async () => {
  const root = document.querySelector('[data-nnviz=player]');
  const main = document.querySelector('[data-testid=stMain]');
  const tokens = [...document.querySelectorAll('[data-nnviz=picture] .token')];
  const [tops, bottoms, scrolled, steps] = [[], [], new Set(), new Set()];
  while (root.dataset.state === 'playing') {
    for (const { top, bottom } of tokens.map((token) => token.getBoundingClientRect())) {
      tops.push(top);
      bottoms.push(bottom);
    }
    steps.add(root.dataset.step);
    if (steps.size > 2) scrolled.add(main.scrollTop);
    await new Promise(requestAnimationFrame);
  }
  const [header, head] = ['.st-key-topbar', '[data-nnviz=player] .dock']
    .map((where) => document.querySelector(where).getBoundingClientRect());
  return { above: Math.min(...tops) - header.bottom, below: head.top - Math.max(...bottoms),
           scrolled: scrolled.size, steps: steps.size };
}"""
# Two pictures later everything has its place in another window.
NEXT_PICTURES = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
)
# The size in pixels of most numbers of the picture, of its smallest label, and of the caption.
TYPE = """() => {
  const shown = [...document.querySelectorAll('[data-nnviz=picture] .scene .label')]
    .filter((one) => one.textContent.trim() && one.checkVisibility())
    .filter((one) => one.getBoundingClientRect().width > 0);
  const size = (one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a;
  const boxes = [...document.querySelectorAll('[data-nnviz=picture] .scene input.box')]
    .map((one) => parseFloat(getComputedStyle(one).fontSize) * one.closest('svg').getScreenCTM().a);
  const numbers = shown.filter((one) => /^[-−]?[\\d.]+$/.test(one.textContent.trim())).map(size);
  const all = [...numbers, ...boxes].sort((a, b) => a - b);
  const caption = document.querySelector('[data-nnviz=caption]');
  return { number: all.length ? all[all.length >> 1] : 99, label: Math.min(...shown.map(size)),
           caption: parseFloat(getComputedStyle(caption).fontSize) };
}"""
# The smallest number of a matrix and the smallest label of the picture.
LEAST = """() => {
  const shown = [...document.querySelectorAll('[data-nnviz=picture] .scene .label')]
    .filter((one) => one.textContent.trim() && one.checkVisibility());
  const size = (one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a;
  const numbers = shown.filter((one) => one.closest('[data-cell]'));
  return { number: Math.min(...numbers.map(size)), label: Math.min(...shown.map(size)) };
}"""
# What is to be read of the scenes of a page on a phone and is smaller than it should be: numbers in the main
# picture below 13 pixels, words of all scenes below 10; signs on buttons are no words.
TOO_SMALL = """() => {
  const found = [];
  for (const scene of document.querySelectorAll('[data-nnviz=player] svg.scene')) {
    if (!scene.checkVisibility()) continue;
    const main = scene.closest('[data-nnviz=picture]');
    for (const one of scene.querySelectorAll('text:not([transform]), input.box, select')) {
      const words = (one.selectedOptions?.[0]?.text ?? one.value ?? one.textContent).trim();
      const { width } = one.getBoundingClientRect();
      if (words.length < 2 || !width || !one.checkVisibility({ opacityProperty: true })) continue;
      const pixels = parseFloat(getComputedStyle(one).fontSize) * scene.getScreenCTM().a;
      const least = main && /^[-−]?[\\d.]+$/.test(words) ? 13 : 10;
      if (pixels < least) found.push(`${words} ${pixels.toFixed(1)}`);
    }
  }
  return found;
}"""
SIDEWAYS = """() => [...document.querySelectorAll('[data-nnviz=player], .dock, .panel, table')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.className)"""
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


FONTS = "() => document.fonts.ready.then(() => true)"  # how high the dock is follows from them


def visit(page: Page, address: str) -> Player:
    """Go to an address and wait until all of its pictures are drawn, at its first step."""
    player = Player(page)
    if page.locator(
        f"{ROOT}:is([data-state=playing], [data-state=waiting], [data-step]:not([data-step='0']))"
    ).count():
        player.press("first")
    go_on(page, address)
    page.wait_for_selector(PICTURE, timeout=30_000)
    page.evaluate(FONTS)
    return standing(page)


def seen_at(page: Page, size: ViewportSize, look: str, right: Callable[[Any], bool]) -> Any:
    """What the script `look` finds in a window of this size: two pictures later or, where that is not right,
    when nothing changes any more."""
    page.set_viewport_size(size)
    page.evaluate(NEXT_PICTURES)
    found = page.evaluate(look)
    return found if right(found) else at_rest(page, look)


def top(page: Page, where: str) -> float:
    """Where an element begins, as a part of the window's height."""
    element = page.locator(where)
    element.wait_for()  # a page in another language is built anew
    place = element.bounding_box()
    assert place
    assert page.viewport_size
    return place["y"] / page.viewport_size["height"]


def speak_japanese(page: Page) -> None:
    """Change the language and wait until all of the page has followed."""
    page.get_by_role("radio", name="日本語").click()
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    page.wait_for_selector(AT_REST)


# -- at rest, and playing ---------------------------------------------------------------------------
@SCREEN
@pytest.mark.parametrize("name", [page.slug for page in PAGES])
def test_the_picture_is_on_the_first_screen_at_every_size(page: Page, url: str, name: str) -> None:
    known = [place for place in (*PLAYING, *STANDING) if place.partition("?")[0] == name]
    wrong = []
    for place in known:
        visit(page, f"{url}/{place}&lang=en")
        for language in ("en", "ja"):
            if language == "ja":
                speak_japanese(page)
            for size in SIZES:
                inside = seen_at(page, size, INSIDE, bool)
                phone = size["width"] < 640
                highest = top(page, "[data-nnviz=picture]")
                if highest > (HIGHEST_ON_A_PHONE if phone else HIGHEST):
                    wrong.append((place, language, size["width"], f"begins at {highest:.0%}"))
                if not inside:
                    wrong.append((place, language, size["width"], "is not whole in the window"))
        page.set_viewport_size(SIZES[0])
        assert page.locator("h1").count() == 1
    assert not wrong


@SCREEN
@pytest.mark.parametrize("name", [page.slug for page in PAGES])
def test_what_moves_stays_in_the_window_while_it_plays(page: Page, url: str, name: str) -> None:
    for place in [place for place in PLAYING if place.partition("?")[0] == name]:
        player = visit(page, f"{url}/{place}&lang=en")
        player.press("play")
        player.wait_for_step(1)
        page.wait_for_function(INSIDE, timeout=10_000)  # once the dock has its height
        assert page.evaluate(SCROLLED) < 50, place  # a caption may need a second line


@SCREEN
def test_numbers_are_readable_from_afar(page: Page, url: str) -> None:
    wrong = []
    for place in OPENED:
        visit(page, f"{url}/{place}")
        for size, numbers in ((SIZES[0], 22), (SIZES[2], 30)):
            least = {"number": numbers, "label": 16, "caption": 22}
            found = seen_at(page, size, TYPE, partial(readable, least=least))
            if not readable(found, least):
                wrong.append((place, size["width"], found))
    assert not wrong


def readable(found: Mapping[str, float], least: Mapping[str, float]) -> bool:
    """Whether everything is as large as it should be at least."""
    return all(found[name] >= size for name, size in least.items())


SIX = ";".join(",".join(str((row * column) % 7 + 10) for column in range(6)) for row in range(6))


@SCREEN
@pytest.mark.parametrize("more", ["", "&bias=1,2,3,4,5,6", "&wave=0&lang=ja"])
def test_the_numbers_of_the_largest_flow_are_readable_from_afar(page: Page, url: str, more: str) -> None:
    visit(page, f"{url}/product?view=flow&a={SIX}&b={SIX}&step=8{more}")
    for size, numbers in ((SIZES[0], 22), (SIZES[2], 30)):
        least = {"number": numbers, "label": 16}
        found = seen_at(page, size, LEAST, partial(readable, least=least))
        assert readable(found, least), (size, found)
        assert seen_at(page, size, INSIDE, bool), size


@SCREEN
def test_the_numbers_of_large_matrices_that_cross_are_readable_from_afar(page: Page, url: str) -> None:
    visit(page, f"{url}/product?a={SIX}&b={SIX}")
    for size, numbers in ((SIZES[0], 22), (SIZES[2], 30)):
        least = {"number": numbers}
        found = seen_at(page, size, LEAST, partial(readable, least=least))
        assert readable(found, least), (size, found)
        assert seen_at(page, size, INSIDE, bool), size


# Of each picture: its smallest number, and whether it is whole above the dock; and how far they are apart.
PAIR = """() => {
  const boxes = [...document.querySelectorAll('[data-nnviz=player] .rooms .scene')].map((scene) => {
    const { left, right, top, bottom } = scene.getBoundingClientRect();
    const sizes = [...scene.querySelectorAll('.token:not(.knob) .label')].filter((one) => one.textContent)
      .map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a);
    const dock = document.querySelector('[data-nnviz=player] .dock').getBoundingClientRect();
    const whole = top >= 0 && bottom <= dock.top + 1 && left >= 0 && right <= innerWidth + 1;
    return { left, right, top, bottom, whole, number: Math.min(...sizes) };
  });
  return { boxes, apart: boxes[1].left - boxes[0].right };
}"""


PAIRS = (
    "beside=outer&step=9",
    "beside=outer&step=9&lang=ja&present=1",
    "beside=outer&step=18",
    "view=columns&beside=rows&a=1,2,3,4;5,6,7,8&b=1,2,3,4;5,6,7,8;1,2,3,4;5,6,7,8",
)


@SCREEN
@pytest.mark.parametrize("place", PAIRS)
def test_two_views_of_a_product_are_whole_side_by_side_and_can_be_read(
    page: Page, url: str, place: str
) -> None:
    visit(page, f"{url}/product?{place}")
    for size, numbers in ((SIZES[0], 22), (SIZES[2], 30)):
        page.set_viewport_size(size)
        found = at_rest(page, PAIR)
        first, second = found["boxes"]
        assert first["whole"], size
        assert second["whole"], size
        assert min(first["number"], second["number"]) >= numbers, (size, found)
        assert first["number"] == pytest.approx(second["number"], rel=0.01), "one scale"
        assert found["apart"] >= 0
        assert (first["top"], first["bottom"]) == pytest.approx((second["top"], second["bottom"]), abs=1)


# Whether the card at the end lies over anything that can be seen in its rooms.
COVERS = """() => {
  const card = document.querySelector('[data-nnviz=ending]');
  const box = card.getBoundingClientRect();
  return [...document.querySelectorAll('[data-nnviz=player] :is(.panel, .above, .scene .token)')]
    .filter((one) => one.checkVisibility() && !one.contains(card)).map((one) => one.getBoundingClientRect())
    .some((one) => one.width && one.top < box.bottom - 1 && one.bottom > box.top + 1
      && one.left < box.right - 1 && one.right > box.left + 1);
}"""

ABOVE_THE_DOCK = """() => document.querySelector('[data-nnviz=ending]').getBoundingClientRect().bottom
  <= document.querySelector('[data-nnviz=player] .dock').getBoundingClientRect().top + 1"""


@SCREEN
def test_the_card_at_the_end_covers_nothing_and_is_in_view(page: Page, url: str) -> None:
    for place in ("product?view=flow", "product?view=cell", "neuron", "network", "network?view=softmax"):
        for size in (SIZES[3], SIZES[0]):
            page.set_viewport_size(size)
            player = visit(page, f"{url}/{place}{'&' if '?' in place else '?'}lang=en")
            player.press("last")
            card = page.locator("[data-nnviz=ending]")
            expect(card).to_be_visible()
            assert not page.evaluate(COVERS), (place, size)
        expect(card).to_be_in_viewport(ratio=0.9)
        assert page.evaluate(ABOVE_THE_DOCK), place


# What stands beside the picture and ends below its room.
PUSHED_OUT = """() => [...document.querySelectorAll('.room-beside > :is(.panel, .ending)')]
  .filter((one) => one.checkVisibility()
    && one.getBoundingClientRect().bottom > one.parentElement.getBoundingClientRect().bottom + 1)
  .map((one) => one.dataset.panel ?? one.dataset.nnviz)"""
NEXT_IN_THE_CARD = """() => {
  const [card, next] = ['', ' .next'].map((part) =>
    document.querySelector(`[data-nnviz=ending]${part}`).getBoundingClientRect());
  return next.height > 0 && next.bottom <= card.bottom;
}"""


@SCREEN
def test_the_card_at_the_end_of_a_run_leaves_its_curves_and_weights_in_view(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    for query in ("epochs=3&epoch=3", "problem=circle&init=zeros&epochs=40&epoch=40"):
        open_player(page, f"{url}/train?{query}&lang=en")
        expect(page.locator("[data-nnviz=ending]")).to_be_visible()
        page.wait_for_function(f"() => !({PUSHED_OUT})().length", timeout=10_000)
        assert page.evaluate(NEXT_IN_THE_CARD), query


PHONE = pytest.mark.parametrize("context", [{"viewport": {"width": 390, "height": 844}}], indirect=True)


@PHONE
def test_numbers_are_readable_on_a_phone_and_nothing_is_wider_than_it(page: Page, url: str) -> None:
    wrong = []
    for place in OPENED:
        player = visit(page, f"{url}/{place}")
        for _ in range(2):
            player.press("step")
        page.evaluate(NEXT_PICTURES)
        wrong += [(place, found) for found in (*page.evaluate(TOO_SMALL), *page.evaluate(SIDEWAYS))]
        expect(page.locator("[data-nnviz=caption]")).to_have_css("font-size", re.compile("17|18"))
    assert not wrong


@PHONE
def test_a_picture_that_is_wider_than_a_phone_slides_to_what_happens(page: Page, url: str) -> None:
    player = visit(page, f"{url}/product?view=flow&a={FOUR}&b={FOUR}&lang=en")
    host = page.locator("[data-nnviz=picture] .host")
    assert host.evaluate("(host) => host.scrollWidth > host.clientWidth && host.scrollLeft === 0")
    player.press("last")
    expect(page.locator("[data-nnviz=picture] .token.c.done").last).to_be_in_viewport(ratio=0.9)
    player.press("first")
    expect(page.locator("[data-nnviz=picture] [data-cell='A[0,0]']")).to_be_in_viewport(ratio=0.9)


@pytest.mark.usefixtures("first_visit")
@PHONE
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_name_of_the_page_is_in_view_on_a_phone(page: Page, url: str, lang: str) -> None:
    for name in ("train", "words", "arrays"):
        page.goto(f"{url}/{name}?lang={lang}")
        expect(page.locator(f".st-key-topbar a[href^='{name}']")).to_be_in_viewport(ratio=0.9)
        expect(page.locator("#nnviz-skeleton")).to_be_hidden()


@pytest.mark.usefixtures("first_visit")
@SCREEN
def test_the_doors_are_on_the_first_screen(page: Page, url: str) -> None:
    open_app(page, f"{url}/?lang=en")
    assert top(page, ".st-key-home-doors") <= HIGHEST
    speak_japanese(page)
    assert top(page, ".st-key-home-doors") <= HIGHEST


@SCREEN
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_numbers_of_the_flow_are_seen_from_start_to_end(page: Page, url: str, lang: str) -> None:
    player = visit(page, f"{url}/product?view=flow&a={FOUR}&b={FOUR}&lang={lang}")
    page.locator("[data-action=speed]").select_option(index=2)
    player.press("play")
    page.wait_for_function(INSIDE, timeout=15_000)
    found = page.evaluate(WATCH)
    assert found["steps"] > 3
    assert found["above"] >= -1
    assert found["below"] >= -1
    assert found["scrolled"] == 1  # it went there once, and no step moves it again


@pytest.mark.usefixtures("first_visit")
@SCREEN
def test_nothing_is_scrolled_where_all_is_seen_and_at_once_without_motion(page: Page, url: str) -> None:
    player = visit(page, f"{url}/product?lang=en")
    player.press("play")
    player.wait_for_step(2)
    assert page.evaluate(SCROLLED) == 0
    player.press("play")
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(f"{SCROLLED} = 300")
    pressed = "document.querySelector('[data-nnviz=player] [data-action=play]').click()"
    assert not page.evaluate(INSIDE)
    assert page.evaluate(f"() => {{ {pressed}; return ({INSIDE})(); }}")


# -- what is on its way from the first moment ---------------------------------------------------------
SCRIPTS = """() => performance.getEntriesByType('resource')
  .map(({ name }) => new URL(name).pathname).filter((path) => path.endsWith('.js'))"""


@pytest.mark.usefixtures("first_visit")
def test_no_script_is_asked_for_late(page: Page, url: str) -> None:
    answer = page.goto(f"{url}/train?lang=en")
    assert answer
    on_their_way = set(re.findall(r"[\w./-]+\.js", f"{answer.headers['link']} {answer.text()}"))
    named = {name.removeprefix(".").removeprefix("/") for name in on_their_way}
    page.wait_for_selector(PICTURE, timeout=30_000)
    page.wait_for_selector(AT_REST, timeout=30_000)
    late = [path for path in page.evaluate(SCRIPTS) if path.removeprefix("/") not in named]
    assert not late


@pytest.mark.usefixtures("first_visit")
@pytest.mark.parametrize("path", ["/", "/train?lang=ja", "/product?embed=true"])
def test_the_server_is_found_at_the_first_try(page: Page, url: str, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(url + path)
    page.wait_for_selector(AT_REST, timeout=30_000)
    ours = [one for one in asked if "_stcore" in one]
    assert sorted(ours) == ["/_stcore/health", "/_stcore/host-config"]


# -- what comes late ----------------------------------------------------------------------------------
FLOW = f"product?view=flow&a={FOUR}&b={FOUR}&lang=en"
PRESSED = "document.querySelector('[data-nnviz=player] [data-action=play]').click()"
# A box above the player of so many pixels, as a widget that comes late is one.
ABOVE = """(height) => {
  const box = Object.assign(document.createElement('div'), { id: 'late' });
  box.style.cssText = `flex: none; height: ${height}px`;
  document.querySelector('[data-testid=stMainBlockContainer]').prepend(box);
}"""
NOTHING_ABOVE = "document.querySelector('#late').remove()"
# How far the page is scrolled in each frame until it has stood still for a while.
WAY = """async () => {
  const main = document.querySelector('[data-testid=stMain]');
  const way = [main.scrollTop];
  for (let still = 0; still < 30; still = way.at(-1) === way.at(-2) ? still + 1 : 0) {
    await new Promise(requestAnimationFrame);
    way.push(main.scrollTop);
  }
  return way;
}"""


SLOWEST = 0


def choose_pace(page: Page, at: int) -> None:
    page.locator("[data-action=speed]").select_option(index=at)


@pytest.mark.usefixtures("first_visit")
@SCREEN
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_style_sheet_that_comes_after_play_leaves_the_picture_in_the_window(
    page: Page, url: str, motion: Literal["no-preference", "reduce"]
) -> None:
    late: list[Route] = []
    page.emulate_media(reduced_motion=motion)
    page.route("**/player.css", lambda route: late.append(route))
    visit(page, f"{url}/{FLOW}")
    choose_pace(page, SLOWEST)
    page.evaluate(PRESSED)  # it has no place of its own yet
    assert page.evaluate(WAY)[-1] > 0
    assert not page.evaluate(INSIDE)
    for route in late:
        route.continue_()
    page.wait_for_function(INSIDE, timeout=15_000)
    page.evaluate(WAY)
    assert page.evaluate(INSIDE)


WORDS = "document.querySelector('[data-nnviz=player] .words').offsetHeight"


@pytest.mark.usefixtures("first_visit")
@SCREEN
@pytest.mark.parametrize("place", ["network?view=digits", "product", "train"])
def test_a_style_sheet_that_comes_late_leaves_the_dock_as_high_as_it_is(
    page: Page, url: str, place: str
) -> None:
    visit(page, f"{url}/{place}")
    page.wait_for_function(INSIDE)
    usual = page.evaluate(WORDS)
    late: list[Route] = []
    page.route("**/player.css", lambda route: late.append(route))
    page.reload()
    page.wait_for_selector(PICTURE)
    page.wait_for_selector(AT_REST)
    page.evaluate(NEXT_PICTURES)
    assert page.evaluate(WORDS) > usual, "without style caption and status stand below each other"
    for route in late:
        route.continue_()
    page.wait_for_function(f"(usual) => {WORDS} === usual", arg=usual)
    assert page.evaluate(INSIDE)


@SCREEN
@pytest.mark.parametrize("height", [200, 900])
def test_what_comes_above_the_picture_while_it_plays_does_not_push_it_out_of_the_window(
    page: Page, url: str, height: int
) -> None:
    player = visit(page, f"{url}/product?lang=en")
    choose_pace(page, SLOWEST)
    page.wait_for_function(INSIDE)
    player.press("play")
    assert page.evaluate(SCROLLED) == 0
    page.evaluate(ABOVE, height)
    way = page.evaluate(WAY)
    assert page.evaluate(INSIDE)
    assert way == sorted(way), "it goes there on one way"
    assert max(after - before for before, after in pairwise(way)) < height, "it does not jump"
    page.evaluate(NOTHING_ABOVE)


@SCREEN
def test_a_way_is_aimed_again_when_its_end_moves(page: Page, url: str) -> None:
    player = visit(page, f"{url}/{FLOW}")
    choose_pace(page, SLOWEST)
    page.evaluate(ABOVE, 300)
    page.evaluate(f"{SCROLLED} = 0")
    player.press("play")
    page.wait_for_function(f"() => {SCROLLED} > 0")
    page.evaluate("document.querySelector('#late').style.height = '600px'")
    page.evaluate(WAY)
    assert page.evaluate(INSIDE)
    page.evaluate(NOTHING_ABOVE)
    page.evaluate(WAY)
    assert page.evaluate(INSIDE)


def by_wheel(page: Page) -> None:
    page.mouse.move(640, 300)
    page.mouse.wheel(0, 400)


def by_key(page: Page) -> None:
    page.keyboard.press("PageDown")


def by_program(page: Page) -> None:
    page.evaluate(f"{SCROLLED} += 400")


@SCREEN
@pytest.mark.parametrize("scroll", [by_wheel, by_key, by_program])
def test_who_scrolls_while_it_plays_is_left_where_they_went(
    page: Page, url: str, scroll: Callable[[Page], None]
) -> None:
    player = visit(page, f"{url}/{FLOW}")
    choose_pace(page, SLOWEST)
    player.press("play")
    page.wait_for_function(INSIDE, timeout=15_000)
    page.evaluate(WAY)
    scroll(page)
    page.evaluate(WAY)
    assert not page.evaluate(INSIDE)
    before = page.evaluate(SCROLLED)
    room = page.get_by_test_id("stMainBlockContainer")
    room.evaluate("(one) => { one.style.paddingBottom = '700px'; }")
    way = page.evaluate(WAY)
    assert player.state == "playing"
    assert set(way) == {before}
    room.evaluate("(one) => one.removeAttribute('style')")


@SCREEN
def test_at_rest_nothing_is_followed(page: Page, url: str) -> None:
    player = visit(page, f"{url}/product?lang=en")
    page.wait_for_function(INSIDE)
    player.press("play")
    player.pause_at(1)
    page.evaluate(ABOVE, 300)
    assert set(page.evaluate(WAY)) == {0}
    page.evaluate(NOTHING_ABOVE)


# -- other windows ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "context", [{"viewport": {"width": 390, "height": 844}, "locale": "ja-JP"}], indirect=True
)
def test_a_phone_shows_the_picture_high_and_nothing_sticks_out(page: Page, url: str) -> None:
    for place in (
        f"arrays?op=transpose&{WIDE}",
        "product?view=flow",
        "neuron?view=perceptron",
        "train?rate=0.01",
    ):
        visit(page, f"{url}/{place}")
        assert top(page, "[data-nnviz=picture]") <= HIGHEST_ON_A_PHONE, place
        assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.usefixtures("first_visit")
@SCREEN
def test_an_embedded_page_has_the_picture_on_top_and_the_settings_in_reach(page: Page, url: str) -> None:
    visit(page, f"{url}/product?embed=true&lang=en")
    assert top(page, "[data-nnviz=picture]") <= 0.2
    expect(page.get_by_role("radio")).to_have_count(0)
    assert top(page, ".dock") + 0.2 > top(page, "[data-testid=stExpandSidebarButton]") > top(page, ".dock")
    open_settings(page)
    expect(page.get_by_role("textbox", name="B (separate rows with semicolons)")).to_be_visible()


# -- the sidebar ----------------------------------------------------------------------------------------
@SCREEN
def test_the_settings_are_closed_until_they_are_opened_and_stay_as_they_are(
    context: BrowserContext, url: str
) -> None:
    page = context.new_page()
    visit(page, f"{url}/train?lang=ja")
    button = page.get_by_test_id("stExpandSidebarButton")
    label = (
        "getComputedStyle(document.querySelector('[data-testid=stExpandSidebarButton]'), '::after').content"
    )
    assert page.evaluate(label) == '"数と設定"'
    open_settings(page)
    page.get_by_role("link", name="行列の積").click()
    expect(page.locator("[data-panel=product]")).to_be_visible(timeout=15_000)
    expect(button).to_have_count(0)
    assert top(page, "[data-nnviz=picture]") <= HIGHEST
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(button).to_be_visible()
    visit(page, f"{url}/train?lang=ja")
    expect(button).to_be_visible()
