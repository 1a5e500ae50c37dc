"""What is touched on the page Train: numbers of the pair that is asked, layers and units, and the buttons of
what was noticed. A touch changes the settings, so the link knows it and Back takes it back."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace

from pages.parts.train.cures import cured
from pages.parts.train.prediction_inputs import MOST, Pairs
from pages.parts.train.settings import MOST_LAYERS, OUTSIDE, STORE, TrainSettings
from pages.parts.train.training_session import run_bytes
from pages.shared.hosting import room
from pages.shared.numbers.nested_lists import LARGEST
from pages.shared.protocol.ids import Id, parse
from pages.shared.protocol.requests import Touch, Touches
from pages.shared.state import session

STALE = "train:stale"
CURE, OUTSIDE_PAIR = "cure.", "pair.outside"


def touched(settings: TrainSettings, touches: Touches) -> TrainSettings:
    """Return the settings after some touches; one of something that is not there changes nothing."""
    for touch in touches:
        found = parse(touch.id)
        if found:
            settings = after(settings, found, touch)
    return settings


def after(settings: TrainSettings, found: Id, touch: Touch) -> TrainSettings:
    """Return the settings after one touch."""
    if found.name.startswith(CURE):
        return cured(settings, found.name.removeprefix(CURE))
    change = CHANGES.get(found.name)
    return change(settings, found, touch) if change else settings


def show_layer(settings: TrainSettings, found: Id, _touch: Touch) -> TrainSettings:
    """Show the weights of a layer, or of that of a unit."""
    layer = found.numbers[0] if found.numbers else settings.layer
    return replace(settings, layer=max(1, min(MOST_LAYERS + 1, layer)))


def ask_number(settings: TrainSettings, found: Id, touch: Touch) -> TrainSettings:
    """Change a number of the first pair."""
    if found.place not in ((0,), (1,)) or touch.value is None:
        return settings
    first = list(settings.pairs[0])
    first[found.place[0]] = max(-LARGEST, min(LARGEST, touch.value))
    return replace(settings, pairs=((first[0], first[1]), *settings.pairs[1:]))


def ask_outside(settings: TrainSettings, _found: Id, _touch: Touch) -> TrainSettings:
    """Ask for a pair far outside of the data first."""
    others: Pairs = tuple(pair for pair in settings.pairs if pair != OUTSIDE)
    return replace(settings, pairs=(OUTSIDE, *others)[:MOST])


CHANGES: Mapping[str, Callable[[TrainSettings, Id, Touch], TrainSettings]] = {
    "layer": show_layer,
    "u": show_layer,
    "pair": ask_number,
    OUTSIDE_PAIR: ask_outside,
}


class TouchedSettings:
    """The settings of the page as the player changes them: widgets of the sidebar show what it changed when
    the page runs next, because no widget can be changed from here."""

    page = STORE.page

    def current(self) -> TrainSettings:
        """Return them as they are now."""
        return STORE.current()

    def keep(self, settings: TrainSettings) -> None:
        """Change them; those whose run does not fit into the memory are not taken."""
        known = STORE.current()
        if settings.start != known.start and not room.RUNS.take(session.store(), run_bytes(settings.start)):
            room.RUNS.take(session.store(), run_bytes(known.start))
            return
        names = {one.name for one in fields(known) if getattr(known, one.name) != getattr(settings, one.name)}
        STORE.keep(settings)
        session.put({STALE: session.get(STALE, frozenset()) | names})


def stale_widgets() -> list[str]:
    """Return, once, the keys of the widgets that show what was before a touch."""
    names: frozenset[str] = session.take(STALE, frozenset())
    keys = [STORE.key(name) for name in names]
    if "hidden" in names:
        keys += [STORE.key(f"{kind}{at}") for kind in ("units", "activation") for at in range(MOST_LAYERS)]
    return keys + ([STORE.key("article")] if "stream" in names else [])


def is_stale() -> bool:
    """Return whether a touch has changed what a widget shows."""
    return bool(session.get(STALE, frozenset()))
