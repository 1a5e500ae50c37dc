"""The one control of the page Activations: which function."""

from dataclasses import replace

from pages.parts.activations.settings import STORE
from pages.shared.controls import Controls
from pages.shared.text import Text


def show(text: Text) -> None:
    """Take the settings from the link, and show the control."""
    STORE.follow()
    STORE.keep(replace(STORE.current(), view=Controls(STORE, text).view()))
