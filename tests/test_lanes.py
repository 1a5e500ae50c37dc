"""Every test runs in one lane, and no test that starts the app or a browser calls itself fast."""

import pytest

from tests.every import every
from tests.lanes import LANES, ROOM, lane_of


@every(
    "file, fixtures, names, lane",
    [
        ("test_style.py", ["name"], ["pytest"], "style"),
        ("nnviz/test_tape.py", [], ["nnviz", "pytest"], "fast"),
        ("pages/test_link.py", ["tmp_path"], ["pytest"], "fast"),
        ("pages/test_security.py", ["url", "server"], [], "app"),
        ("load/test_departures.py", ["hasty"], [], "app"),
        ("pages/test_train.py", [], ["AppTest"], "app"),
        ("pages/test_home.py", [], ["open_page"], "app"),
        ("browser/test_home.py", ["page", "context", "browser", "server", "url"], [], "browser"),
    ],
)
def test_what_a_test_uses_says_its_lane(file: str, fixtures: list[str], names: list[str], lane: str) -> None:
    assert lane_of(ROOM / file, fixtures, names) == lane


def test_every_test_is_in_one_lane(request: pytest.FixtureRequest) -> None:
    lanes = {
        item.nodeid: [one.name for one in item.iter_markers() if one.name in LANES]
        for item in request.session.items
    }
    assert {name: found for name, found in lanes.items() if len(found) != 1} == {}


def test_all_that_look_at_a_browser_are_in_one_room(request: pytest.FixtureRequest) -> None:
    strays = [
        item.nodeid
        for item in request.session.items
        if item.get_closest_marker("browser") and ROOM / "browser" not in item.path.parents
    ]
    assert strays == []
