"""The lesson "one step": a network learns one step, in four phases, with every number on screen.
The picture depends on the structure alone; numbers, and what is chosen, travel in the frames."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import streamlit as st

from nnviz import TrainingTrace
from pages.parts.backprop.answers import linked
from pages.parts.backprop.one_step import (
    chain_lines,
    check_lines,
    comparison,
    downloads,
    homework,
    loss_curve,
    opened_product,
)
from pages.parts.backprop.one_step.bench import bench_of
from pages.parts.backprop.one_step.captions import captions, code, plan, transcript
from pages.parts.backprop.one_step.frames import fill_once, frame_count, frames, layout
from pages.parts.backprop.one_step.interactions import focus, touch
from pages.parts.backprop.one_step.mistake_notes import notes, with_mistake
from pages.parts.backprop.one_step.panels import panels
from pages.parts.backprop.one_step.prompts import ending, guess
from pages.parts.backprop.one_step.steps import ShownStep, shown_steps
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.training import (
    mistake_of,
    right_trace_of,
    trace_of,
    with_answers_kept,
)
from pages.shared.lessons import Lesson
from pages.shared.player.fixed_timeline import touchable
from pages.shared.protocol.answers import Answer, Append, Replace
from pages.shared.protocol.derivations import Derivation
from pages.shared.protocol.layouts import Layout
from pages.shared.protocol.phases import Phase, PhaseTone
from pages.shared.protocol.requests import Request, Touches
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.text import Text
from pages.shared.theme import ThemeName

EXPLAINED = (
    *("backpropagation", "chain_rule", "delta", "gradient", "gradient_check", "forward_pass"),
    "learning_rate",
)
PHASES: Sequence[PhaseTone] = ("forward", "loss", "backward", "update")


def run(settings: BackpropSettings) -> str:
    """Return the name of the timeline that is shown: that of the step, or of one product in it."""
    return settings.opened or settings.view


# -- what stays the same while numbers are touched -------------------------------------------------
def spec(settings: BackpropSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture of a network of this structure, made once; or that of the opened product."""
    product = opened_product.opened(settings, trace_of(settings)) if settings.opened else None
    if product:
        return opened_product.spec(settings, product, text, theme)
    return picture(settings.structure, text, theme)


@lru_cache(maxsize=8)
def picture(structure: BackpropSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture of a structure; those that were asked for last are kept, for all visitors."""
    trace = trace_of(structure)
    shown = shown_steps(trace, structure.calls)
    made = tuple(panels(structure, trace, shown, text))
    question, count = text("question.step"), frame_count(trace, shown)
    if mistake_of(structure):
        question = text("question.mistake")
    spec = touchable(
        layout(structure), made, count, text.language, theme, structure.step, question, EXPLAINED
    )
    asked = None if structure.homework or structure.mistake else guess(structure, trace, shown, text)
    parts = tuple(phases(shown, text))
    return replace(spec, guess=asked, ending=ending(text), phases=parts, stops=stops(parts, count - 1))


def phases(shown: Sequence[ShownStep], text: Text) -> Iterator[Phase]:
    """The four phases, each from its first step on."""
    for tone in PHASES:
        since = next((number for number, one in enumerate(shown, 1) if one.step.phase == tone), None)
        if since is not None:  # a mistake may end the step before
            yield Phase(tone, text(f"phase.{tone}"), float(since))


def stops(parts: Sequence[Phase], last: int) -> tuple[float, ...]:
    """Where one who presents stops: at the last step of every phase."""
    return (*(phase.since - 1 for phase in parts[1:]), float(last))


# -- what touching changes -------------------------------------------------------------------------
def answer(settings: BackpropSettings, request: Request, text: Text) -> Answer:
    """Return all frames: one before the first step, and one after each; or those of the opened product."""
    trace, fields, aim = trace_of(settings), layout(settings), focus(settings, request.touched)
    product = opened_product.opened(settings, trace) if settings.opened else None
    if product:
        return opened_product.answer(product, aim)
    if settings.homework:
        trace = homework.answered(settings, trace)
    shown = shown_steps(trace, settings.calls and not settings.homework)
    if request.want == "look":
        return looked_at(settings, shown, fields, text)
    once = fields.empty_once()
    fill_once(once[0], settings, trace)
    loss_curve.fill(once[0], settings, text)
    lines = code(trace, shown)
    found = Replace(
        frames(settings, trace, shown, fields, plan(text)),
        status=status(settings, text),
        captions=tuple(captions(settings, trace, shown, text)),
        lines={"line": lines, "code": lines},
        once=once,
        focus=aim,
        guess=None if settings.homework or settings.mistake else guess(settings, trace, shown, text),
        derivations={name: one for name, one in derivations(settings, trace, text) if one},
    )
    if not settings.mistake:
        return found
    later = not any(touch.id == "compare" for touch in request.touched)
    found = replace(found, look=comparison.look(settings, text, later))
    return with_mistake(found, settings, shown, text, None if later else comparison.compared(settings))


def looked_at(settings: BackpropSettings, shown: Sequence[ShownStep], fields: Layout, text: Text) -> Append:
    """Return training with the mistake beside training without it, now that the hand rests."""
    bench = bench_of(settings)
    trained = comparison.compared(settings)
    return Append(
        fields.empty(0),
        notes=notes(settings, bench, shown, text, trained) if bench else (),
        fresh=bench is not None,
        ended=True,
        look=comparison.look(settings, text, later=False) if settings.mistake else None,
    )


def status(settings: BackpropSettings, text: Text) -> str:
    """Say how far is trained, or that a link does not hold all typed numbers."""
    kept, count = linked(settings.answers), len(settings.answers)
    if kept < count:
        return text("homework.kept", kept=kept, count=count)
    return text("status.trained", n=settings.at) if settings.at else ""


def derivations(
    settings: BackpropSettings, trace: TrainingTrace, text: Text
) -> Iterator[tuple[str, Derivation | None]]:
    """Where the gradient of the chosen number comes from, and whether it is right."""
    if settings.homework:
        yield "homework", homework.told(settings, text)
        return
    yield "chain", chain_lines.derived(settings, right_trace_of(settings), text)
    yield "check", check_lines.checked(settings, trace, text)


def touched(settings: BackpropSettings, touches: Touches) -> BackpropSettings:
    """Return the settings after some touches."""
    for name, value in touches:
        settings = with_answers_kept(settings, touch(settings, name, value))
    return settings


# -- what stands below -----------------------------------------------------------------------------
def below(settings: BackpropSettings, text: Text) -> None:
    """All steps in words, and the step to take home."""
    trace = trace_of(settings)
    if settings.homework:
        return  # it says all numbers
    with st.expander(text("transcript")):
        st.text(transcript(settings, trace, shown_steps(trace, settings.calls), text))
    downloads.buttons(text)


LESSON = Lesson(run, spec, answer, touched, below=below)
