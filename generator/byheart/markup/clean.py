# Knows alone: the HTML a field may leave behind, whatever the parser before it did.
# The second of two layers: the first is that raw HTML is off. Classes are ours and Pygments'.
"""The allow list for the HTML of a field."""

from __future__ import annotations

import re

import nh3

from byheart.markup.highlight import TOKEN_CLASSES

TAGS = frozenset(
    re.findall(
        r"\w+",
        """
        a blockquote br code del div em hr img li ol p pre s span strong table tbody td th thead tr ul
        """,
    )
)
_SPOKEN = {"lang", "dir"}
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "blockquote": _SPOKEN,
    "div": {"data-display", "data-high", *_SPOKEN},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start", *_SPOKEN},
    "p": _SPOKEN,
    "span": {"data-display", "data-high", "data-linenos"},
    "ul": _SPOKEN,
}
FIXED_VALUES = {"img": {"loading": {"lazy"}, "decoding": {"async"}}}
_ALIGNMENT = {"study-align-center", "study-align-right"}
CLASSES = {
    "div": {"highlight", "study-math", "study-table"},
    "p": {"study-subheading"},
    "span": {"study-math", "filename", "linenos", "hll", *TOKEN_CLASSES},
    "td": _ALIGNMENT,
    "th": _ALIGNMENT,
}
SCHEMES = frozenset({"http", "https", "mailto"})


def clean(html: str) -> str:
    """Remove everything outside the allow list from an HTML fragment; what is left is balanced."""
    return _CLEANER.clean(html)


_VALUES = {
    "src": re.compile(r"(?!/)[^:\\]+"),
    "dir": re.compile("ltr|rtl"),
    "lang": re.compile("[A-Za-z0-9-]{2,63}"),
    "data-linenos": re.compile(" *[0-9]{1,6} "),
    **dict.fromkeys(("width", "height", "start"), re.compile("[0-9]{1,9}")),
}
_FIXED = {"rel": "noopener", "data-display": "", "data-high": ""}


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name in _VALUES and not _VALUES[name].fullmatch(value):
        return None
    return _FIXED.get(name, value)


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    tag_attribute_values=FIXED_VALUES,
    allowed_classes=CLASSES,
    url_schemes=set(SCHEMES),
    link_rel=None,
    attribute_filter=_attribute,
    strip_comments=True,
)
