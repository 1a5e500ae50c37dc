"""A model of memory: where the numbers of a product lie, and which lines a computation has to fetch.
The cache is fully associative, forgets the least recently used line, and is as large as one chooses.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from nnviz.product.loops import in_loop_order
from nnviz.product.matmul_trace import Multiplication, Sizes, Trace
from nnviz.read_only import read_only
from nnviz.timeline import StoredTimeline
from nnviz.validation import Array, choice, whole_number

NUMBER = 8  # bytes
LINE = 64  # bytes
ORDERS = ("C", "F", "scattered")
MOST_MULTIPLICATIONS = 50_000  # 32 x 32 @ 32 x 32 is 32,768


@dataclass(frozen=True, eq=False)
class Layout:
    """The address in bytes of every number of A (m, k), B (k, n) and C (m, n), read-only.

    `orders` says how each of the three lies, `lines` how many lines of 64 bytes they take altogether.
    """

    A: Array
    B: Array
    C: Array
    orders: tuple[str, str, str]
    lines: int

    @property
    def sizes(self) -> Sizes:
        """m, k, n of (m, k) @ (k, n)."""
        return self.A.shape[0], self.A.shape[1], self.B.shape[1]


def layout(sizes: Sizes, order: str | tuple[str, str, str] = "C", seed: int = 0) -> Layout:
    """Places for (m, k) @ (k, n): numbers of 8 bytes, every matrix from the beginning of a line of 64 bytes.

    `order`, one for all or one each for A, B and C: "C" row after row, "F" column after column, "scattered"
    one number to a line, anywhere: a random order made from `seed`, with the scattered matrices mixed.
    Raises ValueError for a size below 1 and another order.
    """
    m, k, n = (whole_number(f"sizes[{place}]", size, 1) for place, size in enumerate(sizes))
    orders = (order, order, order) if isinstance(order, str) else order
    scattered = [choice("order", one, ORDERS) == "scattered" for one in orders]
    counts = [m * k, k * n, m * n]
    loose = sum(count for count, free in zip(counts, scattered, strict=True) if free)
    anywhere = np.random.default_rng(whole_number("seed", seed, 0)).permutation(loose)
    line, placed = loose, list[Array]()  # the scattered numbers have the lines 0 to loose - 1
    for shape, count, free, one in zip(((m, k), (k, n), (m, n)), counts, scattered, orders, strict=True):
        if free:
            mine, anywhere = anywhere[:count], anywhere[count:]
            placed.append(read_only(LINE * mine.reshape(shape)))
        else:
            column_first = np.arange(count).reshape(shape[::-1]).T
            inside = column_first if one == "F" else np.arange(count).reshape(shape)
            placed.append(read_only(LINE * line + NUMBER * inside))
            line += -(-count * NUMBER // LINE)
    return Layout(placed[0], placed[1], placed[2], orders, line)


@dataclass(frozen=True)
class Touched:
    """The addresses in bytes that a step reads and writes, each once, in the order of their first use."""

    reads: tuple[int, ...]
    writes: tuple[int, ...]


def touched(multiplications: Iterable[Multiplication], where: Layout) -> Touched:
    """What the multiplications of one step, for example `trace[t].multiplications`, touch in memory.

    Each reads A[i, k], B[k, j] and the sum C[i, j], and writes the sum.
    """
    places = list(multiplications)
    reads = (address for one in places for address in _addresses(one, where))
    writes = (int(where.C[i, j]) for i, _, j in places)
    return Touched(tuple(dict.fromkeys(reads)), tuple(dict.fromkeys(writes)))


def _addresses(multiplication: Multiplication, where: Layout) -> tuple[int, int, int]:
    i, k, j = multiplication
    return int(where.A[i, k]), int(where.B[k, j]), int(where.C[i, j])


@dataclass(frozen=True)
class MemoryStep:
    """One step: its multiplications, the addresses touched, and lines by their number (address // 64).

    `lines` were needed, `fetched` of them were not in the cache, `evicted` had to make room. `cached` is the
    cache after the step, the least recently used line first, and `fetched_so_far` the counter.
    """

    number: int
    multiplications: tuple[Multiplication, ...]
    touched: Touched
    lines: tuple[int, ...]
    fetched: tuple[int, ...]
    evicted: tuple[int, ...]
    cached: tuple[int, ...]
    fetched_so_far: int


@dataclass(frozen=True, eq=False)
class CacheTrace(StoredTimeline[MemoryStep]):
    """A computation as a sequence of memory steps.

    `reads` counts the numbers asked for (three for each multiplication), `fetched` the lines that had to come
    from memory, and `hits` the numbers that were in the cache already.
    """

    layout: Layout
    cache_lines: int
    steps: tuple[MemoryStep, ...]
    reads: int
    fetched: int

    @property
    def hits(self) -> int:
        """How often a number was in the cache already."""
        return self.reads - self.fetched


def simulate_loops(where: Layout, order: str = "ijk", cache_lines: int = 8) -> CacheTrace:
    """Three loops in this order, one multiplication a step, through a cache of `cache_lines` lines.

    The model: a line is fetched when a number on it is read and it is not in the cache; the least recently
    used one goes; the sum C[i, j] is read for each multiplication, and nothing is fetched ahead. Raises
    ValueError for an unknown order, no cache, or more than `MOST_MULTIPLICATIONS`.
    """
    m, k, n = where.sizes
    _check_size(m * k * n)
    return _walk(((one,) for one in in_loop_order(where.sizes, order)), where, cache_lines)


def simulate_trace(trace: Trace, where: Layout, cache_lines: int = 8) -> CacheTrace:
    """Any view of a product, step for step, through the same model as `simulate_loops`.

    Within a step the multiplications come one after another, as (i, k, j) ascend; the results `sums` of a
    flow lie at C[i, j] all the time. Raises ValueError too if the layout is for other sizes.
    """
    if trace.sizes != where.sizes:
        raise ValueError(f"the layout must be for the sizes {trace.sizes}, got {where.sizes}; make a new one")
    _check_size(trace.multiplications)
    return _walk((step.multiplications for step in trace), where, cache_lines)


def _check_size(multiplications: int) -> None:
    if multiplications > MOST_MULTIPLICATIONS:
        raise ValueError(
            f"a walk must have at most {MOST_MULTIPLICATIONS:,} multiplications, got {multiplications:,}; "
            "take smaller matrices"
        )


def _walk(groups: Iterable[tuple[Multiplication, ...]], where: Layout, cache_lines: int) -> CacheTrace:
    room = whole_number("cache_lines", cache_lines, 1)
    cache: OrderedDict[int, None] = OrderedDict()
    steps: list[MemoryStep] = []
    reads = total = 0
    for number, group in enumerate(groups):
        needed = [address // LINE for one in group for address in _addresses(one, where)]
        fetched, evicted = _read(needed, cache, room)
        reads, total = reads + len(needed), total + len(fetched)
        lines, kept = tuple(dict.fromkeys(needed)), tuple(cache)
        steps.append(MemoryStep(number, group, touched(group, where), lines, fetched, evicted, kept, total))
    return CacheTrace(where, room, tuple(steps), reads, total)


def _read(
    needed: list[int], cache: "OrderedDict[int, None]", room: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Read these lines one after another; the lines that were fetched and those that had to go."""
    fetched, evicted = [], []
    for line in needed:
        if line in cache:
            cache.move_to_end(line)
            continue
        fetched.append(line)
        cache[line] = None
        if len(cache) > room:
            evicted.append(cache.popitem(last=False)[0])
    return tuple(fetched), tuple(evicted)
