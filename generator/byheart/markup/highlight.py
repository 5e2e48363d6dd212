# Knows alone: how a code block becomes HTML, with the structure and class names Material styles.
# Pygments costs more than all else in the generator, so each distinct (language, code) is highlighted once.
"""Code blocks in colour."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from pygments import highlight as pygments_highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from byheart.markup.fences import BARE, Fence

if TYPE_CHECKING:
    from pygments.lexer import Lexer

TOKEN_CLASSES = frozenset(name for name in STANDARD_TYPES.values() if name)

_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True, classprefix="")


@lru_cache(maxsize=8192)
def highlight(language: str, code: str, fence: Fence = BARE) -> str:
    """Give the `<div class="highlight">` of a code block; an unknown language leaves the text plain.

    `fence` has its title, its line numbers and which of its lines are marked.
    """
    lexer = _lexer(language)
    spans = escape(code, quote=False) if lexer is None else pygments_highlight(code, lexer, _FORMATTER)
    title = f'<span class="filename">{escape(fence.title, quote=False)}</span>' if fence.title else ""
    if fence.first is not None or fence.marked:
        spans = "".join(_marked_lines(spans.splitlines(keepends=True), fence))
    return f'<div class="highlight">{title}<pre><span></span><code>{spans}</code></pre></div>\n'


def _marked_lines(lines: list[str], fence: Fence) -> Iterator[str]:
    """Each line with its number and its mark. No element of Pygments goes on over a line end."""
    width = len(str((fence.first or 0) + len(lines) - 1))
    for index, line in enumerate(lines):
        number = "" if fence.first is None else f"{fence.first + index:>{width}} "
        shown = f'<span class="linenos" data-linenos="{number}"></span>' if number else ""
        yield shown + (f'<span class="hll">{line}</span>' if index + 1 in fence.marked else line)


@lru_cache(maxsize=256)
def _lexer(language: str) -> Lexer | None:
    if not language:
        return None
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
