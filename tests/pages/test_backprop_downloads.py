"""What is taken home from a training step holds the numbers of the page, and the program prints them."""

import csv
import io
import subprocess
import sys
from ast import literal_eval
from dataclasses import replace

import numpy as np

from nnviz import TrainingTrace
from pages.parts.backprop.examples import PRESETS
from pages.parts.backprop.one_step.downloads import DOWNLOADS
from pages.parts.backprop.settings import START, BackpropSettings
from pages.parts.backprop.training import trace_of
from pages.shared.text import LANGUAGES, Text
from tests.every import every
from tests.pages.apps import open_page

EN = Text("backprop", "en")
STEPS = {
    "worked": START,
    "later": replace(PRESETS["xor"], optimizer="adam", at=3),
    "classes": PRESETS["classes"],
    "without": replace(START, bias=False, reduction="sum"),
}


def made(trace: TrainingTrace) -> dict[str, np.ndarray]:
    """What the steps make, by name."""
    return {step.name: step.result for step in trace}


def written(name: str, settings: BackpropSettings, text: Text = EN) -> str:
    """What stands in the file."""
    return DOWNLOADS[name].write(settings, text)


@every("name", STEPS)
def test_the_table_has_every_number_of_the_step_with_every_digit(name: str) -> None:
    trace = trace_of(STEPS[name])
    found = list(csv.DictReader(io.StringIO(written("csv", STEPS[name]))))
    for array, numbers in {"a0": trace.X, "T": trace.T, "W1": trace.weights[0], **made(trace)}.items():
        told = [float(row["value"]) for row in found if row["array"] == array]
        assert np.array_equal(told, np.ravel(numbers)), array


@every("name", STEPS)
def test_the_program_prints_the_numbers_of_the_step(name: str) -> None:
    code = written("code", STEPS[name])
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    told = dict(line.split(" = ", 1) for line in run.stdout.splitlines())
    expected = made(trace_of(STEPS[name]))
    assert list(told) == list(expected)
    for array, numbers in expected.items():
        assert np.allclose(literal_eval(told[array]), numbers, rtol=1e-12, atol=1e-14), array


@every("language", LANGUAGES)
@every("name", STEPS)
def test_the_sheet_tells_every_step_in_words_and_numbers(name: str, language: str) -> None:
    text, settings = Text("backprop", language), STEPS[name]  # type: ignore[arg-type]
    found = written("sheet", settings, text)
    trace = trace_of(settings)
    assert found.startswith(f"# {text('sheet.heading', n=settings.at + 1)}\n")
    for step in trace:
        part = found.split(f"### {step.name}\n")[1].split("\n#")[0]
        assert step.formula in part
        assert step.code in part
        for number in np.ravel(step.result):
            assert f" {number:.9g} |" in part, step.name


def test_the_buttons_stand_below_the_player() -> None:
    labels = [one.proto.label for one in open_page("backprop", lang="en").get("download_button")]
    assert labels == [EN(f"export.{name}") for name in DOWNLOADS]
