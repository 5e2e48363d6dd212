# Knows alone: what of a finished page its Content Security Policy keeps from loading or running, and which setting of
# mkdocs.yml lets it. Browsers tell that in their console alone, where no site owner looks.
"""What the policy of a site blocks, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from urllib.parse import urlsplit

DIRECTIVES = {
    "frames": "frame-src",
    "images": "img-src",
    "media": "media-src",
    "scripts": "script-src",
    "styles": "style-src",
    "fonts": "font-src",
    "connections": "connect-src",
}
"""What a site owner may allow from elsewhere, and the directive of the policy (source: W3C, CSP Level 3)."""

_NOUNS = {
    "frames": "a frame",
    "images": "a picture",
    "media": "a sound or film",
    "scripts": "a script",
    "styles": "a style sheet",
    "fonts": "a typeface",
    "connections": "what a script of the theme asks for",
}
_INLINE = {
    "plug-in": ("an object or embed is not shown", "show it with img, video or iframe"),
    "script": ("an inline script does not run", "move it to a file in extra_javascript"),
    "style": ("an inline style sheet has no effect", "move it to a file in extra_css"),
    "diagram": (
        "a diagram of Mermaid stays text, since its script comes from elsewhere and draws with inline styles",
        "put it into docs/ as a picture; an SVG made by Mermaid's own command will do",
    ),
    "form": ("a form that goes to another site is not sent", "link to that site instead"),
    "handler": (
        "an attribute that is a script, such as onclick, does not run",
        "add the listener in a file in extra_javascript",
    ),
}
_TAG = re.compile(
    r"<(iframe|frame|img|image|use|input|source|video|audio|track|script|link|body|table|t[dhr])\b"
    r"((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\b([a-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:https?:)?//|data:", re.IGNORECASE)
_OF_TAG = {
    "iframe": "frames",
    "frame": "frames",
    "script": "scripts",
    "img": "images",
    "image": "images",
    "use": "images",
    "body": "images",
    "table": "images",
    "td": "images",
    "th": "images",
    "tr": "images",
    "input": "images",
    "video": "media",
    "audio": "media",
    "track": "media",
}
# Where an address stands that is not in `src`; `background` is of old, and browsers still read it.
_ADDRESS_OF = {
    **dict.fromkeys(("link", "image", "use"), "href"),
    **dict.fromkeys(("body", "table", "td", "th", "tr"), "background"),
}
_OF_REL = {"stylesheet": "styles", "icon": "images", "modulepreload": "scripts"}
_OF_PRELOAD = {"font": "fonts", "style": "styles", "script": "scripts", "image": "images"}
# Attributes are passed over one by one, since the value of one may look like another.
_HANDLER = re.compile(
    r"<[a-z][^\s<>]*(?:\s+[^\s\"'<>=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?)*?"
    r"\s+(?:on[a-z]+\s*=|href\s*=\s*[\"']?\s*javascript:(?!void\(0\)))",
    re.IGNORECASE,
)
_OPENING = r"<{}\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>"
_STYLED = re.compile(_OPENING.format("[a-z][a-z0-9-]*"), re.IGNORECASE)
_STYLE = re.compile(r"\sstyle\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_FORM = re.compile(_OPENING.format("form"), re.IGNORECASE)
_DIAGRAM = re.compile(r"<pre\b[^>]*\bclass=[\"']?mermaid\b", re.IGNORECASE)
# What scripts load by themselves: the theme's counter of a repository's stars, and a script that is put into the page.
_COUNTER = re.compile(
    r"<a\b(?=[^>]*\bdata-md-component=[\"']?source\b)[^>]*\bhref=[\"']?(https?://[^/\"'\s>]*git(hub|lab)[^/\"'\s>]*)",
    re.IGNORECASE,
)
_PUT_IN = re.compile(r"\.src\s*=\s*[\"']((?:https?:)?//[^\"'\s]+)", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
_PLUG_IN = re.compile(r"<(?:object|embed)[\s>]", re.IGNORECASE)
_IN_CSS = re.compile(
    r"@import\s+(?:url\()?[\"']?([^\"')\s;]+)|(@font-face)|url\(\s*[\"']?([^\"')\s]+)|(\})", re.IGNORECASE
)
# What many sites load from elsewhere, and what that loads: a style sheet its typefaces, a counter what it sends to.
_BRINGS = {
    ("styles", "https://fonts.googleapis.com"): ("fonts", "https://fonts.gstatic.com"),
    ("scripts", "https://www.googletagmanager.com"): ("connections", "https://*.google-analytics.com"),
}

_OWN_TYPEFACES = "write 'font: false' below theme for the system's typefaces"
_INSTEAD = {
    ("styles", "https://fonts.googleapis.com"): _OWN_TYPEFACES,
    ("fonts", "https://fonts.gstatic.com"): _OWN_TYPEFACES,
    (
        "connections",
        "https://api.github.com",
    ): "copy overrides/partials/source.html of Byheart, which does not ask",
    ("scripts", "https://www.googletagmanager.com"): "take extra.analytics out",
    ("connections", "https://*.google-analytics.com"): "take extra.analytics out",
}
"""What else helps against what the theme brings along."""

_MOST_TOLD = 3
"""Inline scripts that are told one by one."""

Inline = tuple[str, str]
"""A kind of inline code, and how it begins: ("script", "'init()'"); a kind of `inline_kinds` with nothing."""

Found = tuple[str, str]
"""A kind, and the origin it comes from: ("frames", "https://tube.example"); "data:" for what stands in the page."""


def from_elsewhere(page: str) -> Iterator[Found]:
    """What a page loads from other origins, as far as its HTML tells."""
    for tag in _TAG.finditer(page):
        if not _ELSEWHERE.search(tag[2]):
            continue
        values = {
            one[1].lower(): unescape(one[2] or one[3] or one[4] or "") for one in _ATTRIBUTE.finditer(tag[2])
        }
        kind = _kind(tag[1].lower(), values)
        yield from _found(kind, values.get(_ADDRESS_OF.get(tag[1].lower(), "src"), ""))
        for part in filter(None, values.get("srcset", "").split(",")):
            yield from _found(kind, part.strip().split(" ")[0])
        yield from _found("images", values.get("poster", ""))
    if "url(" in page:
        yield from _in_styles(page)
    yield from _by_scripts(page)


def _by_scripts(page: str) -> Iterator[Found]:
    """What the scripts of a page, and the theme's own, load besides."""
    for counter in _COUNTER.finditer(page):
        yield "connections", "https://api.github.com" if counter[2].lower() == "hub" else origin(counter[1])
    for script in _SCRIPT.finditer(page):
        for address in _PUT_IN.finditer(script[1]):
            yield from _found("scripts", address[1])


