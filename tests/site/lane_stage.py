# Knows alone: the site that every engine walks through, its server, which can be cut off, and what a page of it notes
# by itself: faults that nobody caught, and what writes begin while it is left.
"""A site for all engines."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from tests.site.serving import index_without_pages
from tests.site.stage import COURSE, Site, build_little_site

if TYPE_CHECKING:
    from collections.abc import Iterator

# Runs before the page's policy and scripts. Notes what was not caught, and every transaction that could write and every
# opening of a database, if the page was hidden or left when it began.
_NOTES = """
  const keep = (key, what) => {
    localStorage.setItem(key, JSON.stringify([...JSON.parse(localStorage.getItem(key) ?? "[]"), what]));
  };
  addEventListener("error", ({ message }) => { if (message) keep("lane faults", `${location.pathname} ${message}`); });
  addEventListener("unhandledrejection", ({ reason }) => keep("lane faults", `${location.pathname} ${reason}`));
  let away = false;
  addEventListener("pagehide", () => { away = true; }, true);
  addEventListener("pageshow", () => { away = false; }, true);
  document.addEventListener("freeze", () => { away = true; }, true);
  const note = (what) => keep(away || document.visibilityState === "hidden" ? "lane away" : "lane here", what);
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (mode === "readwrite") note(`${stores}`);
    return transaction.call(this, stores, mode, options);
  };
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...values) {
    if (!globalThis.looking) note("open");
    return open.apply(this, values);
  };
"""
_SCRIPT = f"<script>(() => {{ {_NOTES} }})();</script>".encode()


@dataclass
class Server:
    """A site that is served."""

    site: Site
    cut: threading.Event = field(default_factory=threading.Event)
    """Once it is set, no request is answered."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves a site below /site/, each page with the script that notes.

    No lane searches, so the search index comes without pages: on each page the theme would index all others.
    """

    server_of: Server

    def __init__(self, *args: object, serves: Server) -> None:
        self.server_of = serves
        super().__init__(*args, directory=str(serves.site.folder))  # type: ignore[arg-type]  # the three of the server

    def do_GET(self) -> None:  # called so by the server
        """Answer, or close the connection without a word."""
        path = Path(self.translate_path(self.path))
        if self.server_of.cut.is_set():
            self.close_connection = True
        elif path.is_dir() and self.path.partition("?")[0].endswith("/") and (path / "index.html").is_file():
            html = (path / "index.html").read_bytes()
            self._send("text/html; charset=utf-8", html.replace(b"<head>", b"<head>" + _SCRIPT, 1))
        elif index := index_without_pages(path):
            self._send("application/json", index)
        else:
            super().do_GET()

    def _send(self, kind: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def translate_path(self, path: str) -> str:
        return super().translate_path(
            path.removeprefix("/site") if path.startswith("/site/") else "/nothing here"
        )

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """Build a site of the tests' own decks below a folder, and serve it on a free port."""
    server = Server(Site(folder / "site", ""))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, serves=server)) as http:
        http.daemon_threads = True
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        server.site = build_little_site(folder, f"http://127.0.0.1:{http.server_port}/site/", COURSE)
        yield server
        http.shutdown()
        thread.join()
