# Knows alone: Python-Markdown. It lifts our blocks and headings past Python-Markdown untouched, and hands their
# relative links to whoever rewrites links in the tree, so that MkDocs, ProperDocs and Zensical give the same page.
"""The Python-Markdown extension that a site lists as ``byheart.markdown_ext``."""

from __future__ import annotations

import html
import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

_OPEN = re.compile(r"<(study-[a-z-]+)(?=[\s>])")
_HEADING = re.compile(r"^(#{1,6}) <study-heading((?: [a-z-]+=\"[^\"]*\")*)>(.*)</study-heading>$")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# An <a> or <img> start tag up to its link. Text cannot match: there `<` is always escaped.
_LINK = re.compile(r"(<(a|img)(?:\s+[\w-]+(?:=\"[^\"]*\")?)*?\s+(?:href|src)=\")([^\"]*)(?=\")")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|$", re.IGNORECASE)
_HOLDER = "study-links"


class Lift(Preprocessor):
    """Replaces each ``<study-…>`` block and each ``<study-heading>`` by a placeholder that Python-Markdown keeps."""

    def __init__(self, md: Markdown, headings: dict[str, dict[str, str]]) -> None:
        super().__init__(md)
        self.headings = headings

    def run(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        position, fence = 0, ""
        while position < len(lines):
            line = lines[position]
            fence = _after_fence(line, fence)
            taken = 0 if fence else self._block(lines, position, out)
            if not taken:
                out.append(line if fence else self._heading(line))
                taken = 1
            position += taken
        return out

    def _block(self, lines: list[str], start: int, out: list[str]) -> int:
        opening = _OPEN.match(lines[start])
        if not opening:
            return 0
        closing = f"</{opening[1]}>"
        for end in range(start, len(lines)):
            if lines[end].rstrip().endswith(closing):
                block = "\n".join(lines[start : end + 1])
                self._keep_out_of_paragraphs(opening[1])
                out.extend(("", self.md.htmlStash.store(block), ""))
                return end + 1 - start
        return 0

    def _keep_out_of_paragraphs(self, tag: str) -> None:
        if tag not in self.md.block_level_elements:
            self.md.block_level_elements.append(tag)

    def _heading(self, line: str) -> str:
        match = _HEADING.match(line)
        if not match:
            return line
        placeholder = self.md.htmlStash.store(match[3])
        self.headings[placeholder] = {
            name: html.unescape(value) for name, value in _ATTRIBUTE.findall(match[2])
        }
        return f"{match[1]} {placeholder}"


def _after_fence(line: str, fence: str) -> str:
    """The code fence that is open after this line, or an empty string."""
    match = _FENCE.match(line)
    if not match:
        return fence
    if not fence:
        return match[1]
    closes = match[1].startswith(fence) and not line.strip(" `~")
    return "" if closes else fence


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
            for _, tag, link in _LINK.findall(block) if isinstance(block, str) else ():
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
                blocks[position] = _LINK.sub(lambda match: _relinked(match, links), block)
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
