# What one scalar of the content may be: texts, ids, tags, numbers, truth values, dates, languages.
# Everything arrives as text or None, for that is all that byheart.source makes of a scalar.
"""Kinds of values."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated, TypeVar

from anyascii import anyascii
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from byheart.diagnostics import count, did_you_mean, quoted

KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_ID = 80
MAX_TITLE = 200
MAX_PLAIN = 1000
MAX_NUMBER = 40


class Level(StrEnum):
    """The author's label of an item."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Status(StrEnum):
    """Whether an item is shown: a draft only while editing, a retired one never; its id stays taken."""

    ACTIVE = "active"
    DRAFT = "draft"
    RETIRED = "retired"


def fault(slug: str, message: str, help_text: str) -> PydanticCustomError:
    """The error for a validator to raise: it becomes a Problem with this slug."""
    return PydanticCustomError(slug, "{message}", {"message": message, "help": help_text})


def kind_of(value: object) -> str:
    """What an author would call a value as YAML has it."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return "a text"
    return "a list" if isinstance(value, list) else "a mapping"


def _text(value: object) -> str:
    if isinstance(value, str):
        if value.strip():
            return value
        raise fault("empty-value", "the text is empty", "write the text, or delete the key")
    if value is None:
        raise fault("empty-value", "there is no value", "write a value, or delete the line")
    help_text = "put the text in quotes, or under '|' on the next line"
    raise fault("wrong-type", f"a text is wanted, and {kind_of(value)} is here", help_text)


def _plain(value: object) -> str:
    text = " ".join(_text(value).split())
    if len(text) > MAX_PLAIN:
        raise fault(
            "field-too-long", f"the text has {count(len(text), 'character')}", f"keep it below {MAX_PLAIN}"
        )
    return text


def _title(value: object) -> str:
    text = _plain(value)
    if len(text) > MAX_TITLE:
        help_text = f"keep it below {MAX_TITLE}, and move the rest into the description"
        raise fault("field-too-long", f"the title has {count(len(text), 'character')}", help_text)
    return text


def _kebab(slug: str, what: str, example: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        text = _text(value)
        if KEBAB.fullmatch(text) and len(text) <= MAX_ID:
            return text
        if len(text) > MAX_ID:
            message = (
                f"the {what} {quoted(text)} has {count(len(text), 'character')}, and {MAX_ID} is the most"
            )
            raise fault(slug, message, "choose a shorter one")
        message = f"{quoted(text)} is no {what}: small letters a to z, digits and single hyphens make one"
        raise fault(slug, message, f"write '{as_kebab(text) or example}'")

    return check


_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
_NORDIC = {"ø": "oe", "å": "aa", "Ø": "Oe", "Å": "Aa"}
_SPELLED = {
    language: str.maketrans(spelled)
    for spelled, languages in ((_UMLAUTS, ("de", "gsw", "lb")), (_NORDIC, ("da", "nb", "nn", "no")))
    for language in languages
}
"""How languages spell letters that they have beside a to z; without one of these, a letter loses its mark."""


def as_kebab(text: str, language: str = "") -> str:
    """The text as an id would spell it, in letters a to z; "" if it has neither letters nor digits."""
    spelled = unicodedata.normalize("NFKC", text[:200])
    spelled = spelled.translate(_SPELLED.get(language.partition("-")[0].lower(), {}))
    latin = spelled if spelled.isascii() else "".join(map(_latin, spelled))
    return re.sub(r"[^a-z0-9]+", "-", latin.lower()).strip("-")[:MAX_ID].strip("-")


def _latin(char: str) -> str:
    """A letter, mark or digit in letters a to z; signs and pictures have no letters, whatever they are called."""
    if char.isascii():
        return char
    if unicodedata.category(char)[0] not in "LMN":
        return " "
    letters = re.sub("['`]", "", anyascii(char))
    return f" {letters} " if unicodedata.name(char, "").startswith("CJK ") else letters


def _is_deck_key(text: str) -> bool:
    return text.count("/") == 1 and all(
        KEBAB.fullmatch(part) and len(part) <= MAX_ID for part in text.split("/")
    )


def _deck_key(value: object) -> str:
    text = _text(value)
    if _is_deck_key(text):
        return text
    help_text = "write topic/deck, as in 'vision/pruning': the deck's folder and its file name without .yml"
    raise fault("bad-reference", f"{quoted(text)} is not the key of a deck", help_text)


def _former_id(value: object) -> str:
    """An id, or a full one of an item that was in another deck."""
    text = _text(value)
    deck, sign, name = text.partition("#")
    if not sign and "/" not in text:
        return _id(value)
    if _is_deck_key(deck) and KEBAB.fullmatch(name) and len(name) <= MAX_ID:
        return text
    deck, sign, name = text.rpartition("/")
    meant = f"{deck}#{name}"
    known = _is_deck_key(deck) and KEBAB.fullmatch(name)
    example = f"'{meant}'" if known else "topic/deck#item, as in 'biology/cells#osmosis'"
    help_text = f"write {example}; an id alone is one of this deck"
    raise fault("bad-id", f"{quoted(text)} is not the id of an item", help_text)


def truth(value: object) -> bool:
    """The truth value that a text says; raises a fault for any other text."""
    text = _text(value)
    if text in {"true", "True", "TRUE"}:
        return True
    if text in {"false", "False", "FALSE"}:
        return False
    raise fault("not-true-false", f"{quoted(text)} is neither true nor false", "write true or false")


def _count(value: object) -> int:
    text = _text(value)
    if re.fullmatch(r"[1-9][0-9]{0,5}", text):
        return int(text)
    raise fault("bad-number", f"{quoted(text)} is no whole number from 1 on", "write digits, as in '2'")


_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?|[+-]?\d+/0*[1-9]\d*", re.ASCII)


def _number(value: object) -> str:
    """A number with a point for decimals, or a fraction of whole numbers, as it was typed."""
    text = _text(value).strip().replace("\u2212", "-").removeprefix("+").replace(" ", "")
    if _NUMBER.fullmatch(text) and len(text) <= MAX_NUMBER:
        return text
    help_text = "write digits, with a point before decimals, as in '1234.5', '1e-3' or '3/4'"
    if re.fullmatch(r"-?\d+,\d+", text):
        help_text = f"write '{text.replace(',', '.')}': numbers in a deck have a point in every language"
    with_unit = re.fullmatch(r"(-?\d+(?:\.\d+)?)([^\W\d_]{1,8}|[%°€$£])", text)
    if with_unit:
        help_text = f"write '{with_unit[1]}' alone; the question has 'unit: {with_unit[2]}'"
    raise fault("not-a-number", f"{quoted(str(value))} is no number", help_text)


def number_of(text: str) -> float:
    """The value of a number that was read from a deck; a number too great for a float is infinite."""
    top, slash, bottom = text.partition("/")
    try:
        return int(top) / int(bottom) if slash else float(text)
    except OverflowError:
        return math.inf


def _tolerance(value: object) -> str:
    """A number that is not negative, or a percentage, without a space."""
    text = _text(value).strip().removeprefix("±").replace(" ", "")
    number = text.removesuffix("%")
    if number and not number.startswith("-") and "/" not in number and _NUMBER.fullmatch(number):
        return text
    help_text = "write how far a response may be off, as in '0.01', or '2%' of the key"
    raise fault("not-a-number", f"{quoted(str(value))} is no tolerance", help_text)


def _one_or_list(value: object) -> object:
    """A text alone stands for a list of one."""
    return [value] if isinstance(value, str) else value


def _output(value: object) -> str:
    """A text exactly as it is; it may be empty if it is written as such."""
    if isinstance(value, str):
        return value
    return _text(value)


_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-(?:[a-z]{2}|[0-9]{3}))?(-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)


def _language(value: object) -> str:
    text = _text(value)
    if _LANGUAGE.fullmatch(text):
        return text
    help_text = "write a language tag, as in 'en', 'de-CH' or 'zh-Hans'"
    if _LANGUAGE.fullmatch(text.replace("_", "-")):
        help_text = f"write '{text.replace('_', '-')}'"
    raise fault("bad-language", f"{quoted(text)} is no language tag", help_text)


def _date(value: object) -> str:
    text = _text(value)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise fault("bad-date", f"{quoted(text)} is no date", "write year, month and day, as in '2026-11-22'")


def one_of(slug: str, what: str, allowed: Iterable[str]) -> Callable[[object], str]:
    """A validator that lets only the texts in `allowed` pass."""
    names = tuple(allowed)

    def check(value: object) -> str:
        text = _text(value)
        if text in names:
            return text
        guess = did_you_mean(text, names)
        listed = " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        raise fault(
            slug, f"unknown {what} {quoted(text)}", f"did you mean '{guess}'?" if guess else f"write {listed}"
        )

    return check


def _list(value: object) -> object:
    if isinstance(value, list | tuple):
        return value
    if value is None:
        raise fault(
            "empty-value", "there is no list here", "write one entry per line after '- ', or delete the key"
        )
    help_text = "write one entry per line, each after '- '"
    raise fault("wrong-type", f"a list is wanted, and {kind_of(value)} is here", help_text)


Text = Annotated[str, BeforeValidator(_text)]
"""A Markdown field."""
PlainText = Annotated[str, BeforeValidator(_plain)]
OptionalPlain = Annotated[str | None, BeforeValidator(_plain)]
Title = Annotated[str, BeforeValidator(_title)]
_id = _kebab("bad-id", "id", "first-card")
Id = Annotated[str, BeforeValidator(_id)]
FormerId = Annotated[str, BeforeValidator(_former_id)]
"""An id that an item had before: in its deck, or a full one, `topic/deck#item`."""
Tag = Annotated[str, BeforeValidator(_kebab("bad-tag", "tag", "model-optimization"))]
DeckKey = Annotated[str, BeforeValidator(_deck_key)]
Truth = Annotated[bool, BeforeValidator(truth)]
Language = Annotated[str | None, BeforeValidator(_language)]
LevelValue = Annotated[Level | None, BeforeValidator(one_of("unknown-level", "level", Level))]
StatusValue = Annotated[Status, BeforeValidator(one_of("unknown-value", "status", Status))]
OptionalText = Annotated[str | None, BeforeValidator(_text)]
OptionalId = Annotated[str | None, BeforeValidator(_id)]
OptionalCount = Annotated[int | None, BeforeValidator(_count)]
Date = Annotated[str, BeforeValidator(_date)]

Code = Annotated[str, BeforeValidator(_text)]
"""A text that is not Markdown."""
OptionalOutput = Annotated[str | None, BeforeValidator(_output)]
OptionalTruth = Annotated[bool | None, BeforeValidator(truth)]
Number = Annotated[str, BeforeValidator(_number)]
OptionalNumber = Annotated[str | None, BeforeValidator(_number)]
OptionalTolerance = Annotated[str | None, BeforeValidator(_tolerance)]

_Entry = TypeVar("_Entry")
ListOf = Annotated[tuple[_Entry, ...], BeforeValidator(_list)]
OneOrTexts = Annotated[
    tuple[Code, ...],
    BeforeValidator(_list),
    BeforeValidator(_one_or_list, json_schema_input_type=str | list[str]),
]
"""A list of texts; where there is one, it may stand alone."""
