"""Small pictures of arrays and products, with numbers that the core computed."""

from collections.abc import Callable, Mapping

import numpy as np

from nnviz import product
from nnviz.arrays.array_operations import apply
from nnviz.arrays.elementwise import elementwise
from nnviz.product.flow import flow_positions
from pages.shared.numbers.equations import written
from pages.shared.player.static_scene import Still
from pages.shared.protocol.elements import Cell, Element, Label, Token, TokenTone
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.page_cards import WIDE, Block, block, crossed, sign, stretched
from pages.shared.scenes.small_pictures import Boxes, Shown, below, equation, rows_of_boxes

TABLE = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
SQUARE = np.array([[1.0, 2.0], [3.0, 4.0]])


def still(scene: Scene) -> Still:
    """Return a scene to which nothing is bound."""
    return Still(scene, {})


def row(i: int, count: int) -> list[tuple[int, int]]:
    """The places of a row."""
    return [(i, j) for j in range(count)]


def column(j: int, count: int) -> list[tuple[int, int]]:
    """The places of a column."""
    return [(i, j) for i in range(count)]


def arrays() -> Still:
    """A vector, a matrix, and an array of two matrices, each with its shape below."""
    stack = np.arange(1.0, 9.0).reshape(2, 2, 2)
    layers = (
        (stack[0, :1], 10.0, 59.0),
        (stack[0], 112.0, 42.0),
        (stack[0], 214.0, 4.0),
        (stack[1], 214.0, 80.0),
    )
    elements: list[Element] = []
    for at, (values, x, y) in enumerate(layers):
        elements += block(Block(f"M{at}", "a", values, (x, y)))
    middles = (10 + WIDE, 112 + WIDE, 214 + WIDE)
    shown = (stack[0, 0], stack[0], stack)
    elements += [sign(str(one.shape), x, 168, 19) for one, x in zip(shown, middles, strict=True)]
    return still(Scene(300, 182, tuple(elements), ()))


def shape() -> Still:
    """A table, and its shape."""
    return still(equation(Shown("a", TABLE), "→", str(TABLE.shape)))


def dtype() -> Still:
    """Whole numbers, a difference with decimals, and what is left of it in the array of whole numbers."""
    X, Y = np.array([5, 3, -2]), np.array([0.5, 0.5, 0.5])
    found = [X, *(elementwise(X.copy(), Y, name).result for name in ("subtract", "subtract_into"))]
    tones: tuple[TokenTone, ...] = ("a", "b", "c")
    rows = [
        Boxes(str(one.dtype), [written(number) for number in one], tone)
        for one, tone in zip(found, tones, strict=True)
    ]
    return still(rows_of_boxes(rows, 76, 54))


def axis() -> Still:
    """The sums along axis 0."""
    sums = apply(TABLE, "sum", axis=0).result
    picture = equation(Shown("a", TABLE, live=column(0, 2)), "→", Shown("c", sums[None], live=[(0, 0)]))
    return still(below(picture, f"X.sum(axis=0): {TABLE.shape} → {sums.shape}"))


def element_by_element() -> Still:
    """A product of two tables, number by number."""
    found = elementwise(SQUARE, np.array([[10.0, 20.0], [30.0, 40.0]]), "multiply")
    A, B, C = Shown("a", found.A, [(0, 1)]), Shown("b", found.B, [(0, 1)]), Shown("c", found.result, [(0, 1)])
    return still(equation(A, "*", B, "=", C))


def broadcasting() -> Still:
    """A row that is stretched over a table."""
    found = elementwise(SQUARE, np.array([10.0, 20.0]), "multiply")
    wide = np.broadcast_to(found.B, found.result.shape)
    return still(stretched(found.A, wide, found.result, row(1, 2), (0, 1)))


def transpose() -> Still:
    """Rows become columns."""
    turned = apply(TABLE, "transpose").result
    return still(equation(Shown("a", TABLE, live=row(0, 3)), ".T =", Shown("c", turned, live=column(0, 3))))


