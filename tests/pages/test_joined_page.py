"""The modules of the pages as one file: all that the pages ask for is in it, and it is sent once."""

import re
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from pages.shared.player.joined_modules import ASSETS, imported, order
from pages.shared.player.joined_page import ENTRY, joined_page

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "pages").rglob("*.py"))


def test_every_part_that_a_page_asks_for_is_there() -> None:
    (named,) = re.findall(r"parts = \{(.*?)\}", (ASSETS / f"{ENTRY}.js").read_text(encoding="utf-8"))
    loaders = [
        one
        for page in PAGES
        for one in re.findall(r'LOADER = """(.*?)"""', page.read_text(encoding="utf-8"), re.S)
    ]
    asked = {part for loader in loaders for part in re.findall(r"\bparts\.(\w+)\(", loader)}
    assert asked == set(named.replace(",", " ").split())


def test_no_page_asks_for_another_module() -> None:
    for page in PAGES:
        others = set(re.findall(r"assets/(\w+)\.js'", page.read_text(encoding="utf-8"))) - {ENTRY}
        assert not others, page


def test_every_module_is_in_it_once_and_behind_those_that_it_imports() -> None:
    found = re.findall(r"^const \$(\w+) = ", joined_page(), re.M)
    assert found == order(ENTRY)
    assert len(found) == len(set(found))
    for place, name in enumerate(found):
        assert set(imported(name)) <= set(found[:place]), name


def test_it_is_sent_as_a_script_and_not_again(url: str) -> None:
    connection = HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.request("GET", "/assets/page.js")
    first = connection.getresponse()
    assert first.headers["Content-Type"].startswith("text/javascript")
    assert first.read().decode() == joined_page()
    connection.request("GET", "/assets/page.js", headers={"If-None-Match": first.headers["ETag"]})
    again = connection.getresponse()
    assert (again.status, again.read()) == (304, b"")
    connection.close()
