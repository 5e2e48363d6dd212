# Knows alone: what a browser writes into a PDF differently each time: the time of day, and numbers of nodes that depend
# on what it showed before. Both are plain text of one length, so others take their place without a byte moving. Pure.
# Source: ISO 32000-1, 7.9.4 (dates), 14.3.3 (information dictionary), 14.7.2 (ids of structure elements).
"""What makes two PDFs of one sheet equal."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_DATE = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}([+-]\d\d'\d\d'|Z)")
_NODE = re.compile(rb"\(node(\d{8})\)")


def reproducible(pdf: bytes) -> bytes:
    """The same file with the date of 1970-01-01, and with nodes numbered from 1 on.

    Their order, by which they are found, stays.
    """
    numbers = {old: f"{new:08}".encode() for new, old in enumerate(sorted(set(_NODE.findall(pdf))), start=1)}
    return dated(_NODE.sub(lambda found: b"(node" + numbers[found[1]] + b")", pdf), 0)


def dated(pdf: bytes, seconds: int) -> bytes:
    """The same file, made and changed at `seconds` since 1970, UTC."""
    date = datetime.fromtimestamp(seconds, UTC).strftime("%Y%m%d%H%M%S").encode()
    return _DATE.sub(lambda found: found[1] + date + _utc(found[2]), pdf)


def _utc(zone: bytes) -> bytes:
    return b"Z" if zone == b"Z" else b"+00'00'"
