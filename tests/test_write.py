# Writing generated files: only what changed, each whole, and never a file of somebody else.

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from byheart.write import WriteError, WriteReport, write
from byheart.write.files import locked
from byheart.write.folders import publish

if TYPE_CHECKING:
    from collections.abc import Callable

GENERATOR = Path(__file__).parent.parent / "generator"
Files = dict[str, str | bytes]
OLD: Files = {
    "docs/decks/index.md": "old index",
    "docs/decks/a/one.md": "one",
    "docs/decks/b/gone.md": "gone",
}
OWNED = ("docs/decks/", "docs/review.md")
NEW: Files = {
    "docs/decks/index.md": "new index",
    "docs/decks/a/one.md": "one",
    "docs/decks/c/more.md": b"\x00more",
}


def put(root: Path, files: Files) -> WriteReport:
    """Write as the generator does."""
    return write(root, files, root / ".byheart" / "manifest.json", OWNED)


def tree(root: Path) -> dict[str, bytes]:
    """Read all files that are not the writer's own notes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".byheart" not in path.parts
    }


def as_bytes(files: Files) -> dict[str, bytes]:
    """Give the files as they are on the disk."""
    return {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """The second run writes new and changed files, removes the stale one with its folder, leaves the rest."""
    assert put(tmp_path, OLD) == WriteReport(written=tuple(sorted(OLD)))
    untouched = (tmp_path / "docs/decks/a/one.md").stat()
    report = put(tmp_path, NEW)
    assert report == WriteReport(
        written=("docs/decks/c/more.md", "docs/decks/index.md"),
        removed=("docs/decks/b/gone.md",),
        unchanged=("docs/decks/a/one.md",),
    )
    assert tree(tmp_path) == as_bytes(NEW)
    after = (tmp_path / "docs/decks/a/one.md").stat()
    assert (after.st_ino, after.st_mtime_ns) == (untouched.st_ino, untouched.st_mtime_ns)
    assert not (tmp_path / "docs/decks/b").exists()


def test_a_run_without_changes_writes_nothing(tmp_path: Path) -> None:
    """When all is as it should be, not even the manifest is written again."""
    put(tmp_path, NEW)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.suffix != ".lock"}
    assert put(tmp_path, NEW) == WriteReport(unchanged=tuple(sorted(NEW)))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.suffix != ".lock"} == before


def test_a_damaged_or_deleted_file_is_written_again(tmp_path: Path) -> None:
    """What somebody did to a generated file is undone by the next run."""
    put(tmp_path, OLD)
    (tmp_path / "docs/decks/index.md").write_text("old inDex")
    (tmp_path / "docs/decks/a/one.md").unlink()
    assert put(tmp_path, OLD).written == ("docs/decks/a/one.md", "docs/decks/index.md")
    assert tree(tmp_path) == as_bytes(OLD)


def test_a_file_of_somebody_else_is_never_overwritten(tmp_path: Path) -> None:
    """A hand-written page in the place of a generated one is an error, and nothing is written."""
    mine = tmp_path / "docs/decks/index.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(WriteError, match=r"index\.md was not written by byheart") as caught:
        put(tmp_path, OLD)
    assert "move or delete" in caught.value.help
    assert tree(tmp_path) == {"docs/decks/index.md": b"mine"}


def test_a_file_with_the_same_content_is_adopted(tmp_path: Path) -> None:
    """Without a manifest, files that are already as they should be are ours from then on."""
    put(tmp_path, OLD)
    (tmp_path / ".byheart/manifest.json").unlink()
    assert put(tmp_path, OLD).written == ()
    assert put(tmp_path, {}).removed == tuple(sorted(OLD))


def test_a_stale_file_that_was_changed_is_kept(tmp_path: Path) -> None:
    """Hand-made changes to a page whose deck is gone are not thrown away, and the report names them."""
    put(tmp_path, OLD)
    (tmp_path / "docs/decks/b/gone.md").write_text("notes of mine")
    (tmp_path / "docs/decks/b/beside.md").write_text("never ours")
    assert put(tmp_path, NEW).kept == ("docs/decks/b/gone.md",)
    assert {"docs/decks/b/gone.md", "docs/decks/b/beside.md"} <= tree(tmp_path).keys()


@pytest.mark.parametrize("link", ["docs", "docs/decks", "docs/decks/a", "docs/decks/a/one.md", ".byheart"])
@pytest.mark.parametrize("before", [False, True], ids=["fresh", "again"])
def test_no_symbolic_link_is_followed(tmp_path: Path, link: str, before: bool) -> None:
    """A link anywhere on the way is an error; what it points to stays as it is."""
    root, outside = tmp_path / "root", tmp_path / "outside"
    outside.mkdir()
    root.mkdir()
    if before:
        put(root, OLD)
        (root / link).rename(outside / "moved")
    else:
        (root / link).parent.mkdir(parents=True, exist_ok=True)
        (outside / "moved").mkdir()
    (root / link).symlink_to(outside / "moved")
    content = tree(outside)
    with pytest.raises(WriteError, match="symbolic link"):
        put(root, NEW)
    with pytest.raises(WriteError, match="symbolic link"):
        put(root, OLD)
    assert tree(outside) == content


def test_a_stale_file_is_not_removed_through_a_link(tmp_path: Path) -> None:
    """A link put in the place of a folder that held only stale files is an error too."""
    put(tmp_path, OLD)
    (tmp_path / "docs/decks/b").rename(tmp_path / "elsewhere")
    (tmp_path / "docs/decks/b").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WriteError, match="symbolic link"):
        put(tmp_path, NEW)
    assert (tmp_path / "elsewhere/gone.md").read_text() == "gone"


@pytest.mark.parametrize(
    "path",
    [
        *("../x", "a/../../x", "/etc/x", "a//b", "", ".", "a/", "a\\b", "C:x", "a\x00b", "a\nb", "a/.."),
        *("con.md", "a/NUL", "x.", "x ", "a*b", "a?b", 'a"b', "a<b", "a|b", "\u202ex"),
    ],
)
def test_paths_that_are_not_the_same_everywhere_are_refused(tmp_path: Path, path: str) -> None:
    """No path leaves the root, and each can exist on Linux, macOS and Windows."""
    with pytest.raises(WriteError, match="no path"):
        put(tmp_path, {path: "x"})
    assert tree(tmp_path) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [("a/B.md", "a/b.md"), ("A/x", "a/y"), ("\u00e9", "e\u0301"), ("a", "a/b"), ("straße", "STRASSE")],
)
def test_names_that_collide_on_some_systems_are_refused(tmp_path: Path, one: str, other: str) -> None:
    """Two files that differ in case or Unicode form would overwrite each other on a Mac."""
    with pytest.raises(WriteError, match="one file on some systems"):
        put(tmp_path, {one: "1", other: "2"})


def test_a_manifest_that_came_with_the_project_owns_nothing_of_others(tmp_path: Path) -> None:
    """Where we never write, nothing is deleted or written over, whatever the manifest says; what we may write is ours."""
    theirs: Files = {
        "README.md": "read me",
        "docs/index.md": "home",
        "docs/decksnotes.md": "mine",
        "content/a/one.yml": "title: One",
        "docs/review.md": "old",
    }
    put(tmp_path, OLD)
    for path, data in as_bytes(theirs).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    manifest = tmp_path / ".byheart/manifest.json"
    known = json.loads(manifest.read_text())
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in as_bytes(theirs).items()}
    for table in ("files", "pending"):
        manifest.write_text(json.dumps(known | {table: known[table] | digests}))
        report = put(tmp_path, OLD | {"docs/review.md": "old"})
        assert report.foreign == ("README.md", "content/a/one.yml", "docs/decksnotes.md", "docs/index.md")
        assert report.removed == ()
        assert tree(tmp_path) == as_bytes(OLD | theirs)
    manifest.write_text(json.dumps(known | {"files": known["files"] | digests}))
    with pytest.raises(WriteError, match="was not written by byheart"):
        put(tmp_path, OLD | {"README.md": "ours"})
    manifest.write_text(json.dumps(known | {"files": known["files"] | digests}))
    assert put(tmp_path, OLD).removed == ("docs/review.md",)
    assert "README.md" not in json.loads(manifest.read_text())["files"]


@pytest.mark.parametrize(
    "manifest",
    [
        "{",
        "[]",
        '{"version": 2, "files": {}, "pending": {}}',
        '{"version": 1, "files": {"../../victim": "x"}, "pending": {}}',
        '{"version": 1, "files": [], "pending": {}}',
    ],
)
def test_a_manifest_that_cannot_be_true_is_refused(tmp_path: Path, manifest: str) -> None:
    """A damaged or forged manifest never makes the generator delete anything."""
    (tmp_path / ".byheart").mkdir()
    (tmp_path / ".byheart/manifest.json").write_text(manifest)
    with pytest.raises(WriteError, match="no manifest"):
        put(tmp_path, NEW)


def test_two_runs_at_once_do_not_mix(tmp_path: Path) -> None:
    """A second generator in the same folder is turned away while the first one writes."""
    (tmp_path / ".byheart").mkdir()
    with (
        locked(tmp_path / ".byheart/manifest.lock"),
        pytest.raises(WriteError, match="another byheart"),
    ):
        put(tmp_path, NEW)
    assert put(tmp_path, NEW).written == tuple(sorted(NEW))


CALLS = ("open", "write", "fsync", "close", "rename", "replace", "unlink", "rmdir", "mkdir")


class Faults:
    """Lets the k-th of the calls that change the disk fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, k: int) -> None:
        self.left = k
        for name in CALLS:
            monkeypatch.setattr(os, name, self.wrap(getattr(os, name)))

    def wrap(self, call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*args: object, **kwargs: object) -> object:
            self.left -= 1
            if self.left == 0:
                if call.__name__ == "close":
                    call(*args, **kwargs)
                raise OSError(28, "No space left on device")
            return call(*args, **kwargs)

        return wrapped


