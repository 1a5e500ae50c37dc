"""What is said about a training run: how far it is, and what was noticed on the way.
Every number in a sentence is the run's own."""

from collections.abc import Iterator
from dataclasses import dataclass

from pages.parts.train.findings.notices import Notice
from pages.parts.train.notes.finding_notes import finding_notes, listed
from pages.parts.train.run.second_run import SecondRun
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import TrainSettings
from pages.shared.numbers.numerals import rounded
from pages.shared.operating.limits import limits
from pages.shared.protocol.answers import Coming, Note, Notes
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
        return text("status.at_accuracy", epoch=epoch, value=f"{100 * moment.accuracy:.1f}")
    if live.stopped == "time":
        return text("status.at_time", epoch=epoch, seconds=limits().run_seconds)
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
    if second is not None and second.out_of_time:
        return text("status.at_time", epoch=f"{int(second.epoch):,}", seconds=limits().run_seconds)
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
    by_hand = live.notes.by_hand
    if by_hand is not None and noticed.step >= by_hand:
        yield Note("info", text("hands.changed"))
    first = {"error": 0, "good": 1}
    yield from sorted(
        finding_notes(live.experiment, noticed, text, said.settings),
        key=lambda line: (
            first.get(line.level, 2),
            not line.actions,
        ),  # lines with buttons before those without
    )
