# Knows alone: which Markdown a field is written in.
# The math rules are our own: the usual plugin reads past the start of the text (`$x$ is 5` stays text there)
# and puts <div> into <p>.
"""CommonMark, tables, strikethrough and dollar math, with raw HTML off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from byheart.markup.direction import has_rtl
from byheart.markup.foreign import HIDDEN, ROUND, SQUARE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


def parse(text: str) -> list[Token]:
    """Split one field into block tokens; inline tokens hang below the `inline` ones as children."""
    return _MARKDOWN.parse(text)


def _inline_math(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the signature of a rule)
    """Read `$x$` and, inside a sentence, `$$x$$`; money stays text by the characters beside the marks."""
    source, start = state.src, state.pos
    if source[start] != "$":
        return False
    mark = "$$" if source.startswith("$$", start) else "$"
    opening = start + len(mark)
    closing = _closing_mark(source, opening, mark)
    if closing is None or not _reads_as_math(source, start, opening, closing, mark):
        return False
    if not silent:
        token = state.push("math_display" if mark == "$$" else "math_inline", "", 0)
        token.content = source[opening:closing].strip()
        token.markup = mark
    state.pos = closing + len(mark)
    return True


def _closing_mark(source: str, position: int, mark: str) -> int | None:
    while (found := source.find(mark, position)) >= 0:
        backslashes = found - len(source[:found].rstrip("\\"))
        if backslashes % 2 == 0:
            return found
        position = found + 1
    return None


def _reads_as_math(source: str, start: int, opening: int, closing: int, mark: str) -> bool:
    content = source[opening:closing]
    if not content.strip():
        return False
    if mark == "$$":
        return "$" not in content
    before = source[start - 1] if start else " "
    after = source[closing + 1 : closing + 2] or " "
    tight = not content[0].isspace() and not content[-1].isspace()
    return tight and not _holds_on(before) and not _holds_on(after)


def _holds_on(character: str) -> bool:
    """Whether a dollar sign beside it is none of math; in scripts from right to left, words of one letter join the next."""
    return character.isalnum() and not (has_rtl(character) and not character.isdigit())


def _block_math(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 (as above)
    """Read from a line that starts with `$$` to one that ends with `$$`; no blank line inside."""
    if state.is_code_block(start_line) or not _line(state, start_line).startswith("$$"):
        return False
    last = _last_math_line(state, start_line, end_line)
    if last is None:
        return False
    if silent:
        return True
    lines = state.getLines(start_line, last + 1, state.blkIndent, keepLastLF=False).strip()
    token = state.push("math_block", "", 0)
    token.content = lines[2:-2].strip()
    token.markup = "$$"
    token.map = [start_line, last + 1]
    state.line = last + 1
    return True


def _last_math_line(state: StateBlock, start_line: int, end_line: int) -> int | None:
    first = _line(state, start_line)[2:]
    if "$$" in first:
        return start_line if first.index("$$") == len(first) - 2 and first.strip("$ ") else None
    for number in range(start_line + 1, end_line):
        line = _line(state, number)
        if not line or state.sCount[number] < state.blkIndent:
            return None
        if "$$" in line:
            return number if line.index("$$") == len(line) - 2 else None
    return None


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _keep_words(state: StateCore) -> None:
    """Note what an author wrote as words before escaped signs become words too: `(x)` may have been typed without."""
    for token in state.tokens:
        if token.type == "inline":
            token.meta["words"] = "".join(_words(token.children or []))


def _words(children: list[Token]) -> Iterator[str]:
    inside = 0
    for child in children:
        inside += (child.type == "link_open") - (child.type == "link_close")
        if child.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif inside or child.type not in {"text", "text_special"}:
            yield HIDDEN if child.content else ""
        elif child.type == "text" or child.content == child.markup:  # a backslash before a letter is itself
            yield child.content
        else:
            yield _ESCAPED.get(child.markup, HIDDEN)


_ESCAPED = {r"\(": ROUND, r"\)": ROUND, r"\[": SQUARE, r"\]": SQUARE}


def _any_link(url: str) -> bool:  # noqa: ARG001 (the parser names it)
    return True


def _markdown() -> MarkdownIt:
    # Every link is let through here, so that the rules can name a refused one instead of showing its source.
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown.validateLink = _any_link  # type: ignore[method-assign]  # the documented way to replace it
    markdown.inline.ruler.before("escape", "math_inline", _inline_math)
    markdown.block.ruler.before(
        "fence", "math_block", _block_math, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    markdown.core.ruler.before("text_join", "words", _keep_words)
    return markdown


_MARKDOWN = _markdown()
