"""Data of one's own on the page Train: rows and files, what is said of them, and whom they belong to."""

import weakref

import pytest
from streamlit.testing.v1 import AppTest

from nnviz.datasets.csv_findings import ERRORS, FINDINGS
from nnviz.datasets.rows import XOR_ROWS
from pages.parts.train.data import own_table
from pages.parts.train.data.own_table import SAMPLE
from pages.parts.train.data.sample_table import sample_table
from pages.parts.train.settings import TrainSettings
from pages.shared.hosting import gc_tuning
from pages.shared.state.session import STORE
from pages.shared.text import FOLDER, entries, fields
from tests.every import every
from tests.pages.apps import FRAME, address, components, open_page, well

SAID = {f"finding.{kind}": words for kind, words in FINDINGS.items()} | {
    f"error.{kind}": words for kind, words in ERRORS.items()
}


def settings(app: AppTest) -> TrainSettings:
    """The settings of the page as they are now."""
    found: TrainSettings = app.session_state[STORE]["train:settings"]
    return found


def waiting(**link: str) -> AppTest:
    """The page Train of a file, before there is one."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in {"problem": "csv", **link}.items():
        app.query_params[name] = value
    app.switch_page("train.py").run()
    assert not app.exception
    assert not components(app, "nnviz_player")
    return app


def named(app: AppTest, key: str) -> AppTest:
    """The app after a press of the button with this key."""
    app.button(key=key).click().run()
    assert not app.exception
    return app


# -- words --------------------------------------------------------------------------------------------
@every("key", SAID)
def test_everything_that_the_reader_finds_has_its_sentence(key: str) -> None:
    for sentence in entries(FOLDER / "own_data.toml")[key].values():
        assert fields(sentence) <= {name.split("!")[0] for name in fields(SAID[key])}


def test_nothing_of_a_file_becomes_markup() -> None:
    page = sample_table(["<b>a</b>", "c"], [["<img src=x onerror=alert(1)>", "&"]], "rows")
    assert "<b>" not in page
    assert "<img" not in page
    assert "&lt;img" in page


# -- rows ---------------------------------------------------------------------------------------------
def test_typed_rows_begin_a_run_from_the_same_seeds() -> None:
    app = open_page("train", problem="rows", seed="7")
    before = settings(app)
    assert before.rows == XOR_ROWS
    app.text_area(key="train-rows").set_value("0, 0, 1 : 0, 1\n1, 0, 1 : 1, 1").run()
    well(app)
    now = settings(app)
    assert now.rows == (((0.0, 0.0, 1.0), (0.0, 1.0)), ((1.0, 0.0, 1.0), (1.0, 1.0)))
    assert (now.seed, now.hidden) == (7, before.hidden)
    assert now.start.sizes == (3, 4, 2)
    assert address(app, ["rows"]) == {"rows": "0,0,1:0,1;1,0,1:1,1"}


def test_a_mistake_is_answered_at_the_field_and_the_last_rows_stay() -> None:
    app = open_page("train", problem="rows")
    app.text_area(key="train-rows").set_value("0, 0 : 0\n0, *one* : 1").run()
    well(app)
    assert settings(app).rows == XOR_ROWS
    assert app.text_area(key="train-rows").value == "0, 0 : 0\n0, *one* : 1"
    (error,) = [one.value for one in app.error]
    assert error.startswith(r"Row 2, column 2: “\*one\*” is not a number.")
    assert app.button(key="train-add-row").disabled


def test_rows_inputs_and_targets_are_added_and_removed() -> None:
    app = open_page("train", problem="rows")
    for key in ("train-add-row", "train-add-input", "train-add-target"):
        named(app, key)
    assert settings(app).rows[-1] == ((0.0, 0.0, 0.0), (0.0, 0.0))
    assert settings(app).rows[1] == ((0.0, 1.0, 0.0), (1.0, 0.0))
    assert "\n0, 1, 0 : 1, 0\n" in str(app.text_area(key="train-rows").value)
    for key in ("train-remove-row", "train-remove-input", "train-remove-target"):
        named(app, key)
    assert settings(app).rows == XOR_ROWS
    assert app.button(key="train-remove-target").disabled


def test_numbers_of_classes_are_learned_with_softmax_and_other_numbers_with_a_linear_output() -> None:
    app = open_page("train", problem="rows", rows="0:0;1:1;2:2", output="softmax")
    assert settings(app).start.sizes[-1] == 3
    app.text_area(key="train-rows").set_value("0 : 0.5\n1 : 7").run()
    well(app)
    assert settings(app).output == "linear"


def test_an_output_that_suited_the_rows_before_becomes_one_that_suits_those_of_now() -> None:
    app = open_page("train", problem="rows")
    for typed, output in (("0, 0 : 0\n1, 2 : 5", "linear"), ("0, 0 : 0\n1, 2 : 1", "sigmoid")):
        app.text_area(key="train-rows").set_value(typed).run()
        well(app)
        assert (settings(app).output, app.selectbox(key="train-output").value) == (output, output)
    app.selectbox(key="train-output").select("tanh").run()
    app.text_area(key="train-rows").set_value("0, 0 : 0\n1, 2 : 5").run()
    assert settings(well(app)).output == "tanh", "it was asked for"


def test_an_example_of_rows_brings_its_network() -> None:
    app = open_page("train", problem="rows")
    app.selectbox(key="train-rows-example").select("two_dead").run()
    well(app)
    assert settings(app).start.sizes == (5, 2, 1)
    assert (settings(app).rate, settings(app).output) == (0.001, "linear")


# -- files --------------------------------------------------------------------------------------------
def test_a_link_to_a_file_that_is_not_there_asks_for_one() -> None:
    app = waiting(hidden="8tanh", weight="1.1.1", epoch="20")
    assert "Your data stay in this session" in app.info[0].value
    assert settings(app).hidden == ((8, "tanh"),)


def test_the_sample_is_learned_and_stays_out_of_the_link() -> None:
    app = named(waiting(hidden="8tanh"), "train-sample")
    assert app.multiselect[0].value == ["length_mm", "width_mm", "edge"]
    assert app.multiselect[1].value == ["tree"]
    well(named(app, "train-learn"))
    now = settings(app)
    assert now.own is not None
    assert len(now.own) == 60
    assert (now.start.sizes, now.output, now.loss) == ((3, 8, 3), "softmax", "cross_entropy")
    told = address(app, ["problem", "hidden", "output", "rows", "samples", "own"])
    assert told == {"problem": "csv", "hidden": "8tanh", "output": "softmax"}


def test_other_columns_are_chosen_and_a_wrong_choice_is_explained() -> None:
    app = named(waiting(), "train-sample")
    app.multiselect[1].set_value(["length_mm"]).run()
    assert "is chosen both as an input and as a target" in app.error[0].value
    assert app.button(key="train-learn").disabled
    app.multiselect[0].set_value(["width_mm"]).run()
    app.button_group(key="train-task-1").set_value("regression").run()
    well(named(app, "train-learn"))
    assert named(app, "train-file-again").multiselect[0].value == ["width_mm"]


def test_a_file_is_dropped_with_its_problem_and_is_nobody_elses() -> None:
    app, other = named(named(waiting(), "train-sample"), "train-learn"), waiting()
    assert own_table.FILE not in other.session_state[STORE]
    app.selectbox(key="train-problem").select("circle").run()
    well(app)
    kept = app.session_state[STORE]
    assert not {own_table.FILE, own_table.SAMPLES, own_table.COLUMNS} & kept.keys()
    assert settings(app).own is None


@pytest.mark.parametrize("leave", ["train-file-again", "train-problem"])
def test_the_memory_of_a_file_is_given_back(leave: str) -> None:
    app = named(named(waiting(), "train-sample"), "train-learn")
    data = settings(app).own
    assert data is not None
    kept = weakref.ref(data)
    del data
    if leave == "train-file-again":
        named(app, leave)
    else:
        app.selectbox(key=leave).select("circle").run()
    gc_tuning.collect(alone=True)
    assert kept() is None


def test_the_sample_is_what_the_page_says() -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 61
    assert lines[0] == "length_mm,width_mm,edge,tree"


def test_a_file_that_cannot_be_read_is_refused_and_the_one_before_stays() -> None:
    app = named(waiting(), "train-sample")
    app.file_uploader(key="train-file1").set_value(("table.csv", b"\x00\x01\x02\xff" * 40, "text/csv")).run()
    assert not app.exception
    assert app.error[0].value == (
        "The file is not text. Save the table as CSV and choose that file. "
        "The file that you had before stays."
    )
    assert app.session_state[STORE][own_table.FILE].name == SAMPLE.name
    app.file_uploader(key="train-file2").set_value(("*a*.csv", b"x;y\n1,5;2\n2;\n3;4\n", "text/csv")).run()
    assert not app.exception
    assert not app.error
    (about, noticed) = (app.markdown[-3].value, app.markdown[-1].value)
    assert r"\*a\*\.csv" in about
    assert "Numbers were read with a decimal comma: 1,5 is 1\\.5." in noticed
    assert "1 value of y is missing." in noticed
