"""How a matrix product is shown: the frames of its timeline, its panels, and the words of every step.
All of it is made at once, so nothing is sent while it plays."""

import re
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from nnviz.product.cache_simulator import CacheTrace, simulate_loops
from nnviz.product.loops import LOOP_OF_VIEW, added_bias, loop_names, loop_numbers, loop_state, loops
from nnviz.product.matmul_trace import Step, Trace
from pages.parts.product.controls import place
from pages.shared.numbers.equations import bracketed, digits_for, equals, relation, sum_of_products, written
from pages.shared.player.fixed_timeline import complete
from pages.shared.protocol.panels import (
    Array,
    Caption,
    CodePanel,
    Dtype,
    Field,
    Layout,
    Panel,
    Piece,
    ScenePanel,
)
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.scenes.flow import Flow
from pages.shared.scenes.matmul import LIVE, NEAR, crossing, shortest
from pages.shared.scenes.memory import Memory
from pages.shared.text import Text
from pages.shared.theme import ThemeName

EXPLAINED = {
    "cell": ("matrix_product", "dot_product", "memory_order"),
    "columns": ("matrix_product", "linear_combination", "memory_order"),
    "rows": ("matrix_product", "linear_combination", "memory_order"),
    "outer": ("matrix_product", "outer_product", "memory_order"),
    "flow": ("matrix_product", "data_flow", "memory_order"),
}


class ProductFilm:
    """The frames of a trace: one before the first step, and one after each."""

    def __init__(self, trace: Trace, walk: CacheTrace) -> None:
        self.trace, self.walk = trace, walk
        self.memory = Memory(walk)
        self.order = LOOP_OF_VIEW.get(trace.view, "")
        self.flow = Flow(trace) if trace.view == "flow" else None

    @cached_property
    def layout(self) -> Layout:
        """The fields of a frame."""
        m, k, n = self.trace.sizes
        fields = [Field("step", "float32"), Field("line", "float32"), Field("sums", self._exact(), m * n)]
        fields += [Field("counts", "uint8", m * n), Field("markA", "uint8", m * k)]
        fields += [Field("markB", "uint8", k * n), Field("markC", "uint8", m * n)]
        if self.flow:
            fields += [Field("placeB", "float32", 2 * k * n), Field("seenB", "uint8", k * n)]
            fields += [Field("placeC", "float32", 2 * m * n), Field("seenC", "uint8", m * n)]
        fields += [Field("fetched", "float32"), Field("lines", "uint8", self.walk.layout.lines)]
        return Layout(tuple(fields))

    def _exact(self) -> Dtype:
        """The smaller type for sums, where all of them are printed the same."""
        sums = np.concatenate([self.trace.sums.ravel(), self.trace.output.ravel()]).astype(float)
        pairs = zip(sums.astype(np.float32).tolist(), sums.tolist(), strict=True)
        return "float32" if all(shortest(short) == shortest(whole) for short, whole in pairs) else "float64"

    def frames(self) -> Array:
        """Return all frames."""
        rows = self.layout.empty(len(self.trace) + 1)
        for number, row in enumerate(rows):
            self._fill(row, number)
        return rows

    def _fill(self, row: Array, number: int) -> None:
        trace = self.trace
        step = trace[number - 1] if number else None
        row["step"] = number
        row["line"] = self._line(number)
        row["sums"] = (step.partial if step else trace.start).ravel()
        row["counts"] = (step.counts if step else np.zeros(trace.start.shape)).ravel()
        row["lines"], row["fetched"] = self.memory.state(number)
        marks = mark(trace, step)
        row["markA"], row["markB"], row["markC"] = (cells.ravel() for cells in marks)
        if self.flow:
            self._fill_flow(row, number, self.flow)

    def _fill_flow(self, row: Array, number: int, flow: Flow) -> None:
        place_b, seen_b, place_c, seen_c, now = flow.positions(number)
        out = now.columns + (number == len(self.trace)) >= flow.k
        sums = np.where(out, np.atleast_2d(self.trace.output.reshape(flow.m, flow.n)), now.sums)
        row["sums"] = sums.ravel()
        row["placeB"], row["seenB"] = place_b.ravel(), seen_b.ravel()
        row["placeC"], row["seenC"] = place_c.ravel(), seen_c.ravel()

    def _line(self, number: int) -> float:
        if not number or self.flow:
            return -1.0 if not number else 0.0
        last = loop_numbers(self.trace, number - 1, self.order)[-1]
        return float(loop_state(self.trace, last, self.order).line)


