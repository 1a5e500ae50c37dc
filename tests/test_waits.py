"""No test of what a person sees waits a fixed time: it waits for what must come, or for so many pictures."""

import re

from tests.lanes import ROOM

FIXED = re.compile(r"wait_for_timeout\(|\bsleep\(|setTimeout\(")


def test_browser_tests_wait_for_conditions() -> None:
    found = {
        f"{file.name}:{number}": line.strip()
        for file in sorted((ROOM / "browser").glob("*.py"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if FIXED.search(line)
    }
    assert found == {}
