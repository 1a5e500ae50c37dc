"""What is seen of the weights and the outputs of each layer at one moment: their histograms beside those of
the start, and in words which units are dead or saturated."""

from collections.abc import Iterator, Sequence
from math import isfinite, isnan

from nnviz import Histogram, Snapshot
from nnviz.experiments.spreads import LayerSpread, spreads
from pages.parts.train.run.training_session import Live
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.ids import unit_id
from pages.shared.protocol.spelling import spelled
from pages.shared.scenes.histogram_pair import LETTERS, WORDS, chart_values
from pages.shared.text import Text

Values = dict[str, Sequence[float | None]]
MOST_NAMED = 5  # units that are named; of more it is said how many they are


def histogram_values(live: Live, moment: Snapshot, text: Text) -> Values:
    """Return the fields of the histograms of all layers at a moment of a run."""
    found: Values = {}
    for one in spreads(live.experiment, moment):
        charts = (
            ("upper", one.weights, one.first_weights),
            ("lower", one.outputs, one.first_outputs),
        )
        for name, now, first in charts:
            before = None if first is None else first.shares
            found |= chart_values(name, one.layer, now.edges, now.shares, before)
            found[f"{name}{one.layer}.bins"] = list(bins(now, first, text).encode())
        found[f"said{one.layer}"] = spelled(tuple(said(one, text)), WORDS, LETTERS)
    return found


def bins(now: Histogram, first: Histogram | None, text: Text) -> str:
    """Return the bars in words, without the empty ones."""
    starts = now.shares if first is None else first.shares
    told = [
        text(
            "histograms.bin" if first is not None else "histograms.bin_alone",
            low=rounded(low, 3),
            high=rounded(high, 3),
            share=percent(share),
            first=percent(start),
        )
        for low, high, share, start in zip(now.edges, now.edges[1:], now.shares, starts, strict=False)
        if share or start
    ]
    return text("list.semicolon").join(told)


def said(one: LayerSpread, text: Text) -> Iterator[str]:
    """Say in three lines what is so at the moment: how many outputs are 0 or flat, and which units are."""
    if not (isfinite(one.range[0]) and isfinite(one.range[1])):
        yield text("histograms.none")
    elif not isnan(one.zeros):
        yield text("histograms.zeros", share=percent(one.zeros))
        yield text("histograms.dead") if one.dead else text("histograms.not_dead")
        yield named(one.layer, one.dead, text)
    elif not isnan(one.flat):
        yield text("histograms.flat", share=percent(one.flat))
        yield text("histograms.saturated") if one.saturated else text("histograms.not_saturated")
        yield named(one.layer, one.saturated, text)
    else:
        low, high = (rounded(end, 3) for end in one.range)
        yield text("histograms.range", low=low, high=high)


def named(layer: int, units: Sequence[int], text: Text) -> str:
    """Return the names of units of a layer, of many the first ones and how many more they are."""
    names = text("list.comma").join(unit_id(layer, unit) for unit in units[:MOST_NAMED])
    rest = len(units) - MOST_NAMED
    return text("histograms.more", units=names, n=rest) if rest > 0 else names


def percent(share: float) -> str:
    """Return a share in whole percent; a small one is not none at all, and one of almost all is not all."""
    if 0 < share < 0.005:
        return "<1 %"
    return ">99 %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"