def _in_styles(page: str) -> Iterator[Found]:
    """What the `style` attributes of a page load."""
    for tag in _STYLED.finditer(page):
        for style in _STYLE.finditer(tag[0]) if "url(" in tag[0] else ():
            yield from from_elsewhere_in_css(unescape(style[1] or style[2] or ""))


def _kind(name: str, values: Mapping[str, str]) -> str:
    if name == "source":
        return "images" if "srcset" in values else "media"
    if name == "link":
        rel = values.get("rel", "").lower().split()
        if "preload" in rel:
            return _OF_PRELOAD.get(values.get("as", "").lower(), "")
        return next((_OF_REL[word] for word in rel if word in _OF_REL), "")
    return _OF_TAG.get(name, "")


def from_elsewhere_in_css(sheet: str) -> Iterator[Found]:
    """What a style sheet loads from other origins."""
    in_font = False
    for found in _IN_CSS.finditer(sheet):
        in_font = bool(found[2]) or (in_font and not found[4])
        yield from _found("styles", found[1] or "")
        yield from _found("fonts" if in_font else "images", found[3] or "")


def _found(kind: str, address: str) -> Iterator[Found]:
    """The kind with the origin of an address that lies elsewhere; pictures may stand in the page itself."""
    address = address.strip()
    if not kind or not _ELSEWHERE.match(address):
        return
    source = "data:" if address[:5].lower() == "data:" else origin(address)
    if source and (kind, source) != ("images", "data:"):
        yield kind, source


