# The shape of content: the base of all models, and what all items have in common.
# What is wrong with data is told by `complaints`; items and decks only declare.
"""Models and problems."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal, NamedTuple, Protocol

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from byheart.catalogue import Translator
from byheart.diagnostics import SlugInfo, quoted
from byheart.markup import LONGEST, margins, single_spaced
from byheart.model.grades import Grade
from byheart.model.terminal import Entry, Form, Lines, Rubric
from byheart.model.values import (
    Date,
    FormerId,
    Id,
    Language,
    LevelValue,
    ListOf,
    OptionalText,
    PlainText,
    Status,
    StatusValue,
    Tag,
    Text,
)

Loc = tuple[str | int, ...]
"""The way to a value from the item, deck or topic that it is part of."""

Part = Literal["cards", "questions", "explain"]
PARTS: tuple[Part, ...] = ("cards", "questions", "explain")

Giveaway = Literal["longest", "true"]
"""A rule of thumb of who knows nothing: to take the longest option, to call each statement true."""

MOST_PROBLEMS = 100
"""More than these are not told of one file: a hostile one could have a million."""


class Problem(NamedTuple):
    """One thing wrong, before its place in a file is known; `on_key` points at the key, not at the value.

    `line_offset`, from 0, points at a line of block text. `detail` is a block of lines that shows more.
    """

    loc: Loc
    slug: str
    message: str
    help: str
    on_key: bool = False
    line_offset: int | None = None
    detail: str = ""


class Strict(BaseModel):
    """The base of all models: no unknown keys, no change after reading.

    `mistaken` names keys that people write instead of the right ones, `advice` what to do about keys for which there
    is no right one. `is_text` says that a plain text may stand for the mapping.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    mistaken: ClassVar[Mapping[str, str]] = {}
    advice: ClassVar[Mapping[str, str]] = {}
    is_text: ClassVar[bool] = False

    def repeated(self, *names: str) -> Iterator[Problem]:
        """A problem for each entry of the named lists that stands earlier in its list already."""
        for name in names:
            seen: set[str] = set()
            for index, entry in enumerate(getattr(self, name)):
                if entry in seen:
                    message = f"{quoted(entry)} is in the list already"
                    yield Problem((name, index), "listed-twice", message, "delete one of the two")
                seen.add(entry)


class Reviewed(Strict):
    """Who found an item to be right, and when (YYYY-MM-DD)."""

    mistaken: ClassVar[Mapping[str, str]] = {"who": "by", "name": "by", "when": "on", "date": "on"}

    by: PlainText
    """Who it was."""
    on: Date
    """The day, as in `2026-11-22`."""


class Rendered(Protocol):
    """A Markdown field after rendering."""

    @property
    def html(self) -> str:
        """The field as safe HTML."""

    @property
    def text(self) -> str:
        """The words of the field on one line."""

    @property
    def lead(self) -> str:
        """The first paragraph as inline HTML; nothing where the field begins with something else."""

    @property
    def rest(self) -> str:
        """What follows the lead, as safe HTML."""


Render = Callable[[Loc, str], Rendered]
"""Renders the Markdown text at a place of an item."""

View = dict[str, Any]
"""What a template needs; `attributes`, if there, are those of the element."""


class Face(NamedTuple):
    """One way in which a learner is asked for an item: most items have one, a reversed card two, a cloze several.

    `suffix` stands after the item's id in the learner's log, `loc` and `prompt` are the place and the Markdown of
    what is asked, `texts` what the fingerprint minds. Hints are given where `hinted`.
    """

    suffix: str
    loc: Loc
    prompt: str
    texts: tuple[tuple[str, ...], ...]
    view: Callable[[Render], View]
    hinted: bool = True


def safe_html(render: Render, loc: Loc, text: str | None) -> Markup:
    """The field as HTML that a template takes as it is; nothing for a field that is not there."""
    html = render(loc, text).html if text is not None else ""
    return Markup(html)  # noqa: S704  # byheart.markup made it safe


