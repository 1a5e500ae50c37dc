"""What is folded below the stage of the page Train, but for figures and tables: how to read the picture."""

from pages.parts.train.training_session import Live
from pages.shared.protocol.panels import ChoicesPanel
from pages.shared.text import Text


def about_panel(live: Live, text: Text) -> ChoicesPanel:
    """What is learned from what, and how to read what is seen."""
    data = live.experiment
    counts = {"samples": len(data.data), "train": len(data.train), "test": len(data.X_test)}
    values = {name: f"{count:,}" for name, count in counts.items()}
    lines = (text("about.data", **values), *(text(f"about.{name}") for name in ("loss", "maps", "matrices")))
    return ChoicesPanel("about", text("about.title"), lines, room="more")
