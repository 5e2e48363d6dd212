# Knows alone: which keys of mkdocs.yml the generator reads, and their defaults.
"""`mkdocs.yml` as the generator sees it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from byheart import needs
from byheart.diagnostics import Diagnostic, did_you_mean, use_one_of
from byheart.policy.blocked import DIRECTIVES
from byheart.source import InheritError, read_site_file

# An origin as a policy has it (source: W3C, CSP Level 3, host-source).
_SOURCE = re.compile(r"https?://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::[0-9]+)?", re.IGNORECASE)
_DATA = {("data:", "fonts"), ("data:", "media")}

# The plugins whose pages are the theme's.
_OF_MATERIAL = frozenset(
    (
        "blog",
        "group",
        "info",
        "meta",
        "offline",
        "optimize",
        "privacy",
        "projects",
        "search",
        "social",
        "tags",
        "typeset",
    )
)
# What an address, a database and a file can have in their names.
_SITE_ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_LONGEST_ID = 64
KEYS = (
    "content",
    "nav",
    "topics",
    "decks_in_nav",
    "confidence",
    "run_code",
    "pdf",
    "allow",
    "site_id",
    "share_log",
)
"""The keys below `extra.byheart`."""


class ConfigError(Exception):
    """`mkdocs.yml` cannot be used; `help` says how to mend it."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


@dataclass(frozen=True)
class Config:
    """The settings of one site; paths are absolute."""

    path: Path
    content: Path
    docs: Path
    site: Path
    site_name: str
    site_url: str
    language: str
    edit_base: str
    nav: tuple[Any, ...]
    topics: tuple[str, ...]
    decks_in_nav: int
    confidence: bool = False
    run_code: bool = False
    directory_urls: bool = True
    """Whether a page is addressed by a folder, `review/`, or by a file, `review.html`."""
    pdf: bool = False
    allow: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    published: tuple[Path, ...] = ()
    site_id: str = ""
    share_log: bool = False
    plugins: tuple[str, ...] = ()
    """The plugins of engines that may write into pages what nobody knows."""
    told: tuple[Diagnostic, ...] = ()
    """What the site lacks for its decks to work and to be found."""

    def address(self, page: str) -> str:
        """The address of what becomes of the Markdown file `page`, relative to the site's root as `page` is to `docs/`."""
        name = page.removesuffix(".md")
        if not self.directory_urls:
            return f"{name}.html"
        return name.removesuffix("index") if name.rpartition("/")[2] == "index" else f"{name}/"

    @property
    def root(self) -> Path:
        """The folder that `mkdocs.yml` lies in."""
        return self.path.parent

    @property
    def work(self) -> Path:
        """Our own folder: manifest, generated navigation."""
        return self.root / ".byheart"


def read_config(path: Path) -> Config:
    """Reads `mkdocs.yml` with what it inherits; raises ConfigError when it is missing, no mapping, or `extra.byheart` is wrong."""
    there = Path(os.path.abspath(path))  # noqa: PTH100 (engines follow no link here)
    generated = there.parent / ".byheart" / "nav.yml"
    try:
        site = read_site_file(there, generated)
    except InheritError as error:
        raise ConfigError(str(error), error.help) from error
    config = _config(path.resolve(), site.data)
    return replace(config, told=tuple(needs.told(site, path.name, generated)))


def _config(path: Path, data: dict[str, Any]) -> Config:
    own = _mapping(_mapping(data.get("extra"), "extra").get("byheart"), "extra.byheart")
    for key in own:
        if key not in KEYS:
            guess = did_you_mean(key, KEYS)
            raise ConfigError(
                f"{path.name}: unknown key '{key}' in extra.byheart",
                f"did you mean '{guess}'?" if guess else f"use one of: {', '.join(KEYS)}",
            )
    theme = data.get("theme")
    root = path.parent
    return Config(
        path=path,
        **_folders(root, data, own.get("content", "content")),
        site_name=str(data.get("site_name", "")),
        site_url=str(data.get("site_url") or ""),
        language=str(theme.get("language", "en")) if isinstance(theme, dict) else "en",
        edit_base=_edit_base(data),
        nav=_list(own.get("nav", ["index.md", needs.NAV_MARKER]), "nav"),
        topics=tuple(map(str, _list(own.get("topics", []), "topics"))),
        decks_in_nav=_number(own.get("decks_in_nav", 150)),
        confidence=_truth(own.get("confidence", False), "confidence"),
        directory_urls=_directory_urls(data.get("use_directory_urls", True)),
        run_code=_truth(own.get("run_code", False), "run_code"),
        pdf=_truth(own.get("pdf", False), "pdf"),
        allow=_allow(_mapping(own.get("allow"), "extra.byheart.allow")),
        published=_published(root, data),
        plugins=tuple(
            name
            for name in needs.names_in(data.get("plugins"))
            if name.removeprefix("material/") not in _OF_MATERIAL
        ),
        **_identity(own),
    )


def _mapping(value: object, name: str) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ConfigError(
            f"{name} is no mapping", f"write '{name.rpartition('.')[2]}:' with indented keys below it"
        )
    return value


