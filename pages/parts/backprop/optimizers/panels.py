"""The panels of the lesson "optimizers". They depend on the number of steps, the names of the
parameters and the height of the table; all numbers come with the frames."""

from collections.abc import Iterator, Sequence

from nnviz import SURFACES
from pages.parts.backprop.optimizers.rows import ROWS
from pages.parts.backprop.walk_codecs import FARTHEST, METHODS, RATES
from pages.shared.protocol.panels import CodePanel, NotesPanel, Panel, ScenePanel
from pages.shared.scenes.optimizer_paths import Words, ends, optimizer_paths
from pages.shared.scenes.optimizer_state import optimizer_state
from pages.shared.text import Text

STARTS = (-ends(FARTHEST)[0], ends(FARTHEST)[0], 0.1)  # low, high, step of a drag


def panels(steps: int, parameters: Sequence[str], height: float, text: Text) -> Iterator[Panel]:
    """The maps with their paths, the table of the chosen optimizer, what there is to see, and the program."""
    yield ScenePanel(
        "paths",
        text("paths.title"),
        text("paths.alt"),
        optimizer_paths(words(parameters, text), steps, RATES, STARTS),
        room="picture",
        detail=text("paths.detail"),
    )
    table = optimizer_state(ROWS, height, text("state.parameter", name="{name}"))
    yield ScenePanel("state", text("state.title"), text("state.alt"), table, firm=True)
    yield NotesPanel("notes", text("notes.title"))
    title, detail = text("code.title"), text("code.detail")
    yield CodePanel("code", title, (), "line", room="more", detail=detail, copied=True)


def words(parameters: Sequence[str], text: Text) -> Words:
    """The words of the maps."""
    return Words(
        names=[text(f"method.{method}") for method in METHODS],
        surfaces=[*(surface.formula for surface in SURFACES.values()), text("paths.slice")],
        parameters=parameters,
        surface=text("paths.surface"),
        sliced=(text("paths.first"), text("paths.second")),
        start=text("paths.start"),
        across=text("paths.across"),
        up=text("paths.up"),
        drag=text("paths.drag"),
        choose=text("paths.choose", name="{name}"),
        rate=text("paths.rate"),
        rate_of=text("paths.rate_of", name="{name}"),
        loss=text("paths.loss"),
        usual=text("paths.usual"),
        states=(
            "",
            text("paths.outside"),
            text("paths.climbs"),
            text("paths.diverges"),
            text("paths.endless"),
        ),
    )
