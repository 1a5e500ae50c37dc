"""Two planes beside each other: the inputs with the lines of the first layer, and where this layer puts the
rows, with the line of the second."""

from collections.abc import Sequence

from pages.shared.protocol.elements import Label
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.plane import LETTERS, Names, Square, Still, legend, still_plane

WIDTH, HEIGHT = 470.0, 258.0
BEFORE, AFTER = Square(34, 28, 178), Square(290, 28, 178)
SIGNS = ("wanted", "unwanted", "live")
PLACES = ((16.0, 244.0), (176.0, 244.0), (336.0, 244.0))  # of the signs


def plane_pair(
    first: Sequence[Still],
    second: Sequence[Still],
    points: Array,
    names: tuple[Names, Names],
    titles: Sequence[str],
) -> Scene:
    """Return the scene of the neurons of two layers; the rows stand at `points` (4, 2) before the first.

    Bound fields as of `still_plane`: `wanted`, `live`, `places` in units of the scene (see AFTER), `seen`."""
    before, bound = still_plane(BEFORE, first, points, names[0], "before.")
    after, moved = still_plane(AFTER, second, None, names[1], "after.")
    words = [
        Label(f"title{at}", square.left + square.side / 2, 13, title, LETTERS, "soft")
        for at, (square, title) in enumerate(zip((BEFORE, AFTER), titles, strict=True))
    ]
    signs = legend(names[0], SIGNS, PLACES)
    return Scene(WIDTH, HEIGHT, (*before, *after, *words, *signs), (*bound, *moved))
