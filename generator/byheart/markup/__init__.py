# Knows alone: how a Markdown field becomes harmless HTML, and when the short way gives the same result.
# Two layers, each enough by itself: a parser with raw HTML off, and an allow list after it.
"""Markdown fields → safe HTML, plain text and problems."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from byheart.diagnostics import count
from byheart.markup.clean import clean
from byheart.markup.code import margins, single_spaced
from byheart.markup.direction import SITE, Speech, has_rtl, runs_rtl, written
from byheart.markup.fragments import lead_html, speak, to_html
from byheart.markup.images import Media, Picture, look, media_of
from byheart.markup.parser import parse
from byheart.markup.plain import label_text, plain_math, plain_text, words_alone
from byheart.markup.rules import Checked, FindMedia, Formula, MarkupProblem, check

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = [
    "LONGEST",
    "Checked",
    "FindMedia",
    "Formula",
    "MarkupProblem",
    "Media",
    "Picture",
    "RenderedField",
    "Speech",
    "findings",
    "look",
    "margins",
    "media_of",
    "plain_math",
    "render",
    "runs_rtl",
    "single_spaced",
]

LONGEST = 8 * 1024
DEEPEST = 64
_SHOWS_NOTHING = MarkupProblem(
    0, "empty-field", "the text shows nothing", "write the words a learner shall read, or remove the key"
)


@dataclass(frozen=True)
class RenderedField:
    """One field, rendered.

    `html` is the whole field as safe block HTML; `text` its words on one line.
    `lead` is the inline HTML of the first paragraph with words, on one line, without links and pictures, for a
    heading ("" if there is no such paragraph), and `lead_text` its words; `label` has them too, for a plain text that is
    read from right to left, where code and formulas are kept from left to right;
    `rest` is the block HTML of what the lead leaves out.
    `media` holds the names of the pictures that are shown, as written.
    """

    html: str
    text: str
    lead: str
    rest: str
    has_math: bool = False
    problems: tuple[MarkupProblem, ...] = ()
    media: tuple[str, ...] = ()
    lead_text: str = ""
    label: str = ""


def render(text: str, *, media: FindMedia, speech: Speech = SITE) -> RenderedField:
    """Render a field; `media` gives the URL (or `Media`) of a picture by the name the author wrote, or None.

    `speech` is what it is in: its blocks and its lead say their language and direction, where that is not told already.

    Never raises for any text.
    What is too long or too deep to be parsed in time is shown as plain text and reported.
    """
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST:
        return _render_plain(text, speech)
    if "![" in text:  # what a picture becomes depends on the files, which may change while the site is served
        return _render_full(text, media, speech)
    return _render_without_pictures(text, speech)


def findings(text: str, *, media: FindMedia) -> Checked:
    """What is in a field besides words: its problems as `render` tells them, its pictures, links and formulas."""
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST and not _MAY_BE_FOREIGN.search(text):
        return _NOTHING
    return _found(text, media) if "![" in text else _found_without_pictures(text)


_MAY_BE_FOREIGN = re.compile(r"==|://|www\.|%%|\^")
_NOTHING = Checked([], [], [], [])


@lru_cache(maxsize=8192)
def _found_without_pictures(text: str) -> Checked:
    return _found(text, _no_picture)


def _found(text: str, media: FindMedia) -> Checked:
    text = _encodable(text)
    if refusal := _refusal(text):
        return Checked([refusal], [], [], [])
    return _examined(text, parse(text), media)


def _encodable(text: str) -> str:
    """The text without halves of characters, which nothing can write."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _examined(text: str, tokens: list[Token], media: FindMedia) -> Checked:
    """What is wrong in the tokens of a field, which keep only what is allowed, and which pictures they show."""
    found = check(tokens, media)
    if text.strip() and not found.media and not found.problems and not plain_text(tokens):
        found.problems.append(_SHOWS_NOTHING)
    return found


# Words that Markdown leaves as they are: no character that begins a construct, no line that begins a block.
_SAFE = r"[^\\`*_\[\]<>&|~$\s\x00-\x1f\x7f-\xa0\ud800-\udfff]"
_LINE = rf"(?!\d+[.)](?:\s|\Z))(?=[\w(\"']){_SAFE}+(?: {_SAFE}+)*"
_PLAIN = re.compile(rf"{_LINE}(?:\n{_LINE})*\n?")


def _render_plain(text: str, speech: Speech) -> RenderedField:
    text = text.rstrip("\n")
    words = text.replace("\n", " ")
    attributes = written(speech.attributes(words))
    return RenderedField(
        html=f"<p{attributes}>{escape(text, quote=False)}</p>\n",
        text=words,
        lead=_spoken(escape(words, quote=False), attributes),
        rest="",
        lead_text=words,
        label=words,
    )


def _spoken(lead: str, attributes: str) -> str:
    """Inline HTML that says its language and direction, if there is something to say."""
    return f"<span{attributes}>{lead}</span>" if lead and attributes else lead


@lru_cache(maxsize=8192)
def _render_without_pictures(text: str, speech: Speech) -> RenderedField:
    return _render_full(text, _no_picture, speech)


def _no_picture(_name: str) -> None:
    return None


def _render_full(text: str, media: FindMedia, speech: Speech = SITE) -> RenderedField:
    text = _encodable(text)
    if refusal := _refusal(text):
        shown = clean(f"<p>{escape(text)}</p>")
        return RenderedField(
            html=shown, text=" ".join(text.split()), lead="", rest=shown, problems=(refusal,)
        )
    tokens = parse(text)
    found = _examined(text, tokens, media)
    attributes = speech.attributes(words_alone(tokens))
    speak(tokens, attributes)
    lead, rest = _split(tokens)
    return RenderedField(
        html=clean(to_html(tokens)),
        text=plain_text(tokens),
        lead=_spoken(" ".join(clean(lead_html(lead)).split()), written(attributes)),
        rest=clean(to_html(rest)),
        has_math=_has_math(tokens),
        problems=tuple(found.problems),
        media=tuple(found.media),
        lead_text=plain_text(lead),
        label=label_text(lead or tokens) if has_rtl(text) else plain_text(lead or tokens),
    )


def _split(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """(inline tokens of the first paragraph with words, block tokens of the rest); pictures stay in the rest."""
    for start, opening in enumerate(tokens):
        if opening.type != "paragraph_open" or opening.level:
            continue
        inline, closing = tokens[start + 1 : start + 3]
        words = [child for child in inline.children or [] if child.type != "image"]
        if not plain_text(words):
            continue
        pictures = [child for child in inline.children or [] if child.type == "image"]
        left = [opening, inline.copy(children=pictures), closing] if pictures else []
        return words, [*tokens[:start], *left, *tokens[start + 3 :]]
    return [], tokens


def _has_math(tokens: list[Token]) -> bool:
    return any(token.type.startswith("math_") or _has_math(token.children or []) for token in tokens)


def _refusal(text: str) -> MarkupProblem | None:
    if len(text) > LONGEST:
        return MarkupProblem(
            0,
            "field-too-long",
            f"the text has {count(len(text), 'character')}, more than {LONGEST}",
            "make several items of it",
        )
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "[") - (character == "]" and depth > 0)
        if depth > DEEPEST:
            line = text.count("\n", 0, position)
            return MarkupProblem(
                line,
                "field-too-deep",
                f"more than {DEEPEST} square brackets are open at once",
                "close the brackets, or put a backslash before those that are only text",
            )
    return None
