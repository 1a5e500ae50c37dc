"""The lesson "perceptron": the neuron learns a gate from its mistakes, one step a mistake.
Where a line can part the rows it ends; for XOR and XNOR it walks in a circle, and the page says why."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from nnviz.lessons.logic_gates import GATE_INPUTS
from nnviz.lessons.perceptron_rule import State, as_code
from pages.parts.neuron.decision_boundaries import signs
from pages.parts.neuron.perceptron.frames import PerceptronFilm, signs_of
from pages.parts.neuron.perceptron.prompts import ending, guess, reasons
from pages.parts.neuron.settings import NeuronSettings
from pages.shared.lessons import Lesson
from pages.shared.numbers.equations import relation, written
from pages.shared.player.fixed_timeline import complete
from pages.shared.protocol.answers import Answer, Append, Note, Notes, Replace
from pages.shared.protocol.panels import Caption, CodePanel, NotesPanel, Panel, ScenePanel
from pages.shared.protocol.requests import Request
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.scenes import mistakes, plane, update
from pages.shared.text import Text
from pages.shared.theme import ThemeName


def run(settings: NeuronSettings) -> str:
    """Return the name of the timeline: another gate, rate, start or rule is another run."""
    return (
        f"perceptron-{settings.gate}-{settings.rate:g}-{settings.start}-{settings.ties}-{settings.backwards}"
    )


def film(settings: NeuronSettings) -> PerceptronFilm:
    """Return what the rule does with these settings."""
    *weights, bias = settings.start
    return PerceptronFilm(
        settings.gate,
        settings.epochs,
        rate=settings.rate,
        start=(weights, bias),
        ties=settings.ties,
        backwards=settings.backwards,
    )


# -- what stays the same ------------------------------------------------------------------------
def spec(settings: NeuronSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the timeline with all its words."""
    made = film(settings)
    words = tuple(captions(made, text))
    question = text("question.perceptron")
    shown = complete(
        *(made.layout, tuple(panels(made, text)), words, text.language, theme, settings.step, question),
        explained=("perceptron", "perceptron_rule", "linearly_separable"),
    )
    return replace(shown, stops=made.ends(), guess=guess(made, text), ending=ending(made, text))


def panels(made: PerceptronFilm, text: Text) -> Iterator[Panel]:
    """The plane, the arithmetic, the mistakes of each epoch, the code, and what there is to see."""
    points = plane.plane(GATE_INPUTS, replace(signs(text), before=text("plane.before")))
    title, alt, detail = text("rule.plane"), text("plane.alt"), text("rule.plane_detail")
    yield ScenePanel("plane", title, alt, points, room="picture", detail=detail)
    arithmetic = update.update(titles(made, text))
    title = text("rule.update_backwards" if made.run.rule.backwards else "rule.update")
    yield ScenePanel("update", title, text("rule.alt"), arithmetic)
    yield bars(made, text)
    yield NotesPanel("notes", text("notes.title"))
    lines = as_code(made.run, made.most)
    yield CodePanel("code", text("rule.code"), lines, "code", tuple(variables(made)), room="more")


def bars(made: PerceptronFilm, text: Text) -> Panel:
    """Return the mistakes of each epoch."""
    rows = [[point(sample)[1:-1] for sample in epoch] for epoch in made.mistakes()]
    scene = mistakes.mistakes(rows, text("rule.epoch"))
    return ScenePanel("mistakes", text("rule.mistakes"), text("rule.mistakes_alt"), scene)


def titles(made: PerceptronFilm, text: Text) -> update.Names:
    """Return the titles of the arithmetic."""
    error = text("rule.error_backwards" if made.run.rule.backwards else "rule.error")
    return update.Names(text("rule.before"), text("rule.rate"), error, text("rule.input"), text("rule.after"))


def variables(made: PerceptronFilm) -> Iterator[str]:
    """What the program holds after each step."""
    for number in range(len(made)):
        neuron, found = made.neuron(number), made.update(number)
        now = f"epoch = {made.epoch(number)}   " * (number > 0)
        looked = (
            f"x = {point(found.sample)}   output = {found.output}   target = {found.target}   "
            if found
            else ""
        )
        w, b = named(State(neuron.weights, neuron.bias))
        yield f"{now}{looked}{w}   {b}"


# -- the frames and their words -------------------------------------------------------------------
def answer(settings: NeuronSettings, request: Request, text: Text) -> Answer:
    """Return all frames, when the browser has none."""
    made = film(settings)
    if request.want != "all":
        return Append(made.layout.empty(0), ended=True)
    return Replace(made.frames(), notes(made, text))


