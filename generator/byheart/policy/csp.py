# Knows alone: what a page may load and run, and puts it into each built page before the site is published: the site's
# files, and the theme's own inline scripts by their hash.
# The 404 page tells which inline scripts are the theme's: it has the whole frame and nothing of the content.
# So a script that found its way into a page by way of the content has no hash, and does not run.
"""A Content Security Policy in every page."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from byheart.diagnostics import quoted
from byheart.policy.blocked import (
    DIRECTIVES,
    Found,
    Inline,
    from_elsewhere,
    from_elsewhere_in_css,
    inline_kinds,
    is_allowed,
    told,
    with_brought,
)
from byheart.write.files import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    Allowed = Mapping[str, Sequence[str]]

_INLINE = re.compile(
    r"<(?P<kind>script|style)\b(?P<attributes>[^>]*)>(?P<text>.*?)</(?P=kind)", re.DOTALL | re.IGNORECASE
)
_IS_DATA = re.compile(
    r"""\bsrc\s*=|\btype\s*=\s*["']?(?:application/|importmap|text/template)""", re.IGNORECASE
)
# The one thing in which the theme's scripts differ from page to page: the way to the root of the site.
_ROOT = re.compile(r'new URL\("[^"<>\\\n]*",location\)')
# Zensical's script makes a style element for its search. A style cannot run anything.
_DRAWS_STYLES = re.compile(r'<meta name="generator" content="zensical-', re.IGNORECASE)
# Where the frame shows titles of other pages; from the first to the last, so that no title can end it early.
_NAVIGATION = re.compile(
    r'<(?:nav|div) class="md-(?:tabs|nav|sidebar)\b.*<div class="md-content"', re.DOTALL | re.IGNORECASE
)
_LEADS_ON = re.compile(r"<meta http-equiv=[\"']?refresh\b", re.IGNORECASE)
_OURS = re.compile(r'\n? *<meta http-equiv="Content-Security-Policy" content="[^"]*" data-byheart>')
# Where the policy goes, the best place first; it counts from there on, so it must come before any script.
_PLACES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (r"<meta\s+charset=[\"']?[\w-]+[\"']?\s*/?>", r"<head\b[^>]*>", r"<!doctype[^>]*>")
]
_BEGINNING = 2048


@dataclass(frozen=True)
class CspReport:
    """How many `pages` have a policy, and in lines for the site owner what of them it blocks."""

    pages: int
    blocked: tuple[str, ...] = ()


def add_csp(
    site: Path, allow: Allowed | None = None, own: str = "", plugins: Sequence[str] = ()
) -> CspReport:
    """Put a policy into each page of a built, not yet published site. Doing it twice changes nothing.

    All pages get the same policy: with instant navigation, scripts of the next page run under that of the first.
    `allow` has what may come from elsewhere: sources by the kinds of `DIRECTIVES`; `own` is the origin of the site,
    `plugins` are those of the site that may write scripts into pages.
    Raises WriteError if a page cannot be written.
    """
    allow = allow or {}
    frame = _text(site / "404.html")
    trusted = _trusted(frame)
    paths = sorted(site.rglob("*.html"))
    hashes = {"style 'unsafe-inline'"} if _DRAWS_STYLES.search(frame) else set()
    blocked = _Blocked(allow, own, may_style=bool(hashes))
    for path in paths:
        page = _text(path)
        known, others = _hashes(page, trusted)
        hashes |= known
        blocked.see(path.relative_to(site).as_posix(), page, others)
    for path in sorted(site.rglob("*.css")):
        blocked.see_sheet(path.relative_to(site).as_posix(), _text(path))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(hashes, allow)}" data-byheart>'
    for path in paths:
        before = _text(path)
        after = _with_meta(before, meta)
        if after != before:
            replace(path, after.encode("utf-8", "surrogateescape"), path.with_suffix(".new"))
    return CspReport(len(paths), tuple(told(blocked.found, blocked.inline, plugins)))


class _Blocked:
    """Collects what the policy will block, with the pages it stands on."""

    def __init__(self, allow: Allowed, own: str, *, may_style: bool) -> None:
        self.found: dict[Found, list[str]] = {}
        self.inline: dict[Inline, list[str]] = {}
        self._allow = allow
        self._own = own
        self._may_style = may_style

    def see(self, name: str, page: str, others: Iterable[Inline]) -> None:
        """Look at a page with the inline code in it that is not the theme's."""
        kinds = ((kind, "") for kind in inline_kinds(page, self._own))
        # A page that leads on by itself does so without its script.
        others = () if _LEADS_ON.search(page) else others
        for one in (*others, *kinds):
            if one[0] != "style" or not self._may_style:
                self.inline.setdefault(one, []).append(name)
        self._add(name, from_elsewhere(page))

    def see_sheet(self, name: str, sheet: str) -> None:
        """Look at a style sheet."""
        self._add(name, from_elsewhere_in_css(sheet))

    def _add(self, name: str, found: Iterable[Found]) -> None:
        for one in dict.fromkeys(with_brought(found)):
            if not is_allowed(one, self._allow, self._own):
                self.found.setdefault(one, []).append(name)


def policy(hashes: Iterable[str], allow: Allowed | None = None) -> str:
    """Write the policy that allows inline scripts and styles with these hashes ("script 'sha256-…'"), and `allow`."""
    scripts = sorted(entry.split()[1] for entry in hashes if entry.startswith("script"))
    styles = sorted(entry.split()[1] for entry in hashes if entry.startswith("style"))
    if "'unsafe-inline'" in styles:
        styles = ["'unsafe-inline'"]  # a hash beside it would switch it off
    sources = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'", *styles],
        # Attributes cannot run anything; the theme, diagrams and math are drawn with them.
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    for kind, directive in DIRECTIVES.items():
        if allow and allow.get(kind):
            sources[directive] = [*sources.get(directive, ["'self'"]), *allow[kind]]
    return "; ".join(f"{directive} {' '.join(listed)}" for directive, listed in sources.items())


def _trusted(frame: str) -> set[str]:
    return {_normal(text) for _, text in _inline(_NAVIGATION.sub("", frame))}


def _hashes(page: str, trusted: set[str]) -> tuple[set[str], dict[Inline, None]]:
    """Give the hashes of the theme's scripts and styles in a page, and of those of others how they begin."""
    known: set[str] = set()
    others: dict[Inline, None] = {}
    for kind, text in _inline(page):
        if _normal(text) in trusted:
            digest = hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
            known.add(f"{kind} 'sha256-{base64.b64encode(digest).decode()}'")
        else:
            others[kind, quoted(text.strip())] = None
    return known, others


def _inline(page: str) -> Iterator[tuple[str, str]]:
    for found in _INLINE.finditer(page):
        if found["text"].strip() and not _IS_DATA.search(found["attributes"]):
            yield found["kind"].lower(), found["text"]


def _normal(text: str) -> str:
    return _ROOT.sub('new URL("",location)', text)


def _with_meta(page: str, meta: str) -> str:
    page = _OURS.sub("", page)
    found = (place.search(page, 0, _BEGINNING) for place in _PLACES)
    end = next((place.end() for place in found if place), 0)
    return f"{page[:end]}\n{meta}{page[end:]}"


def _text(path: Path) -> str:
    """Read a page as a browser does: one kind of line end."""
    raw = path.read_bytes() if path.is_file() else b""
    return raw.decode("utf-8", "surrogateescape").replace("\r\n", "\n").replace("\r", "\n")
