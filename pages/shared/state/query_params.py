"""Settings as a link. The fields of a page's settings say what it may hold: each has a default, a codec and a
name in the query. A link is read once, held inside the limits once, and complained about once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from pages.shared.state.codecs import Codec, Reading

T = TypeVar("T")

FRAME_NAMES = ("lang", "present", "embed", "embed_options")  # names that belong to the frame and to Streamlit
LONGEST = 1000  # characters of a value, at most, if its setting does not say otherwise
SHOWN = 40  # characters of what a link said that are repeated in a complaint
MOST_UNKNOWN = 5  # complaints about names that nobody knows


@dataclass(frozen=True)
class Setting:
    """One name of the query: its default, which is left out of links, and its codec.

    `field` is its name in the settings. A `live` setting takes effect while something runs; changing another
    one begins anew. The browser's player writes what is `by_player`: the step that is shown. A value that is
    longer than the `longest` is not even read."""

    default: Any
    codec: Codec
    field: str = ""
    live: bool = False
    by_player: bool = False
    longest: int = LONGEST

    def read(self, text: str) -> Reading | None:
        """Return the value that a text means, and whether it is just what was asked for; else None."""
        return self.codec.read(text)

    def write(self, value: Any) -> str:
        """Return the text that `read` takes for this value."""
        return self.codec.write(value)


def setting(
    default: T,
    codec: Codec,
    name: str = "",
    live: bool = False,
    by_player: bool = False,
    longest: int = LONGEST,
) -> T:
    """Return a field of a page's settings; `name` stands in the link, where it is not the field's own."""
    found = Setting(default, codec, live=live, by_player=by_player, longest=longest)
    return field(default=default, metadata={"setting": found, "name": name})


def settings_of(kind: type[Any]) -> Mapping[str, Setting]:
    """Return the settings of a dataclass by their names in the link, in the order of the fields."""
    found = {}
    for one in fields(kind):
        if "setting" in one.metadata:
            known: Setting = one.metadata["setting"]
            found[one.metadata["name"] or one.name] = replace(known, field=one.name)
    return found


@dataclass(frozen=True)
class Complaint:
    """A part of a link that was not used as it stood; `used` is None for an unknown name."""

    name: str
    value: str
    used: str | None


def read_asked(
    query: Mapping[str, str], settings: Mapping[str, Setting], others: Sequence[str] = FRAME_NAMES
) -> tuple[dict[str, Any], list[Complaint]]:
    """Return the values that a query asks for, by the names in the link, and a complaint about each part that
    is not used as it stood; `others` are names that belong to somebody else."""
    values = {}
    unknown = [name for name in query if name not in settings and name not in others]
    complaints = [Complaint(name[:SHOWN], "", None) for name in unknown[:MOST_UNKNOWN]]
    for name, setting in settings.items():
        if name not in query:
            continue
        text = query[name]
        found = setting.read(text) if len(text) <= setting.longest else None
        if found is not None:
            values[name] = found[0]
        if found is None or not found[1]:
            used = setting.default if found is None else found[0]
            complaints.append(Complaint(name, text[:SHOWN], setting.write(used)))
    return values, complaints


def write_link(values: Mapping[str, Any], settings: Mapping[str, Setting]) -> dict[str, str]:
    """Return the query that restores `values`; what is at its default is left out."""
    return {
        name: setting.write(values[name])
        for name, setting in settings.items()
        if values[name] != setting.default
    }
