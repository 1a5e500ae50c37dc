"""The settings of a run after a change of its typed rows."""

from dataclasses import replace

from nnviz.datasets.rows import Row
from nnviz.experiments.problems import ROWS, beginning, suited_loss
from pages.parts.train.settings import TrainSettings, suited


def with_rows(settings: TrainSettings, rows: tuple[Row, ...]) -> TrainSettings:
    """Return the settings with other rows; an output that suited the old ones becomes one that suits them."""
    before, after = (beginning(ROWS, one)["output"] for one in (settings.rows, rows))
    if settings.output == before != after:
        settings = replace(settings, output=after, loss=suited_loss(after, ROWS, rows))
    return suited(replace(settings, rows=rows))
