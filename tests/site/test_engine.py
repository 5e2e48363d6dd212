# Building: the published folder is the old site or the new one, whatever happens on the way.

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from byheart import engine
from byheart.engine import ENGINES, EngineError
from byheart.write import WriteError
from byheart.write.folders import put_right

if TYPE_CHECKING:
    from collections.abc import Callable

    SmallSite = Callable[..., Path]

pytestmark = pytest.mark.engine
GENERATOR = Path(__file__).parents[2] / "generator"


def tree(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def beside(root: Path) -> set[str]:
    """Name what lies in the project, but for what an engine may keep for itself."""
    return {path.name for path in root.iterdir()} - {".cache"}


SOURCES = {"docs", "mkdocs.yml", ".byheart"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, small_site: SmallSite) -> Path:
    """A small project and its site, built once with MkDocs, to be copied."""
    root = tmp_path_factory.mktemp("built")
    engine.build(small_site(root), "mkdocs", root / "site")
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of that project with its site; gives its `mkdocs.yml`."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path / "mkdocs.yml"


@pytest.mark.parametrize("name", ENGINES)
def test_each_engine_builds_the_same_project(tmp_path: Path, small_site: SmallSite, name: str) -> None:
    """One configuration gives a whole site with all three engines, and nothing is left beside it."""
    config = small_site(tmp_path)
    for _ in range(2):
        result = engine.build(config, name, tmp_path / "site")
        assert (result.pages, result.messages) == (4, ())
        built = tree(tmp_path / "site")
        assert {"index.html", "404.html", "sub/zebra/index.html", "sub/deep/below/index.html"} <= built.keys()
        assert b"Content-Security-Policy" in built["sub/zebra/index.html"]
        assert beside(tmp_path) == {*SOURCES, "site"}


@pytest.mark.parametrize("name", ENGINES)
def test_a_broken_link_fails_the_build_and_keeps_the_old_site(
    tmp_path: Path, small_site: SmallSite, name: str
) -> None:
    """The engine's own words name the page, and the published folder is as it was, byte for byte."""
    config = small_site(tmp_path)
    engine.build(config, name, tmp_path / "site")
    before = tree(tmp_path / "site")
    (tmp_path / "docs/sub/zebra.md").write_text("# Zebras\n\n[nowhere](nonesuch.md)\n")
    with pytest.raises(EngineError, match=rf"(?s){name} could not build.*zebra\.md") as caught:
        engine.build(config, name, tmp_path / "site")
    assert "Traceback" not in str(caught.value)
    assert tree(tmp_path / "site") == before
    assert beside(tmp_path) == {*SOURCES, "site"}


def test_without_strict_warnings_are_passed_on(tmp_path: Path, small_site: SmallSite) -> None:
    """A warning does not stop a build that is not strict, but is not lost either."""
    config = small_site(tmp_path)
    (tmp_path / "docs/index.md").write_text(
        "# Home\n\n[nowhere](nonesuch.md)\n\n<script>let x = 1</script>\n"
    )
    messages = engine.build(config, "mkdocs", tmp_path / "site", strict=False).messages
    assert "nonesuch.md" in messages[0]
    assert messages[1] == "index.html: an inline script does not run: 'let x = 1'"


# Kills the engine and byheart above it when the engine comes to the given event for the n-th time.
KILLING_HOOK = """
import os, signal
left = {count}
def {event}(*args, **kwargs):
    global left
    left -= 1
    if left == 0:
        {parent}
        os.kill(os.getpid(), signal.SIGKILL)
"""
KILL_BYHEART = "os.kill(os.getppid(), signal.SIGKILL)"
BUILD = "import sys; from pathlib import Path; from byheart import engine; {before}; engine.build(Path(sys.argv[1]), 'mkdocs', Path(sys.argv[2]))"
KILL_POINTS = [
    *[("on_config", 1), ("on_pre_build", 1), ("on_files", 1), ("on_env", 1), ("on_post_build", 1)],
    *[("on_page_markdown", count) for count in (1, 2, 3)],
    *[("on_post_page", count) for count in (1, 2, 3)],
]


def build_in_child(config: Path, before: str = "pass") -> int:
    """Build in a process that may be killed; give its exit code."""
    command = [sys.executable, "-c", BUILD.format(before=before), str(config), str(config.with_name("site"))]
    environment = {**os.environ, "PYTHONPATH": str(GENERATOR)}
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode


@pytest.mark.parametrize(("event", "count"), KILL_POINTS)
def test_a_kill_while_the_engine_runs_keeps_the_old_site(
    tmp_path: Path, project: Path, event: str, count: int
) -> None:
    """Killed together with its engine at any stage of it, a build has not touched the published folder."""
    before = tree(tmp_path / "site")
    text = project.read_text()
    (tmp_path / "hook.py").write_text(KILLING_HOOK.format(event=event, count=count, parent=KILL_BYHEART))
    project.write_text(f"{text}hooks: [hook.py]\n")
    assert build_in_child(project) == -signal.SIGKILL
    assert tree(tmp_path / "site") == before
    put_right(tmp_path / "site")
    assert beside(tmp_path) == {*SOURCES, "site", "hook.py", *({"__pycache__"} & beside(tmp_path))}


@pytest.mark.parametrize(("event", "count"), [("on_files", 1), ("on_post_page", 2)])
def test_the_engine_alone_does_lose_the_old_site(
    tmp_path: Path, small_site: SmallSite, event: str, count: int
) -> None:
    """The danger is real: `mkdocs build` in place, killed at the same stages, leaves less than it found."""
    config = small_site(tmp_path)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, env=environment, check=True)
    before = tree(tmp_path / "site")
    (tmp_path / "hook.py").write_text(KILLING_HOOK.format(event=event, count=count, parent="pass"))
    config.write_text(f"{config.read_text()}hooks: [hook.py]\n")
    killed = subprocess.run(command, env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert tree(tmp_path / "site").keys() < before.keys()


# Stands in for the engine with a site made before, and kills byheart at its n-th step on the disk after that.
STEPS = """
import os, shutil, signal
def run(config, name, built, *, strict):
    shutil.copytree(config.with_name('ready'), built)
    sys.addaudithook(hook)
    return ''
left = {k}
def hook(event, args):
    global left
    if event in {{'open', 'os.rename', 'os.remove', 'os.rmdir', 'os.mkdir', 'ctypes.dlsym'}}:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
engine._run = run
"""
NO_EXCHANGE = "import byheart.write.folders as folders\nfolders._exchange = lambda one, other: False\n"
SOME_STEPS = [*range(1, 12), *range(12, 260, 9)]


@pytest.mark.parametrize("in_one_step", [True, False], ids=["exchange", "two renames"])
def test_a_kill_after_the_engine_leaves_the_old_site_or_the_new(
    tmp_path: Path,
    project: Path,
    in_one_step: bool,
) -> None:
    """Killed while it checks, marks or swaps, a build leaves one whole site, at the latest when the next one starts."""
    (tmp_path / "docs/index.md").write_text("# Home, new\n")
    engine.build(project, "mkdocs", tmp_path / "new")
    old, new = tree(tmp_path / "site"), tree(tmp_path / "new")
    (tmp_path / "new").rename(tmp_path / "ready")
    outcomes = []
    for k in SOME_STEPS:
        code = STEPS.format(k=k) + ("" if in_one_step else NO_EXCHANGE)
        returncode = build_in_child(project, f"exec({code!r})")
        assert returncode in {0, -signal.SIGKILL}
        if in_one_step:
            assert tree(tmp_path / "site") in (old, new)
        put_right(tmp_path / "site")
        found = tree(tmp_path / "site")
        assert found in (old, new)
        assert beside(tmp_path) == {*SOURCES, "site", "ready"}
        outcomes.append((returncode, found == new))
        if returncode == 0:
            break
        engine_free_restore(tmp_path, old)
    assert (-signal.SIGKILL, False) in outcomes
    assert (-signal.SIGKILL, True) in outcomes
    assert outcomes[-1] == (0, True)


def engine_free_restore(root: Path, files: dict[str, bytes]) -> None:
    """Make the published folder the old one again, for the next kill."""
    for path in [path for path in (root / "site").rglob("*") if path.is_file()]:
        path.unlink()
    for name, data in files.items():
        (root / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / name).write_bytes(data)


def test_a_folder_of_somebody_else_is_not_replaced(tmp_path: Path, small_site: SmallSite) -> None:
    """A site folder that byheart did not build stays, and the error says what to do."""
    config = small_site(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.txt").write_text("mine")
    with pytest.raises(WriteError, match="did not build") as caught:
        engine.build(config, "mkdocs", tmp_path / "site")
    assert "delete the folder once" in caught.value.help
    assert tree(tmp_path / "site") == {"thesis.txt": b"mine"}


def test_the_project_itself_is_not_replaced(tmp_path: Path, small_site: SmallSite) -> None:
    """A site_dir that holds the project is refused."""
    (tmp_path / "project").mkdir()
    config = small_site(tmp_path / "project")
    with pytest.raises(EngineError, match="replace the project"):
        engine.build(config, "mkdocs", tmp_path)


@pytest.mark.parametrize(
    "link",
    ["site", "pages", "pages/secret.md", "pages/a/folder", "look", "look/main.html", "look/assets/x.js"],
)
def test_symbolic_links_are_refused(tmp_path: Path, small_site: SmallSite, link: str) -> None:
    """Neither is a site built through a link, nor is published what a link among the pages or in the theme points to."""
    config = small_site(tmp_path)
    (tmp_path / "docs").rename(tmp_path / ("pages" if link != "pages" else "real"))
    text = config.read_text().replace("  name: material", "  name: material\n  custom_dir: look")
    config.write_text(f"{text}docs_dir: pages\n")
    outside = tmp_path.with_name(f"{tmp_path.name}-outside")
    outside.mkdir()
    (outside / "index.html").write_text("secret")
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "real").mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / "real" if link in {"pages", "site"} else outside)
    with pytest.raises((EngineError, WriteError), match="symbolic link"):
        engine.build(config, "mkdocs", tmp_path / "site")
    assert tree(outside) == {"index.html": b"secret"}


