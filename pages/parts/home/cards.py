"""The cards of the start page, one for each page, and the links for a lecture that stand below each."""

import streamlit as st

from pages.shared.page_entry import PageEntry, Reference
from pages.shared.player.static_scene import still
from pages.shared.state import language


def card(page: PageEntry) -> None:
    """Show the card of a page: its title, which is the link, a picture, a line of code and a question."""
    text = language.text(page.slug)
    with st.container(key=f"home-door-{page.slug}"):
        st.page_link(page.script, label=page.title(text.language), query_params=language.link())
        still(f"home-picture-{page.slug}", page.picture(), text("card.picture"), language.theme())
        st.markdown(f"`{page.code}`\n\n{text('card.question')}")


def links(page: PageEntry | Reference) -> None:
    """Show the links of a page, each with its settings."""
    if not page.links:
        return
    text = language.text(page.slug)
    with st.container(key=f"home-links-{page.slug}"):
        for name, query in page.links.items():
            whole = {**language.link(), **query}
            st.page_link(page.script, label=text(f"lecture.{name}"), query_params=whole)
