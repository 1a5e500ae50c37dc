"""Many seeds of one experiment, trained together: how many learn it, and where the others stay.
Its timeline grows as long as the player asks for more."""

from dataclasses import replace

from pages.parts.train import controls
from pages.parts.train.interactions import HELD, bytes_of_runs
from pages.parts.train.panels.panels import PACES
from pages.parts.train.settings import TrainSettings
from pages.parts.train.sweep import panels
from pages.parts.train.sweep.frames import frames
from pages.parts.train.sweep.interactions import touched as touched
from pages.parts.train.sweep.many_seeds import ManySeeds, configs
from pages.shared.operating.limits import limits
from pages.shared.player import turns
from pages.shared.protocol.answers import Answer, Append
from pages.shared.protocol.requests import Request
from pages.shared.protocol.timelines import Spec
from pages.shared.state import session
from pages.shared.text import Text
from pages.shared.theme import ThemeName


def many_seeds(settings: TrainSettings) -> ManySeeds:
    """Return the seeds of these settings: the same ones while nothing changes that needs a new start."""
    controls.asked_epoch()  # an epoch in the link is that of one run
    from_zero = replace(settings.from_seeds.experiment, seed=0)
    identity = from_zero, settings.sweep, controls.restarts()
    found = session.kept("train:sweep", identity, lambda: ManySeeds(configs(settings), settings.epochs))
    session.put({HELD: bytes_of_runs(settings)})
    found.target, found.stop = settings.epochs, settings.stop
    return found


def run(settings: TrainSettings) -> str:
    """Return the name of the timeline."""
    return many_seeds(settings).run


def spec(settings: TrainSettings, text: Text, theme: ThemeName) -> Spec:
    """Return everything about it that stays the same."""
    many = many_seeds(settings)
    identity = many.run, many.bound, text.language, theme
    return session.kept("train:sweep-spec", identity, lambda: panels.spec(many, text, theme))


def answer(settings: TrainSettings, request: Request, text: Text) -> Answer:
    """Train as long as the player needs pictures."""
    many = many_seeds(settings)
    fresh = request.want in ("all", "nothing", "touch")
    moments = many.after(-1) if fresh else []
    if request.want in ("more", "step"):
        epochs = PACES.get(request.speed, 1 if request.want == "step" else None)
        share = turns.training().share
        moments = many.more(request.known, request.count, epochs, request.period / 1000, share)
    return Append(frames(many, moments, text), (), fresh, status(many, text), many.ended)


def status(many: ManySeeds, text: Text) -> str:
    """Return how far they are, in one line."""
    values = {"epoch": f"{many.sweep.epoch:,}", "target": f"{many.target:,}"}
    if many.time.is_over and many.sweep.epoch < many.target:
        return text("status.at_time", epoch=values["epoch"], seconds=limits().run_seconds)
    return text("sweep.done" if many.ended else "sweep.running", **values)
