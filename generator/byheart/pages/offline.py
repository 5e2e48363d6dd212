# Knows alone: what makes the site installable and readable without a connection: the manifest, and what the service
# worker is told: which build this is, what it fetches first, what its scripts look like, which paths are the site's.
"""The files at the site's root that let it go offline."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from byheart.config import Config
from byheart.pages.loop_pages import TOOLS

AT_ROOT = ("sw.js", "manifest.webmanifest")
WORKER = "worker/sw.js"
"""The worker among the client's files; it is published at the root, since a worker serves what lies below it."""
_LAZY = ("katex/", "byheart-katex", "byheart-moved", "THIRD_PARTY", "icon")
_DATA = ("decks/items.json", "decks/facets.json")
_OF_ENGINES = ("sitemap.xml", "search/search_index.json", "search.json")
"""What the theme asks for on each page: instant navigation and search."""
_OF_THEMES = (
    "assets",
    "stylesheets",
    "javascripts",
    "css",
    "js",
    "img",
    "fonts",
    "404.html",
    "index.html",
    "tags",
)
"""Where engines and themes put their own files and pages."""
_NAMED = re.compile(r"-[A-Z0-9]{8}\.js$")
"""A name that has a digest of what is in it, as `byheart-text-4KD2QZ4U.js`."""
_COLOUR = "#3949ab"


def offline_files(
    config: Config, worker: bytes, client: Mapping[str, bytes], pages: Mapping[str, str | bytes]
) -> dict[str, str]:
    """`sw.js` and `manifest.webmanifest` by their path below `docs/`.

    `client` has the browser's files by their path below the site's root, `pages` those that the decks become.
    """
    core = _core(config, client, pages)
    digest = hashlib.sha256(worker)
    for path in sorted(client):
        digest.update(path.encode() + b"\0" + client[path])
    known = {
        "version": digest.hexdigest()[:12],
        "core": core,
        "perhaps": _OF_ENGINES,
        "offline": config.address("offline.md"),
        "digests": {
            path: hashlib.sha256(client[path]).hexdigest() for path in sorted(client) if _NAMED.search(path)
        },
        "names": _names(config, {*core, *pages}),
    }
    build = json.dumps(known, separators=(",", ":"))
    script = f"const byheartBuild={build};\n{worker.decode()}"
    manifest = json.dumps(_manifest(config), ensure_ascii=False, indent=1) + "\n"
    return dict(zip(AT_ROOT, (script, manifest), strict=True))


def _core(config: Config, client: Mapping[str, bytes], pages: Mapping[str, str | bytes]) -> list[str]:
    """What every page needs, below the site's root; math only where a page has some."""
    math = any(isinstance(text, str) and "study-math" in text for text in pages.values())
    tools = [config.address(page) for page in ("index.md", "decks/index.md", *(tool.path for tool in TOOLS))]
    return [
        *dict.fromkeys(("", "decks/", *tools)),
        *_DATA,
        *sorted(path for path in client if math or not _is_lazy(path)),
    ]


def _names(config: Config, paths: set[str]) -> list[str]:
    """What paths of the site begin with, "" for its home: a site at an origin's root shares it with others below."""
    own = config.docs.iterdir() if config.docs.is_dir() else ()
    written = (
        path.stem if path.suffix == ".md" else path.name for path in own if not path.name.startswith(".")
    )
    return sorted({*_OF_THEMES, *(path.split("/")[0] for path in (*_OF_ENGINES, *AT_ROOT, *paths)), *written})


def _is_lazy(path: str) -> bool:
    return path.removeprefix("assets/byheart/").startswith(_LAZY)


def _manifest(config: Config) -> dict[str, object]:
    """The web app manifest; addresses in it are relative to it (source: W3C, Web Application Manifest)."""
    icons = [_icon("icon-192.png", "192x192"), _icon("icon-512.png", "512x512"), _icon("icon.svg", "any")]
    return {
        "name": config.site_name or "Byheart",
        "short_name": (config.site_name or "Byheart")[:12],
        "lang": config.language,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": _COLOUR,
        "icons": [icon | {"purpose": purpose} for icon in icons for purpose in ("any", "maskable")],
    }


def _icon(name: str, sizes: str) -> dict[str, str]:
    kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
    return {"src": f"assets/byheart/{name}", "sizes": sizes, "type": kind}
