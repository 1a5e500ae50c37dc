"""What one may guess before a run is played, and the answer that the run gives: of the article's experiment,
which output is not learned; of classes, how many samples are classified correctly after some epochs; of
numbers, whether the loss gets below that of the best straight line."""

from dataclasses import replace
from hashlib import sha256
from math import isnan

from nnviz.experiments.reference_lines import loss_lines
from pages.parts.train.naming import is_article, names_of
from pages.parts.train.run.training_session import Live
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.prompts import Guess
from pages.shared.text import Text

NEVER = 1e300  # beyond every run
EPOCHS = 500  # after which classes and numbers are judged
BOUNDS = (0.75, 0.95)  # of the accuracies that one may guess


def prompt(live: Live, text: Text) -> Guess | None:
    """Return what one may guess first; it has no answer yet. Where all targets are the same, nothing is
    asked: no line is better than their mean."""
    if not (is_article(live.experiment) or _has_classes(live) or loss_lines(live.experiment)):
        return None
    name = sha256(repr(live.experiment.parts).encode()).hexdigest()[:16]  # equal runs have equal answers
    if is_article(live.experiment):
        options = (*names_of(live.experiment, text).outputs, text("guess.none"))
        return Guess(name, text("guess.label"), options, "", NEVER, "", "")
    kind = "accuracy" if _has_classes(live) else "line"
    percents = {word: f"{100 * bound:.0f}" for word, bound in zip(("low", "high"), BOUNDS, strict=True)}
    words = ("below", "between", "above") if kind == "accuracy" else ("yes_it_does", "no_it_does_not")
    options = tuple(text(f"guess.{word}", **percents) for word in words)
    return Guess(name, text(f"guess.{kind}", epochs=EPOCHS), options, "", NEVER, "", "")


def answered(live: Live, text: Text) -> Guess | None:
    """Return the same with its answer, once the run has given it."""
    if is_article(live.experiment):
        return _failing_output(live, text)
    asked = prompt(live, text)
    moment = next((one for one in live.experiment.trainer.history if one.epoch >= EPOCHS), None)
    if moment is None or asked is None:
        return None
    epoch = f"{moment.epoch:,.10g}"
    if _has_classes(live):
        right = sum(moment.accuracy >= bound for bound in BOUNDS)
        because = text("guess.accuracy_is", epoch=epoch, percent=f"{100 * moment.accuracy:.1f}")
    else:
        line = loss_lines(live.experiment)[-1].value
        right = 0 if moment.train_loss < line else 1
        numbers = {"loss": rounded(moment.train_loss, 4), "line": rounded(line, 4)}
        because = text("guess.line_is", epoch=epoch, **numbers)
    return _with_answer(asked, right, float(moment.step), because, text)


def _failing_output(live: Live, text: Text) -> Guess | None:
    """The answer of the article's experiment, once it is stuck or has learned."""
    asked = prompt(live, text)
    if asked is None:
        return None
    for noticed in reversed(live.noticed):
        found = {found.kind: found.values for found in noticed.findings}
        if "learned" in found:
            because = text("guess.learned", error=f"{found['learned']['error']:g}")
            return _with_answer(asked, len(asked.options) - 1, noticed.step, because, text)
        if "stuck" in found and found["stuck"]["share"]:
            because = text("guess.stuck", share=f"{100 * found['stuck']['share']:.0f}")
            return _with_answer(asked, found["stuck"]["output"], noticed.step, because, text)
    return None


def _with_answer(asked: Guess, right: int, since: float, because: str, text: Text) -> Guess:
    values = {"guess": "{guess}", "right": asked.options[right], "why": because}
    yes, no = text("guess.yes", **values), text("guess.no", **values)
    return replace(asked, right=asked.options[right], since=since, yes=yes, no=no)


def _has_classes(live: Live) -> bool:
    return not isnan(live.experiment.trainer.history[-1].train_accuracy)
