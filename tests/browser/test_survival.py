"""What becomes of an open page when the server is started again, when its socket is cut, and where no socket
of our own opens at all."""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.play import ROOT, Player, open_player, see
from tests.browser.touching import box
from tests.browser.wire import wire
from tests.conftest import free_port, running

STREAM = re.compile(r"/stream/")
ANEW = "The run has started again from the same seeds"


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A page whose lost connections are no failures of the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    yield context.new_page()
    context.close()


def carrier(page: Page) -> str:
    return page.locator(ROOT).get_attribute("data-carrier") or ""


def messages(page: Page) -> list[str]:
    """A list that grows with every message that the page sends to Streamlit."""
    sent: list[str] = []

    def listen(socket: object) -> None:
        if "_stcore" in socket.url:  # type: ignore[attr-defined]
            socket.on("framesent", lambda _: sent.append("message"))  # type: ignore[attr-defined]

    page.on("websocket", listen)
    return sent


# -- the two carriers -----------------------------------------------------------------------------------
def test_while_a_run_plays_streamlit_is_told_nothing(page: Page, url: str) -> None:
    sent = messages(page)
    player = open_player(page, f"{url}/train")
    expect(page.locator(f"{ROOT}[data-carrier=socket]")).to_be_visible()
    before = len(sent)
    player.press("play")
    player.wait_for_step(40)
    player.press("play")
    player.wait("paused")
    player.press("step")
    assert len(sent) == before > 0


def test_where_no_socket_opens_the_trigger_carries_the_run(page: Page, url: str) -> None:
    page.route_web_socket(STREAM, lambda socket: socket.close())
    player = open_player(page, f"{url}/train")
    player.press("play")
    player.wait_for_step(20)
    player.press("play")
    player.wait("paused")
    known = player.steps
    player.press("last")
    player.press("step")
    player.wait("paused", step=known)
    assert carrier(page) == "trigger"


def test_touches_are_answered_by_either_carrier(page: Page, url: str) -> None:
    for way in ("socket", "trigger"):
        if way == "trigger":
            page.route_web_socket(STREAM, lambda socket: socket.close())
        open_player(page, f"{url}/neuron?w=2&b=0&x=3&activation=linear")
        box(page, "w[0]").fill("5")
        expect(page.locator("[data-id='output']").first).to_contain_text("15")
        expect(page).to_have_url(re.compile("w=5"))


# -- a socket that is cut --------------------------------------------------------------------------------
def test_a_run_goes_on_when_its_socket_was_cut(page: Page, url: str) -> None:
    opened: list[WebSocketRoute] = []

    def through(socket: WebSocketRoute) -> None:
        opened.append(socket)
        socket.connect_to_server()

    page.route_web_socket(STREAM, through)
    player = open_player(page, f"{url}/train")
    player.press("play")
    player.wait_for_step(10)
    for _ in range(3):
        opened[-1].close(code=3001)
        player.wait_for_step(player.step + 20)
    assert player.mounts == 1
    assert len(opened) >= 4


UNCONNECTED = "[data-testid=stApp]:not([data-test-connection-state=CONNECTED])"
LONG = pytest.param(180, marks=pytest.mark.skipif(not os.environ.get("NNVIZ_LONG"), reason="takes minutes"))


@pytest.mark.parametrize("seconds", [0, LONG])
def test_a_page_outlives_a_cut_of_all_its_connections(visitor: Page, url: str, seconds: int) -> None:
    with wire(int(url.rpartition(":")[2])) as line:
        player = open_player(visitor, f"http://127.0.0.1:{line.port}/train?rate=0.02")
        player.press("play")
        player.wait_for_step(10)
        line.cut()
        ended = time.monotonic() + seconds
        visitor.wait_for_selector(UNCONNECTED, timeout=60_000)
        visitor.wait_for_selector(f"{ROOT}[data-state=waiting]", timeout=60_000)
        while time.monotonic() < ended:  # as long as a session is kept, and longer
            see(visitor, 60)
        left = player.steps
        line.mend()
        visitor.wait_for_selector(f"{ROOT}[data-state=playing]", timeout=60_000)
        player.wait_for_step(left + 10)
        player.press("play")
        player.wait("paused")
        anew = ANEW in visitor.locator("[data-nnviz=status]").inner_text()
        assert anew == (seconds > 60), "a session is kept for a minute"
        assert "rate=0.02" in visitor.url
        player.press("first")
        player.wait("paused", step=0)
        assert player.mounts == 1


# -- another session --------------------------------------------------------------------------------------
def test_a_run_begins_anew_when_the_server_did_and_its_past_is_still_there(
    visitor: Page, tmp_path: Path
) -> None:
    port, log = free_port(), tmp_path / "log.txt"
    with running(port, log) as server:
        player = open_player(visitor, f"{server.url}/train?rate=0.02&stream=seeded&samples=200")
        visitor.locator("[data-action=speed]").select_option("1")
        player.press("play")
        player.wait_for_step(30)
        losses = seen(visitor)
    with running(port, log):
        expect(visitor.locator("[data-nnviz=status]")).to_contain_text(ANEW, timeout=60_000)
        left = player.steps
        player.wait_for_step(left + 20)  # it plays on by itself
        player.press("play")
        player.wait("paused")
        anew = player.step
        assert epoch(player) < anew, "the epochs are counted from the new start"
        assert "rate=0.02" in visitor.url
        player.press("first")
        player.wait("paused", step=0)
        assert seen(visitor) != losses
        for _ in range(3):
            player.press("step")
        again = seen(visitor)
        assert epoch(player) == 3
        player.scrub(first_of_new_part(player, anew) + 3)
        assert epoch(player) == 3
        assert seen(visitor) == again, "the same seeds give the same run"
        assert player.mounts == 1
    assert "Traceback" not in log.read_text()


def test_a_neuron_answers_again_with_the_numbers_that_were_touched(visitor: Page, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log.txt"
    with running(port, log) as server:
        open_player(visitor, f"{server.url}/neuron?w=2&b=0&x=3&activation=linear")
        box(visitor, "w[0]").fill("5")
        expect(visitor).to_have_url(re.compile("w=5"))
    with running(port, log):
        expect(visitor.locator("[data-test-connection-state=CONNECTED]")).to_be_visible(timeout=60_000)
        box(visitor, "bias").fill("1")
        expect(visitor.locator("[data-id='output']").first).to_contain_text("16", timeout=30_000)
        expect(visitor).to_have_url(re.compile("w=5"))
    assert "Traceback" not in log.read_text()


def seen(page: Page) -> str:
    return page.locator("[data-nnviz=caption]").inner_text()


def epoch(player: Player) -> int:
    found = re.search(r"Epoch ([\d,]+)", player.caption)
    assert found
    return int(found[1].replace(",", ""))


def first_of_new_part(player: Player, shown: int) -> int:
    """The step at which the new run begins, found by going back from one that belongs to it."""
    player.scrub(shown)
    return shown - epoch(player)
