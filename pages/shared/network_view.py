"""The lesson "build": a network that can be touched, and its forward pass, one NumPy call a step.
The picture depends on the structure alone; numbers travel in the frames."""

from collections.abc import Iterator

from nnviz import ForwardPass, forward_steps
from pages.shared.complete import touchable
from pages.shared.figures.theme import ThemeName
from pages.shared.network_controls import KEEPER
from pages.shared.network_film import frames, layout
from pages.shared.network_settings import NetworkSettings
from pages.shared.panels import CodePanel, Panel, ScenePanel
from pages.shared.player import Answer, Caption, Request, Spec, Touches
from pages.shared.scenes.wiring import wiring
from pages.shared.text import Text


def ask(settings: NetworkSettings, text: Text) -> None:
    """Ask for a guess first."""


def run(settings: NetworkSettings) -> str:
    """Return the name of the run."""
    return settings.view


def forward_pass(settings: NetworkSettings) -> ForwardPass:
    """Return the forward pass of the settings' network."""
    return forward_steps(settings.network, settings.X)


# -- what stays the same while numbers are touched --------------------------------------------
def spec(settings: NetworkSettings, text: Text, theme: ThemeName) -> Spec:
    """Return the picture of a network of this structure."""
    forward = forward_pass(settings)
    made = tuple(panels(settings, forward, text))
    return touchable(layout(settings), made, len(forward) + 1, text.language, theme, settings.step)


def panels(settings: NetworkSettings, forward: ForwardPass, text: Text) -> Iterator[Panel]:
    """The drawn network, and the code of its forward pass."""
    names = [text("wiring.inputs"), *(text("wiring.layer", n=n) for n in range(1, len(settings.sizes)))]
    scene = wiring(settings.sizes, names)
    yield ScenePanel("network", text("wiring.title"), text("wiring.alt"), scene, span=7)
    yield CodePanel(
        "code", text("forward.title"), code(forward), "line", span=5, detail=text("forward.detail")
    )


def code(forward: ForwardPass) -> tuple[str, ...]:
    """The lines of the forward pass, one for each step, after the one that names the input."""
    return ("a0 = X", *(step.code for step in forward))


# -- what touching changes ----------------------------------------------------------------------
def answer(settings: NetworkSettings, request: Request, text: Text) -> Answer:
    """Return all frames: one before the first call, and one after each."""
    del request
    forward = forward_pass(settings)
    words = tuple(captions(forward, text))
    made = frames(settings, forward)
    return Answer(made, fresh=True, ended=True, replace=True, captions=words, link=KEEPER.news())


def captions(forward: ForwardPass, text: Text) -> Iterator[Caption]:
    """What every call does."""
    yield (("", text("caption.forward", steps=len(forward))),)
    for step in forward:
        yield (("", text(f"step.{step.kind}", layer=step.layer)),)


def touched(settings: NetworkSettings, touches: Touches) -> NetworkSettings:
    """Return the settings after some touches."""
    del touches
    return settings
