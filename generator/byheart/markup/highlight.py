# Knows alone: how a code block becomes HTML, with the structure and class names Material styles.
# Pygments costs more than all else in the generator, so each distinct (language, code) is highlighted once.
"""Code blocks in colour."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from pygments import highlight as pygments_highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

if TYPE_CHECKING:
    from pygments.lexer import Lexer

TOKEN_CLASSES = frozenset(name for name in STANDARD_TYPES.values() if name)

_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True, classprefix="")


@lru_cache(maxsize=8192)
def highlight(language: str, code: str) -> str:
    """Give the `<div class="highlight">` of a code block; an unknown language leaves the text plain."""
    lexer = _lexer(language)
    spans = escape(code, quote=False) if lexer is None else pygments_highlight(code, lexer, _FORMATTER)
    return f'<div class="highlight"><pre><span></span><code>{spans}</code></pre></div>\n'


@lru_cache(maxsize=256)
def _lexer(language: str) -> Lexer | None:
    if not language:
        return None
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
