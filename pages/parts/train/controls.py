"""The controls of the page Train: the learning rate in the bar on top, because the lesson is about
it; in the sidebar what is trained, from where, how, and for how long.
What a run follows while it trains stands in `live_controls`."""

from dataclasses import replace
from typing import Any

import streamlit as st

from nnviz import ExperimentConfig
from nnviz.experiments.problems import PROBLEMS
from pages.parts.train.data import own_file
from pages.parts.train.data.rows_controls import rows_control
from pages.parts.train.examples import BROKEN, LEARNERS
from pages.parts.train.interactions import stale_widgets
from pages.parts.train.settings import (
    ACTIVATIONS,
    FRACTIONS,
    MOST_LAYERS,
    MOST_UNITS,
    START,
    STORE,
    TrainSettings,
    suited,
)
from pages.parts.train.sidebar.live_controls import live_control
from pages.parts.train.sidebar.problem_controls import drawing_controls, problem_control, target_controls
from pages.parts.train.sidebar.second_controls import second_controls
from pages.parts.train.sidebar.seed_controls import seed_controls
from pages.parts.train.sidebar.sweep_controls import sweep_control
from pages.parts.train.values.differing import differing
from pages.parts.train.values.prediction_inputs import MOST, Pairs, read_pairs, write_pairs
from pages.shared import stage
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.numbers.numerals import rounded
from pages.shared.state import session
from pages.shared.state.controls import Controls, held
from pages.shared.state.examples import examples
from pages.shared.text import Text, plain