class ItemBase(Strict):
    """What every item has. A type adds its fields, and says what it is by its class variables."""

    type_name: ClassVar[str]
    element: ClassVar[str]
    part: ClassVar[Part]
    prompt_field: ClassVar[str]
    signature_keys: ClassVar[tuple[str, ...]] = ()
    """Keys that only this type has: who writes one without a type is told which type it wants."""
    known_by: ClassVar[tuple[str, ...]] = ()
    """Keys by which an item without a type is one of this type, so that nobody has to name it."""
    also_called: ClassVar[tuple[str, ...]] = ()
    """Names by which people call the type who know it from elsewhere."""
    slugs: ClassVar[Mapping[str, SlugInfo]] = {}
    """What only items of this type can have wrong."""
    examples: ClassVar[Mapping[str, list[Any]]] = {}
    """Values of keys that an editor shows to who writes them."""
    judged_by_language: ClassVar[bool] = False
    """Whether responses are judged by the language of the page."""
    printed_once: ClassVar[bool] = False
    """Whether paper shows once what all faces share, with a line for each; a view says in `whole` which face it is."""

    id: Id
    """The item's name in its deck (kebab-case), for ever: learners' progress and links hang on it."""
    level: LevelValue = None
    """`beginner`, `intermediate` or `advanced`; the deck's if left out."""
    tags: ListOf[Tag] = ()
    """What the item is about (kebab-case), besides the deck's tags."""
    lang: Language = None
    """The language of the item, as in `fa`; the deck's if left out."""
    hint: OptionalText = None
    """What helps without giving the answer away (Markdown)."""
    several_hints: ListOf[Text] = Field(default=(), alias="hints")
    """Several hints, which are given one after another (Markdown)."""
    refs: ListOf[PlainText] = ()
    """Where it can be looked up: addresses or texts."""
    status: StatusValue = Status.ACTIVE
    """`draft`: only shown by `byheart serve`; `retired`: no longer shown, and its id stays taken."""
    formerly: ListOf[FormerId] = ()
    """Ids that the item had before, so that learners keep their progress; full ones (`topic/deck#item`) in other decks."""
    reviewed: Reviewed | None = None
    """Who found the item to be right, and when."""

    @classmethod
    def is_meant(cls, data: Mapping[str, Any]) -> bool:
        """Whether an item without a type is one of these."""
        return any(key in data for key in cls.known_by)

    @classmethod
    def is_key(cls, _text: str) -> bool:
        """Whether the text below `key` of an item without a type would be the key of one of these."""
        return False

    @classmethod
    def clash(cls, _data: Mapping[str, Any]) -> Problem | None:
        """What of the keys of an item without a type forbids to take it for one of these."""
        return None

    def lang_key(self, _place: Loc) -> str | None:
        """The key that says which language the field at a place has, in the item or else in its deck."""
        return None

    @property
    def listed_as(self) -> str:
        """The word by which learners and pages choose items like this one; that of its type."""
        return self.type_name

    @property
    @abstractmethod
    def prompt(self) -> str:
        """The Markdown that is asked."""

    @property
    def hints(self) -> tuple[str, ...]:
        """All hints, in the order they are given."""
        return tuple(text for _, text in self.hint_fields())

    def hint_fields(self) -> Iterator[tuple[Loc, str]]:
        """The place and the Markdown of each hint."""
        if self.hint is not None:
            yield ("hint",), self.hint
        for index, text in enumerate(self.several_hints):
            yield ("hints", index), text

    def fields(self) -> Iterator[tuple[Loc, str]]:
        """The place and the Markdown of each field of the item, the prompt first."""
        yield (self.prompt_field,), self.prompt
        yield from self.hint_fields()
        yield from self.answer_fields()

    @abstractmethod
    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """The place and the Markdown of each field that only this type has, besides the prompt."""

    @abstractmethod
    def view(self, render: Render) -> View:
        """What the type's template needs besides what all items have."""

    def faces(self) -> tuple[Face, ...]:
        """The ways in which the item is asked, in the order of the page."""
        texts = tuple(map(tuple, self.answer_texts()))
        return (Face("", (self.prompt_field,), self.prompt, texts, self.view),)

    @abstractmethod
    def answer_texts(self) -> Iterable[Iterable[str]]:
        """The texts whose change means that learners learned something else; within a group order is nothing."""

    def check(self) -> Iterator[Problem]:
        """What is wrong with the item although each of its values is of the right kind."""
        if self.hint is not None and self.several_hints:
            message = "the item has both 'hint' and 'hints'"
            yield Problem(
                ("hint",), "hint-and-hints", message, "move the hint into the list of 'hints'", on_key=True
            )
        yield from self.repeated("tags", "formerly")

    def named_cards(self) -> Iterator[tuple[Loc, str]]:
        """Each card to review that the item names, and where."""
        yield from ()

    @property
    def review_fault(self) -> tuple[str, str] | None:
        """What the item is, and what to do, where no other may name it as a card to review; None where one may."""
        return None

    def giveaways(self) -> Mapping[Giveaway, tuple[bool, float]]:
        """Whether who knows nothing would be right here by a rule of thumb, and how likely that is by chance."""
        return {}

    # The item in a terminal

    def lines_below_prompt(self, _width: int, _t: Translator, _suffix: str = "") -> Lines:
        """What belongs to the prompt of the face with the suffix and stands below it."""
        yield from ()

    def entries(self, _t: Translator) -> list[Entry]:
        """What the learner chooses from, in the author's order, or shuffled where that would be the key."""
        return []

    def right_entries(self) -> Iterable[str]:
        """The ids of the entries that are right by themselves."""
        return ()

    def key_lines(self, _width: int, _t: Translator, _suffix: str = "") -> Lines:
        """What is right in the face with the suffix; nothing where the marks of entries say it."""
        yield from ()

    def remarks(self) -> Iterator[tuple[str, str]]:
        """Single wrong responses, and what is said of each."""
        yield from ()

    def form(self, _language: str, _seed: str, _t: Translator, _suffix: str = "") -> Form | None:
        """How the face with the suffix is answered by typing; None where learners recall and judge themselves.

        Responses are read in the language; entries are shuffled by the seed where their order says nothing.
        """
        return None

    def rubric(self) -> Rubric | None:
        """What learners judge their own response by, part by part; None where there is no such thing."""
        return None

    def partly_right(self, grade: Grade, t: Translator) -> str:
        """A grade that is neither right nor wrong, in words."""
        found = sum(part.verdict == "correct" for part in grade.parts)
        parts = len(grade.parts)
        return t("terminal.partly-of", found=found, n=parts) if parts else t("terminal.partly")

    def fingerprint(self, face: Face | None = None, group: ItemBase | None = None) -> str:
        """12 hex digits that change when the answer changes, not when case, spaces or punctuation do.

        What a `group` asks about is part of what its questions ask.
        """
        texts = [*(face.texts if face else self.answer_texts()), *(group.answer_texts() if group else ())]
        groups = ("\x1f".join(sorted(map(_essence, alike))) for alike in texts)
        return digest("\x1e".join((self.type_name, *groups)))[:12]


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, as hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def text_id(name: str | None, text: str) -> str:
    """The id an author gave to an option, step or side, or the first 8 hex digits of the SHA-256 of its text."""
    return name or digest(same_text(text))[:8]


def same_text(text: str) -> str:
    """The text in the form in which two texts count as the same: NFC, spaces collapsed but in code."""
    text = unicodedata.normalize("NFC", text)
    return single_spaced(text) if len(text) <= LONGEST else " ".join(text.split())


_UNESSENTIAL = dict.fromkeys(
    code for code in range(min(0x3100, sys.maxunicode)) if unicodedata.category(chr(code))[0] in "PZC"
)


def _essence(text: str) -> str:
    """Letters, digits and symbols of a text, case folded, and how the lines of its code are indented.

    The text itself if it has none of them.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = folded.translate(_UNESSENTIAL) or same_text(text)
    indents = margins(text) if len(text) <= LONGEST else ()
    return f"{words}\x1d{indents}" if any(indents) else words
