# Knows alone: how a folder is served to a browser: below a base path, with the site's own 404 page, saying nothing.
"""A quiet web server."""

from __future__ import annotations

import json
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSEARCHED = {"Byheart-Test": "searches nothing"}
"""The header of a visitor who does not search; the tests' server then sends an index without pages."""


_INDEXES = {"search_index.json": "docs", "search.json": "items"}
"""The search index of each theme: the name of the file, and the name of the list of pages in it."""


def index_without_pages(path: Path) -> bytes | None:
    """The search index of a site, with nothing in it; None if the path is that of another file."""
    pages = _INDEXES.get(path.name)
    if pages is None or not path.is_file():
        return None
    return json.dumps(json.loads(path.read_bytes()) | {pages: []}).encode()


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder below a base path, with the site's own 404 page, and says nothing.

    Who says that it does not search gets an index without pages: on each page the theme indexes all others, which
    takes a third of the time that the page needs.
    """

    def __init__(self, *args: object, base: str, folder: Path) -> None:
        self._base = base
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]  # the server's three arguments

    def translate_path(self, path: str) -> str:
        if not path.startswith(self._base):
            return str(Path(self.directory) / "nothing here")
        return super().translate_path("/" + path.removeprefix(self._base))

    def do_GET(self) -> None:
        unsearched = UNSEARCHED.items() <= dict(self.headers).items()
        index = index_without_pages(Path(self.translate_path(self.path))) if unsearched else None
        if index is None:
            super().do_GET()
        else:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(index)

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    """A page that is left hangs up in the middle of an answer, which is no fault to be told."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serve(folder: Path, base: str = "/") -> Iterator[str]:
    """Serve a folder, which need not exist yet, on a free port; gives the address."""
    handler = partial(_Quiet, base=base, folder=folder)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{base}"
        server.shutdown()
        thread.join()
