# Knows alone: which generated files are ours, those the manifest names where we write, and how all of them are staged
# before the first is changed; no other is ever touched.
# What is about to be written is entered before the first change, so that a killed run knows its own files.
"""Writing generated files: changed ones only, each whole or not at all."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from byheart.write.files import (
    WriteError,
    drop,
    holds,
    locked,
    make_folder,
    move,
    read,
    remove,
    replace,
    staged,
    sync_folder,
)
from byheart.write.paths import check_names, check_no_links, is_usable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

__all__ = ["WriteError", "WriteReport", "write"]

_VERSION = 1
_START_ANEW = "delete it together with the folders of generated files, and build again"


@dataclass(frozen=True)
class WriteReport:
    """Paths below the root, sorted.

    `kept` are no longer wanted, but somebody changed them since; `foreign` the manifest names, and we do not write there:
    they may be ours from before the folder of pages was another one.
    """

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Manifest:
    """SHA-256 of what we wrote, by path; `pending` is what a run was about to write."""

    files: Mapping[str, str] = field(default_factory=dict)
    pending: Mapping[str, str] = field(default_factory=dict)

    def paths(self) -> set[str]:
        return {*self.files, *self.pending}

    def among(self, owned: Collection[str]) -> _Manifest:
        """What it has of these paths and folders."""
        folders = tuple(path for path in owned if path.endswith("/"))

        def ours(table: Mapping[str, str]) -> Mapping[str, str]:
            return {
                path: digest for path, digest in table.items() if path in owned or path.startswith(folders)
            }

        return _Manifest(ours(self.files), ours(self.pending))

    def wrote(self, path: str, digest: str) -> bool:
        return digest in {self.files.get(path), self.pending.get(path)}


def write(
    root: Path, files: Mapping[str, str | bytes], manifest: Path, owned: Collection[str]
) -> WriteReport:
    """Make the files below `root` be `files` (their paths with "/"), among those that `manifest` names.

    `owned` are the paths that can be ours, and folders with a "/" at their end; whatever else the manifest names, which
    may have come with the project from anybody, stays as it is.
    Each file is replaced in one step, so that a reader, a failure or a kill sees the old or the new one.
    Raises WriteError for what the system refuses; and, before anything is changed, for a name that cannot be
    used everywhere, a symbolic link on the way, or a file of somebody else in the place of ours.
    """
    wanted = {path: text.encode() if isinstance(text, str) else text for path, text in sorted(files.items())}
    check_names(wanted)
    check_no_links(root, [*wanted, manifest.relative_to(root).as_posix()])
    make_folder(root, manifest.parent)
    with locked(manifest.with_suffix(".lock")):
        drop(manifest.with_suffix(".staged"))
        return _write(root, wanted, manifest, owned)


def _write(root: Path, wanted: Mapping[str, bytes], manifest: Path, owned: Collection[str]) -> WriteReport:
    named = _read_manifest(manifest)
    known = named.among(owned)
    foreign = [path for path in named.paths() - known.paths() if (root / path).is_file()]
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in wanted.items()}
    changed = _changed(root, wanted, known)
    stale, kept = _stale(root, known, known.paths() - wanted.keys())
    if changed or stale:
        # All new content is on the disk before the first file changes: a full disk changes nothing.
        with staged(manifest.with_suffix(".staged"), (wanted[path] for path in changed)) as new:
            about = _Manifest(known.files, {path: digests[path] for path in changed})
            _write_manifest(manifest, about, known)
            _apply(root, stale, dict(zip(changed, new, strict=True)))
            known = about
    _write_manifest(manifest, _Manifest(digests), known)
    unchanged = tuple(sorted(wanted.keys() - set(changed)))
    return WriteReport(tuple(changed), tuple(stale), unchanged, tuple(sorted(kept)), tuple(sorted(foreign)))


def _apply(root: Path, stale: list[str], changed: Mapping[str, Path]) -> None:
    for path in stale:  # first, since on some systems `Deck.md` and `deck.md` are one file
        remove(root, path)
    for path, new in changed.items():
        make_folder(root, (root / path).parent)
        move(new, root / path)
    for folder in sorted({(root / path).parent for path in changed}):
        sync_folder(folder)


def _changed(root: Path, wanted: Mapping[str, bytes], known: _Manifest) -> list[str]:
    changed = []
    ours = known.paths()
    for path, data in wanted.items():
        same = holds(root / path, data)
        if same is False and path not in ours and not _is_renamed(root, path, ours):
            raise WriteError(
                f"{path} was not written by byheart",
                "move or delete it: byheart writes a file of its own there; if an earlier build wrote it, delete it, "
                "and keep what byheart writes out of Git",
            )
        if not same:
            changed.append(path)
    return changed


def _is_renamed(root: Path, path: str, ours: set[str]) -> bool:
    """Tell whether the file there is one of ours whose name differs in case, on a disk that ignores case."""
    others = [other for other in ours if other.casefold() == path.casefold()]
    return any((root / other).exists() and (root / other).samefile(root / path) for other in others)


def _stale(root: Path, known: _Manifest, gone: set[str]) -> tuple[list[str], list[str]]:
    """Give the files that are no longer wanted: (as we wrote them, changed by hand since)."""
    check_no_links(root, gone)
    stale: list[str] = []
    kept: list[str] = []
    for path in sorted(gone):
        there = read(root / path)
        if there is not None:
            ours = known.wrote(path, hashlib.sha256(there).hexdigest())
            (stale if ours else kept).append(path)
    return stale, kept


def _read_manifest(manifest: Path) -> _Manifest:
    raw = read(manifest)
    if raw is None:
        return _Manifest()
    try:
        data = json.loads(raw)
        known = _Manifest(_table(data["files"]), _table(data["pending"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WriteError(f"{manifest} is no manifest that this version can read", _START_ANEW) from error
    if data.get("version") != _VERSION or not all(map(is_usable, known.paths())):
        raise WriteError(f"{manifest} is no manifest that this version can read", _START_ANEW)
    return known


def _table(value: dict[str, object]) -> dict[str, str]:
    return {path: str(digest) for path, digest in value.items()}


def _write_manifest(manifest: Path, new: _Manifest, old: _Manifest) -> None:
    if new == old:
        return
    data = {"version": _VERSION, "files": dict(new.files), "pending": dict(new.pending)}
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    replace(manifest, text.encode(), manifest.with_suffix(".new"))
    sync_folder(manifest.parent)
