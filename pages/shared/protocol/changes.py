"""Frames that differ little, written as the first one and what changes from each to the next.
Nothing here knows what the numbers mean: frames are rows of words of eight bytes that change or stay."""

import numpy as np

from pages.shared.protocol.layouts import Array

WORD = 8  # bytes; the size of a frame is a multiple of it


def changes(frames: Array) -> tuple[bytes, int]:
    """Return frames (n,) as the bytes that `changes.js` reads, and how many runs of changed words these hold.

    First come 32-bit numbers: for each frame but the first how many runs it changes, then where every run
    begins, then how long it is (both in words), filled up to a whole word; then the first frame, and the
    words of all runs as they are after the change. Raises ValueError if there is no frame."""
    if not len(frames):
        raise ValueError("there must be at least one frame, got none")
    words = np.ascontiguousarray(frames).view(np.uint64).reshape(len(frames), -1)
    differs = words[1:] != words[:-1]  # as bits, so that NaN is the same as NaN
    counts, starts, lengths = runs(differs)
    numbers = np.concatenate([counts, starts, lengths]).astype("<u4").tobytes()
    filled = numbers + bytes(-len(numbers) % WORD)
    return filled + words[0].tobytes() + words[1:][differs].tobytes(), len(starts)


def runs(differs: Array) -> tuple[Array, Array, Array]:
    """Return of a table of booleans (rows, columns) how many runs of True each row has, and where all of
    them, row by row, begin and how long they are."""
    edged = np.zeros((len(differs), differs.shape[1] + 2), bool)
    edged[:, 1:-1] = differs
    rows, edges = np.nonzero(edged[:, 1:] != edged[:, :-1])  # beginnings and ends in turn
    starts, ends = edges[::2], edges[1::2]
    return np.bincount(rows[::2], minlength=len(differs)), starts, ends - starts
