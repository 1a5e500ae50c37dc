"""The buttons above the network that open the drawer where the data of one's own are changed."""

from nnviz.experiments.problems import PROBLEMS
from pages.parts.train.data.drawer_places import FILE_BUTTON, drawer_actions
from pages.parts.train.data.rows_controls import FIELD
from pages.parts.train.settings import STORE
from pages.shared.protocol.panels import Action
from pages.shared.text import Text
from tests.every import every

EN, JA = Text("train", "en"), Text("train", "ja")


@every("text, rows, file", [(EN, "Edit the rows", "File and columns"), (JA, "データを編集", "ファイルと列")])
def test_data_of_one_s_own_have_a_button_that_opens_the_drawer_at_them(
    text: Text, rows: str, file: str
) -> None:
    found = {name: drawer_actions(name, text) for name in PROBLEMS}
    assert found.pop("rows") == (Action("", rows, drawer=STORE.key(FIELD)),)
    assert found.pop("csv") == (Action("", file, drawer=FILE_BUTTON),)
    assert set(found.values()) == {()}
