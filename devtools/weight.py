# Only this module knows how much of ours a reader's browser loads, and how much it may.

"""The weight of the client on a deck page without math."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = {"script": 15_000, "style": 5_000}
"""Bytes, gzipped."""

# What esbuild writes for a static import or re-export; a dynamic import has a parenthesis before the path.
_STATIC = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+)["']""")


def scripts(entry: Path) -> list[Path]:
    """Return the entry and every chunk that it imports statically, directly or through another."""
    found = [entry.resolve()]
    for path in found:
        for name in _STATIC.findall(path.read_text(encoding="utf-8")):
            chunk = (path.parent / name).resolve()
            if chunk not in found:
                found.append(chunk)
    return found


def gzipped(path: Path) -> int:
    """Return a file's size in bytes after gzip, as a server would send it."""
    return len(gzip.compress(path.read_bytes(), compresslevel=9, mtime=0))


def report(assets: Path) -> tuple[list[str], bool]:
    """Return the lines to print for the assets in a folder, and whether both totals keep to `LIMITS`."""
    files = {"script": scripts(assets / "byheart.js"), "style": [assets / "byheart.css"]}
    lines, kept = [], True
    for kind, limit in LIMITS.items():
        weights = [(gzipped(path), path.name) for path in files[kind]]
        total = sum(weight for weight, _ in weights)
        kept = kept and total <= limit
        lines += [f"  {weight:6} B  {name}" for weight, name in weights]
        verdict = "within" if total <= limit else "OVER"
        lines.append(f"{kind}: {total / 1000:.1f} kB gzip, {verdict} the limit of {limit / 1000:.0f} kB")
    return lines, kept
