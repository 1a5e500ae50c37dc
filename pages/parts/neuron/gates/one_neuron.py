"""One neuron that is to be a gate: its picture, the table and the plane of the four rows, and their words.
A step feeds in one row; whatever is touched changes numbers only, never the picture."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from nnviz import Neuron
from nnviz.lessons.decision_boundary import border, decision_region
from nnviz.lessons.logic_gates import GATE_INPUTS, GATES, right_rows, solution
from pages.parts.neuron.decision_boundaries import signs
from pages.parts.neuron.gates.line_drag import crosses, line_of
from pages.parts.neuron.settings import GOALS, LIMITS, NeuronSettings
from pages.shared.numbers.equations import bracketed, equals, in_full, sum_of_products, written
from pages.shared.protocol.answers import Note
from pages.shared.protocol.layouts import Array, Field, Layout
from pages.shared.protocol.panels import Caption, NotesPanel, Panel, ScenePanel
from pages.shared.scenes import gate, plane
from pages.shared.scenes.goals import goal_bindings, goals
from pages.shared.scenes.truth_table import Column, truth_table
from pages.shared.text import Text

ROWS = len(GATE_INPUTS)
LAYOUT = Layout(
    (
        *(Field(name, "float64", 2) for name in ("x", "w")),
        *(Field(name, "float64") for name in ("bias", "z", "output")),
        Field("sums", "float64", ROWS),
        Field("step", "float32"),
        Field("side", "float32", 16),
        *(Field(name, "float32", 4) for name in ("line", "waiting")),
        Field("grips", "float32", 12),
        Field("knobs", "float32", 6),
        *(Field(name, "float32", ROWS) for name in ("live", "wrong")),
        *(Field(name, "uint8", ROWS) for name in ("outputs", "wanted", "marks")),
        Field("score", "uint8"),
        *(Field(name, "uint8", len(GOALS)) for name in ("sought", "reached")),
    )
)
NUMBERS = ("0", "1")


# -- what stays the same ------------------------------------------------------------------------
def panels(text: Text) -> Iterator[Panel]:
    """The neuron, its plane, the table, and what there is to see."""
    yield plane_panel(text)
    picture = gate.gate(drawn(text), LIMITS)
    yield ScenePanel("gate", text("one.title"), text("one.alt"), picture)
    scores = tuple(text("table.score", n=n) for n in range(ROWS + 1))
    rows = truth_table(columns(text), text("table.right"), scores)
    yield ScenePanel("table", text("table.title"), text("table.alt"), rows)
    yield NotesPanel("notes", text("notes.title"))


def plane_panel(text: Text) -> ScenePanel:
    """The plane with a line that can be dragged, and goals to try."""
    ends = text("plane.rotate", n=1), text("plane.rotate", n=2)
    drawn = plane.plane(GATE_INPUTS, signs(text), plane.Grips(text("plane.shift"), ends))
    tried = tuple(
        goals(
            text("goals.title"), GOALS, text("goals.press", goal="{goal}"), plane.ASIDE, plane.WHOLE.top + 4
        )
    )
    bindings = (*drawn.bindings, *goal_bindings(GOALS))
    scene = replace(drawn, elements=(*drawn.elements, *tried), bindings=bindings)
    title, alt, detail = text("plane.title"), text("plane.alt"), text("plane.drag")
    return ScenePanel("plane", title, alt, scene, room="picture", detail=detail)


def drawn(text: Text) -> gate.Names:
    """Return the words of the drawn neuron."""
    weights = text("one.weight", n=1), text("one.weight", n=2)
    outputs = text("one.rests"), text("one.fires")
    return gate.Names(weights, text("one.bias"), outputs)


def columns(text: Text) -> list[Column]:
    """Return the columns of the table before the marks."""
    inputs = [Column(f"x{i + 1}", texts=tuple(written(x) for x in GATE_INPUTS[:, i])) for i in range(2)]
    return [
        *inputs,
        Column("z", "sums"),
        Column(text("table.output"), "outputs", words=NUMBERS, tone="strong"),
        Column(text("table.wanted"), "wanted", words=NUMBERS),
    ]


# -- what touching changes ------------------------------------------------------------------------
def frames(settings: NeuronSettings) -> Array:
    """Return one frame for each row that is fed in."""
    neuron, rows = settings.gate_neuron, LAYOUT.empty(ROWS)
    right = right_rows(neuron, settings.gate)
    rows["step"][:, 0] = np.arange(ROWS)
    rows["x"], rows["w"] = GATE_INPUTS, neuron.weights
    rows["bias"], rows["z"][:, 0] = neuron.bias, neuron.before(GATE_INPUTS)
    rows["output"][:, 0] = neuron(GATE_INPUTS)
    rows["sums"], rows["outputs"] = neuron.before(GATE_INPUTS), neuron(GATE_INPUTS)
    rows["wanted"], rows["marks"], rows["wrong"] = GATES[settings.gate], right, ~right
    rows["live"], rows["score"] = np.eye(ROWS), np.count_nonzero(right)
    rows["side"], rows["line"] = cut(neuron)
    fill_grips(rows, neuron)
    rows["sought"] = [goal == settings.gate for goal in GOALS]
    found = right.all() or settings.part != "one"  # two layers are XOR
    rows["reached"] = [goal in settings.reached or (goal == settings.gate and found) for goal in GOALS]
    return rows


def fill_grips(rows: Array, neuron: Neuron) -> None:
    """Write where the line is taken hold of; where none crosses the plane, one waits at its edge."""
    line = plane.placed(line_of(neuron))
    rows["waiting"] = (line[[0, 0]] if crosses(neuron) else line).ravel()
    grips, knobs = plane.held(line)
    rows["grips"], rows["knobs"] = grips.ravel(), knobs.ravel()


def cut(neuron: Neuron) -> tuple[Array, Array]:
    """Return the firing side (16,) and the line (4,) in units of the plane's scene."""
    polygon, ends = decision_region(neuron, *plane.SPAN), border(neuron, *plane.SPAN)
    return plane.placed(polygon).ravel(), plane.placed(ends).ravel()


