# Knows alone: how a number that somebody typed is read, in the language of its page, and when it has two readings.
# The browser reads by the same rules; tests/cases/grading/README.md states them, numeric.json holds both to them.
# Letters and signs that look alike are the subject here, so they are never slips:
# ruff: noqa: RUF001
"""Reading numbers."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

Unreadable = Literal["number", "unit"]


class Reading(NamedTuple):
    """What a text can mean: no number, one, or two, that of the page's language first.

    `unreadable` is what cannot be read where there is no number: "unit" if only what stands beside it.
    """

    values: tuple[float, ...] = ()
    unreadable: Unreadable | None = None


# Unicode CLDR, numbers/symbols/decimal: where it is a comma. Regions that differ from their language are listed.
_COMMA_LANGUAGES = frozenset(
    re.findall(
        r"\S+",
        "af ar az be bg bs ca cs da de el es et eu fi fo fr gl hr hu hy id is it ka kk lt lv mk nb nl nn no pl pt "
        "ro ru sk sl sq sr sv tr uk uz vi",
    )
)
_POINT_REGIONS = frozenset(
    re.findall(r"\S+", "de-ch de-li it-ch es-mx es-us es-gt es-hn es-ni es-pa es-pe es-pr es-sv es-do es-cu")
)

_SPACES = "\t\n\v\f\r\x20\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
# Where a run of ten decimal digits begins in Unicode 14, beside ASCII (general category Nd).
_ZEROS = tuple(
    int(zero, 16)
    for zero in [
        "660",
        "6f0",
        "7c0",
        "966",
        "9e6",
        "a66",
        "ae6",
        "b66",
        "be6",
        "c66",
        "ce6",
        "d66",
        "de6",
        "e50",
        "ed0",
        "f20",
        "1040",
        "1090",
        "17e0",
        "1810",
        "1946",
        "19d0",
        "1a80",
        "1a90",
        "1b50",
        "1bb0",
        "1c40",
        "1c50",
        "a620",
        "a8d0",
        "a900",
        "a9d0",
        "a9f0",
        "aa50",
        "abf0",
        "ff10",
        "104a0",
        "10d30",
        "11066",
        "110f0",
        "11136",
        "111d0",
        "112f0",
        "11450",
        "114d0",
        "11650",
        "116c0",
        "11730",
        "118e0",
        "11950",
        "11c50",
        "11d50",
        "11da0",
        "16a60",
        "16ac0",
        "16b50",
        "1d7ce",
        "1d7d8",
        "1d7e2",
        "1d7ec",
        "1d7f6",
        "1e140",
        "1e2f0",
        "1e950",
        "1fbf0",
    ]
)
# What is not seen: soft hyphens, joiners, marks of direction.
_UNSEEN = "\xad\u034f\u061c\u180e\ufeff" + "".join(
    chr(code)
    for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F))
    for code in range(first, last + 1)
)
_ALIKE: dict[str | int, str | None] = {
    # Full-width signs and letters are those of ASCII.
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(_UNSEEN),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("‘’ʼ٬", "'"),
    **{chr(zero + digit): str(digit) for zero in _ZEROS for digit in range(10)},
    "٪": "%",
    # Signs that stand for the one of degrees.
    "º": "°",
    "˚": "°",
}
_CLEANED = str.maketrans(_ALIKE)
_PERSIAN = re.compile("[\u06f0-\u06f9]")
_VULGAR = re.compile("[¼-¾⅐-⅞]")
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
_SIGN = re.compile(r"[+-]? *")
_FRACTION = re.compile(r"(?:(\d+) +)?(\d+) *[/⁄] *(\d+)", re.ASCII)
_DIGITS = re.compile(r"[\d.,'٫ ]*\d[.,٫]?", re.ASCII)
_EXPONENT = re.compile(r"[eE]([+-]?\d{1,4})(?!\d)", re.ASCII)
_POWER = re.compile(r" *[xX×·⋅*] *10 *(?:(?:\^|\*\*) *\(?([+-]?\d{1,4})\)?|([⁰¹²³⁴-⁹⁻⁺]+))", re.ASCII)
_BARE_POWER = re.compile(r"10 *(?:(?:\^|\*\*) *\(?([+-]?\d{1,4})\)?|([⁰¹²³⁴-⁹⁻⁺]+))", re.ASCII)
_GROUPED = {
    mark: re.compile(
        rf"(?:\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+|\d{{1,2}}(?:{re.escape(mark)}\d{{2}})+{re.escape(mark)}\d{{3}})"
        rf"(?:[{decimal}](\d*))?",
        re.ASCII,
    )
    for mark, decimal in ((" ", ".,٫"), ("'", ".,٫"), (",", ".٫"), (".", ",٫"))
}
_PLAIN = re.compile(r"(\d*)(?:([.,٫])(\d*))?", re.ASCII)
# A mark at the end of a number that has one already ends a sentence.
_ENDED = re.compile(r"(.*[.,'٫ ].*)[.,٫]", re.DOTALL)
# What is said for the sign, after the number.
_PER_CENT = re.compile(
    r"%|per ?cent|pct\.?|prozent|v\.? ?h\.?|pour ?cent|por ?cien(?:to)?|por ?cento|per ?cento|procent|procenta?|procentů"
    r"|процент(?:а|ов)?|відсот(?:ок|ки|ків)|yüzde|درصد|بالمئة|بالمائة|في المئة|في المائة|אחוז(?:ים)?|प्रतिशत|パーセント|퍼센트",
    re.IGNORECASE,
)


def decimal_mark(language: str) -> Literal[",", "."]:
    """What stands before the decimals in a language, as in "de" or "de-CH"."""
    tag, _, rest = language.lower().partition("-")
    region = f"{tag}-{rest.partition('-')[0]}"
    return "," if tag in _COMMA_LANGUAGES and region not in _POINT_REGIONS else "."


def localized(number: str, language: str) -> str:
    """A number as the author wrote it, with the decimal mark of the language and a minus sign."""
    return number.replace("-", "\u2212").replace(".", decimal_mark(language))


def unit_form(unit: str) -> str:
    """The form in which two spellings of a unit are the same."""
    return unicodedata.normalize("NFKC", unit).replace(" ", "")


# Units that another unit has with the other case of a letter: m and M are milli and mega, p and P pico and peta; the
# second column are symbols that stand alone.
_CASE_TELLS = re.compile(
    "[mp](?:g|m|s|a|v|w|j|n|l|t|f|c|h|k|hz|pa|ev|b|cal|mol|ω|pc|bar)|[a-zω]", re.ASCII | re.IGNORECASE
)


def _is_unit(text: str, known: frozenset[str]) -> bool:
    """Whether a text is one of the units, maybe with a full stop, or in other letters where that means no other unit."""
    given = unit_form(text)
    if given in known or given.removesuffix(".") in known:
        return True
    given = given.removesuffix(".")
    return any(given.lower() == unit.lower() and _is_plain(unit) for unit in known)


def _is_plain(unit: str) -> bool:
    """Whether a unit is a word or one symbol that no other case of its letters makes another one."""
    return re.fullmatch(r"°?[^\W\d_]+", unit) is not None and not _CASE_TELLS.fullmatch(unit)


def read_number(text: str, language: str = "en", units: Iterable[str] = ()) -> Reading:
    """Read what a learner typed on a page in `language`, maybe with one of the accepted `units`."""
    known = frozenset(unit_form(unit.translate(_CLEANED)) for unit in units)
    rest, known = _without_unit(_VULGAR.sub(_spelled, text.translate(_CLEANED)).strip(" "), known)
    sign = _SIGN.match(rest)
    assert sign is not None  # it may be empty
    persian = language.partition("-")[0].lower() == "fa" or bool(_PERSIAN.search(text))
    before, number = _sign_before(rest[sign.end() :])
    values, rest = _magnitudes(number, decimal_mark(language), persian=persian)
    if not values:
        return Reading((), "number")
    if unit_form(rest) not in known and _PER_CENT.fullmatch(rest):
        rest = "%"
    rest = rest or before
    if rest == "%" and "%" not in known:
        # Twelve hundredths, or twelve where the question asks for per cent.
        values, rest = tuple(dict.fromkeys((float(f"{values[0] / 100:.15g}"), values[0]))), ""
    if rest and not _is_unit(rest, known):
        return Reading((), "unit")
    return Reading(tuple(-value if "-" in sign[0] else value for value in values))


def _sign_before(text: str) -> tuple[str, str]:
    """The sign of per cent where it stands before the number, as in Turkish, and what comes after it."""
    return ("%", text[1:].strip(" ")) if text.startswith("%") else ("", text)


def _spelled(sign: re.Match[str]) -> str:
    return " " + unicodedata.normalize("NFKC", sign[0])


def _without_unit(text: str, known: frozenset[str]) -> tuple[str, frozenset[str]]:
    """The text without an accepted unit in front of it, and the units that may still stand behind it."""
    for end in range(len(text), 0, -1):
        if unit_form(text[:end]) in known:
            return text[end:].strip(" "), frozenset()
    return text, known


def _magnitudes(text: str, mark: str, *, persian: bool) -> tuple[tuple[float, ...], str]:
    """All readings of the number without sign that the text begins with, and what comes after it.

    In Persian a stroke stands before decimals, as a comma does elsewhere; it can also be that of a fraction.
    """
    if fraction := _FRACTION.match(text):
        decimal = (float(f"{fraction[2]}.{fraction[3]}"),) if persian and fraction[1] is None else ()
        return (*decimal, *_fraction(fraction)), text[fraction.end() :].strip(" ")
    if alone := _BARE_POWER.match(text):
        raised = "".join(map(_RAISED.__getitem__, alone[2])) if alone[2] else alone[1]
        return tuple(filter(math.isfinite, (_scaled("1", raised),))), text[alone.end() :].strip(" ")
    digits = _DIGITS.match(text)
    if not digits:
        return (), text
    rest = text[digits.end() :]
    exponent = _EXPONENT.match(rest) or _POWER.match(rest)
    power = "0"
    if exponent:
        rest = rest[exponent.end() :]
        raised = exponent[2] if exponent.re is _POWER else None
        power = "".join(map(_RAISED.__getitem__, raised)) if raised else exponent[1]
    told = _decimals(digits[0], mark, certain=exponent is not None)
    return tuple(filter(math.isfinite, (_scaled(number, power) for number in told))), rest.strip(" ")


def _fraction(found: re.Match[str]) -> tuple[float, ...]:
    whole, top, bottom = (int(part or 0) for part in found.groups())
    proper = found[1] is None or top < bottom
    try:
        return (whole + top / bottom,) if proper and bottom else ()
    except OverflowError:
        return ()


def _scaled(number: str, power: str) -> float:
    try:
        return float(f"{number}e{power}")
    except ValueError:
        return math.inf


def _decimals(digits: str, mark: str, *, certain: bool) -> tuple[str, ...]:
    """The numbers, with a point for decimals, that digits with separators can be."""
    if ended := _ENDED.fullmatch(digits):
        digits = ended[1]
    plain = _PLAIN.fullmatch(digits)
    if plain:
        whole, separator, decimals = plain.groups(default="")
        read = f"{whole}.{decimals}"
        group = re.fullmatch(r"[1-9]\d{0,2}", whole) and len(decimals) == 3
        if not group or separator not in ".," or certain:
            return (read,)
        if separator != mark:
            return whole + decimals, read
        # Decimals end with no zero as a rule: who writes 12.500 may be at home where a point groups.
        return (read, whole + decimals) if decimals.endswith("0") else (read,)
    for group_mark, grouped in _GROUPED.items():
        if found := grouped.fullmatch(digits):
            whole = digits[: found.start(1) - 1] if found[1] is not None else digits
            return (f"{whole.replace(group_mark, '')}.{found[1] or ''}",)
    return ()
