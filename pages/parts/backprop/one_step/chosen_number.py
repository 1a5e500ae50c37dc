"""The number whose gradient is looked at: which one a touch is about, and its chain up to the loss."""

from nnviz import TrainingTrace, chain_rule
from nnviz.backprop.chain import Chain
from pages.parts.backprop.array_names import PARAMETER_OF
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.protocol.ids import Id, cell_id, parse

UNITS = {"z": "z", "a": "a", "delta": "z"}


def chosen_name(settings: BackpropSettings, touched: Id) -> str:
    """The number that a touch is about: of a gradient its parameter, of a delta its z, of a circle its a."""
    if touched.name == "unit" and len(touched.numbers) == 2:
        layer, unit = touched.numbers
        return cell_id(f"a{layer}", settings.sample, unit - 1) if unit else ""
    stem = PARAMETER_OF.get(touched.name) or UNITS.get(touched.name)
    if not stem or len(touched.numbers) != 1 or touched.numbers[0] == 0:
        return ""
    return cell_id(f"{stem}{touched.numbers[0]}", *touched.place)


def chosen_chain(settings: BackpropSettings, trace: TrainingTrace) -> Chain:
    """Return the chain of the chosen number, of all samples or of the share of one."""
    cell = parse(settings.chosen)
    alone = settings.alone and cell is not None and cell.name in ("W", "b")
    return chain_rule(trace, settings.chosen, sample=settings.sample if alone else None)
