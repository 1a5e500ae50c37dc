"""The lesson "build": a network that can be touched, and its forward pass, step by step.
The picture depends on the structure alone; numbers, and what is chosen, travel in the frames."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import streamlit as st

from nnviz import ForwardPass, forward_steps
from nnviz.networks.forward_trace import as_code
from pages.parts.network.build import callouts
from pages.parts.network.build import linear_collapse as network_collapse
from pages.parts.network.build import opened_product as network_product
from pages.parts.network.build.captions import captions, steps, transcript
from pages.parts.network.build.frames import fill, layout, shown_frames
from pages.parts.network.build.interactions import focus, touch
from pages.parts.network.build.panels import panels
from pages.parts.network.build.unit_arithmetic import unit_lines
from pages.parts.network.cells import linked_edits
from pages.parts.network.settings import NetworkSettings
from pages.parts.network.store import STORE
from pages.shared.lessons import Lesson
from pages.shared.player.fixed_timeline import touchable
from pages.shared.protocol.answers import Answer, Replace
from pages.shared.protocol.layouts import Layout
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.protocol.requests import Request, Touches
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.state import session
from pages.shared.state.training_step_link import PAGE, first_class, training_step_query
from pages.shared.text import Text
from pages.shared.theme import ThemeName


def guess(settings: NetworkSettings, text: Text) -> Guess:
    """Ask for the shape of what the first layer gives."""
    samples, inputs, units = len(settings.X), settings.sizes[0], settings.sizes[1]
    right = (samples, units)
    pairs = ((units, samples), (inputs, units), right, (samples, inputs), (units,))
    sizes = {"samples": samples, "inputs": inputs, "units": units}
    return Guess(
        id=f"network-shape-{samples}-{inputs}-{units}",
        question=text("shapes.ask", **sizes),
        options=tuple(dict.fromkeys(map(str, pairs))),
        right=str(right),
        since=1.0,
        yes=text("shapes.yes", guess="{guess}", **sizes),
        no=text("shapes.no", guess="{guess}", **sizes),
    )


def ending(text: Text) -> Ending:
    """Say what has been seen: a forward pass."""
    href = f"network?view=digits&lang={text.language}"
    return Ending(text("ending.word"), text("ending.learned"), text("ending.next"), href)


def run(settings: NetworkSettings) -> str:
    """Return the name of the timeline that is shown: the network's, or that of one product."""
    return settings.opened or settings.view


@lru_cache(maxsize=32)
def forward_pass(settings: NetworkSettings) -> ForwardPass:
    """Return the forward pass of the settings' network; it is read-only, and the last ones are kept."""
    return forward_steps(settings.network, settings.X)


# -- what stays the same while numbers are touched --------------------------------------------
def spec(settings: NetworkSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture of a network of this structure, made once; or that of the opened product."""
    where = network_product.opened(settings)
    if where:
        return network_product.spec(settings, forward_pass(settings), where, text, theme)
    return picture(settings.structure, text, theme)


@lru_cache(maxsize=8)
def picture(structure: NetworkSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture of a structure; those that were asked for last are kept, for all visitors."""
    forward = forward_pass(structure)
    made, shown = tuple(panels(structure, forward, text)), steps(structure, forward)
    question = text("question.build")
    layout, explained = whole_layout(structure), ("layer", "forward_pass", "neuron", "nonlinear", "z_and_a")
    spec = touchable(layout, made, len(shown) + 1, text.language, theme, 0, question, explained)
    start = float(min(structure.step, len(forward)))
    layers = tuple(step.number + 1.0 for step in shown if step.finished)
    return replace(spec, start=start, stops=layers, guess=guess(structure, text), ending=ending(text))


def whole_layout(settings: NetworkSettings) -> Layout:
    """The fields of the frames."""
    return layout(settings, network_collapse.fields(settings))


# -- what touching changes ----------------------------------------------------------------------
def answer(settings: NetworkSettings, request: Request, text: Text) -> Answer:
    """Return all frames: one before the first step, and one after each; or those of the opened product."""
    forward = forward_pass(settings)
    where, aim = network_product.opened(settings), focus(settings, request.touched)
    if where:
        return network_product.answer(forward, where, aim)
    fields = whole_layout(settings)
    once, rows = fields.empty_once(), shown_frames(settings, forward, fields, steps(settings, forward))
    fill(once[0], settings, forward)
    callouts.fill(rows, once[0], settings, forward)
    if network_collapse.fields(settings):
        network_collapse.fill(once[0], settings.network, forward)
    return Replace(
        rows,
        status=status(settings, text),
        captions=tuple(captions(settings, forward, text)),
        lines={"unit": unit_lines(settings, forward)},
        once=once,
        focus=aim,
    )


def status(settings: NetworkSettings, text: Text) -> str:
    """Say so if there are more changed numbers than a link can hold."""
    kept, count = linked_edits(settings.edits), len(settings.edits)
    return text("status.full", kept=kept, count=count) if kept < count else ""


def touched(settings: NetworkSettings, touches: Touches) -> NetworkSettings:
    """Return the settings after some touches."""
    for name, value in touches:
        settings = touch(settings, name, value)
    return settings


# -- what stands below -------------------------------------------------------------------------------
def below(settings: NetworkSettings, text: Text) -> None:
    """All steps in words, and the network as a program of its own."""
    forward = forward_pass(settings)
    with st.expander(text("transcript")):
        st.text(transcript(settings, forward, text))
    st.page_link(f"{PAGE}.py", label=text("forward.train"), query_params=training_step(settings, text))
    code = session.later(lambda: as_code(forward_pass(STORE.current())))  # that of the moment of the press
    st.download_button(text("export.code"), code, "network.py", "text/x-python", on_click="ignore")


def training_step(settings: NetworkSettings, text: Text) -> dict[str, str]:
    """Return the query of a training step of this network, whose targets nobody has given yet."""
    network = settings.network
    loss = "cross_entropy" if network.activations[-1] == "softmax" else "half_squared_error"
    X = np.array(settings.X)
    targets = first_class(len(X), network.sizes[-1])
    return {**training_step_query(network, X, targets, loss, {}), "lang": text.language}


LESSON = Lesson(run, spec, answer, touched, below=below)
