# Knows alone: which links and pictures a field may have, and what is said about the others.
# Works on the parser's tokens before they become HTML: what is refused is unwrapped to its text, so that
# nothing an author wrote disappears.
"""Links, pictures and stray HTML in a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from byheart.markup.fences import read_fence
from byheart.markup.foreign import foreign_in
from byheart.markup.images import KINDS, Media, suffix_of

if TYPE_CHECKING:
    from markdown_it.token import Token


class MarkupProblem(NamedTuple):
    """A defect in a field; `line_offset` counts lines from the field's first line, which is 0.

    `written` is what is wrong as it stands on that line, where that is known.
    """

    line_offset: int
    slug: str
    message: str
    help: str
    written: str = ""


class Formula(NamedTuple):
    """TeX between dollar signs, the line where it begins, from 0, and whether it stands on a line of its own."""

    line_offset: int
    tex: str
    display: bool


FindMedia = Callable[[str], "Media | str | None"]

_ADDRESS = re.compile(r"https?://[^/?#\s]+.*|mailto:[^?#\s]+.*|#[\w~-]+", re.IGNORECASE | re.DOTALL)
_SCRIPTED = re.compile(r"\s*(?:javascript|vbscript|data|file|blob)\s*:", re.IGNORECASE)
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|\\", re.IGNORECASE)
_UNREAD_PICTURE = re.compile(
    rf"!\[[^\[\]\n]*\]\((?=[^()\n]*\s)([^()<>\"'\n]+(?:{'|'.join(map(re.escape, KINDS))}))\)", re.IGNORECASE
)
_HTML = re.compile(r"<([a-z][a-z0-9]*)(?=[\s/>])[^<>]*>|<!--", re.IGNORECASE)
_HTML_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
        a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
        blockquote body br button canvas caption center cite code col colgroup data datalist dd del details
        dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2
        h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark
        marquee math menu meta meter nav nobr noscript object ol optgroup option output p param picture pre
        progress q rp rt ruby s samp script search section select slot small source span strike strong style
        sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var
        video wbr
        """,
    )
)
_INSTEAD = {
    "b": "write **bold**",
    "br": "end the line with a backslash",
    "code": "write the code between backticks",
    "em": "write *emphasis*",
    "i": "write *emphasis*",
    "img": "write ![what it shows](picture.png)",
    "a": "write [text](https://…)",
    "strong": "write **bold**",
}


class Checked(NamedTuple):
    """What `check` found.

    Problems; the pictures that are used, as written; the items of the same deck that links lead to, each with its line,
    counted from 0; and the formulas.
    """

    problems: list[MarkupProblem]
    media: list[str]
    anchors: list[tuple[int, str]]
    formulas: list[Formula]


def check(tokens: list[Token], find_media: FindMedia) -> Checked:
    """Check links, pictures, raw HTML and notation; rewrite the tokens in place: only what is allowed is left."""
    found = Checked([], [], [], [])
    line = 0
    for index, token in enumerate(tokens):
        if token.map:
            line = token.map[0]
        if token.type == "fence":
            found.problems.extend(_bad_fence(token, line))
        if token.type == "math_block":
            found.formulas.append(Formula(line, token.content, display=True))
        if token.children is not None:
            in_list = index > 1 and tokens[index - 2].type == "list_item_open"
            found.problems.extend(_foreign(token.meta["words"], line, in_list=in_list))
            found.problems.extend(_unread_pictures(token.meta["words"], line, find_media))
            token.children = list(_inline(token.children, line, find_media, found))
    return found


def _bad_fence(token: Token, line: int) -> Iterator[MarkupProblem]:
    lines = token.content.count("\n")
    for name, value in read_fence(token.info, lines).faults:
        message = f"the code fence has {name}='{_short(value)}', which cannot be read"
        help_text = (
            "write the number of the first line, as in 'linenums=\"1\"'"
            if name == "linenums"
            else f"write lines from 1 to {lines}, as in 'hl_lines=\"1 3-4\"'"
        )
        yield MarkupProblem(line, "bad-fence", message, help_text)


def _inline(children: list[Token], line: int, find_media: FindMedia, found: Checked) -> Iterator[Token]:
    closings: list[Token | None] = []
    for token in children:
        if token.type == "link_open":
            replacement, closing = _link(token, line, found)
            closings.append(closing)
            if replacement:
                yield replacement
        elif token.type == "link_close":
            if closing := closings.pop():
                yield closing if closing.type != "link_close" else token
        elif token.type == "image":
            yield _image(token, line, find_media, found)
        else:
            if token.type == "text":
                found.problems.extend(_raw_html(token.content, line))
            elif token.type.startswith("math_"):
                found.formulas.append(Formula(line, token.content, token.type == "math_display"))
            yield token
        line += _lines(token)


def _unread_pictures(words: str, line: int, find_media: FindMedia) -> Iterator[MarkupProblem]:
    """Pictures whose names have spaces, which Markdown does not read as pictures."""
    for found in _UNREAD_PICTURE.finditer(words):
        name, at = found[1], line + words.count("\n", 0, found.start())
        media = find_media(name)
        rename = media.rename if isinstance(media, Media) else ""
        without = re.sub(r"\s+", "-", name)
        told = (
            misnamed(name, rename)
            if rename
            else (
                "missing-image",
                f"there is no picture '{_short(name)}', and names of pictures have no spaces",
                f"put the file beside the deck or in its media folder as '{without}', and write that name here",
            )
        )
        yield MarkupProblem(at, *told, found[0])


