# Only this module knows how much of ours a reader's browser loads, and how much it may.

"""The weight of the client on a deck page without math, and of the script on the review page."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = {"script": 14_000, "script with explain prompts": 15_000, "style": 5_400, "review script": 31_500}
"""Bytes, gzipped. An item type needs about 100 of the style, for what is seen of it before its script is there."""

# What esbuild writes for a static import or re-export; a dynamic import has a parenthesis before the path.
_STATIC = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+)["']""")


_REVIEW = re.compile(r"""\bimport\("\./(byheart-review-[^"]+)"\)""")


def scripts(*roots: Path) -> list[Path]:
    """Return these scripts and every chunk that they import statically, directly or through another."""
    found = [root.resolve() for root in roots]
    for path in found:
        for name in _STATIC.findall(path.read_text(encoding="utf-8")):
            chunk = (path.parent / name).resolve()
            if chunk not in found:
                found.append(chunk)
    return found


def review_scripts(assets: Path) -> list[Path]:
    """Return what the review page loads before the first item: the entry, the pages' chunk and its own."""
    for path in sorted(assets.glob("*.js")):
        later = _REVIEW.search(path.read_text(encoding="utf-8"))
        if later:
            return scripts(assets / "byheart.js", path, assets / later[1])
    message = f"no script in {assets} loads the review page's"
    raise FileNotFoundError(message)


def gzipped(path: Path) -> int:
    """Return a file's size in bytes after gzip, as a server would send it."""
    return len(gzip.compress(path.read_bytes(), compresslevel=9, mtime=0))


def report(assets: Path) -> tuple[list[str], bool]:
    """Return the lines to print of a deck page's script and style, and whether both keep to `LIMITS`."""
    script = scripts(assets / "byheart.js")
    prompts = scripts(assets / "byheart.js", *sorted(assets.glob("byheart-explain-*.js")))
    style = [assets / "byheart.css"]
    return _report({"script": script, "script with explain prompts": prompts, "style": style})


def review_report(assets: Path) -> tuple[list[str], bool]:
    """Return the lines to print of the review page's script, and whether it keeps to `LIMITS`."""
    return _report({"review script": review_scripts(assets)})


def _report(files: dict[str, list[Path]]) -> tuple[list[str], bool]:
    """The lines for each kind; a file that several kinds have is named for the first."""
    lines, kept, named = [], True, set[str]()
    for kind, paths in files.items():
        limit = LIMITS[kind]
        weights = [(gzipped(path), path.name) for path in paths]
        total = sum(weight for weight, _ in weights)
        kept = kept and total <= limit
        lines += [f"  {weight:6} B  {name}" for weight, name in weights if name not in named]
        named.update(name for _, name in weights)
        verdict = "within" if total <= limit else "OVER"
        lines.append(f"{kind}: {total / 1000:.1f} kB gzip, {verdict} the limit of {limit / 1000:.1f} kB")
    return lines, kept
