"""How elements of a scene look: the tones of each kind, and the other words that they are drawn with."""

from typing import Literal

# Every tone is a class of player.css: how an element of its kind looks.
LabelTone = Literal[
    "a", "b", "c", "dead", "differs", "front", "left-out", "mark", "sign", "soft", "strong", "unseen"
]
TokenTone = Literal[
    "a",
    "b",
    "c",
    "chip",
    "done",
    "goal",
    "incoming",
    "knob",
    "layer",
    "live",
    "lonely",
    "mistake",
    "near",
    "off",
    "row",
    "seed",
    "slim",
    "slot",
    "spent",
    "unit",
]
CellTone = Literal[
    "a",
    "b",
    "band",
    "bar",
    "bias",
    "c",
    "gatepost",
    "lane",
    "mark",
    "memory",
    "pick",
    "place",
    "plane",
    "plate",
    "push",
    "rail",
    "rule",
    "share",
    "slot",
    "total",
    "unit",
]
DiscTone = Literal[
    "body",
    "dot",
    "eighth",
    "fifth",
    "fourth",
    "grip",
    "halo",
    "live",
    "negative",
    "pinned",
    "positive",
    "row",
    "sample",
    "seventh",
    "sixth",
    "tested",
    "third",
    "value",
    "wanted",
]
CurveTone = Literal[
    "above",
    "before",
    "below",
    "border",
    "edge",
    "fires",
    "first",
    "grid",
    "learned",
    "loss",
    "mistaken",
    "outlined",
    "pinned",
    "plate",
    "rule",
    "seed",
    "waiting",
    "wrong",
]
Palette = Literal["signed", "classes"]  # orange to blue, or a colour for each class
BoxTone = Literal["a", "b", "large"]  # a box has the colour of what its number is: an input, a weight
MatrixTone = Literal["a", "b", "c"]  # one colour for one operand, in picture, arithmetic and code alike

Anchor = Literal["start", "middle", "end"]
DataName = Literal["cell", "chip", "epoch", "ghost", "nnviz", "table", "unit"]
Datum = tuple[DataName, str]  # data-<name>="<value>": for programs that read the page
