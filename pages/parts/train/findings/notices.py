"""What is noticed about a run, at which of its steps, and what makes it worth saying again."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from nnviz.experiments.diagnosis import Finding
from pages.parts.train.findings.cure_trying import Tried

NEARLY_ALL = 0.9  # of the loss
MOST_NOTES = 100


@dataclass(frozen=True)
class Notice:
    """What was found at a step, how the loss was shared out among the targets then, and which cures had
    helped in their trials."""

    step: float
    epoch: float
    findings: tuple[Finding, ...]
    target_losses: tuple[float, ...]
    cures: Tried = field(default_factory=dict)

    @property
    def failing(self) -> int | None:
        """The output (from 0) that nearly all of the loss of a stuck run comes from, if there is one."""
        for found in self.findings:
            if found.kind == "stuck" and (found.values["share"] or 0) >= NEARLY_ALL:
                output: int = found.values["output"]
                return output
        return None


def take(noticed: list[Notice], new: Notice) -> None:
    """Add what is noticed now, if it is worth saying again."""
    last = noticed[-1] if noticed else None
    if last is None or gist(new.findings) != gist(last.findings) or new.cures != last.cures:
        noticed.append(new)
        del noticed[1:-MOST_NOTES]


def gist(findings: Iterable[Finding]) -> tuple[object, ...]:
    """Return what makes findings worth saying again: other kinds, units, outputs, rates or errors, a plateau
    twice as long."""
    return tuple(
        (
            found.kind,
            *(found.values.get(name) for name in ("units", "output", "rate", "error", "level")),
            int(found.values.get("epochs", 0)).bit_length(),
        )
        for found in findings
    )
