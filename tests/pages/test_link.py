"""Links: what each reader takes, what it makes of old and hostile texts, and that a link restores itself."""

from collections.abc import Mapping
from math import inf, nextafter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from nnviz import LOSSES
from nnviz.datasets import CURVES, FEATURES
from nnviz.datasets.rows import XOR_ROWS
from nnviz.experiments.config import OUTPUTS
from nnviz.experiments.problems import PROBLEMS
from pages.parts.train.settings import (
    ACTIVATIONS,
    BATCHES,
    EPOCHS,
    FRACTIONS,
    INITS,
    MOST_LAYERS,
    MOST_SAMPLE,
    MOST_UNITS,
    OPTIMIZERS,
    PENALTIES,
    RATES,
    SAMPLES,
    SEEDS,
    SETTINGS,
)
from pages.parts.train.values.chosen_weight import Weight
from pages.shared.state.codecs import Layers, OneOf, Reading, Scale, Switch, Whole, Written
from pages.shared.state.query_params import LONGEST, Complaint, Setting, write_link
from tests.every import every
from tests.pages.links import read_link

HOSTILE = (
    "",
    " ",
    "NaN",
    "-inf",
    "1e400",
    "<script>alert(1)</script>",
    "a" * 10_000,
    "9" * 10_000,
    "-" * 10_000,
    "４２",
    "٤٢",
    "4²",
    "0x10",
    "1_0",
    "1,5",
    "\x00",
    "1\n2",
    "\ud800",
    "{value}",
    "%00",
    "4relu",
    "None",
    "true",
)

texts = st.one_of(st.text(), st.sampled_from(HOSTILE), st.from_regex(r"[-+0-9.e_a-z]{0,40}", fullmatch=True))


# -- whole numbers ---------------------------------------------------------------------------
@every(
    "text, expected",
    [
        ("10", (10, True)),
        ("+10", (10, True)),
        (" 10 ", (10, True)),
        ("0010", (10, True)),
        ("9", (10, False)),
        ("21", (20, False)),
        ("-5", (10, False)),
        ("9" * 30, (20, False)),
        ("9" * 31, (20, False)),
        ("1e400", (20, False)),
        ("1e1", (10, True)),
        ("15.0", (15, True)),
        ("15.4", (15, False)),
        ("1.5", (10, False)),
        ("１２", (12, True)),
        ("−12", (10, False)),
    ],
)
def test_a_whole_number_is_held_inside_its_limits(text: str, expected: Reading) -> None:
    assert Whole(10, 20).read(text) == expected


@every(
    "text",
    [
        "",
        "-",
        "NaN",
        "inf",
        "1 2",
        "1_0",
        "0x10",
        "٤٢",
        "²",
        "<script>",
    ],
)
def test_what_is_no_whole_number(text: str) -> None:
    assert Whole(10, 20).read(text) is None


# -- numbers of a scale ------------------------------------------------------------------------
@every(
    "text, expected",
    [
        ("0.1", (0.1, True)),
        ("1e-1", (0.1, True)),
        (".1", (0.1, True)),
        ("0.3", (0.1, False)),
        ("0.9", (1.0, False)),
        ("-7", (0.1, False)),
        ("1e308", (10.0, False)),
        ("1e400", (10.0, False)),
        ("-1e400", (0.1, False)),
        (f"{nextafter(0.1, 1)!r}", (0.1, False)),
    ],
)
def test_another_number_becomes_the_nearest_of_a_scale(text: str, expected: Reading) -> None:
    assert Scale((0.1, 1.0, 10.0)).read(text) == expected


@every("text", ["", "NaN", "nan", "inf", "-Infinity", "1,5", "1_0", "٤", "0x1p3", "<script>", "e"])
def test_what_is_no_number_of_a_scale(text: str) -> None:
    assert Scale((0.1, 1.0, 10.0)).read(text) is None


# -- names and switches --------------------------------------------------------------------------
def test_a_choice_is_one_of_its_names_and_nothing_like_it() -> None:
    read = OneOf(("adam", "sgd")).read
    assert read("adam") == ("adam", True)
    for text in ("", "Adam", "ada", "adam ", "adam,sgd", "<script>"):
        assert read(text) is None, text


def test_a_switch_is_1_or_0() -> None:
    assert [Switch().read(text) for text in ("1", "0")] == [(True, True), (False, True)]
    for text in ("", "2", "true", "01", "10", "1 ", "１"):
        assert Switch().read(text) is None, text


