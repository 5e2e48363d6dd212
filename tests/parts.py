# Knows alone: which parts of mkdocs.yml the tests' sites have, as each site of decks needs them.
"""A `mkdocs.yml` that lacks nothing."""

from __future__ import annotations

import re

_LINES = {
    "INHERIT": ".byheart/nav.yml",
    "site_name": "S",
    "theme": "{name: material}",
    "markdown_extensions": "[attr_list, tables, byheart.markdown_ext]",
    "extra_css": "[assets/byheart/byheart.css]",
    "extra_javascript": "[{path: assets/byheart/byheart.js, type: module}]",
}


def whole(text: str = "", *, without: str = "") -> str:
    """`text` after each part that it does not have itself; one part may be left out."""
    lines = [f"{key}: {value}\n" for key, value in _LINES.items() if key != without and not _has(text, key)]
    return "".join(lines) + text


def _has(text: str, key: str) -> bool:
    return bool(re.search(rf"^{key}:", text, re.MULTILINE))
