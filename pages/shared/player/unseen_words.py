"""What the player says to those who do not see a picture: of its elements, of its tables, and of its sound.
The fields of these sentences are filled in the browser, from the elements themselves."""

from collections.abc import Iterator

from pages.shared.text import Text

# With a word for one alone.
COUNTED = (
    *("read_inputs", "read_units", "read_outputs", "read_rows", "read_columns"),
    *("read_numbers", "read_lines"),
)
# Sentences with their fields.
FIELDS: dict[str, tuple[str, ...]] = {
    "read": (),
    "read_keys": (),
    "read_stop": ("alt", "there", "how"),
    "read_network": (),
    "read_all_units": (),
    "read_weights": ("layer",),
    "read_matrix": ("name",),
    "read_vector": ("name",),
    "read_number": ("name",),
    "read_place": ("place",),
    "read_row": ("row",),
    "read_column": ("column",),
    "read_input": ("n",),
    "read_unit": ("layer", "n"),
    "read_unit_short": ("n",),
    "read_weight": ("layer", "from", "to"),
    "read_weight_from": ("from",),
    "read_weight_to": ("to",),
    "read_back": ("value",),
    "read_activity": ("value",),
    "read_empty": (),
    "tables": (),
    "sound": (),
    "sound_stop": (),
    "sound_of": ("name", "first", "start", "least", "where", "last"),
    "sound_none": (),
}


def unseen_words(text: Text) -> dict[str, str]:
    """Return the sentences by name, from those of the player, with fields that are still to be filled."""
    said = {name: text(f"word.{name}", **kept(*fields)) for name, fields in FIELDS.items()}
    return said | dict(counted(text))


def counted(text: Text) -> Iterator[tuple[str, str]]:
    """What is counted, for one and for any other number."""
    for name in COUNTED:
        yield name, text(f"word.{name}", n="{n}")
        yield f"{name}_one", text(f"word.{name}", n=1)


def kept(*fields: str) -> dict[str, str]:
    """Return fields that stay as they are."""
    return {name: f"{{{name}}}" for name in fields}
