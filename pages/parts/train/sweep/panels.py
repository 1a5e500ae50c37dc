"""How many seeds are shown: the field of all of them, and beside it how many have learned."""

from collections.abc import Iterator

from pages.parts.train.panels.panels import speeds
from pages.parts.train.sweep.frames import layout
from pages.parts.train.sweep.interactions import CLOSE
from pages.parts.train.sweep.many_seeds import ManySeeds
from pages.shared.player.fixed_timeline import player_words, touch_words
from pages.shared.protocol.concepts import concepts
from pages.shared.protocol.number_formats import Whole
from pages.shared.protocol.panels import Action, ChoicesPanel, Panel, ScenePanel
from pages.shared.protocol.timelines import GrowingTimeline
from pages.shared.scenes.seed_field import has_curves, seed_field
from pages.shared.scenes.sorted_losses import sorted_losses
from pages.shared.text import Text
from pages.shared.theme import ThemeName

PERIOD = 40.0  # milliseconds that a picture stays at least: a field of curves has many parts
BYTES_A_SECOND = 460_000  # what one visitor may cost while it plays
EXPLAINED, NOTICED = ("seed",), ("loss",)


def spec(many: ManySeeds, text: Text, theme: ThemeName) -> GrowingTimeline:
    """Return everything about the seeds that stays the same while they learn."""
    count, shared = len(many), Text("player", text.language)
    placed = layout(count)
    return GrowingTimeline(
        layout=placed,
        panels=tuple(panels(many, text)),
        words=player_words(shared) | {"stay": text("coming.stay")},
        question=text("sweep.question", count=f"{count:,}"),
        touch_words=touch_words(shared),
        caption=text("sweep.caption"),
        spoken=text("sweep.caption"),
        formats={"epoch": Whole(), "solvedcount": Whole(), "count": Whole()},
        clock="step",
        theme=theme,
        speeds=tuple(speeds(text)),
        period=max(PERIOD, 1000 * placed.dtype.itemsize / BYTES_A_SECOND),
        ahead=max(1, min(4, BYTES_A_SECOND // (6 * placed.dtype.itemsize))),
        concepts=concepts(text.language, *EXPLAINED, quiet=NOTICED),
    )


def panels(many: ManySeeds, text: Text) -> Iterator[Panel]:
    """The field; how many have learned; how to read it."""
    count = len(many)
    names = [text("sweep.open", seed=seed) for seed in range(count)]
    detail = text("sweep.curves" if has_curves(count) else "sweep.boxes")
    yield ScenePanel(
        "seeds",
        text("sweep.title"),
        text("sweep.alt", count=f"{count:,}"),
        seed_field(names),
        room="picture",
        detail=detail,
    )
    scene = sorted_losses(text("sweep.rule", bound=f"{many.bound:g}"), text("sweep.across"))
    actions = (Action(CLOSE, text("sweep.close")),)
    yield ScenePanel("share", text("sweep.share"), text("sweep.share_alt"), scene, actions=actions, firm=True)
    lines = tuple(text(f"sweep.about.{name}") for name in ("seeds", "levels", "core"))
    yield ChoicesPanel("about", text("about.title"), lines, room="more")
