"""Where the page Network has its settings; a base brings its own layers and samples along."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nnviz import forward_steps
from nnviz.networks.forward_trace import textbook_steps
from pages.parts.network.examples import PRESETS
from pages.parts.network.settings import START, NetworkSettings, pruned
from pages.shared.state.settings_store import SettingsStore


def of_base(values: Mapping[str, Any]) -> NetworkSettings:
    """Return the settings that a link with these values begins from."""
    base = PRESETS[values.get("base", START.base)]
    return replace(START, layers=base.layers, X=base.X)


def of_link(settings: NetworkSettings) -> NetworkSettings:
    """The settings of a link, made to fit; a step amid the calls of an activation has these calls opened."""
    settings = pruned(settings)
    if settings.view != "build" or settings.opened or not settings.step:
        return settings
    shown = {step.number + 1 for step in textbook_steps(forward_steps(settings.network, settings.X))}
    amid = settings.step < max(shown) and settings.step not in shown
    return replace(settings, calls=settings.calls or amid)


def of_today(settings: NetworkSettings) -> NetworkSettings:
    """The settings of a link from before: softmax and losses, once a part of "digits", are a lesson now."""
    changed = settings.shift, settings.y, settings.t
    if settings.view != "digits" or changed == (START.shift, START.y, START.t):
        return settings
    return replace(settings, view="softmax", step=0)


STORE = SettingsStore("network", START, of_link, of_base)
SETTINGS = STORE.table
