"""What the app has to know of a page beside the page itself: how one reaches it, and what its card shows.
The entries of all pages stand in `pages/registry.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pages.shared.player.static_scene import Still
from pages.shared.state.query_params import Setting
from pages.shared.text import Language, Text

Query = Mapping[str, str]


@dataclass(frozen=True)
class Reference:
    """A page that belongs to no step of the story: it is in the navigation, behind all others.
    `slug`, `settings` and `links` as of a page; one that is `pictured` is shown in the README, with its
    summary."""

    slug: str
    settings: Mapping[str, Setting]
    links: Mapping[str, Query] = field(default_factory=dict)
    pictured: bool = False

    @property
    def script(self) -> str:
        """The file with the page, beside the frame."""
        return f"{self.slug}.py"

    def title(self, language: Language) -> str:
        """Return what the page is called in the navigation."""
        text = Text(self.slug, language)
        return text("page.title")

    def summary(self, language: Language) -> str:
        """Return what one does there, for the README; only of one that is pictured."""
        text = Text(self.slug, language)
        return text("page.summary")


@dataclass(frozen=True)
class PageEntry:
    """One page. `slug` is the name of its script, of its folder, of its file of text, and its path.

    Its card on the start page shows the `picture` and one line of `code`. The `links` below the card open the
    page with the settings that show one thing; each has a sentence `lecture.<name>` in the page's text.
    `settings` are what a link may say, by their names in it. With `figures` the page opens with figures of
    Plotly, whose library is then sent for at once."""

    slug: str
    picture: Callable[[], Still]
    code: str
    links: Mapping[str, Query]
    settings: Mapping[str, Setting]
    figures: bool = False

    @property
    def script(self) -> str:
        """The file with the page, beside the frame."""
        return f"{self.slug}.py"

    def title(self, language: Language) -> str:
        """Return what the page is called in the navigation and on its card."""
        text = Text(self.slug, language)
        return text("page.title")

    def summary(self, language: Language) -> str:
        """Return what one sees and touches there, for the README."""
        text = Text(self.slug, language)
        return text("page.summary")
