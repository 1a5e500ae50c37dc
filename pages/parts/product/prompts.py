"""What one may guess first on the page Matrix product, and what is said at the end of each view."""

from collections.abc import Mapping
from math import prod

from nnviz.product.matmul_trace import Trace
from pages.parts.product.captions import place, plain, sum_of
from pages.parts.product.frames import ProductFilm
from pages.parts.product.second_view import SecondView
from pages.shared.numbers.equations import written
from pages.shared.protocol.ids import cell_id
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.text import Text

NEXT: Mapping[str, str] = {"cell": "columns", "columns": "rows", "rows": "outer", "outer": "flow"}


def guess(film: ProductFilm, text: Text) -> Guess:
    """Return what may be guessed: a number of C, how many multiplications there are, or how many ticks."""
    trace = film.trace
    if trace.view == "cell":
        return entry(trace, film.second, text)
    return ticks(trace, text) if trace.view == "flow" else multiplications(trace, text)


def entry(trace: Trace, second: SecondView | None, text: Text) -> Guess:
    """One number of C, which is seen when its last product is in, maybe in the second view first."""
    (m, k, _), j = trace.sizes, 0
    i = m // 2
    cell, right = place(trace, i, j), trace.sums[-1, i, j]
    sum_words = plain(sum_of(trace, i, k - 1, j, text))
    yes = text("guess.entry.yes", sum=sum_words)
    no = text("guess.entry.no", guess="{guess}", sum=sum_words, i=i, j=j)
    since = float(trace.ticks[i, -1, j] + 1)
    since = min(since, second.seen(i, j)) if second else since
    *known, _ = sum_of(trace, i, k - 1, j, text)
    return Guess(
        f"product.entry.{cell}.{trace.sizes}",
        text("guess.entry.ask", cell=cell),
        (),
        written(right),
        since,
        yes,
        no,
        {cell_id("C", i, j): (*known, ("c", "?"))},
    )


def multiplications(trace: Trace, text: Text) -> Guess:
    """How many multiplications there are, which is seen at the end."""
    m, k, n = trace.sizes
    near = {m * n, m * k + k * n, m * n + k, m + k + n, 2 * m * k * n}
    fields = {"right": m * k * n, "results": m * n, "k": k}
    yes, no = text("guess.count.yes", **fields), text("guess.count.no", guess="{guess}", **fields)
    options = choices(m * k * n, near)
    name, since = f"product.count.{trace.view}.{trace.sizes}", float(len(trace))
    return Guess(name, text("guess.count.ask"), options, str(m * k * n), since, yes, no)


def ticks(trace: Trace, text: Text) -> Guess:
    """How many ticks the flow takes, which is seen at its end."""
    m, k, n = trace.sizes
    right, all_of_them = len(trace), trace.multiplications
    near = {all_of_them, m * n, m + k + n, n, prod((m, k))}
    yes = text("guess.ticks.yes", ticks=right, multiplications=all_of_them)
    no = text("guess.ticks.no", guess="{guess}", ticks=right)
    name = f"product.ticks.{trace.wave}.{trace.sizes}"
    ask = text("guess.ticks.ask", multiplications=all_of_them)
    return Guess(name, ask, choices(right, near), str(right), float(right), yes, no)


def choices(right: int, near: set[int]) -> tuple[str, ...]:
    """Return up to four numbers in order, the right one among them."""
    others = sorted(near - {right}, key=lambda one: abs(one - right))[:3]
    return tuple(map(str, sorted({right, *others})))


def ending(trace: Trace, text: Text) -> Ending:
    """Return the word for what was seen, and the way on: the next view, after the last one the neuron."""
    view, k = trace.view, trace.sizes[1]
    fields = {"ticks": len(trace), "multiplications": trace.multiplications, "k": k}
    word, learned = text(f"ending.{view}.word"), text(f"ending.{view}.learned", **fields)
    following = NEXT.get(view)
    if following is None:
        return Ending(word, learned, text("ending.next.neuron"), "neuron")
    return Ending(word, learned, text(f"ending.next.{following}"), f"product?view={following}")
