"""What is touched on the page Train: numbers of the pair that is asked, layers and units, and the buttons of
what was noticed. A touch changes the settings, so the link knows it and Back takes it back."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace

from nnviz import budget
from pages.parts.train.data import own_table
from pages.parts.train.findings.cures import CURE, cured, stands_beside
from pages.parts.train.run.server_limits import Exceeded, exceeded
from pages.parts.train.run.training_session import run_bytes
from pages.parts.train.settings import MOST_LAYERS, MOST_SAMPLE, OUTSIDE, STORE, TrainSettings
from pages.parts.train.values.chosen_weight import of_touch
from pages.parts.train.values.prediction_inputs import MOST, Pairs
from pages.parts.train.values.second_settings import changes
from pages.shared.hosting import room
from pages.shared.numbers.nested_lists import LARGEST
from pages.shared.operating.counters import COUNTERS
from pages.shared.protocol.ids import Id, parse
from pages.shared.protocol.requests import Touch, Touches
from pages.shared.state import session

STALE = "train:stale"
FULL = "train:full"  # whether what was touched last had no room
TOO_MUCH = "train:too-much"  # the limit that it exceeded
HELD = "train:sweep-bytes"  # what the many seeds take that were trained last
UNSEEN = {
    "beside",
    "layer",
    "weight",
    "sample",
    "discrete",
    "histograms",
    "brush",
    "point",
}  # what no widget shows
OUTSIDE_PAIR = "pair.outside"


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
        return after_cure(settings, cured(settings, found.name.removeprefix(CURE), *found.numbers[:1]))
    change = CHANGES.get(found.name)
    return change(settings, found, touch) if change else settings


def after_cure(settings: TrainSettings, other: TrainSettings) -> TrainSettings:
    """Return the settings with a cure beside them, or after it where it learns from other data."""
    return with_second(settings, other) if stands_beside(settings, other) else other


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


def with_second(settings: TrainSettings, other: TrainSettings) -> TrainSettings:
    """Let a run with other settings stand beside the one that goes on."""
    values = {one.name: getattr(other, one.name) for one in fields(settings)}
    differs = {name: value for name, value in values.items() if value != getattr(settings, name)}
    return replace(settings, beside=changes(differs))


def close_second(settings: TrainSettings, _found: Id, _touch: Touch) -> TrainSettings:
    """Let the run stand alone again."""
    return replace(settings, beside=())


def choose_weight(settings: TrainSettings, found: Id, _touch: Touch) -> TrainSettings:
    """Choose the weight of a line or the bias of a square; a second press leaves it."""
    weight = of_touch(found)
    if weight is None or not weight.is_in(settings.start.sizes, settings.bias):
        return settings
    return replace(settings, weight=None if weight == settings.weight else weight)


def flatten(settings: TrainSettings, _found: Id, _touch: Touch) -> TrainSettings:
    """Let the map say which class only, or how sure it is as well."""
    return replace(settings, discrete=not settings.discrete)


def open_histograms(settings: TrainSettings, _found: Id, _touch: Touch) -> TrainSettings:
    """Show the histograms of each layer, or hide them again."""
    return replace(settings, histograms=not settings.histograms)


def show_sample(by: int) -> Callable[[TrainSettings, Id, Touch], TrainSettings]:
    """Return what shows a sample before or behind the one that is shown."""
    return lambda settings, _found, _touch: replace(
        settings, sample=max(0, min(MOST_SAMPLE, settings.sample + by))
    )


def choose_sample(settings: TrainSettings, _found: Id, touch: Touch) -> TrainSettings:
    """Show the sample that a press tells."""
    if touch.value is None or not 0 <= touch.value <= MOST_SAMPLE:
        return settings
    return replace(settings, sample=int(touch.value))


def leave_weight(settings: TrainSettings, _found: Id, _touch: Touch) -> TrainSettings:
    """Choose no weight any more."""
    return replace(settings, weight=None)


CHANGES: Mapping[str, Callable[[TrainSettings, Id, Touch], TrainSettings]] = {
    "layer": show_layer,
    "u": show_layer,
    "pair": ask_number,
    "w": choose_weight,
    "bias": choose_weight,
    "weight.close": leave_weight,
    "discrete": flatten,
    "histograms": open_histograms,
    "sample.back": show_sample(-1),
    "sample.next": show_sample(1),
    "mistake": choose_sample,
    "beside.close": close_second,
    OUTSIDE_PAIR: ask_outside,
}


def bytes_of_runs(settings: TrainSettings) -> int:
    """Return the bytes that the run of these settings takes at most, with what is kept beside it: a second
    run, many seeds to which one may come back, and what a file of the visitor's own takes."""
    own = own_table.held_bytes()
    if settings.sweep:
        return budget.sweep_bytes(settings.from_seeds.experiment, settings.sweep) + own
    second, seeds = settings.second, session.get(HELD, 0)
    return run_bytes(settings.start) + (run_bytes(second.start) if second else 0) + seeds + own


class TouchedSettings:
    """The settings of the page as touches in the player change them. No widget can be changed from there:
    those of the sidebar show the new values when the page runs next."""

    page = STORE.page

    def current(self) -> TrainSettings:
        """Return them as they are now."""
        return STORE.current()

    def keep(self, settings: TrainSettings) -> None:
        """Change them; those whose run exceeds a limit, or does not fit into the memory, are not taken."""
        known = STORE.current()
        too_much = exceeded(settings) if not settings.waits_for_file else ()
        if too_much:
            COUNTERS.refuse(too_much[0].kind)
            session.put({TOO_MUCH: too_much[0]})
            return
        needed, held = (bytes_of_runs(one) for one in (settings, known))
        if needed != held and not room.runs().take(session.store(), needed):
            room.runs().take(session.store(), held)
            COUNTERS.refuse("memory")
            session.put({FULL: True})
            return
        names = {one.name for one in fields(known) if getattr(known, one.name) != getattr(settings, one.name)}
        STORE.keep(settings)
        session.put({STALE: session.get(STALE, frozenset()) | names - UNSEEN})


def had_no_room() -> bool:
    """Return, once, whether there was no room for what was touched last."""
    return session.take(FULL, False)


def too_much() -> Exceeded | None:
    """Return, once, the limit of the server that was exceeded by what was touched last."""
    return session.take(TOO_MUCH, None)


def stale_widgets() -> list[str]:
    """Return the keys of the widgets that still show what was before a touch; asked again, none."""
    names: frozenset[str] = session.take(STALE, frozenset())
    keys = [STORE.key(name) for name in names]
    if "hidden" in names:
        keys += [STORE.key(f"{kind}{at}") for kind in ("units", "activation") for at in range(MOST_LAYERS)]
    return keys + ([STORE.key("article")] if "stream" in names else [])


def is_stale() -> bool:
    """Return whether a touch has changed what a widget shows."""
    return bool(session.get(STALE, frozenset()))
