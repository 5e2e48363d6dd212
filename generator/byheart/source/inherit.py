# Knows alone: how engines read a configuration that names another one with INHERIT: mappings are joined at any depth,
# and of everything else what stands in the file itself takes the place of what it inherits.
"""A site's configuration with all that it inherits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from byheart.source.places import Place
from byheart.source.regular import MAX_BYTES, read_regular
from byheart.source.site import place_of, read_site_config

_MOST = 16
"""Files that inherit from each other."""


class InheritError(Exception):
    """A file of the chain cannot be used; `help` says how to mend it."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


@dataclass(frozen=True)
class SiteFile:
    """A configuration: its own keys, those with all that it inherits, and the files that it inherits from.

    What is generated is among the files, though its keys are not among the data.
    """

    raw: bytes
    own: dict[str, Any]
    data: dict[str, Any]
    above: tuple[Path, ...] = ()

    def place(self, *keys: str) -> Place:
        """Where the last of these keys stands that the file itself has; its start where it has none."""
        return place_of(self.raw, keys)


def read_site_file(path: Path, generated: Path) -> SiteFile:
    """The configuration at `path`; `generated` is the file that we write for it to inherit. Raises InheritError."""
    raw = _raw(path)
    own = _data(path, raw)
    chain = list(_chain(path, own, generated))
    data: dict[str, Any] = {}
    for _, inherited in reversed(chain):
        data = _joined(data, inherited)
    return SiteFile(raw, own, _joined(data, own), tuple(name for name, _ in chain))


def _chain(path: Path, own: dict[str, Any], generated: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The files that a configuration inherits from, the nearest first, with the keys of those that are not generated."""
    data, seen = own, 1
    while name := data.get("INHERIT"):
        above = Path(os.path.normpath(path.parent / str(name)))
        if above == generated:
            yield above, {}
            return
        seen += 1
        if seen > _MOST:
            raise InheritError(f"{path.name} inherits from more than {_MOST - 1} files", "mend INHERIT")
        if not above.exists():
            raise InheritError(f"{path.name} inherits '{name}', and there is no such file", "mend INHERIT")
        data, path = _data(above, _raw(above)), above
        yield above, data


def _joined(above: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    both = {key for key in above if isinstance(above[key], dict) and isinstance(own.get(key), dict)}
    return {**above, **own, **{key: _joined(above[key], own[key]) for key in both}}


def _raw(path: Path) -> bytes:
    try:
        raw = read_regular(path, MAX_BYTES + 1, follow=True)
    except OSError as error:
        raise InheritError(
            f"cannot read {path.name}: {error.strerror}",
            "run this in the folder of mkdocs.yml, or pass --config FILE",
        ) from error
    if len(raw) > MAX_BYTES:
        raise InheritError(f"{path.name} is larger than 1 MiB", "keep data in files of their own")
    return raw


def _data(path: Path, raw: bytes) -> dict[str, Any]:
    try:
        return read_site_config(raw)
    except ValueError as error:
        raise InheritError(f"{path.name}: {error}", "mend the YAML of this file") from error
