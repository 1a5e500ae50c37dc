"""What a page hands to the player, taken apart as the browser does; and the browser's requests."""

import json
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

from tests.pages.apps import components

Layout = dict[str, Any]
Frame = dict[str, list[float]]


@dataclass(frozen=True)
class Packet:
    """One packet: its header, and the fields of every frame."""

    head: dict[str, Any]
    frames: list[Frame]

    @property
    def spec(self) -> dict[str, Any]:
        """The spec that came with it."""
        found: dict[str, Any] = self.head["spec"]
        return found

    @property
    def captions(self) -> list[str]:
        """The sentence of every step, without its tones."""
        found = self.head.get("captions") or self.spec["captions"]
        return ["".join(words for _, words in caption) for caption in found]

    @property
    def notes(self) -> list[str]:
        """Everything that was noticed."""
        return [line["text"] for _, lines in self.head["notes"] for line in lines]

    def all_of(self, name: str) -> list[float]:
        """The first value of a field in every frame."""
        return [frame[name][0] for frame in self.frames]

    def panel(self, name: str) -> dict[str, Any]:
        """A panel by its id."""
        (found,) = (panel for panel in self.spec["panels"] if panel["id"] == name)
        return dict(found)

    def texts(self, panel: str) -> dict[str, str]:
        """What is written in the elements of a scene, by their ids."""
        return {one["id"]: one["text"] for one in self.panel(panel)["elements"] if one.get("text")}


def parts(app: AppTest) -> tuple[dict[str, Any], bytes]:
    """Header and body of what the page has sent last."""
    (component,) = components(app, "nnviz_player")
    return split(component.bytes)


def split(packet: bytes) -> tuple[dict[str, Any], bytes]:
    """Header and body of a packet."""
    (length,) = struct.unpack("<I", packet[:4])
    return json.loads(packet[4 : 4 + length]), packet[4 + length :]


def packet(app: AppTest, layout: Layout | None = None) -> Packet:
    """What the page has sent last; `layout` is that of an earlier packet, if this one has no spec."""
    head, body = parts(app)
    used = layout or head["spec"]["layout"]
    once = used.get("once")
    first: int = once["stride"] if once and body else 0
    shared = frame(body, 0, once) if once and first else {}
    rows = body[first:]
    if "changed" in head:
        count, runs = head["changed"]
        rows = unfolded(rows, count, runs, used["stride"])
    assert len(rows) % used["stride"] == 0
    return Packet(head, [shared | frame(rows, start, used) for start in range(0, len(rows), used["stride"])])


def unfolded(packed: bytes, count: int, runs: int, stride: int) -> bytes:
    """All frames as they lie in memory, of the first one and what changes from each to the next."""
    numbers = np.frombuffer(packed, np.uint32, count - 1 + 2 * runs).tolist()
    places = list(zip(numbers[count - 1 : count - 1 + runs], numbers[count - 1 + runs :], strict=True))
    at = 4 * (len(numbers) + len(numbers) % 2)
    now = bytearray(packed[at : at + stride])
    found, at = [bytes(now)], at + stride
    for changed in numbers[: count - 1]:
        for start, length in places[:changed]:
            now[8 * start : 8 * (start + length)] = packed[at : at + 8 * length]
            at += 8 * length
        del places[:changed]
        found.append(bytes(now))
    assert at == len(packed)
    return b"".join(found)


def frame(body: bytes, start: int, layout: Layout) -> Frame:
    """The fields of the frame that begins at `start`."""
    return {
        one["name"]: np.frombuffer(body, one["dtype"], one["length"], start + one["offset"]).tolist()
        for one in layout["fields"]
    }


def whole(app: AppTest, key: str) -> Packet:
    """What the page sends to a browser that has nothing; `key` is that of the player."""
    if "spec" not in parts(app)[0]:
        app.session_state[f"{key}:request"] = {"want": "all"}
        app.run()
        assert not app.exception
    return packet(app)


def asked(app: AppTest, key: str, first: Packet, **request: Any) -> Packet:
    """The answer to a request of the browser that has `first`."""
    names = {"run": first.head["run"], "spec": first.head["spec_id"]}
    app.session_state[f"{key}:request"] = names | request
    app.run()
    assert not app.exception
    return packet(app, parts(app)[0].get("spec", first.head["spec"])["layout"])


def touched(
    app: AppTest, key: str, first: Packet, *touches: tuple[str, float | list[float] | None]
) -> Packet:
    """The answer to touches of a browser that has `first`: ids and values, None for a press,
    the places of a drag."""
    return asked(app, key, first, want="touch", touched=[list(touch) for touch in touches])
