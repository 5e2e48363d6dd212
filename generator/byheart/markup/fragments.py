# Knows alone: the HTML of each kind of token: the classes the client and the style sheet know.
# What comes out is cleaned afterwards; it must be right, not safe.
"""Tokens → HTML."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token

from byheart.markup.direction import written
from byheart.markup.fences import read_fence
from byheart.markup.highlight import highlight

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def to_html(tokens: Sequence[Token]) -> str:
    """Render block tokens."""
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


_SPOKEN = {
    *(
        "paragraph_open",
        "heading_open",
        "bullet_list_open",
        "ordered_list_open",
        "blockquote_open",
        "table_open",
    ),
}


def speak(tokens: Sequence[Token], attributes: Mapping[str, str]) -> None:
    """Let the outermost blocks say their language and direction; code and formulas have their own."""
    for token in tokens:
        if token.level == 0 and token.type in _SPOKEN:
            token.attrs.update(attributes)


def lead_html(words: Sequence[Token]) -> str:
    """Render inline tokens for a heading: no links, display math as inline math, line breaks as spaces."""
    kept = [_as_lead(token) for token in words if token.type not in {"link_open", "link_close"}]
    return to_html([Token("inline", "", 0, children=kept)])


def _as_lead(token: Token) -> Token:
    if token.type == "math_display":
        return token.copy(type="math_inline")
    if token.type == "hardbreak":
        return token.copy(type="softbreak")
    return token


def _code(token: Token) -> str:
    fence = read_fence(token.info, token.content.count("\n"))
    return highlight(fence.language, token.content, fence)


def _image(token: Token) -> str:
    attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in token.attrs.items())
    return f"<img{attributes}>"


# What makes a formula higher than a line of text: the page keeps room for it.
_HIGH = re.compile(r"\\([dc]?frac|binom|sum|prod|int|sqrt|begin|over|under|left)|[\^_]\{")


def _math(token: Token) -> str:
    tex = escape(token.content)
    high = " data-high" if _HIGH.search(token.content) else ""
    if token.type == "math_block":
        return f'<div class="study-math" data-display{high}>{tex}</div>\n'
    display = " data-display" if token.type == "math_display" else ""
    return f'<span class="study-math"{display}{high}>{tex}</span>'


def _spoken(token: Token) -> str:
    return written({name: str(value) for name, value in token.attrs.items()})


def _cell(token: Token) -> str:
    side = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return f'<{token.tag} class="study-align-{side}">' if side in {"center", "right"} else f"<{token.tag}>"


_RULES: dict[str, Callable[[Token], str]] = {
    "fence": _code,
    "code_block": _code,
    "image": _image,
    "math_inline": _math,
    "math_display": _math,
    "math_block": _math,
    # The outline of the page is the generator's, so a heading inside a field is a bold line.
    "heading_open": lambda token: f'<p class="study-subheading"{_spoken(token)}><strong>',
    "heading_close": lambda _: "</strong></p>\n",
    # Named by the client where it scrolls: the words for it depend on the language of the page.
    "table_open": lambda token: f'<div class="study-table"{_spoken(token)}><table>\n',
    "table_close": lambda _: "</table></div>\n",
    "th_open": _cell,
    "td_open": _cell,
}


def _adapt(rule: Callable[[Token], str]) -> Callable[..., str]:
    return lambda _renderer, tokens, index, *_: rule(tokens[index])


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"xhtmlOut": False})
    for kind, rule in _RULES.items():
        markdown.add_render_rule(kind, _adapt(rule))
    return markdown


_MARKDOWN = _markdown()
