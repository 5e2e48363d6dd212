# Knows alone: the Jinja2 environment and its filters. Autoescape is on; only what `markup` made safe passes as it is.
"""Templates of pages and items."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from byheart.catalogue import Translator
from byheart.items._numbers import localized

# A link or footnote; what macros and template languages look for.
_SIGNS = re.compile(r"\[|\{(?=[{%#])|(?<=[}%#])\}")
_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)\]]")


@cache
def environment(language: str) -> Environment:
    """The environment whose templates speak `language`."""
    env = Environment(
        # The templates of an item type lie beside it.
        loader=ChoiceLoader(
            [PackageLoader("byheart"), PrefixLoader({"items": PackageLoader("byheart", "items")})]
        ),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.globals.update(t=Translator(language), heading=heading)
    env.filters.update(front_matter=front_matter, attrs=attributes, reference=reference, number=localized)
    return env


def of_type(type_name: str, template: str) -> str:
    """The name of a template of an item type, as in "items/true_false/page.html.j2"."""
    return f"items/{type_name.replace('-', '_')}/{template}"


def page(language: str, template: str, **values: object) -> str:
    """A Markdown page of the template; below its front matter, nothing means anything to those who read pages as text."""
    text = environment(language).get_template(template).render(**values)
    opening, rule, body = text.partition("\n---\n")
    return opening + rule + sealed(body)


def sealed(body: str) -> str:
    """A page of ours with the signs of Markdown links, macros and snippets as character references.

    `byheart.markdown_ext` keeps our blocks from Python-Markdown. But Zensical looks for links in the text of a page,
    in code as well, and plugins of a site owner fill in what stands in double braces before any extension runs.
    """
    return _SIGNS.sub(lambda match: f"&#{ord(match[0])};", body)


def front_matter(text: str) -> Markup:
    """A plain text as a YAML scalar that the theme may print raw: escaped for HTML, then quoted as JSON.

    Signs that mean something to those who read pages as text are written by their number, which YAML reads back.
    """
    quoted = json.dumps(escape(" ".join(text.split())), ensure_ascii=False)
    return Markup(_SIGNS.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted))


def attributes(values: Mapping[str, str]) -> Markup:
    """` name="value"` for each entry, escaped."""
    return Markup("".join(f' {name}="{escape(value)}"' for name, value in values.items()))


def heading(level: int, inner: str | Markup, values: Mapping[str, str] | None = None) -> Markup:
    """A Markdown heading that `byheart.markdown_ext` lifts: `inner` is HTML if marked safe, else plain text."""
    text = " ".join((inner if isinstance(inner, Markup) else Markup(escape(inner))).split())
    return Markup(f"{'#' * level} <study-heading{attributes(values or {})}>{text}</study-heading>")


def reference(text: str) -> Markup:
    """A source as HTML: its web addresses become links, the rest is plain text."""
    out, end = [], 0
    for match in _URL.finditer(text):
        url = escape(match[0])
        out.append(f'{escape(text[end : match.start()])}<a href="{url}" rel="noopener">{url}</a>')
        end = match.end()
    return Markup("".join(out) + escape(text[end:]))
