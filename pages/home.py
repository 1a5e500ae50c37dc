"""The start page: the story from one multiplication to a network that learns, as five doors.
Below them are links for a lecture, each with its settings."""

from pathlib import Path

import streamlit as st

from pages.parts.home import doors, lecture
from pages.shared import language
from pages.shared.still import still

text = language.text("home")
names = language.text("frame")
theme = language.theme()

st.html(Path(__file__).resolve().parent / "shared" / "home.css")

# -- the question ---------------------------------------------------------------------------
st.title(text("title"), anchor=False)
with st.container(key="home-lead"):
    st.markdown(text("lead"))
    st.page_link("arrays.py", label=text("start"), query_params=language.link())

# -- the doors ------------------------------------------------------------------------------
with st.container(key="home-doors"):
    for name, door in doors.DOORS.items():
        with st.container(key=f"home-door-{name}"):
            st.page_link(f"{name}.py", label=names(f"page.{name}"), query_params=language.link())
            still(f"home-picture-{name}", door.picture(), text(f"picture.{name}"), theme)
            st.markdown(f"`{door.code}`\n\n{text(f'question.{name}')}")

# -- for a lecture ----------------------------------------------------------------------------
with st.container(key="home-lecture"):
    st.subheader(text("lecture.title"), anchor=False)
    st.markdown(text("lecture.hint"))
with st.container(key="home-links"):
    for name, links in lecture.LINKS.items():
        with st.container(key=f"home-links-{name}"):
            for link, query in links.items():
                whole = {**language.link(), **query}
                st.page_link(f"{name}.py", label=text(f"link.{link}"), query_params=whole)
