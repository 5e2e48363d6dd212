# Knows alone: where the page about diagnostics lies, and which part of it is about one slug.
# There is one source, docs/reference/diagnostics.md: the wheel takes it along, a checkout reads it where it is.
"""What the documentation says about each diagnostic."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

PAGE = "reference/diagnostics.md"
"""The page's path below a site's docs folder."""

_SECTION = re.compile(r"^### (?P<slug>[a-z0-9-]+)\n(?P<text>.*?)(?=^#{2,3} |\Z)", re.MULTILINE | re.DOTALL)


@cache
def sections() -> dict[str, str]:
    """The Markdown about each slug, in the order of the page, without its heading."""
    text = _page().read_text(encoding="utf-8")
    return {found["slug"]: found["text"].strip() for found in _SECTION.finditer(text)}


def _page() -> Path:
    package = Path(str(files("byheart")))
    installed = package / "diagnostics.md"
    return installed if installed.is_file() else package.parent.parent / "docs" / PAGE
