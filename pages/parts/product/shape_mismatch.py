"""Two matrices whose shapes do not fit: a picture, NumPy's words, and repairs.
A repair is a button that changes the matrices so that they fit."""

from collections.abc import Iterator

import numpy as np

from nnviz.arrays.repairs import Repair
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from pages.parts.product.editing import editing
from pages.parts.product.settings import ProductSettings
from pages.shared.player.fixed_timeline import touchable
from pages.shared.protocol.answers import Replace
from pages.shared.protocol.ids import Id
from pages.shared.protocol.layouts import Array, Field, Layout
from pages.shared.protocol.panels import Choice, ChoicesPanel, ScenePanel
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.scenes.shape_mismatch import clash
from pages.shared.text import Text
from pages.shared.theme import ThemeName

EXPLAINED = ("shape", "transpose")
LAYOUT = Layout((Field("step", "float64"),))


def drawn(settings: ProductSettings) -> tuple[Array, Array]:
    """Both matrices as they are drawn: a vector A lies, a vector B stands."""
    A, B = np.atleast_2d(settings.A), settings.B
    return A, B[:, None] if B.ndim == 1 else B


def layout(settings: ProductSettings) -> Layout:
    """The fields of the one frame, and the numbers."""
    A, B = drawn(settings)
    return Layout(LAYOUT.fields, (Field("A", "float64", A.size), Field("B", "float64", B.size)))


def answer(settings: ProductSettings, text: Text) -> Replace:
    """Return the one frame: nothing moves."""
    fields = layout(settings)
    once = fields.empty_once()
    for name, array in zip("AB", drawn(settings), strict=True):
        once[0][name] = array.ravel()
    return Replace(fields.empty(1), captions=((("", text("shape.lonely")),),), once=once)


def picture(
    settings: ProductSettings, mismatch: ShapeMismatchError, text: Text, theme: ThemeName
) -> FixedTimeline:
    """Return the picture of the two matrices, and what would make them fit, as a timeline of one step."""
    shapes = {"A": settings.A.shape, "B": settings.B.shape}
    titles = (f"A {shapes['A']}", f"B {shapes['B']}", text("shape.meeting"))
    scene = clash(*drawn(settings), titles, editing(shapes, text))
    panel = ScenePanel("clash", text("shape.title"), text("shape.alt"), scene, room="picture")
    made, question = (panel, repairs(mismatch, text)), text("question")
    return touchable(layout(settings), made, 1, text.language, theme, 0, question, EXPLAINED)


def repairs(mismatch: ShapeMismatchError, text: Text) -> ChoicesPanel:
    """Buttons that change the matrices, each with what it multiplies then; and what NumPy says."""
    a, b = mismatch.shape_a, mismatch.shape_b
    left, right = mismatch.inner
    lines = [text("shape.clash", a=a, b=b, left=left, right=right)]
    lines += [text("shape.repair")] if mismatch.repairs else []
    if a == b:
        lines.append(text("shape.equal", a=a))
    messages = {"A @ B": mismatch.numpy_message, "np.dot(A, B)": mismatch.dot_message}
    said = "\n".join(f"{code}\n    {message}" for code, message in messages.items() if message)
    choices = tuple(choices_of(mismatch, text))
    folded = ((text("shape.numpy"), said),)
    return ChoicesPanel("repairs", text("shape.repairs"), tuple(lines), choices, folded)


def choices_of(mismatch: ShapeMismatchError, text: Text) -> Iterator[Choice]:
    """Every repair, with what is multiplied with what after it."""
    for at, repair in enumerate(mismatch.repairs):
        label = text(f"repair.{repair.kind}", detail=repair.detail, result=repair.result)
        yield Choice(str(Id("repair", (at,))), label, meaning(repair, mismatch, text))


def meaning(repair: Repair, mismatch: ShapeMismatchError, text: Text) -> str:
    """Say what is multiplied with what after a repair, or what is left out."""
    if repair.crosses:
        return text("does.crosses")
    a, b = ("A", mismatch.shape_a), ("B", mismatch.shape_b)
    if repair.kind == "drop":
        name, shape = a if repair.operand == "a" else b
        what = "number" if len(shape) == 1 else "column" if repair.operand == "a" else "row"
        end = "first" if repair.keeps == "1:" else "last"
        return text("does.leaves_out", part=text(f"part.{end}_{what}", name=name))
    turned = repair.kind == "transpose"
    left, right = ("rows", a), ("columns", b)
    if turned and repair.operand in ("a", "both"):
        left = ("columns", a)
    if turned and repair.operand in ("b", "both"):
        right = ("rows", b)
    if repair.kind == "swap":
        left, right = ("rows", b), ("columns", a)
    sides = [side("vector" if len(shape) == 1 else what, name, text) for what, (name, shape) in (left, right)]
    return text("does.meets", left=sides[0], right=sides[1])


def side(what: str, name: str, text: Text) -> str:
    """Return what of a matrix takes part in every product."""
    return text(f"side.{what}", name=name)
