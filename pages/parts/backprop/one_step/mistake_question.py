"""Guess first: in which array is the first wrong number? The answer is seen when that array is."""

from collections.abc import Iterator, Sequence

from pages.parts.backprop.one_step.bench import Bench
from pages.parts.backprop.one_step.steps import ShownStep
from pages.parts.backprop.one_step.wrong_cells import revealed_at
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.protocol.panels import Caption
from pages.shared.protocol.prompts import Guess
from pages.shared.text import Text

OPTIONS = 6  # to choose from, with the right one


def asked(
    settings: BackpropSettings, bench: Bench, shown: Sequence[ShownStep], marked: Sequence[str], text: Text
) -> Guess | None:
    """Return the question; None if all numbers of this step are right. Until the answer is seen, nothing is
    said of the cells that are `marked` later."""
    since = revealed_at(bench, shown)
    if since is None or bench.first is None:
        return None
    does = text(f"mistake.does.{bench.name}")
    yes, no = (text(f"mistake.guess.{kind}", first=bench.first, does=does, guess="{guess}") for kind in SAID)
    name = f"backprop.{bench.name}.{'-'.join(map(str, settings.sizes))}.{bench.first}"
    hint: Caption = (("", text("mistake.hint.before")),)
    hints = dict.fromkeys(marked, hint)
    options = choices(bench)
    return Guess(name, text("mistake.guess.ask"), options, bench.first, float(since), yes, no, hints)


SAID = ("yes", "no")


def choices(bench: Bench) -> tuple[str, ...]:
    """Return the names to choose from in the order of the right step, the right answer among them."""
    known = [step.name for step in bench.right]
    names = ([bench.first] if bench.first not in known else []) + known
    last, wanted = len(bench.right.weights), [bench.first]
    for name in _usual(last):
        if name in known and name not in wanted and len(wanted) < OPTIONS:
            wanted.append(name)
    return tuple(name for name in names if name in wanted and name is not None)


def _usual(last: int) -> Iterator[str]:
    yield from (f"delta{last}", f"dW{last}", f"a{last}", "newW1", f"delta{max(1, last - 1)}", "loss", "dW1")
    yield from (f"db{last}", "newb1")
