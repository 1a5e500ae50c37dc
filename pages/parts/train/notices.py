"""What is noticed about a run, at which of its steps, and what makes it worth saying again."""

from collections.abc import Iterable
from dataclasses import dataclass

from nnviz.experiments.diagnosis import Finding

NEARLY_ALL = 0.9  # of the loss


@dataclass(frozen=True)
class Notice:
    """What was found at a step, and how the loss was shared out among the targets then."""

    step: float
    epoch: float
    findings: tuple[Finding, ...]
    target_losses: tuple[float, ...]

    @property
    def failing(self) -> int | None:
        """The output (from 0) that nearly all of the loss of a stuck run comes from, if there is one."""
        for found in self.findings:
            if found.kind == "stuck" and (found.values["share"] or 0) >= NEARLY_ALL:
                output: int = found.values["output"]
                return output
        return None


def gist(findings: Iterable[Finding]) -> tuple[object, ...]:
    """Return what makes findings worth saying again: other kinds, units, outputs, rates or errors, a plateau
    twice as long."""
    return tuple(
        (
            found.kind,
            *(found.values.get(name) for name in ("units", "output", "rate", "error")),
            int(found.values.get("epochs", 0)).bit_length(),
        )
        for found in findings
    )
