"""What is said of a concept, as the browser draws it: beside a word it is fetched, by a route of `app.py`;
the page Words has all of them."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from pages.parts.words.concepts import CONCEPTS, SUBJECTS, picture
from pages.shared.page_entry import Query
from pages.shared.player.static_scene import drawn
from pages.shared.protocol.describing import written
from pages.shared.text import LANGUAGES, Language, Text

ROUTE = "/concepts/{language}/{name}"


@dataclass(frozen=True)
class Link:
    """Where it leads, beside the page, and what it says."""

    href: str
    label: str


@cache
def explanation(name: str, language: Language) -> dict[str, Any]:
    """Return all that is shown of a concept; KeyError if there is none of this name."""
    text, concept = Text("words", language), CONCEPTS[name]
    (other,) = (one for one in LANGUAGES if one != language)
    term, seen = text(f"concept.{name}.term"), picture(name)
    shown = Text(concept.page, language)
    return {
        "name": name,
        "term": term,
        "other": Text("words", other)(f"concept.{name}.term"),
        "language": other,
        "about": text(f"concept.{name}.about"),
        "picture": seen and drawn(f"word-{name}", seen, text("picture", term=term)),
        "see": Link(address(concept.page, language, concept.query), text("see", page=shown("page.title"))),
        "link": Link(address("words", language, {"word": name}), text("more")),
    }


def address(page: str, language: Language, query: Query) -> str:
    """Return a page with these settings, as an address beside the one that is shown."""
    return f"{page}?{urlencode({'lang': language, **query})}"


def groups(language: Language) -> list[dict[str, Any]]:
    """Return all explanations by their subjects."""
    text = Text("words", language)
    return [
        {
            "title": text(f"subject.{subject}"),
            "explanations": [explanation(name, language) for name in concepts],
        }
        for subject, concepts in SUBJECTS.items()
    ]


def as_json(value: object) -> Any:
    """Return a value as plain data."""
    return json.loads(written(value))


def explain(request: Request) -> Response:
    """Answer with one explanation, or with 404 for a language or a word that there is not."""
    language, name = (request.path_params[one] for one in ("language", "name"))
    known = next((one for one in LANGUAGES if one == language), None)
    if known is None or name not in CONCEPTS:
        return Response(status_code=404)
    return Response(written(explanation(name, known)), media_type="application/json")
