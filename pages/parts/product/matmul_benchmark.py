"""The race of three Python loops against NumPy, run on the server when a visitor asks for it.
It is bounded in time, and only one visitor at a time may run it."""

import threading

import streamlit as st

from nnviz.product.matmul_benchmark import SIZES, Lap, race
from pages.shared.figures.race import race as figure
from pages.shared.state import session
from pages.shared.text import Text
from pages.shared.theme import ThemeName

SECONDS = 3.0
LAPS = "product:race"

TRACK = threading.Lock()  # the one place on this server where a race can be run


def show(text: Text, theme: ThemeName) -> None:
    """Show the button, and the last race of this visitor."""
    st.markdown(text("race.question"))
    if st.button(text("race.start"), icon=":material/timer:"):
        run(text)
    none: tuple[Lap, ...] = ()
    laps = session.get(LAPS, none)
    if laps:
        names = (text("race.size"), text("race.time"), text("race.loops"), text("race.numpy"))
        chart = figure(laps, names, theme)
        st.plotly_chart(chart, theme=None, width="stretch", config={"displayModeBar": False})
        last = laps[-1]
        fields = {"n": last.n, "ratio": f"{last.ratio:,.0f}", "multiplications": f"{last.n**3:,}"}
        st.markdown(text("race.result", **fields))


def run(text: Text) -> None:
    """Run the race if the track is free, with a bar that grows."""
    if not TRACK.acquire(blocking=False):
        st.info(text("race.busy"))
        return
    laps: list[Lap] = []
    try:
        bar = st.progress(0.0)
        for lap in race(SIZES, SECONDS):
            laps.append(lap)
            bar.progress(len(laps) / len(SIZES), text("race.lap", n=lap.n))
        bar.empty()
        session.put({LAPS: tuple(laps)})
    finally:
        TRACK.release()
