"""Where the page Network has its settings; a base brings its own layers and samples along."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pages.parts.network.examples import PRESETS
from pages.parts.network.settings import START, NetworkSettings, pruned
from pages.shared.state.settings_store import SettingsStore


def of_base(values: Mapping[str, Any]) -> NetworkSettings:
    """Return the settings that a link with these values begins from."""
    base = PRESETS[values.get("base", START.base)]
    return replace(START, layers=base.layers, X=base.X)


STORE = SettingsStore("network", START, pruned, of_base)
SETTINGS = STORE.table
