"""The controls of the page Backpropagation: in the sidebar examples, layers and samples as text, and how the
network learns. What is touched in the picture is no widget, so every setting has one owner."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.parts.backprop.examples import PRESETS
from pages.parts.backprop.fitting import suited
from pages.parts.backprop.settings import NOTHING, BackpropSettings, with_numbers
from pages.parts.backprop.store import STORE
from pages.parts.backprop.stuck_examples import STUCK
from pages.parts.backprop.training import with_answers_kept
from pages.shared import stage
from pages.shared.state import session
from pages.shared.state.codecs import Number
from pages.shared.state.controls import Controls
from pages.shared.state.examples import examples
from pages.shared.text import Text, plain

Backprops = Controls[BackpropSettings]
NEEDED: Mapping[str, Sequence[str]] = {  # numbers of an optimizer beside its rate
    "momentum": ("momentum",),
    "nesterov": ("momentum",),
    "rmsprop": ("decay",),
    "adam": ("beta1", "beta2"),
}


def backprop_settings(text: Text) -> BackpropSettings:
    """Show the controls; return the settings."""
    STORE.follow()
    controls = Controls(STORE, text)
    with stage.view():
        view = controls.view(from_the_start)
    with st.sidebar:
        chosen = CONTROLS[view](controls)
    current = STORE.current()
    after = suited(replace(current, view=view, **chosen))
    if anew(after) != anew(current):
        after = replace(after, at=0, trained=0)  # what the optimizer remembers is another's
    after = with_answers_kept(current, after)
    fits = after == replace(after, view=view, **chosen) and after.layers == current.layers
    if fits:
        STORE.keep(after)
    else:
        STORE.take(after)  # one choice brought another along, which its widget shows with the next run
        st.rerun()
    return STORE.current()


def anew(settings: BackpropSettings) -> tuple[object, ...]:
    """What a change of which begins the training anew."""
    return (
        settings.layers,
        settings.bias,
        settings.loss,
        settings.reduction,
        settings.optimizer,
        settings.mistake,
    )


def from_the_start() -> None:
    """Let another timeline begin with its first step."""
    STORE.keep(replace(STORE.current(), step=0))


def step_controls(controls: Backprops) -> dict[str, Any]:
    """Examples, layers and samples as text, and how the network learns."""
    text = controls.text
    st.header(text("controls.title"), anchor=False)
    examples("backprop-example", PRESETS, STORE.take, text)
    examples("backprop-stuck", STUCK, STORE.take, text, label=text("controls.stuck"))
    mistake = controls.choice("mistake", lambda name: text(f"mistake.name.{name or 'none'}"), from_the_start)
    for name in ("layers", "x", "y"):
        text_field(controls, name)
    homework = {"homework": controls.toggle("homework")}
    return {"mistake": mistake} | learning_controls(controls) | start_controls(controls) | homework


def walk_controls(controls: Backprops) -> dict[str, Any]:
    """How many steps every optimizer goes; all else is touched in the picture."""
    text = controls.text
    st.header(text("controls.walks"), anchor=False)
    return {"walk": int(controls.scale("steps"))}


def learning_controls(controls: Backprops) -> dict[str, Any]:
    """The loss, and how its gradient moves the parameters."""
    text = controls.text
    chosen: dict[str, Any] = {
        "loss": controls.choice("loss", lambda name: text(f"loss.{name}")),
        "reduction": controls.choice("reduction", lambda name: text(f"reduction.{name}")),
        "optimizer": controls.choice("optimizer", lambda name: text(f"optimizer.{name}")),
        "rate": number(controls, "rate"),
    }
    chosen |= {name: number(controls, name) for name in NEEDED.get(chosen["optimizer"], ())}
    return chosen | {"bias": controls.toggle("bias")}


def start_controls(controls: Backprops) -> dict[str, Any]:
    """Where weights come from that nobody has given, and a button for new ones."""
    text = controls.text
    st.button(text("controls.draw"), icon=":material/casino:", on_click=draw, width="stretch")
    if all(STORE.current().weights):
        return {}
    init = controls.choice("init", str)
    return {"init": init, "seed": controls.whole("seed")}


def draw() -> None:
    """Forget the given weights: they are drawn, each time from another seed."""
    now = STORE.current()
    seed = (now.seed + 1) % 10000 if not all(now.weights) else now.seed
    STORE.take(replace(with_numbers(now, NOTHING), seed=seed, at=0, trained=0))


CONTROLS: Mapping[str, Callable[[Backprops], dict[str, Any]]] = {
    "step": step_controls,
    "optimizers": walk_controls,
}


# -- kinds of fields -------------------------------------------------------------------------------
def number(controls: Backprops, name: str) -> float:
    """Type a number that need not be whole."""
    codec = STORE.table[name].codec
    if not isinstance(codec, Number):
        raise TypeError(f"the setting {name} must be a Number, got {codec!r}")
    value = st.number_input(
        controls.label(name),
        codec.low,
        codec.high,
        step=0.1 if name == "rate" else 0.01,
        format="%g",
        key=controls.key(name),
        help=controls.help(name),
    )
    return codec.held(float(value))


def text_field(controls: Backprops, name: str) -> None:
    """Type layers or rows; a text that cannot be read is answered below it, and nothing is lost."""
    text, setting = controls.text, STORE.table[name]
    now = setting.write(STORE.values(STORE.current())[name])
    key, stands = STORE.widget(name, now), f"backprop:stands:{name}"
    if session.get(stands, now) != now:
        session.put({key: now})
    session.put({stands: now})
    typed = st.text_input(
        controls.label(name),
        key=key,
        max_chars=setting.longest,
        help=text(f"help.{name}"),
        on_change=heard,
        args=(name,),
    )
    if setting.read(typed) is None:
        st.error(text(f"wrong.{name}", value=plain(typed[:40])))


def heard(name: str) -> None:
    """Take what was typed, as far as it means something."""
    found = STORE.table[name].read(session.get(STORE.key(name), ""))
    if found is None or not found[0]:
        return
    settings = suited(STORE.changed(STORE.current(), {name: found[0]}))
    STORE.take(replace(settings, at=0, trained=0) if name == "layers" else settings)
    session.put({f"backprop:stands:{name}": ""})