def _folders(root: Path, data: dict[str, Any], content: object) -> dict[str, Any]:
    """The folders of decks, pages and site, by the names of the settings' fields, none of them in another's way."""
    decks = _inside(root, content, "extra.byheart.content")
    docs = _inside(root, data.get("docs_dir") or "docs", "docs_dir")
    site = _inside(root, data.get("site_dir") or "site", "site_dir")
    sources = {"extra.byheart.content": decks, "docs_dir": docs}
    if custom := _custom_dir(root, data):
        sources["theme.custom_dir"] = custom.resolve()
    for name, folder in sources.items():
        if found := _meeting(root, ("site_dir", site), (name, folder)):
            raise ConfigError(
                found, "a build replaces all of site_dir: name a folder for it alone, as in 'site'"
            )
    inside = decks != docs and decks.is_relative_to(docs)
    pages = ("the folder of generated pages", docs / "decks") if inside else ("docs_dir", docs)
    if found := _meeting(root, ("extra.byheart.content", decks), pages):
        raise ConfigError(found, "decks and pages lie apart: name a folder for decks alone, as in 'content'")
    if data.get("docs_dir"):
        check_docs(root, docs)
    return {"content": decks, "docs": docs, "site": site}


def check_docs(root: Path, docs: Path) -> None:
    """Raises ConfigError where the folder of pages is not there."""
    if not docs.is_dir():
        raise ConfigError(
            f"there is no folder '{_below(root, docs)}', where docs_dir has the pages",
            "mend docs_dir, or make the folder",
        )


def _meeting(root: Path, one: tuple[str, Path], other: tuple[str, Path]) -> str:
    """What is wrong where two settings name the same folder, or one a folder inside the other's; else ""."""
    (name, folder), (other_name, other_folder) = one, other
    words = f"{name} '{_below(root, folder)}'", f"{other_name} '{_below(root, other_folder)}'"
    if folder == other_folder:
        return f"{words[0]} and {words[1]} are one folder"
    if folder.is_relative_to(other_folder):
        return f"{words[0]} lies in {words[1]}"
    return f"{words[0]} holds {words[1]}" if other_folder.is_relative_to(folder) else ""


def _below(root: Path, folder: Path) -> str:
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)


def _inside(root: Path, value: object, name: str) -> Path:
    folder = (root / str(value)).resolve()
    mend = "name a folder below the one of mkdocs.yml"
    if folder == root:
        raise ConfigError(f"{name} '{value}' is the folder of the project itself", mend)
    if not folder.is_relative_to(root):
        raise ConfigError(f"{name} '{value}' lies outside the project", mend)
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{name} '{value}' is a file", mend)
    return folder


def _list(value: object, name: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        message = f"extra.byheart.{name} is no list"
        raise ConfigError(message, f"write '{name}:', and one entry with a dash on each line below it")
    return tuple(value)


def _truth(value: object, name: str) -> bool:
    if isinstance(value, bool):
        return value
    raise ConfigError(f"extra.byheart.{name} is '{value}'", f"write '{name}: true' or '{name}: false'")


def _directory_urls(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ConfigError(
        f"use_directory_urls is '{value}'", "write 'use_directory_urls: true' or 'use_directory_urls: false'"
    )


def _allow(kinds: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """What the policy of the pages allows from elsewhere; a source can end no directive and begin none."""
    for kind, sources in kinds.items():
        if kind not in DIRECTIVES:
            message = f"unknown key '{kind}' in extra.byheart.allow"
            raise ConfigError(message, use_one_of(str(kind), DIRECTIVES))
        for source in _list(sources, f"allow.{kind}"):
            if not _SOURCE.fullmatch(str(source)) and (source, kind) not in _DATA:
                raise ConfigError(
                    f"extra.byheart.allow.{kind} has '{source}', which is no origin",
                    "write scheme and host, as in 'https://tube.example' or 'https://*.tube.example'",
                )
    return {kind: tuple(sources) for kind, sources in kinds.items()}


def _published(root: Path, data: dict[str, Any]) -> tuple[Path, ...]:
    """The folders whose files an engine publishes: pages, and what is laid over the theme."""
    custom, docs = _custom_dir(root, data), root / str(data.get("docs_dir") or "docs")
    return (docs, custom) if custom else (docs,)


def _custom_dir(root: Path, data: dict[str, Any]) -> Path | None:
    theme = data.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    return root / str(custom) if custom else None


def _identity(own: dict[str, Any]) -> dict[str, Any]:
    """The name by which learners' browsers know the site again, and whether all who have it share one log."""
    site_id, share = own.get("site_id", ""), _truth(own.get("share_log", False), "share_log")
    if site_id != "" and not (_SITE_ID.fullmatch(str(site_id)) and len(str(site_id)) <= _LONGEST_ID):
        raise ConfigError(
            f"extra.byheart.site_id is '{site_id}'",
            "write small letters and digits, with hyphens or points between, as in 'site_id: biology.example.org'",
        )
    if share and site_id == "":
        raise ConfigError(
            "extra.byheart.share_log is true, and there is no site_id",
            "name what the sites have in common, as in 'site_id: biology.example.org'",
        )
    return {"site_id": str(site_id), "share_log": share}


def _number(value: object) -> int:
    if isinstance(value, bool) or not str(value).isdecimal():
        raise ConfigError(
            f"extra.byheart.decks_in_nav is '{value}'", "write a whole number, as in 'decks_in_nav: 150'"
        )
    return int(str(value))


def _edit_base(data: dict[str, Any]) -> str:
    """The address that a path below the project's root is put after to edit it, or "" where the site has none."""
    repo = str(data.get("repo_url") or "").rstrip("/")
    edit = str(data.get("edit_uri") or ("edit/main/docs/" if repo else "")).strip("/")
    docs = str(data.get("docs_dir") or "docs").strip("/")
    if not repo or not edit:
        return ""
    return f"{repo}/{edit.removesuffix(docs)}".rstrip("/") + "/"
