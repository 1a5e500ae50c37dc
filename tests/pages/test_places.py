"""Places to train: so many at once, then a queue in the order of coming; accounts of what was computed."""

import pytest

from pages.shared.operating.accounts import CREDIT, LONGEST, Accounts
from pages.shared.operating.places import HELD, Places
from pages.shared.state.session import Store


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def visitors(count: int) -> list[Store]:
    return [Store() for _ in range(count)]


# -- places ------------------------------------------------------------------------------------------
def test_who_comes_later_waits_and_is_told_the_number() -> None:
    places, (first, second, third, fourth) = Places(2), visitors(4)
    assert [places.ask(one) for one in (first, second, third, fourth)] == [0, 0, 1, 2]
    assert [places.ask(one) for one in (fourth, third, first)] == [2, 1, 0]
    assert places.count() == (2, 2)
    assert [places.holds(one) for one in (first, third)] == [True, False]


def test_a_place_that_is_given_back_is_for_the_first_who_waits() -> None:
    places, (first, second, third) = Places(1), visitors(3)
    assert [places.ask(one) for one in (first, second, third)] == [0, 1, 2]
    places.leave(first)
    assert places.ask(third) == 1
    assert places.ask(first) == 2
    assert places.ask(second) == 0


def test_who_asks_no_more_gives_the_place_and_the_turn_away() -> None:
    clock = Clock()
    places, (first, second, third) = Places(1, clock), visitors(3)
    assert [places.ask(one) for one in (first, second, third)] == [0, 1, 2]
    clock.now = HELD
    assert places.ask(third) == 2
    clock.now = HELD + 1
    assert places.ask(third) == 0
    assert places.count() == (1, 0)


def test_a_session_that_is_over_holds_no_place() -> None:
    places, (first, second) = Places(1), visitors(2)
    assert [places.ask(one) for one in (first, second)] == [0, 1]
    del first
    assert places.ask(second) == 0


def test_without_a_limit_nobody_waits() -> None:
    places, many = Places(None), visitors(50)
    assert {places.ask(one) for one in many} == {0}
    assert places.count() == (50, 0)


# -- accounts ----------------------------------------------------------------------------------------
def test_who_has_computed_more_than_the_share_waits_until_it_is_made_good() -> None:
    clock = Clock()
    accounts, (one, other) = Accounts(0.25, clock), visitors(2)
    accounts.charge(one, CREDIT)
    assert accounts.wait(one) == 0
    accounts.charge(one, 0.5)
    assert accounts.wait(one) == 0.5 / 0.25
    assert accounts.wait(other) == 0
    clock.now = 1.0
    assert accounts.wait(one) == pytest.approx(1.0)
    clock.now = 2.0
    assert accounts.wait(one) == 0


def test_over_a_long_time_nobody_computes_more_than_the_share() -> None:
    clock = Clock()
    accounts, (one,) = Accounts(0.2, clock), visitors(1)
    computed = 0.0
    while clock.now < 100:
        clock.now += accounts.wait(one)
        accounts.charge(one, 0.06)
        computed, clock.now = computed + 0.06, clock.now + 0.06
    assert computed <= CREDIT + 0.2 * clock.now + 0.06


def test_no_answer_waits_so_long_that_a_browser_gives_up() -> None:
    accounts, (one,) = Accounts(0.1), visitors(1)
    accounts.charge(one, 1000)
    assert accounts.wait(one) == LONGEST


def test_without_a_share_nobody_waits() -> None:
    accounts, (one,) = Accounts(None), visitors(1)
    with accounts.charged(one):
        sum(range(1000))
    accounts.charge(one, 1000)
    assert accounts.wait(one) == 0
