"""How the numbers of a training step stand in a link: rows of weights, biases, inputs and targets.
What is out of range becomes the nearest that can be; what cannot be read is left out, and both are said."""

from collections.abc import Sequence
from dataclasses import dataclass

from nnviz import ACTIVATIONS
from pages.shared.numbers.numerals import EXACT, SHORT, write_numeral
from pages.shared.protocol.ids import parse
from pages.shared.state.codecs import Layers, Reading, Rows, Written
from pages.shared.state.query_params import LONGEST

Row = tuple[float, ...]
Matrix = tuple[Row, ...]
LayerPlan = tuple[int, str]  # the units of a layer, and its activation

MOST_LAYERS, MOST_UNITS, MOST_SAMPLES = 6, 8, 32
LIMITS = (-9999.0, 9999.0, 0.05)  # of every number: low, high, step of a drag
DECIMALS = 10  # of a number that is dragged: 0.1 + 0.2 is meant to be 0.3
CHOOSABLE = ("W", "b", "z", "a")  # arrays whose numbers have a chain of their own
ALL_SAMPLES = 3000  # characters that the numbers of all samples may take
MOST_TRAINED = 5000  # training steps that a link can ask for
MOST_COMPARED = 3  # thousand steps with a mistake, and without


def held(value: float) -> float:
    """Return a number inside its limits."""
    return max(LIMITS[0], min(LIMITS[1], value)) + 0.0


@dataclass(frozen=True)
class Numbers:
    """Rows of equally many numbers such as `.15,.25;.2,.3`, with every digit where a link has room for them;
    an empty text is none at all."""

    rows: int
    columns: int
    longest: int = LONGEST

    def read(self, text: str) -> Reading | None:
        return ((), True) if not text.strip() else Rows(self.rows, self.columns, held).read(text)

    def write(self, value: Matrix) -> str:
        text = _written(value, EXACT)
        return text if len(text) <= self.longest else _written(value, SHORT)


def _written(value: Sequence[Row], digits: int) -> str:
    return ";".join(",".join(write_numeral(one, digits) for one in row) for row in value)


def is_choosable(text: str) -> bool:
    """Whether this is the name of a number of W, b, z or a of some layer, such as W1[0,1]."""
    found = parse(text)
    return (
        found is not None
        and found.name in CHOOSABLE
        and len(found.numbers) == 1
        and len(found.place) == (1 if found.name == "b" else 2)
        and found.step is None
    )


def _chosen(text: str) -> Reading | None:
    return (text, True) if not text or is_choosable(text) else None


LAYERS = Layers(MOST_LAYERS, MOST_UNITS, tuple(ACTIVATIONS))
WEIGHTS = Numbers(MOST_UNITS, MOST_UNITS)
BIASES = Numbers(1, MOST_UNITS)
SAMPLES = Numbers(MOST_SAMPLES, MOST_UNITS, ALL_SAMPLES)
CHOSEN: Written[str] = Written(_chosen)
