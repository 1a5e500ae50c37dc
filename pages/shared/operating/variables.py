"""How one variable of the environment is read. A value that cannot be used is an error that says the rule,
the value and what to do, so that a server does not start with another limit than was meant."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NO_LIMIT = "none"  # the word that lifts a limit
SWITCH = {"0": False, "1": True}


@dataclass(frozen=True)
class WholeNumber:
    """A whole number of `unit`, of at least `least`; with `lifted` the word for no limit may stand there."""

    least: int
    unit: str
    lifted: bool = True

    def read(self, name: str, text: str) -> int | None:
        """Return the number; None for no limit."""
        if self.lifted and text == NO_LIMIT:
            return None
        if not (text.isascii() and text.isdigit() and int(text) >= self.least):
            rule = f"a whole number of {self.unit} of at least {self.least}"
            raise wrong(name, rule, text, _remedy(self.lifted))
        return int(text)


@dataclass(frozen=True)
class Share:
    """A share from `least` to 1, or the word for no limit."""

    least: float

    def read(self, name: str, text: str) -> float | None:
        """Return the share; None for no limit."""
        if text == NO_LIMIT:
            return None
        try:
            found = float(text)
        except ValueError:
            found = math.nan
        if not self.least <= found <= 1:
            raise wrong(name, f"a number from {self.least:g} to 1", text, _remedy(True))
        return found


@dataclass(frozen=True)
class Switch:
    """On or off."""

    def read(self, name: str, text: str) -> bool:
        """Return whether it is on."""
        if text not in SWITCH:
            raise wrong(name, "1 or 0", text, "write 1 for on, or leave it out")
        return SWITCH[text]


@dataclass(frozen=True)
class Secret:
    """A word that only its owners know, of at least `least` characters."""

    least: int

    def read(self, name: str, text: str) -> str:
        """Return the word."""
        if len(text) < self.least or not (text.isascii() and text.isprintable() and " " not in text):
            rule = f"at least {self.least} printable characters of ASCII without blanks"
            raise wrong(name, rule, f"one of {len(text)} characters", "make one with `openssl rand -hex 16`")
        return text


Kind = WholeNumber | Share | Switch | Secret


def read(environment: Mapping[str, str], name: str, kind: Kind, default: Any) -> Any:
    """Return what a variable says, and the default where it is not there or empty.

    Raises ValueError for what cannot be used, with rule, value and remedy."""
    text = environment.get(name, "").strip()
    return kind.read(name, text) if text else default


def wrong(name: str, rule: str, value: str, remedy: str) -> ValueError:
    """Return the error about a variable."""
    return ValueError(f"{name} must be {rule}, got {value!r}; {remedy}")


def _remedy(lifted: bool) -> str:
    usual = "leave it out for the usual one"
    return f"write {NO_LIMIT} for no limit, or {usual}" if lifted else usual
