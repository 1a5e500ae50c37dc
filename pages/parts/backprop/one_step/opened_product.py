"""A product of a training step, opened: the timeline of the page Matrix product with exactly these numbers.
It begins where the sum of the shown number begins, and leads back to the step."""

from collections.abc import Callable, Mapping

from nnviz import TrainingTrace
from nnviz.backprop.training_trace import TraceStep
from pages.parts.backprop.one_step.arithmetic import place_of
from pages.parts.backprop.one_step.bench import is_altered
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.product import opened as opened_product
from pages.parts.product.opened import OpenedProduct, OpenedWords
from pages.shared.protocol.answers import Replace
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.text import Text
from pages.shared.theme import ThemeName


def forward(step: TraceStep) -> OpenedProduct:
    """z: what goes in times W, and the bias where there is one."""
    a, W, *bias = step.operands
    return OpenedProduct(
        a.value, W.value, (a.name, W.name, step.name), step.name, bias[0].value if bias else None
    )


def backward(step: TraceStep) -> OpenedProduct:
    """The deltas of the next layer times its W, turned over."""
    delta, W, *_ = step.operands
    code = f"{delta.name} @ {W.name}.T"
    return OpenedProduct(delta.value, W.value.T, (delta.name, f"{W.name}.T", code), "C")


def gradient(step: TraceStep) -> OpenedProduct:
    """dW: what went in, turned over, times delta."""
    a, delta = step.operands
    return OpenedProduct(a.value.T, delta.value, (f"{a.name}.T", delta.name, step.name), step.name)


PRODUCTS: Mapping[str, Callable[[TraceStep], OpenedProduct]] = {
    "product": forward,
    "hidden_delta": backward,
    "weight_gradient": gradient,
}


def opened(settings: BackpropSettings, trace: TrainingTrace) -> TraceStep | None:
    """Return the step whose product is open; one that a mistake has altered is no such product."""
    found = next((step for step in trace if step.name == settings.opened), None)
    return found if found and found.kind in PRODUCTS and not is_altered(settings, found.name) else None


def first_step(settings: BackpropSettings, step: TraceStep) -> int:
    """Return the step of the product that multiplies first for the number that is shown."""
    return PRODUCTS[step.kind](step).first_step(*place_of(settings, step))


def spec(settings: BackpropSettings, step: TraceStep, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture of the product, its loops, and the words of every step."""
    shown = PRODUCTS[step.kind](step)
    words = OpenedWords(
        text("opened.title", code=step.code),
        text(f"opened.{step.kind}", layer=step.layer, name=step.name),
        text("opened.before", count=shown.A.size * shown.B.shape[1]),
        text("opened.back"),
        text("opened.page"),
    )
    return opened_product.spec(shown, words, settings.step, Text("product", text.language), theme)


def answer(step: TraceStep, focus: str) -> Replace:
    """Return all frames."""
    return opened_product.answer(PRODUCTS[step.kind](step), focus)
