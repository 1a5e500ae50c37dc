"""Numbers worked out by hand: which are right, which is wrong first, and what mistake gives it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import SGD, Network, TrainingTrace, training_trace
from nnviz.backprop.carried_numbers import carried_numbers
from nnviz.backprop.homework import homework_cells, judge, verdict_on
from tests.every import every
from tests.nnviz.backprop.small_traces import mazur, traces

# The numbers of a worked example, as its reader may have typed them.
HOMEWORK = {
    "z1[0,0]": "0.3775",
    "a1[0,0]": "0.593269992",
    "a2[0,1]": "0.7729",
    "delta2[0,0]": "0.138499",
    "dW2[0,0]": "0.08217",
    "newW2[0,0]": "0.35891648",
    "newW1[1,1]": "0.2995",
}


def test_a_worked_example_is_right() -> None:
    found = judge(mazur(), HOMEWORK)
    assert [answer.verdict for answer in found.answers] == ["right"] * 7
    assert found.first_wrong is None
    assert found.right == (*list(HOMEWORK)[:5], "newW1[1,1]", "newW2[0,0]")


def test_the_first_wrong_one_is_the_first_of_the_computation() -> None:
    wrong = {"newW1[0,0]": "0.2", "delta2[0,1]": "0.038098", "delta2[0,0]": "0.138499", "dW2[1,0]": "1.0"}
    found = judge(mazur(), wrong)
    assert [answer.cell for answer in found.answers] == [
        "delta2[0,0]",
        "delta2[0,1]",
        "dW2[1,0]",
        "newW1[0,0]",
    ]
    first = found.first_wrong
    assert first is not None
    assert (first.cell, first.typed) == ("delta2[0,1]", "0.038098")
    assert first.expected == pytest.approx(-0.038098, abs=1e-6)
    assert found["newW1[0,0]"].verdict == "wrong"
    assert found.right == ("delta2[0,0]",)


@every(
    "typed, expected, verdict",
    [
        ("0.14", 0.138498562, "right"),
        ("0.138", 0.138498562, "right"),
        ("0.139", 0.138498562, "wrong"),
        ("0.1384", 0.138498562, "right"),  # cut off
        ("0.1383", 0.138498562, "wrong"),
        ("0.1", 0.138498562, "coarse"),
        ("0", 0.138498562, "wrong"),
        ("0.5", 0.5, "right"),
        ("0", 0.0, "right"),
        ("1", 1.0, "right"),
        ("0.00", 0.0038, "wrong"),
        ("0.004", 0.0038, "coarse"),
        ("-0.038", -0.0380982, "right"),
        ("0.038", -0.0380982, "wrong"),
        ("-0.0381", -0.0380982, "right"),
        ("4.386e-4", 0.000438568, "right"),
        ("4.39E-4", 0.000438568, "right"),
        ("0.00044", 0.000438568, "right"),
        ("1200", 1234.0, "wrong"),
        ("1.2e3", 1234.0, "right"),
        ("0.30000000000000004", 0.3, "right"),
        ("0.3", 0.1 + 0.2, "right"),
        (" 0.3 ", 0.3, "right"),
        ("1", float("inf"), "wrong"),
        ("1", float("nan"), "wrong"),
        ("1e300", 1e-300, "wrong"),
        ("1e-300", 1e300, "wrong"),
        ("1e-999999", 0.5, "wrong"),
        ("０.５", 0.5, "right"),
    ],
)
def test_the_digits_that_were_typed_say_how_near_it_must_be(
    typed: str, expected: float, verdict: str
) -> None:
    assert verdict_on(typed, expected) == verdict


@given(st.floats(-1e6, 1e6, allow_subnormal=False), st.integers(2, 12))
def test_every_number_rounded_to_some_digits_is_right(value: float, digits: int) -> None:
    assert verdict_on(f"{value:.{digits - 1}e}", value) == "right"


@given(traces())
def test_what_the_step_says_is_right_everywhere(trace: TrainingTrace) -> None:
    cells = homework_cells(trace, [step.name for step in trace if step.result.ndim])
    typed = {}
    for cell in cells:
        array, place = cell[:-1].split("[")
        typed[cell] = repr(float(trace.array(array)[tuple(map(int, place.split(",")))]))
    found = judge(trace, typed)
    assert found.right == cells
    assert [answer.cell for answer in found.answers] == list(cells)


def test_a_number_that_is_wrong_for_an_earlier_one_only_follows_from_it() -> None:
    trace = mazur()
    delta = "-0.138499"  # the sign is wrong, and what comes after is right for it
    typed = {
        "delta2[0,0]": delta,
        "db2[0]": delta,
        "dW2[0,0]": "-0.082167",
        "dW2[1,0]": "0.5",
        "db2[1]": "-0.0381",
    }
    found = judge(trace, typed)
    assert {one.cell: (one.verdict, one.follows) for one in found.answers} == {
        "delta2[0,0]": ("wrong", False),
        "dW2[0,0]": ("wrong", True),
        "dW2[1,0]": ("wrong", False),
        "db2[0]": ("wrong", True),
        "db2[1]": ("right", False),
    }
    carried = carried_numbers(trace, {"delta2[0,0]": -0.138499})["newW1"][0, 0]
    assert judge(trace, {"newW1[0,0]": f"{carried:.7f}", "delta2[0,0]": delta})["newW1[0,0]"].follows
    assert not judge(trace, {"dW2[0,0]": "-0.082167"})["dW2[0,0]"].follows, "nothing before it is wrong"


@given(traces())
def test_what_follows_from_the_numbers_that_are_there_is_the_step(trace: TrainingTrace) -> None:
    for name, array in carried_numbers(trace, {}).items():
        scale = float(np.abs(trace.array(name)).max())
        np.testing.assert_allclose(array, trace.array(name), rtol=1e-11, atol=1e-12 * scale + 1e-15)


@given(traces(), st.floats(-2, 2))
def test_what_follows_from_another_weight_gradient_is_another_weight(
    trace: TrainingTrace, number: float
) -> None:
    found = carried_numbers(trace, {"dW1[0,0]": number})
    expected = trace.array("W1") - 0.01 * trace.array("dW1")
    expected[0, 0] = trace.array("W1")[0, 0] - 0.01 * number
    np.testing.assert_allclose(found["newW1"], expected, rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(found["dW1"], trace.array("dW1"), rtol=1e-10, atol=1e-13)


# -- mistakes with a name --------------------------------------------------------------------------------


def _suspects() -> dict[str, TrainingTrace]:
    """Steps that have gone wrong: by the sum for the mean, by another rate, and at the very beginning."""
    net = mazur(2).before()
    X, T = mazur(2).X, mazur(2).T
    other = net.copy()
    other.parameters[:] = 0
    return {
        "zeros": training_trace(other, X, T, optimizer=SGD(0.5)),
        "sum": training_trace(net, X, T, optimizer=SGD(0.5), reduction="sum"),
        "plus": training_trace(net, X, T, optimizer=SGD(1.0)),
    }


def test_a_wrong_number_that_a_mistake_gives_names_it() -> None:
    trace, suspects = mazur(2), _suspects()
    number = float(suspects["sum"].array("delta2")[0, 0])
    answer = judge(trace, {"delta2[0,0]": f"{number:.6f}"}, suspects)["delta2[0,0]"]
    assert (answer.verdict, answer.mistakes) == ("wrong", ("sum",))
    assert judge(trace, {"z1[0,0]": "0"}, suspects)["z1[0,0]"].mistakes == ("zeros",)
    assert judge(trace, {"a1[0,0]": "0.123"}, suspects)["a1[0,0]"].mistakes == ()
    right = f"{float(trace.array('delta2')[0, 0]):.6f}"
    assert judge(trace, {"delta2[0,0]": right}, suspects)["delta2[0,0]"].mistakes == (), "right stays right"


def test_a_mistake_that_begins_where_the_number_stands_comes_first() -> None:
    trace, suspects = mazur(2), _suspects()
    twice = suspects["sum"]
    suspects = {"earlier": twice, "here": suspects["plus"]}
    suspects["earlier"].arrays["newW1"] = suspects["here"].array("newW1")  # type: ignore[index]
    number = float(suspects["here"].array("newW1")[0, 0])
    assert number != trace.array("newW1")[0, 0]
    answer = judge(trace, {"newW1[0,0]": repr(number)}, suspects)["newW1[0,0]"]
    assert answer.mistakes == ("here", "earlier")


def test_a_mistake_that_ends_early_says_nothing_of_what_comes_after() -> None:
    trace = mazur(2)
    short = training_trace(Network([2, 1], seed=1), trace.X, trace.T[:, :1])
    answer = judge(trace, {"delta2[0,0]": "7", "z1[0,1]": "9"}, {"short": short})
    assert [one.mistakes for one in answer.answers] == [(), ()]


# -- what is asked ---------------------------------------------------------------------------------------


def test_the_cells_of_a_homework_come_in_the_order_of_the_computation() -> None:
    cells = homework_cells(mazur(), ["dW1", "delta2", "newb1"])
    assert cells == (
        *("delta2[0,0]", "delta2[0,1]"),
        *("dW1[0,0]", "dW1[0,1]", "dW1[1,0]", "dW1[1,1]"),
        *("newb1[0]", "newb1[1]"),
    )


@every(
    "typed, text",
    [
        ({"z1[0,0]": "a half"}, "typed must be a number such as 0.0825, got 'a half'"),
        ({"z1[0,0]": "nan"}, "typed must be a finite number, got 'nan'"),
        ({"z1[0,0]": "1e999999"}, "typed must be a finite number, got '1e999999'"),
        ({"z1[0,2]": "1"}, "place in z1 must be 0..1 (it has the shape (1, 2)), got 2"),
        ({"db1[0,0]": "1"}, "place must have 1 number, as db1 has the shape (2,), got (0, 0)"),
        (
            {"loss": "1"},
            "name must be a cell such as z1[0,1] of one of z1, a1, z2, a2, delta2, dW2, db2, delta1, dW1, "
            "db1, newW1, newb1, newW2, newb2, got 'loss'",
        ),
    ],
)
def test_what_is_refused(typed: dict[str, str | float], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        judge(mazur(), typed)
    assert str(caught.value) == text


def test_numbers_may_be_numbers() -> None:
    trace = mazur()
    found = judge(trace, {"a1[0,0]": float(trace.array("a1")[0, 0]), "z1[0,0]": np.float64(0.3775).item()})
    assert found.right == ("z1[0,0]", "a1[0,0]")
