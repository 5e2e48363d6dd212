# Knows alone: how MkDocs, ProperDocs and Zensical are run, and what a finished site has.
# An engine is a program to run, never a library. It builds beside the published folder, which changes only when
# the new one is complete: MkDocs by itself deletes the old site before it knows that it can build a new one.
"""Building and serving the site."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import stat
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from byheart.config import Config, read_config
from byheart.engine.relay import relay
from byheart.policy.blocked import origin
from byheart.policy.csp import add_csp
from byheart.write.files import drop, locked, make_folder, replace
from byheart.write.folders import check_place, publish, put_right, staging

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGINES = ("mkdocs", "properdocs", "zensical")
_INSTALL = {"mkdocs": "mkdocs-material", "properdocs": "properdocs mkdocs-material", "zensical": "zensical"}
_SEARCH_INDEXES = ("search/search_index.json", "search.json")
# -P: as with the engines' own commands, the project's folder is no place to import modules from.
_PYTHON = (sys.executable, "-P", "-m")
# What runs a live server, which would outlive us else where we are killed.
_LEASH = (sys.executable, "-P", str(Path(__file__).with_name("leash.py")))


class EngineError(Exception):
    """No site was built; the published one is as it was. The message has what the engine said."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


@dataclass(frozen=True)
class EngineResult:
    """A published site: how many HTML pages it has, and line by line the engine's warnings and what is blocked."""

    pages: int
    messages: tuple[str, ...] = ()


def build(
    config_path: Path, engine: str, site_dir: Path, *, strict: bool = True, at_least: int = 1
) -> EngineResult:
    """Build the site and let it take the place of `site_dir` in one step, or leave that as it was.

    `strict` makes the engine's warnings errors; a site with less than `at_least` pages is not published.
    The dates in the site are those of the newest commit: `SOURCE_DATE_EPOCH` is set from git if it is not set, and
    left unset where there is no git, so that the site has the dates of today then.
    Raises EngineError if the engine is missing or fails, WriteError for what the system refuses.
    """
    settings = read_config(config_path)
    config, site = settings.path, Path(os.path.abspath(site_dir))  # noqa: PTH100 (a link must stay one)
    check_before(settings, engine, site)
    work = config.parent / ".byheart"
    make_folder(config.parent, work)
    with locked(work / "build.lock"):
        put_right(site)
        built = staging(site)
        try:
            output = _run(config, engine, built, strict=strict)
            pages = _check_built(built, at_least)
            blocked = add_csp(built, settings.allow, origin(settings.site_url), settings.plugins).blocked
            publish(built, site)
        finally:
            drop(built)
    return EngineResult(pages, (*relay(output), *blocked))


def check_before(settings: Config, engine: str, site: Path) -> None:
    """Raise, before anything is written, what can be known then of a build's end: EngineError or WriteError."""
    _check_installed(engine)
    _check_place(settings.root, engine, site)
    check_place(site)
    _refuse_links(settings)


def _check_installed(engine: str) -> None:
    if importlib.util.find_spec(engine) is None:
        raise EngineError(f"the engine {engine} is not installed", f"pip install {_INSTALL[engine]}")


def _refuse_links(config: Config) -> None:
    """Refuse symbolic links and what is no file among the pages: engines publish what they find there, or wait for it."""
    for folder in config.published:
        for above in (folder, *folder.parents[: len(folder.parts) - len(config.root.parts) - 1]):
            _refuse_link(config, above)
        for place, folders, names in os.walk(folder):
            for name in (*folders, *names):
                _refuse_link(config, Path(place, name))


