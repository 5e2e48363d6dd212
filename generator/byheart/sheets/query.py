# Knows alone: what may stand in the query of a sheet, and which of its words the site does not know. What a query
# selects, only the page knows (`selection.ts`), so that a link and a command mean the same.
"""The query of a sheet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode

from byheart.content.find import NotFound
from byheart.diagnostics import did_you_mean, quoted, use_one_of
from byheart.model.values import Level
from byheart.project import Project

KINDS = ("study", "cards", "quiz", "explain")
PAPERS = ("a4", "letter")
KEYS = ("end", "each", "none")
PER_PAGE = ("8", "12")
FLIPS = ("long", "short", "fold")
MOST_VERSIONS = 8
MOST_LINES = 30

_PLAIN = ("n", "seed")
_LISTS = ("deck", "topic", "tag", "level", "type")
_OF_LEARNERS = "is"


@dataclass(frozen=True)
class Sheet:
    """What is printed: a checked selection, and how, by the names that the page's address has for it."""

    selection: Mapping[str, str]
    form: Mapping[str, str]

    @property
    def query(self) -> str:
        """The query of the page's address."""
        return urlencode({**self.selection, **self.form}, quote_via=quote, safe="/,")


def sheet_of(project: Project, query: str, form: Mapping[str, str | int]) -> Sheet:
    """The sheet that `query` asks for: `deck=topic/deck&tag=…`, or `topic/deck` alone; "" is the whole site.

    Raises NotFound for a name that no item of the site has.
    """
    selection: dict[str, str] = {}
    known = _known(project)
    for name, value in _pairs(query):
        values = _checked(name, value, known)
        before = selection.get(name)
        selection[name] = f"{before},{values}" if before and name in _LISTS else values
    if not any(name in selection for name in (*_LISTS, "n")):
        selection["topic"] = ",".join(sorted(known["topic"]))
    return Sheet(selection, {name: str(value) for name, value in form.items() if str(value)})


def _pairs(query: str) -> list[tuple[str, str]]:
    text = query.removeprefix("?")
    if text and "=" not in text:
        return [("deck", text.removeprefix("content/").removesuffix(".yml"))]
    return parse_qsl(text, keep_blank_values=False)


def _checked(name: str, value: str, known: Mapping[str, set[str]]) -> str:
    if name == _OF_LEARNERS:
        raise NotFound(
            "'is' asks how an item stands with a learner, which only their browser knows",
            "leave 'is' out, or print from the site's page Print",
        )
    if name == "n" and not (value.isascii() and value.isdecimal() and int(value)):
        raise NotFound(f"n is {quoted(value)}", "write a whole number, as in n=10")
    if name in _PLAIN:
        return value
    if name not in _LISTS:
        names = (*_LISTS, *_PLAIN)
        raise NotFound(f"a query has no {quoted(name)}", use_one_of(name, names))
    values = [part.strip() for part in value.split(",") if part.strip()]
    for part in values:
        if part not in known[name]:
            raise NotFound(f"there is no {name} {quoted(part)}", _help(part, known[name]))
    return ",".join(values)


def _known(project: Project) -> dict[str, set[str]]:
    """All that an item may be asked for, as the data of the site have it, former decks included."""
    decks = json.loads(project.files["decks/items.json"])["decks"]
    facets = json.loads(project.files["decks/facets.json"])["decks"].values()
    names = {name for deck in decks for name in (deck["deck"], *deck["formerly"])}
    return {
        "deck": names,
        "topic": {name.split("/")[0] for name in names},
        "tag": {tag for columns in facets for tags in columns["tags"] for tag in tags},
        "level": {level.value for level in Level},
        "type": {type_ for columns in facets for type_ in columns["types"]},
    }


def _help(word: str, known: Iterable[str]) -> str:
    """The help for a name that is not known; the last part of a deck's key alone finds the deck."""
    full = {name.rpartition("/")[2]: name for name in known}
    guess = did_you_mean(word, full)
    return f"did you mean '{full[guess]}'?" if guess else use_one_of(word, sorted(known))
