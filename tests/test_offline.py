"""The service worker's file: any change of what a page runs makes it another one, so that learners get the update."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from byheart.pages.offline import AT_ROOT, offline_files
from tests.test_pages import config

WORKER = b"self.addEventListener('fetch', () => {});\n"
CLIENT = {
    "assets/byheart/byheart.js": b"one",
    "assets/byheart/byheart-chunk-A.js": b"two",
    "assets/byheart/byheart.css": b"three",
    "assets/byheart/katex/katex.js": b"four",
}


def worker(root: Path, client: dict[str, bytes], script: bytes = WORKER) -> str:
    """The worker's file of a site with these files."""
    files = offline_files(config(root), script, client, {})
    assert tuple(files) == AT_ROOT
    return files["sw.js"]


def test_the_same_files_give_the_same_worker(tmp_path: Path) -> None:
    """In whatever order they come: else each build would be an update."""
    assert worker(tmp_path, CLIENT) == worker(tmp_path, dict(reversed(CLIENT.items())))


@pytest.mark.parametrize("name", CLIENT)
def test_a_change_of_any_file_of_the_client_is_an_update(tmp_path: Path, name: str) -> None:
    """A browser takes a worker for new when its bytes differ: so each script, style sheet and typeface is in them."""
    before = worker(tmp_path, CLIENT)

    assert worker(tmp_path, CLIENT | {name: CLIENT[name] + b" changed"}) != before
    assert worker(tmp_path, {path: raw for path, raw in CLIENT.items() if path != name}) != before


def test_a_change_of_the_worker_is_an_update(tmp_path: Path) -> None:
    """The worker's own script is in its version too."""
    first, second = worker(tmp_path, CLIENT), worker(tmp_path, CLIENT, WORKER + b"// more\n")

    assert first.splitlines()[0] != second.splitlines()[0]


def test_bytes_that_move_from_one_file_to_the_next_are_an_update(tmp_path: Path) -> None:
    """The names are part of it, and where a file ends."""
    one = {"assets/byheart/a.js": b"12", "assets/byheart/b.js": b"3"}
    other = {"assets/byheart/a.js": b"1", "assets/byheart/b.js": b"23"}

    assert worker(tmp_path, one).splitlines()[0] != worker(tmp_path, other).splitlines()[0]


def told(root: Path, client: dict[str, bytes]) -> dict[str, Any]:
    """What the generator tells the worker."""
    line = worker(root, client).splitlines()[0]
    found: dict[str, Any] = json.loads(line.removeprefix("const byheartBuild=").removesuffix(";"))
    return found


def test_scripts_whose_name_lasts_are_known_by_their_digest(tmp_path: Path) -> None:
    """Other sites of the origin can write into the caches, and not into the worker's file."""
    name = "assets/byheart/byheart-text-4KD2QZ4U.js"
    assert told(tmp_path, {**CLIENT, name: b"x"})["digests"] == {name: hashlib.sha256(b"x").hexdigest()}


def test_the_site_knows_what_its_own_paths_begin_with(tmp_path: Path) -> None:
    """Pages of the owner, decks and tools are the site's; a neighbour's folder is not."""
    (tmp_path / "docs" / "guide").mkdir(parents=True)
    (tmp_path / "docs" / "about.md").write_text("# About\n")
    names = told(tmp_path, CLIENT)["names"]
    assert {"", "about", "guide", "decks", "review", "assets", "sw.js"} <= set(names)
    assert "neighbour" not in names