def test_a_pipe_among_the_pages_is_refused(tmp_path: Path, small_site: SmallSite) -> None:
    """An engine would wait for it without end."""
    config = small_site(tmp_path)
    os.mkfifo(tmp_path / "docs" / "x.md")
    with pytest.raises(EngineError, match=r"docs/x\.md is no regular file"):
        engine.build(config, "mkdocs", tmp_path / "site")


def test_a_missing_engine_is_named_with_its_remedy(
    tmp_path: Path, small_site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where an engine is not installed, the error says how to install it."""
    config = small_site(tmp_path)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EngineError, match="zensical is not installed") as caught:
        engine.build(config, "zensical", tmp_path / "site")
    assert caught.value.help == "pip install zensical"


def test_a_site_with_too_few_pages_is_not_published(tmp_path: Path, small_site: SmallSite) -> None:
    """If the engine leaves out pages that were written, nothing is published."""
    with pytest.raises(EngineError, match="4 pages of 5"):
        engine.build(small_site(tmp_path), "mkdocs", tmp_path / "site", at_least=5)
    assert not (tmp_path / "site").exists()


def test_two_builds_at_once_do_not_mix(
    tmp_path: Path, small_site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that starts while another one runs is turned away."""
    config = small_site(tmp_path)
    again = f"from byheart import engine; from pathlib import Path; engine.build(Path({str(config)!r}), 'mkdocs', Path({str(tmp_path / 'site')!r}))"
    code = f"import subprocess, sys\ndef on_pre_build(config):\n    done = subprocess.run([sys.executable, '-c', {again!r}], capture_output=True, text=True)\n    assert 'another byheart' in done.stderr, done\n"
    (tmp_path / "hook.py").write_text(code)
    config.write_text(f"{config.read_text()}hooks: [hook.py]\n")
    monkeypatch.setenv("PYTHONPATH", str(GENERATOR))
    assert engine.build(config, "mkdocs", tmp_path / "site").pages == 4


def git(root: Path, *arguments: str) -> None:
    """Run git with an author and a date of its own."""
    date = "2020-02-03T04:05:06+0000"
    who = {
        f"GIT_{role}_{what}": "x@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    environment = {**os.environ, **who, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    subprocess.run(["git", "-C", str(root), *arguments], env=environment, check=True, capture_output=True)


@pytest.mark.parametrize("name", ENGINES)
def test_the_same_sources_give_the_same_bytes(
    tmp_path: Path, small_site: SmallSite, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Hash seed, time zone and place do not show; the dates are those of the newest commit."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    built = []
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "America/Lima")):
        root = tmp_path / f"in {seed}"
        root.mkdir()
        config = small_site(root)
        git(root, "init", "-q")
        git(root, "add", "docs")
        git(root, "commit", "-q", "-m", "x")
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        monkeypatch.setenv("TZ", zone)
        engine.build(config, name, root / "site")
        built.append(tree(root / "site"))
    assert built[0] == built[1]
    if name != "zensical":
        assert b"2020-02-03" in built[0]["sitemap.xml"]


@pytest.mark.parametrize("name", ENGINES)
def test_the_live_server_serves_and_stops(
    tmp_path: Path, small_site: SmallSite, unused_port: int, name: str
) -> None:
    """The engine's live server shows the pages, publishes nothing, and ends when it is told to."""
    address = f"http://127.0.0.1:{unused_port}/"
    server = engine.serve(small_site(tmp_path, address), name, "127.0.0.1", unused_port)
    try:
        page = b""
        while b"Stripes" not in page and server.running():  # Zensical's first answer is a page that waits
            try:
                page = urllib.request.urlopen(f"{address}sub/zebra/").read()
            except (OSError, HTTPException):  # not there yet, or the connection was dropped while it starts
                continue
        assert b"Stripes" in page
    finally:
        server.stop()
    assert not server.running()
    assert beside(tmp_path) == SOURCES