def _refuse_link(config: Config, path: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return  # the engine says what it misses
    shown = path.relative_to(config.root).as_posix() if path.is_relative_to(config.root) else str(path)
    if stat.S_ISLNK(mode):
        raise EngineError(
            f"{shown} is a symbolic link, and what it points to would be public",
            "replace the link by a file or folder of its own",
        )
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise EngineError(f"{shown} is no regular file", "delete it")


def _check_place(root: Path, engine: str, site: Path) -> None:
    if root.is_relative_to(site):
        raise EngineError(f"the site would replace the project: {site}", "set another site_dir in mkdocs.yml")
    if engine == "zensical" and not site.is_relative_to(root):
        raise EngineError(f"zensical builds inside the project only, not in {site}", "set site_dir: site")


def _run(config: Path, engine: str, built: Path, *, strict: bool) -> str:
    """Run the engine to its end; give what it said, or raise EngineError with that."""
    with _command(config, engine, built) as command:
        done = subprocess.run(  # noqa: S603 (our own interpreter, with arguments made here)
            [*command, *(["--strict"] if strict else [])],
            cwd=config.parent,
            env=_environment(config.parent),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if done.returncode:
        said = "\n".join(f"    {line}" for line in relay(done.stdout)) or "    (it said nothing)"
        raise EngineError(
            f"{engine} could not build the site:\n{said}",
            "mend what it says; the published site is as it was",
        )
    return done.stdout


@contextmanager
def _command(config: Path, engine: str, built: Path) -> Iterator[list[str]]:
    """Give the command that builds into `built`; Zensical has no option for that and gets an overlay."""
    if engine != "zensical":
        yield [*_PYTHON, engine, "build", "-f", str(config), "-d", str(built)]
        return
    overlay = _write_overlay(config, built, "build")
    try:
        # --clean: its cache does not see that a template or a Python module changed.
        yield [*_PYTHON, engine, "build", "-f", str(overlay), "--clean"]
    finally:
        overlay.unlink(missing_ok=True)


def _write_overlay(config: Path, site: Path, verb: str) -> Path:
    """Write a configuration that sends the site elsewhere and asks Zensical for the look of Material."""
    overlay = config.with_name(f".byheart-zensical-{verb}.yml")
    data = {
        "INHERIT": config.name,
        "site_dir": site.relative_to(config.parent).as_posix(),
        "theme": {"variant": "classic"},
    }
    replace(overlay, json.dumps(data).encode(), overlay.with_suffix(".new"))
    return overlay


def _environment(root: Path) -> dict[str, str]:
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "NO_COLOR": "1"}
    epoch = date_of_site(root)
    dated = {"SOURCE_DATE_EPOCH": epoch} if epoch else {}
    return {**os.environ, **quiet, "PYTHONUTF8": "1", **dated, **_own_path()}


def date_of_site(root: Path) -> str | None:
    """Give the date in what is built, in seconds since 1970: that of the environment, or of the newest commit."""
    return os.environ.get("SOURCE_DATE_EPOCH") or _newest_commit(root)


def _own_path() -> dict[str, str]:
    """Let the engine find this package, whose Markdown extension it needs, where it is not installed."""
    parent = Path(__file__).parents[2]
    if parent.name in {"site-packages", "dist-packages"}:
        return {}
    return {"PYTHONPATH": os.pathsep.join(filter(None, [str(parent), os.environ.get("PYTHONPATH")]))}


def _newest_commit(root: Path) -> str | None:
    """Give the time of the newest commit in seconds since 1970; None where there is no git or no commit."""
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "-C", str(root), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (as above)
    return done.stdout.strip() if done.returncode == 0 and done.stdout.strip().isdigit() else None


def _check_built(built: Path, at_least: int) -> int:
    """Count the pages of a site that has all a site must have."""
    missing = [name for name in ("index.html", "404.html") if not (built / name).is_file()]
    if not missing and 'data-md-component="search"' in (built / "index.html").read_text("utf-8"):
        found = any((built / name).is_file() for name in _SEARCH_INDEXES)
        missing += [] if found else [_SEARCH_INDEXES[0]]
    pages = sum(1 for _ in built.rglob("*.html"))
    if missing or pages < at_least:
        lacks = f"no {' and no '.join(missing)}" if missing else f"{pages} pages of {at_least}"
        raise EngineError(f"the built site has {lacks}", "look for warnings above; docs/index.md must exist")
    return pages


class Server:
    """A running live server; ends with `stop`, or by itself if the engine gives up."""

    def __init__(self, process: subprocess.Popen[bytes], overlay: Path | None = None) -> None:
        self._process = process
        self._overlay = overlay

    def running(self) -> bool:
        """Tell whether the engine still serves."""
        return self._process.poll() is None

    def wait(self) -> int:
        """Wait for the engine's end; give its exit code."""
        return self._process.wait()

    def stop(self) -> None:
        """End the engine, politely first: its leash is let go, as it is when this process is killed."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()
        if self._overlay is not None:
            self._overlay.unlink(missing_ok=True)


def serve(config_path: Path, engine: str, host: str, port: int) -> Server:
    """Start the engine's live server; it watches the pages and reloads the browser.

    Nothing is published. Raises EngineError if the engine is missing, WriteError for what the system refuses.
    """
    settings = read_config(config_path)
    config = settings.path
    _check_installed(engine)
    _refuse_links(settings)
    overlay = None
    address = f"{host}:{port}"
    if engine == "zensical":
        make_folder(config.parent, config.parent / ".byheart")
        overlay = _write_overlay(config, config.parent / ".byheart" / "served", "serve")
        command = [*_PYTHON, engine, "serve", "-f", str(overlay), "-a", address]
    else:
        nav = config.parent / ".byheart" / "nav.yml"
        watch = ["--watch", str(nav)] if nav.is_file() else []
        command = [*_PYTHON, engine, "serve", "-f", str(config), "-a", address, "--livereload", *watch]
    process = subprocess.Popen(  # noqa: S603 (as above)
        [*_LEASH, *command], cwd=config.parent, env=_environment(config.parent), stdin=subprocess.PIPE
    )
    return Server(process, overlay)
