"""A page of the image in a browser, behind a proxy that takes a path away, as hosts of many apps do."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import DESKTOP, REPORT_BREACHES, complaint
from tests.browser.opening import open_app
from tests.browser.wire import Wire, wire
from tests.hosting.container import Container, running_container

BELOW = b" /lab/nnviz/"  # what the browser asks for; the app knows nothing of it


@pytest.fixture
def proxy(container: Container) -> Iterator[Wire]:
    """A proxy that takes the path out of the first line of each request."""
    port = int(container.server.url.rpartition(":")[2])
    with wire(port, lambda piece: piece.replace(BELOW, b" /", 1)) as made:
        yield made


@pytest.fixture
def container() -> Iterator[Container]:
    """The image, as it is."""
    with running_container() as found:
        yield found


def test_a_page_trains_behind_a_proxy_that_takes_a_path_away(browser: Browser, proxy: Wire) -> None:
    errors: list[str] = []
    context = browser.new_context(**DESKTOP)
    context.add_init_script(REPORT_BREACHES)
    context.on("console", lambda message: errors.extend(complaint(message)))
    page = context.new_page()
    open_app(page, f"http://127.0.0.1:{proxy.port}/lab/nnviz/train")
    player = page.locator("[data-nnviz=player]")
    page.keyboard.press("Space")
    expect(player).to_have_attribute("data-state", "playing")
    page.wait_for_function("() => Number(document.querySelector('[data-nnviz=player]').dataset.step) > 20")
    expect(player).to_have_attribute("data-carrier", "socket")
    context.close()
    assert errors == []