Trains = Controls[TrainSettings]
ACCURACIES = (0.0, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
SIZES = (0.0, 0.01, 0.1, 0.3, 0.5, 1.0, 2.0, 3.0, 10.0)
Layers = tuple[tuple[int, str], ...]
RESTARTS, STARTED = "train:restarts", "train:started"
ASKED = "train:asked"  # the epoch at which a link opens the run


def train_settings(text: Text) -> TrainSettings:
    """Show the controls of the page Train; return the settings."""
    if STORE.follow():
        session.put({ASKED: STORE.current().epoch})
    session.forget(stale_widgets())
    controls = Controls(STORE, text)
    STORE.keep(own_file.with_own(STORE.current()))
    with stage.view():
        problem_control(text)
        if STORE.current().waits_for_file:
            return STORE.current()
        live_control("rate", text)
    with st.sidebar:
        st.header(text("controls.title"))
        examples("train-broken", BROKEN, STORE.take, text, label=text("controls.broken"))
        examples("train-learners", LEARNERS, STORE.take, text, label=text("controls.learners"))
        rows_control(text)
        own_file.again_button(text)
        st.button(text("controls.reset"), icon=":material/restart_alt:", on_click=restart, width="stretch")
        chosen = sweep_control(controls, text) | running_controls(controls)
        chosen["hidden"] = layer_controls(controls)
        chosen |= target_controls(controls)
        chosen |= seed_controls(controls) | data_controls(controls) | start_controls(controls)
        second_controls(text)
        st.button(text("controls.article"), on_click=STORE.take, args=(START,), width="stretch")
    STORE.keep(suited(replace(STORE.current(), **chosen)))
    return STORE.current()


# -- groups of controls ---------------------------------------------------------------------
def running_controls(controls: Trains) -> dict[str, Any]:
    """How the run steps, and for how long."""
    text = controls.text
    optimizer = controls.choice("optimizer", lambda name: text(f"choice.{name}"))
    live_control("batch_size", text)
    found = {"optimizer": optimizer, "epochs": controls.whole("epochs")}
    return found | stop_controls(controls)


def stop_controls(controls: Trains) -> dict[str, Any]:
    """At which loss the run stops, and at which accuracy."""
    loss = st.number_input(
        controls.label("stop"),
        0.0,
        1e6,
        step=0.01,
        format="%g",
        key=controls.key("stop"),
        help=controls.help("stop"),
    )
    accuracy = st.select_slider(
        controls.label("stop_accuracy"),
        sorted({*ACCURACIES, STORE.current().stop_accuracy}),
        key=controls.key("stop_accuracy"),
        format_func=lambda share: f"{share:.1%}" if share else controls.text("controls.never"),
    )
    return {"stop": loss, "stop_accuracy": accuracy}


def layer_controls(controls: Trains) -> Layers:
    """Size and activation of every hidden layer, with buttons to add and remove."""
    text, known = controls.text, STORE.current().hidden
    st.markdown(f"**{text('controls.layers')}**")
    layers = tuple(one_layer(index, layer, text) for index, layer in enumerate(known))
    st.button(
        text("controls.add_layer"),
        icon=":material/add:",
        on_click=put_layers,
        args=((*layers, layers[-1] if layers else (4, "relu")),),
        disabled=len(layers) >= MOST_LAYERS,
        width="stretch",
    )
    return layers


def one_layer(index: int, layer: tuple[int, str], text: Text) -> tuple[int, str]:
    """One row of the list of layers."""
    size, kind, remove = st.columns([4, 5, 2], vertical_alignment="bottom", gap="small")
    with size:
        units = st.number_input(
            text("controls.units", layer=index + 1),
            1,
            MOST_UNITS,
            step=1,
            key=STORE.widget(f"units{index}", layer[0]),
            label_visibility="collapsed",
        )
    with kind:
        activation = st.selectbox(
            text("controls.activation", layer=index + 1),
            ACTIVATIONS,
            key=STORE.widget(f"activation{index}", layer[1]),
            format_func=lambda name: text(f"choice.{name}"),
            label_visibility="collapsed",
        )
    with remove:
        st.button(
            "×",
            key=f"train-remove{index}",
            help=text("controls.remove_layer", layer=index + 1),
            on_click=remove_layer,
            args=(index,),
        )
    return max(1, min(MOST_UNITS, int(units))), held(activation, ACTIVATIONS)


def put_layers(layers: Layers) -> None:
    """Change the hidden layers."""
    STORE.change(hidden=layers)


def remove_layer(index: int) -> None:
    """Take one hidden layer out of the list."""
    known = STORE.current().hidden
    put_layers((*known[:index], *known[index + 1 :]))


def data_controls(controls: Trains) -> dict[str, Any]:
    """Where the samples come from, folded away."""
    text, now = controls.text, STORE.current()
    is_article, drawn = now.problem == "article", PROBLEMS[now.problem].drawn_by
    with st.expander(text("controls.data")):
        found = drawing_controls(controls)
        article = now.stream == "article"
        if is_article:
            key = STORE.widget("article", article)
            article = st.toggle(text("controls.stream"), key=key, help=text("controls.stream_help"))
        samples = controls.whole("samples") if "samples" in drawn else now.samples
        fraction = st.select_slider(
            controls.label("train_fraction"),
            FRACTIONS,
            key=controls.key("train_fraction"),
            help=controls.help("train_fraction"),
            format_func="{:.0%}".format,
        )
        standardise = controls.toggle("standardise", text("controls.standardise_help"))
        if is_article:
            found["pairs"] = pair_control(text)
    return found | {
        "stream": "article" if article else "seeded",
        "samples": samples,
        "train_fraction": fraction,
        "standardise": standardise,
    }


def pair_control(text: Text) -> Pairs:
    """The pairs to predict; a mistake is answered under the field, and the last good pairs stay."""
    now = STORE.current().pairs
    key = STORE.widget("pairs", write_pairs(now))
    typed = st.text_input(text("controls.pairs"), key=key, max_chars=200, help=text("controls.pairs_help"))
    found = read_pairs(typed)
    if isinstance(found, Unreadable):
        st.error(text(f"error.{found.kind}", value=plain(found.value), most=MOST))
        return now
    return found


def start_controls(controls: Trains) -> dict[str, Any]:
    """Where the weights begin, and what holds them small, folded away."""
    text, now = controls.text, STORE.current()
    article = now.problem == "article" and session.get(STORE.key("article"), True)
    with st.expander(text("controls.start")):
        init = controls.choice("init", lambda name: text(f"choice.{name}"), disabled=article)
        size = st.select_slider(
            controls.label("init_size"),
            sorted({*SIZES, now.init_size}),
            key=controls.key("init_size"),
            format_func=rounded,
            disabled=article,
        )
        live_control("l2", text)
        live_control("l1", text)
        live_control("clip", text)
    return {"init": init, "init_size": size}


def asked_epoch() -> float | None:
    """Return, once, the epoch at which the link that was followed opens the run; None if none was."""
    return session.take(ASKED, None)


def ask_epoch(epoch: float) -> None:
    """Let the run that is shown next open at this epoch, as if a link asked for it."""
    session.put({ASKED: epoch})


# -- words about changes --------------------------------------------------------------------
def restarts() -> int:
    """Return how often the visitor went back to the start."""
    return session.get(RESTARTS, 0)


def restart() -> None:
    """Begin the same run again."""
    session.put({RESTARTS: restarts() + 1})


def changes(start: ExperimentConfig, run: str, text: Text) -> tuple[str, ...]:
    """Return the names of what made this run start anew; nothing for the first run."""
    first: tuple[str, ExperimentConfig, tuple[str, ...]] = ("", start, ())
    known = session.get(STARTED, first)
    if known[0] != run:
        known = (run, start, differing(known[1], start))
        session.put({STARTED: known})
    return tuple(text(f"field.{name}") for name in known[2])
