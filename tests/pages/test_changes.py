"""Frames as the first one and what changes: the same comes out again, whatever it is, and less is sent."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pages.shared.protocol.changes import changes, runs
from pages.shared.protocol.layouts import Array, Field, Layout
from tests.pages.packets import unfolded

LAYOUT = Layout((Field("z", "float64", 5), Field("step", "float32", 3), Field("mark", "uint8", 5)))
WORDS = LAYOUT.dtype.itemsize // 8


@st.composite
def any_frames(draw: st.DrawFn) -> Array:
    """Frames of few different words, so that many stay what they are; NaN of every kind among them."""
    shape = (draw(st.integers(1, 7)), WORDS)
    words = draw(arrays.arrays(np.uint64, shape, elements=st.sampled_from([0, 1, 0x7FF8 << 48, 2**64 - 1])))
    return words.view(LAYOUT.dtype).reshape(-1)


@given(any_frames())
def test_what_is_packed_comes_out_as_it_was_to_the_last_bit(frames: Array) -> None:
    packed, count = changes(frames)
    assert unfolded(packed, len(frames), count, LAYOUT.dtype.itemsize) == frames.tobytes()


def test_only_what_changes_is_sent() -> None:
    frames = LAYOUT.empty(4)
    frames["z"] = np.nan
    frames["z"][2:, 1:3] = [1.5, -2]
    frames["mark"][3, 4] = 1
    packed, count = changes(frames)
    numbers = np.frombuffer(packed, np.uint32, 7).tolist()
    assert count == 2
    assert numbers == [0, 1, 1, 1, 7, 2, 1]  # runs of each frame, where they begin, how long they are
    assert len(packed) == 8 * 4 + LAYOUT.dtype.itemsize + 8 * 3
    assert np.frombuffer(packed, np.float64, 2, 8 * 4 + LAYOUT.dtype.itemsize).tolist() == [1.5, -2]


def test_one_frame_changes_nothing() -> None:
    packed, count = changes(LAYOUT.empty(1))
    assert (packed, count) == (bytes(LAYOUT.dtype.itemsize), 0)


def test_no_frame_has_nothing_to_start_from() -> None:
    with pytest.raises(ValueError, match=r"^there must be at least one frame, got none$"):
        changes(LAYOUT.empty(0))


def test_runs_of_a_table() -> None:
    table = np.array([[True, True, False, True], [False] * 4, [False, True, True, True]])
    counts, starts, lengths = runs(table)
    assert (counts.tolist(), starts.tolist(), lengths.tolist()) == ([2, 0, 1], [0, 3, 1], [2, 1, 3])
