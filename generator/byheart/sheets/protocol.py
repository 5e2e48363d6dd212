# Knows alone: how a browser is spoken to: the DevTools protocol, JSON in the frames of a WebSocket on this machine.
# Sources: RFC 6455; the Chrome DevTools Protocol.
"""The DevTools protocol."""

from __future__ import annotations

import base64
import json
import os
import socket
import struct
from collections.abc import Callable
from typing import Any, Self
from urllib.parse import urlsplit

_PATIENCE = 300
"""Seconds without a word after which a browser counts as dead; a large sheet is laid out in less."""

_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10


class ProtocolError(Exception):
    """The browser refused something, or ended."""


class Connection:
    """Calls to a browser and its events; `session` is the page that is spoken to."""

    def __init__(self, address: str) -> None:
        self.session = ""
        self._last = 0
        self._handlers: dict[str, Callable[[dict[str, Any]], None]] = {}
        where = urlsplit(address)
        self._socket = socket.create_connection((where.hostname or "", where.port or 0), timeout=_PATIENCE)
        self._file = self._socket.makefile("rb")
        self._shake_hands(where.netloc, where.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._socket.close()

    def on(self, event: str, handler: Callable[[dict[str, Any]], None]) -> None:
        """Let `handler` have the parameters of an event whenever it comes."""
        self._handlers[event] = handler

    def send(self, method: str, parameters: dict[str, Any] | None = None) -> int:
        """Call a method without waiting for what it gives; gives the call's number."""
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": parameters or {}}
        if self.session:
            message["sessionId"] = self.session
        self._write(_TEXT, json.dumps(message).encode())
        return self._last

    def call(self, method: str, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
        """Call a method and wait for what it gives, answering events meanwhile. Raises ProtocolError."""
        number = self.send(method, parameters)
        while True:
            message = self._next()
            if message.get("id") == number:
                if "error" in message:
                    raise ProtocolError(f"{method}: {message['error'].get('message')}")
                return dict(message["result"])

    def until(self, came: Callable[[], bool]) -> None:
        """Answer events until one of their handlers has made `came` true."""
        while not came():
            self._next()

    def _next(self) -> dict[str, Any]:
        """The next message, after its handler had it if it is an event."""
        message: dict[str, Any] = json.loads(self._read())
        handler = self._handlers.get(message.get("method", ""))
        if handler:
            handler(message["params"])
        return message

    # The WebSocket

    def _shake_hands(self, host: str, path: str) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        lines = (
            f"GET {path} HTTP/1.1",
            f"Host: {host}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
        )
        self._socket.sendall("\r\n".join((*lines, "", "")).encode())
        status = self._file.readline()
        while self._file.readline().strip():
            pass
        if b" 101 " not in status:
            raise ProtocolError(f"it said {status.decode(errors='replace').strip()!r}")

    def _write(self, kind: int, data: bytes) -> None:
        # A client masks what it sends, against proxies that are misled; between two programs of one machine there is
        # none, and the mask of zeros leaves the data as they are.
        size = len(data)
        if size < 126:
            head = struct.pack("!BB", 0x80 | kind, 0x80 | size)
        elif size < 1 << 16:
            head = struct.pack("!BBH", 0x80 | kind, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | kind, 0x80 | 127, size)
        self._socket.sendall(head + b"\0\0\0\0" + data)

    def _read(self) -> bytes:
        """The next message; what keeps the connection alive is answered on the way."""
        parts: list[bytes] = []
        while True:
            first, size = struct.unpack("!BB", self._exactly(2))
            size &= 0x7F
            if size >= 126:
                form = "!H" if size == 126 else "!Q"
                (size,) = struct.unpack(form, self._exactly(struct.calcsize(form)))
            data = self._exactly(size)
            kind = first & 0x0F
            if kind == _CLOSE:
                raise ProtocolError("it closed the connection")
            if kind == _PING:
                self._write(_PONG, data)
            elif kind != _PONG:
                parts.append(data)
                if first & 0x80:
                    return b"".join(parts)

    def _exactly(self, size: int) -> bytes:
        data = self._file.read(size)
        if len(data) < size:
            raise ProtocolError("it closed the connection")
        return data
