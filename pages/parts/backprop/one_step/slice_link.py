"""The way from a training step to the loss over two of its parameters: a link to the lesson of the optimizers
with these numbers, where the walk of this optimizer begins with this very step."""

from dataclasses import replace
from urllib.parse import urlencode

from pages.parts.backprop.fitting import parameters
from pages.parts.backprop.optimizers.landscapes import sliced
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.store import STORE
from pages.parts.backprop.walk_codecs import METHODS, SLICE, USUAL, held_rate
from pages.shared.protocol.panels import Action
from pages.shared.text import Text

PAGE = "backprop"


def slice_settings(settings: BackpropSettings) -> BackpropSettings:
    """Return the settings of the lesson over the chosen parameter and another one."""
    at = METHODS.index(settings.optimizer)
    rates = (*USUAL[:at], held_rate(settings.rate), *USUAL[at + 1 :])
    shown = replace(
        settings, view="optimizers", surface=SLICE, first=settings.chosen, second="", chosen="", step=1
    )
    first, second = sliced(shown)
    return replace(
        shown, first=first, second=second, rates=rates, changes=(), method=settings.optimizer, mistake=""
    )


def slice_action(settings: BackpropSettings, text: Text) -> Action | None:
    """Return the link; None where nothing is chosen that is trained, or there is nothing beside it."""
    names = parameters(settings)
    if settings.chosen not in names or len(names) < 2:
        return None
    shown = slice_settings(settings)
    query = STORE.write(shown) | {"lang": text.language}
    label = text("chain.slice", first=shown.first, second=shown.second)
    return Action("", label, f"{PAGE}?{urlencode(query)}")
