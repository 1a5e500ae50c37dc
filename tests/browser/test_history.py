"""The browser's Back undoes what was changed, on every page: by a widget and by a touch in a picture."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Locator, Page

from pages.registry import PAGES
from tests.browser.opening import open_settings
from tests.browser.play import open_player, see
from tests.browser.touching import box


@dataclass(frozen=True)
class Change:
    """Something that is changed: where it is, how it is changed twice, and what the link says each time."""

    what: Callable[[Page], Locator]
    first: Callable[[Locator], None]
    second: Callable[[Locator], None]
    links: tuple[str, str]
    shows: Callable[[Locator], str]


def typed(value: str) -> Callable[[Locator], None]:
    """Type a value and confirm it."""

    def change(field: Locator) -> None:
        field.fill(value)
        field.press("Enter")

    return change


def typed_in_cell(value: str) -> Callable[[Locator], None]:
    """Type a value into a cell, which becomes a box while one types."""

    def change(cell: Locator) -> None:
        if not cell.locator("input").count():
            cell.click()
        cell.locator("input").fill(value)
        cell.locator("input").press("Enter")

    return change


def press(key: str) -> Callable[[Locator], None]:
    """Press a key."""
    return lambda slider: slider.press(key)


def value(field: Locator) -> str:
    """What is in a field."""
    return field.input_value()


def field(label: str) -> Callable[[Page], Locator]:
    """A field of the page by its label."""
    return lambda page: page.get_by_role("textbox", name=label)


def in_settings(find: Callable[[Page], Locator]) -> Callable[[Page], Locator]:
    """Something among the settings, which are closed at first."""

    def found(page: Page) -> Locator:
        open_settings(page)
        return find(page)

    return found


def touch(name: str) -> Callable[[Page], Locator]:
    """A number in the picture."""
    return lambda page: box(page, name).first


def slider(name: str) -> Callable[[Page], Locator]:
    """A slider by its label."""
    return lambda page: page.get_by_role("slider", name=name)


CHANGES = {
    "arrays": Change(
        in_settings(field("X (a nested list)")),
        typed("[[5,6]]"),
        typed("[[7,8]]"),
        ("x=[[5,6]]", "x=[[7,8]]"),
        value,
    ),
    "product": Change(
        in_settings(field("A (separate rows with semicolons)")),
        typed("1,0;0,1;1,1"),
        typed("2,0;0,2;1,1"),
        ("a=1,0;0,1;1,1", "a=2,0;0,2;1,1"),
        value,
    ),
    "neuron": Change(touch("w[0]"), typed("4"), typed("5"), ("w=4,-1,1", "w=5,-1,1"), value),
    "network": Change(
        lambda page: page.locator("[data-touch^=edit]:visible"),
        typed("2"),
        typed("3"),
        ("edits=W1[0,0]=2", "edits=W1[0,0]=3"),
        value,
    ),
    "backprop": Change(
        lambda page: page.locator("[data-cell='W1[0,0]']"),
        typed_in_cell("2"),
        typed_in_cell("3"),
        ("w1=2,0.25", "w1=3,0.25"),
        lambda found: found.get_attribute("data-value") or "",
    ),
    "train": Change(
        in_settings(slider("Learning rate")),
        press("ArrowRight"),
        press("ArrowRight"),
        ("rate=0.02", "rate=0.03"),
        lambda found: found.get_attribute("aria-valuetext") or found.get_attribute("aria-valuenow") or "",
    ),
}
# Changes that follow each other within a second are one entry of the history.
APART = "(since) => performance.now() - since > 1100"
STANDS_AT = "(query) => decodeURIComponent(location.search) === query"
OPENED = {"network": "?chosen=W1[0,0]"}  # the query that a page is opened with


def test_every_page_is_tried_here() -> None:
    assert set(CHANGES) == {page.slug for page in PAGES}


def query(page: Page) -> str:
    """The query of the address as a person writes it, without what the page was opened with."""
    return unquote(urlsplit(page.url).query).replace("+", " ")


def expect_to_show(change: Change, found: Locator, shown: str) -> None:
    """Wait until the page shows this again."""
    for _ in range(200):
        if change.shows(found) == shown:
            return
        see(found.page, 3)
    assert change.shows(found) == shown


@pytest.mark.usefixtures("going_on")
@pytest.mark.parametrize("slug", [slug for slug in CHANGES if slug != "train"])
def test_back_undoes_one_change_after_the_other(page: Page, url: str, slug: str) -> None:
    changed_and_undone(page, url, slug)


def test_back_undoes_what_was_changed_of_a_run(page: Page, url: str) -> None:
    changed_and_undone(page, url, "train")


def changed_and_undone(page: Page, url: str, slug: str) -> None:
    """Change something twice, go back twice and forward once."""
    change = CHANGES[slug]
    open_player(page, f"{url}/{slug}{OPENED.get(slug, '')}")
    found = change.what(page)
    seen = [(query(page), change.shows(found))]
    for act, link in zip((change.first, change.second), change.links, strict=True):
        act(found)
        page.wait_for_function("(link) => decodeURIComponent(location.search).includes(link)", arg=link)
        page.wait_for_function(APART, arg=page.evaluate("performance.now()"))
        seen.append((query(page), change.shows(found)))
    assert len({shown for _, shown in seen}) == 3
    for address, shown in seen[-2::-1]:
        page.go_back()
        page.wait_for_function(
            "(query) => decodeURIComponent(location.search) === query", arg=address and f"?{address}"
        )
        expect_to_show(change, found, shown)
    page.go_forward()
    expect_to_show(change, found, seen[1][1])