def captions(made: PerceptronFilm, text: Text) -> Iterator[Caption]:
    """The arithmetic of every step."""
    yield (("", beginning(made, text)),)
    for found in made.run:
        (w, b), (new_w, new_b) = (
            state(State(found.weights_before, found.bias_before)),
            state(State(found.weights_after, found.bias_after)),
        )
        at = point(found.sample)
        words = text("rule.mistake", epoch=found.epoch, row=at, output=found.output, target=found.target)
        rate = written(made.run.rate)
        signs = signs_of(found, made.run.rate)
        difference = (found.output, found.target) if made.run.rule.backwards else (found.target, found.output)
        error = "({} − {})".format(*difference)
        yield (
            ("", f"{words}w ← {w} + {rate}·"),
            ("b", error),
            ("", "·"),
            ("a", at),
            ("", f" {'≈' if '≈' in signs[:-1] else '='} "),
            ("c", new_w),
            ("", f", b ← {b} + {rate}·"),
            ("b", error),
            ("", f" {signs[-1]} "),
            ("c", new_b),
        )
    yield (("", outcome(made, text)),)


def beginning(made: PerceptronFilm, text: Text) -> str:
    """Say what the neuron knows before the first row."""
    begun = made.run.states[0]
    if begun.weights.any() or begun.bias:
        w, b = named(begun)
        return text("rule.begun", w=w, b=b)
    return text("rule.start" if made.run.rule.ties else "rule.start_strict")


def outcome(made: PerceptronFilm, text: Text) -> str:
    """Say how it ended."""
    w, b = named(made.run.states[-1])
    epochs = len(made.run.errors)
    return (
        text("rule.done", epoch=epochs, w=w, b=b)
        if made.run.solved
        else text("rule.stopped", epochs=epochs, w=w, b=b)
    )


def notes(made: PerceptronFilm, text: Text) -> Notes:
    """What there is to see: at the start, whenever an epoch is over, and at the end."""
    found = [(0.0, [*reading(made, text), *rounding(made, text)])]
    for epoch, frame in made.beginnings():
        w, b = named(made.run.states[epoch - 1])
        errors = made.run.errors[epoch - 2]
        over = info(text("rule.over", epoch=epoch - 1, errors=errors, next=epoch, w=w, b=b))
        found.append((float(frame), [over, *circle(made, epoch, text)]))
    found.append((float(len(made) - 1), [*conclusion(made, text), *circle(made, len(made.run.errors), text)]))
    return found


def reading(made: PerceptronFilm, text: Text) -> Iterator[Note]:
    """What counts as firing, and that the error is turned around."""
    if made.run.rule.backwards:
        yield Note("warning", text("rule.backwards"))
    yield info(text("rule.ties" if made.run.rule.ties else "rule.strict"))


def circle(made: PerceptronFilm, epoch: int, text: Text) -> Iterator[Note]:
    """Once a state has come again: that it is a circle, and why."""
    cycle = made.run.cycle
    if cycle is None or epoch < sum(cycle):
        return
    w, b = named(made.run.states[cycle[0] - 1])
    words = text("rule.cycle", first=cycle[0], again=sum(cycle), w=w, b=b)
    yield Note("warning", words)
    yield info(text("rule.inseparable", gate=text(f"short.{made.gate}")))


def conclusion(made: PerceptronFilm, text: Text) -> Iterator[Note]:
    """What is to be said when it has ended."""
    errors = ", ".join(str(count) for count in made.run.errors)
    if made.run.solved:
        yield Note("good", text("rule.solved", errors=errors))
    elif made.run.rule.backwards:
        yield Note("warning", text("rule.away"))
    elif not made.endless:
        yield info(text("rule.unfinished"))
    if made.run.solved and made.usual and (made.gate, made.run.rate) == ("AND", 1):
        yield info(text("rule.book"))
    yield from rounding(made, text)


def rounding(made: PerceptronFilm, text: Text) -> Iterator[Note]:
    """That 0.1 is no number of the machine."""
    if made.run.rate == 0.1 and made.usual:
        yield info(text("rule.rounding"))


def info(words: str) -> Note:
    """Return a plain note."""
    return Note("info", words)


def point(sample: int) -> str:
    """Return a row as it is written."""
    return f"({', '.join(written(x) for x in GATE_INPUTS[sample])})"


def state(now: State) -> tuple[str, str]:
    """Return weights and bias as they are written."""
    return f"({', '.join(written(w) for w in np.asarray(now.weights))})", written(now.bias)


def named(now: State) -> tuple[str, str]:
    """Return weights and bias with their names: w = (1, 0), b = -1."""
    w, b = state(now)
    return f"w {relation(*now.weights)} {w}", f"b {relation(now.bias)} {b}"


LESSON = Lesson(run, spec, answer, after=reasons, words="gates")
