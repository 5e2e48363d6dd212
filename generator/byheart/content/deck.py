# One deck: its model, and how the data of a file becomes it: item by item, so that a bad one spoils no other.
"""Decks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import InstanceOf

from byheart.diagnostics import Diagnostic, quoted
from byheart.items import SLUGS, type_of
from byheart.items.group import Group
from byheart.model import MOST_PROBLEMS, PARTS, Face, ItemBase, Loc, Part, Problem, Strict
from byheart.model.complaints import validate
from byheart.model.values import (
    DeckKey,
    Language,
    Level,
    LevelValue,
    ListOf,
    OptionalText,
    PlainText,
    Status,
    Tag,
    Title,
    kind_of,
)
from byheart.source import Source


class Deck(Strict):
    """One YAML file: what it says about itself, and its items in three parts."""

    mistaken: ClassVar[Mapping[str, str]] = {
        "name": "title",
        "summary": "description",
        "language": "lang",
        **dict.fromkeys(("front_language", "term_lang"), "front_lang"),
        **dict.fromkeys(("back_language", "definition_lang"), "back_lang"),
        "requires": "prerequisites",
        "flashcards": "cards",
        "quiz": "questions",
        **dict.fromkeys(("prompts", "explains"), "explain"),
    }
    advice: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("items", "entries", "content"),
        "name the lists after what is in them: 'cards', 'questions', 'explain'",
    )

    title: Title
    """The heading of the page (plain text)."""
    description: PlainText = ""
    """One line below the title and in search (plain text)."""
    lang: Language = None
    """The language of the deck, as in `en` or `de-CH`; the site's if left out."""
    front_lang: Language = None
    """The language of the cards' fronts, if it is another one: of a vocabulary, say."""
    back_lang: Language = None
    """The language of the cards' backs, if it is another one."""
    tags: ListOf[Tag] = ()
    """What all items of the deck are about (kebab-case)."""
    level: LevelValue = None
    """`beginner`, `intermediate` or `advanced`: the level of items that name none."""
    prerequisites: ListOf[DeckKey] = ()
    """Decks to learn before, as topic/deck."""
    formerly: ListOf[DeckKey] = ()
    """Keys that the deck had before, as topic/deck, so that learners keep their progress."""
    intro: OptionalText = None
    """What stands above the items (Markdown)."""
    cards: ListOf[InstanceOf[ItemBase]] = ()
    """Items to recall."""
    questions: ListOf[InstanceOf[ItemBase]] = ()
    """Items with a key that can be checked."""
    explain: ListOf[InstanceOf[ItemBase]] = ()
    """Prompts that learners answer in their own words."""


