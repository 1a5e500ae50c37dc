"""The menu that saves a picture of a player, and what is in the file."""

from base64 import b64encode
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

MENU = "[data-nnviz=save]"
LOOK = """async (source) => {
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: picture.naturalWidth, height: picture.naturalHeight });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(picture, 0, 0);
  const { width, height } = canvas;
  const { data } = context.getImageData(0, 0, width, height);
  const seen = new Set();
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] === 255) seen.add(data.slice(at, at + 3).join());
  return { width, height, corner: data[3], colours: seen.size };
}"""


def save(page: Page, form: str, of: str = "", **choices: bool) -> Path:
    """Save one picture, the main one unless another is named, as png, png2 or svg, with the choices
    `transparent` and `caption` as they are unless told otherwise."""
    page.locator(f"{MENU} summary").click()
    if of:
        page.locator(f"{MENU} [data-save-of]").select_option(of)
    for name, chosen in choices.items():
        page.locator(f"{MENU} [data-save-on={name}]").set_checked(chosen)
    with page.expect_download() as download:
        page.locator(f"{MENU} [data-save={form}]").click()
    return download.value.path()


def look(page: Page, png: Path) -> dict[str, Any]:
    """Return the size of a PNG, how opaque its corner is (0 to 255), and how many colours it has."""
    content = b64encode(png.read_bytes()).decode()
    found: dict[str, Any] = page.evaluate(LOOK, f"data:image/png;base64,{content}")
    return found
