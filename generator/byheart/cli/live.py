# Knows alone: when to write the pages again while an engine serves them. The engine watches docs/ and reloads the
# browser; we watch content/ and mkdocs.yml.
"""The live server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from byheart import engine
from byheart.config import ConfigError, read_config
from byheart.diagnostics.report import render_text
from byheart.project import open_project, write_project
from byheart.write import WriteError

# Editors write a file in several steps; changes within this many seconds are one.
_SETTLE = 0.15
_CHANGES = {"created", "modified", "deleted", "moved"}


class _Watch(FileSystemEventHandler):
    """Sets a flag when content or configuration changes."""

    def __init__(self, content: Path, config: Path) -> None:
        self.changed = threading.Event()
        self._content = content
        self._config = config

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES:
            return
        paths = {Path(str(event.src_path)), Path(str(event.dest_path or event.src_path))}
        if any(path == self._config or path.is_relative_to(self._content) for path in paths):
            self.changed.set()


def serve(config_path: Path, engine_name: str, host: str, port: int, *, echo: Callable[[str], None]) -> None:
    """Serves until interrupted. Pages with errors are not written: the last good ones stay.

    Raises EngineError where the engine ends by itself.
    """
    path = config_path.resolve()
    content = read_config(path).content
    watch = _Watch(content, path)
    observer = Observer()
    observer.schedule(watch, str(path.parent), recursive=False)
    observer.schedule(watch, str(content), recursive=True)
    observer.start()
    server = engine.serve(path, engine_name, host, port)
    echo(f"serving on http://{host}:{port}/ — Ctrl+C ends it")
    try:
        while server.running():
            if watch.changed.wait(timeout=0.5):
                threading.Event().wait(_SETTLE)
                watch.changed.clear()
                _again(path, echo)
        raise engine.EngineError(
            f"{engine_name} has ended with exit code {server.wait()}",
            "mend what it says above, and start again",
        )
    except KeyboardInterrupt:
        echo("stopped")
    finally:
        server.stop()
        observer.stop()
        observer.join()


def _again(path: Path, echo: Callable[[str], None]) -> None:
    """Writes what a change of the content makes of the pages, or says why not."""
    try:
        project = open_project(path, drafts=True)
        if project.diagnostics:
            echo(render_text(project.diagnostics, project.deck_count))
        if project.failed:
            echo("the pages stay as they were until the errors are mended")
            return
        report = write_project(project)
    except (ConfigError, WriteError) as error:
        echo(f"error: {error}\n  help: {error.help}")
        return
    echo(f"pages: {len(report.written)} written, {len(report.removed)} removed")