@dataclass(frozen=True)
class LoadedDeck:
    """A deck with its key ("topic/deck") and its file; `deck` holds only what could be read.

    `locs` gives the place of each item that is in `deck`, `claims` that of each id in the file, bad items'
    included; `groups` the group that an item is part of.
    """

    key: str
    path: str
    source: Source
    deck: Deck
    locs: dict[str, Loc] = field(default_factory=dict)
    claims: tuple[tuple[str, Loc], ...] = ()
    groups: dict[str, Group] = field(default_factory=dict)

    def items(self, *, drafts: bool = False) -> Iterator[ItemBase]:
        """The items that are shown, in the order of the page; retired ones never. A group comes before its parts."""
        return (item for item in self.all_items() if self.shows(item, drafts=drafts))

    def all_items(self) -> Iterator[ItemBase]:
        """Every item that could be read, drafts and retired ones included. A group comes before its parts."""
        for part in PARTS:
            for item in getattr(self.deck, part):
                yield item
                if isinstance(item, Group):
                    yield from item.parts

    def faces(self, *, drafts: bool = False) -> Iterator[tuple[ItemBase, Face]]:
        """What learners are asked, in the order of the page: the faces of the items that are shown."""
        return ((item, face) for item, face in self.places(drafts=drafts) if face)

    def places(self, *, drafts: bool = False) -> Iterator[tuple[ItemBase, Face | None]]:
        """All that has a place on the page, in its order; a group has no face, and stands before its parts.

        One face of an item tells what another asks, so the second faces of a part of the deck come after all of its
        first ones, and so on.
        """
        found = (
            (nth, item, face)
            for item in self.items(drafts=drafts)
            for nth, face in enumerate(item.faces() or (None,))
        )
        ordered = sorted(found, key=lambda place: (PARTS.index(place[1].part), place[0]))
        return ((item, face) for _, item, face in ordered)

    def group_of(self, item: ItemBase) -> Group | None:
        """The group that an item is part of; none for a group, even where a part has taken its id."""
        return None if isinstance(item, Group) else self.groups.get(item.id)

    def shows(self, item: ItemBase, *, drafts: bool = False) -> bool:
        """Whether the item has a place on the page."""
        group = self.group_of(item)
        if group and not self.shows(group, drafts=drafts):
            return False
        return item.status is Status.ACTIVE or (drafts and item.status is Status.DRAFT)

    def loc_of(self, item: ItemBase) -> Loc:
        """The place of an item in the file's data, `("cards", 2)`, as `source.place` takes it."""
        return self.locs[item.id]

    def full_id(self, item: ItemBase) -> str:
        """The id of an item on the whole site: `topic/deck#item`."""
        return f"{self.key}#{item.id}"

    def former_ids(self, item: ItemBase) -> tuple[str, ...]:
        """The full ids that the item itself names as former ones."""
        return tuple(old if "#" in old else f"{self.key}#{old}" for old in item.formerly)

    def level_of(self, item: ItemBase) -> Level | None:
        """The item's level, or its group's, or the deck's."""
        group = self.group_of(item)
        return item.level or (group.level if group else None) or self.deck.level

    def lang_of(self, item: ItemBase, place: Loc = ()) -> str | None:
        """The language of an item, or of the field at a place of it; None for the site's."""
        group = self.group_of(item)
        key = item.lang_key(place) or ""
        own = getattr(item, key, None) or getattr(self.deck, key, None)
        return own or item.lang or (group.lang if group else None) or self.deck.lang

    def tags_of(self, item: ItemBase) -> tuple[str, ...]:
        """The deck's tags, those of the item's group and the item's own, each once."""
        group = self.group_of(item)
        return tuple(dict.fromkeys((*self.deck.tags, *(group.tags if group else ()), *item.tags)))

    def fields(self) -> Iterator[tuple[Loc, str]]:
        """The place in the file and the Markdown of each field, drafts and retired items included."""
        if self.deck.intro is not None:
            yield ("intro",), self.deck.intro
        for item in self.all_items():
            loc = self.loc_of(item)
            yield from (((*loc, *inner), text) for inner, text in item.fields())

    def diagnose(self, problem: Problem) -> Diagnostic:
        """The diagnostic of a problem whose place is given from the root of the file."""
        if problem.line_offset is None:
            place = self.source.place(problem.loc, key=problem.on_key)
        else:
            place = self.source.place_in(problem.loc, problem.line_offset)
        severity = SLUGS[problem.slug].severity
        return Diagnostic(
            self.path, *place, severity, problem.slug, problem.message, problem.help, problem.detail
        )


def read_deck(source: Source, key: str) -> tuple[LoadedDeck, list[Diagnostic]]:
    """Make a deck of what a file holds, and tell all that is wrong with its keys, values and items."""
    reading = _Reading(source.data)
    header = dict(source.data)
    for part in PARTS:
        if isinstance(header.get(part), list):
            header[part] = list(reading.items(part, header[part]))
    deck = reading.header(header)
    loaded = LoadedDeck(key, source.path, source, deck, reading.locs, tuple(reading.claims), reading.groups)
    return loaded, [loaded.diagnose(_comment_value(source, problem)) for problem in reading.problems]


