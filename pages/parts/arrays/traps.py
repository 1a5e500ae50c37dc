"""What the page Arrays says about the traps in which NumPy raises no error, with their numbers and a way out.
They show wherever their arrays stand in the picture, however they came there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from nnviz.arrays.array_operations import written
from nnviz.arrays.broadcasting import Silent, silent
from nnviz.arrays.elementwise import elementwise
from pages.parts.arrays.array_text import printed, write_array
from pages.parts.arrays.pictures import SIGNS
from pages.parts.arrays.settings import ONE, ArraysSettings
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Choice, ChoicesPanel
from pages.shared.text import Text


@dataclass(frozen=True)
class Trap:
    """One trap: its name in the texts, whether shapes and operation may be in it, what is said if the numbers
    are ("" if not), the label of the way out, and the settings after it."""

    title: str
    may: Callable[[ArraysSettings], bool]
    tell: Callable[[ArraysSettings, Text], str]
    label: Callable[[ArraysSettings, Text], str]
    out: Callable[[ArraysSettings], ArraysSettings]


def trap(settings: ArraysSettings, text: Text) -> Iterator[ChoicesPanel]:
    """The panel of the trap that these shapes may be in; what it says comes with the numbers."""
    found = trap_of(settings)
    if found:
        way_out = Choice("escape", found.label(settings, text))
        yield ChoicesPanel("trap", text(f"trapped.{found.title}"), (), (way_out,), since=1)


def told(settings: ArraysSettings, text: Text) -> tuple[str, ...]:
    """Return what is said of the trap; nothing if there is none."""
    found = trap_of(settings)
    words = found.tell(settings, text) if found else ""
    return (words,) if words else ()


def escaped(settings: ArraysSettings) -> ArraysSettings:
    """Return the settings after the way out of the trap."""
    found = trap_of(settings)
    return found.out(settings) if found else settings


def trap_of(settings: ArraysSettings) -> Trap | None:
    """Return the trap that shapes and operation may be in."""
    return next((one for one in TRAPS if one.may(settings)), None)


# -- the transpose of a vector ---------------------------------------------------------------------
def _vector(settings: ArraysSettings, text: Text) -> str:
    return text("trap.transposed_vector", shape=written(settings.X.shape))


# -- decimals that are written into integers -------------------------------------------------------
def _cut(settings: ArraysSettings, text: Text) -> str:
    kinds = settings.X.dtype.kind + settings.Y.dtype.kind
    return text("trap.integer_step", dtype=settings.X.dtype.name) if kinds == "if" else ""


def _as_float(settings: ArraysSettings) -> ArraysSettings:
    return replace(settings, x=write_array(settings.X.astype(float)))


# -- vectors against columns, and against squares ----------------------------------------------------
def _found(settings: ArraysSettings, kind: str) -> Silent | None:
    if settings.op in ONE:
        return None
    found = silent(settings.X.shape, settings.Y.shape, settings.op)
    return found if found and found.kind == kind else None


def with_column(settings: ArraysSettings, found: Silent) -> tuple[str, Array, Array]:
    """Return how the vector is made a column, and the operands when it is one."""
    X, Y = settings.X, settings.Y
    return ("X[:, None]", X[:, None], Y) if found.vector == "a" else ("Y[:, None]", X, Y[:, None])


def _crossed(settings: ArraysSettings, text: Text) -> str:
    found = _found(settings, "crossed")
    assert found
    _, X, Y = with_column(settings, found)
    values = {
        "a": written(settings.X.shape),
        "b": written(settings.Y.shape),
        "sign": SIGNS[settings.op],
        "out": written(found.result),
        "meant": written(found.meant),
    }
    wrong, right = mean_square(settings.X, settings.Y, settings.op), mean_square(X, Y, settings.op)
    return text("trap.crossed", **values, wrong=wrong, right=right)


def _same_shape(settings: ArraysSettings, text: Text) -> str:
    found = _found(settings, "crossed")
    assert found
    code, _, _ = with_column(settings, found)
    return text("trap.same_shape", name=code[0], code=code)


def _square(settings: ArraysSettings, text: Text) -> str:
    found = _found(settings, "square")
    assert found
    code, X, Y = with_column(settings, found)
    operation = "subtract" if settings.op == "subtract_into" else settings.op
    first, second = (
        row(elementwise(*both, operation).result[0]) for both in ((settings.X, settings.Y), (X, Y))
    )
    vector, matrix = ("X", "Y") if found.vector == "a" else ("Y", "X")
    values = {"vector": vector, "matrix": matrix, "n": found.result[0], "code": code}
    return text("trap.square", **values, first=first, second=second)


def _each_row(settings: ArraysSettings, text: Text) -> str:
    found = _found(settings, "square")
    assert found
    return text("trap.each_row", code=with_column(settings, found)[0])


def _as_column(kind: str) -> Callable[[ArraysSettings], ArraysSettings]:
    def out(settings: ArraysSettings) -> ArraysSettings:
        found = _found(settings, kind)
        assert found
        _, X, Y = with_column(settings, found)
        return replace(settings, x=write_array(X), y=write_array(Y))

    return out


def row(values: Array) -> str:
    """Return the numbers of a row as they are printed."""
    return f"[{', '.join(printed(value.item()) for value in values)}]"


def mean_square(A: Array, B: Array, operation: str) -> str:
    """Return the mean of the squared numbers of a result, as the core makes them, with four decimals."""
    result = elementwise(A, B, operation).result
    mean = float(elementwise(result, result, "multiply").result.mean())
    return f"{mean:.4f}" if mean else printed(0)


TRAPS = (
    Trap(
        "wrong",
        lambda settings: settings.op == "transpose" and settings.X.ndim == 1,
        _vector,
        lambda _, text: text("trap.column"),
        lambda settings: replace(settings, op="newaxis"),
    ),
    Trap(
        "wrong",
        lambda settings: settings.op == "subtract_into",
        _cut,
        lambda _, text: text("trap.float"),
        _as_float,
    ),
    Trap(
        "wrong",
        lambda settings: _found(settings, "crossed") is not None,
        _crossed,
        _same_shape,
        _as_column("crossed"),
    ),
    Trap(
        "square",
        lambda settings: _found(settings, "square") is not None,
        _square,
        _each_row,
        _as_column("square"),
    ),
)
