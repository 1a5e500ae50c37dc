"""The page "Matrix product": the same multiplications in five views, step by step.
Shapes that do not fit are shown as well, with what would make them fit."""

import streamlit as st

from nnviz import cache_simulator, product
from pages.parts.product import clash, race
from pages.parts.product.controls import predict, product_settings
from pages.parts.product.view import ProductFilm, as_code, as_csv, spec, transcript
from pages.shared import complaints, language, stage
from pages.shared.complete import at_once
from pages.shared.player import player

text = language.text("product")
theme = language.theme()

# -- the controls: which matrices, seen how ------------------------------------------------
with stage.head() as question:
    settings, found = product_settings(text)
question.title(text("question"), anchor=False)
complaints.show("product", found, settings)

# -- the timeline -------------------------------------------------------------------------
try:
    trace = product.trace(
        settings.A,
        settings.B,
        settings.view,
        wave=settings.wave,
        bias=settings.layer_bias,
        activation=settings.activation if settings.view == "flow" else "linear",
    )
except product.Mismatch as mismatch:
    clash.show(settings, mismatch, text, theme)
    st.stop()
walk = cache_simulator.walk_trace(trace, cache_simulator.layout(trace.sizes, settings.layout), settings.cache)
film = ProductFilm(trace, walk)

# -- the page -----------------------------------------------------------------------------
a, b = trace.shapes
with stage.line("facts"):
    st.markdown(text("shape.fits", a=a, b=b, k=trace.sizes[1], result=trace.result_shape))
    if settings.view == "flow":
        st.markdown(text("flow.ticks", multiplications=trace.multiplications, ticks=len(trace)))
    predict(trace, text)
player("product-player", "product", spec(film, settings.step, text, theme), at_once(film))
with st.expander(text("transcript")):
    st.text(transcript(trace, text))
csv, code = st.columns(2)
csv.download_button(text("export.csv"), as_csv(trace), "product.csv", "text/csv", width="stretch")
code.download_button(text("export.code"), as_code(trace), "product.py", "text/x-python", width="stretch")
with st.expander(text("race.title")):
    race.show(text, theme)
