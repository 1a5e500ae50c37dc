"""Addresses by hand, and the cache against another one written in the plainest way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.product.cache_simulator import ORDERS, CacheTrace, layout, simulate_loops, simulate_trace, touched
from nnviz.product.loops import LOOP_ORDERS
from nnviz.product.matmul_trace import VIEWS, trace

size = st.integers(1, 6)
sizes_of = st.tuples(size, size, size)
order_of_each = st.tuples(*[st.sampled_from(ORDERS)] * 3)


def test_addresses_by_hand() -> None:
    found = layout((2, 3, 2), ("C", "F", "C"))
    assert found.A.tolist() == [[0, 8, 16], [24, 32, 40]]
    assert found.B.tolist() == [[64, 88], [72, 96], [80, 104]]
    assert found.C.tolist() == [[128, 136], [144, 152]]
    assert (found.lines, found.sizes, found.orders) == (3, (2, 3, 2), ("C", "F", "C"))
    assert layout((6, 6, 6)).lines == 15  # 36 numbers take 4.5 lines


@given(sizes_of, order_of_each, st.integers(0, 99))
def test_no_two_numbers_share_an_address(
    sizes: tuple[int, int, int], orders: tuple[str, str, str], seed: int
) -> None:
    found = layout(sizes, orders, seed)
    addresses = np.concatenate([found.A.ravel(), found.B.ravel(), found.C.ravel()])
    assert len(set(addresses.tolist())) == addresses.size
    assert not (addresses % 8).any()
    assert addresses.min() >= 0
    assert addresses.max() < 64 * found.lines
    for matrix, order in zip((found.A, found.B, found.C), orders, strict=True):
        if order == "scattered":
            assert len(set((matrix // 64).ravel().tolist())) == matrix.size
        else:
            steps = np.diff(matrix.ravel(order="C" if order == "C" else "F"))
            assert (steps == 8).all()


def test_scattered_is_a_matter_of_the_seed() -> None:
    one, same, other = (layout((4, 4, 4), "scattered", seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.A, same.A)
    assert (one.A != other.A).any()
    assert one.lines == 48
    assert {int(line) for line in one.A.ravel() // 64} != set(range(16))  # mixed with B and C


def test_what_a_step_touches() -> None:
    where = layout((2, 2, 2))
    assert touched([(0, 1, 0)], where).reads == (8, 64 + 16, 128)
    assert touched([(0, 1, 0)], where).writes == (128,)
    column = touched(trace([[1, 2], [3, 4]], [[1, 2], [3, 4]], "columns")[0].multiplications, where)
    assert column.reads == (0, 64, 128, 16, 144)  # B[0, 0] once
    assert column.writes == (128, 144)


def _check(walk: CacheTrace) -> None:
    """The same cache as a plain list, the least recently used line first."""
    cache: list[int] = []
    fetched, reads, where = 0, 0, walk.layout
    for number, step in enumerate(walk):
        assert step.number == number
        new, gone = [], []
        for i, k, j in step.multiplications:
            for address in (where.A[i, k], where.B[k, j], where.C[i, j]):
                line, reads = int(address) // 64, reads + 1
                if line in cache:
                    cache.remove(line)
                else:
                    new.append(line)
                cache.append(line)
                gone += [cache.pop(0)] if len(cache) > walk.cache_lines else []
        fetched += len(new)
        assert (step.fetched, step.evicted, step.cached) == (tuple(new), tuple(gone), tuple(cache))
        assert step.fetched_so_far == fetched
        assert set(step.lines) == {address // 64 for address in step.touched.reads} >= set(new)
    assert (walk.fetched, walk.reads, walk.hits) == (fetched, reads, reads - fetched)


@given(sizes_of, order_of_each, st.sampled_from(LOOP_ORDERS), st.integers(1, 9))
@settings(max_examples=60)
def test_loops_through_the_cache(
    sizes: tuple[int, int, int], orders: tuple[str, str, str], order: str, lines: int
) -> None:
    walk = simulate_loops(layout(sizes, orders), order, lines)
    assert len(walk) == sizes[0] * sizes[1] * sizes[2]
    _check(walk)


@given(sizes_of, order_of_each, st.sampled_from(VIEWS), st.integers(1, 9))
@settings(max_examples=60)
def test_views_through_the_cache(
    sizes: tuple[int, int, int], orders: tuple[str, str, str], view: str, lines: int
) -> None:
    m, k, n = sizes
    timeline = trace(np.ones((m, k)), np.ones((k, n)), view)
    walk = simulate_trace(timeline, layout(sizes, orders), lines)
    assert [step.multiplications for step in walk] == [step.multiplications for step in timeline]
    assert walk[-1] == walk[len(walk) - 1]
    assert walk[:2] == walk.steps[:2]
    _check(walk)


@given(sizes_of, st.sampled_from(LOOP_ORDERS), order_of_each)
@settings(max_examples=40)
def test_a_cache_for_everything_fetches_every_line_once(
    sizes: tuple[int, int, int], order: str, orders: tuple[str, str, str]
) -> None:
    where = layout(sizes, orders)
    assert simulate_loops(where, order, 200).fetched == where.lines
    assert simulate_loops(where, order, 1).fetched >= where.lines


def test_the_order_of_the_loops_decides() -> None:
    rows = layout((8, 8, 8))  # a row of 8 numbers is a line
    counts = {order: simulate_loops(rows, order, 4).fetched for order in ("ijk", "ikj", "jki")}
    assert counts == {"ijk": 528, "ikj": 80, "jki": 1088}
    turned = layout((8, 8, 8), ("C", "F", "C"))
    assert simulate_loops(turned, "ijk", 4).fetched == 80  # now a column of B is a line
    scattered = layout((8, 8, 8), "scattered")
    assert simulate_loops(scattered, "ijk", 4).fetched == 1088  # C[i, j] stays; A[i, k] and B[k, j] never do


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (((0, 1, 1),), "sizes[0] must be a whole number of at least 1, got 0"),
        (((1, 1, 1), "random"), "order must be one of C, F, scattered, got 'random'"),
        (((1, 1, 1), "C", -1), "seed must be a whole number of at least 0, got -1"),
    ],
)
def test_what_a_layout_refuses(arguments: tuple[tuple[int, int, int]], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        layout(*arguments)
    assert str(caught.value) == text


def test_what_a_walk_refuses() -> None:
    where = layout((2, 2, 2))
    with pytest.raises(ValueError, match=r"^cache_lines must be a whole number of at least 1, got 0$"):
        simulate_loops(where, "ijk", 0)
    with pytest.raises(ValueError, match=r"^order must be one of ijk, ikj, jik, jki, kij, kji, got 'ij'$"):
        simulate_loops(where, "ij")
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        simulate_trace(trace([[1]], [[1]]), where)
    assert str(caught.value) == "the layout must be for the sizes (1, 1, 1), got (2, 2, 2); make a new one"
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        simulate_loops(layout((40, 40, 40)))
    assert str(caught.value) == (
        "a walk must have at most 50,000 multiplications, got 64,000; take smaller matrices"
    )