def dot_product() -> Still:
    """Three pairs, three products, one sum."""
    trace = product.trace(TABLE[:1], TABLE[1:].T)
    a, b, c = trace.A, trace.B, trace.output
    picture = equation(
        Shown("a", a, live=row(0, 3)),
        "@",
        Shown("b", b, live=column(0, 3)),
        "=",
        Shown("c", c, live=[(0, 0)]),
    )
    terms = " + ".join(f"{written(x)}·{written(y)}" for x, y in zip(a[0], b[:, 0], strict=True))
    return still(below(picture, f"{terms} = {written(c[0, 0])}"))


def matrix_product() -> Still:
    """One row and one column, and the number where they cross."""
    trace = product.trace(TABLE.T, TABLE)
    return still(crossed(trace.A, trace.B, trace.output, (1, 2), ()))


def outer_product() -> Still:
    """A column times a row."""
    trace = product.trace(np.array([[1.0], [2.0], [3.0]]), np.array([[4.0, 5.0]]), "outer")
    picture = equation(
        Shown("a", trace.A, live=[(1, 0)]), "@", Shown("b", trace.B, live=[(0, 1)]), "=",
        Shown("c", trace.output, live=[(1, 1)]),
    )  # fmt: skip
    return still(picture)


def linear_combination() -> Still:
    """A column of a product, made of the columns of A."""
    trace = product.trace(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[2.0], [3.0]]), "columns")
    (p, q), A = trace.B[:, 0], trace.A
    u, v, C = Shown("a", A[:, :1]), Shown("a", A[:, 1:]), Shown("c", trace.output)
    return still(equation(f"{written(p)}·", u, f"+ {written(q)}·", v, "=", C))


def identity_matrix() -> Still:
    """A product that changes nothing."""
    trace = product.trace(SQUARE, np.eye(2))
    return still(equation(Shown("a", trace.A), "@", Shown("b", trace.B), "=", Shown("c", trace.output)))


TICK = 1  # of the flow: three cells are at work, one number is still above them


def data_flow() -> Still:
    """One tick: columns of B on their way down through A, and sums on their way to the right."""
    trace = product.trace(SQUARE, np.array([[5.0, 6.0], [7.0, 8.0]]), "flow")
    at = flow_positions(trace, TICK)
    wide, high, left, top = 124.0, 50.0, 8.0, 44.0
    elements: list[Element] = []
    for (i, p), weight in np.ndenumerate(trace.A):
        x, y = left + p * wide, top + i * high
        elements.append(Cell(f"cell{i}{p}", x, y, 82, high - 6, "place"))
        elements.append(Label(f"A{i}{p}", x + 22, y + 22, f"{written(weight)} ×", 20, "a"))
    for (p, j), number in np.ndenumerate(trace.B):
        row = int(at.rows[p, j])
        if -1 <= row < 2:
            place = (left + p * wide + 58, top + row * high + 22)
            elements.append(Token(f"B{p}{j}", *place, 30, 28, written(number), 19, "b"))
    for (i, j), total in np.ndenumerate(at.sums):
        behind = int(at.columns[i, j])
        if 0 <= behind < 2:
            place = (left + behind * wide + 103, top + i * high + 22)
            elements.append(Token(f"C{i}{j}", *place, 34, 28, written(total), 17, "c"))
    return still(Scene(264, 150, tuple(elements), ()))


def memory_order() -> Still:
    """The same table row after row and column after column."""
    orders = {"C": TABLE.ravel("C"), "F": TABLE.ravel("F")}
    lines = [
        Boxes(name, [written(one) for one in values], tuple("a" if one < 4 else "b" for one in values))
        for name, values in orders.items()
    ]
    return still(rows_of_boxes(lines, 24))


ARRAYS: Mapping[str, Callable[[], Still]] = {
    "array": arrays,
    "shape": shape,
    "dtype": dtype,
    "data_flow": data_flow,
    "axis": axis,
    "elementwise": element_by_element,
    "broadcasting": broadcasting,
    "transpose": transpose,
    "dot_product": dot_product,
    "matrix_product": matrix_product,
    "outer_product": outer_product,
    "linear_combination": linear_combination,
    "identity_matrix": identity_matrix,
    "memory_order": memory_order,
}
