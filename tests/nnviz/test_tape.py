"""Calls are kept with a label, or run at once."""

import numpy as np

from nnviz.tape import ALL_LAYERS, Tape


def test_a_call_knows_its_label_its_name_and_what_it_writes() -> None:
    record, z = Tape(), np.zeros(2)
    record.at(2, "before activation")
    record(np.tanh, z, z)
    record.at(ALL_LAYERS, "update")
    record(np.copyto, z, 1.0, result=z)
    assert [call.label for call in record.calls] == ["layer 2 · before activation", "all layers · update"]
    assert [call.name for call in record.calls] == ["tanh", "copyto"]
    assert all(call.result is z for call in record.calls)
    assert z.tolist() == [0, 0]


def test_a_work_array_that_a_reader_should_see_has_a_name() -> None:
    record, z, work = Tape(), np.zeros(2), np.empty(2)
    record(np.square, z, work, scratch="squares")
    record(np.tanh, work, z)
    assert [call.scratch for call in record.calls] == ["squares", ""]


def test_an_eager_tape_runs_and_keeps_nothing() -> None:
    record, z = Tape(eager=True), np.array([4.0])
    record(np.sqrt, z, z)
    assert z.tolist() == [2]
    assert record.calls == []