class _Reading:
    """Collects the problems of one file while its parts are read."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.problems: list[Problem] = []
        self.locs: dict[str, Loc] = {}
        self.claims: list[tuple[str, Loc]] = []
        self.groups: dict[str, Group] = {}

    def items(self, part: Part, entries: list[Any], within: Loc = ()) -> Iterator[ItemBase]:
        """The items of one part of the deck, or of the group `within`, that are without fault enough to be used."""
        for index, data in enumerate(entries):
            loc = (*(within or (part,)), index)
            if not isinstance(data, dict):
                self.problems.append(_no_item(loc, data))
                continue
            if isinstance(data.get("id"), str):
                self.claims.append((data["id"], loc))
            if len(self.problems) > MOST_PROBLEMS:
                continue
            item = self._item(part, data, loc)
            if item is not None:
                self.locs.setdefault(item.id, loc)
                yield item

    def _item(self, part: Part, data: dict[str, Any], loc: Loc) -> ItemBase | None:
        item_type = type_of(part, data)
        if item_type is Group and len(loc) > 2:
            item_type = _NESTED
        if isinstance(item_type, Problem):
            self._add(loc, [item_type])
            return None
        own = {name: value for name, value in data.items() if name != "type"} if "type" in data else data
        if item_type is Group and isinstance(own.get("parts"), list):
            own = own | {"parts": list(self.items(part, own["parts"], (*loc, "parts")))}
            if data["parts"] and not own["parts"]:
                return None  # nothing is left of it, and what was wrong is told
        item, problems = validate(item_type, own)
        self._add(loc, problems)
        if item is None:
            return None
        self._add(loc, item.check())
        if isinstance(item, Group):
            self.groups.update((member.id, item) for member in item.parts)
        return item

    def _add(self, loc: Loc, problems: Iterable[Problem]) -> None:
        self.problems.extend(problem._replace(loc=(*loc, *problem.loc)) for problem in problems)

    def header(self, header: dict[str, Any]) -> Deck:
        """The deck; where a key is wrong, the deck without it."""
        deck, problems = validate(Deck, header)
        self.problems += problems
        bad = {problem.loc[0] for problem in problems if problem.loc}
        if not any(self.data.get(part) for part in PARTS) and not bad - (
            Deck.model_fields.keys() - set(PARTS)
        ):
            help_text = "add a list of 'cards', 'questions' or 'explain', or delete the file"
            self.problems.append(Problem((), "empty-deck", "the deck has no items", help_text))
        if deck is None:
            return Deck.model_validate({"title": "?", **_usable(header)})
        self.problems += deck.repeated("tags", "prerequisites", "formerly")
        return deck


def _usable(header: dict[str, Any]) -> dict[str, Any]:
    """The keys of a deck whose values are right."""
    known = {name: value for name, value in header.items() if name in Deck.model_fields}
    return {
        name: value for name, value in known.items() if not validate(Deck, {"title": "?", name: value})[1]
    }


_NESTED = Problem(
    ("type",), "nested-group", "a group is a part of a group", "make it a group of its own", on_key=True
)


def _no_item(loc: Loc, data: object) -> Problem:
    if data is None:
        return Problem(
            loc, "empty-value", "the entry is empty", "write 'id: …' after the dash, or delete the line"
        )
    said = quoted(data) if isinstance(data, str) else kind_of(data)
    help_text = "write 'id: …' after the dash, and the other keys below it"
    return Problem(loc, "wrong-type", f"an item is wanted, and {said} is here", help_text)


def _comment_value(source: Source, problem: Problem) -> Problem:
    """The problem of a value that is empty because '#' turned it into a comment, told as such."""
    if problem.slug != "empty-value":
        return problem
    line = source.lines[source.place(problem.loc, key=True).line - 1]
    before, sign, comment = line.partition("#")
    if not sign or not comment.strip() or not before.rstrip().endswith((":", "-")):
        return problem._replace(on_key=True)
    message = f"YAML takes {quoted('#' + comment)} for a comment, so there is no value"
    help_text = "put the text in quotes, or under '|' on the next line"
    return Problem(problem.loc, "comment-value", message, help_text, on_key=True)
