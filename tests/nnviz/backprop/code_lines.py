"""Whether the lines of code of a training step, run as a program, give the numbers of the step."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from nnviz import TrainingTrace
from nnviz.backprop.parts import Operand, TraceCall
from nnviz.backprop.training_trace import TraceStep


def check_code(trace: TrainingTrace, rate: float = 0.1) -> None:
    """Every step and every call of it, run as a program on what it reads, gives its result."""
    for step in trace:
        for name, code, operands, result in _lines(step):
            found = run(trace, code, operands, rate)[name]
            message = f"{step.name}: {code}"
            np.testing.assert_allclose(found, result, rtol=1e-9, atol=1e-13, err_msg=message)
            assert found.shape == result.shape or name in ("loss", "total", "top"), message


def run(trace: TrainingTrace, code: str, operands: Iterable[Operand], rate: float = 0.1) -> dict[str, Any]:
    """All names after a line of code, with slopes written over a and z, one number a sample as a column."""
    known = {name: value for name, value in trace.arrays.items() if name[0] in "azT"}
    known |= {one.name.removeprefix("state.").replace(".", "_"): np.array(one.value) for one in operands}
    columns = {
        name.removesuffix("[:, None]"): value[:, None] for name, value in known.items() if name.endswith("]")
    }
    names: dict[str, Any] = {"np": np, "rate": rate, **known, **columns}
    with np.errstate(all="ignore"):
        exec(code.replace("[:, None]", ""), names)
    return names


def _lines(step: TraceStep) -> Iterator[TraceCall]:
    yield TraceCall(step.name, step.code, step.operands, step.result)
    yield from step.calls
