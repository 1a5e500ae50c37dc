"""The chain rule and the check of the chosen number: their lines say what the core found."""

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import numpy as np

from nnviz import chain_rule
from nnviz.backprop.difference_check import difference_check
from pages.parts.backprop.fitting import suited
from pages.parts.backprop.one_step import chain_lines, check_lines, lesson, slice_link
from pages.parts.backprop.one_step.paths import aside
from pages.parts.backprop.optimizers.walks import walks
from pages.parts.backprop.settings import DRAWN, START
from pages.parts.backprop.store import STORE
from pages.parts.backprop.training import trace_of
from pages.shared.protocol.answers import Replace
from pages.shared.protocol.derivations import Derivation, DerivationLine
from pages.shared.protocol.requests import Request, Touch
from pages.shared.text import Text
from tests.every import every

EN = Text("backprop", "en")
LARGE = suited(
    replace(
        DRAWN,
        layers=((8, "tanh"), (8, "relu"), (3, "softmax")),
        X=((1.0, 2.0), (3.0, -1.0)),
        Y=((0.0,), (2.0,)),
        loss="cross_entropy",
    )
)


def plain(line: DerivationLine) -> str:
    return "".join(piece.text for piece in line.pieces)


def chain(**changes: object) -> Derivation:
    settings = replace(START, **changes)  # type: ignore[arg-type]
    found = chain_lines.derived(settings, trace_of(settings), EN)
    assert found is not None
    return found


def test_without_a_chosen_number_neither_is_there() -> None:
    found = lesson.answer(START, Request(), EN)
    assert isinstance(found, Replace)
    assert found.derivations == {}


def test_the_chain_of_a_weight_is_written_level_by_level() -> None:
    found = chain(chosen="W1[0,1]", levels=3)
    assert [plain(line) for line in found.lines] == [
        "dL/dW1[0,1] = 0.00049771273526086",
        "dL/dW1[0,1] = a0[0,0]·delta1[0,1]",
        "= 0.05·0.009954 ≈ 0.0004977",
        "delta1[0,1] = (W2[1,0]·delta2[0,0] + W2[1,1]·delta2[0,1])·(a1[0,1]·(1 − a1[0,1]))",
        "= (0.45·0.1385 + 0.55·(-0.0381))·0.2406 ≈ 0.009954",
        "delta2[0,0] = (a2[0,0] − T[0,0])·(a2[0,0]·(1 − a2[0,0]))",
        "= 0.7414·0.1868 ≈ 0.1385",
        "delta2[0,1] = (a2[0,1] − T[0,1])·(a2[0,1]·(1 − a2[0,1]))",
        "= -0.2171·0.1755 ≈ -0.0381",
    ]
    assert [line.depth for line in found.lines] == [0, 0, 0, 1, 1, 2, 2, 2, 2]
    assert [action.id for action in found.actions if not action.href] == ["shallower", "free"]


@every(
    "cell", ["W1[0,1]", "b1[1]", "z1[1,7]", "a1[0,3]", "W2[7,7]", "b3[2]", "z3[1,0]", "a3[0,1]", "a2[1,1]"]
)
def test_the_value_is_the_core_s_with_all_digits_for_any_number(cell: str) -> None:
    settings = replace(LARGE, chosen=cell)
    trace = trace_of(settings)
    found, checked = chain_lines.derived(settings, trace, EN), check_lines.checked(settings, trace, EN)
    assert found is not None
    assert checked is not None
    assert float(found.value) == chain_rule(trace, cell).value
    check = difference_check(trace, cell)
    assert float(checked.value) == check.difference
    assert check.agrees
    assert EN("check.verdict.agrees") in plain(checked.lines[4])
    said = [float(re.sub(r".* = ", "", plain(line))) for line in checked.lines[:4]]
    assert said == [check.above, check.below, check.difference, check.gradient]


def test_only_one_sample_has_its_share() -> None:
    alone = replace(LARGE, chosen="W1[0,1]", alone=True, sample=1)
    found = chain_lines.derived(alone, trace_of(alone), EN)
    assert found is not None
    assert float(found.value) == chain_rule(trace_of(alone), "W1[0,1]", sample=1).value
    assert "alone" in [action.id for action in found.actions]


def test_a_number_leads_to_its_cell_and_a_press_chooses_it() -> None:
    pieces = [piece for line in chain(chosen="W1[0,1]").lines for piece in line.pieces]
    delta = next(piece for piece in pieces if piece.text == "delta1[0,1]")
    assert delta.press == "delta1[0,1]"
    assert "delta1[0,1]" in delta.lights
    assert "unit1.2" in delta.lights
    assert lesson.touched(replace(START, chosen="W1[0,1]"), (Touch(delta.press, None),)).chosen == "z1[0,1]"


def test_lines_and_circles_off_its_ways_step_back() -> None:
    settings = replace(START, chosen="W1[0,1]")
    lines, units = aside(settings)
    assert lines.tolist() == [1, 0, 1, 1, 1, 1, 0, 0]
    assert units.tolist() == [0, 1, 1, 0, 0, 0]
    assert not any(array.any() for array in aside(START))


def test_the_step_function_has_a_flat_loss_and_says_why_it_cannot_learn() -> None:
    settings = suited(replace(DRAWN, layers=((2, "step"), (2, "sigmoid")), chosen="W1[0,1]"))
    found = check_lines.checked(settings, trace_of(settings), EN)
    assert found is not None
    assert float(found.value) == 0
    assert plain(found.lines[-1]) == EN("check.flat", n=1)


def test_levels_open_and_shut_and_stay_in_their_limits() -> None:
    opened = lesson.touched(replace(START, chosen="W1[0,0]", levels=1), (Touch("deeper", None),) * 20)
    assert opened.levels == 12
    assert lesson.touched(opened, (Touch("shallower", None),) * 20).levels == 1
    assert lesson.touched(opened, (Touch("free", None),)).chosen == ""


def test_a_chosen_weight_leads_to_the_loss_over_it_where_this_step_is_drawn() -> None:
    for settings in (START, replace(START, optimizer="adam", rate=0.05, at=3)):
        chosen = replace(settings, chosen="W1[0,1]")
        action = slice_link.slice_action(chosen, EN)
        assert action is not None
        query = dict(parse_qsl(urlsplit(action.href).query))
        led, complaints = STORE.read({name: value for name, value in query.items() if name != "lang"})
        assert complaints == []
        assert (led.view, led.surface, led.first, led.second) == ("optimizers", "slice", "W1[0,1]", "W1[0,0]")
        found = walks(led)
        trace = trace_of(settings)
        np.testing.assert_allclose(found.start, trace.array("W1")[0, [1, 0]], rtol=1e-12)
    found = walks(slice_link.slice_settings(replace(START, chosen="W1[0,1]")))
    step = found.trainings["sgd"][0].values["theta"][list(found.land.places)]
    np.testing.assert_allclose(step, trace_of(START).array("newW1")[0, [1, 0]], rtol=1e-12)


def test_what_is_not_trained_has_no_slice() -> None:
    for name in ("", "z1[0,0]", "a2[0,1]"):
        assert slice_link.slice_action(replace(START, chosen=name), EN) is None
