"""Samples as a table in HTML, in which nothing that a visitor typed or brought is HTML."""

from collections.abc import Iterable, Sequence
from html import escape

from pages.shared.text import visible

CELL = "padding:2px 14px 2px 0;text-align:left"


def sample_table(names: Iterable[str], rows: Iterable[Sequence[str]], title: str) -> str:
    """Return rows below the names of their columns; `title` is for those who do not see it."""
    head = _cells("th scope='col'", names)
    body = "".join(f"<tr>{_cells('td', row)}</tr>" for row in rows)
    return (
        f"<div style='overflow-x:auto' role='region' tabindex='0' aria-label='{escape(title)}'>"
        "<table style='border-collapse:collapse;white-space:nowrap'>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(tag: str, cells: Iterable[str]) -> str:
    return "".join(f"<{tag} style='{CELL}'>{escape(visible(cell))}</{tag[:2]}>" for cell in cells)
