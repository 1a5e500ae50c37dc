"""The Link header of a page: it names files that are there, and stands on pages only."""

import re
from urllib.request import urlopen

import pytest

from pages.registry import PAGES
from pages.shared.hosting.preload import PARTS

PLOTLY = "vendor/plotly.min.js"


def links(address: str) -> set[str]:
    with urlopen(address, timeout=20) as page:
        return set(re.findall(r"<([^>]+)>", page.headers["Link"]))


def test_a_page_names_the_files_it_will_need_and_they_are_there(url: str) -> None:
    found = links(f"{url}/train")
    ours = {f"assets/{name}" for name in ("page.js", "player.css")}
    assert {PLOTLY, *ours} <= found
    for link in found:
        with urlopen(f"{url}/{link}", timeout=20) as answer:
            assert answer.status == 200
            assert answer.headers["Link"] is None


@pytest.mark.parametrize(
    ("path", "figures"), [("/", False), *((f"/{page.slug}", page.figures) for page in PAGES)]
)
def test_plotly_is_named_where_a_page_opens_with_figures(url: str, path: str, figures: bool) -> None:
    assert (PLOTLY in links(f"{url}{path}")) is figures


def test_what_streamlit_starts_with_goes_first(url: str) -> None:
    with urlopen(f"{url}/train", timeout=20) as page:
        for link in page.headers["Link"].split(", "):
            assert link.endswith("; fetchpriority=low"), link


def test_the_parts_of_streamlit_that_a_page_shows_are_named_with_all_they_import(url: str) -> None:
    found = {link for link in links(f"{url}/train") if link.startswith("static/js/")}
    for part in PARTS:
        assert any(link.startswith(f"static/js/{part}.") for link in found), part
    with urlopen(url, timeout=20) as page:
        start = page.read().decode()
    assert not any(link in start for link in found), "what Streamlit's start page names is on its way already"
    for link in found:
        with urlopen(f"{url}/{link}", timeout=20) as answer:
            for name in re.findall(r'from"\./([\w.-]+)"', answer.read().decode()):
                assert f"static/js/{name}" in found or name in start, f"{link} imports {name}"
