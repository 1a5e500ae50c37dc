"""The frames of the lesson "optimizers": one at the start, and one after each step, in which every optimizer
has gone one step farther."""

import numpy as np

from nnviz import Descent
from pages.parts.backprop.fitting import parameters
from pages.parts.backprop.optimizers import rows
from pages.parts.backprop.optimizers.landscapes import Landscape, pixels, sliced
from pages.parts.backprop.optimizers.walks import Walks
from pages.parts.backprop.walk_codecs import METHODS, SLICE, SURFACE_NAMES
from pages.shared.protocol.layouts import Array, Field, Layout
from pages.shared.scenes.optimizer_paths import GRIP, PIXELS, corners, inside, placed
from pages.shared.scenes.optimizer_state import PARAMETERS, SIGNS, places

COUNT, ROWS = len(METHODS), len(rows.ROWS)
FARTHEST = 1e4  # units of the scene: where what is not seen is kept
ON_MAP, OUTSIDE, CLIMBS, DIVERGES, ENDLESS = range(5)  # how a path goes: the words of `states`


def layout(steps: int) -> Layout:
    """The fields of the frames of walks of so many steps, and those that are sent once."""
    return Layout(
        (
            *(Field(name, "float64", COUNT) for name in ("rates", "losses")),
            Field("values", "float64", 2 * ROWS),
            Field("step", "float32"),
            *(Field(name, "float32", COUNT * 2 * (3 * steps + 1)) for name in ("paths", "trainings")),
            Field("now", "float32", 2 * COUNT),
            Field("dots_seen", "uint8", COUNT * steps),
            Field("states", "uint8", COUNT),
            Field("numbers", "uint8", SIGNS * ROWS),
        ),
        (
            Field("start", "float64", 2),
            Field("grips", "float32", 4 * COUNT),
            Field("starts", "float32", 2 * COUNT),
            Field("dots", "float32", 2 * COUNT * steps),
            Field("rows_at", "float32", 2 * 5 * ROWS),
            *(Field(name, "float32") for name in ("first", "second")),
            *(Field(name, "uint8") for name in ("surface", "sliced")),
            Field("line", "float32"),
            Field("map", "uint8", PIXELS[0] * PIXELS[1]),
            Field("chosen", "uint8", COUNT),
            Field("parameter", "uint8", 2),
            Field("rows_shown", "uint8", ROWS),
        ),
    )


# -- what is the same in all frames ---------------------------------------------------------------------
def shared(walks: Walks) -> Array:
    """Return the fields that are sent once."""
    settings, land = walks.settings, walks.land
    found, start = layout(settings.walk).empty_once(), np.array(walks.start)
    row = found[0]
    row["line"] = -1  # of the program, which none of the frames is about
    row["start"], row["surface"] = start, SURFACE_NAMES.index(settings.surface)
    row["map"], row["sliced"] = pixels(walks.ground), settings.surface == SLICE
    names, chosen_names = parameters(settings), sliced(settings)
    row["first"], row["second"] = (names.index(name) for name in chosen_names)
    row["chosen"] = [method == settings.method for method in METHODS]
    row["parameter"] = [name == settings.parameter for name in PARAMETERS]
    starts = np.stack([placed(land.relative(start), tile, land.reach) for tile in range(COUNT)])
    row["starts"] = starts.ravel()
    row["grips"] = (starts[:, None] + np.array([[-GRIP, 0], [GRIP, 0]])).ravel()
    row["dots"] = dots(walks)
    shown, double = rows.shown(walks.chosen.optimizer), rows.doubled(walks.chosen.optimizer)
    row["rows_shown"], row["rows_at"] = shown, places(shown, double).ravel()
    return found


def dots(walks: Walks) -> Array:
    """Return where the points of all paths stand in the scene, without the starts."""
    land, steps = walks.land, walks.settings.walk
    found = [
        placed(land.relative(lengthened(walk.path, steps)[1:]), tile, land.reach)
        for tile, walk in enumerate(walks.by_method.values())
    ]
    return np.asarray(np.clip(np.nan_to_num(found, nan=FARTHEST), -FARTHEST, FARTHEST)).ravel()


def lengthened(path: Array, steps: int) -> Array:
    """Return a path (points, ...) that goes on with its last point until all steps are done."""
    return path[np.minimum(np.arange(steps + 1), len(path) - 1)]


# -- frame by frame ---------------------------------------------------------------------------------------
def frames(walks: Walks) -> Array:
    """Return one frame at the start, and one after each step."""
    settings, land, steps = walks.settings, walks.land, walks.settings.walk
    found = layout(steps).empty(steps + 1)
    found["step"][:, 0] = np.arange(steps + 1)
    found["trainings"] = -FARTHEST
    for tile, (method, walk) in enumerate(walks.by_method.items()):
        fill_path(found, walk, tile, land)
        if walks.trainings:
            path = lengthened(walks.trainings[method].path[:, list(land.places)], steps)
            draw(found, "trainings", land.relative(path), tile, land.reach)
    chosen, parameter = walks.chosen, PARAMETERS.index(settings.parameter)
    for frame, row in enumerate(found):
        row["values"] = rows.values(chosen, frame).ravel()
        row["numbers"] = rows.spelled(rows.arithmetic(chosen, frame, parameter))
    return found


def fill_path(found: Array, walk: Descent, tile: int, land: Landscape) -> None:
    """Write rate, loss, path and points of one optimizer into all frames."""
    steps = len(found) - 1
    path, count = land.relative(lengthened(walk.path, steps)), np.arange(steps + 1)
    found["rates"][:, tile] = [walk.rate_at(frame) for frame in range(steps + 1)]
    found["losses"][:, tile] = lengthened(walk.losses, steps)
    cut = draw(found, "paths", path, tile, land.reach)
    on_map = inside(path, land.reach)
    found["now"][:, 2 * tile : 2 * tile + 2] = cut[3 * count]
    seen = (np.arange(1, steps + 1) < count[:, None]) & on_map[1:]
    found["dots_seen"][:, tile * steps : (tile + 1) * steps] = seen
    losses, too_large = lengthened(walk.losses, steps), found["rates"][:, tile] > walk.limit
    above, endless = losses > losses[0], ~np.isfinite(losses)
    kinds = {ENDLESS: endless, DIVERGES: above & too_large, CLIMBS: above, OUTSIDE: ~on_map}
    found["states"][:, tile] = np.select(list(kinds.values()), list(kinds), ON_MAP)


def draw(found: Array, field: str, path: Array, tile: int, reach: float) -> Array:
    """Write a path into all frames, as far as it goes in each; return all of its corners."""
    cut = placed(corners(path, reach), tile, reach)
    known = np.minimum(np.arange(len(cut)), 3 * np.arange(len(found))[:, None])  # three corners a step
    each = 2 * len(cut)
    found[field][:, tile * each : (tile + 1) * each] = cut[known].reshape(len(found), -1)
    return cut
