# How a file is opened that may be anything: a pipe would let the reader wait without end, a device give bytes without
# end, a link lead out of the project.
"""Reading regular files."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 1024 * 1024
"""More than a file of content or of settings ever needs."""

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def read_regular(path: Path, limit: int = -1, *, follow: bool = False) -> bytes:
    """The bytes of a regular file, `limit` at most if that is given; through a link only if asked to `follow` it.

    Raises OSError, also for what is no regular file.
    """
    descriptor = os.open(path, os.O_RDONLY | _AT_ONCE | (0 if follow else _NO_LINK))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "it is no regular file")
        return file.read(limit)
