"""A still: one scene with the numbers of one moment, painted by the player's own scenes and styles.
It has no timeline and no buttons, so a page can hold many of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st

from pages.shared.figures.theme import MIDDLE, NEGATIVE, POSITIVE, ThemeName
from pages.shared.panels import Scene, ScenePanel

# Its line breaks matter: a text without any would be taken for a path.
LOADER = """export default (component) => {
  const assets = (name) => new URL(`assets/${name}`, document.baseURI);
  import(assets('static_scene.js')).then((still) => still.default(component));
}
"""
HTML = '<div data-nnviz="player" class="still"></div>'
COLOURS = {"negative": NEGATIVE, "middle": MIDDLE, "positive": POSITIVE}


@dataclass(frozen=True, eq=False)
class Still:
    """A scene and one frame of it: the numbers of every field that the scene is bound to."""

    scene: Scene
    frame: Mapping[str, Sequence[float]]


def still(key: str, picture: Still, alt: str, theme: ThemeName) -> None:
    """Show the picture; `alt` says what is seen. Nothing is drawn again while it stays the same."""
    panel = ScenePanel(key, "", alt, picture.scene).describe()
    data = {"panel": panel, "frame": dict(picture.frame), "colours": COLOURS, "theme": theme}
    _component()(key=key, data=data)


@cache  # not st.cache_resource, which any browser may clear
def _component() -> Any:
    return st.components.v2.component("nnviz_still", html=HTML, js=LOADER, isolate_styles=False)
