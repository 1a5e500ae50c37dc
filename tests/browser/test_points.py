"""Points are put, dragged, moved by keys and deleted where they are seen; the address holds them, and Back
takes a change back. A picture that is read wrong is pressed to be shown."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.opening import open_app
from tests.browser.play import standing
from tests.conftest import Server

LINK = "/train?problem=rows&rows=0,0:0;0,1:1;1,0:1;1,1:0"
FOCUSED = "() => document.activeElement.dataset.touch"


def rows(page: Page, last: str) -> list[str]:
    """The rows of the address, as soon as the last one is this."""
    page.wait_for_function("(last) => decodeURIComponent(location.search).includes(last)", arg=last)
    return parse_qs(urlsplit(page.url).query)["rows"][0].split(";")


def test_points_are_put_dragged_moved_and_deleted(page: Page, server: Server) -> None:
    open_app(page, server.url + LINK)
    standing(page)
    ground = page.locator("[data-touch=ground] rect")
    size = ground.bounding_box()
    assert size is not None

    def at(x: float, y: float) -> tuple[int, int]:
        """The pixel where a point of the plane from -0.5 to 1.5 is seen."""
        across, down = (x + 0.5) / 2 * size["width"], (1.5 - y) / 2 * size["height"]
        return round(size["x"] + across), round(size["y"] + down)

    page.mouse.click(*at(0.5, 0.5))
    assert rows(page, "0.5,0.5:0")[:4] == ["0,0:0", "0,1:1", "1,0:1", "1,1:0"]
    point = page.locator("[data-touch=point4]")
    point.hover()
    page.mouse.down()
    page.mouse.move(*at(0.25, 1.25), steps=4)
    assert rows(page, "0.5,0.5:0")[4] == "0.5,0.5:0", "nothing is told before it is let go"
    page.mouse.up()
    assert rows(page, "0.25,1.25:0")[4] == "0.25,1.25:0"
    assert ground.bounding_box() == size, "the plane stays"
    page.mouse.click(*at(0.5, 0.5))
    page.mouse.click(*at(1.25, 0.5))
    assert len(rows(page, "1.25,0.5:0")) == 7
    page.locator("[data-touch=brush1]").click()
    expect(page.locator("[data-id=brush1].chosen")).to_have_count(1)
    page.locator("[data-touch=point6]").click()
    page.wait_for_selector("[data-id=point6].chosen")
    page.locator("[data-touch=remove]").click()
    assert rows(page, "0.5,0.5:0")[5] == "0.5,0.5:0"
    page.locator("[data-touch=remove]").click()
    expect(page.locator(".complaint")).to_have_text("Press a point first to choose it.")

    page.locator("[data-touch=point3]").focus()
    for key in ("Enter", "Shift+ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".complaint")).to_have_count(0)
    assert rows(page, "1.1,0.99:0")[3] == "1.1,0.99:0"
    page.wait_for_function(f"({FOCUSED})() === 'point3'")
    page.keyboard.press("Delete")
    page.wait_for_function("() => !decodeURIComponent(location.search).includes('1.1,0.99')")
    page.locator("[data-touch=ground]").focus()
    for key in ("Shift+ArrowUp", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    assert rows(page, "0.49,0.6:1")[-1] == "0.49,0.6:1"
    page.go_back()
    page.wait_for_function("() => !decodeURIComponent(location.search).includes('0.49')")
    before = parse_qs(urlsplit(page.url).query).get("rows", ["0,0:0;0,1:1;1,0:1;1,1:0"])[0].split(";")
    expect(page.locator("circle.handle")).to_have_count(len(before))


def test_a_picture_that_is_read_wrong_becomes_the_shown_one(page: Page, server: Server) -> None:
    open_app(page, f"{server.url}/train?problem=digits")
    standing(page)
    wrong = page.locator("[data-id='mistake[3]']")
    place = int(wrong.get_attribute("data-sample") or "")
    wrong.click()
    expect(page).to_have_url(re.compile(rf"[?&]sample={place}(&|$)"))
    expect(page.locator("[data-id='shown.number']")).to_have_text(str(place + 1))
    expect(page.locator("[data-id='mistake[3]'].chosen")).to_have_count(1)
