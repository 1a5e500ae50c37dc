"""The player's modules as one script, for a page that has no server to fetch them from.
It knows the form in which our own modules are written, and nothing of JavaScript beyond that."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ASSETS = Path(__file__).resolve().parent / "assets"

_IMPORT = re.compile(
    r"^import (?:\{(?P<names>[^}]*)\}|\* as (?P<whole>\w+)) from '\./(?P<file>\w+)\.js';\n", re.M
)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (?P<name>\w+))", re.M)
_BLOCK = re.compile(r"/\*.*?\*/[ \t]*", re.S)
_LINE = re.compile(r"(?:^|(?<=\s))//(?: .*)?$", re.M)
_BLANK = re.compile(r"[ \t]*\n\s*")


class ModuleFormError(ValueError):
    """A module that is not written as ours are, so that it cannot be joined with others."""


def joined(entry: str) -> str:
    """Return the module of this name and all that it imports, as one script that needs no other file.

    Every module becomes a function that is called once, after those that it imports: so no two of them share
    a name. Raises ModuleFormError for an import or an export of another form, and for modules that import
    each other."""
    return "\n".join(_called(name) for name in order(entry)) + "\n"


def order(entry: str) -> list[str]:
    """Return the names of all modules that one needs, each behind those that it imports, itself last."""
    found: list[str] = []
    _visit(entry, found, ())
    return found


def bare(code: str) -> str:
    """Return code without comments, indentation and empty lines.

    Words that look like a comment must not stand in strings; a test parses our modules with and without."""
    return _BLANK.sub("\n", _LINE.sub("", _BLOCK.sub("", code))).strip()


def _visit(name: str, found: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ModuleFormError(
            f"modules must not import each other in a circle, got {' -> '.join((*above, name))}"
        )
    if name in found:
        return
    for one in imported(name):
        _visit(one, found, (*above, name))
    found.append(name)


@cache
def imported(name: str) -> tuple[str, ...]:
    """Return the names of the modules that one imports, in its order."""
    return tuple(one["file"] for one in _IMPORT.finditer(_code(name)))


@cache
def _code(name: str) -> str:
    """The code of a module without comments, so that types are not taken for imports."""
    return f"{bare((ASSETS / f'{name}.js').read_text(encoding='utf-8'))}\n"


def _called(name: str) -> str:
    """A module as a constant: what it exports."""
    code = _code(name)
    exported = [one["name"] for one in _EXPORT.finditer(code)]
    lines = "".join(_taken(code))
    body = _EXPORT.sub("", _IMPORT.sub("", code))
    if re.search(r"^(import|export)\b", body, re.M) or "import(" in body:
        raise ModuleFormError(f"{name}.js must import and export by name, in one statement each")
    return f"const ${name} = (() => {{\n{lines}{body}return {{ {', '.join(exported)} }};\n}})();"


def _taken(code: str) -> Iterator[str]:
    """The imports of a module, as constants."""
    for one in _IMPORT.finditer(code):
        if one["whole"]:
            yield f"const {one['whole']} = ${one['file']};\n"
        else:
            names = " ".join(one["names"].replace(" as ", ": ").split())
            yield f"const {{ {names} }} = ${one['file']};\n"