# -- hidden layers -----------------------------------------------------------------------------
@every(
    "text, expected",
    [
        ("", ((), True)),
        ("4relu", (((4, "relu"),), True)),
        ("4relu-3leaky_relu", (((4, "relu"), (3, "leaky_relu")), True)),
        ("0relu", (((1, "relu"),), False)),
        ("999999relu", (((8, "relu"),), False)),
        ("9" * 300 + "relu", (((8, "relu"),), False)),
        ("1relu-2relu-3relu-4relu", (((1, "relu"), (2, "relu"), (3, "relu")), False)),
    ],
)
def test_layers_are_held_inside_their_limits(text: str, expected: Reading) -> None:
    assert Layers(3, 8, ("relu", "leaky_relu")).read(text) == expected


@every(
    "text",
    [
        "relu",
        "4",
        "-",
        "4relu-",
        "-4relu",
        "4step",
        "4RELU",
        "4 relu",
        "4.5relu",
        "４relu",
        "<b>",
    ],
)
def test_what_are_no_layers(text: str) -> None:
    assert Layers(3, 8, ("relu", "leaky_relu")).read(text) is None


def test_layers_are_written_as_they_are_read() -> None:
    write_layers = Layers(3, 12, ("relu", "tanh")).write
    assert write_layers(()) == ""
    assert write_layers(((4, "relu"), (12, "tanh"))) == "4relu-12tanh"


# -- whole links ---------------------------------------------------------------------------------
TWO = {"n": Setting(5, Whole(1, 9)), "kind": Setting("a", OneOf(("a", "b")))}


def test_a_link_gives_every_setting_and_complains_of_nothing() -> None:
    assert read_link({"n": "7"}, TWO) == ({"n": 7, "kind": "a"}, [])


def test_complaints_name_what_was_asked_and_what_is_used() -> None:
    values, complaints = read_link({"kind": "<script>", "n": "12"}, TWO)
    assert values == {"n": 9, "kind": "a"}
    assert complaints == [Complaint("n", "12", "9"), Complaint("kind", "<script>", "a")]


def test_unknown_names_are_complained_of_unless_they_belong_to_somebody_else() -> None:
    values, complaints = read_link({"lang": "ja", "evil": "1", "x" * 10_000: "2"}, TWO, ("lang",))
    assert values == {"n": 5, "kind": "a"}
    assert complaints == [Complaint("evil", "", None), Complaint("x" * 40, "", None)]


def test_only_a_few_unknown_names_are_complained_of() -> None:
    _, complaints = read_link({f"name{number}": "" for number in range(3000)}, TWO)
    assert [complaint.name for complaint in complaints] == [f"name{number}" for number in range(5)]


def test_a_value_that_is_too_long_is_not_even_read() -> None:
    seen: list[str] = []

    def read(text: str) -> Reading | None:
        seen.append(text)
        return None

    _, complaints = read_link({"n": "9" * (LONGEST + 1)}, {"n": Setting(5, Written(read))})
    assert seen == []
    assert complaints == [Complaint("n", "9" * 40, "5")]


def test_the_longest_pairs_that_can_be_typed_come_back_from_a_link() -> None:
    pairs = tuple((-123456.12345678901, -0.12345678901234567) for _ in range(8))
    link = write_link(dict.fromkeys(SETTINGS) | {"pairs": pairs}, {"pairs": SETTINGS["pairs"]})
    assert len(link["pairs"]) <= LONGEST
    assert read_link(link, SETTINGS)[0]["pairs"] == pairs


def test_defaults_leave_an_empty_link() -> None:
    values, complaints = read_link({}, SETTINGS)
    assert values == {name: setting.default for name, setting in SETTINGS.items()}
    assert complaints == []
    assert write_link(values, SETTINGS) == {}


# -- the settings of the page Train ------------------------------------------------------------------
def integers(limits: tuple[int, int]) -> st.SearchStrategy[int]:
    return st.integers(*limits)


def in_their_order(names: list[str]) -> tuple[str, ...]:
    return tuple(name for name in FEATURES if name in names)


