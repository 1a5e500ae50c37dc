"""A loop over cases proves what a test for each of them would: every case is tried, every failure named."""

import inspect

import pytest

from tests.every import every


def test_every_case_is_tried_and_all_that_fail_are_named() -> None:
    tried = []

    @every("number", [1, 2, 3, 4])
    def odd(number: int) -> None:
        tried.append(number)
        assert number % 2 == 1, "an even number"

    with pytest.raises(pytest.fail.Exception) as found:
        odd()
    assert tried == [1, 2, 3, 4]
    said = str(found.value)
    assert said.startswith("2 of 4 cases:\nnumber=2\n")
    assert "\nnumber=4\n" in said
    assert "number=1" not in said
    assert said.count(f"{__file__}:") == said.count("AssertionError: an even number") == 2


def test_other_errors_are_failures_of_their_case_too() -> None:
    @every("one", ["", "a"])
    def has_a_letter(one: str) -> None:
        assert one[0] == "a"

    with pytest.raises(
        pytest.fail.Exception, match=r"(?s)1 of 2 cases:\none=''.*IndexError: string index out"
    ):
        has_a_letter()


def test_cases_are_unpacked_and_loops_within_loops_try_all_pairs() -> None:
    tried = []

    @every("a, b", [(1, 2), (3, 4)])
    @every("c", "xy")
    def note(a: int, b: int, c: str) -> None:
        tried.append((a, b, c))

    note()
    assert tried == [(1, 2, "x"), (1, 2, "y"), (3, 4, "x"), (3, 4, "y")]


def test_fixtures_are_given_once_and_stay_in_the_signature() -> None:
    @every("case", [1])
    def test(case: int, url: str) -> None:
        assert (case, url) == (1, "here")

    assert list(inspect.signature(test).parameters) == ["url"]
    test(url="here")


def test_nothing_to_try_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^`every` needs at least one case of name, got none$"):
        every("name", [])