def captions(settings: NeuronSettings, text: Text) -> Iterator[Caption]:
    """The arithmetic of every row."""
    neuron = settings.gate_neuron
    for number, (row, wanted) in enumerate(zip(GATE_INPUTS, GATES[settings.gate], strict=True), 1):
        output = int(neuron(row))
        side = "fires" if output else "rests"
        verdict = "right" if output == wanted else "wrong"
        terms = " + ".join(f"{written(x)}·{bracketed(w)}" for x, w in zip(row, neuron.weights, strict=True))
        yield (
            ("", text("step.row", n=number)),
            ("a", f"{terms} + {bracketed(neuron.bias)}"),
            ("", f" {sign_of(neuron, row)} "),
            ("b", written(neuron.before(row))),
            ("", text(f"step.{side}")),
            ("c", str(output)),
            ("", text(f"step.{verdict}", wanted=wanted)),
        )


def sign_of(neuron: Neuron, row: Array) -> str:
    """Return the sign between a row's sum, written out, and its z."""
    terms = [*zip(row, neuron.weights, strict=True), (neuron.bias,)]
    return equals(sum_of_products(terms), neuron.before(row))


def notes(settings: NeuronSettings, text: Text) -> Iterator[Note]:
    """What there is to see: that all is right, or what is wrong in the first row that is, and why."""
    neuron, right = settings.gate_neuron, right_rows(settings.gate_neuron, settings.gate)
    if right.all():
        yield Note("good", praise(settings, text))
        return
    if right.sum() == ROWS - 1 and solution(settings.gate) is None:
        yield from at_best(settings.gate, text)
        return
    place = int(np.argmin(right))
    row, z = GATE_INPUTS[place], neuron.before(GATE_INPUTS[place])
    way = "up" if GATES[settings.gate][place] else "down"
    found = f"{sign_of(neuron, row)} {written(z)}"
    yield Note("info", text(f"missing.{way}", row=point(row), z=found))
    if z == 0:
        yield Note("info", text("missing.tie"))


def at_best(gate: str, text: Text) -> Iterator[Note]:
    """Say that three rows are the most, and what helps."""
    name, why = text(f"short.{gate}"), text("hint.title")
    yield Note("warning", text("missing.best", gate=name, why=why))
    if gate == "XOR":
        yield Note("info", text("missing.stack", stack=Text("neuron", text.language)("controls.stack")))


def praise(settings: NeuronSettings, text: Text) -> str:
    """Say which neuron was found, and which rows lie on its firing side."""
    neuron = settings.gate_neuron
    sides = [
        ", ".join(point(row) for row in GATE_INPUTS if neuron.fires(row) == fired) or text("found.nobody")
        for fired in (True, False)
    ]
    w1, w2, b = (in_full(number) for number in (*neuron.weights, neuron.bias))
    name = text(f"short.{settings.gate}")
    return text("found.some", w1=w1, w2=w2, b=b, gate=name, inside=sides[0], outside=sides[1])


def point(row: Array) -> str:
    """Return a row as it is written."""
    return f"({', '.join(written(x) for x in row)})"
