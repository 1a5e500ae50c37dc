"""What the signs of a chart mean, in words below it."""

from collections.abc import Iterator, Sequence
from typing import Literal

from pages.parts.train.views.view import Box
from pages.shared.protocol.elements import Curve, Disc, DiscTone, Element, Label
from pages.shared.text import Text

LETTERS = 16.0
Sign = Literal["learned", "rule"]


def points_legend(
    box: Box, curves: Sequence[tuple[Sign, str]], tested: bool, text: Text, tone: DiscTone = "sample"
) -> Iterator[Element]:
    """The lines of curves with their words, and a point of the training and of the test, if there is one."""
    words = [word for _, word in curves]
    points = {"trained": text("view.train")} | ({"tested": text("view.test")} if tested else {})
    y, x = box.top + box.height / 2 + 4, box.left + 4
    room = _advances([*words, *points.values()], box.width)
    for (tone_, word), wide in zip(curves, room, strict=False):
        yield Curve(f"sign.{tone_}", (x, y, x + 22, y), tone_)
        yield Label(f"sign.{tone_}.word", x + 27, y, word, LETTERS, "soft", "start")
        x += wide
    for (name, word), wide in zip(points.items(), room[len(words) :], strict=True):
        tones: tuple[DiscTone, ...] = (tone, "tested") if name == "tested" else (tone,)
        yield Disc(f"sign.{name}", x + 8, y, 5, tones)
        yield Label(f"sign.{name}.word", x + 18, y, word, LETTERS, "soft", "start")
        x += wide


def _advances(words: Sequence[str], width: float) -> list[float]:
    """Return how wide each sign is with its word: by its length, together as wide as there is room."""
    lengths = [42 + sum(LETTERS if ord(sign) > 0x2E80 else 0.52 * LETTERS for sign in word) for word in words]
    scale = min(1.0, width / sum(lengths))
    return [scale * one for one in lengths]
