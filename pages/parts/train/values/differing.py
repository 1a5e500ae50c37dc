"""What makes a run another one than the one before, by the fields of an experiment."""

from collections.abc import Mapping
from dataclasses import fields

from nnviz import ExperimentConfig

# What is not told beside what it follows from.
FOLLOWS: Mapping[str, str] = {"samples": "rows", "rows": "problem"}


def differing(before: ExperimentConfig, after: ExperimentConfig) -> tuple[str, ...]:
    """Return the names of the fields that differ, without those that only follow from others."""
    names = [one.name for one in fields(before) if getattr(before, one.name) != getattr(after, one.name)]
    return tuple(name for name in names if FOLLOWS.get(name) not in names)
