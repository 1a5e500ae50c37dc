"""The words of every step of a product, and all of them together: to be read, as a table, as a program."""

import re
from collections.abc import Iterator

import numpy as np

from nnviz.product.loops import LOOP_OF_VIEW, added_bias, loop_names, loops
from nnviz.product.matmul_trace import Step, Trace
from pages.shared.numbers.equations import bracketed, digits_for, equals, relation, sum_of_products, written
from pages.shared.protocol.ids import cell_id
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Caption, Piece
from pages.shared.text import Text


def place(trace: Trace, i: int | str, j: int | str) -> str:
    """Return a number of C, or a row or column of it, by its name: C[i,j], of a vector C[j], else C."""
    left, right = trace.shapes
    places = [str(at) for at, shape in ((i, left), (j, right)) if len(shape) > 1]
    return f"C[{','.join(places)}]" if places else "C"


def captions(trace: Trace, text: Text, result: str = "C") -> Iterator[Caption]:
    """The arithmetic of every step, in the colours of the picture; `result` is the name of the product."""
    yield (("", text("caption.start", steps=len(trace), multiplications=trace.multiplications)),)
    for step in trace:
        caption = CAPTIONS[trace.view](trace, step, text)
        yield tuple((tone, re.sub("^C", result, piece) if tone == "c" else piece) for tone, piece in caption)


def _cell(trace: Trace, step: Step, text: Text) -> Caption:
    i, k, j = step.multiplications[0]
    return sum_of(trace, i, k, j, text)


def sum_of(trace: Trace, i: int, k: int, j: int, text: Text) -> Caption:
    """How C[i, j] comes about, up to its product number k."""
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
    last = equals(sum_of_products(factors), trace.sums[k + 1, i, j])
    named: Caption = (("c", place(trace, i, j)), ("", f" {first} "))
    return (*named, *terms, ("", f" {last} "), ("c", written(trace.sums[k + 1, i, j])))


def hints(trace: Trace, text: Text) -> dict[str, Caption]:
    """How every number of C comes about, by its id."""
    m, _, n = trace.sizes
    return {cell_id("C", i, j): _whole(trace, i, j, text) for i in range(m) for j in range(n)}


def _whole(trace: Trace, i: int, j: int, text: Text) -> Caption:
    words = sum_of(trace, i, trace.sizes[1] - 1, j, text)
    if trace.activation == "linear":
        return words
    out = trace.output.reshape(trace.start.shape)[i, j]
    sign, name = relation(out), text(f"activation.{trace.activation}")
    return (*words, ("", f"   {name} {sign} "), ("c", written(out)))


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


def plain(caption: Caption) -> str:
    """Return a caption without its tones."""
    return "".join(words for _, words in caption)


def transcript(trace: Trace, text: Text) -> str:
    """Return all steps as plain lines, for reading and for screen readers."""
    lines = map(plain, captions(trace, text))
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
