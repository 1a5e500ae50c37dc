"""The settings of the page Matrix product: defaults, what a link may ask, and that it is restored."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import ACTIVATIONS as KNOWN_ACTIVATIONS
from nnviz import product
from nnviz.product.cache_simulator import ORDERS
from pages.parts.product.matrix_text import read_matrix, write_matrix
from pages.parts.product.settings import ACTIVATIONS, BESIDE, CACHE, PRESETS, SETTINGS, VIEWS, ProductSettings
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.state.query_params import LONGEST, Complaint, write_link
from tests.every import every
from tests.pages.links import read_link

HOSTILE = (
    " ",
    "NaN",
    "<script>alert(1)</script>",
    "a" * 10_000,
    "9" * 10_000,
    "1,2;" * 2_500,
    "1,2;3",
    "1,,2",
    "1,2,3,4,5,6,7",
    "\x00",
    "\ud800",
    "{value}",
    "%00",
    "None",
    "true",
    "Flow",
    "flow ",
)
GOLDENS: Mapping[str, tuple[list[Any], list[Any]]] = {
    "three": ([[1, 2], [3, 4], [5, 6]], [[9, 12, 15], [19, 26, 33], [29, 40, 51]]),
    "four": ([[1, 2], [3, 4], [5, 6]], [[11, 14, 17, 20], [23, 30, 37, 44], [35, 46, 57, 68]]),
    "vector": ([1, 2], [5, 11, 17]),
}


def settings_of(**values: Any) -> ProductSettings:
    return ProductSettings(**values)


# -- defaults and examples ---------------------------------------------------------------------------
def test_every_setting_has_a_field_and_the_page_opens_on_the_first_example_seen_as_cells() -> None:
    assert set(ProductSettings.__annotations__) == set(SETTINGS)
    opened = settings_of()
    assert (opened.view, opened.a, opened.b) == ("cell", *PRESETS["three"])
    assert (opened.wave, opened.bias, opened.activation, opened.step) == (True, "", "linear", 0)


def test_the_views_and_activations_are_those_of_the_core() -> None:
    assert VIEWS == product.VIEWS
    assert set(ACTIVATIONS) <= set(KNOWN_ACTIVATIONS)


@every("name", PRESETS)
def test_every_example_can_be_read_and_only_one_does_not_fit(name: str) -> None:
    chosen = settings_of(a=PRESETS[name][0], b=PRESETS[name][1])
    assert (write_matrix(chosen.A), write_matrix(chosen.B)) == PRESETS[name]
    if name == "mismatch":
        with pytest.raises(product.ShapeMismatchError):
            product.trace(chosen.A, chosen.B)
    else:
        trace = product.trace(chosen.A, chosen.B)
        np.testing.assert_array_equal(trace.result, chosen.A @ chosen.B)


@pytest.mark.parametrize("name", GOLDENS)
def test_the_examples_of_the_course_give_its_results(name: str) -> None:
    left, result = GOLDENS[name]
    chosen = settings_of(a=PRESETS[name][0], b=PRESETS[name][1])
    assert chosen.A.tolist() == left
    assert product.trace(chosen.A, chosen.B).result.tolist() == result


def test_a_bias_counts_in_the_flow_alone() -> None:
    assert settings_of(view="cell", bias="1,2,3").layer_bias is None
    assert settings_of(view="flow").layer_bias is None
    for written in ("1,2,3", "[1,2,3]", "1;2;3"):
        bias = settings_of(view="flow", bias=written).layer_bias
        assert bias is not None
        assert bias.tolist() == [1, 2, 3]


# -- links ---------------------------------------------------------------------------------------------
def test_the_link_of_the_documentation_opens_the_flow_at_its_step() -> None:
    query = {"view": "flow", "a": "1,2;3,4;5,6", "b": "1,2,3;4,5,6", "step": "4"}
    values, complaints = read_link(query, SETTINGS)
    assert complaints == []
    assert values == {name: one.default for name, one in SETTINGS.items()} | {"view": "flow", "step": 4}


def test_a_matrix_is_written_the_same_way_however_it_was_typed() -> None:
    values, complaints = read_link({"a": "[ 1，2 ]", "b": " 1 2 ; 3 4 ;", "bias": "1;2"}, SETTINGS)
    assert complaints == []
    assert (values["a"], values["b"], values["bias"]) == ("[1,2]", "1,2;3,4", "1;2")


matrices = st.builds(
    lambda rows, columns, seed: write_matrix(np.random.default_rng(seed).integers(-99, 100, (rows, columns))),
    st.integers(1, 6),
    st.integers(1, 6),
    st.integers(0, 2**32 - 1),
)
vectors = st.lists(st.integers(-99, 99), min_size=1, max_size=6).map(lambda one: write_matrix(np.array(one)))
KNOWN: dict[str, st.SearchStrategy[Any]] = {
    "view": st.sampled_from(VIEWS),
    "a": matrices | vectors,
    "b": matrices | vectors,
    "wave": st.booleans(),
    "bias": st.just("") | matrices | vectors,
    "activation": st.sampled_from(ACTIVATIONS),
    "layout": st.sampled_from(ORDERS),
    "cache": st.integers(*CACHE),
    "beside": st.sampled_from(BESIDE),
    "step": st.integers(0, 300),
}


def test_every_setting_is_tried_here() -> None:
    assert set(KNOWN) == set(SETTINGS)


@given(values=st.fixed_dictionaries(KNOWN))
def test_a_written_link_reads_back_as_the_same_settings(values: dict[str, Any]) -> None:
    whole = {name: one.default for name, one in SETTINGS.items()} | values
    query = write_link(whole, SETTINGS)
    assert all(len(text) <= LONGEST for text in query.values())
    assert read_link(query, SETTINGS) == (whole, [])


texts = st.one_of(
    st.text(), st.sampled_from(HOSTILE), st.from_regex(r"[-+0-9.e,;\[\] ]{0,40}", fullmatch=True)
)


@given(query=st.dictionaries(st.sampled_from((*SETTINGS, "evil", "lang")), texts))
def test_a_hostile_link_gives_settings_that_can_be_used_written_and_read(query: Mapping[str, str]) -> None:
    values, complaints = read_link(query, SETTINGS, ("lang",))
    assert read_link(write_link(values, SETTINGS), SETTINGS) == (values, [])
    used = ProductSettings(**values)
    assert used.view in VIEWS
    assert used.activation in ACTIVATIONS
    assert 0 <= used.step <= 300
    assert used.A.ndim in (1, 2)
    assert used.B.ndim in (1, 2)
    assert used.layer_bias is None or used.layer_bias.ndim == 1
    for complaint in complaints:
        assert complaint.name in query
        assert len(complaint.value) <= 40
        assert complaint.used is None or read_link({complaint.name: complaint.used}, SETTINGS)[1] == []


@every("name", SETTINGS)
@every("text", HOSTILE)
def test_a_hostile_value_is_replaced_by_the_default_and_said_so(name: str, text: str) -> None:
    values, complaints = read_link({name: text}, SETTINGS)
    assert values == {one: setting.default for one, setting in SETTINGS.items()}
    assert complaints == [Complaint(name, text[:40], SETTINGS[name].write(SETTINGS[name].default))]


@pytest.mark.parametrize(
    ("name", "text", "used"),
    [
        ("a", "1e400,2", "1000000.0,2.0"),
        ("b", "[1,-1000001]", "[1,-1000000]"),
        ("bias", "9999999", "1000000"),
        ("cache", "1e400", "32"),
    ],
)
def test_a_number_outside_is_the_nearest_that_there_can_be(name: str, text: str, used: str) -> None:
    values, complaints = read_link({name: text}, SETTINGS)
    assert SETTINGS[name].write(values[name]) == used
    assert complaints == [Complaint(name, text, used)]


@every("text, used", [("99999", 300), ("-1", 0), ("301", 300), ("9" * 30, 300), ("-" + "9" * 30, 0)])
def test_a_step_outside_is_the_nearest_that_there_can_be(text: str, used: int) -> None:
    values, complaints = read_link({"step": text}, SETTINGS)
    assert values["step"] == used
    assert complaints == [Complaint("step", text, str(used))]


def test_no_timeline_that_can_be_opened_has_more_steps_than_a_link_can_name() -> None:
    one = np.ones((6, 6), int)
    for view in VIEWS:
        for wave in (True, False):
            steps = len(product.trace(one, one, view, wave=wave))
            assert read_link({"step": str(steps)}, SETTINGS) == (
                {name: one.default for name, one in SETTINGS.items()} | {"step": steps},
                [],
            )


@every("text", ["", "2", "true", "01", "１", "on"])
def test_the_wave_is_on_or_off_and_nothing_else(text: str) -> None:
    assert read_link({"wave": text}, SETTINGS)[1] == [Complaint("wave", text, "1")]
    assert read_link({"wave": "0"}, SETTINGS)[0]["wave"] is False


def test_a_matrix_that_a_link_may_hold_is_one_that_can_be_typed() -> None:
    typed = ";".join([",".join(["-1e6"] * 6)] * 3 + [",".join(["0.12345678901234"] * 6)] * 3)
    assert not isinstance(read_matrix(typed), Unreadable)
    values, _ = read_link({"a": typed}, SETTINGS)
    assert not isinstance(read_matrix(values["a"]), Unreadable)
    assert ProductSettings(**values).A.shape == (6, 6)
