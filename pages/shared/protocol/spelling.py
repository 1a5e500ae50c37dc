"""Words as bytes of a field, for what a `SpelledBinding` writes: equally many for each line."""

from collections.abc import Sequence


def spelled(lines: Sequence[str], count: int, letters: int) -> list[int]:
    """Return `count` lines as `letters` bytes of UTF-8 each, filled up with zeros; what has no room in a line
    is cut off."""
    found: list[int] = []
    for line in (*lines, *[""] * count)[:count]:
        said = line.encode()[:letters].decode(errors="ignore").encode()
        found += [*said, *[0] * (letters - len(said))]
    return found
