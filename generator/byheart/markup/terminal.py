# Knows alone: how Markdown reads in a terminal: wrapped text, lists, tables and code, without marks of emphasis.
# Nothing of a field reaches the terminal as a control character.
"""Markdown as lines of a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from markdown_it.tree import SyntaxTreeNode

from byheart.diagnostics.report import printable
from byheart.markup.direction import LRI, PDI, has_rtl
from byheart.markup.parser import parse
from byheart.markup.plain import plain_math

_NARROWEST = 20


# Stand for the signs that keep code from left to right, which as such would be taken for an attack and shown.
_BEGIN, _END = "\ufdd0", "\ufdd1"
_SIGNS = str.maketrans({_BEGIN: LRI, _END: PDI})
_NOT_OURS = str.maketrans({_BEGIN: "\ufffd", _END: "\ufffd"})


def terminal_text(text: str, width: int) -> str:
    """The Markdown `text` in at most `width` columns, but for code and tables; no line break at the end.

    In a text with words from right to left, code and formulas are kept from left to right.
    """
    tokens = parse(text.translate(_NOT_OURS))
    if has_rtl(text):
        for token in (child for inline in tokens for child in inline.children or ()):
            token.meta["isolated"] = token.type == "code_inline" or token.type.startswith("math_")
    blocks = _blocks(SyntaxTreeNode(tokens).children, max(width, _NARROWEST))
    lines = (printable(line.expandtabs(4)).rstrip() for line in blocks)
    return "\n".join(_closed(line).translate(_SIGNS) for line in lines)


def _closed(line: str) -> str:
    """The line with code that was broken into several lines ended here, and begun before."""
    depth, before = 0, 0
    for sign in line:
        depth += (sign == _BEGIN) - (sign == _END)
        before = max(before, -depth)
    return _BEGIN * before + line + _END * (before + depth)


def _blocks(nodes: list[SyntaxTreeNode], width: int, *, tight: bool = False) -> Iterator[str]:
    """The lines of blocks, with an empty one between two of them unless they belong to a tight list."""
    for number, node in enumerate(nodes):
        if number and not tight:
            yield ""
        yield from _BLOCKS.get(node.type, _unknown)(node, width)


def _unknown(node: SyntaxTreeNode, width: int) -> Iterator[str]:
    yield from _blocks(node.children, width) if node.children else iter(node.content.split("\n"))


def _paragraph(node: SyntaxTreeNode, width: int) -> Iterator[str]:
    for line in _inline(node).split("\n"):
        yield from textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]


def _code(node: SyntaxTreeNode, _width: int) -> Iterator[str]:
    for line in node.content.rstrip("\n").split("\n"):
        yield f"    {line}"


def _math(node: SyntaxTreeNode, _width: int) -> Iterator[str]:
    yield f"    {plain_math(node.content)}"


def _quote(node: SyntaxTreeNode, width: int) -> Iterator[str]:
    for line in _blocks(node.children, width - 2):
        yield f"> {line}"


def _list(node: SyntaxTreeNode, width: int) -> Iterator[str]:
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    for number, item in enumerate(node.children):
        mark = f"{first + number}. " if node.type == "ordered_list" else "- "
        tight = all(child.hidden for child in item.children if child.type == "paragraph")
        for index, line in enumerate(_blocks(item.children, width - len(mark), tight=tight)):
            yield (mark if index == 0 else " " * len(mark)) + line


def _table(node: SyntaxTreeNode, _width: int) -> Iterator[str]:
    rows = [[_inline(cell) for cell in row.children] for part in node.children for row in part.children]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        yield " | ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True))
        if number == 0:
            yield "-|-".join("-" * wide for wide in widths)


def _rule(_node: SyntaxTreeNode, _width: int) -> Iterator[str]:
    yield "---"


def _inline(node: SyntaxTreeNode) -> str:
    return "".join(map(_inline_text, node.children))


def _isolated(node: SyntaxTreeNode, text: str) -> str:
    return f"{_BEGIN}{text}{_END}" if node.meta.get("isolated") else text


def _inline_text(node: SyntaxTreeNode) -> str:
    if node.type == "code_inline":
        return _isolated(node, f"`{node.content}`")
    if node.type == "image":
        return f"[picture: {node.content or node.attrs.get('src', '')}]"
    if node.type == "link":
        text, address = _inline(node), str(node.attrs.get("href", ""))
        return text if text == address or address.startswith("#") else f"{text} ({address})"
    if node.type.startswith("math_"):
        return _isolated(node, plain_math(node.content))
    if node.type in {"softbreak", "hardbreak"}:
        return " " if node.type == "softbreak" else "\n"
    return _inline(node) if node.children else node.content


_BLOCKS: dict[str, Callable[[SyntaxTreeNode, int], Iterator[str]]] = {
    "paragraph": _paragraph,
    "heading": _paragraph,
    "fence": _code,
    "code_block": _code,
    "math_block": _math,
    "blockquote": _quote,
    "bullet_list": _list,
    "ordered_list": _list,
    "table": _table,
    "hr": _rule,
}
