"""The table of pages in the READMEs, made of the registry and the pages' own words.
`python -m tests.readme` writes it anew."""

import re
from pathlib import Path

from pages.registry import PAGES, REFERENCES
from pages.shared.page_entry import PageEntry, Reference
from pages.shared.text import Language
from tests.conftest import ROOT

READMES: dict[Language, Path] = {"en": ROOT / "README.md", "ja": ROOT / "README.ja.md"}
ROWS = re.compile(r'(?:^\| <a href="\.github/pictures/.*\n)+', re.MULTILINE)


SHOWN: tuple[PageEntry | Reference, ...] = (*PAGES, *(page for page in REFERENCES if page.pictured))


def row(page: PageEntry | Reference, language: Language) -> str:
    """Return the row of one page: its picture, its title, and what one sees there."""
    title, summary = (words.replace("|", r"\|") for words in (page.title(language), page.summary(language)))
    file = f".github/pictures/{page.slug}.png"
    picture = f'<a href="{file}"><img src="{file}" width="360" alt="{title}"></a>'
    return f"| {picture} | **{title}**: {summary} |\n"


def rows(language: Language) -> str:
    """Return the rows of all pages."""
    return "".join(row(page, language) for page in SHOWN)


def main() -> None:
    """Write both tables."""
    for language, readme in READMES.items():
        found = readme.read_text(encoding="utf-8")
        readme.write_text(ROWS.sub(rows(language).replace("\\", r"\\"), found), encoding="utf-8")


if __name__ == "__main__":
    main()
