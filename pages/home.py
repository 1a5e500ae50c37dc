"""The start page: the story from one multiplication to a network that learns, one card a page.
Below them are the lectures, and links for others, each with its settings."""

from pathlib import Path

import streamlit as st

from pages.parts.home import cards
from pages.registry import PAGES, REFERENCES
from pages.shared.state import language

text = language.text("home")

st.html(Path(__file__).resolve().parent / "shared" / "home.css")

# -- the question ---------------------------------------------------------------------------
with st.container(key="home-lead"):
    st.title(text("title"), anchor=False)
    st.markdown(text("lead", count=text(f"count.{len(PAGES)}")))
    st.page_link(PAGES[0].script, label=text("start"), query_params=language.link())

# -- the cards ------------------------------------------------------------------------------
with st.container(key="home-doors"):
    for page in PAGES:
        cards.card(page)

# -- for a lecture ----------------------------------------------------------------------------
with st.container(key="home-lecture"):
    st.header(text("lecture.title"), anchor=False)
    st.markdown(text("lecture.hint"))
with st.container(key="home-lectures"):
    for reference in REFERENCES:
        cards.links(reference)
with st.container(key="home-links"):
    for page in PAGES:
        cards.links(page)
