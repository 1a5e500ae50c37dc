"""The page of all words as one component, so that it is searched and shown without a run of the script."""

from functools import cache
from typing import Any

import streamlit as st

from pages.parts.words.explanations import as_json, groups
from pages.shared.protocol.describing import own
from pages.shared.text import Language, Text
from pages.shared.theme import COLOURS, ThemeName

# Its line breaks matter: a text without any would be taken for a path.
LOADER = """export default (component) => {
  import(new URL('assets/page.js', document.baseURI)).then(({ parts }) => parts.words(component));
}
"""
HTML = '<div data-nnviz="player" class="still words"></div>'


def glossary(asked: str, text: Text, theme: ThemeName) -> None:
    """Show all words, with the one that is `asked` for on top."""
    said = {
        "title": text("page.title"),
        "lead": text("page.lead"),
        "search": text("page.search"),
        "asked": text("page.asked"),
        "found": text("page.found", found="{found}", all="{all}"),
    }
    known = {"groups": _groups(text.language), "asked": asked, "words": said}
    data = {**known, "colours": own(COLOURS[theme]), "theme": theme}
    _component()(key="words", data=data)


@cache
def _groups(language: Language) -> Any:
    """All explanations as plain data, made once for all visitors."""
    return as_json(groups(language))


@cache  # not st.cache_resource, which any browser may clear
def _component() -> Any:
    return st.components.v2.component("nnviz_words", html=HTML, js=LOADER, isolate_styles=False)
