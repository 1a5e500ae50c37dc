"""What a server with limits does not train: networks with too many parameters, and too many samples. The
page says so in place of the run, with a button for what fits; a touch that asks for more is not taken."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import streamlit as st

from nnviz.experiments.problems import PROBLEMS
from pages.parts.train.settings import STORE, TrainSettings, suited
from pages.shared.operating.counters import COUNTERS
from pages.shared.operating.limits import limits
from pages.shared.text import Text


@dataclass(frozen=True)
class Exceeded:
    """A limit that settings exceed: what they ask for, and the `most` that there is."""

    kind: Literal["parameters", "samples"]
    asked: int
    most: int

    def said(self, text: Text) -> str:
        """Return it as a sentence."""
        return text(f"limit.{self.kind}", asked=f"{self.asked:,}", most=f"{self.most:,}")


def exceeded(settings: TrainSettings) -> tuple[Exceeded, ...]:
    """Return the limits of this server that the settings exceed."""
    return tuple(_exceeded(settings))


def _exceeded(settings: TrainSettings) -> Iterator[Exceeded]:
    most, found = limits(), parameters(settings)
    if most.parameters is not None and found > most.parameters:
        yield Exceeded("parameters", found, most.parameters)
    runs = (settings, settings.second)
    samples = max(one.start.samples for one in runs if one and not one.waits_for_file)
    if most.samples is not None and samples > most.samples:
        yield Exceeded("samples", samples, most.samples)


def parameters(settings: TrainSettings) -> int:
    """Return the number of parameters of all networks that are trained together."""
    second = settings.second
    alone = _of_network(settings)
    return alone * max(1, settings.sweep) + (_of_network(second) if second and not settings.sweep else 0)


def _of_network(settings: TrainSettings) -> int:
    return sum((below + settings.bias) * units for below, units in pairwise(settings.start.sizes))


def within(settings: TrainSettings) -> TrainSettings | None:
    """Return the nearest settings that exceed no limit: fewer seeds, no second run, fewer samples, smaller
    layers; None where nothing of that helps."""
    most = limits()
    if most.samples is not None and "samples" in PROBLEMS[settings.problem].drawn_by:
        settings = replace(settings, samples=min(settings.samples, most.samples))
    if settings.beside and exceeded(settings):
        settings = replace(settings, beside=())
    settings = suited(settings)
    if settings.sweep and most.parameters is not None and exceeded(settings):
        settings = replace(settings, sweep=most.parameters // _of_network(settings))
    while exceeded(settings) and settings.hidden:
        settings = suited(replace(settings, hidden=_smaller(settings.hidden)))
    return None if exceeded(settings) else settings


def _smaller(hidden: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    """The hidden layers with one unit less in the largest; without the last one if all have one unit."""
    largest = max(range(len(hidden)), key=lambda at: hidden[at][0])
    units, activation = hidden[largest]
    if units == 1:
        return hidden[:-1]
    return (*hidden[:largest], (units - 1, activation), *hidden[largest + 1 :])


def show(found: tuple[Exceeded, ...], text: Text) -> None:
    """Say what this server does not train, and offer what it does."""
    st.title(text("limit.title"))
    for one in found:
        COUNTERS.refuse(one.kind)
        st.warning(one.said(text), icon=":material/straighten:")
    st.markdown(text("limit.elsewhere"))
    other = within(STORE.current())
    if other is not None:
        st.button(text("limit.fit"), type="primary", key="train-fit", on_click=STORE.take, args=(other,))
