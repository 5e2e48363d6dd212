# Knows alone: which way a text runs, and how a field says its language and direction where they are not those of what
# stands around it. Words of the interface never stand in a field, so each keeps its own.
"""The language and direction of fields."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import NamedTuple

RTL = frozenset(
    re.findall(r"\w+", "ar arc azb bal bgn ckb dv fa glk he iw ji ks lrc mzn nqo pnb ps sd sdh syr ug ur yi")
)
"""Languages whose usual script runs from right to left (Unicode CLDR)."""
_RTL_SCRIPTS = frozenset(
    re.findall(r"\w+", "adlm arab aran armi avst hebr khar mand mani mend nkoo phnx samr syrc thaa")
)
LRI, PDI = "\u2066", "\u2069"
_LETTERS_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def runs_rtl(language: str) -> bool:
    """Whether a language (`fa`, `az-Arab`) runs from right to left, by its script if the tag has one."""
    first, *others = language.lower().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    return script in _RTL_SCRIPTS if script else first in RTL


class Speech(NamedTuple):
    """What a field is in, and what it stands in.

    `lang` is its language where that is not the site's, else ""; `rtl` says whether that runs from right to left.
    `around` is the direction of the item and of the site, in which the field may come to stand.
    """

    lang: str = ""
    rtl: bool = False
    around: tuple[bool, bool] = (False, False)

    def attributes(self, words: str) -> dict[str, str]:
        """`lang` and `dir` for a field with these words, each only where it is needed."""
        rtl = text_runs_rtl(words, usual=self.rtl)
        out = {"lang": self.lang} if self.lang else {}
        return out if self.around == (rtl, rtl) else out | {"dir": "rtl" if rtl else "ltr"}


SITE = Speech()
"""The speech of a field in the language of a site that runs from left to right."""


def text_runs_rtl(words: str, *, usual: bool) -> bool:
    """Whether a text without code and formulas runs from right to left, where its language runs as `usual`.

    Names and terms in Latin letters are usual in a text that runs from right to left, so there one word of its own
    decides. In a language that runs from left to right, it is the greater part of the words.
    """
    if usual:
        return bool(_LETTERS_RTL.search(words)) or not any(map(str.isalpha, words))
    if not _LETTERS_RTL.search(words):
        return False
    firsts = [strong for word in words.split() if (strong := _first_strong(word))]
    return 2 * sum(strong == "R" for strong in firsts) > len(firsts)


def _first_strong(word: str) -> str:
    """`L` or `R` by the first letter of a word that has a direction; "" if none has (Unicode UAX #9, rule P2)."""
    for letter in word:
        kind = unicodedata.bidirectional(letter)
        if kind in {"L", "R", "AL"}:
            return "L" if kind == "L" else "R"
    return ""


def has_rtl(text: str) -> bool:
    """Whether some of the text runs from right to left."""
    return bool(_LETTERS_RTL.search(text))


def isolated(text: str) -> str:
    """What runs from left to right, between the signs that keep it so in a plain text (Unicode UAX #9)."""
    return f"{LRI}{text}{PDI}"


def written(attributes: dict[str, str]) -> str:
    """The attributes as they stand in a start tag."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
