"""The buttons above the drawn network that open the drawer where the visitor's own data are changed."""

from collections.abc import Mapping

from nnviz.experiments.problems import OWN, ROWS
from pages.shared.protocol.panels import Action
from pages.shared.text import Text

ROWS_FIELD, FILE_BUTTON = "train-rows", "train-file-again"  # keys of widgets in the drawer
PLACES: Mapping[str, str] = {ROWS: ROWS_FIELD, OWN: FILE_BUTTON}  # by the problem


def drawer_actions(problem: str, page_text: Text) -> tuple[Action, ...]:
    """Return the button that leads to the data of a problem; none where they are drawn for the visitor."""
    if problem not in PLACES:
        return ()
    text = Text("own_data", page_text.language)
    return (Action("", text(f"drawer.{problem}"), drawer=PLACES[problem]),)
