"""How a product is shown: every frame against NumPy, every sentence against the numbers, and their size."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import ACTIVATIONS, cache_simulator, product
from nnviz.product.loops import LOOP_OF_VIEW, loop_numbers, loop_state, loops
from nnviz.product.matmul_trace import VIEWS, Trace
from pages.parts.product import panels as product_view
from pages.parts.product.captions import as_code, as_csv, captions, transcript
from pages.parts.product.frames import ProductFilm
from pages.parts.product.settings import PRESETS, matrix
from pages.shared.protocol.answers import Replace
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.packets import encode
from pages.shared.protocol.panels import Caption, CodePanel, ScenePanel
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.scenes.matmul import LIVE, NEAR
from pages.shared.text import LANGUAGES, Language, Text
from tests.every import every
from tests.matrices import operands
from tests.pages.drawn import parts_of
from tests.pages.packets import split

EN, JA = Text("product", "en"), Text("product", "ja")
A32, B23, B24 = [[1, 2], [3, 4], [5, 6]], [[1, 2, 3], [4, 5, 6]], [[1, 2, 3, 4], [5, 6, 7, 8]]
LARGEST_PACKET = 150_000  # bytes


def filmed(trace: Trace) -> ProductFilm:
    """The film of a trace with rows of numbers one after another in memory."""
    return ProductFilm(trace, cache_simulator.simulate_trace(trace, cache_simulator.layout(trace.sizes), 4))


def spec_of(trace: Trace, text: Text = EN, step: int = 0) -> FixedTimeline:
    return product_view.spec(filmed(trace), step, text, "light")


def plain(caption: Caption) -> str:
    return "".join(piece for _, piece in caption)


def sentences(trace: Trace, text: Text = EN) -> list[str]:
    return [plain(caption) for caption in captions(trace, text)]


size = st.integers(1, 6)


@st.composite
def traces(draw: st.DrawFn) -> Trace:
    """Any view of any product, the flow with and without wave and bias."""
    A, B = draw(operands())
    view, biased = draw(st.sampled_from(VIEWS)), draw(st.booleans())
    bias = np.arange(len(A)) - 2 if biased and view == "flow" else None
    return product.trace(A, B, view, wave=draw(st.booleans()), bias=bias)


# -- frames ------------------------------------------------------------------------------------------
@given(trace=traces())
def test_there_is_a_frame_before_the_first_step_and_one_after_each(trace: Trace) -> None:
    frames = filmed(trace).frames()
    assert len(frames) == len(trace) + 1
    assert frames["step"].ravel().tolist() == list(range(len(trace) + 1))
    m, k, n = trace.sizes
    np.testing.assert_array_equal(frames[0]["sums"], trace.start.ravel())
    assert frames[0]["counts"].tolist() == [0] * (m * n)
    np.testing.assert_array_equal(frames[-1]["sums"], (trace.A @ trace.B + trace.start).ravel())
    assert frames[-1]["counts"].tolist() == [k] * (m * n)


@given(trace=traces())
def test_every_sum_and_count_is_that_of_the_multiplications_marked_so_far(trace: Trace) -> None:
    frames = filmed(trace).frames()
    m, _, n = trace.sizes
    sums, counts = trace.start.copy(), np.zeros((m, n))
    for step, frame in zip(trace, frames[1:], strict=True):
        for i, p, j in step.multiplications:
            sums[i, j] += trace.A[i, p] * trace.B[p, j]
            counts[i, j] += 1
        np.testing.assert_array_equal(frame["sums"], sums.ravel())
        np.testing.assert_array_equal(frame["counts"], counts.ravel())


def live(frame: Array, name: str, rows: int, columns: int) -> set[tuple[int, int]]:
    """The places of a matrix that are marked as multiplied."""
    marks = frame[f"mark{name}"].reshape(rows, columns)
    return {(int(i), int(j)) for i, j in np.argwhere(marks == LIVE)}


@given(trace=traces())
def test_marks_name_exactly_what_a_step_multiplies(trace: Trace) -> None:
    m, k, n = trace.sizes
    frames = filmed(trace).frames()
    assert not frames[0]["markA"].any()
    for step, frame in zip(trace, frames[1:], strict=True):
        assert live(frame, "A", m, k) == {(i, p) for i, p, _ in step.multiplications}
        if trace.view == "flow":
            continue  # what is multiplied there meets in one place
        assert live(frame, "B", k, n) == {(p, j) for _, p, j in step.multiplications}
        assert live(frame, "C", m, n) == {(i, j) for i, _, j in step.multiplications}


def test_in_the_view_of_cells_the_rest_of_row_and_column_is_marked_as_near() -> None:
    frames = filmed(product.trace(A32, B23)).frames()
    seen = frames[8]  # C[1,0], its second product: A[1,1] · B[1,0]
    assert seen["markA"].reshape(3, 2).tolist() == [[0, 0], [NEAR, LIVE], [0, 0]]
    assert seen["markB"].reshape(2, 3).tolist() == [[NEAR, 0, 0], [LIVE, 0, 0]]
    assert seen["markC"].reshape(3, 3).tolist() == [[0, 0, 0], [LIVE, 0, 0], [0, 0, 0]]
    assert seen["sums"].reshape(3, 3).tolist() == [[9, 12, 15], [19, 0, 0], [0, 0, 0]]


@every("activation", ACTIVATIONS)
@every("wave", [True, False])
def test_a_flow_ends_in_the_output_of_its_layer(activation: str, wave: bool) -> None:
    A, B, bias = np.array([[1.0, -2.0], [3.0, 4.0], [-5.0, 6.0]]), np.array(B24) / 10, np.array([0.5, -1, 0])
    trace = product.trace(A, B, "flow", wave=wave, bias=bias, activation=activation)
    frames = filmed(trace).frames()
    expected = ACTIVATIONS[activation]((A @ B + bias[:, None]).T).T
    np.testing.assert_allclose(frames[-1]["sums"].reshape(3, 4), expected, atol=1e-6)
    np.testing.assert_array_equal(frames[0]["sums"].reshape(3, 4), np.tile(bias[:, None], 4))


def test_a_sum_becomes_an_output_when_it_leaves_and_not_before() -> None:
    trace = product.trace([[1, 1]], [[1, -3], [1, 1]], "flow", activation="relu")
    assert len(trace) == 3
    sums = filmed(trace).frames()["sums"].tolist()
    assert sums == [[0, 0], [1, 0], [2, -3], [2, 0]], "C[0,1] is -3, -2, and 0 once it has left"


@every("view", VIEWS)
@every(
    "left, right, result",
    [
        ([1, 2], [[1, 3, 5], [2, 4, 6]], [5, 11, 17]),
        ([[1, 2], [3, 4]], [5, 6], [17, 39]),
        ([1, 2], [3, 4], [11]),
        ([[7]], [[6]], [42]),
    ],
)
def test_vectors_and_single_numbers_are_shown_as_well(
    view: str, left: list[Any], right: list[Any], result: list[int]
) -> None:
    trace = product.trace(left, right, view)
    assert filmed(trace).frames()[-1]["sums"].tolist() == result
    assert len(sentences(trace)) == len(trace) + 1


# -- the words of every step ---------------------------------------------------------------------------
def test_the_arithmetic_of_a_cell_is_written_out_with_its_running_sum() -> None:
    found = sentences(product.trace(A32, B23))
    assert found[0] == EN("caption.start", multiplications=18, steps=18)
    assert found[1:3] == ["C[0,0] = 1·1 = 1", "C[0,0] = 1·1 + 2·4 = 9"]
    assert found[7:9] == ["C[1,0] = 3·1 = 3", "C[1,0] = 3·1 + 4·4 = 19"]
    assert found[18] == "C[2,2] = 5·3 + 6·6 = 51"


def test_the_last_products_of_all_cells_are_the_results_of_the_course() -> None:
    found = sentences(product.trace(A32, B24))
    results = [int(found[step].rpartition(" = ")[2]) for step in range(2, 25, 2)]
    assert results == [11, 14, 17, 20, 23, 30, 37, 44, 35, 46, 57, 68]
    vector = sentences(product.trace([1, 2], [[1, 3, 5], [2, 4, 6]]))
    assert [vector[step].rpartition(" = ")[2] for step in (2, 4, 6)] == ["5", "11", "17"]


def test_the_other_views_say_which_part_is_added_where() -> None:
    start = {view: sentences(product.trace(A32, B23, view))[1] for view in ("columns", "rows", "outer")}
    assert start == {
        "columns": "C[:,0] += [1, 3, 5] · 1" + EN("caption.columns", k=0),
        "rows": "C[0,:] += 1 · [1, 2, 3]" + EN("caption.rows", k=0),
        "outer": "C += [1, 3, 5] ⊗ [1, 2, 3]" + EN("caption.outer", k=0),
    }
    last = {view: sentences(product.trace(A32, B23, view))[-1] for view in ("columns", "rows", "outer")}
    assert last == {
        "columns": "C[:,2] += [2, 4, 6] · 6" + EN("caption.columns", k=1),
        "rows": "C[2,:] += 6 · [4, 5, 6]" + EN("caption.rows", k=1),
        "outer": "C += [2, 4, 6] ⊗ [4, 5, 6]" + EN("caption.outer", k=1),
    }


def test_the_flow_counts_its_ticks_and_multiplications() -> None:
    trace = product.trace(np.ones((3, 3), int), np.ones((3, 3), int), "flow")
    counts = [tuple(map(int, re.findall(r"\d+", line)))[:3] for line in sentences(trace)[1:]]
    assert counts == [
        (tick, now, done)
        for tick, now, done in zip(
            range(1, 8), (1, 3, 6, 7, 6, 3, 1), (1, 4, 10, 17, 23, 26, 27), strict=True
        )
    ]


def test_negative_numbers_stand_in_brackets_after_an_operator() -> None:
    found = sentences(product.trace([[-1, 2]], [[3], [-4]]))
    assert found[1:] == ["C[0,0] = (-1)·3 = -3", "C[0,0] = (-1)·3 + 2·(-4) = -11"]


def test_a_small_negative_number_is_not_written_as_minus_zero() -> None:
    """The picture shows 0 for it, the sentence every digit."""
    found = sentences(product.trace([[-0.0001]], [[1]]))[1]
    assert found.endswith(" = -0.0001"), found
    assert sentences(product.trace([[-0.0]], [[1]]))[1].endswith(" = 0")


def test_equal_is_said_of_what_is_equal_alone() -> None:
    found = sentences(product.trace([[0.05, 0.1]], [[0.15], [0.2]]))
    assert found[1:] == ["C[0,0] = 0.05·0.15 = 0.0075", "C[0,0] = 0.05·0.15 + 0.1·0.2 = 0.0275"]
    third = sentences(product.trace([[1 / 3]], [[3]]))[1]
    assert third == "C[0,0] ≈ 0.333333333·3 ≈ 1"
    assert sentences(product.trace([[1e6, 0.1, 1e6]], [[1e6], [1], [-1e6]]))[3].endswith(" ≈ 0.0999755859375")


def test_numbers_of_a_sentence_have_the_colour_of_their_matrix() -> None:
    caption = list(captions(product.trace(A32, B23), EN))[8]
    tones: dict[str, list[str]] = {"a": [], "b": [], "c": []}
    for tone, piece in caption:
        if tone:
            tones[tone].append(piece)
    assert tones == {"a": ["3", "4"], "b": ["1", "4"], "c": ["C[1,0]", "19"]}


@every("language", LANGUAGES)
@every("view", VIEWS)
@every("preset", [name for name in PRESETS if name != "mismatch"])
def test_every_step_has_a_sentence_without_open_fields(preset: str, view: str, language: Language) -> None:
    A, B = (matrix(text) for text in PRESETS[preset])
    trace = product.trace(A, B, view)
    found = sentences(trace, Text("product", language))
    assert len(found) == len(trace) + 1
    assert len(set(found)) == len(found), "no two steps are described alike"
    for line in found:
        assert line.strip()
        assert not set("{}") & set(line)


@given(matrices=operands())
def test_the_arithmetic_on_screen_is_true(matrices: tuple[Array, Array]) -> None:
    trace = product.trace(*matrices)
    for step, line in zip(trace, sentences(trace)[1:], strict=True):
        i, _, j = step.multiplications[0]
        name, terms, result = line.split(" = ")
        assert name == f"C[{i},{j}]"
        pairs = re.findall(r"\(?(-?\d+)\)?·\(?(-?\d+)\)?", terms)
        assert sum(int(a) * int(b) for a, b in pairs) == int(result) == step.partial[i, j]
        assert len(pairs) == step.counts[i, j]


VECTORS: dict[str, tuple[Any, Any]] = {
    "vector, matrix": ([1, 2], [[1, 3, 5], [2, 4, 6]]),
    "matrix, vector": ([[1, 2], [3, 4], [5, 6]], [7, 8]),
    "two vectors": ([1, 2], [3, 4]),
}


@every(
    "name, view, last",
    [
        ("vector, matrix", "cell", "C[2] = 1·5 + 2·6 = 17"),
        ("vector, matrix", "columns", "C[2] += 2 · 6   (A[1])"),
        ("vector, matrix", "rows", "C[:] += 2 · [2, 4, 6]" + EN("caption.rows", k=1)),
        ("vector, matrix", "outer", "C += 2 · [2, 4, 6]   (A[1], B[1,:])"),
        ("matrix, vector", "cell", "C[2] = 5·7 + 6·8 = 83"),
        ("matrix, vector", "columns", "C[:] += [2, 4, 6] · 8" + EN("caption.columns", k=1)),
        ("matrix, vector", "rows", "C[2] += 6 · 8   (B[1])"),
        ("matrix, vector", "outer", "C += [2, 4, 6] · 8   (A[:,1], B[1])"),
        ("two vectors", "cell", "C = 1·3 + 2·4 = 11"),
        ("two vectors", "columns", "C += 2 · 4   (A[1])"),
        ("two vectors", "rows", "C += 2 · 4   (B[1])"),
        ("two vectors", "outer", "C += 2 · 4   (A[1], B[1])"),
    ],
)
def test_a_vector_has_no_axis_too_many_in_the_words(name: str, view: str, last: str) -> None:
    assert sentences(product.trace(*VECTORS[name], view))[-1] == last


@every(
    "name, titles",
    [
        ("vector, matrix", ["A (2,)", "B (2, 3)", "C = A @ B (3,)"]),
        ("matrix, vector", ["A (3, 2)", "B (2,)", "C = A @ B (3,)"]),
        ("two vectors", ["A (2,)", "B (2,)", "C = A @ B ()"]),
    ],
)
@every("view", VIEWS)
def test_a_vector_has_its_own_shape_in_every_picture(name: str, titles: list[str], view: str) -> None:
    trace = product.trace(*VECTORS[name], view)
    (scene,) = [panel for panel in spec_of(trace).panels if panel.id == "product"]
    assert isinstance(scene, ScenePanel)
    assert [one["text"] for one in parts_of(scene.scene) if str(one["id"]).startswith("title")] == titles


@pytest.mark.parametrize("name", VECTORS)
def test_the_exports_of_a_vector_have_its_shape(name: str) -> None:
    A, B = VECTORS[name]
    trace = product.trace(A, B)
    rows = list(rows_of(as_csv(trace)))
    places = [
        axis for axis, there in zip("ikj", (np.ndim(A) > 1, True, np.ndim(B) > 1), strict=True) if there
    ]
    assert list(rows[0]) == ["step", *places, "a", "b", "product", "sum"]
    space: dict[str, Any] = {}
    exec(as_code(trace), space)
    assert (space["A"].shape, space["B"].shape) == (np.shape(A), np.shape(B))
    assert np.shape(space["C"]) == trace.result_shape
    np.testing.assert_array_equal(space["C"], np.matmul(A, B))


@given(trace=traces())
def test_the_program_makes_the_same_product_with_its_bias(trace: Trace) -> None:
    space: dict[str, Any] = {"print": lambda _: None}
    exec(as_code(trace), space)
    np.testing.assert_array_equal(space["C"], trace.result)


# -- code ------------------------------------------------------------------------------------------------
def code_of(trace: Trace) -> CodePanel:
    (found,) = [panel for panel in product_view.panels(filmed(trace), EN) if isinstance(panel, CodePanel)]
    return found


@pytest.mark.parametrize("view", LOOP_OF_VIEW)
def test_the_loops_beside_a_view_run_in_its_order_and_their_live_line_is_that_of_the_core(view: str) -> None:
    trace, order = product.trace(A32, B23, view), LOOP_OF_VIEW[view]
    panel = code_of(trace)
    assert panel.lines == loops(trace, order)
    assert order in panel.detail
    found = filmed(trace).frames()[panel.field].ravel().tolist()
    numbers = [loop_numbers(trace, step, order)[-1] for step in range(len(trace))]
    assert found == [-1, *(loop_state(trace, number, order).line for number in numbers)]


@pytest.mark.parametrize("view", LOOP_OF_VIEW)
def test_the_loops_on_screen_compute_the_product(view: str) -> None:
    space: dict[str, Any] = {"np": np, "A": np.array(A32), "B": np.array(B23)}
    exec("\n".join(code_of(product.trace(A32, B23, view)).lines), space)
    assert space["C"].tolist() == [[9, 12, 15], [19, 26, 33], [29, 40, 51]]


def test_the_flow_is_one_line_of_code() -> None:
    trace = product.trace(A32, B23, "flow")
    panel = code_of(trace)
    assert panel.lines == ("C = A @ B",)
    assert filmed(trace).frames()[panel.field].ravel().tolist() == [-1, *[0] * len(trace)]


# -- the whole -------------------------------------------------------------------------------------------
@every("language", LANGUAGES)
@every("view", VIEWS)
def test_a_spec_names_its_panels_and_knows_its_timeline_as_a_whole(view: str, language: Language) -> None:
    text, trace = Text("product", language), product.trace(A32, B23, view)
    found = spec_of(trace, text, step=4)
    body = json.loads(found.json)
    assert {panel["id"] for panel in body["panels"]} >= {"product", "code"}
    scene = next(panel for panel in found.panels if panel.id == "product")
    assert isinstance(scene, ScenePanel)
    assert scene.title == text(f"view.{view}")
    assert scene.detail == text(f"explain.{view}")
    opened = min(4.0, len(trace))
    assert (body["start"], body["growing"], body["link"], body["clock"]) == (opened, False, "step", "step")
    words = Text("player", text.language)
    assert body["words"]["play"] == words("word.play")
    assert [speed["label"] for speed in body["speeds"]] == [
        words(f"speed.{name}") for name in ("normal", "slow", "fast", "faster")
    ]
    slowest = 2800 if view == "outer" else 1400  # milliseconds of a step, unless another speed is chosen
    assert body["speeds"][0]["ms_per_step"] == slowest
    titles = [one["text"] for one in parts_of(scene.scene) if str(one["id"]).startswith("title")]
    assert titles == ["A (3, 2)", "B (2, 3)", "C = A @ B (3, 3)"]


def largest(numbers: str) -> tuple[Array, Array]:
    rng = np.random.default_rng(0)
    A, B = rng.integers(-99, 100, (6, 6)), rng.integers(-99, 100, (6, 6))
    return (A, B) if numbers == "integers" else (A * 0.123, B * 0.123)


@every("numbers", ["integers", "decimals"])
@every("language", LANGUAGES)
@every("view, wave", [*((view, True) for view in VIEWS), ("flow", False)])
def test_the_largest_product_is_small_enough_to_be_sent_at_once(
    view: str, wave: bool, language: Language, numbers: str
) -> None:
    trace = product.trace(*largest(numbers), view, wave=wave)
    frames = filmed(trace).frames()
    packet = encode(Replace(frames), "product", spec_of(trace, Text("product", language)), 1, True)
    assert len(packet) <= LARGEST_PACKET, f"{len(split(packet)[1])} bytes are frames"


# -- to be read and taken away -----------------------------------------------------------------------------
@pytest.mark.parametrize("text", [EN, JA], ids=["en", "ja"])
def test_the_transcript_has_a_line_for_every_step(text: Text) -> None:
    trace = product.trace(A32, B23)
    lines = transcript(trace, text).split("\n")
    assert len(lines) == 19
    assert lines[8] == "8: C[1,0] = 3·1 + 4·4 = 19"
    assert [line.partition(": ")[0] for line in lines] == [str(number) for number in range(19)]
    assert not set("{}") & set("".join(lines))


def rows_of(text: str) -> Iterator[dict[str, float]]:
    for row in csv.DictReader(io.StringIO(text)):
        yield {name: float(value) for name, value in row.items()}


@given(trace=traces())
def test_the_csv_has_every_multiplication_once_with_its_product_and_sum(trace: Trace) -> None:
    rows = list(rows_of(as_csv(trace)))
    assert list(rows[0]) == ["step", "i", "k", "j", "a", "b", "product", "sum"]
    sums = trace.start.astype(float)
    seen = []
    for row in rows:
        i, p, j = (int(row[name]) for name in "ikj")
        seen.append((int(row["step"]), i, p, j))
        assert (row["a"], row["b"]) == (trace.A[i, p], trace.B[p, j])
        assert row["product"] == trace.A[i, p] * trace.B[p, j]
        sums[i, j] += row["product"]
        assert row["sum"] == sums[i, j]
    assert seen == [(step.number + 1, *places) for step in trace for places in step.multiplications]
    np.testing.assert_array_equal(sums, trace.A @ trace.B + trace.start)


def test_decimals_lose_no_digit_in_the_csv() -> None:
    trace = product.trace([[0.1, 1 / 3]], [[0.2], [3.0]])
    rows = list(rows_of(as_csv(trace)))
    assert [row["product"] for row in rows] == [0.1 * 0.2, 1 / 3 * 3.0]
    assert rows[1]["sum"] == 0.1 * 0.2 + 1 / 3 * 3.0


def test_a_bias_is_named_in_the_arithmetic_and_the_result_can_have_a_name_of_its_own() -> None:
    layer = product.trace([[1.0, 0.5]], [[0.1, 0.3], [0.2, 0.4]], bias=[-0.1, 0.2], neurons="columns")
    said = [plain(caption) for caption in captions(layer, EN, "z1")]
    assert said[2] == "z1[0,0] = (-0.1) (bias) + 1·0.1 + 0.5·0.2 = 0.1"
    assert said[3] == "z1[0,1] = 0.2 (bias) + 1·0.3 = 0.5"


def test_one_who_presents_stops_where_a_part_of_c_is_complete() -> None:
    stops = {view: spec_of(product.trace(A32, B24, view)).stops for view in VIEWS}
    assert stops["cell"] == tuple(range(2, 26, 2)), "a whole dot product"
    assert stops["columns"] == (2, 4, 6, 8)
    assert stops["rows"] == (2, 4, 6)
    assert stops["outer"] == stops["flow"] == (), "every step"
