"""Why an output and a loss are not taken as they were chosen: a key `refused.` of the sentences."""

from nnviz import LOSSES
from pages.parts.train.settings import TrainSettings, fitting


def refusal(asked: TrainSettings) -> tuple[str, TrainSettings] | None:
    """Return why what was asked for cannot be trained, and what is taken instead; None where it can."""
    taken = fitting(asked)
    if (taken.output, taken.loss) == (asked.output, asked.loss):
        return None
    return _reason(asked, taken), taken


def _reason(asked: TrainSettings, taken: TrainSettings) -> str:
    if asked.output == "softmax" and taken.start.sizes[-1] == 1:
        return "single"
    partner = LOSSES[asked.loss].partner
    if partner is not None and asked.output != partner:
        return "partner"
    if asked.output == "softmax" and partner is None:
        return "whole"
    return "targets"
