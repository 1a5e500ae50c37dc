"""What is said about a training run: how far it is, and what was noticed on the way.
Every number in a sentence is the run's own."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import isfinite

from nnviz import Finding
from pages.parts.train.settings import NAMES, RATES
from pages.parts.train.training_session import Live, Notice, Progress
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.answers import Coming, Level, Note, Notes
from pages.shared.text import Text


def status(live: Live, text: Text) -> str:
    """Return the progress of the run in one line."""
    progress = live.progress
    target, epoch = f"{progress.target:,}", f"{int(progress.epoch):,}"
    if live.diverged:
        return text("status.stopped", epoch=epoch)
    if live.ended:
        return text("status.done", target=target)
    if progress.speed <= 0:
        return text("status.ready", target=target)
    return text(
        "status.running",
        epoch=epoch,
        target=target,
        speed=f"{progress.speed:,.0f}",
        left=left(progress, text),
    )


def coming(live: Live, text: Text) -> Coming | None:
    """Return how far the run is on its way to the epoch that a link asked for; None if it is not on one."""
    if not live.reaching:
        return None
    epoch, goal = live.progress.epoch, live.goal
    return Coming(epoch / goal, text("reach.words", epoch=f"{int(epoch):,}", goal=f"{goal:,.10g}"))


def left(progress: Progress, text: Text) -> str:
    """Return the time that is left in the unit that suits it."""
    seconds = progress.seconds_left
    if seconds < 100:
        return text("time.seconds", n=f"{seconds:.0f}")
    return (
        text("time.minutes", n=f"{seconds / 60:.0f}")
        if seconds < 6000
        else text("time.hours", n=f"{seconds / 3600:.0f}")
    )


def notes(live: Live, text: Text, since: float, changed: tuple[str, ...], guess: int | None) -> Notes:
    """Return what was noticed from step `since` on; `changed` names what made the run start again."""
    nothing = Note("info", text("finding.nothing"))
    return [
        (noticed.step, list(lines(live, noticed, text, changed, guess)) or [nothing])
        for noticed in live.noticed
        if noticed.step >= since
    ]


def lines(
    live: Live, noticed: Notice, text: Text, changed: tuple[str, ...], guess: int | None
) -> Iterator[Note]:
    """What there is to say at one moment of the run."""
    if changed and noticed.step == 0:
        yield Note("info", text("finding.restarted", fields=listed(changed, text)))
    yield from sorted(causes(live, noticed, text), key=lambda line: line.level != "error")
    if guess is not None:
        yield Note("info", guessed(noticed, guess, text))


def causes(live: Live, noticed: Notice, text: Text) -> Iterator[Note]:
    """What is unusual about the data, and every finding."""
    if not live.experiment.parts.problem.standardise:
        yield Note("warning", text("finding.raw_data"))
    dead = any(found.kind == "dead_units" for found in noticed.findings)
    for found in noticed.findings:
        if found.kind == "dead_units" and noticed.step == 0:
            yield note(found, text, "dead_at_start")  # no rate is to blame
        elif found.kind == "stuck" and dead:
            yield note(found, text, "stuck_with_dead")  # a larger rate is no remedy for these
        else:
            yield note(found, text)


def guessed(noticed: Notice, guess: int, text: Text) -> str:
    """Return the visitor's guess beside what has come out so far."""
    names = [*NAMES[1], text("guess.none")]
    if noticed.step == 0:
        return text("guess.wait", guess=names[guess])
    worst = names[max(range(len(NAMES[1])), key=noticed.target_losses.__getitem__)]
    return text("guess.answer", guess=names[guess], epoch=f"{int(noticed.epoch):,}", worst=worst)


def listed(words: Sequence[str], text: Text) -> str:
    """Return words as a list in the visitor's language."""
    return text("list.comma").join(words)


def note(found: Finding, text: Text, sentence: str | None = None) -> Note:
    """Return one finding in the sentence of its kind, or in another one."""
    values = dict(found.values)
    if found.kind == "dead_units":
        values["units"] = text("list.semicolon").join(
            text("finding.units", layer=layer, units=listed([str(unit.unit) for unit in units], text))
            for layer, units in groupby(values["units"], key=lambda unit: unit.layer)
        )
    if "suggested_rate" in values:
        values["advice"] = advice(values.pop("suggested_rate"), text)
    for name in ("epoch", "epochs"):
        if name in values:
            values[name] = f"{int(values[name]):,}"
    for name in ("loss", "first_loss", "low_loss", "ratio", "rate"):
        if name in values:
            values[name] = rounded(values[name], 3) if isfinite(values[name]) else "∞"
    level: Level = "error" if found.kind in ("diverged", "exploding") else "warning"
    return Note(level, text(f"finding.{sentence or found.kind}", **values))


def advice(rate: float | None, text: Text) -> str:
    """Return what to do about a learning rate that is too large, if `rate` is one that was tried."""
    if rate is None or rate < RATES[0]:
        return text("finding.no_rate")
    return text("finding.tried_rate", suggested_rate=rounded(rate), reset=text("controls.reset"))
