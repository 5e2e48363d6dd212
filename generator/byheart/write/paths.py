# Knows alone: which paths may be written: below the root, the same file everywhere, through no link.
"""Checks on the paths of generated files."""

from __future__ import annotations

import stat
import unicodedata
from typing import TYPE_CHECKING

from byheart.write.files import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
"""Names that are devices on some systems, also with an ending: no file may have them."""

_RENAME = "rename the topic or deck it is made from"


def check_names(paths: Iterable[str]) -> None:
    """Refuse a path that leaves the root, cannot exist on some system, or meets another but for its case."""
    spellings: dict[str, str] = {}
    for path in paths:
        if not is_usable(path):
            raise WriteError(f"'{path}' is no path that can be written everywhere", _RENAME)
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            spelling = "/".join(parts[:end]) + ("/" if end < len(parts) else "")
            known = spellings.setdefault(_folded(spelling.rstrip("/")), spelling)
            if known != spelling:
                raise WriteError(f"'{path}' and '{known}' would be one file on some systems", _RENAME)


def is_usable(path: str) -> bool:
    """Tell whether a path with "/" stays below its root and can exist on every system."""
    return all(_is_usable_part(part) for part in path.split("/"))


def _is_usable_part(part: str) -> bool:
    ends_well = part not in {"", ".", ".."} and part[-1] not in {".", " "}
    plain = part.isprintable() and not set(part) & set('\\:*?"<>|')
    return ends_well and plain and part.split(".", maxsplit=1)[0].lower() not in DEVICES


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def check_no_links(root: Path, paths: Iterable[str]) -> None:
    """Refuse a path on which anything below the root is a symbolic link."""
    seen: set[Path] = set()
    for path in paths:
        place = root
        for part in path.split("/"):
            place /= part
            if place in seen:
                continue
            seen.add(place)
            if not _is_plain(place):
                shown = place.relative_to(root).as_posix()
                raise WriteError(
                    f"{shown} is a symbolic link", "replace the link by a folder or file of its own"
                )


def _is_plain(place: Path) -> bool:
    try:
        return not stat.S_ISLNK(place.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return True
