"""The lesson "digits": a network reads handwritten digits, is wrong, and learns until it is right.
Its timeline grows: a step is one update, and nothing of the past is lost. The guess is made in the picture
itself, where the name of every class is a button."""

from collections.abc import Iterator
from dataclasses import replace

from pages.parts.network.cells import CLASSES
from pages.parts.network.controls import restarts
from pages.parts.network.digits import panels as digits_panels
from pages.parts.network.digits.frames import NONE, Moment, View, frames, parts, truths
from pages.parts.network.digits.panels import PICTURES
from pages.parts.network.digits.training_session import LAST, DigitsLive, Guesses
from pages.parts.network.settings import NetworkSettings
from pages.shared.lessons import Lesson
from pages.shared.protocol.answers import Answer, Append, Level, Note, Notes, Replace
from pages.shared.protocol.ids import Id, parse
from pages.shared.protocol.requests import Request, Touches
from pages.shared.protocol.timelines import GrowingTimeline
from pages.shared.state import session
from pages.shared.text import Text
from pages.shared.theme import ThemeName


# -- the run: kept as long as it learns from the same pictures, and is not started again ---------
def live(settings: NetworkSettings) -> DigitsLive:
    """Return the network that learns, as far as it is, but at least up to the update of the link."""
    identity = (settings.learn, restarts())
    found = session.kept("digits:live", identity, lambda: DigitsLive(settings.learn, settings.digit))
    found.teach(settings.digit)
    return found.reach(settings.step)


def guesses() -> Guesses:
    """Return what the visitor guessed, in this run or an earlier one."""
    return session.kept("digits:guesses", None, Guesses)


def run(settings: NetworkSettings) -> str:
    """Return the name of the run."""
    return live(settings).run


def view(settings: NetworkSettings) -> View:
    """Return what is looked at."""
    guessed, digit = guesses(), settings.digit
    return View(
        digit,
        guessed.of.get(digit, NONE),
        guessed.waits(digit),
        PICTURES.index(digit) if digit in PICTURES else NONE,
    )


def spec(settings: NetworkSettings, text: Text, theme: ThemeName) -> GrowingTimeline:
    """Return everything that stays the same while the network learns."""
    identity = (settings.learn, text.language, theme)
    return session.kept("digits:spec", identity, lambda: digits_panels.spec(settings.learn, text, theme))


# -- answers ------------------------------------------------------------------------------------------
def answer(settings: NetworkSettings, request: Request, text: Text) -> Answer:
    """Learn as far as the browser wants to see; all again after a touch, or when the answer is disclosed."""
    net = live(settings)
    learns = request.want in ("more", "step")
    disclosed = learns and guesses().waits(settings.digit)
    guesses().over |= learns or net.trainer.steps > 0
    looked = view(settings)
    whole = not learns or disclosed
    fresh = net.more(looked, request.known, request.count if learns else 0)
    if whole:
        words = notes(net, looked, text, -1.0)
        return Replace(net.past(looked), words, status(net, text), net.ended)
    words = notes(net, looked, text, request.known)
    return Append(fresh, words, status=status(net, text), ended=net.ended)


def touched(settings: NetworkSettings, touches: Touches) -> NetworkSettings:
    """Return the settings after some touches: a picture, a guess."""
    for name, _ in touches:
        found = parse(name) or Id("")
        at = found.place[0] if len(found.place) == 1 else NONE
        if found.name == "pick" and at in range(len(PICTURES)):
            settings = replace(settings, digit=PICTURES[at])
        elif found.name == "guess" and at in range(CLASSES):
            guesses().of[settings.digit] = at
    return settings


# -- the words ---------------------------------------------------------------------------------------
def status(net: DigitsLive, text: Text) -> str:
    """Return how far the network has learned."""
    now = net.moments[-1]
    return text(
        "status.line",
        done=now.snapshot.step,
        last=LAST,
        train=f"{100 * now.train_right:.0f}",
        test=f"{100 * now.test_right:.0f}",
        loss=f"{now.snapshot.train_loss:.3f}",
    )


def notes(net: DigitsLive, looked: View, text: Text, since: float) -> Notes:
    """Return what is to be said from update `since` on: where the answer to the picture turns, and more."""
    if looked.hidden:
        return [(0.0, [said("info", text("note.ask"))])]
    found: list[tuple[float, list[Note]]] = []
    known: tuple[bool, bool] | None = None
    for moment in list(net.moments):
        right = moment.right(looked.digit)
        if known != (right, moment.same) or moment.snapshot.step == LAST:
            words = list(lines(net, moment, looked, text, known is None or known[0] != right))
            found.append((float(moment.snapshot.step), words))
            known = (right, moment.same)
    return [note for note in found if note[0] > since]


def lines(net: DigitsLive, moment: Moment, looked: View, text: Text, turned: bool) -> Iterator[Note]:
    """What there is to say of one moment."""
    step, answer = moment.snapshot.step, moment.answers[looked.digit]
    truth = truths()[looked.digit]
    numbers = {"step": step, "answer": answer + 1, "truth": truth + 1}
    if step == 0:
        percent = f"{100 * frames([moment], looked)['answer_p'][0, 0]:.0f}"
        yield said("info", text("note.start", percent=percent, **numbers))
        if looked.guess == NONE and not guesses().over:
            yield said("info", text("note.next"))
    elif turned:
        kind = "right" if answer == truth else "wrong"
        yield said("info" if answer == truth else "warning", text(f"note.{kind}", **numbers))
    share = f"{100 * moment.test_right:.0f}"
    if step == LAST:
        kind = "end_right" if answer == truth else "end_wrong"
        yield said("info", text(f"note.{kind}", share=share, **numbers))
    if moment.same:
        yield said("warning", text("note.same", answer=answer + 1, count=len(parts()[1]), share=share))
    if looked.guess != NONE:
        start = net.moments[0].answers[looked.digit]
        kind = "guessed" if start == looked.guess else "guessed_other"
        yield said("info", text(f"note.{kind}", guess=looked.guess + 1, start=start + 1))


def said(level: Level, words: str) -> Note:
    """Return one note."""
    return Note(level, words)


LESSON = Lesson(run, spec, answer, touched, words="digits")
