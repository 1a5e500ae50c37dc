"""How a matrix product is shown: its picture, the same as code, and where the numbers lie in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from nnviz.product.cache_simulator import simulate_loops
from nnviz.product.loops import LOOP_OF_VIEW, loop_names, loop_numbers, loop_state, loops
from nnviz.product.matmul_trace import Trace
from pages.parts.product.editing import editing
from pages.parts.product.frames import ProductFilm
from pages.parts.product.prompts import ending, guess
from pages.parts.product.second_view import SecondView
from pages.shared.player.fixed_timeline import slower, touchable
from pages.shared.protocol.ids import cell_ids
from pages.shared.protocol.panels import ChoicesPanel, CodePanel, Panel, Room, ScenePanel
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.scenes.editing import numbers
from pages.shared.scenes.flow import FlowWords
from pages.shared.scenes.matmul import Touching, crossing, named
from pages.shared.scenes.twin import twin
from pages.shared.text import Text
from pages.shared.theme import ThemeName

EXPLAINED = {
    "cell": ("matrix_product", "dot_product", "memory_order"),
    "columns": ("dot_product", "matrix_product", "linear_combination", "memory_order"),
    "rows": ("dot_product", "matrix_product", "linear_combination", "memory_order"),
    "outer": ("dot_product", "matrix_product", "outer_product", "memory_order"),
    "flow": ("dot_product", "matrix_product", "data_flow", "memory_order"),
}
BY_PARTS = ("cell", "columns", "rows")  # views that complete one part of C after another
PACES = {"outer": 2.0}  # how much longer a step stays that fills all of C


def spec(film: ProductFilm, step: int, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return everything about the timeline that stays the same while numbers are touched."""
    trace, made = film.trace, tuple(panels(film, text))
    explained = concepts(film)
    steps, question = len(trace) + 1, text("question")
    plain = touchable(film.layout, made, steps, text.language, theme, step, question, explained)
    paced = slower(plain, PACES.get(trace.view, 1.0))
    return replace(paced, stops=stops(trace), guess=guess(film, text), ending=ending(trace, text))


def concepts(film: ProductFilm) -> tuple[str, ...]:
    """Return what is explained: of two views what is named below them, so that nothing stands between."""
    if film.second is None:
        return EXPLAINED[film.trace.view]
    both = EXPLAINED[film.trace.view] + EXPLAINED[film.second.trace.view]
    return tuple(name for name in dict.fromkeys(both) if name != "matrix_product")


def stops(trace: Trace) -> tuple[float, ...]:
    """Where one who presents stops: when a cell, a column or a row of C is complete; else at every step."""
    if trace.view not in BY_PARTS:
        return ()
    return tuple(map(float, np.unique(trace.ticks.max(axis=1) + 1)))


def panels(film: ProductFilm, text: Text) -> Iterator[Panel]:
    """The picture, the same as code, and where the numbers lie in memory."""
    a, b = film.trace.shapes
    titles = (f"A {a}", f"B {b}", f"C = A @ B {film.trace.result_shape}")
    shown = picture(film, titles, text)
    yield from pair(film.trace.view, film.second, shown, titles, text) if film.second else (shown,)
    room: Room = "more" if film.second else "beside"
    yield as_loops(film, text, room)
    if not film.flow:
        yield fitting_shapes(film.trace, text, room)
    yield ScenePanel(
        "memory",
        text("memory.title"),
        text("memory.alt"),
        film.memory.scene(text("memory.counter")),
        room="more",
        detail=compared(film, text),
    )


def pair(
    view: str, second: SecondView, shown: ScenePanel, titles: Sequence[str], text: Text
) -> Iterator[ScenePanel]:
    """Two views side by side, each with its name; numbers are changed in the first."""
    trace = second.trace
    name, copy = text(f"view.{trace.view}"), crossing(trace.A, trace.B, titles, paired=True)
    bound = (numbers(one, cell_ids(one, *array.shape)) for one, array in (("A", trace.A), ("B", trace.B)))
    scene = replace(copy, width=shown.scene.width, bindings=(*copy.bindings, *bound))
    yield replace(shown, scene=named(shown.scene, text(f"view.{view}")))
    yield ScenePanel(
        "beside", name, shown.alt, twin(named(scene, name), ("A", "B")), detail=text(f"explain.{trace.view}"),
        presented=True,
    )  # fmt: skip


def fitting_shapes(trace: Trace, text: Text, room: Room) -> ChoicesPanel:
    """Why the shapes fit."""
    (a, b), k = trace.shapes, trace.sizes[1]
    lines = (text("shape.fits", a=a, b=b, result=trace.result_shape), text("shape.inner", k=k))
    return ChoicesPanel("shapes", text("shape.rule"), lines, room=room)


def picture(film: ProductFilm, titles: tuple[str, str, str], text: Text) -> ScenePanel:
    """The matrices with their `titles`; where they are edited they answer to a hand."""
    trace = film.trace
    (a, b), c = trace.shapes, trace.result_shape
    hand = touching(trace, text) if film.edited else None
    if film.flow:
        scene = film.flow.scene(flow_words(titles, text), hand)
    else:
        scene = crossing(trace.A, trace.B, titles, hand, film.second is not None)
    return ScenePanel(
        "product", text(f"view.{trace.view}"), text("scene.alt", a=a, b=b, c=c), scene, room="picture",
        detail=text(f"explain.{trace.view}"),
    )  # fmt: skip


def flow_words(titles: Sequence[str], text: Text) -> FlowWords:
    """Return the titles of a flow, and what the three numbers in a cell are."""
    return FlowWords(titles, text("flow.own"), text("flow.passing"), text("flow.sum"))


def touching(trace: Trace, text: Text) -> Touching:
    """Return what is edited, and where the numbers of C lead to."""
    shapes = dict(zip("AB", trace.shapes, strict=True))
    bias = text("edit.bias" if trace.bias is None else "edit.no_bias")
    ends, label = trace.ticks.max(axis=1) + 1, text("point.sum", cell="{cell}")
    return Touching(editing(shapes, text), label, ends, bias)


def as_loops(film: ProductFilm, text: Text, room: Room = "beside") -> CodePanel:
    """The same as code."""
    lines = ("C = A @ B",) if film.flow else loops(film.trace, film.order)
    names = loop_names(film.trace, film.order) if film.order else ""
    detail = text("code.flow" if film.flow else "code.loops", order=names, loops=len(names))
    states = tuple(variables(film))
    return CodePanel("code", text("code.title"), lines, "line", states, "more" if film.flow else room, detail)


def variables(film: ProductFilm) -> Iterator[str]:
    """What the loops hold after every step; nothing for the flow, which is no loop."""
    if film.flow:
        return
    yield ""
    for number in range(len(film.trace)):
        now = loop_state(film.trace, loop_numbers(film.trace, number, film.order)[-1], film.order)
        places = {"i": now.i, "j": now.j, "k": now.k}
        yield "   ".join(f"{name} = {places[name]}" for name in loop_names(film.trace, film.order))


def compared(film: ProductFilm, text: Text) -> str:
    """Return how many lines each order of the loops fetches with these places and this cache."""
    where, room = film.walk.layout, film.walk.cache_lines
    counts = {order: simulate_loops(where, order, room).fetched for order in LOOP_OF_VIEW.values()}
    listed = " · ".join(f"{order} {count}" for order, count in counts.items())
    return text("memory.compare", counts=listed, room=room)