def test_a_failure_at_any_call_leaves_each_file_old_or_new(tmp_path: Path) -> None:
    """Whichever call to the system fails, no file is partial, and the next run gets to the end."""
    k, failed, left = 0, 0, 0
    while left <= 0:
        k += 1
        root = tmp_path / str(k)
        root.mkdir()
        put(root, OLD)
        with pytest.MonkeyPatch.context() as monkeypatch:
            faults = Faults(monkeypatch, k)
            try:
                put(root, NEW)
            except WriteError:
                failed += 1
            left = faults.left
        for path, data in tree(root).items():
            assert data in {as_bytes(OLD).get(path), as_bytes(NEW).get(path)}
        put(root, NEW)
        assert tree(root) == as_bytes(NEW)
        assert {path.name for path in (root / ".byheart").iterdir()} == {"manifest.json", "manifest.lock"}
    assert failed > 30


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New content is on the disk before the first file changes, so too little space leaves all as it was."""
    put(tmp_path, OLD)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(WriteError, match="no space left") as caught:
        put(tmp_path, NEW)
    assert "free some space" in caught.value.help
    assert tree(tmp_path) == as_bytes(OLD)


def test_what_takes_a_place_is_on_the_disk_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is put on the disk before it is moved to its place, and the folder's new names after that."""
    put(tmp_path, OLD)
    steps: list[tuple[str, int]] = []
    sync, replace = os.fsync, os.replace

    def noted_sync(handle: int) -> None:
        steps.append(("sync", os.fstat(handle).st_ino))
        sync(handle)

    def noted_replace(one: Path, other: Path) -> None:
        steps.append(("move", one.stat().st_ino))
        replace(one, other)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_replace)
    changed = put(tmp_path, NEW).written
    moved = [place for place, (what, _) in enumerate(steps) if what == "move"]
    assert len(moved) > len(changed) > 0
    for place in moved:
        assert ("sync", steps[place][1]) in steps[:place]
    for path in changed:
        file, folder = (tmp_path / path).stat().st_ino, (tmp_path / path).parent.stat().st_ino
        assert ("sync", folder) in steps[steps.index(("move", file)) :]


