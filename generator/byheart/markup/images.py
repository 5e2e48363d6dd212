# Knows alone: which picture formats a field may show, how their bytes begin, and where the size is.
"""Pictures by their bytes."""

from __future__ import annotations

import re
import struct
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

KINDS = {
    ".png": "png",
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".webp": "webp",
    ".gif": "gif",
    ".avif": "avif",
}


class Media(NamedTuple):
    """A picture on the site: source-relative URL, size in px if known, `kind` as `look` tells it.

    `rename` is the name that it must have before it can be shown, where it has one that does not do.
    """

    url: str
    width: int | None = None
    height: int | None = None
    kind: str | None = None
    rename: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether the bytes are those of a picture that may be shown; anything else must not be published."""
        return self.kind in KINDS.values()


class Picture(NamedTuple):
    """What the bytes say: kind ("png", "jpeg", "webp", "gif", "avif" or "" for others), size in px."""

    kind: str
    width: int | None = None
    height: int | None = None


def media_of(name: str, data: bytes) -> Media | None:
    """Describe a media file for `render`, its name being its URL; None if the name is no picture's."""
    if suffix_of(name) not in KINDS:
        return None
    picture = look(data)
    return Media(quote(name), picture.width, picture.height, picture.kind)


def suffix_of(name: str) -> str:
    """Give the ending of a file name, from the last dot on, in lower case."""
    return PurePosixPath(name).suffix.lower()


def look(data: bytes) -> Picture:
    """Tell the kind and size of a picture from its head, for JPEG up to the first frame; never raises."""
    for begins, read in _READERS:
        if re.match(begins, data, re.DOTALL):
            try:
                return read(data)
            except (struct.error, IndexError):
                return Picture("")
    return Picture("")


def _png(data: bytes) -> Picture:
    return Picture("png", *struct.unpack_from(">II", data, 16))


def _gif(data: bytes) -> Picture:
    return Picture("gif", *struct.unpack_from("<HH", data, 6))


def _jpeg(data: bytes) -> Picture:
    position = 2
    while position + 9 <= len(data):
        marker, length = struct.unpack_from(">xBH", data, position)
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack_from(">HH", data, position + 5)
            return Picture("jpeg", width, height)
        position += 2 + length
    return Picture("jpeg")


def _webp(data: bytes) -> Picture:
    chunk = data[12:16]
    if chunk == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return Picture("webp", width & 0x3FFF, height & 0x3FFF)
    if chunk == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return Picture("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if chunk == b"VP8X":
        wide, high = (int.from_bytes(data[start : start + 3], "little") for start in (24, 27))
        return Picture("webp", wide + 1, high + 1)
    return Picture("")


def _avif(data: bytes) -> Picture:
    found = data.find(b"ispe", 0, 65536)
    if found < 0:
        return Picture("avif")
    return Picture("avif", *struct.unpack_from(">II", data, found + 8))


_READERS = (
    (rb"\x89PNG\r\n\x1a\n....IHDR", _png),
    (rb"GIF8[79]a", _gif),
    (rb"\xff\xd8\xff", _jpeg),
    (rb"RIFF....WEBP", _webp),
    (rb"....ftypavi[fs]", _avif),
)
