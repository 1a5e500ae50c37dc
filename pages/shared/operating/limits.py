"""What one visitor may use of this server, set by whoever runs it through variables of the environment.
A local app has no limits but that of memory; with NNVIZ_PUBLIC=1 those of a public demo hold. docs/hosting.md
has a row for each."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from pages.shared.operating.variables import Kind, Secret, Share, Switch, WholeNumber, read

PUBLIC = "NNVIZ_PUBLIC"


def _limit(variable: str, kind: Kind, public: Any, local: Any = None) -> Any:
    """A field that a variable sets; without it `public` holds on a public server, `local` on any other."""
    return field(metadata={"variable": variable, "kind": kind, True: public, False: local})


@dataclass(frozen=True)
class Limits:
    """All of them; None is no limit. On a `public` server those of a demo hold where nothing else is said.

    So many visitors are `training` at once, the others wait; `cpu_share` is what one may use of a core;
    `parameters` of all networks that one trains at once, `samples` of their data, `upload_mb` of a file,
    `run_seconds` of computing for one run, `idle_seconds` until what an absent visitor holds is given back,
    `run_memory_mb` for the runs of all visitors together. Figures for operators are at /metrics if
    `metrics` is on; with a `metrics_token` only for those who say it."""

    public: bool = _limit(PUBLIC, Switch(), True, False)
    training: int | None = _limit("NNVIZ_TRAINING", WholeNumber(1, "visitors"), 16)
    cpu_share: float | None = _limit("NNVIZ_CPU_SHARE", Share(0.1), 0.5)
    parameters: int | None = _limit("NNVIZ_PARAMETERS", WholeNumber(1000, "parameters"), 5000)
    samples: int | None = _limit("NNVIZ_SAMPLES", WholeNumber(2000, "samples"), 10_000)
    upload_mb: int | None = _limit("NNVIZ_UPLOAD_MB", WholeNumber(1, "MB"), 1)
    run_seconds: int | None = _limit("NNVIZ_RUN_SECONDS", WholeNumber(1, "seconds"), 300)
    idle_seconds: int | None = _limit("NNVIZ_IDLE_SECONDS", WholeNumber(1, "seconds"), 900)
    run_memory_mb: int = _limit("NNVIZ_RUN_MEMORY_MB", WholeNumber(1, "MB", False), 1024, 1024)
    metrics: bool = _limit("NNVIZ_METRICS", Switch(), False, False)
    metrics_token: str | None = _limit("NNVIZ_METRICS_TOKEN", Secret(16), None)


VARIABLES: Mapping[str, str] = {one.metadata["variable"]: one.name for one in fields(Limits)}


def read_limits(environment: Mapping[str, str]) -> Limits:
    """Return the limits that the variables say.

    Raises ValueError for one that cannot be used, with rule, value and remedy."""
    public = bool(read(environment, PUBLIC, Switch(), False))
    return Limits(
        **{
            one.name: read(environment, one.metadata["variable"], one.metadata["kind"], one.metadata[public])
            for one in fields(Limits)
        }
    )


@cache
def limits() -> Limits:
    """Return the limits of this server, which are read once."""
    return read_limits(os.environ)
