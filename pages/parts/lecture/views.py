"""The ways to see a lecture, by the names that the choice and a link have for them."""

from collections.abc import Callable, Mapping

from pages.parts.lecture import editor, player, worksheet
from pages.parts.lecture.settings import LectureSettings
from pages.shared.text import Text

VIEWS: Mapping[str, Callable[[LectureSettings, Text], None]] = {
    "play": player.show,
    "worksheet": worksheet.show,
    "edit": editor.show,
}
