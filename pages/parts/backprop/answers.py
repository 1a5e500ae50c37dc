"""Numbers that a visitor has worked out, as settings hold them and as they stand in a link."""

from pages.parts.backprop.array_names import COMPUTED
from pages.shared.numbers.numerals import EXACT, numeral, write_numeral
from pages.shared.protocol.ids import parse
from pages.shared.state.codecs import Reading, Written
from pages.shared.state.query_params import LONGEST

Answers = tuple[tuple[str, float], ...]  # the cells in the order in which they were filled


def is_asked(name: str) -> bool:
    """Whether this is the name of a cell that a homework leaves empty, such as dW1[0,1]."""
    found = parse(name)
    return (
        found is not None
        and found.name in COMPUTED
        and len(found.numbers) == 1
        and found.numbers[0] > 0
        and len(found.place) == (1 if found.name in ("db", "newb") else 2)
        and found.step is None
    )


def _read(text: str) -> Reading | None:
    """Answers such as `z1[0,1]=0.3775;db2[0]=-0.2`; what cannot be read is left out."""
    found: dict[str, float] = {}
    exact = True
    for part in filter(None, text.split(";")):
        name, _, number = part.partition("=")
        value = numeral(number)
        if not is_asked(name) or value is None or abs(value) > 1e300:
            exact = False
            continue
        found[name] = value
    return tuple(found.items()), exact


def _write(answers: Answers) -> str:
    """As many answers, from the first on, as a link can hold."""
    text = ""
    for name, value in answers:
        longer = f"{text};{name}={write_numeral(value, EXACT)}".lstrip(";")
        if len(longer) > LONGEST:
            break
        text = longer
    return text


def linked(answers: Answers) -> int:
    """Return how many answers the link can hold."""
    return _write(answers).count("=")


def with_answer(answers: Answers, name: str, value: float | None) -> Answers:
    """Return answers with another one for a cell; with None it is empty again."""
    found = dict(answers)
    found.pop(name, None)
    return (*found.items(), *([(name, value)] if value is not None else []))


ANSWERS: Written[Answers] = Written(_read, _write)
