"""What the signs of a chart mean, in words below it."""

from collections.abc import Iterator, Sequence
from typing import Literal

from pages.parts.train.views.view import Box
from pages.shared.protocol.elements import Curve, Disc, DiscTone, Element, Label
from pages.shared.text import Text

LETTERS = 17.2
LINE, POINT = 21.0, 16.0  # from the beginning of a sign to its word
GAP = 8.0  # to the next sign
Sign = Literal["learned", "rule"]


def points_legend(
    box: Box, curves: Sequence[tuple[Sign, str]], tested: bool, text: Text, tone: DiscTone = "sample"
) -> Iterator[Element]:
    """The lines of curves with their words, and a point of the training and of the test, if there is one."""
    words = [word for _, word in curves]
    points = {"trained": text("view.train")} | ({"tested": text("view.test")} if tested else {})
    y, x = box.top + box.height / 2 + 4, box.left + 4
    room = _advances([(LINE, one) for one in words] + [(POINT, one) for one in points.values()], box.width)
    for (tone_, word), wide in zip(curves, room, strict=False):
        yield Curve(f"sign.{tone_}", (x, y, x + LINE - 5, y), tone_)
        yield Label(f"sign.{tone_}.word", x + LINE, y, word, LETTERS, "soft", "start")
        x += wide
    for (name, word), wide in zip(points.items(), room[len(words) :], strict=True):
        tones: tuple[DiscTone, ...] = (tone, "tested") if name == "tested" else (tone,)
        yield Disc(f"sign.{name}", x + 8, y, 5, tones)
        yield Label(f"sign.{name}.word", x + POINT, y, word, LETTERS, "soft", "start")
        x += wide


def _advances(signs: Sequence[tuple[float, str]], width: float) -> list[float]:
    """Return how much room each sign takes with its word, the sign being so wide: all together as much as
    there is at most."""
    lengths = [sign + GAP + sum(map(letter_width, word)) for sign, word in signs]
    scale = min(1.0, width / sum(lengths))
    return [scale * one for one in lengths]


def letter_width(sign: str) -> float:
    """Return how wide a letter is about: a Japanese one is as wide as high."""
    return LETTERS if ord(sign) > 0x2E80 else 0.47 * LETTERS
