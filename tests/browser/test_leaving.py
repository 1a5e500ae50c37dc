"""A test goes on in the page of another only if it is as it was when it was new; and no player comes to a
page that was left already."""

import pytest
from playwright.sync_api import Page

from pages.shared.player.component import HTML, LOADER
from tests.browser.leaving import SEEN, is_left, leave
from tests.browser.play import open_player
from tests.every import every

pytestmark = pytest.mark.usefixtures("going_on")

MAIN = "document.querySelector('[data-testid=stMainBlockContainer]')"
# What a test may do to a page, and how it is taken back.
DONE = {
    "inserted": (f"{MAIN}.prepend(document.createElement('div'))", f"{MAIN}.firstChild.remove()"),
    "styled": (f"{MAIN}.style.paddingBottom = '7px'", f"{MAIN}.removeAttribute('style')"),
    "presented": ("document.documentElement.classList.add('presenting')",
                  "document.documentElement.classList.remove('presenting')"),
    "focused": ("document.querySelector('a').focus()", "document.activeElement.blur()"),
    "stored": ("sessionStorage.setItem('one', '1')", "sessionStorage.clear()"),
    "addressed": ("history.replaceState(null, '', '?lang=en&w=1')",
                  "history.replaceState(null, '', '?lang=en')"),
}  # fmt: skip


@every("name", DONE)
def test_what_a_test_did_to_its_page_is_seen_on_the_start_page(page: Page, name: str) -> None:
    before, (do, take_back) = page.evaluate(SEEN), DONE[name]
    page.evaluate(f"() => {{ {do} }}")
    assert page.evaluate(SEEN) != before
    page.evaluate(f"() => {{ {take_back} }}")
    assert page.evaluate(SEEN) == before


def test_a_page_is_left_as_it_was_or_not_at_all(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/product?lang=ja")
    player.press("play")
    player.wait_for_step(1)
    page.set_viewport_size({"width": 800, "height": 700})
    assert not is_left(page), "somebody has gone on in it"
    leave(page, url)
    assert is_left(page)
    open_player(page, f"{url}/product?lang=en")
    page.emulate_media(reduced_motion="reduce")
    leave(page, url)
    assert not is_left(page)


# A component that is mounted and has gone before the player's script has come.
COME_AND_GONE = f"""async () => {{
  const load = {LOADER.removeprefix("export default ")};
  const parentElement = document.body.appendChild(document.createElement('div'));
  parentElement.innerHTML = '{HTML}';
  load({{ data: null, parentElement, setTriggerValue() {{}} }})();
  parentElement.remove();
  await import(new URL('assets/page.js', document.baseURI));
  await new Promise(requestAnimationFrame);
  return Number(parentElement.firstChild.dataset.mounts ?? 0);
}}"""
# One that is told something new in the moment when it goes.
TOLD_AND_GONE = f"""async () => {{
  const load = {LOADER.removeprefix("export default ").replace("page.js", "other.js")};
  load({{}});
  await import(new URL('assets/other.js', document.baseURI));
  load({{}})();
  await new Promise(requestAnimationFrame);
  return [window.told, window.stopped];
}}"""
OTHER = (
    "[window.told, window.stopped] = [0, 0];"
    "export const parts = { player: () => { told++; return () => { stopped++; }; } };"
)


@pytest.mark.usefixtures("first_visit")
def test_a_player_whose_page_is_left_meanwhile_is_stopped_or_does_not_come(page: Page, url: str) -> None:
    open_player(page, f"{url}/product")
    assert page.evaluate(COME_AND_GONE) == 0
    page.route("**/other.js", lambda route: route.fulfill(body=OTHER, content_type="text/javascript"))
    assert page.evaluate(TOLD_AND_GONE) == [2, 1]
