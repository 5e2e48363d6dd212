# Knows alone: the way of the data as one call: config → library → diagnostics → pages → files, with nothing
# written while an error stands. The command's verbs and the live server both go this way.
"""One project: what is in it, and what it becomes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files as resource_files
from pathlib import Path

from byheart.catalogue import Text, catalogue
from byheart.config import Config, ConfigError, check_docs, read_config
from byheart.content import checks
from byheart.content.load import Library, load
from byheart.diagnostics import Diagnostic, use_one_of
from byheart.pages import build as pages
from byheart.pages.embed_check import check_pages
from byheart.pages.fields import check_fields
from byheart.pages.gallery import gallery_page
from byheart.pages.loop_pages import TOOLS, tool_pages
from byheart.pages.nav import nav_yaml
from byheart.pages.offline import AT_ROOT, WORKER, offline_files
from byheart.write import WriteReport, write

ASSETS = "assets/byheart"


class AssetsMissing(Exception):
    """The client was not built into the package."""

    help = "install the package again: pip install -e . (it builds the client with npm and esbuild)"


@dataclass(frozen=True)
class Checked:
    """A library with all that is wrong in it. `drafts` tells whether the site shows items with `status: draft`."""

    config: Config
    library: Library
    diagnostics: list[Diagnostic]
    drafts: bool = False

    @property
    def failed(self) -> bool:
        """Whether an error stands, so that nothing may be written."""
        return any(found.severity == "error" for found in self.diagnostics)

    @property
    def deck_count(self) -> int:
        """How many decks could be read."""
        return sum(len(topic.decks) for topic in self.library.topics)


@dataclass(frozen=True)
class Project(Checked):
    """A checked library and the files it becomes, by their path below `docs/`."""

    files: dict[str, str | bytes] = field(default_factory=dict)

    @property
    def page_count(self) -> int:
        """How many pages it becomes; the site has these and the hand-written ones."""
        return sum(path.endswith(".md") for path in self.files)


def check_project(config_path: Path, *, drafts: bool = False, strict: bool = False) -> Checked:
    """Reads and checks a project; renders and writes nothing. Raises ConfigError for `mkdocs.yml`.

    `strict` turns warnings into errors.
    """
    config = read_config(config_path)
    library = _ordered(load(config.content), config)
    found = {
        *config.told,
        *library.diagnostics,
        *checks.check(library),
        *check_fields(library),
        *(check_pages(config, library, drafts=drafts) if library.topics or not library.diagnostics else ()),
    }
    diagnostics = sorted(found)
    if strict:
        diagnostics = [replace(one, severity="error") for one in diagnostics]
    return Checked(config, library, diagnostics, drafts)


def open_project(config_path: Path, *, drafts: bool = False, strict: bool = False) -> Project:
    """Reads, checks and renders a project; writes nothing. Raises ConfigError for `mkdocs.yml`.

    `drafts` also shows items with `status: draft`; `strict` turns warnings into errors.
    """
    checked = check_project(config_path, drafts=drafts, strict=strict)
    config, library = checked.config, checked.library
    files = pages.build(library, config, drafts=drafts).files
    gallery = gallery_page(library, files, config.language)
    files |= {**tool_pages(config), "decks/gallery.md": gallery}
    return Project(config, library, checked.diagnostics, drafts, files)


def _ordered(library: Library, config: Config) -> Library:
    """The library with the topics that the configuration names first, in its order."""
    keys = sorted({key.split("/")[0] for key in library.deck_keys})
    if not keys:  # that there is no deck at all is told by itself
        return library
    for name in config.topics:
        if name not in keys:
            message = f"extra.byheart.topics names '{name}', and there is no such topic"
            raise ConfigError(message, use_one_of(name, keys))
    places = {name: place for place, name in enumerate(config.topics)}
    return replace(
        library, topics=sorted(library.topics, key=lambda topic: places.get(topic.key, len(places)))
    )


def write_project(project: Project) -> WriteReport:
    """Writes pages, data, client and navigation: changed files only, stale ones removed.

    Raises WriteError, and ConfigError where the folder of pages is not there.
    """
    check_docs(project.config.root, project.config.docs)
    docs = project.config.docs.relative_to(project.config.root).as_posix()
    files: dict[str, str | bytes] = {f"{docs}/{path}": text for path, text in project.files.items()}
    files |= {f"{docs}/{path}": data for path, data in _site_files(project).items()}
    work = project.config.work.name
    files[f"{work}/nav.yml"] = nav_yaml(project.config, project.library.topics)
    return write(project.config.root, files, project.config.work / "manifest.json", _owned(docs, work))


def _owned(docs: str, work: str) -> tuple[str, ...]:
    """All paths that any project writes with these folders for pages and for our own notes."""
    pages_of_ours = (f"{docs}/{path}" for path in (*(tool.path for tool in TOOLS), *AT_ROOT))
    return (f"{docs}/decks/", f"{docs}/{ASSETS}/", *pages_of_ours, f"{work}/nav.yml")


def _site_files(project: Project) -> dict[str, str | bytes]:
    """What the site has beside its pages: the client, and what takes it offline."""
    client = site_client(project.config)
    worker = client.pop(WORKER)
    published = {f"{ASSETS}/{name}": raw for name, raw in client.items()}
    return {**published, **offline_files(project.config, worker, published, project.files)}


def site_client(config: Config) -> dict[str, bytes]:
    """The browser's files of a site by their path below the assets folder. Raises AssetsMissing."""
    client = client_files(config.language)
    client["byheart.js"] = _site_line(config) + client["byheart.js"]
    return client


def _site_line(config: Config) -> bytes:
    """What the script is told of the site before it runs; nothing where the site has no id and usual addresses."""
    told = {"id": config.site_id, "share": config.share_log} if config.site_id else {}
    files = {} if config.directory_urls else {"files": True}
    site = json.dumps(told | files)
    return f"globalThis.byheartSite={site};\n".encode() if told or files else b""


def client_files(language: str) -> dict[str, bytes]:
    """The browser's files by their path below the assets folder. Raises AssetsMissing.

    A site in another language than English gets its strings put before the script, and its own files of strings.
    """
    folder = Path(str(resource_files("byheart") / "assets"))
    out = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    if "byheart.js" not in out or "byheart.css" not in out:
        raise AssetsMissing("the client is not built")
    of_entry = json.loads(out.pop("strings.json"))
    out.pop("katex/names.json", None)  # it is for `byheart.formulas`
    if language.split("-", maxsplit=1)[0].lower() != "en":
        return out | {name: text.encode() for name, text in _translated(language, out, of_entry)}
    return out


_STRINGS = re.compile(r"byheart-strings-\w+\.js")
_EXPORT = "export default "


def _translated(language: str, files: Mapping[str, bytes], of_entry: list[str]) -> Iterator[tuple[str, str]]:
    """The client's files that have strings, in another language: the entry, and the files of the groups."""
    strings = catalogue(language)
    for name, raw in files.items():
        text = raw.decode() if name == "byheart.js" or _STRINGS.fullmatch(name) else ""
        if name == "byheart.js":
            yield (
                name,
                f"globalThis.byheartStrings={_script({key: strings[key] for key in of_entry})};\n{text}",
            )
        elif text:
            english = json.loads(text.removeprefix(_EXPORT).rstrip().removesuffix(";"))
            yield name, f"{_EXPORT}{_script({key: strings[key] for key in english})};\n"


def _script(strings: Mapping[str, Text]) -> str:
    return json.dumps(strings, ensure_ascii=False).replace("</", "<\\/")
