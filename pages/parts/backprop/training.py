"""The training step that the settings are about: the network after the steps before it, and its trace."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from nnviz import MISTAKES, OPTIMIZERS, SGD, Adam, Network, RMSProp, TrainingTrace, training_trace
from nnviz.backprop.mistakes import Situation
from nnviz.backprop.recorded_training import recorded_training
from nnviz.training.optimizer import Optimizer
from pages.parts.backprop.settings import START, BackpropSettings
from pages.shared.protocol.layouts import Array

KEPT = 32  # training steps that are kept, for all visitors


class Trained(NamedTuple):
    """A network after some training steps, what its optimizer remembers, the loss before each of these steps,
    and the loss after the last."""

    network: Network
    memory: Mapping[str, Array]
    losses: Array
    loss: float = np.nan


def numbers_of(settings: BackpropSettings) -> BackpropSettings:
    """Return the settings without what changes no number."""
    return replace(
        settings,
        view=START.view,
        chosen="",
        levels=START.levels,
        alone=False,
        checks=False,
        homework=False,
        answers=(),
        sample=0,
        calls=False,
        opened="",
        compared=0,
        step=0,
        back=0,
        trained=0,
        surface=START.surface,
        start=START.start,
        rates=START.rates,
        changes=START.changes,
        first=START.first,
        second=START.second,
        method=START.method,
        parameter=START.parameter,
        walk=START.walk,
    )


def with_answers_kept(before: BackpropSettings, after: BackpropSettings) -> BackpropSettings:
    """Return the settings after a change; answers to other numbers than those of before are gone."""
    same = not after.answers or numbers_of(before) == numbers_of(after)
    return after if same else replace(after, answers=())


def optimizer_of(settings: BackpropSettings) -> Optimizer:
    """Return the optimizer with the numbers of the settings."""
    made: Mapping[str, Callable[[float], Optimizer]] = {
        "momentum": partial(SGD, momentum=settings.momentum),
        "nesterov": partial(SGD, momentum=settings.momentum, nesterov=True),
        "rmsprop": partial(RMSProp, decay=settings.decay),
        "adam": partial(Adam, beta1=settings.beta1, beta2=settings.beta2),
    }
    return made.get(settings.optimizer, OPTIMIZERS[settings.optimizer])(settings.rate)


def mistake_of(settings: BackpropSettings) -> str | None:
    """Return the mistake of the settings; None if there is none, or if it cannot be made in this network."""
    if not settings.mistake:
        return None
    situation = Situation(settings.network, len(settings.X), settings.loss, settings.reduction)
    return None if MISTAKES[settings.mistake].why_not(situation) else settings.mistake


def trace_of(settings: BackpropSettings) -> TrainingTrace:
    """Return the training step of the settings, with their mistake; the last ones are kept."""
    return _trace(numbers_of(settings))


def right_trace_of(settings: BackpropSettings) -> TrainingTrace:
    """Return the same training step without a mistake, of the same numbers; where the mistake is in the
    numbers themselves, that of the network as it should be."""
    mistake = mistake_of(settings)
    if mistake is None:
        return trace_of(settings)
    if MISTAKES[mistake].prepare is not None:
        return trace_of(replace(settings, mistake=""))
    return _right(numbers_of(settings))


def trained_by(settings: BackpropSettings, steps: int) -> Trained:
    """Return the network of the settings after so many training steps; the last ones are kept."""
    return _trained(replace(numbers_of(settings), at=steps))


@lru_cache(maxsize=KEPT)
def _trace(settings: BackpropSettings) -> TrainingTrace:
    return _step_of(settings, mistake_of(settings))


@lru_cache(maxsize=KEPT)
def _right(settings: BackpropSettings) -> TrainingTrace:
    return _step_of(settings, None)


def _step_of(settings: BackpropSettings, mistake: str | None) -> TrainingTrace:
    before = _trained(settings)
    return training_trace(
        before.network,
        settings.X,
        settings.targets,
        settings.loss,
        optimizer_of(settings),
        mistake,
        settings.reduction,
        before.memory or None,
    )


@lru_cache(maxsize=KEPT)
def _trained(settings: BackpropSettings) -> Trained:
    """The calls that a trace reads, run again and again; also for a network that no trainer takes."""
    if not settings.at:
        return Trained(settings.network, {}, np.empty(0))
    recording = recorded_training(
        settings.network,
        settings.X,
        settings.targets,
        settings.loss,
        optimizer_of(settings),
        mistake_of(settings),
        settings.reduction,
    )
    if recording.fails:  # NumPy refuses in the first step, so that nothing is ever trained
        return Trained(settings.network, {}, np.empty(0))
    losses = recording.train(settings.at)
    kept = {name: array.copy() for name, array in recording.kept.items()}
    return Trained(recording.network, recording.state.saved() | kept, losses, recording.find_loss())
