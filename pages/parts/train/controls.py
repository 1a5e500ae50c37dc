"""Widgets in, settings out. Limits are enforced here on the server; a browser may send anything.
The values of the widgets, the settings and the link are kept the same."""

from collections.abc import Mapping, Sequence
from dataclasses import fields as fields_of
from typing import Any

import streamlit as st

from nnviz import ExperimentConfig
from pages.parts.train.live_controls import keep, live_control
from pages.parts.train.pairs import MOST, Pairs, read_pairs, write_pairs
from pages.parts.train.settings import (
    ACTIVATIONS,
    BATCHES,
    EPOCHS,
    FRACTIONS,
    INITS,
    MOST_LAYERS,
    MOST_UNITS,
    OPTIMIZERS,
    PREFIX,
    SAMPLES,
    SEEDS,
    SETTINGS,
    TrainSettings,
)
from pages.shared import session, stage
from pages.shared.following import Follower
from pages.shared.link import Complaint, read_link
from pages.shared.nested_text import Unreadable
from pages.shared.text import Text, plain


def train_settings(text: Text) -> tuple[TrainSettings, list[Complaint]]:
    """Show the controls of the page Train in the sidebar; return settings and complaints about the link."""
    complaints = follow_link()
    with st.sidebar:
        st.header(text("controls.title"))
        st.button(text("controls.reset"), icon=":material/restart_alt:", on_click=restart, width="stretch")
        values = running_controls(text)
        values["hidden"] = layer_controls(text)
        values |= data_controls(text) | start_controls(text)
        st.button(text("controls.article"), on_click=back_to_article, width="stretch")
    keep(values)
    return TrainSettings.of(values), complaints


# -- link and widgets ------------------------------------------------------------------
def follow_link() -> list[Complaint]:
    """Take the settings from the link, or back from before the visitor left the page."""
    return Follower(
        "train", SETTINGS, f"{PREFIX}rate", lambda query: read_link(query, SETTINGS), widget_values
    ).follow()


def widget_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the session must hold, so that the widgets show `values`."""
    changed = {
        "article": values["stream"] == "article",
        "pairs": write_pairs(values["pairs"]),
        "good_pairs": values["pairs"],
    }
    plain = {PREFIX + name: value for name, value in (dict(values) | changed).items()}
    return plain | layer_values(values["hidden"])


def layer_values(layers: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """Return the same for the hidden layers, each with two widgets."""
    values: dict[str, Any] = {f"{PREFIX}layers": len(layers)}
    for index, (units, activation) in enumerate(layers):
        values |= {f"{PREFIX}units{index}": units, f"{PREFIX}activation{index}": activation}
    return values


def back_to_article() -> None:
    """Set every control to the article's experiment."""
    session.put(widget_values({name: setting.default for name, setting in SETTINGS.items()}))


def whole_number(name: str, label: str, low: int, high: int, disabled: bool = False) -> int:
    """Show a number box; return its value inside low..high whatever the browser sent."""
    value = st.number_input(label, low, high, step=1, key=PREFIX + name, disabled=disabled)
    return max(low, min(high, int(value)))


# -- groups of controls ---------------------------------------------------------------------
def running_controls(text: Text) -> dict[str, Any]:
    """What one turns while it runs."""
    live_control("rate", text)
    optimizer = st.selectbox(
        text("controls.optimizer"),
        OPTIMIZERS,
        key=f"{PREFIX}optimizer",
        format_func=lambda name: text(f"choice.{name}"),
    )
    batch = st.select_slider(
        text("controls.batch_size"),
        BATCHES,
        key=f"{PREFIX}batch_size",
        format_func=lambda size: text("controls.batch_all") if size is None else str(size),
    )
    epochs = whole_number("epochs", text("controls.epochs"), *EPOCHS)
    rate = session.get(f"{PREFIX}rate", SETTINGS["rate"].default)
    return {"rate": rate, "optimizer": optimizer, "batch_size": batch, "epochs": epochs}


def layer_controls(text: Text) -> tuple[tuple[int, str], ...]:
    """Size and activation of every hidden layer, with buttons to add and remove."""
    st.markdown(f"**{text('controls.layers')}**")
    layers = tuple(one_layer(index, text) for index in range(session.get(f"{PREFIX}layers", 0)))
    added = (*layers, layers[-1] if layers else (4, "relu"))
    st.button(
        text("controls.add_layer"),
        icon=":material/add:",
        on_click=session.put,
        args=(layer_values(added),),
        disabled=len(layers) >= MOST_LAYERS,
        width="stretch",
    )
    return layers


