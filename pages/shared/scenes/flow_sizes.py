"""How large the parts of a data flow are drawn, and where the three numbers stand in a cell of A.
Large matrices are drawn more closely, so that their numbers can be read where the flow fills a window."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pages.shared.scenes.editing import KNOB

Shift = tuple[float, float]  # from the middle of a cell

MARGIN = 10.0
LEAST_QUEUE = 100.0  # so that there is room for the legend beside it
LEGEND = 300.0
# A flow that is wider or higher fills a window of 1280 x 720 with numbers that are too small to be read.
WIDEST, TALLEST = 1456.0, 596.0


@dataclass(frozen=True)
class FlowSizes:
    """The measures of a flow, in units of its scene.

    `wide` and `high` are those of a cell of A, `queue` is the height of a waiting number, `entry` the room on
    the left, `result` the width of a cell of C and `place` that of its frame. In a cell stand its `own`
    number, the number of B in its lane, the sum in its own, and the signs between them; each of the numbers
    has a width, and all are as `tall`. `knob` is the size of a button, `words` that of titles, `sign` that of
    signs. A queue that is `stepped` shows how much later a column starts, and is higher for it."""

    wide: float
    high: float
    queue: float
    entry: float
    result: float
    place: float
    own: Shift
    lane_b: Shift
    lane_sum: Shift
    signs: Mapping[str, Shift]
    own_wide: float
    b_wide: float
    sum_wide: float
    tall: float
    head: float
    foot: float
    gap: float
    knob: float
    words: float
    sign: float
    stepped: bool

    def waiting(self, k: int, n: int, ticks: int) -> int:
        """Return the rows of the queue above k columns, where n numbers wait up to so many ticks."""
        return min(ticks, n + k - 1) if self.stepped else n

    def extent(self, sizes: tuple[int, int, int], ticks: int, biased: bool) -> tuple[float, float]:
        """Return width and height of a flow of m, k, n."""
        m, k, n = sizes
        right = MARGIN + self.entry * (1 + biased) + k * self.wide + self.gap
        top = self.head + max(LEAST_QUEUE, self.waiting(k, n, ticks) * self.queue) + self.gap / 2
        return right + max(n * self.result, LEGEND) + MARGIN, top + m * self.high + self.foot


ROOMY = FlowSizes(
    wide=172.0,
    high=72.0,
    queue=32.0,
    entry=76.0,
    result=78.0,
    place=64.0,
    own=(-50.0, -17.0),
    lane_b=(58.0, -17.0),
    lane_sum=(1.0, 18.0),
    signs={"times": (4.0, -17.0), "plus": (-79.0, 18.0), "before": (-57.0, 18.0), "arrow": (-33.0, 18.0)},
    own_wide=58.0,
    b_wide=50.0,
    sum_wide=56.0,
    tall=29.0,
    head=14.0,
    foot=46.0,
    gap=24.0,
    knob=KNOB,
    words=18.0,
    sign=15.0,
    stepped=True,
)
CLOSE = replace(
    ROOMY,
    wide=156.0,
    high=60.0,
    queue=29.0,
    entry=62.0,
    result=60.0,
    place=56.0,
    own=(-46.0, -14.5),
    lane_b=(54.0, -14.5),
    lane_sum=(3.0, 14.5),
    signs={"times": (7.0, -14.5), "plus": (-71.0, 14.5), "before": (-46.0, 14.5)},
    own_wide=56.0,
    b_wide=44.0,
    sum_wide=54.0,
    tall=28.0,
    head=8.0,
    foot=36.0,
    gap=14.0,
    knob=29.0,
    words=20.0,
    sign=19.0,
    stepped=False,
)


def fitting(sizes: tuple[int, int, int], ticks: int, biased: bool) -> FlowSizes:
    """Return the sizes in which the numbers of a flow of m, k, n can be read."""
    wide, high = ROOMY.extent(sizes, ticks, biased)
    return ROOMY if wide <= WIDEST and high <= TALLEST else CLOSE
