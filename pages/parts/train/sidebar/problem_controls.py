"""The controls of what is learned: the problem, what its samples are drawn with, and what suits it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from nnviz import LOSSES
from nnviz.datasets import CURVES, FEATURES
from nnviz.experiments.problems import PROBLEMS
from pages.parts.train.settings import PLAIN, STORE, TrainSettings, begun
from pages.parts.train.sidebar.refusals import refusal
from pages.shared.state import session
from pages.shared.state.controls import Controls, held
from pages.shared.text import Text

NOISES = tuple(percent / 100 for percent in range(0, 55, 5))


def problem_control(text: Text) -> None:
    """Choose the problem; another one begins with what suits it."""
    names = tuple(PROBLEMS)
    key = STORE.widget("problem", STORE.current().problem)
    st.selectbox(
        text("controls.problem"),
        names,
        key=key,
        format_func=lambda name: text(f"problem.{name}"),
        on_change=_take_problem,
        args=(key,),
        label_visibility="collapsed",
    )


def _take_problem(key: str) -> None:
    name = held(session.get(key, ""), tuple(PROBLEMS))
    if name != STORE.current().problem:
        STORE.take(begun(name))


def drawing_controls(controls: Controls[TrainSettings]) -> dict[str, Any]:
    """What the samples of the problem are drawn with, and what of them the network sees."""
    text, now = controls.text, STORE.current()
    entry, found = PROBLEMS[now.problem], dict[str, Any]()
    if "noise" in entry.drawn_by:
        found["noise"] = st.select_slider(
            controls.label("noise"),
            sorted({*NOISES, now.noise}),
            key=controls.key("noise"),
            format_func="{:.0%}".format,
        )
    if "curve" in entry.drawn_by:
        found["curve"] = controls.choice("curve", lambda name: CURVES[name].formula)
    if entry.plane:
        chosen = st.pills(
            text("controls.features"),
            tuple(FEATURES),
            selection_mode="multi",
            key=STORE.widget("features", list(now.features)),
            format_func=lambda name: FEATURES[name].label,
        )
        found["features"] = tuple(name for name in FEATURES if name in chosen) or PLAIN
    return found


def target_controls(controls: Controls[TrainSettings]) -> dict[str, Any]:
    """The output of the network and its loss."""
    text = controls.text
    output = controls.choice("output", lambda name: text(f"choice.{name}"))
    loss = controls.choice("loss", lambda name: text(f"choice.{name}"))
    refused = refusal(replace(STORE.current(), output=output, loss=loss))
    if refused:
        kind, taken = refused
        words = {name: text(f"choice.{name}") for name in (output, loss, taken.output, taken.loss)}
        values = {"output": words[output], "loss": words[loss]}
        instead = text("refused.instead", output=words[taken.output], loss=words[taken.loss])
        partner = LOSSES[loss].partner
        if partner:
            values["partner"] = text(f"choice.{partner}")
        st.warning(f"{text(f'refused.{kind}', **values)} {instead}", icon=":material/block:")
    bias = controls.toggle("bias")
    reduction = controls.choice("reduction", lambda name: text(f"choice.{name}"))
    return {"output": output, "loss": loss, "bias": bias, "reduction": reduction}
