"""What the timeline shows one after another: the steps of a training step as a textbook has them, or every
single NumPy call that they are made of."""

from collections.abc import Iterator
from dataclasses import dataclass

from nnviz import TrainingTrace
from nnviz.backprop.parts import Operand, TraceCall
from nnviz.backprop.training_trace import TraceStep
from pages.shared.protocol.layouts import Array


@dataclass(frozen=True, eq=False)
class ShownStep:
    """A step, or with a `call` one of the NumPy calls that it is made of; the last of them `ends` it."""

    step: TraceStep
    call: TraceCall | None = None
    ends: bool = True

    @property
    def name(self) -> str:
        """The array that is written."""
        return self.call.name if self.call else self.step.name

    @property
    def code(self) -> str:
        """It in NumPy."""
        return self.call.code if self.call else self.step.code

    @property
    def formula(self) -> str:
        """It in letters; a call is its own formula."""
        return self.call.code if self.call else self.step.formula

    @property
    def operands(self) -> tuple[Operand, ...]:
        """What goes in."""
        return self.call.operands if self.call else self.step.operands

    @property
    def result(self) -> Array:
        """What comes out."""
        return self.call.result if self.call else self.step.result


def shown_steps(trace: TrainingTrace, calls: bool) -> tuple[ShownStep, ...]:
    """Return the steps, or with `calls` every call of those that are made of several."""
    return tuple(_every_call(trace) if calls else map(ShownStep, trace))


def _every_call(trace: TrainingTrace) -> Iterator[ShownStep]:
    for step in trace:
        if len(step.calls) < 2:
            yield ShownStep(step)
            continue
        for number, call in enumerate(step.calls, 1):
            yield ShownStep(step, call, number == len(step.calls))
