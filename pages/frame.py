"""Runs around every page: settings of the page, language, navigation, and then the page itself.
A new page is one row of PAGES and one entry `page.<name>` in the text of the frame."""

from pathlib import Path

import streamlit as st

from pages.shared import collector, language
from pages.shared.document import language_script
from pages.shared.lifeline import lifeline

# Script, path in the address and text key have the same name.
PAGES = ("arrays", "product", "neuron", "network", "train")

SHARED = Path(__file__).resolve().parent / "shared"

st.set_page_config(page_icon=str(SHARED / "icon.svg"), layout="wide", initial_sidebar_state="collapsed")

st.html(SHARED / "frame.css")
embedded = st.context.is_embedded  # in slides or a learning platform: the page alone
if embedded:
    st.html(SHARED / "embedded.css")

# -- language -----------------------------------------------------------------------------
language.follow_link()
text = language.text("frame")
with st.container(key="frame-language"):
    if not embedded:
        language.switch(text("language.label"))
    st.html(language_script(text.language), unsafe_allow_javascript=True)
    lifeline()

# -- navigation -----------------------------------------------------------------------------
home = st.Page("home.py", title=text("page.home"), default=True)
pages = [st.Page(f"{name}.py", title=text(f"page.{name}"), url_path=name) for name in PAGES]
page = st.navigation([home, *pages], position="hidden" if embedded else "top")
words = f"--open-sidebar: '{text('sidebar.open')}'; --open-menu: '{text('sidebar.menu')}';"
st.html(f"<style>:root {{ {words} }}</style>")
st.set_page_config(page_title=f"{page.title} · {text('app.title')}")
page.run()
collector.settle()  # once, after everything was imported
