"""Links for a lecture: each opens a page with the settings that show one thing.
A link is a name under its page, and its query as it stands in the address."""

from collections.abc import Mapping

from pages.parts.arrays.settings import PRESETS as ARRAYS
from pages.parts.product.settings import PRESETS as MATRICES

Query = Mapping[str, str]


def _arrays(preset: str) -> Query:
    x, operation, y = ARRAYS[preset]
    return {"x": x, "op": operation, "y": y}


def _product(preset: str, **more: str) -> Query:
    a, b = MATRICES[preset]
    return {"a": a, "b": b, **more}


LINKS: Mapping[str, Mapping[str, Query]] = {
    "arrays": {"clash": _arrays("clash"), "silent": _arrays("column_minus_row")},
    "product": {"wave": _product("four", view="flow"), "inner": _product("mismatch")},
    "neuron": {
        "and": {"view": "perceptron", "gate": "AND"},
        "xor": {"view": "gates", "gate": "XOR"},
    },
    "network": {"layers": {"base": "three_layers"}, "digits": {"view": "digits"}},
    "train": {
        "stuck": {"epochs": "20000"},
        "learns": {"stream": "seeded", "seed": "4", "optimizer": "adam", "batch_size": "128"},
    },
}
