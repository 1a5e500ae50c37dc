"""Data of one's own in the browser: rows are pasted and learned, files are chosen, refused and learned."""

import re
from pathlib import Path

from playwright.sync_api import Dialog, Page, expect

from tests.browser.opening import CONNECTED
from tests.browser.play import ROOT, open_player, standing

PASTED = "a\tb\tsum\n0\t0\t0\n1\t0\t1\n2,5\t1\t3,5\n"  # as a spreadsheet with decimal commas copies it
HOSTILE = (
    "a;<img src=x onerror=alert(1)>;=cmd|' /C calc'!A0\n1,5;2;**x**\n2;3;[y](javascript:alert(2))\n4;;z\n"
)


def test_pasted_rows_are_learned_and_taken_home(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train?problem=rows&lang=en")
    rows = page.get_by_role("textbox", name="Rows: inputs : targets")
    page.locator(f"{ROOT} [data-panel=network]").get_by_role("button", name="Edit the rows").press("Enter")
    expect(page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")).to_be_visible()
    expect(rows).to_be_focused()
    expect(rows).to_be_in_viewport(ratio=1)
    rows.fill(PASTED)
    rows.press("Control+Enter")
    expect(page.locator(f"{ROOT} [data-panel=loss]")).to_contain_text("always the mean: 1.083")
    expect(page).to_have_url(re.compile(r"rows=0%2C0%3A0%3B1%2C0%3A1%3B2\.5%2C1%3A3\.5"))
    player = standing(page)
    player.press("play")
    player.wait_for_step(20)
    player.press("play")
    player.wait("paused")
    rows.fill("0, 0 : 0\n1, one : 1")
    rows.press("Control+Enter")
    expect(page.get_by_text("Row 2, column 2: “one” is not a number.")).to_be_visible()
    assert player.step >= 20, "the run goes on with the last good rows"
    page.get_by_test_id("stMain").get_by_text("Take it home").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="NumPy program").click()
    assert "2.5 1 3.5" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_file_is_refused_shown_and_learned_and_nothing_of_it_runs(page: Page, url: str) -> None:
    said: list[Dialog] = []
    page.on("dialog", lambda dialog: said.append(dialog))
    page.goto(f"{url}/train?problem=csv&lang=en")
    page.wait_for_selector(CONNECTED, timeout=30_000)
    chooser = page.locator("input[type=file]")
    chooser.set_input_files(
        {"name": "book.csv", "mimeType": "text/csv", "buffer": b"PK\x03\x04" + bytes(500)}
    )
    expect(page.get_by_text("This is a workbook. Save it as CSV")).to_be_visible()
    chooser.set_input_files({"name": "<b>.csv", "mimeType": "text/csv", "buffer": HOSTILE.encode()})
    expect(page.get_by_text("<b>.csv: 3 rows, 3 columns")).to_be_visible()
    expect(page.get_by_role("columnheader", name="<img src=x onerror=alert(1)>")).to_be_visible()
    expect(page.get_by_text("1,5 is 1.5.")).to_be_visible()
    assert not page.locator("a[href^=javascript], img[src=x]").count()
    page.get_by_role("button", name="Train on these columns").click()
    player = standing(page)
    player.press("play")
    player.wait_for_step(20)
    assert "1.5" not in page.url
    assert not said
    page.locator(f"{ROOT} [data-panel=network]").get_by_role("button", name="File and columns").click()
    expect(page.get_by_test_id("stSidebar").get_by_role("button", name="File and columns")).to_be_focused()
