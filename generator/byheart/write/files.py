# Knows alone: how one file is replaced whole, and what a system's refusal means to the user.
# All bytes that byheart puts on the disk go through here.
"""One file at a time: whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_HELP = {
    errno.ENOSPC: "free some space on the disk, and build again",
    errno.EDQUOT: "free some space on the disk, and build again",
    errno.EACCES: "give yourself the right to write there, and build again",
    errno.EPERM: "give yourself the right to write there, and build again",
    errno.EROFS: "build on a disk that can be written",
    errno.EISDIR: "move or delete the folder that stands there",
    errno.ENOTDIR: "move or delete the file that stands in place of a folder",
}
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class WriteError(Exception):
    """Something could not be written; the message names the path, `help` says how to mend it."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a WriteError about `path`."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        help_ = _HELP.get(error.errno or 0, "mend that, and build again")
        raise WriteError(f"{path} cannot be written: {reason}", help_) from error


def replace(path: Path, data: bytes, temporary: Path) -> None:
    """Make `data` the content of `path` in one step, by way of `temporary` on the same disk."""
    with refusals(path):
        _put(temporary, data)
        temporary.replace(path)


def rewrite(path: Path, data: bytes) -> None:
    """Make `data` the content of a file in one step, keeping the file's rights; make the file if there is none.

    What is written first lies beside it, hidden, and is gone after a failure.
    """
    temporary = path.with_name(f".{path.name}.byheart-new")
    with refusals(path):
        mode = stat.S_IMODE(path.lstat().st_mode) if path.exists() else None
    try:
        with refusals(path):
            _put(temporary, data)
            if mode is not None:
                temporary.chmod(mode)
        move(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def append(path: Path, data: bytes) -> None:
    """Put `data` at the end of a file, which is made if there is none."""
    with refusals(path), path.open("ab") as file:
        file.write(data)


@contextmanager
def staged(folder: Path, contents: Iterable[bytes]) -> Iterator[list[Path]]:
    """Put contents into files of a passing folder, on the disk, to be moved from there; many at a time.

    Writing waits for the disk: eight at a time take a seventh of the time of one after the other.
    """
    with refusals(folder):
        folder.mkdir()
    try:
        places = [(folder / str(number), data) for number, data in enumerate(contents)]
        with refusals(folder), ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda place: _put(*place), places))
        yield [path for path, _ in places]
    finally:
        drop(folder)


def _put(path: Path, data: bytes) -> None:
    handle = os.open(path, _CREATE, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def move(path: Path, to: Path) -> None:
    """Let a file take the place of another in one step."""
    with refusals(to):
        path.replace(to)


def create(root: Path, path: Path, data: bytes) -> bool:
    """Write a file that is not there yet, and the folders above it below the root; False if it is there."""
    make_folder(root, path.parent)
    with refusals(path):
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            return False
        return True


def read(path: Path) -> bytes | None:
    """Read a file; None if there is none."""
    with refusals(path):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def holds(path: Path, data: bytes) -> bool | None:
    """Tell whether a file's content is `data`; None if there is no file."""
    with refusals(path):
        try:
            return path.lstat().st_size == len(data) and path.read_bytes() == data
        except FileNotFoundError:
            return None


def make_folder(root: Path, folder: Path) -> None:
    """Make a folder below the root, with those above it."""
    with refusals(folder):
        if not folder.is_dir():
            if folder != root:
                make_folder(root, folder.parent)
            folder.mkdir(exist_ok=True)


def remove(root: Path, path: str) -> None:
    """Remove a file below the root, and the folders that are empty then."""
    with refusals(root / path):
        (root / path).unlink()
        for folder in (root / path).parents:
            if folder == root or any(folder.iterdir()):
                return
            folder.rmdir()


def drop(folder: Path) -> None:
    """Remove a folder of ours with all in it; what cannot be removed now is removed by the next run."""
    with suppress(OSError):
        shutil.rmtree(folder, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk, where the system lets a program ask for that."""
    if sys.platform == "win32":
        return
    with refusals(folder):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other runs away; the system lets go of the lock when the process ends, however it ends."""
    with refusals(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        if not _lock(handle):
            raise WriteError("another byheart is at work here", "wait until it is done, or stop it")
        yield
    finally:
        with suppress(OSError):
            os.close(handle)


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 (exists on Windows only)

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 (does not exist on Windows)

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
