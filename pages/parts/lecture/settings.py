"""What a link to the page Lecture may say: which lecture is seen how, its moment, and one's own."""

from dataclasses import dataclass

from pages.parts.lecture.lecture import MOST_MOMENTS, Lecture
from pages.parts.lecture.lecture_link import LONGEST, NOTHING, read_packed, write_packed
from pages.parts.lecture.shipped import LECTURES
from pages.shared.state.codecs import OneOf, Switch, Whole, Written
from pages.shared.state.query_params import setting
from pages.shared.state.settings_store import SettingsStore

OWN = "own"
VIEWS = ("play", "worksheet", "edit")


@dataclass(frozen=True)
class LectureSettings:
    """One value for every setting. `moment` counts from 1; with `key` the worksheet has its answers; `own` is
    the visitor's lecture, of which `edited` is the moment whose texts are shown in the editor."""

    lecture: str = setting(next(iter(LECTURES)), OneOf((*LECTURES, OWN)))
    view: str = setting("play", OneOf(VIEWS))
    moment: int = setting(1, Whole(1, MOST_MOMENTS), by_player=True)
    key: bool = setting(False, Switch())
    own: Lecture = setting(NOTHING, Written(read_packed, write_packed), longest=LONGEST)
    edited: int = 0

    @property
    def shown(self) -> Lecture:
        """The lecture that was chosen."""
        return self.own if self.lecture == OWN else LECTURES[self.lecture]


STORE = SettingsStore("lecture", LectureSettings())
SETTINGS = STORE.table
LINKS = {name: {"lecture": name} for name in LECTURES}