def origin(address: str) -> str:
    """Scheme and host of a web address, as in "https://tube.example"; "" for what is none."""
    try:
        parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
    except ValueError:
        return ""
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}" if parts.netloc else ""


def inline_kinds(page: str, own: str) -> set[str]:
    """What no setting allows: a `handler`, which would run a script; a `plug-in`; a `diagram`; a `form` that leaves `own`."""
    patterns = {"handler": _HANDLER, "plug-in": _PLUG_IN, "diagram": _DIAGRAM}
    kinds = {kind for kind, pattern in patterns.items() if pattern.search(page)}
    return kinds | ({"form"} if any(_leaves(form[0], own) for form in _FORM.finditer(page)) else set())


def _leaves(form: str, own: str) -> bool:
    values = {one[1].lower(): unescape(one[2] or one[3] or one[4] or "") for one in _ATTRIBUTE.finditer(form)}
    return origin(values.get("action", "").strip()) not in {"", own}


def with_brought(found: Iterable[Found]) -> Iterator[Found]:
    """What is found, and what that loads besides, whether it is allowed itself or not."""
    for one in found:
        yield one
        if one in _BRINGS:
            yield _BRINGS[one]


def is_allowed(found: Found, allow: Mapping[str, Sequence[str]], own: str) -> bool:
    """Whether the policy lets it: what is of the site's own origin, and what `allow` has for the kind."""
    kind, origin = found
    return origin == own or any(_matches(origin, source.lower()) for source in allow.get(kind, ()))


def _matches(origin: str, source: str) -> bool:
    scheme, star, host = source.partition("://*")
    return (origin.startswith(f"{scheme}://") and origin.endswith(host)) if star else origin == source


def told(
    blocked: Mapping[Found, Sequence[str]],
    inline: Mapping[Inline, Sequence[str]],
    plugins: Sequence[str] = (),
) -> Iterator[str]:
    """Two lines for each kind and origin that is blocked, and for inline code: on which page, and the mend.

    `inline` has the pages of each; `plugins` are those that may have written it.
    """
    for (kind, origin), pages in sorted(blocked.items()):
        source = f'"{origin}"' if origin.endswith(":") else origin
        yield f"{_pages(pages)}: {_NOUNS[kind]} from {origin} is blocked"
        mend = _INSTEAD.get((kind, origin), "keep a copy in docs/")
        yield f"  help: {mend}, or write '{kind}: [{source}]' below extra.byheart.allow"
    for kind in _INLINE:
        yield from _inline_lines(
            kind, {begin: pages for (one, begin), pages in inline.items() if one == kind}, plugins
        )


def _inline_lines(kind: str, found: Mapping[str, Sequence[str]], plugins: Sequence[str]) -> Iterator[str]:
    """Those of a kind that stand on most pages, each by itself, and the others together."""
    what, mend = _INLINE[kind]
    if plugins and kind in {"script", "style"}:
        mend = (
            f"if it is yours, {mend}; if a plugin writes it ({', '.join(plugins)}), leave that plugin out, since no "
            "setting lets it have an effect"
        )
    ordered = sorted(found, key=lambda begin: (-len(found[begin]), begin))
    for begin in ordered[:_MOST_TOLD]:
        yield f"{_pages(found[begin])}: {what}{f': {begin}' if begin else ''}"
        yield f"  help: {mend}"
    if rest := ordered[_MOST_TOLD:]:
        pages = sorted({page for begin in rest for page in found[begin]})
        yield f"{_pages(pages)}: {what}: {len(rest)} more"
        yield f"  help: {mend}"


def _pages(pages: Sequence[str]) -> str:
    return pages[0] if len(pages) == 1 else f"{pages[0]} and {len(pages) - 1} more"
