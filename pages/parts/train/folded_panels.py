"""What is folded below the stage of the page Train, but for figures and tables: what one can try to reach,
and how to read the picture."""

from nnviz.experiments.goals import GOALS
from pages.parts.train.training_session import Live
from pages.shared.protocol.panels import ChoicesPanel, ScenePanel
from pages.shared.scenes import goal_list
from pages.shared.text import Text


def goals_panel(text: Text) -> ScenePanel:
    """What one can try to reach, and what this run has reached."""
    words = [text(f"goal.{name}") for name in GOALS]
    scene = goal_list.goal_list(words)
    return ScenePanel("goals", text("goal.title"), text("goal.alt"), scene, room="more")


def about_panel(live: Live, text: Text) -> ChoicesPanel:
    """What is learned from what, and how to read what is seen."""
    data = live.experiment
    counts = {"samples": len(data.data), "train": len(data.train), "test": len(data.X_test)}
    values = {name: f"{count:,}" for name, count in counts.items()}
    lines = (text("about.data", **values), *(text(f"about.{name}") for name in ("loss", "maps", "matrices")))
    return ChoicesPanel("about", text("about.title"), lines, room="more")
