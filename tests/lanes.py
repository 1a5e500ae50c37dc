"""The lanes of the tests, each one command: `pytest -m fast`. A test is in a lane by what it uses, so that no
file has to say it: a browser; the app, as a running server or without a browser; or only functions."""

from collections.abc import Collection
from pathlib import Path

import pytest

# In the order in which they start: what takes longest comes first, so that no core waits for it at the end.
LANES = {
    "style": "the linters of Python and JavaScript, and the types",
    "browser": "what a person sees, in Chromium",
    "app": "the app as a server, and its pages without a browser",
    "fast": "the core, links, texts, figures and JavaScript: under a minute on two cores",
}
ROOM = Path(__file__).parent
SERVED = {"server", "hasty", "container", "limited", "sparing"}  # fixtures that start the app


def lane_of(file: Path, fixtures: Collection[str], names: Collection[str]) -> str:
    """Return the lane of a test by its file, the fixtures it needs, and the names its module knows."""
    if file == ROOM / "test_style.py":
        return "style"
    if "browser" in fixtures:
        return "browser"
    if SERVED & set(fixtures) or {"AppTest", "open_page"} & set(names):
        return "app"
    return "fast"


def sort_into_lanes(items: list[pytest.Item]) -> None:
    """Mark every test with its lane, and bring them into the order of the lanes."""
    lanes = {item: marked(item) or lane_of(item.path, fixtures(item), known(item)) for item in items}
    for item, lane in lanes.items():
        if not marked(item):
            item.add_marker(lane)
    order = list(LANES)
    items.sort(key=lambda item: order.index(lanes[item]))


def marked(item: pytest.Item) -> str:
    """The lane that a test names itself, as one does that runs a linter; else nothing."""
    return next((one.name for one in item.iter_markers() if one.name in LANES), "")


def fixtures(item: pytest.Item) -> Collection[str]:
    """The names of all fixtures that a test needs, directly or not."""
    return item.fixturenames if isinstance(item, pytest.Function) else ()


def known(item: pytest.Item) -> Collection[str]:
    """The names that the module of a test knows."""
    return vars(item.module) if isinstance(item, pytest.Function) else ()
