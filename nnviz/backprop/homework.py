"""Numbers of a training step that somebody has worked out by hand: which are right, and which is wrong first.
A wrong number may be the one that a common mistake gives; then the mistake has a name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from typing import Literal

import numpy as np

from nnviz.backprop.carried_numbers import carried_numbers
from nnviz.backprop.cells import cell_name, place_in
from nnviz.backprop.training_trace import TrainingTrace
from nnviz.validation import Array

Verdict = Literal["right", "coarse", "wrong"]

NEAR = 1e-9  # relative: so far two programs that compute in another order may lie from each other
ENOUGH = 2  # significant digits; with fewer, many numbers round to the same


@dataclass(frozen=True)
class Answer:
    """One number that was typed for a `cell`, and what is to be said of it.

    `expected` is the number of the step, with all digits. The `verdict` is "right" if the typed one is that
    number, rounded or cut off to the digits that were typed; "coarse" if it is, but with a single digit, to
    which many numbers round; else "wrong", and so is 0 for any other number. `mistakes` names those that give
    the typed number in this cell, the ones that begin in this array first. A wrong number `follows` if it is
    right for the wrong ones that were typed for cells before it: nothing new went wrong there.
    """

    cell: str
    typed: str
    expected: float
    verdict: Verdict
    mistakes: tuple[str, ...] = ()
    follows: bool = False


@dataclass(frozen=True)
class Judgement:
    """All `answers` in the order of the computation, and the `first_wrong` one, None if none is wrong."""

    answers: tuple[Answer, ...]

    @property
    def first_wrong(self) -> Answer | None:
        """Where to look: what comes after it may be wrong because of it."""
        return next((answer for answer in self.answers if answer.verdict == "wrong"), None)

    @property
    def right(self) -> tuple[str, ...]:
        """The cells with a right number."""
        return tuple(answer.cell for answer in self.answers if answer.verdict == "right")

    def __getitem__(self, cell: str) -> Answer:
        """The answer for a cell; KeyError if nothing was typed there."""
        return {answer.cell: answer for answer in self.answers}[cell]


def judge(
    trace: TrainingTrace,
    typed: Mapping[str, str | float],
    suspects: Mapping[str, TrainingTrace] | None = None,
) -> Judgement:
    """Compare typed numbers with those of a training step.

    Parameters
    ----------
    trace : TrainingTrace
        The right step.
    typed : mapping of str to str or float
        For cells such as "z1[0,1]", "delta1[0,1]", "dW1[0,1]", "db1[1]" or "newW1[0,1]" the number as it was
        typed, "0.0825" or "-1.2e-3": how many digits it has says how near it has to be.
    suspects : mapping of str to TrainingTrace, optional
        The same step with a mistake in it, by the name of the mistake. One that ends early counts as far as
        it goes.

    Returns
    -------
    Judgement

    Raises
    ------
    ValueError
        If there is no such cell, or what was typed is no finite number.

    Examples
    --------
    >>> from nnviz.networks.network import Network
    >>> from nnviz.backprop.training_trace import training_trace
    >>> trace = training_trace(Network.from_parameters([[[0.5]]], None, output="sigmoid"), [[1]], [[0]])
    >>> [answer.verdict for answer in judge(trace, {"a1[0,0]": "0.622", "z1[0,0]": "0.6"}).answers]
    ['wrong', 'right']
    """
    order = {step.name: step.number for step in trace}
    places = {cell: place_in(trace, cell) for cell in typed}
    cells = sorted(typed, key=lambda cell: (order.get(places[cell][0], -1), places[cell][1]))
    answers = [_answer(trace, cell, str(typed[cell]), suspects or {}) for cell in cells]
    return Judgement(tuple(_with_what_follows(trace, answers)))


def homework_cells(trace: TrainingTrace, arrays: Iterable[str]) -> tuple[str, ...]:
    """All cells of some arrays, such as "delta1" and "dW1", in the order of the computation.

    Raises
    ------
    ValueError
        If the trace has no step that makes such an array.
    """
    steps = sorted({trace.step(name).number for name in arrays})
    shapes = [(trace[number].name, trace[number].result.shape) for number in steps]
    return tuple(cell_name(name, *place) for name, shape in shapes for place in np.ndindex(shape))


def verdict_on(typed: str, expected: float) -> Verdict:
    """Whether a typed number is the expected one, to the digits that it has; see `Answer`.

    Raises
    ------
    ValueError
        If it is no finite number.
    """
    number = _number(typed)
    if not np.isfinite(expected):
        return "wrong"
    exact = Decimal(expected)
    unit = Decimal(1).scaleb(int(number.as_tuple().exponent))  # that of the last digit
    near = abs(exact) * Decimal(NEAR)
    distance = abs(number - exact)
    if distance <= near:
        return "right"
    cut = exact.quantize(unit, ROUND_DOWN) if abs(exact) < unit * 10**25 else exact
    if not number or (distance > unit / 2 + near and number != cut):
        return "wrong"
    return "right" if _significant(number) >= ENOUGH else "coarse"


def _answer(trace: TrainingTrace, cell: str, typed: str, suspects: Mapping[str, TrainingTrace]) -> Answer:
    array, place = place_in(trace, cell)
    expected = float(trace.arrays[array][place])
    verdict = verdict_on(typed, expected)
    if verdict != "wrong":
        return Answer(cell, typed, expected, verdict)
    guilty = [name for name, other in suspects.items() if _gives(other, cell, typed)]
    guilty.sort(key=lambda name: not _begins_in(trace, suspects[name], array))
    return Answer(cell, typed, expected, verdict, tuple(guilty))


def _with_what_follows(trace: TrainingTrace, answers: list[Answer]) -> list[Answer]:
    """The answers, with a mark on those that are right for the wrong numbers before them."""
    wrong = [answer for answer in answers if answer.verdict == "wrong"]
    if len(wrong) < 2:
        return answers
    numbers = carried_numbers(trace, {answer.cell: float(_number(answer.typed)) for answer in wrong})
    return [replace(answer, follows=_follows(trace, answer, numbers)) for answer in answers]


def _follows(trace: TrainingTrace, answer: Answer, numbers: Mapping[str, Array]) -> bool:
    array, place = place_in(trace, answer.cell)
    if answer.verdict != "wrong" or array not in numbers:
        return False
    return verdict_on(answer.typed, float(numbers[array][place])) == "right"


def _gives(other: TrainingTrace, cell: str, typed: str) -> bool:
    """Whether a step with a mistake has the typed number in a cell."""
    try:
        array, place = place_in(other, cell)
    except ValueError:
        return False  # it ends before, or its array has another shape
    return verdict_on(typed, float(other.arrays[array][place])) == "right"


def _begins_in(trace: TrainingTrace, other: TrainingTrace, array: str) -> bool:
    """Whether all that a step with a mistake computes before an array is right."""
    for step in trace:
        if step.name == array:
            return True
        found = other.arrays.get(step.name)
        if found is None or found.shape != step.result.shape:
            return False
        if not np.allclose(found, step.result, rtol=NEAR, atol=0, equal_nan=True):
            return False
    return True


def _number(typed: str) -> Decimal:
    try:
        number = Decimal(typed.strip())
    except ArithmeticError:  # decimal.InvalidOperation
        raise ValueError(f"typed must be a number such as 0.0825, got {typed!r}") from None
    if not np.isfinite(float(number)):
        raise ValueError(f"typed must be a finite number, got {typed!r}")
    return number


def _significant(number: Decimal) -> int:
    """How many digits were typed, without zeros in front."""
    return len("".join(map(str, number.as_tuple().digits)).lstrip("0"))
