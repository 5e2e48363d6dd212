# The shape of content: the base of all models, and what all items have in common.
# It knows how pydantic's complaints become problems that an author understands; items and decks only declare.
"""Models and problems."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal, NamedTuple, Protocol, TypeVar, get_args

from markupsafe import Markup as Safe
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from byheart.diagnostics import did_you_mean, shown
from byheart.values import (
    Date,
    Id,
    LevelValue,
    ListOf,
    OptionalText,
    PlainText,
    Status,
    StatusValue,
    Tag,
    Text,
    kind_of,
)

Loc = tuple[str | int, ...]
"""The way to a value from the item, deck or topic that it is part of."""

Part = Literal["cards", "questions", "explain"]
PARTS: tuple[Part, ...] = ("cards", "questions", "explain")


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


Verdict = Literal["correct", "partial", "wrong", "self-judged"]


class Judged(NamedTuple):
    """One part of a judged response: an option or a concept, and what became of it."""

    id: str
    verdict: Verdict


class Grade(NamedTuple):
    """What the key makes of a response; `score` is from 0 to 1."""

    verdict: Verdict
    score: float
    parts: tuple[Judged, ...] = ()


class Strict(BaseModel):
    """The base of all models: no unknown keys, no change after reading.

    `mistaken` names keys that people write instead of the right ones.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    mistaken: ClassVar[Mapping[str, str]] = {}

    def repeated(self, *names: str) -> Iterator[Problem]:
        """A problem for each entry of the named lists that stands earlier in its list already."""
        for name in names:
            seen: set[str] = set()
            for index, entry in enumerate(getattr(self, name)):
                if entry in seen:
                    message = f"{shown(entry)} is in the list already"
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


def safe_html(render: Render, loc: Loc, text: str | None) -> Safe:
    """The field as HTML that a template takes as it is; nothing for a field that is not there."""
    html = render(loc, text).html if text is not None else ""
    return Safe(html)  # noqa: S704  # byheart.markup made it safe


class ItemBase(Strict):
    """What every item has. A type adds its fields, and says what it is by its class variables."""

    type_name: ClassVar[str]
    element: ClassVar[str]
    part: ClassVar[Part]
    prompt_field: ClassVar[str]
    telling: ClassVar[tuple[str, ...]] = ()
    """Keys that only this type has: who writes one without a type is told which type it wants."""
    speaks: ClassVar[bool] = False
    """Whether responses are judged by the language of the page."""

    id: Id
    """The item's name in its deck (kebab-case), for ever: learners' progress and links hang on it."""
    level: LevelValue = None
    """`beginner`, `intermediate` or `advanced`; the deck's if left out."""
    tags: ListOf[Tag] = ()
    """What the item is about (kebab-case), besides the deck's tags."""
    hint: OptionalText = None
    """What helps without giving the answer away (Markdown)."""
    several_hints: ListOf[Text] = Field(default=(), alias="hints")
    """Several hints, which are given one after another (Markdown)."""
    refs: ListOf[PlainText] = ()
    """Where it can be looked up: addresses or texts."""
    status: StatusValue = Status.ACTIVE
    """`draft`: only shown by `byheart serve`; `retired`: no longer shown, and its id stays taken."""
    formerly: ListOf[Id] = ()
    """Ids that the item had before, so that learners keep their progress."""
    reviewed: Reviewed | None = None
    """Who found the item to be right, and when."""

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

    def fingerprint(self, face: Face | None = None) -> str:
        """12 hex digits that change when the answer changes, not when case, spaces or punctuation do."""
        texts = face.texts if face else self.answer_texts()
        groups = ("\x1f".join(sorted(map(_essence, group))) for group in texts)
        return digest("\x1e".join((self.type_name, *groups)))[:12]


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, as hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def graded(score: float, parts: tuple[Judged, ...] = ()) -> Grade:
    """The grade of a score: correct at 1, wrong at 0."""
    return Grade("correct" if score == 1 else "partial" if score else "wrong", score, parts)


def judged(name: str, *, right: bool) -> Judged:
    """One part that is right or wrong."""
    return Judged(name, "correct" if right else "wrong")


def text_id(name: str | None, text: str) -> str:
    """The id an author gave to an option, step or side, or the first 8 hex digits of the SHA-256 of its text."""
    return name or digest(same_text(text))[:8]


def same_text(text: str) -> str:
    """The text in the form in which two texts count as the same: NFC, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


_UNESSENTIAL = dict.fromkeys(
    code for code in range(min(0x3100, sys.maxunicode)) if unicodedata.category(chr(code))[0] in "PZC"
)


def _essence(text: str) -> str:
    """Letters, digits and symbols of a text, case folded; the text itself if it has none of them."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded.translate(_UNESSENTIAL) or same_text(text)


# From pydantic's complaints to problems

_Model = TypeVar("_Model", bound=Strict)


def validate(model: type[_Model], data: object) -> tuple[_Model | None, list[Problem]]:
    """Read `data` as `model`; either the model or, with places relative to `data`, all that is wrong."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, list(_without_consequences(model, error.errors(include_url=False)[: MOST_PROBLEMS + 1]))


def _without_consequences(model: type[Strict], errors: list[ErrorDetails]) -> Iterator[Problem]:
    """One problem for each error, except for a missing key that an unknown one stands for."""
    explained: set[Loc] = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            right = _right_key(model, error["loc"])
            if right:
                explained.add((*error["loc"][:-1], right))
    for error in errors:
        if error["type"] != "missing" or error["loc"] not in explained:
            yield _problem(model, error)


def _problem(model: type[Strict], error: ErrorDetails) -> Problem:
    loc, kind = error["loc"], error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(model, loc)
    if kind == "missing":
        name = loc[-1]
        return Problem(loc[:-1], "missing-key", f"the key '{name}' is missing", f"add '{name}: …'")
    if "help" in error.get("ctx", {}):
        return Problem(loc, kind, error["msg"], error["ctx"]["help"])
    value = error["input"]
    help_text = "write keys and values below it, each on a line of its own"
    if value is None:
        return Problem(loc, "empty-value", "there is no value", "write a value, or delete the line")
    return Problem(loc, "wrong-type", f"a mapping is wanted, and {kind_of(value)} is here", help_text)


def _unknown_key(model: type[Strict], loc: Loc) -> Problem:
    right = _right_key(model, loc)
    known = ", ".join(sorted(_keys(_model_at(model, loc[:-1]))))
    help_text = f"did you mean '{right}'?" if right else f"use one of: {known}"
    return Problem(loc, "unknown-key", f"unknown key {shown(str(loc[-1]))}", help_text, on_key=True)


def _right_key(model: type[Strict], loc: Loc) -> str | None:
    """The key that was meant by the unknown key at `loc`."""
    owner = _model_at(model, loc[:-1])
    word = str(loc[-1])
    return owner.mistaken.get(word) or did_you_mean(word, _keys(owner))


def _keys(model: type[Strict]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _model_at(model: type[Strict], loc: Loc) -> type[Strict]:
    """The model of the mapping at `loc`."""
    for step in loc:
        if isinstance(step, str):
            model = next(_models_in(_keys(model).get(step)), model)
    return model


def _models_in(annotation: object) -> Iterator[type[Strict]]:
    if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, Strict):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
