"""Reads the Dockerfile: its instructions, stage by stage, so that a test does what stands there."""

import json
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.conftest import ROOT


@dataclass(frozen=True)
class Instruction:
    """One instruction: its name, and what follows it on all its lines."""

    name: str
    rest: str

    @property
    def words(self) -> list[str]:
        """What follows as words: those of a list, or of a line of a shell."""
        return list(json.loads(self.rest)) if self.rest.startswith("[") else shlex.split(self.rest)


@dataclass(frozen=True)
class Copied:
    """What is copied into the image, from the folder with the Dockerfile, and to where below its WORKDIR."""

    sources: tuple[str, ...]
    target: str


def stages() -> list[list[Instruction]]:
    """The instructions of every stage, FROM first; the last one is the image."""
    found: list[list[Instruction]] = []
    for one in _instructions((ROOT / "Dockerfile").read_text(encoding="utf-8")):
        if one.name == "FROM":
            found.append([])
        found[-1].append(one)
    return found


def _instructions(text: str) -> Iterator[Instruction]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        name, rest = line.split(maxsplit=1)
        yield Instruction(name, " ".join(rest.split()))


def all_of(name: str, stage: Sequence[Instruction]) -> list[Instruction]:
    """The instructions of this name in a stage."""
    return [one for one in stage if one.name == name]


def last_of(name: str, stage: Sequence[Instruction]) -> Instruction:
    """The one of this name that holds."""
    return all_of(name, stage)[-1]


def copied(stage: Sequence[Instruction]) -> list[Copied]:
    """What a stage takes from the project's folder."""
    words = [one.words for one in all_of("COPY", stage) if not one.rest.startswith("--from")]
    return [Copied(tuple(sources), target) for *sources, target in words]


def environment(stage: Sequence[Instruction]) -> dict[str, str]:
    """The variables that the image sets, as they are written."""
    return dict(one.rest.split("=", 1) for one in all_of("ENV", stage))
