"""The folder for a plain web server, in Chromium: what a visitor sees before Python stands, without a
network, and when Python has stopped; where NNVIZ_STATIC_SITE names a folder that was made, all pages too."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tools.static_site import first_pictures, folder, start_page

MADE = os.environ.get("NNVIZ_STATIC_SITE", "")
TRAINS = float(os.environ.get("NNVIZ_STATIC_SITE_TRAINS", "5"))  # seconds that the page Train trains
PATIENCE = 90_000  # milliseconds in which Python must stand
STARTING = "#starting"
PLAYER = "#root [data-nnviz=player]"
# In the place of stlite: it says what it is told, and computes nothing.
STUB = """export function mount(options, root) {
  const kernel = Object.assign(new EventTarget(), { sendHttpRequest: () => new Promise(() => {}) });
  kernel._worker = new EventTarget();
  Object.assign(window, { kernel, options });
  return { _kernel: kernel };
}"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(place: Path) -> Iterator[str]:
    """The address of a web server that knows files and nothing else."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=place)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site without Python, below a folder of its own."""
    made = tmp_path / "below" / "nnviz"
    (made / "stlite").mkdir(parents=True)
    (made / "stlite" / "stlite.js").write_text(STUB, encoding="utf-8")
    (made / "stlite" / "stlite.css").touch()
    folder.assets(made)
    first_pictures.write(made / "first", ["product"])
    start_page.write(made, ["", "product"], ["numpy"], 43_000_000)
    folder.service_worker(made)
    return tmp_path


def says(page: Page, event: str, detail: str = "") -> None:
    page.evaluate(
        "([name, detail]) => kernel.dispatchEvent(new CustomEvent(name, { detail }))", [event, detail]
    )


def test_a_page_stands_before_python_does_and_without_a_network(browser: Browser, site: Path) -> None:
    context = browser.new_context(locale="ja-JP")
    page = context.new_page()
    with served(site) as address:
        page.goto(f"{address}/below/nnviz/product/")
        picture = page.frame_locator(f"{STARTING} iframe")
        expect(picture.locator("h1")).to_contain_text("内積")
        picture.locator("[data-action=step]").click()
        expect(picture.locator("[data-nnviz=player]")).to_have_attribute("data-step", "1")  # it plays already
        assert page.url == f"{address}/below/nnviz/product"
        page.wait_for_function("() => window.kernel?.basePath === 'below/nnviz'")

        says(page, "loadProgress", "Installing packages.")
        expect(page.locator(STARTING)).to_contain_text("NumPy と Streamlit を準備中")
        expect(page.locator(f"{STARTING} progress")).to_have_attribute("value", "0.3")
        says(page, "loadFinished")
        expect(page.locator(STARTING)).to_contain_text("このページを計算中")
        page.evaluate("root.innerHTML = '<main data-nnviz=stage></main>'")
        expect(page.locator(STARTING)).to_have_count(0)
        page.evaluate("kernel._worker.dispatchEvent(new Event('error'))")
        expect(page.locator("#stopped")).to_contain_text("止まりました")
        page.wait_for_function(
            "() => navigator.serviceWorker.ready.then((one) => one.active?.state === 'activated')"
        )
    page.reload()  # nobody is there any more
    expect(page.frame_locator(f"{STARTING} iframe").locator("h1")).to_contain_text("内積")
    says(page, "loadError", "why")
    expect(page.get_by_role("alert")).to_contain_text("Python を起動できませんでした: why")
    context.close()


# -- the real one ---------------------------------------------------------------------------------------
def stands(page: Page, slug: str) -> None:
    """Wait until a page has its player, and every run of its script has ended."""
    page.wait_for_url(f"**/{slug}*")
    page.wait_for_function(
        """() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
        && document.querySelector('#root [data-nnviz=stage] h1')"""
    )
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


@pytest.mark.skipif(
    not MADE, reason="NNVIZ_STATIC_SITE names no folder that `python -m tools.static_site` made"
)
def test_all_pages_run_in_the_visitor_s_browser_and_train_goes_on(browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="en-US")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    questions: set[str] = set()
    with served(Path(MADE)) as address:
        page.goto(f"{address}/arrays/")
        page.wait_for_selector("html[data-python=runs]")
        for slug in ("arrays", "product", "neuron", "network", "backprop", "train"):
            page.click(f'.st-key-topbar a[href*="{slug}"]')
            page.wait_for_function(
                "known => ![...known, undefined].includes(document.querySelector('#root h1')?.innerText)",
                arg=[*questions],
            )
            stands(page, slug)
            questions.add(page.inner_text("#root h1"))
            page.click("#root [data-action=step]")
            page.wait_for_function(
                "() => Number(document.querySelector('#root [data-nnviz=player]').dataset.step) > 0"
            )
        assert len(questions) == 6
        page.click("#root [data-action=play]")
        end = monotonic() + TRAINS
        while monotonic() < end:
            before = trained(page)
            page.wait_for_function(
                "known => Number(document.querySelector('#root [data-epoch]').dataset.epoch) > known",
                arg=before,
            )
        expect(page.locator("#stopped")).to_have_count(0)
    context.close()


def trained(page: Page) -> float:
    """The epoch that is shown."""
    return float(page.locator("#root [data-epoch]").first.get_attribute("data-epoch") or 0)
