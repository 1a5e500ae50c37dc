"""What is said about a training run: how far it is, and what was noticed on the way.
Every number in a sentence is the run's own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isfinite, isnan
from typing import Any

from nnviz import Finding
from pages.parts.train.cures import cures
from pages.parts.train.interactions import CURE, OUTSIDE_PAIR
from pages.parts.train.naming import is_article, names_of
from pages.parts.train.notices import Notice
from pages.parts.train.second_run import SecondRun
from pages.parts.train.settings import OUTSIDE, RATES, TrainSettings
from pages.parts.train.training_session import Live
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.answers import Coming, Level, Note, Notes
from pages.shared.protocol.panels import Action
from pages.shared.text import Text

NEVER = 1e300  # beyond every run


def status(live: Live, text: Text) -> str:
    """Return the progress of the run in one line."""
    progress = live.progress
    target, epoch = f"{progress.target:,}", f"{int(progress.epoch):,}"
    if live.diverged:
        return text("status.stopped", epoch=epoch)
    moment = live.experiment.trainer.history[-1]
    if live.stopped == "loss":
        return text("status.at_loss", epoch=epoch, value=rounded(moment.train_loss, 4))
    if live.stopped == "accuracy":
        accuracy = moment.train_accuracy if isnan(moment.test_accuracy) else moment.test_accuracy
        return text("status.at_accuracy", epoch=epoch, value=f"{100 * accuracy:.1f}")
    if live.ended:
        return text("status.done", target=target)
    if progress.speed <= 0:
        return text("status.ready", target=target)
    return text(
        "status.running",
        epoch=epoch,
        target=target,
        speed=f"{float(f'{progress.speed:.1g}'):,.0f}",
    )


def both(live: Live, second: SecondRun | None, text: Text) -> str:
    """Return the progress of the run, and what has become of the one beside it, if that is over."""
    if second is None or second.diverged is None:
        return status(live, text)
    told = text("second.diverged", epoch=f"{int(second.epoch):,}")
    return text("second.status", first=status(live, text), second=told)


def coming(live: Live, second: SecondRun | None, text: Text) -> Coming | None:
    """Return how far a run is on its way: to the epoch that a link asked for, or to that of the run beside
    which it stands; None if it is not on one."""
    if live.reaching:
        return on_its_way("link", live.progress.epoch, live.goal, text)
    if second and second.behind:
        return on_its_way("second", second.epoch, second.goal, text)
    return None


def on_its_way(way: str, epoch: float, goal: float, text: Text) -> Coming:
    """Return how far a run is on its way to an epoch."""
    return Coming(epoch / goal, text(f"coming.{way}", epoch=f"{int(epoch):,}", goal=f"{goal:,.10g}"))


@dataclass(frozen=True)
class Said:
    """What is said beside what was noticed: the `settings` that cures begin from, and the names of what
    `changed` and made the run start again."""

    settings: TrainSettings
    changed: tuple[str, ...] = ()


def notes(live: Live, text: Text, since: float, said: Said) -> Notes:
    """Return what was noticed from step `since` on; where there is nothing to say, nothing is said."""
    return [
        (noticed.step, tuple(lines(live, noticed, text, said)))
        for noticed in live.noticed
        if noticed.step >= since
    ]


def lines(live: Live, noticed: Notice, text: Text, said: Said) -> Iterator[Note]:
    """What there is to say at one moment of the run."""
    if said.changed and noticed.step == 0:
        yield Note("info", text("finding.restarted", fields=listed(said.changed, text)))
    first = {"error": 0, "good": 1}
    yield from sorted(
        causes(live, noticed, text, said),
        key=lambda line: (
            first.get(line.level, 2),
            not line.actions,
        ),  # lines with buttons before those without
    )


def causes(live: Live, noticed: Notice, text: Text, said: Said) -> Iterator[Note]:
    """What is unusual about the data, and every finding."""
    if is_article(live.experiment) and not live.experiment.parts.problem.standardise:
        yield Note("warning", text("finding.raw_data"), finding="unscaled_inputs")
    dead = any(found.kind == "dead_units" for found in noticed.findings)
    for found in noticed.findings:
        if found.kind == "stuck":
            yield stuck(found, noticed, text, said.settings, dead, names_of(live.experiment).outputs)
        elif found.kind == "learned":
            yield learned(found, text, said.settings)
        else:
            yield note(found, text)


def stuck(
    found: Finding, noticed: Notice, text: Text, settings: TrainSettings, dead: bool, outputs: Sequence[str]
) -> Note:
    """A plateau, what is left of the loss, and what can be tried, as buttons."""
    buttons = tuple(
        Action(f"{CURE}{cure.name}", text(f"cure.{cure.name}", rate=f"{cure.settings.rate:g}"))
        for cure in cures(settings, dead)
    )
    if noticed.failing is None or len(outputs) == 1:
        return Note("warning", text("finding.stuck", **printed(found.values)), buttons, found.kind)
    target, share = outputs[noticed.failing], f"{100 * found.values['share']:.0f}"
    values = printed(found.values) | {"target": target, "share": share}
    return Note("warning", text("finding.stuck_at", **values), buttons, found.kind)


def learned(found: Finding, text: Text, settings: TrainSettings) -> Note:
    """What has been reached, and a question that goes beyond what was learned from."""
    a, b = (f"{number:g}" for number in OUTSIDE)
    error = f"{found.values['error']:g}"
    if settings.pairs[0] == OUTSIDE:
        return Note("good", text("finding.learned_here", error=error, a=a, b=b), finding=found.kind)
    more = Action(OUTSIDE_PAIR, text("finding.outside", a=a, b=b))
    return Note("good", text("finding.learned", error=error), (more,), found.kind)


def listed(words: Sequence[str], text: Text) -> str:
    """Return words as a list in the visitor's language."""
    return text("list.comma").join(words)


def note(found: Finding, text: Text) -> Note:
    """Return one finding in the sentence of its kind."""
    values = printed(found.values)
    if found.kind == "dead_units":
        values["units"] = text("list.semicolon").join(
            text("finding.units", layer=layer, units=listed([str(unit.unit) for unit in units], text))
            for layer, units in groupby(found.values["units"], key=lambda unit: unit.layer)
        )
    if "suggested_rate" in values:
        values["advice"] = advice(found.values["suggested_rate"], text)
    level: Level = "error" if found.kind in ("diverged", "exploding") else "warning"
    return Note(level, text(f"finding.{found.kind}", **values), finding=found.kind)


def printed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a finding as they are written: epochs whole, losses with three digits."""
    found = dict(values)
    for name in ("epoch", "epochs"):
        if name in found:
            found[name] = f"{int(found[name]):,}"
    for name in ("loss", "first_loss", "low_loss", "ratio", "rate"):
        if name in found:
            found[name] = rounded(found[name], 3) if isfinite(found[name]) else "∞"
    return found


def advice(rate: float | None, text: Text) -> str:
    """Return what to do about a learning rate that is too large, if `rate` is one that was tried."""
    if rate is None or rate < RATES[0]:
        return text("finding.no_rate")
    return text("finding.tried_rate", suggested_rate=rounded(rate), reset=text("controls.reset"))
