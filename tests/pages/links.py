"""A link with a table of settings of its own, where no page and no store is meant."""

from collections.abc import Mapping, Sequence
from typing import Any

from pages.shared.state.query_params import FRAME_NAMES, Complaint, Setting, read_asked


def read_link(
    query: Mapping[str, str], settings: Mapping[str, Setting], others: Sequence[str] = FRAME_NAMES
) -> tuple[dict[str, Any], list[Complaint]]:
    """A value for every setting, and what had to be changed; `others` belong to somebody else."""
    asked, complaints = read_asked(query, settings, others)
    return {name: asked.get(name, one.default) for name, one in settings.items()}, complaints
