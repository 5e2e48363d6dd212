# Knows alone: how a site that many tests look at is built once in a run, though several processes run the tests: the
# process that starts them serves it, whichever needs it first builds it, and the others wait until it is there.
"""Sites that the whole run shares."""

from __future__ import annotations

import json
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.site.serving import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SERVED = {
    "demo": "site",
    "arabic": "site",
    "german": "project/site",
    "little": "project/site",
}
"""The shared sites that a browser visits: by the name, the folder that is served, below the one in which it is built."""

Messages = tuple[str, ...]


@dataclass(frozen=True)
class Shared:
    """Where the shared sites of this run are, and their addresses."""

    folder: str
    urls: dict[str, str]

    def once(self, name: str, build: Callable[[Path], Messages]) -> tuple[Path, Messages]:
        """Build in a folder of this name unless that is done; gives the folder, and what the builder had to say."""
        folder = Path(self.folder, name)
        told = folder.with_name(f"{name}.json")
        try:
            # Of all processes one alone makes the folder.
            folder.mkdir()
        except FileExistsError:
            pass
        else:
            _tell(told, _attempt(build, folder))
        # The builder may be slow; a test that waits for ever fails by pytest's own limit.
        while not told.exists():
            time.sleep(0.05)
        found = json.loads(told.read_text("utf-8"))
        assert "failure" not in found, f"{name} was not built: {found['failure']}"
        return folder, tuple(found["messages"])


def _attempt(build: Callable[[Path], Messages], folder: Path) -> dict[str, object]:
    try:
        return {"messages": build(folder)}
    except BaseException as failure:  # noqa: BLE001  # whatever it is, those who wait are told
        return {"failure": f"{type(failure).__name__}: {failure}"}


def _tell(path: Path, what: dict[str, object]) -> None:
    """Write a file that is whole as soon as it is there."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(what), encoding="utf-8")
    part.replace(path)


@contextmanager
def shared_sites() -> Iterator[Shared]:
    """A folder for the sites of a run, and servers for those that a browser visits."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="byheart-sites-"))
        places = {name: Path(folder, name, site) for name, site in SERVED.items()}
        yield Shared(folder, {name: stack.enter_context(serve(at, "/site/")) for name, at in places.items()})
