"""A training step as rows for a spreadsheet, and as a sheet to print."""

import csv
import io

import numpy as np
from hypothesis import given

from nnviz import TrainingTrace
from nnviz.backprop.trace_tables import SheetWords, as_csv, as_markdown, trace_rows
from tests.nnviz.backprop.small_traces import mazur, traces

PHASES = {"forward": "Forward pass", "loss": "Loss", "backward": "Backward pass", "update": "Update"}
WORDS = SheetWords("One step", "Given", PHASES, lambda step: f"{step.name} is made.")


@given(traces())
def test_the_rows_hold_every_number_of_the_step(trace: TrainingTrace) -> None:
    read = list(csv.DictReader(io.StringIO(as_csv(trace))))
    assert len(read) == len(list(trace_rows(trace)))
    arrays = {name: np.full(array.shape, np.nan) for name, array in trace.arrays.items() if "." not in name}
    for row in read:
        place = tuple(int(row[name]) for name in ("row", "column") if row[name])
        arrays[row["array"]][place] = float(row["value"])
    for name in [*dict.fromkeys(row["array"] for row in read)]:
        np.testing.assert_array_equal(arrays[name], trace.arrays[name])
    assert {step.name for step in trace} < {row["array"] for row in read}
    assert {"a0", "T", "W1"} <= {row["array"] for row in read if row["phase"] == "given"}


def test_the_rows_say_where_a_number_is_made() -> None:
    lines = as_csv(mazur()).splitlines()
    assert lines[0] == "step,phase,layer,array,row,column,value"
    assert lines[1] == "0,given,0,a0,0,0,0.05"
    assert "0,given,1,b1,,1,0.35" in lines
    assert f"5,loss,2,loss,,,{mazur().loss_before!r}" in lines
    assert next(line for line in lines if "newW2" in line).startswith("14,update,2,newW2,0,0,0.3589164797")


def test_the_sheet_shows_each_parameter_beside_its_gradient_and_its_new_value() -> None:
    sheet = as_markdown(mazur(), WORDS)
    lines = sheet.splitlines()
    assert [line for line in lines if line.startswith("## ")] == [
        "## Given",
        *(f"## {one}" for one in PHASES.values()),
    ]
    assert lines[0] == "# One step"
    assert [line for line in lines if line.startswith("### ")] == [f"### {step.name}" for step in mazur()]
    at = lines.index("| W2[:,0] | W2[:,1] | dW2[:,0] | dW2[:,1] | newW2[:,0] | newW2[:,1] |")
    assert lines[at + 2].startswith("| 0.4 | 0.5 | 0.0821670406 | -0.0226025405 | 0.35891648 | ")
    assert "| b1[0] | b1[1] | db1[0] | db1[1] | newb1[0] | newb1[1] |" in lines
    assert "z1 is made." in lines
    assert "newW1 = W1 - 0.5 * dW1" in lines


@given(traces())
def test_every_table_of_a_sheet_is_whole(trace: TrainingTrace) -> None:
    blocks = as_markdown(trace, WORDS).split("\n\n")
    tables = [block.splitlines() for block in blocks if block.startswith("|")]
    assert len(tables) >= len(trace)
    for rows in tables:
        assert len({row.count("|") for row in rows}) == 1
        assert len(rows) > 2