def typed_pairs() -> st.SearchStrategy[Any]:
    number = st.integers(-1000, 1000).map(float) | st.integers(-9999, 9999).map(lambda n: n / 100)
    return st.lists(st.tuples(number, number), min_size=1, max_size=8).map(tuple)


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "problem": st.sampled_from(tuple(PROBLEMS)),
    "noise": st.integers(0, 50).map(lambda percent: percent / 100),
    "features": st.lists(st.sampled_from(tuple(FEATURES)), min_size=1, unique=True).map(in_their_order),
    "curve": st.sampled_from(tuple(CURVES)),
    "rows": st.sampled_from((XOR_ROWS, (((1.5,), (2.0, -3.0)),))),
    "split_seed": st.none() | integers(SEEDS),
    "output": st.sampled_from(OUTPUTS),
    "loss": st.sampled_from(tuple(LOSSES)),
    "bias": st.booleans(),
    "init_size": st.sampled_from((0.0, 0.01, 1.0, 2.5)),
    "clip": st.none() | st.sampled_from((0.5, 10.0)),
    "stop": st.sampled_from((0.0, 0.01, 2.0)),
    "stop_accuracy": st.sampled_from((0.0, 0.9, 1.0)),
    "reduction": st.sampled_from(("mean", "sum")),
    "stream": st.sampled_from(("article", "seeded")),
    "samples": integers(SAMPLES),
    "data_seed": integers(SEEDS),
    "train_fraction": st.sampled_from(FRACTIONS),
    "standardise": st.booleans(),
    "hidden": st.lists(
        st.tuples(st.integers(1, MOST_UNITS), st.sampled_from(ACTIVATIONS)), max_size=MOST_LAYERS
    ).map(tuple),
    "init": st.sampled_from(INITS),
    "seed": integers(SEEDS),
    "optimizer": st.sampled_from(OPTIMIZERS),
    "rate": st.sampled_from(RATES),
    "batch_size": st.sampled_from(BATCHES),
    "l1": st.sampled_from(PENALTIES),
    "l2": st.sampled_from(PENALTIES),
    "epochs": integers(EPOCHS),
    "pairs": typed_pairs(),
    "layer": integers((1, MOST_LAYERS + 1)),
    "sweep": integers((0, 1000)),
    "rates": st.sampled_from(((), ((12.5, 0.1),), ((5.0, 0.01), (900.0, 0.3)))),
    "weight": st.none() | st.builds(Weight, integers((1, 7)), integers((0, 31)), integers((0, 31))),
    "beside": st.sampled_from(((), (("rate", 0.1),), (("stream", "seeded"), ("seed", 3)))),
    "sample": integers((0, MOST_SAMPLE)),
    "discrete": st.booleans(),
    "histograms": st.booleans(),
    "epoch": st.integers(0, EPOCHS[1]).map(float) | st.integers(0, 9999).map(lambda n: n / 100),
}


def test_every_setting_is_tried_here() -> None:
    assert set(VALUES) == set(SETTINGS)


@given(values=st.fixed_dictionaries(VALUES))
def test_a_written_link_reads_back_as_the_same_settings(values: dict[str, Any]) -> None:
    query = write_link(values, SETTINGS)
    assert all(len(text) <= LONGEST for text in query.values())
    assert read_link(query, SETTINGS) == (values, [])


@given(query=st.dictionaries(st.sampled_from((*SETTINGS, "evil", "lang")), texts))
def test_a_hostile_link_gives_settings_that_can_be_written_and_read(query: Mapping[str, str]) -> None:
    values, complaints = read_link(query, SETTINGS, ("lang",))
    assert read_link(write_link(values, SETTINGS), SETTINGS) == (values, [])
    assert SAMPLES[0] <= values["samples"] <= SAMPLES[1]
    assert values["rate"] in RATES
    assert values["batch_size"] in BATCHES
    assert type(values["batch_size"]) in (int, type(None))
    assert len(values["hidden"]) <= MOST_LAYERS
    assert all(1 <= units <= MOST_UNITS and name in ACTIVATIONS for units, name in values["hidden"])
    for complaint in complaints:
        assert complaint.name in query
        assert len(complaint.value) <= 40
        assert complaint.used is None or read_link({complaint.name: complaint.used}, SETTINGS)[1] == []


@every("name", SETTINGS)
@every("text", HOSTILE)
def test_a_hostile_value_is_replaced_and_said_so(name: str, text: str) -> None:
    values, complaints = read_link({name: text}, SETTINGS)
    good = {("hidden", ""), ("hidden", "4relu"), ("pairs", "1,5")}
    good |= {("weight", ""), ("beside", ""), ("rates", "")}
    whole = ("samples", "data_seed", "seed", "epochs", "epoch", "split_seed", "sample", "sweep")
    numbers = ("noise", "init_size", "clip", "stop", "stop_accuracy")
    good |= {(one, "４２") for one in (*whole, *numbers)}
    if (name, text) in good:
        assert complaints == []
        return
    assert [(complaint.name, complaint.value) for complaint in complaints] == [(name, text[:40])]
    assert complaints[0].used == SETTINGS[name].write(values[name])
    assert values[name] not in (inf, -inf)


def test_numbers_between_two_batch_sizes_become_whole() -> None:
    read = SETTINGS["batch_size"].read
    assert read("100") == (128, False)
    assert read("64") == (64, True)
    assert read("all") == (None, True)
    assert read("NaN") is None
    assert write_link({"batch_size": 128}, {"batch_size": SETTINGS["batch_size"]}) == {"batch_size": "128"}
