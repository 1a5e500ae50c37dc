"""Packets as the browser reads them: what Python wrote comes out to the last bit, what stays is shared."""

import base64
import json
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from pages.shared.protocol.answers import Replace
from pages.shared.protocol.describing import written
from pages.shared.protocol.layouts import Array, Field, Layout, placed
from pages.shared.protocol.packets import encode
from pages.shared.protocol.timelines import FixedTimeline
from tests.browser.opening import go

pytestmark = pytest.mark.usefixtures("going_on")

LAYOUT = Layout(
    (
        Field("step", "float32"),
        Field("z", "float64", 6),
        Field("a", "float64", 6),
        Field("known", "uint8", 5),
    ),
    (Field("W", "float64", 2),),
)
# Every field of every frame as its bytes, and whether it is the very array of the frame before.
READ = """async ([packet, layout]) => {
  const { decode, frames } = await import(new URL('assets/protocol.js', document.baseURI));
  const found = frames(decode(Uint8Array.from(atob(packet), (one) => one.charCodeAt(0))), layout);
  const bytes = ({ buffer, byteOffset, byteLength }) => [...new Uint8Array(buffer, byteOffset, byteLength)];
  const names = [...layout.fields, ...layout.once.fields].map(({ name }) => name);
  return found.map((frame, at) => Object.fromEntries(
    names.map((name) => [name, [bytes(frame[name]), at > 0 && frame[name] === found[at - 1][name]]])));
}"""


def filmed(differ: bool) -> tuple[Array, Array]:
    """Thirty frames, and what they share: in each a few numbers change, or all of them."""
    rng, rows, once = np.random.default_rng(5), LAYOUT.empty(30), LAYOUT.empty_once()
    once["W"] = [0.1, np.nan]
    rows["z"], rows["a"] = np.nan, -0.0
    for number in range(30):
        rows["step"][number] = number
        start = 6 if differ else 2
        rows["z"][number:, :start] = rng.normal(size=start)
        rows["known"][number:, number % 5] += number < 12
    if differ:
        rows["a"], rows["known"] = rng.normal(size=(30, 6)), rng.integers(0, 255, (30, 5))
    return rows, once


@pytest.mark.parametrize("differ", [False, True])
def test_what_is_written_is_read_and_what_stays_is_the_very_same_array(
    page: Page, url: str, differ: bool
) -> None:
    rows, once = filmed(differ)
    spec = FixedTimeline(LAYOUT, (), {}, "step", "light")
    packet = encode(Replace(rows, once=once), "run", spec, 1, whole=False)
    assert (b'"changed"' in packet) is not differ
    go(page, url)
    layout = json.loads(written(placed(LAYOUT)))
    read: list[dict[str, Any]] = page.evaluate(READ, [base64.b64encode(packet).decode(), layout])
    assert len(read) == len(rows)
    for number, (found, row) in enumerate(zip(read, rows, strict=True)):
        for one in LAYOUT.fields:
            data, shared = found[one.name]
            assert bytes(data) == row[one.name].tobytes(), (number, one.name)
            if number and not differ and row[one.name].tobytes() == rows[number - 1][one.name].tobytes():
                assert shared or one.name == "known", (number, one.name)  # shares a word with `step`
        assert bytes(found["W"][0]) == once["W"].tobytes()
