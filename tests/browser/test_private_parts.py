"""A canary in the browser: what we read of a figure that Plotly has drawn, and promises to nobody."""

import plotly
from playwright.sync_api import Page

from tests.browser.play import open_player

VERSION = f"Plotly {plotly.__version__}"
AXES = """() => {
  const { _fullLayout } = document.querySelector('[data-panel=loss] .plot');
  const kinds = (axis) => Object.fromEntries(
    ['_offset', '_length', 'range', 'type', 'autorange', 'd2p'].map((name) => [name, typeof axis?.[name]]));
  return { xaxis: kinds(_fullLayout?.xaxis), yaxis: kinds(_fullLayout?.yaxis) };
}"""
# The square between the axes, as Plotly's layout says and as its own background lies in the window.
SQUARES = """() => {
  const plot = document.querySelector('[data-panel=loss] .plot');
  const { xaxis, yaxis } = plot._fullLayout;
  const [outer, inner] = [plot, plot.querySelector('.nsewdrag')].map((one) => one.getBoundingClientRect());
  return [[xaxis._offset, yaxis._offset, xaxis._length, yaxis._length],
    [inner.left - outer.left, inner.top - outer.top, inner.width, inner.height]];
}"""
USED = {
    "_offset": "number",
    "_length": "number",
    "range": "object",
    "type": "string",
    "autorange": "boolean",
    "d2p": "function",
}


def test_a_drawn_axis_says_its_place_and_its_range(page: Page, url: str) -> None:
    open_player(page, f"{url}/train")
    for name, kinds in page.evaluate(AXES).items():
        missing = {field: kind for field, kind in kinds.items() if kind != USED[field]}
        assert missing == {}, f"{VERSION}: _fullLayout.{name} has other fields than we read: {missing}"
    said, drawn = page.evaluate(SQUARES)
    far = [(one, other) for one, other in zip(said, drawn, strict=True) if abs(one - other) > 1]
    assert far == [], f"{VERSION}: an axis lies elsewhere than _offset and _length say"
