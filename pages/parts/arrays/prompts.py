"""What one may guess first on the page Arrays, the shape of the result, and what is said at the end."""

from collections.abc import Mapping

from nnviz.arrays.array_operations import OperationResult, written
from nnviz.arrays.elementwise import Elementwise
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from pages.parts.arrays.outcome import Outcome
from pages.parts.arrays.settings import ONE, ArraysSettings
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.text import Text

MOST = 4  # answers to choose from
WORDS: Mapping[str, str] = {"matmul": "matmul", "subtract_into": "into"}  # of operations on two arrays


def guess(settings: ArraysSettings, found: Outcome, text: Text) -> Guess | None:
    """Return the question for the shape of the result, whose answer is seen with the first step."""
    if found is None or isinstance(found, ShapeMismatchError):
        return None
    X, Y, right = settings.X.shape, settings.Y.shape, tuple(found.result.shape)
    near = [X, X[::-1], (settings.X.size,)] if settings.op in ONE else [X, Y, (X + Y)[-3:], Y[::-1]]
    near += [(*right, 1)[-3:], right[:1] if right else (1,)]
    others = [shape for shape in dict.fromkeys(near) if shape != right][: MOST - 1]
    options = sorted({written(shape) for shape in (right, *others)}, key=lambda words: (len(words), words))
    fields = {"x": written(X), "y": written(Y), "right": written(right)}
    why = text(f"because.{reason(settings, found)}", **fields)
    yes = text("result.yes", right=fields["right"], why=why)
    no = text("result.no", guess="{guess}", right=fields["right"], why=why)
    name = f"arrays.{settings.op}.{X}.{Y}.{settings.to}.{settings.axis}"
    return Guess(name, text("result.ask"), tuple(options), fields["right"], 1.0, yes, no)


def reason(settings: ArraysSettings, found: OperationResult | Elementwise) -> str:
    """Return by which rule the shape comes out."""
    if isinstance(found, OperationResult):
        return settings.op if settings.op in ("transpose", "reshape", "newaxis", "sum") else "same"
    if found.plan is None:
        return "matmul"
    if settings.op == "subtract_into":
        return "into"
    return "broadcast" if settings.X.shape != settings.Y.shape else "same"


def ending(settings: ArraysSettings, found: Outcome, text: Text) -> Ending | None:
    """Return the word for what was seen, and the way on."""
    if isinstance(found, ShapeMismatchError):
        return None
    name = "memory" if found is None else reason(settings, found)
    word, learned = text(f"ending.{name}.word"), text(f"ending.{name}.learned")
    return Ending(word, learned, text("ending.next"), "product")
