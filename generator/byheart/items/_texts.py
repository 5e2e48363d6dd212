# Knows alone: when two short texts count as the same, by the same rules that the browser follows.
# tests/cases/grading/README.md states them step by step; text.json and cloze.json hold both sides to them.
# Letters and signs that look alike are the subject here, so they are never slips:
# ruff: noqa: RUF001, RUF002
"""Forms of texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import ClassVar

from byheart.model import Strict
from byheart.model.values import Truth


class Compare(Strict):
    """What counts when a text is compared with the accepted ones."""

    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("capitals", "case_sensitive"), "case"),
        **dict.fromkeys(("diacritics", "accent"), "accents"),
        **dict.fromkeys(("whitespace", "blanks", "space"), "spaces"),
    }

    case: Truth = False
    """`true` if capitals and small letters are different."""
    accents: Truth = True
    """`false` if "cafe" is as good as "café"."""
    punctuation: Truth = True
    """`false` if hyphens, commas and the like do not matter."""
    spaces: Truth = True
    """`false` if "x=1" is as good as "x = 1"."""


USUAL = Compare()

_SPACES = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_PLAINER = str.maketrans(
    {
        # What is not seen, and what only stretches a word.
        **dict.fromkeys(
            "\xad\u034f\u061c\u0640\u180e\ufeff"
            + "".join(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))))
        ),
        # Keyboards of Persian and of Arabic write these two letters differently.
        "ی": "ي",
        "ک": "ك",
        **dict.fromkeys("´`‘’‚‛‹›ʼ′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    }
)
_GREEK = re.compile("([αεηιουω])[\u0301\u0308]+")
_VULGAR = re.compile(r"(\d)([¼-¾⅐-⅞])", re.ASCII)
_ENDED = re.compile(r"(?<=[^\W\d_])[.。।۔]$")
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]")
_UNMARKED = str.maketrans(
    dict(zip("øđłħıðØĐŁĦÐ", "odlhidODLHD", strict=True))
    | {"þ": "th", "æ": "ae", "œ": "oe", "Þ": "TH", "Æ": "AE", "Œ": "OE"}
)


def tidy(text: str) -> str:
    """The text with plain quotes and dashes, compatibility forms resolved, single spaces, none at the ends."""
    spelled = _VULGAR.sub(r"\1 \2", text.translate(_PLAINER))
    return _single_spaces(unicodedata.normalize("NFKC", spelled).replace("⁄", "/"))


def _single_spaces(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")


def fold(text: str, language: str) -> str:
    """The text without the difference of capitals and small letters; `I` is `ı` in Turkish and Azerbaijani."""
    if language.partition("-")[0].lower() in {"tr", "az"}:
        text = text.replace("I", "ı")
    lower = text.replace("İ", "i").lower()
    # Greek has no accents in capitals, and there a diaeresis for what an accent elsewhere tells apart.
    greek = _GREEK.sub(r"\1", unicodedata.normalize("NFD", lower))
    return unicodedata.normalize("NFC", greek).replace("ς", "σ").replace("ß", "ss")


def form(text: str, compare: Compare = USUAL, language: str = "en") -> str:
    """What has to be equal for two texts to count as the same."""
    text = tidy(text)
    if not compare.case:
        text = fold(text, language)
    if not compare.accents:
        bare = _MARKS.sub("", unicodedata.normalize("NFD", text))
        text = unicodedata.normalize("NFC", bare).translate(_UNMARKED)
    if not compare.punctuation:
        text = _single_spaces("".join(map(_unpointed, text)))
    return text if compare.spaces else text.replace(" ", "")


def _unpointed(char: str) -> str:
    if char == "-":
        return " "
    return "" if unicodedata.category(char).startswith("P") else char


def forms(text: str, compare: Compare = USUAL, language: str = "en") -> set[str]:
    """The forms of which one has to be equal: without punctuation a hyphen may part two words or none."""
    found = {form(text, compare, language)}
    if not compare.punctuation:
        found.add(form(tidy(text).replace("-", ""), compare, language))
    return found


def forms_of_response(text: str, compare: Compare = USUAL, language: str = "en") -> set[str]:
    """The forms of which one has to be an accepted one: a full stop after the last letter is none of the answer."""
    return forms(text, compare, language) | forms(_ENDED.sub("", tidy(text)), compare, language)


def is_one_of(text: str, accepted: Iterable[str], compare: Compare = USUAL, language: str = "en") -> bool:
    """Whether the text counts as one of those that are accepted."""
    wanted = forms_of_response(text, compare, language)
    return any(wanted & forms(other, compare, language) for other in accepted)
