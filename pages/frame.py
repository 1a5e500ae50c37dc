"""Runs around every page: settings of the page, language, navigation, and then the page itself.
Which pages there are stands in `pages/registry.py`."""

from pathlib import Path

import streamlit as st

from pages.registry import PAGES, REFERENCES
from pages.shared import presenting, stage
from pages.shared.hosting import gc_tuning
from pages.shared.hosting.lifeline import lifeline
from pages.shared.player import turns
from pages.shared.state import address, language, session
from pages.shared.state.html_lang import language_script
from pages.shared.streamlit_words import streamlit_words

SHARED = Path(__file__).resolve().parent / "shared"

st.set_page_config(page_icon=str(SHARED / "icon.svg"), layout="wide", initial_sidebar_state="collapsed")

st.html(SHARED / "frame.css")
embedded = bool(st.context.is_embedded)  # in slides or a learning platform: the page alone
if embedded:
    st.html(SHARED / "embedded.css")

# -- language -----------------------------------------------------------------------------
language.follow_link()
text = language.text("frame")
with st.container(key="frame-unseen"):
    st.html(language_script(text.language), unsafe_allow_javascript=True)
    lifeline(language.in_address())
    st.html(streamlit_words(text))

# -- the bar on top -------------------------------------------------------------------------
home = st.Page("home.py", title=language.text("home")("page.title"), default=True)
known = (*PAGES, *REFERENCES)
pages = [st.Page(page.script, title=page.title(text.language), url_path=page.slug) for page in known]
page = st.navigation([home, *pages], position="hidden")
with stage.top_bar() as (left, right):
    if not embedded:
        with left:
            for one in (home, *pages):
                st.page_link(one, query_params=language.link())
        with right:
            language.switch(text("language.label"))
    with right:
        presenting.tools(text, pages[: len(PAGES)], page, embedded)
st.set_page_config(page_title=f"{page.title} · {text('app.title')}")
address.arrive(page.url_path)
if session.take(session.PUT_AWAY, False):
    st.toast(text("idle.put_away"), icon=":material/bedtime:", duration="long")
with turns.paced(session.store()):
    page.run()
gc_tuning.settle()  # once, after everything was imported
