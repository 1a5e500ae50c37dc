"""The Link header of a page: it names files that are there, and stands on pages only."""

import re
from urllib.request import urlopen

import pytest

PLOTLY = "vendor/plotly.min.js"


def links(address: str) -> set[str]:
    with urlopen(address, timeout=20) as page:
        return set(re.findall(r"<([^>]+)>", page.headers["Link"]))


def test_a_page_names_the_files_it_will_need_and_they_are_there(url: str) -> None:
    found = links(f"{url}/train")
    assert {PLOTLY, "assets/player.js", "assets/scenes.js", "assets/still.js", "assets/player.css"} <= found
    for link in found:
        with urlopen(f"{url}/{link}", timeout=20) as answer:
            assert answer.status == 200
            assert answer.headers["Link"] is None


@pytest.mark.parametrize(
    ("path", "figures"), [("/", False), ("/arrays", False), ("/product", False), ("/train", True)]
)
def test_plotly_is_named_where_a_page_opens_with_figures(url: str, path: str, figures: bool) -> None:
    assert (PLOTLY in links(f"{url}{path}")) is figures
