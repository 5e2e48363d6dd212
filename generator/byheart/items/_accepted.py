# Knows alone: what an author can get wrong in texts that are compared with what learners type.
"""Accepted and foreseen texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from byheart.diagnostics import quoted
from byheart.items._texts import USUAL, Compare, form
from byheart.markup import render
from byheart.model import Loc, Problem

# Emphasis around words, code in backticks, a formula, a link or a picture, HTML around words.
_MARKED = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])[^*]*[^\s*]\1(?![\w*])|(?<![\w_])_(?=[^\W_])[^_]*[^\W_]_(?![\w_])|(?<![\w_])__(?=[^\W_])[^_]* [^_]*[^\W_]__(?!\w)"
    r"|`[^`]+`|^\s*\$[^\s$](?:[^$]*[^\s$])?\$\s*$|(?<!\w)!?\[[^\[\]]+\]\([^()\s]+\)|<(b|i|em|strong|code|sub|sup)>[^<]*</\2>"
)


def literal_marks(texts: Iterable[tuple[Loc, str]]) -> Iterator[Problem]:
    """Marks of Markdown in texts that are compared: learners do not type them."""
    for loc, text in texts:
        if _MARKED.search(text):
            words = render(text, media=lambda _: None).text
            message = f"the marks of Markdown in {quoted(text)} are compared as they are written"
            yield Problem(loc, "literal-markdown", message, f"write {quoted(words)}, as a learner types it")


def same_or_empty(
    texts: Sequence[str], loc: Loc, compare: Compare = USUAL, *, before: Sequence[str] = ()
) -> Iterator[Problem]:
    """Accepted texts, listed at `loc`, that count as the same as an earlier one or one of `before`, or as nothing."""
    seen = {form(text, compare): text for text in reversed(before)}
    for index, text in enumerate(texts):
        compared = form(text, compare)
        if not compared:
            yield empty((*loc, index), text)
        elif compared in seen:
            message = f"{quoted(text)} counts as the same as {quoted(seen[compared])}"
            help_text = "delete one of the two, or say in 'compare' what makes them different"
            if before:
                help_text = "delete it"
            yield Problem((*loc, index), "same-accept", message, help_text)
        seen.setdefault(compared, text)


def empty(loc: Loc, text: str) -> Problem:
    """The text at `loc`, of which nothing counts."""
    message = f"nothing of {quoted(text)} counts in the comparison"
    return Problem(loc, "empty-accept", message, "write letters or digits, or say in 'compare' what counts")
