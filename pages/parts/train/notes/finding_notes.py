"""What is said of each finding: a sentence with its numbers, and buttons for the cures that helped."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from math import isfinite
from typing import Any

from nnviz import Experiment, Finding, Unit
from pages.parts.train.findings.cures import buttons
from pages.parts.train.findings.notices import Notice
from pages.parts.train.interactions import OUTSIDE_PAIR
from pages.parts.train.naming import Names, is_article, names_of
from pages.parts.train.settings import OUTSIDE, RATES, TrainSettings
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.answers import Level, Note
from pages.shared.protocol.panels import Action
from pages.shared.text import Text

PRESUMED = ("rate_too_small", "too_few_units")  # what is said only when its cure has helped
ERRORS = ("diverged", "exploding")
WHOLE = ("epoch", "epochs", "since", "samples")  # numbers that are written whole
SHARES = ("share", "right", "slope")  # those that are written in percent
NOTED = ("loss", "first_loss", "low_loss", "ratio", "rate", "limit", "value", "floor", "least", "most")


def finding_notes(
    experiment: Experiment, noticed: Notice, text: Text, settings: TrainSettings
) -> Iterator[Note]:
    """Return a line for every finding of a moment."""
    names = names_of(experiment, text)
    said_once = said_already(noticed)
    for found in noticed.findings:
        if found.kind in PRESUMED and found.kind not in noticed.cures:
            continue
        if found.kind == said_once:
            continue
        actions = buttons(noticed.cures.get(found.kind, ()), text)
        if found.kind == "learned":
            yield learned(found, text, settings, is_article(experiment))
        elif found.kind == "stuck":
            yield stuck(found, noticed, text, names.outputs, actions)
        elif found.kind == "unscaled_inputs" and is_article(experiment):
            yield said(text("finding.raw_data"), found, text, actions)
        else:
            yield note(found, text, names, actions)


def said_already(noticed: Notice) -> str:
    """Return which of the two findings about a loss that stays is said by the other one: the one that names
    an output or a level says more."""
    both = {"stuck", "plateau"} <= {found.kind for found in noticed.findings}
    return "" if not both else "stuck" if noticed.failing is None else "plateau"


def note(found: Finding, text: Text, names: Names | None = None, actions: Sequence[Action] = ()) -> Note:
    """Return one finding in the sentence of its kind."""
    values = printed(found.values)
    if "units" in found.values and not isinstance(found.values["units"], int):
        values["units"] = listed_units(found.values["units"], text)
    if "suggested_rate" in values:
        values["advice"] = advice(found.values["suggested_rate"], text)
    for name, known in (("input", names and names.inputs), ("target", names and names.outputs)):
        if name in values and known:
            values[name] = known[values[name]]
    key = KEYS[found.kind](found) if found.kind in KEYS else found.kind
    if "output" in values and found.kind == "out_of_reach":
        values["output"] = text(f"choice.{values['output']}")
    if "layers" in values:
        values["layers"] = listed([str(layer) for layer in values["layers"]], text)
    return said(text(f"finding.{key}", **values), found, text, actions)


def said(words: str, found: Finding, text: Text, actions: Sequence[Action]) -> Note:
    """Return a sentence, and what was tried with success behind it."""
    level: Level = "error" if found.kind in ERRORS else "warning"
    if actions:
        words = text("finding.tried", said=words)
    return Note(level, words, tuple(actions), found.kind)


# Findings that are said in more than one way, by what tells the ways apart.
KEYS: Mapping[str, Callable[[Finding], str]] = {
    "plateau": lambda found: f"plateau_{found.values['level']}",
    "no_curve": lambda found: "no_curve" if found.values["right"] is None else "no_curve_classes",
}


def stuck(
    found: Finding, noticed: Notice, text: Text, outputs: Sequence[str], actions: Sequence[Action]
) -> Note:
    """A plateau, and what is left of the loss."""
    if noticed.failing is None or len(outputs) == 1:
        return said(text("finding.stuck", **printed(found.values)), found, text, actions)
    values = printed(found.values) | {"target": outputs[noticed.failing]}
    return said(text("finding.stuck_at", **values), found, text, actions)


def learned(found: Finding, text: Text, settings: TrainSettings, article: bool) -> Note:
    """What has been reached, and of the article's rule a question that goes beyond what was learned from."""
    a, b = (f"{number:g}" for number in OUTSIDE)
    error = f"{found.values['error']:g}"
    if not article:
        return Note("good", text("finding.learned_numbers", error=error), finding=found.kind)
    if settings.pairs[0] == OUTSIDE:
        return Note("good", text("finding.learned_here", error=error, a=a, b=b), finding=found.kind)
    more = Action(OUTSIDE_PAIR, text("finding.outside", a=a, b=b))
    return Note("good", text("finding.learned", error=error), (more,), found.kind)


def listed(words: Sequence[str], text: Text) -> str:
    """Return words as a list in the visitor's language."""
    return text("list.comma").join(words)


def listed_units(found: Sequence[Unit], text: Text) -> str:
    """Return units as a list, gathered by layer."""
    return text("list.semicolon").join(
        text("finding.units", layer=layer, units=listed([str(unit.unit) for unit in units], text))
        for layer, units in groupby(found, key=lambda unit: unit.layer)
    )


def printed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a finding as they are written: epochs whole, losses with three digits."""
    found = dict(values)
    if "since" in found:
        found["since"] = max(found["since"])
    if "value" in found:
        found["variance"] = rounded(2 * found["value"], 4)
    for name in WHOLE:
        if name in found:
            found[name] = f"{int(found[name]):,}"
    for name in SHARES:
        if found.get(name) is not None:
            found[name] = f"{100 * found[name]:.0f}"
    if "fall" in found:
        found["fall"] = rounded(100 * found["fall"], 2)
    for name in ("low", "high", *NOTED):
        if name in found:
            found[name] = endless(found[name])
    return found


def endless(value: float) -> str:
    """Return a number with three digits, or an infinite one."""
    if not isfinite(value):
        return "−∞" if value < 0 else "∞"
    return rounded(value, 3)


def advice(rate: float | None, text: Text) -> str:
    """Return what to do about a learning rate that is too large, if `rate` is one that was tried."""
    if rate is None or rate < RATES[0]:
        return text("finding.no_rate")
    return text("finding.tried_rate", suggested_rate=rounded(rate), reset=text("controls.reset"))
