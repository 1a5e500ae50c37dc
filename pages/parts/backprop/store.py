"""Where the page Backpropagation has its settings; layers of one's own begin without given weights."""

from collections.abc import Mapping
from typing import Any

from pages.parts.backprop.fitting import suited
from pages.parts.backprop.settings import DRAWN, START, BackpropSettings
from pages.shared.state.settings_store import SettingsStore


def of_layers(values: Mapping[str, Any]) -> BackpropSettings:
    """Return the settings that a link with these values begins from."""
    return START if values.get("layers", START.layers) == START.layers else DRAWN


STORE = SettingsStore("backprop", START, suited, of_layers)
SETTINGS = STORE.table
