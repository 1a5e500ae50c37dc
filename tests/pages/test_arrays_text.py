"""Arrays as text: what is written is read back, and what cannot be read is named."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from nnviz.arrays.array_operations import address, apply, operations_for, shapes_of
from nnviz.arrays.broadcasting import describe
from pages.parts.arrays.array_text import LONGEST, printed, read_array, write_array
from pages.parts.arrays.settings import PRESETS, SETTINGS, STORE, from_shape, to_shape
from pages.shared.numbers.nested_lists import LARGEST, Unreadable
from pages.shared.protocol.layouts import Array
from tests.every import every

SHAPES = npst.array_shapes(min_dims=0, max_dims=3, max_side=4)
WHOLE = npst.arrays(np.int64, SHAPES, elements=st.integers(-999, 999))
DECIMAL = npst.arrays(np.float64, SHAPES, elements=st.integers(-99, 99).map(lambda n: n / 4))
KINDS = {"long", "empty", "bracket", "deep", "number", "range", "ragged"}


@given(WHOLE | DECIMAL)
def test_what_is_written_is_read_back(array: Array) -> None:
    text = write_array(array)
    found = read_array(text)
    if len(text) > LONGEST:
        assert found == Unreadable("long", str(len(text)))
    else:
        assert not isinstance(found, Unreadable)
        assert (found.dtype, found.shape) == (array.dtype, array.shape)
        np.testing.assert_array_equal(found, array)


@given(st.text(alphabet="[](),.-+0123456789 e１［、np.arayx\n", max_size=60) | st.text(max_size=LONGEST + 9))
def test_any_text_is_an_array_or_is_refused_with_a_reason(text: str) -> None:
    found = read_array(text)
    if isinstance(found, Unreadable):
        assert found.kind in KINDS
    else:
        assert found.size > 0
        assert found.ndim <= 3
        assert np.abs(found).max() <= LARGEST
        again = read_array(write_array(found))
        assert not isinstance(again, Unreadable)
        np.testing.assert_array_equal(again, found)


@every(
    "text, meant",
    [
        ("5", 5),
        ("1, 2", [1, 2]),
        ("[1 2\n 3]", [1, 2, 3]),
        ("[[1, 2], [3, 4],]", [[1, 2], [3, 4]]),
        ("((1, 2), (3, 4))", [[1, 2], [3, 4]]),
        ("np.array([[1., .5]])", [[1.0, 0.5]]),
        ("［１、２］", [1, 2]),
        ("[[1,2],[3,4],],", [[1, 2], [3, 4]]),
        ("[−1, 2e2]", [-1, 200.0]),
    ],
)
def test_ways_to_write_an_array(text: str, meant: object) -> None:
    found = read_array(text)
    assert not isinstance(found, Unreadable)
    np.testing.assert_array_equal(found, np.array(meant), strict=True)


@every(
    "text, kind, value",
    [
        ("", "empty", ""),
        ("[]", "empty", ""),
        ("[1,,2]", "empty", ""),
        ("[[1], []]", "empty", ""),
        ("[1, 2", "bracket", "["),
        ("1]", "bracket", "]"),
        ("[[[[1]]]]", "deep", "3"),
        ("[1, two]", "number", "two"),
        ("[nan]", "number", "nan"),
        ("[1_000]", "number", "1_000"),
        ("[4²]", "number", "4²"),
        ("[f(1)]", "number", "f(1)"),
        ("[1e400]", "range", "1e400"),
        ("[1000001]", "range", "1000001"),
        ("1" * 10_000, "long", "10000"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, kind: str, value: str) -> None:
    assert read_array(text) == Unreadable(kind, value)


def test_a_ragged_list_is_named_with_its_place_and_numpys_words() -> None:
    found = read_array("[[1,2],[1,2,3]]")
    assert isinstance(found, Unreadable)
    assert (found.kind, found.place, found.lengths) == ("ragged", "[1]", (2, 3))
    assert "inhomogeneous shape" in found.message


@every(
    "value, words",
    [
        (3, "3"),
        (3.0, "3."),
        (1 / 3, "0.333"),
        (-0.5, "-0.5"),
        (1e9, "1e+09"),
        (0.0001, "0.0001"),
        (-0.00012345, "-0.000123"),
        (0.00001, "1e-05"),
        (np.inf, "inf"),
        (np.nan, "nan"),
    ],
)
def test_numbers_are_printed_as_numpy_prints_them(value: float, words: str) -> None:
    assert printed(value) == words


# -- settings ------------------------------------------------------------------------------------
def test_every_example_but_the_ragged_one_can_be_read() -> None:
    bad = [name for name, (x, _, y) in PRESETS.items() for one in (x, y) if SETTINGS["x"].read(one) is None]
    assert bad == ["ragged"]
    assert all(SETTINGS["op"].read(operation) for _, operation, _ in PRESETS.values())


@given(st.dictionaries(st.sampled_from([*SETTINGS, "other"]), st.text(max_size=30) | st.sampled_from(
    ["99", "2", "newaxis", "sum", "reshape", "3,2", "5", "[[1,2,3],[4,5,6]]"])))  # fmt: skip
def test_any_link_gives_settings_that_suit_each_other(query: dict[str, str]) -> None:
    settings, complaints = STORE.read(query)
    X = read_array(settings.x)
    assert not isinstance(X, Unreadable)
    assert settings.axis <= max(0, X.ndim - 1)
    assert int(np.prod(to_shape(settings.to))) == X.size
    assert settings.op not in ("newaxis", "sum") or X.ndim
    names = [one.name for one in complaints]
    assert len(names) == len(set(names))


# -- acts ------------------------------------------------------------------------------------------
@given(WHOLE, st.data())
def test_every_cell_of_an_act_comes_from_the_cells_that_are_named(X: Array, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(operations_for(X)))
    shape = data.draw(st.sampled_from(shapes_of(X.size, X.shape)))
    axis = data.draw(st.integers(0, max(0, X.ndim - 1)))
    made = apply(X, name, shape, axis)
    assert set(made.sources) == set(np.ndindex(made.result.shape))
    for cell, sources in made.sources.items():
        assert sum(X[source] for source in sources) == made.result[cell]
    assert sorted(one for group in made.sources.values() for one in group) == list(np.ndindex(X.shape))


@given(WHOLE)
def test_the_address_of_a_cell_is_where_its_bytes_lie(X: Array) -> None:
    for cell in np.ndindex(X.shape):
        steps, offset = address(X, cell)
        assert tuple(stride for _, stride in steps) == describe(X).strides
        assert np.frombuffer(X.tobytes(), X.dtype, 1, offset)[0] == X[cell]


def test_shapes_hold_the_same_numbers_and_are_new() -> None:
    assert shapes_of(6, (2, 3)) == ((6,), (1, 6), (3, 2), (6, 1))
    assert shapes_of(1, ()) == ((1,), (1, 1))
    assert [to_shape(from_shape(shape)) for shape in shapes_of(8, ())] == list(shapes_of(8, ()))
