# Knows alone: Python-Markdown. It lifts our blocks and headings past Python-Markdown untouched, and hands their
# relative links to whoever rewrites links in the tree, so that MkDocs, ProperDocs and Zensical give the same page.
"""The Python-Markdown extension that a site lists as ``byheart.markdown_ext``."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from byheart.pages.embed import LINK, after_fence, asked_in, embedded, parse, read_items, select

_OPEN = re.compile(r"<(study-[a-z-]+)(?=[\s>])")
_HEADING = re.compile(r"^(#{1,6}) <study-heading((?: [a-z-]+=\"[^\"]*\")*)>(.*)</study-heading>$")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|$", re.IGNORECASE)
_HOLDER = "study-links"
_LABEL = "data-toc-label"


class Lift(Preprocessor):
    """Replaces each ``<study-…>`` block and each ``<study-heading>`` by a placeholder that Python-Markdown keeps."""

    def __init__(self, md: Markdown, headings: dict[str, dict[str, str]]) -> None:
        super().__init__(md)
        self.headings = headings
        self._unclosed: set[str] = set()

    def run(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        self._unclosed.clear()
        position, fence = 0, ""
        while position < len(lines):
            line = lines[position]
            fence = after_fence(line, fence)
            taken = 0 if fence else self._items(line, out) or self._block(lines, position, out)
            if not taken:
                out.append(line if fence else self._heading(line))
                taken = 1
            position += taken
        return out

    def _items(self, line: str, out: list[str]) -> int:
        """Puts the items that a `byheart:` line asks for in its place; gives the number of lines taken."""
        asked = asked_in(line)
        if not asked:
            return 0
        self._keep_out_of_paragraphs("study-panel")
        for html_block in _shown(self.md, asked[1]):
            out.extend(("", self.md.htmlStash.store(html_block), ""))
        return 1

    def _block(self, lines: list[str], start: int, out: list[str]) -> int:
        opening = _OPEN.match(lines[start])
        if not opening:
            return 0
        closing = f"</{opening[1]}>"
        if closing in self._unclosed:
            return 0
        for end in range(start, len(lines)):
            if lines[end].rstrip().endswith(closing):
                block = "\n".join(lines[start : end + 1])
                self._keep_out_of_paragraphs(opening[1])
                out.extend(("", self.md.htmlStash.store(block), ""))
                return end + 1 - start
        # What nothing closes from here on nothing closes further down.
        self._unclosed.add(closing)
        return 0

    def _keep_out_of_paragraphs(self, tag: str) -> None:
        if tag not in self.md.block_level_elements:
            self.md.block_level_elements.append(tag)

    def _heading(self, line: str) -> str:
        match = _HEADING.match(line)
        if not match:
            return line
        placeholder = self.md.htmlStash.store(match[3])
        attributes = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(match[2])}
        # A label is plain text, but `toc` and engines take it for HTML, and print it as that. Without one, Zensical
        # makes one of the heading, in which it drops what looks like an id.
        label = attributes.get(_LABEL, "" if "<" in match[3] else html.unescape(match[3]))
        self.headings[placeholder] = attributes | ({_LABEL: html.escape(label)} if label else {})
        return f"{match[1]} {placeholder}"


def _shown(md: Markdown, text: str) -> Iterator[str]:
    """The HTML of each item that a `byheart:` line asks for.

    Raises ValueError, which ends the build, where the items are not there; `byheart check` says it with its place.
    """
    docs, page = _page(md)
    try:
        selection = parse(text)
        items = read_items(docs, selection.deck)
    except (OSError, ValueError) as error:
        raise ValueError(f"{page}: byheart: {text}: {error}") from error
    found = select(selection, [(deck, item) for deck, _, item in items])
    if not found:
        raise ValueError(f"{page}: byheart: {text}: there is no such item; run byheart check")
    titles = {deck: title for deck, title, _ in items}
    above = None
    for deck, item in found:
        group = item["stem"] and (deck, item["group"])
        yield embedded(deck, titles[deck], item, posixpath.dirname(page), stem=group != above)
        above = group


def _page(md: Markdown) -> tuple[Path, str]:
    """The folder of the pages, and the page that is converted, as MkDocs, ProperDocs or Zensical tell it."""
    if "relpath" in md.treeprocessors:
        context: Any = md.treeprocessors["relpath"]
        return Path(context.config["docs_dir"]), context.file.src_uri
    if "rendering_context" in md.preprocessors:
        context = md.preprocessors["rendering_context"]
        return Path(context.config["docs_dir"]), context.page.path
    return Path("docs"), ""


class Headings(Treeprocessor):
    """Puts id, class, language and table-of-contents label on the lifted headings, before `toc` reads them."""

    def __init__(self, md: Markdown, headings: dict[str, dict[str, str]]) -> None:
        super().__init__(md)
        self.headings = headings

    def run(self, root: Element) -> None:
        for element in root.iter():
            attributes = (
                self.headings.get((element.text or "").strip()) if element.tag in _HEADING_TAGS else None
            )
            for name, value in (attributes or {}).items():
                element.set(name, value)


_HEADING_TAGS = {f"h{level}" for level in range(1, 7)}


class LinksOut(Treeprocessor):
    """Shows the relative links of lifted blocks to the engine, as real elements at the end of the tree."""

    def run(self, root: Element) -> None:
        holder = SubElement(root, _HOLDER)
        for block in self.md.htmlStash.rawHtmlBlocks:
            for _, tag, link in LINK.findall(block) if isinstance(block, str) else ():
                if not _ABSOLUTE.match(link):
                    SubElement(holder, tag, {"href" if tag == "a" else "src": html.unescape(link)})


class LinksBack(Treeprocessor):
    """Takes the links back, rewritten or not, and removes the elements that carried them."""

    def run(self, root: Element) -> None:
        holder = root.find(_HOLDER)
        if holder is None:
            return
        links = iter(holder)
        blocks = self.md.htmlStash.rawHtmlBlocks
        for position, block in enumerate(blocks):
            if isinstance(block, str):
                blocks[position] = LINK.sub(lambda match: _relinked(match, links), block)
        root.remove(holder)


def _relinked(match: re.Match[str], links: Any) -> str:
    if _ABSOLUTE.match(match[3]):
        return match[0]
    element = next(links)
    return match[1] + html.escape(element.get("href") or element.get("src") or "")


class ByheartExtension(Extension):
    """Registers the steps above; every engine imports it by its dotted name."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.headings: dict[str, dict[str, str]] = {}

    def reset(self) -> None:
        """Forgets the headings of the page before; Python-Markdown calls it between pages."""
        self.headings.clear()

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtension(self)
        # After normalize_whitespace (30), before fenced code (25) and html_block (20).
        md.preprocessors.register(Lift(md, self.headings), "study_lift", 27)
        # After inline patterns (20), before toc (5).
        md.treeprocessors.register(Headings(md, self.headings), "study_headings", 9)
        # On either side of the engine's own link rewriting, which MkDocs registers at 0.
        md.treeprocessors.register(LinksOut(md), "study_links_out", 1)
        md.treeprocessors.register(LinksBack(md), "study_links_back", -10)


def makeExtension(**settings: Any) -> ByheartExtension:  # noqa: N802 - the name Python-Markdown looks for
    """Called by Python-Markdown for ``byheart.markdown_ext``."""
    return ByheartExtension(**settings)
