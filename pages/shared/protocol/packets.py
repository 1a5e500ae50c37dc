"""Packets: what travels from Python to the player, as bytes. `protocol.md` says when, and who answers.
This file and `protocol.js` alone know how the parts of a packet lie."""

import struct
from dataclasses import dataclass

from pages.shared.protocol.answers import Answer, Linked
from pages.shared.protocol.changes import changes
from pages.shared.protocol.describing import own, written
from pages.shared.protocol.timelines import Spec


@dataclass(frozen=True)
class Origin:
    """Whose packet it is: the `life` of the session, the token of its `stream`, whether something stands
    `below` the player that follows, and whether all is `unchanged` since the last packet.

    `link` is what belongs into the address, None if nothing of that is new; `undo` says that it is a change
    which the browser's Back takes back."""

    life: str = ""
    stream: str = ""
    below: bool = False
    unchanged: bool = False
    link: Linked | None = None
    undo: bool = False


@dataclass(frozen=True)
class Place:
    """Where a packet belongs: its number among those of Streamlit (0 for the stream), run and spec."""

    sequence: int
    run: str
    spec_id: str


NOBODY = Origin()


def encode(
    answer: Answer, run: str, spec: Spec, sequence: int, whole: bool, origin: Origin = NOBODY
) -> bytes:
    """Return one packet: length of the header, header as JSON, what all frames share, the frames.

    The spec is part of the header of a `whole` one."""
    frames, changed = _frames(answer, spec)
    head = own(Place(sequence, run, spec.id)) | own(origin) | own(answer, "frames", "once")
    if changed:
        head["changed"] = changed
    text = written(head)
    if whole:
        text = f'{text[:-1]},"spec":{spec.json}}}'
    header = text.encode()
    return struct.pack("<I", len(header)) + header + _once(answer) + frames


def _once(answer: Answer) -> bytes:
    return answer.once.tobytes() if answer.replace and answer.once is not None else b""


def _frames(answer: Answer, spec: Spec) -> tuple[bytes, tuple[int, int] | None]:
    """Return the frames as they lie in memory; or those of a timeline that is sent as a whole by what changes
    from one to the next, where that is shorter, and how many frames and runs of changes there are."""
    plain = answer.frames.tobytes()
    if not plain or (spec.growing and not answer.replace):
        return plain, None
    shorter, runs = changes(answer.frames)
    return (shorter, (len(answer.frames), runs)) if len(shorter) < len(plain) else (plain, None)
