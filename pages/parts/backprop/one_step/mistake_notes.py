"""What is said of a mistake: a question before, and from the first wrong number on what was written instead,
what the gradient check finds, and how one would have noticed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nnviz import TrainingComparison, TrainingTrace
from pages.parts.backprop.one_step import comparison, wrong_cells
from pages.parts.backprop.one_step.bench import Bench, bench_of
from pages.parts.backprop.one_step.drawn_shapes import drawn_shapes
from pages.parts.backprop.one_step.frames import frame_count
from pages.parts.backprop.one_step.mistake_check import checked
from pages.parts.backprop.one_step.mistake_question import asked
from pages.parts.backprop.one_step.steps import ShownStep
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.protocol.answers import Level, Note, Notes, Replace
from pages.shared.protocol.panels import Action, ChoicesPanel, NotesPanel, Panel
from pages.shared.text import Text

Trained = TrainingComparison | None  # how training went, where it is known


def mistake_panels(trace: TrainingTrace, shown: Sequence[ShownStep], text: Text) -> Iterator[Panel]:
    """The panel of what is said, and that of NumPy's own message where there is one."""
    yield NotesPanel("mistake", text("mistake.title"), follows="tells")
    if trace.failure:
        words = text("mistake.failed", name=trace.failure.name)
        folded = ((text("mistake.message"), f"{trace.failure.error}: {trace.failure.message}"),)
        title = text("mistake.failed_title")
        yield ChoicesPanel("failure", title, (words,), folded=folded, since=len(shown) + 1)


def with_mistake(
    found: Replace, settings: BackpropSettings, shown: Sequence[ShownStep], text: Text, trained: Trained
) -> Replace:
    """The answer with all that is said of the mistake, and of training with it where that is known; the
    reason, if it cannot be made in this network."""
    bench = bench_of(settings)
    if bench is None:
        return replace(found, notes=((0.0, (refused(settings, text),)),))
    hints = dict(wrong_cells.hints(bench, drawn_shapes(settings), text))
    return replace(
        found,
        notes=notes(settings, bench, shown, text, trained),
        hints=hints,
        guess=asked(settings, bench, shown, tuple(hints), text),
    )


def refused(settings: BackpropSettings, text: Text) -> Note:
    """Why a mistake cannot be made in this network, and what to change."""
    name, needs = text(f"mistake.name.{settings.mistake}"), text(f"mistake.needs.{settings.mistake}")
    return Note("warning", text("mistake.refused", name=name, needs=needs), (correct(text),))


def correct(text: Text) -> Action:
    """The button that leaves the mistake away."""
    return Action("corrected", text("mistake.correct"))


def notes(
    settings: BackpropSettings, bench: Bench, shown: Sequence[ShownStep], text: Text, trained: Trained
) -> Notes:
    """What is said at first, from the first wrong number on, and at the end."""
    since = wrong_cells.revealed_at(bench, shown)
    if since is None:
        return ((0.0, tuple(unseen(settings, bench, text, trained))),)
    first, last = tuple(revealed(bench, text)), frame_count(bench.wrong, shown) - 1
    found: list[tuple[float, tuple[Note, ...]]] = [(0.0, (Note("info", text("mistake.before")),))]
    if since < last:
        found.append((float(since), first))
    return (*found, (float(last), (*first, *explained(bench, text, trained))))


def unseen(settings: BackpropSettings, bench: Bench, text: Text, trained: Trained) -> Iterator[Note]:
    """What is said of a mistake that spoils no number of this step."""
    late = bench.name in LATE and not settings.at
    actions = (Action("next", text("train.next")),) if late else ()
    yield Note("info", text("mistake.late" if late else "mistake.unseen"), actions)
    yield from both_lines(bench, text)
    yield from explained(bench, text, trained)


LATE = ("gradients_not_zeroed", "nodes_not_zeroed")  # the first step is right


def revealed(bench: Bench, text: Text) -> Iterator[Note]:
    """The first wrong number, and the line that makes it."""
    yield Note("error", text("mistake.first", name=bench.first, does=text(f"mistake.does.{bench.name}")))
    yield from both_lines(bench, text)


def both_lines(bench: Bench, text: Text) -> Iterator[Note]:
    """The first line that is written otherwise, and the right one; nothing if no line is."""
    if bench.lines:
        wrong, right = (code.replace("\n", "; ") for code in bench.lines)
        yield Note("warning", text("mistake.line.wrong", code=wrong))
        yield Note("good", text("mistake.line.right", code=right))


def explained(bench: Bench, text: Text, trained: Trained) -> Iterator[Note]:
    """What the check finds, how training with it went, and how one would notice."""
    yield Note("info", checked(bench, text))
    if trained is not None:
        for level, words in zip(COURSES, comparison.courses(trained, text), strict=True):
            yield Note(level, words)
    compare = Action("compare", text("mistake.compare"))
    yield Note("info", text(f"mistake.notice.{bench.name}"), (correct(text), compare))


COURSES: tuple[Level, Level] = ("good", "warning")  # without the mistake, and with it
