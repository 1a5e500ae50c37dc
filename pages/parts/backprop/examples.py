"""Ready-made training steps of the page Backpropagation: those that are worked out by hand in books."""

from collections.abc import Mapping
from dataclasses import replace

from pages.parts.backprop.fitting import suited
from pages.parts.backprop.settings import DRAWN, START, BackpropSettings

XOR = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
XOR_TARGETS = ((0.0,), (1.0,), (1.0,), (0.0,))

LINEAR_UNIT = replace(
    DRAWN,
    layers=((1, "linear"),),
    X=((2.0, 3.0),),
    Y=((1.0,),),
    w1=((0.5,), (-0.5,)),
    b1=((0.1,),),
    rate=0.02,
)
XOR_NET = replace(
    DRAWN,
    layers=((2, "sigmoid"), (1, "sigmoid")),
    X=XOR,
    Y=XOR_TARGETS,
    loss="binary_cross_entropy",
    rate=0.5,
)
THREE_CLASSES = replace(
    DRAWN,
    layers=((3, "tanh"), (3, "softmax")),
    X=((1.0, 0.5), (-1.0, 2.0), (0.0, -1.0)),
    Y=((0.0,), (1.0,), (2.0,)),
    loss="cross_entropy",
    optimizer="adam",
    rate=0.1,
)
DEAD = replace(
    DRAWN,
    layers=((2, "relu"), (1, "linear")),
    X=((1.0, 2.0),),
    Y=((3.0,),),
    w1=((0.5, -1.0), (0.25, -0.5)),
    b1=((0.0, 0.0),),
    w2=((1.0,), (1.0,)),
    b2=((0.0,),),
    rate=0.1,
)
DEEP = replace(
    DRAWN,
    layers=((2, "sigmoid"),) * 4 + ((1, "linear"),),
    X=((0.5, -0.3),),
    Y=((1.0,),),
    rate=0.5,
)

PRESETS: Mapping[str, BackpropSettings] = {
    "two_two_two": START,
    "linear_unit": suited(LINEAR_UNIT),
    "xor": suited(XOR_NET),
    "classes": suited(THREE_CLASSES),
    "dead_unit": suited(DEAD),
    "vanishing": suited(DEEP),
}