def mark(trace: Trace, step: Step | None) -> tuple[Array, Array, Array]:
    """Return the marks of A, B and C at a step: LIVE where it multiplies, NEAR in the same row or column."""
    m, k, n = trace.sizes
    A, B, C = np.zeros((m, k)), np.zeros((k, n)), np.zeros((m, n))
    if step is None:
        return A, B, C
    if trace.view == "cell":
        i, _, j = step.multiplications[0]
        A[i], B[:, j] = NEAR, NEAR
    for i, p, j in step.multiplications:
        A[i, p], B[p, j], C[i, j] = LIVE, LIVE, LIVE
    return A, B, C


# -- what stays the same -------------------------------------------------------------------
def spec(film: ProductFilm, step: int, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return everything about the timeline that does not change from step to step."""
    words = tuple(captions(film.trace, text))
    question = text("question")
    said, explained = tuple(panels(film, text)), EXPLAINED[film.trace.view]
    return complete(film.layout, said, words, text.language, theme, step, question, explained)


def panels(film: ProductFilm, text: Text) -> Iterator[Panel]:
    """The picture, the same as code, and where the numbers lie in memory."""
    a, b = film.trace.shapes
    yield picture(film, (f"A {a}", f"B {b}", f"C = A @ B {film.trace.result_shape}"), text)
    yield as_loops(film, text)
    yield ScenePanel(
        "memory",
        text("memory.title"),
        text("memory.alt"),
        film.memory.scene(text("memory.counter")),
        room="more",
        detail=compared(film, text),
    )


def picture(film: ProductFilm, titles: tuple[str, str, str], text: Text) -> ScenePanel:
    """The matrices, with `titles` above A, B and C."""
    trace = film.trace
    (a, b), c = trace.shapes, trace.result_shape
    scene = film.flow.scene(titles) if film.flow else crossing(trace.A, trace.B, titles)
    return ScenePanel(
        "product", text(f"view.{trace.view}"), text("scene.alt", a=a, b=b, c=c), scene, room="picture",
        detail=text(f"explain.{trace.view}"),
        saved=True,
    )  # fmt: skip


def as_loops(film: ProductFilm, text: Text) -> CodePanel:
    """The same as code."""
    lines = ("C = A @ B",) if film.flow else loops(film.trace, film.order)
    names = loop_names(film.trace, film.order) if film.order else ""
    detail = text("code.flow" if film.flow else "code.loops", order=names, loops=len(names))
    return CodePanel("code", text("code.title"), lines, "line", tuple(variables(film)), detail=detail)


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


# -- the words of every step ------------------------------------------------------------------
def captions(trace: Trace, text: Text, result: str = "C") -> Iterator[Caption]:
    """The arithmetic of every step, in the colours of the picture; `result` is the name of the product."""
    yield (("", text("caption.start", steps=len(trace), multiplications=trace.multiplications)),)
    for step in trace:
        caption = CAPTIONS[trace.view](trace, step, text)
        yield tuple((tone, re.sub("^C", result, piece) if tone == "c" else piece) for tone, piece in caption)


def _cell(trace: Trace, step: Step, text: Text) -> Caption:
    i, k, j = step.multiplications[0]
    factors: list[tuple[float, ...]] = [(trace.A[i, p], trace.B[p, j]) for p in range(k + 1)]
    terms: list[Piece] = []
    digits = digits_for(2 * trace.sizes[1] + 1 + (trace.bias is not None))
    if trace.bias is not None:  # the first partial sum
        bias = trace.bias[i if trace.neurons == "rows" else j]
        terms += [("b", bracketed(bias, digits)), ("", text("caption.bias")), ("", " + ")]
        factors.append((bias,))
    for p in range(k + 1):
        terms += [("", " + ")] if p else []
        terms += product(trace, i, p, j, digits)
    first = relation(*(factor for pair in factors for factor in pair))
    last = equals(sum_of_products(factors), step.partial[i, j])
    named: Caption = (("c", place(trace, i, j)), ("", f" {first} "))
    return (*named, *terms, ("", f" {last} "), ("c", written(step.partial[i, j])))


def _is_matrix(trace: Trace) -> tuple[bool, bool]:
    """Whether A is one, and whether B is."""
    left, right = trace.shapes
    return len(left) > 1, len(right) > 1


def _column(trace: Trace, k: int) -> tuple[str, str]:
    """Column k of A as it is written, and its name; of a vector A that is one number."""
    matrix, _ = _is_matrix(trace)
    return (vector(trace.A[:, k]), f"A[:,{k}]") if matrix else (bracketed(trace.A[0, k]), f"A[{k}]")


def _row(trace: Trace, k: int) -> tuple[str, str]:
    """The same for row k of B."""
    _, matrix = _is_matrix(trace)
    return (vector(trace.B[k]), f"B[{k},:]") if matrix else (bracketed(trace.B[k, 0]), f"B[{k}]")


def _columns(trace: Trace, step: Step, text: Text) -> Caption:
    _, k, j = step.multiplications[0]
    a, name = _column(trace, k)
    where = text("caption.columns", k=k) if _is_matrix(trace)[0] else f"   ({name})"
    pieces: Caption = (("c", place(trace, ":", j)), ("", " += "), ("a", a), ("", " · "))
    return (*pieces, ("b", bracketed(trace.B[k, j])), ("", where))


def _rows(trace: Trace, step: Step, text: Text) -> Caption:
    i, k, _ = step.multiplications[0]
    b, name = _row(trace, k)
    where = text("caption.rows", k=k) if _is_matrix(trace)[1] else f"   ({name})"
    pieces: Caption = (
        ("c", place(trace, i, ":")),
        ("", " += "),
        ("a", bracketed(trace.A[i, k])),
        ("", " · "),
    )
    return (*pieces, ("b", b), ("", where))


def _outer(trace: Trace, step: Step, text: Text) -> Caption:
    k = step.multiplications[0][1]
    (a, left), (b, right) = _column(trace, k), _row(trace, k)
    both = all(_is_matrix(trace))
    where = text("caption.outer", k=k) if both else f"   ({left}, {right})"
    return (("c", "C"), ("", " += "), ("a", a), ("", " ⊗ " if both else " · "), ("b", b), ("", where))


def _flow(trace: Trace, step: Step, text: Text) -> Caption:
    done = int(np.count_nonzero(trace.ticks <= step.number))
    fields = {"tick": step.number + 1, "ticks": len(trace), "now": len(step.multiplications), "done": done}
    return (("", text("caption.flow", **fields, all=trace.multiplications)),)


CAPTIONS = {"cell": _cell, "columns": _columns, "rows": _rows, "outer": _outer, "flow": _flow}


def product(trace: Trace, i: int, k: int, j: int, digits: int) -> list[Piece]:
    """Return one product in its colours, negative numbers in brackets."""
    return [("a", bracketed(trace.A[i, k], digits)), ("", "·"), ("b", bracketed(trace.B[k, j], digits))]


def vector(values: Array) -> str:
    """Return a vector as it is written."""
    return f"[{', '.join(written(value) for value in values)}]"


def transcript(trace: Trace, text: Text) -> str:
    """Return all steps as plain lines, for reading and for screen readers."""
    lines = ("".join(piece for _, piece in caption) for caption in captions(trace, text))
    return "\n".join(f"{number}: {line}" for number, line in enumerate(lines))


def as_csv(trace: Trace) -> str:
    """Return the timeline with one line for every multiplication; a vector A has no i, a vector B no j."""
    kept = [name for name in "ikj" if name in loop_names(trace)]
    lines = [",".join(["step", *kept, "a", "b", "product", "sum"])]
    for step in trace:
        for (i, k, j), value in zip(step.multiplications, step.products, strict=True):
            places = {"i": i, "k": k, "j": j}
            numbers = (trace.A[i, k], trace.B[k, j], value, trace.sums[k + 1, i, j])
            written_out = [str(step.number + 1), *(str(places[name]) for name in kept)]
            lines.append(",".join([*written_out, *(f"{x:.17g}" for x in numbers)]))
    return "\n".join(lines) + "\n"


def as_code(trace: Trace) -> str:
    """Return a program of its own that makes C by loops and by NumPy, and finds them equal."""
    operands = zip("AB", (trace.A, trace.B), trace.shapes, strict=True)
    arrays = [f"{name} = np.array({array.reshape(shape).tolist()})" for name, array, shape in operands]
    if trace.bias is not None:
        arrays.append(f"b = np.array({trace.bias.tolist()})")
    lines = loops(trace, LOOP_OF_VIEW.get(trace.view, "ijk"))
    check = f"assert np.allclose(C, A @ B{added_bias(trace)})"
    return "\n".join(["import numpy as np", "", *arrays, "", *lines, "", check, "print(C)"]) + "\n"
