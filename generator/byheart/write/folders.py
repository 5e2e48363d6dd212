# Knows alone: how a finished folder takes the place of the published one. On Linux in one step; elsewhere in
# two renames, and what a kill between them leaves behind is mended by the next `put_right`.
"""Publishing a whole folder, or nothing of it."""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from byheart.write.files import WriteError, drop, refusals, replace, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKER = ".byheart-site"
_MARKER_TEXT = b"Built by byheart, which replaces this folder as a whole.\n"
_EXCHANGE = 2
_AT_CWD = -100


def staging(site: Path) -> Path:
    """Name the folder beside `site` in which this process builds."""
    return site.with_name(f".{site.name}-new-{os.getpid()}")


@contextmanager
def passing(prefix: str) -> Iterator[Path]:
    """Give a folder among the system's temporary files that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def put_right(site: Path) -> None:
    """Mend what killed builds left beside `site`: bring back a site that was moved away, drop the rest."""
    check_place(site)
    moved_away = sorted(site.parent.glob(f".{site.name}-old-*"))
    if moved_away and not os.path.lexists(site):
        with refusals(site):
            moved_away.pop().rename(site)
    for leftover in (*moved_away, *site.parent.glob(f".{site.name}-new-*")):
        drop(leftover)


def check_place(site: Path) -> None:
    """Raises WriteError where `site` is no folder that a built one may take the place of."""
    if site.is_symlink():
        raise WriteError(f"{site} is a symbolic link", "remove the link: the site gets a folder of its own")
    if not site.exists():
        return
    if not site.is_dir():
        raise WriteError(f"{site} is no folder", "move it, or set another site_dir in mkdocs.yml")
    if any(site.iterdir()) and not (site / MARKER).is_file():
        raise WriteError(
            f"{site} holds files that byheart did not build",
            "delete the folder once if an earlier `mkdocs build` made it; else set another site_dir",
        )


def publish(built: Path, site: Path) -> None:
    """Mark the folder `built` as ours, put it on the disk, and let it take the place of `site`."""
    replace(built / MARKER, _MARKER_TEXT, built / f"{MARKER}.new")
    sync_tree(built)
    with refusals(site):
        if not site.exists():
            built.rename(site)
        elif _exchange(built, site):
            drop(built)
        else:
            _swap(built, site)
    sync_folder(site.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders trade names in one step, where system and disk can do that."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    return bool(renameat2(_AT_CWD, os.fsencode(one), _AT_CWD, os.fsencode(other), _EXCHANGE) == 0)


def _swap(built: Path, site: Path) -> None:
    """Two renames; between them there is no site for an instant, and `put_right` mends a kill there."""
    aside = site.with_name(f".{site.name}-old-{os.getpid()}")
    site.rename(aside)
    try:
        built.rename(site)
    except OSError:
        aside.rename(site)
        raise
    drop(aside)


def sync_tree(folder: Path) -> None:
    """Put all files and names below a folder on the disk."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = folder.__class__(place, name)
            with refusals(path):
                handle = os.open(path, os.O_RDWR)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)
        sync_folder(folder.__class__(place))
