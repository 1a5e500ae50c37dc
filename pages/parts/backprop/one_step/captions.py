"""The words of a training step: what every step does, and what it does to one number."""

from collections.abc import Iterator, Sequence

from nnviz import TrainingTrace
from nnviz.backprop.training_trace import TraceStep
from pages.parts.backprop.one_step.arithmetic import equation
from pages.parts.backprop.one_step.bench import is_altered
from pages.parts.backprop.one_step.steps import ShownStep
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.protocol.panels import Caption
from pages.shared.text import Text

PLAN = {
    "forward": "z = a · W + b,  a = f(z)",
    "loss": "L(a, T)",
    "backward": "δ = dL/dz,  dW = aᵀ · δ",
    "update": "newW = W − η · dW",
}


def code(trace: TrainingTrace, shown: Sequence[ShownStep]) -> tuple[str, ...]:
    """Return the lines of NumPy, one for each step, after the one that names the input; the last one may be
    one that NumPy refuses."""
    refused = (trace.failure.code,) if trace.failure else ()
    return ("a0 = X", *(one.code for one in shown), *refused)


def plan(text: Text) -> tuple[str, ...]:
    """Return what the four phases do, in letters."""
    return tuple(f"{text(f'phase.{phase}')}: {letters}" for phase, letters in PLAN.items())


def captions(
    settings: BackpropSettings, trace: TrainingTrace, shown: Sequence[ShownStep], text: Text
) -> Iterator[Caption]:
    """What is said before the first step, and at each."""
    yield (("", text("caption.before", steps=len(shown), n=settings.at + 1)),)
    for one in shown:
        yield caption(settings, trace, one, text)
    if trace.failure:
        yield (("", text("mistake.stopped", code=trace.failure.code, error=trace.failure.error)),)


def caption(settings: BackpropSettings, trace: TrainingTrace, one: ShownStep, text: Text) -> Caption:
    """The name of a step in words, and its equation; of a single call its line."""
    step = one.step
    said = text("caption.step", words=words(step, text))
    if one.call or is_altered(settings, step.name):
        return (("", said), ("", one.code))
    return (("", said), *equation(settings, trace, step))


def words(step: TraceStep, text: Text) -> str:
    """The name of a step in words."""
    alone = step.kind == "product" and len(step.operands) < 3
    kind = "product_alone" if alone else step.kind
    return text(f"step.{kind}", layer=step.layer, next=step.layer + 1, name=step.name)


def transcript(
    settings: BackpropSettings, trace: TrainingTrace, shown: Sequence[ShownStep], text: Text
) -> str:
    """Return all steps as plain lines, for reading and for screen readers."""
    said = ("".join(piece for _, piece in one) for one in captions(settings, trace, shown, text))
    return "\n".join(f"{number}: {line}" for number, line in enumerate(said))