def one_layer(index: int, text: Text) -> tuple[int, str]:
    """One row of the list of layers."""
    size, kind, remove = st.columns([4, 5, 2], vertical_alignment="bottom", gap="small")
    with size:
        units = st.number_input(
            text("controls.units", layer=index + 1),
            1,
            MOST_UNITS,
            step=1,
            key=f"{PREFIX}units{index}",
            label_visibility="collapsed",
        )
    with kind:
        activation = st.selectbox(
            text("controls.activation", layer=index + 1),
            ACTIVATIONS,
            key=f"{PREFIX}activation{index}",
            format_func=lambda name: text(f"choice.{name}"),
            label_visibility="collapsed",
        )
    with remove:
        st.button(
            "×",
            key=f"{PREFIX}remove{index}",
            help=text("controls.remove_layer", layer=index + 1),
            on_click=remove_layer,
            args=(index,),
        )
    return max(1, min(MOST_UNITS, int(units))), activation


def remove_layer(index: int) -> None:
    """Take one hidden layer out of the list."""
    rest = [place for place in range(session.get(f"{PREFIX}layers", 0)) if place != index]
    layers = [
        (session.get(f"{PREFIX}units{place}", 4), session.get(f"{PREFIX}activation{place}", "relu"))
        for place in rest
    ]
    session.put(layer_values(layers))


def data_controls(text: Text) -> dict[str, Any]:
    """Where the samples come from, folded away."""
    with st.expander(text("controls.data")):
        article = st.toggle(
            text("controls.stream"), key=f"{PREFIX}article", help=text("controls.stream_help")
        )
        samples = whole_number("samples", text("controls.samples"), *SAMPLES)
        seed = whole_number("data_seed", text("controls.data_seed"), *SEEDS, disabled=article)
        fraction = st.select_slider(
            text("controls.train_fraction"),
            FRACTIONS,
            key=f"{PREFIX}train_fraction",
            format_func="{:.0%}".format,
        )
        standardise = st.toggle(
            text("controls.standardise"), key=f"{PREFIX}standardise", help=text("controls.standardise_help")
        )
        pairs = pair_control(text)
    return {
        "stream": "article" if article else "seeded",
        "samples": samples,
        "data_seed": seed,
        "train_fraction": fraction,
        "standardise": standardise,
        "pairs": pairs,
    }


def pair_control(text: Text) -> Pairs:
    """The pairs to predict; a mistake is answered under the field, and the last good pairs stay."""
    typed = st.text_input(
        text("controls.pairs"), key=f"{PREFIX}pairs", max_chars=200, help=text("controls.pairs_help")
    )
    found = read_pairs(typed)
    if isinstance(found, Unreadable):
        st.error(text(f"error.{found.kind}", value=plain(found.value), most=MOST))
        return session.get(f"{PREFIX}good_pairs", SETTINGS["pairs"].default)
    session.put({f"{PREFIX}good_pairs": found})
    return found


def start_controls(text: Text) -> dict[str, Any]:
    """Where the weights begin, and what holds them small, folded away."""
    article = session.get(f"{PREFIX}article", True)
    with st.expander(text("controls.start")):
        init = st.selectbox(
            text("controls.init"),
            INITS,
            key=f"{PREFIX}init",
            format_func=lambda name: text(f"choice.{name}"),
            disabled=article,
        )
        seed = whole_number("seed", text("controls.seed"), *SEEDS, disabled=article)
        live_control("l2", text)
    return {"init": init, "seed": seed, "l2": session.get(f"{PREFIX}l2", SETTINGS["l2"].default)}


def guess(text: Text, targets: Sequence[str]) -> int | None:
    """Ask which target will be learned worst; the last choice is none of them. May be left open."""
    names = (*targets, text("guess.none"))
    with stage.line("guess"):
        return st.pills(
            text("guess.label"), range(len(names)), key=f"{PREFIX}guess", format_func=names.__getitem__
        )


# -- words about changes --------------------------------------------------------------------
def restarts() -> int:
    """Return how often the visitor went back to the start."""
    return session.get(f"{PREFIX}restarts", 0)


def restart() -> None:
    """Begin the same run again."""
    session.put({f"{PREFIX}restarts": restarts() + 1})


def changes(start: ExperimentConfig, run: str, text: Text) -> tuple[str, ...]:
    """Return the names of what made this run start anew; nothing for the first run."""
    first: tuple[str, ExperimentConfig, tuple[str, ...]] = ("", start, ())
    known = session.get(f"{PREFIX}started", first)
    if known[0] != run:
        fields = [
            one.name for one in fields_of(start) if getattr(start, one.name) != getattr(known[1], one.name)
        ]
        names = tuple(dict.fromkeys("optimizer" if name == "momentum" else name for name in fields))
        known = (run, start, names)
        session.put({f"{PREFIX}started": known})
    return tuple(text(f"field.{name}") for name in known[2])
