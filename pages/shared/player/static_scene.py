"""A still: one scene with the numbers of one moment, painted by the player's own scenes and styles.
It has no timeline and no buttons, so a page can hold many of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import streamlit as st

from pages.shared.protocol.describing import own
from pages.shared.protocol.panels import Scene, ScenePanel
from pages.shared.theme import COLOURS, ThemeName

# Its line breaks matter: a text without any would be taken for a path.
LOADER = """export default (component) => {
  import(new URL('assets/page.js', document.baseURI)).then(({ parts }) => parts.still(component));
}
"""
HTML = '<div data-nnviz="player" class="still"></div>'


@dataclass(frozen=True, eq=False)
class Still:
    """A scene and one frame of it: the numbers of every field that the scene is bound to."""

    scene: Scene
    frame: Mapping[str, Sequence[float]]


def still(key: str, picture: Still, alt: str, theme: ThemeName) -> None:
    """Show the picture; `alt` says what is seen. Nothing is drawn again while it stays the same."""
    _component()(key=key, data=_described(key, picture, alt, theme))


@lru_cache(maxsize=64)
def _described(key: str, picture: Still, alt: str, theme: ThemeName) -> Mapping[str, object]:
    """The picture in its theme; the last ones are kept, for all visitors."""
    return {**drawn(key, picture, alt), "colours": own(COLOURS[theme]), "theme": theme}


def drawn(key: str, picture: Still, alt: str) -> dict[str, object]:
    """Return a picture as plain data, for whatever draws it in its colours."""
    return {"panel": json.loads(ScenePanel(key, "", alt, picture.scene).json), "frame": dict(picture.frame)}


@cache  # not st.cache_resource, which any browser may clear
def _component() -> Any:
    return st.components.v2.component("nnviz_still", html=HTML, js=LOADER, isolate_styles=False)
