"""The one control of the page Activations: which function."""

from dataclasses import replace

from pages.parts.activations.settings import SETTINGS, START, VIEWS, ActivationsSettings, of, values_of
from pages.shared.keeping import Keeper
from pages.shared.lessons import choose
from pages.shared.link import Complaint
from pages.shared.text import Text

KEEPER: Keeper[ActivationsSettings] = Keeper("activations", START, SETTINGS, ("view",), of, values_of)


def activations_settings(text: Text) -> tuple[ActivationsSettings, list[Complaint]]:
    """Show the control; return the settings and the complaints about the link."""
    complaints = KEEPER.follow()
    settings = replace(KEEPER.current(), view=choose(KEEPER, VIEWS, text), step=KEEPER.step())
    KEEPER.write(settings)
    return settings, complaints
