"""The three seeds of a run side by side: of its samples, of their split, and of its weights and batches."""

from typing import Any

import streamlit as st

from nnviz.experiments.problems import PROBLEMS
from pages.parts.train.settings import SEEDS, STORE, TrainSettings
from pages.shared.state import session
from pages.shared.state.codecs import Whole
from pages.shared.state.controls import Controls


def seed_controls(controls: Controls[TrainSettings]) -> dict[str, Any]:
    """Type the seeds; one that is not used cannot be changed, and without that of the split the samples stay
    in their order."""
    text, now = controls.text, STORE.current()
    is_article = now.problem == "article"
    fixed = is_article and session.get(STORE.key("article"), now.stream == "article")
    drawn = is_article or "data_seed" in PROBLEMS[now.problem].drawn_by
    st.markdown(f"**{text('controls.seeds')}**")
    data = controls.whole("data_seed", disabled=fixed or not drawn)
    split = st.number_input(
        controls.label("split_seed"),
        *SEEDS,
        value=None,
        step=1,
        key=controls.key("split_seed"),
        placeholder=text("controls.in_order"),
        help=text("controls.split_seed_help"),
        disabled=now.train_fraction == 1,
    )
    seed = controls.whole("seed", disabled=fixed)
    return {
        "data_seed": data,
        "split_seed": None if split is None else Whole(*SEEDS).held(split),
        "seed": seed,
    }
