"""What was noticed about a run on its way: findings, the goals that were reached, and changes that no link
says."""

from dataclasses import replace

import nnviz
from nnviz.experiments.diagnosis import diagnose
from nnviz.experiments.goals import GOALS, reached
from pages.parts.train.findings.cure_trying import CureTrying
from pages.parts.train.findings.notices import Notice, take
from pages.parts.train.frames import Remark


class RunNotes:
    """Notes about an experiment: `noticed` in their order, and since which step the run is one `by_hand`,
    which a link does not bring back; None as long as it does."""

    def __init__(self, experiment: nnviz.Experiment, config: nnviz.ExperimentConfig) -> None:
        self._experiment = experiment
        self.noticed: list[Notice] = []
        self._trying = CureTrying(config)
        self.by_hand: int | None = None
        self._reached: dict[int, int] = {}  # by the place of a goal the step at which it was reached first

    def record(self) -> None:
        """Keep this moment of the run in its history; one of the same step is replaced."""
        moment = self._experiment.record()
        for goal, is_reached in enumerate(reached(self._experiment, moment)):
            if is_reached:
                self._reached.setdefault(goal, moment.step)

    def notice(self, diverged: nnviz.DivergedError | None, seconds: float) -> None:
        """Look at the newest moment, and try cures for so long; what was said already is not said again."""
        trainer = self._experiment.trainer
        findings = diagnose(self._experiment, diverged=diverged)
        if not trainer.steps:  # a unit may be dead from its start, but no training has shown it yet
            findings = tuple(found for found in findings if found.kind != "dead_units")
        losses = tuple(trainer.history[-1].target_losses.tolist())
        cures = self._trying.go_on(self._experiment, findings, seconds)
        take(self.noticed, Notice(float(trainer.steps), trainer.epoch, findings, losses, cures))

    def touch(self) -> None:
        """From this step on the run is one by hand."""
        if self.by_hand is None:
            trainer = self._experiment.trainer
            self.by_hand = trainer.steps
            self.noticed.append(replace(self.noticed[-1], step=float(trainer.steps), epoch=trainer.epoch))

    def remark(self, step: int) -> Remark:
        """What was known at a step."""
        noticed = next((one for one in reversed(self.noticed) if one.step <= step), self.noticed[0])
        since = (self._reached.get(goal) for goal in range(len(GOALS)))
        return Remark(noticed.failing, tuple(first is not None and first <= step for first in since))