def _foreign(words: str, line: int, *, in_list: bool) -> Iterator[MarkupProblem]:
    for one in foreign_in(words, in_list=in_list):
        message = f"'{_short(one.written)}' is {one.what}, and is shown as plain text"
        at = line + words.count("\n", 0, one.start)
        yield MarkupProblem(at, "foreign-notation", message, one.help, one.written)


def _lines(token: Token) -> int:
    return 1 if token.type in {"softbreak", "hardbreak"} else token.content.count("\n")


def _link(token: Token, line: int, found: Checked) -> tuple[Token | None, Token | None]:
    """Choose what stands for the opening and the closing token: a link, nothing, or `<` and `>`."""
    address = str(token.attrs.get("href", ""))
    if _ADDRESS.fullmatch(address):
        if address.startswith("#"):
            found.anchors.append((line, address[1:]))
        else:
            token.attrSet("rel", "noopener")
        return token, _like(token, "link_close", "")
    if token.markup == "autolink" and not _SCRIPTED.match(address):
        return _like(token, "text", "<"), _like(token, "text", ">")
    found.problems.append(
        MarkupProblem(
            line,
            "bad-link",
            f"the link to '{_short(unquote(address))}' leads nowhere a learner can go",
            "write a full https:// address, a mailto: address, or #item-id for an item of this deck",
        )
    )
    return None, None


def _like(token: Token, kind: str, content: str) -> Token:
    other = token.copy(type=kind, tag="", attrs={}, nesting=0)
    other.content = content
    return other


def _image(token: Token, line: int, find_media: FindMedia, found: Checked) -> Token:
    """Give the picture its final attributes, or its alternative text when it cannot be shown."""
    name = unquote(str(token.attrs.get("src", "")))
    shown = find_media(name) if _local(name) and suffix_of(name) in KINDS else None
    media = Media(shown) if isinstance(shown, str) else shown
    problem = _image_problem(name, media)
    if problem:
        found.problems.append(MarkupProblem(line, *problem))
    elif not token.content.strip():
        found.problems.append(
            MarkupProblem(
                line,
                "no-alt",
                f"the picture '{_short(name)}' has no words for those who cannot see it",
                f"say what it shows: ![…]({_short(name)})",
            )
        )
    if media is None or problem:
        return _like(token, "text", _alternative(token))
    found.media.append(name)
    token.attrs = _image_attributes(token, media)
    return token


def _image_problem(name: str, media: Media | None) -> tuple[str, str, str] | None:
    if not _local(name):
        return (
            "image-outside",
            f"the picture '{_short(name)}' is not in this topic",
            "put the file beside the deck or in its media folder, and write its name",
        )
    if suffix_of(name) not in KINDS:
        return (
            "media-type",
            f"'{_short(name)}' is not a picture format that can be shown",
            f"use one of {', '.join(suffix[1:] for suffix in KINDS)}",
        )
    if media is not None and media.rename:
        return misnamed(name, media.rename)
    if media is None:
        return (
            "missing-image",
            f"there is no picture '{_short(name)}'",
            "put the file beside the deck or in its media folder, or mend the name",
        )
    if media.kind is not None and media.kind != KINDS[suffix_of(name)]:
        return (
            "media-type",
            f"'{_short(name)}' does not hold what its name says"
            + (f": it is {media.kind}" if media.kind else ""),
            "save the picture again in the format of its name",
        )
    return None


def misnamed(name: str, rename: str) -> tuple[str, str, str]:
    """Slug, message and help for a picture whose name addresses or some systems cannot have."""
    return (
        "bad-file-name",
        f"the picture '{_short(name)}' has characters in its name that addresses or some systems cannot have",
        f"rename the file to '{rename}', and write that name here",
    )


def _image_attributes(token: Token, media: Media) -> dict[str, str | int | float]:
    attributes: dict[str, str | int | float] = {"src": media.url, "alt": _alternative(token)}
    if title := token.attrs.get("title"):
        attributes["title"] = title
    if media.width and media.height:
        attributes |= {"width": media.width, "height": media.height}
    return attributes | {"loading": "lazy", "decoding": "async"}


def _alternative(token: Token) -> str:
    return "".join(child.content or " " for child in _leaves(token.children or [])).strip()


def _leaves(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.children:
            yield from _leaves(token.children)
        elif token.nesting == 0:
            yield token


def _local(name: str) -> bool:
    parts = PurePosixPath(name).parts
    plain = not any(character in name for character in "\\?#:") and name.isprintable()
    return bool(parts) and plain and not _REMOTE.match(name) and ".." not in parts


def _raw_html(text: str, line: int) -> Iterator[MarkupProblem]:
    for tag in _HTML.finditer(text):
        name = (tag[1] or "").lower()
        if name and name not in _HTML_NAMES:
            continue
        instead = _INSTEAD.get(name, "write it in Markdown")
        yield MarkupProblem(
            line,
            "raw-html",
            f"'{_short(tag[0])}' is HTML and will be shown as it is written",
            f"{instead}, or put `backticks` around it if it is meant to be read",
        )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
