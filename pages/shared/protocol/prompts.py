"""What a timeline asks before it is played, and what it says when it has come to its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pages.shared.protocol.panels import Caption


@dataclass(frozen=True)
class Guess:
    """A question with one right answer, which the timeline gives at clock value `since`.

    The visitor chooses one of the `options`; where there are none, a number is typed. `right` is the answer,
    written like an option. When it is seen, the caption says `yes` or `no`; the field `{guess}` of these
    sentences is what the visitor said. The guess is kept as long as the `id` stays the same. Until the answer
    is seen, `hints` by the ids of elements take the place of those that would give it away."""

    id: str
    question: str
    options: tuple[str, ...]
    right: str
    since: float
    yes: str
    no: str
    hints: Mapping[str, Caption] = field(default_factory=dict)


@dataclass(frozen=True)
class Ending:
    """What stands beside the last step: the `word` for what was seen, what it means, and where to go next.

    A run whose last moment has a note of an error, such as one that diverged, ends without."""

    word: str
    learned: str
    next: str
    href: str
