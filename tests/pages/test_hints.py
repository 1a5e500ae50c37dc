"""The Link header of a page: it names files that are there, and stands on pages only."""

import re
from urllib.request import urlopen


def test_a_page_names_the_files_it_will_need_and_they_are_there(url: str) -> None:
    with urlopen(f"{url}/train", timeout=20) as page:
        links = re.findall(r"<([^>]+)>", page.headers["Link"])
    assert {"vendor/plotly.min.js", "assets/player.js", "assets/scenes.js"} <= set(links)
    for link in links:
        with urlopen(f"{url}/{link}", timeout=20) as answer:
            assert answer.status == 200
            assert answer.headers["Link"] is None
