"""What is folded below the stage of the page Train, but for figures and tables: how to read the picture."""

from pages.parts.train.naming import problem_of
from pages.parts.train.run.training_session import Live
from pages.shared.protocol.panels import ChoicesPanel
from pages.shared.text import Text


def about_panel(live: Live, text: Text) -> ChoicesPanel:
    """What is learned from what, and how to read what is seen."""
    data = live.experiment
    counts = {"samples": len(data.data), "train": len(data.train), "test": len(data.X_test)}
    values = {name: f"{count:,}" for name, count in counts.items()}
    problem = problem_of(data)
    if problem == "article":
        lines = [text("about.data", **values), *(text(f"about.{name}") for name in ("loss", "maps"))]
    else:
        lines = [text(f"about.{problem}"), text("about.parts" if counts["test"] else "about.all", **values)]
        lines.append(text(f"about.{data.parts.learning.loss}"))
        if data.data.X.shape[1] == 2:
            lines.append(text("about.unit_maps"))
    return ChoicesPanel("about", text("about.title"), (*lines, text("about.matrices")), room="more")