def test_a_site_is_on_the_disk_before_it_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file and folder of a site is put on the disk before it has its place, and its new name after that."""
    built, site = tmp_path / "built", tmp_path / "site"
    (built / "a").mkdir(parents=True)
    for name in ("index.html", "a/page.html"):
        (built / name).write_text(name)
    synced: list[tuple[int, bool]] = []
    sync = os.fsync

    def noted_sync(handle: int) -> None:
        synced.append((os.fstat(handle).st_ino, site.exists()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", noted_sync)
    publish(built, site)
    places = [site, *site.rglob("*")]
    assert len(places) == 5
    for place in places:
        assert (place.stat().st_ino, False) in synced
    assert (tmp_path.stat().st_ino, True) in synced


KILLED = """
import os, signal, sys, json
from pathlib import Path
from byheart.write import write
left = int(sys.argv[2])
def hook(event, args):
    global left
    if event in {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir"}:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
root = Path(sys.argv[1])
files = json.loads(sys.argv[3])
sys.addaudithook(hook)
write(root, files, root / ".byheart" / "manifest.json", ("docs/decks/", "docs/review.md"))
"""


def test_a_kill_at_any_step_leaves_each_file_old_or_new(tmp_path: Path) -> None:
    """A process killed at any step leaves no partial file, and the next run knows its own files."""
    new: Files = {path: str(text) for path, text in NEW.items()}
    k, killed = 0, 0
    while killed == k:
        k += 1
        root = tmp_path / str(k)
        root.mkdir()
        put(root, OLD)
        command = [sys.executable, "-c", KILLED, str(root), str(k), json.dumps(new)]
        done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(GENERATOR)}, check=False)
        assert done.returncode in {0, -signal.SIGKILL}
        killed += done.returncode != 0
        for path, data in tree(root).items():
            assert data in {as_bytes(OLD).get(path), as_bytes(new).get(path)}
        put(root, new)
        assert tree(root) == as_bytes(new)
    assert killed > 10
