# Knows alone: what the browser that prints is answered: a page without a theme that has the site's element for
# sheets, its data, its script. Nothing is read from a disk or a network meanwhile.
"""The page that prints, in memory."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote, urlsplit

from byheart.project import ASSETS, Project, site_client
from byheart.sheets.query import Sheet

HOME = "http://127.0.0.1:8000/"
"""The address of a site that says none: that of `byheart serve`."""

_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<title>Byheart</title>
<link rel="stylesheet" href="../{assets}/byheart.css">
<div class="md-container"><div class="md-main"><div class="md-typeset">
<study-tool data-tool="sheets"></study-tool>
</div></div></div>
<script type="module" src="../{assets}/byheart.js"></script>
</html>
"""
# The system's own tables differ from machine to machine, and a module with a wrong type does not run.
_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".woff2": "font/woff2"}


@dataclass(frozen=True)
class Answer:
    """What a request gets: the type, and the bytes."""

    kind: str
    data: bytes


class Pages:
    """The page and the files of one site by their addresses, which are those that the site will have."""

    def __init__(self, project: Project) -> None:
        self._home = project.config.site_url.rstrip("/") + "/" if project.config.site_url else HOME
        self._files = dict(project.files)
        language = project.config.language
        self._files |= {f"{ASSETS}/{name}": raw for name, raw in site_client(project.config).items()}
        self._page = _PAGE.format(language=escape(language), assets=ASSETS).encode()

    def address(self, sheet: Sheet) -> str:
        """The address of a sheet; codes on it lead to the same site."""
        return f"{self._home}sheets/?{sheet.query}"

    def answer(self, address: str) -> Answer | None:
        """What stands at an address; None for all that is not the site's."""
        here, home = urlsplit(address), urlsplit(self._home)
        if (here.scheme, here.netloc) != (home.scheme, home.netloc) or not here.path.startswith(home.path):
            return None
        path = unquote(here.path.removeprefix(home.path))
        if path == "sheets/":
            return Answer("text/html; charset=utf-8", self._page)
        found = self._files.get(path)
        if found is None:
            return None
        return Answer(_kind(path), found.encode() if isinstance(found, str) else found)


def _kind(path: str) -> str:
    ending = f".{path.rpartition('.')[2]}"
    return _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
