# The client's build without a network: npm and Node are stood in for by small Python programs.

"""Tests of generator/client_build.py and of the build hook over it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

import client_build
from client_build import ClientBuildError, Node
from devtools import weight

ROOT = Path(__file__).resolve().parent.parent

_NPM = "import pathlib; pathlib.Path('node_modules').mkdir(exist_ok=True); open('npm-ran', 'a').write('x')"
_BUILD = (
    "import pathlib; built = pathlib.Path('../byheart/assets'); built.mkdir(exist_ok=True);"
    "[(built / name).write_text('1') for name in ('byheart.js', 'byheart.css')]"
)


def python(program: str) -> tuple[str, ...]:
    """Return the first words of a command that runs a Python program and ignores further words."""
    return (sys.executable, "-c", program)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project with the least that a build looks at."""
    client = tmp_path / "generator" / "client"
    for folder in (client / "src", client / "test", tmp_path / "generator" / "byheart" / "strings"):
        folder.mkdir(parents=True)
    (client / "src" / "index.ts").write_bytes(b"one\ntwo\n")
    (client / "package-lock.json").write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def hook() -> ModuleType:
    """Load the build hook as hatchling does, by its path."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "generator" / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_building_makes_the_assets_current_until_a_source_changes(project: Path) -> None:
    """After a build there is nothing to do; after an edit there is."""
    assert not client_build.is_current(project)
    client_build.build(project, Node(python(_BUILD), python(_NPM)))
    assert client_build.is_current(project)
    (project / "generator/client/src/index.ts").write_bytes(b"three")
    assert not client_build.is_current(project)


def test_lost_assets_are_built_again(project: Path) -> None:
    """A build whose output was deleted is no longer current."""
    client_build.build(project, Node(python(_BUILD), python(_NPM)))
    (project / "generator/byheart/assets/byheart.css").unlink()
    assert not client_build.is_current(project)


def test_tests_modules_and_line_ends_do_not_ask_for_a_build(project: Path) -> None:
    """What is not built from, and line ends as on Windows, leave the digest as it is; a string and one of an item type do not."""
    client = project / "generator" / "client"
    before = client_build.digest(project)
    (client / "test" / "a.test.ts").write_text("x", encoding="utf-8")
    (client / "node_modules").mkdir()
    (client / "node_modules" / "x.js").write_text("x", encoding="utf-8")
    (client / "src" / "index.ts").write_bytes(b"one\r\ntwo\r\n")
    assert client_build.digest(project) == before
    (project / "generator/byheart/strings/en.json").write_text("{}", encoding="utf-8")
    with_strings = client_build.digest(project)
    (project / "generator/byheart/items/order").mkdir(parents=True)
    (project / "generator/byheart/items/order/strings.json").write_text("{}", encoding="utf-8")
    assert len({before, with_strings, client_build.digest(project)}) == 3


def test_npm_runs_once_for_one_lock(project: Path) -> None:
    """Nothing is installed again while package-lock.json is what was installed."""
    node = Node(python(_BUILD), python(_NPM))
    client = project / "generator" / "client"
    for _ in range(2):
        client_build.install_modules(project, node)
    assert (client / "npm-ran").read_text(encoding="utf-8") == "x"
    (client / "package-lock.json").write_text('{"a": 1}', encoding="utf-8")
    client_build.install_modules(project, node)
    assert (client / "npm-ran").read_text(encoding="utf-8") == "xx"


def test_unreachable_registry_is_told_with_its_mend(project: Path) -> None:
    """When npm has no network the message says so and how to name another registry."""
    offline = Node(python("0"), python("raise SystemExit('npm error code ENOTFOUND')"))
    with pytest.raises(ClientBuildError, match="cannot reach its registry") as caught:
        client_build.build(project, offline)
    assert "npm config set registry" in str(caught.value)


def test_other_failures_of_npm_are_shown_as_they_are(project: Path) -> None:
    """A failure that is not the network's keeps npm's own words, and is not put down to the network."""
    broken = Node(python("0"), python("raise SystemExit('npm error code EINTEGRITY')"))
    with pytest.raises(ClientBuildError, match="EINTEGRITY") as caught:
        client_build.build(project, broken)
    assert "registry" not in str(caught.value)


def test_a_client_that_does_not_build_is_not_called_current(project: Path) -> None:
    """A failed build tells what the bundler said and leaves the work to be done."""
    broken = Node(python("raise SystemExit('index.ts:1:1 unexpected end')"), python(_NPM))
    with pytest.raises(ClientBuildError, match="unexpected end"):
        client_build.build(project, broken)
    assert not client_build.is_current(project)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for node is a shell script")
@pytest.mark.parametrize(("version", "usable"), [("v18.20.1", False), ("v20.0.0", True), ("v24.1.0", True)])
def test_a_node_that_is_too_old_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, usable: bool
) -> None:
    """Only a Node of at least 20 is used; an older one counts as none."""
    for name in ("node", "npm"):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert (client_build.find_node(tmp_path) is not None) == usable


@pytest.mark.parametrize(
    ("current", "has_node", "asked"),
    [(True, False, []), (False, True, []), (False, False, [client_build.NODE_WHEEL])],
)
def test_the_hook_asks_for_node_only_where_it_is_needed_and_missing(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch, current: bool, has_node: bool, asked: list[str]
) -> None:
    """Node is a build requirement on a machine without Node, and only while something has to be built."""
    monkeypatch.setattr(client_build, "is_current", lambda root: current)
    monkeypatch.setattr(client_build, "find_node", lambda: Node(("node",), ("npm",)) if has_node else None)
    made = hook.ClientBuildHook(str(ROOT), {}, None, None, "", "wheel")
    assert made.dependencies() == asked


def test_the_hook_ends_a_failed_build_with_its_reason(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`pip install` shows the reason of a failed build, and no traceback."""

    def fail(root: Path, node: Node) -> None:
        raise ClientBuildError("npm cannot reach its registry")

    monkeypatch.setattr(client_build, "is_current", lambda root: False)
    monkeypatch.setattr(client_build, "find_node", lambda: Node(("node",), ("npm",)))
    monkeypatch.setattr(client_build, "build", fail)
    made = hook.ClientBuildHook(str(ROOT), {}, None, None, "", "wheel")
    with pytest.raises(SystemExit):
        made.initialize("standard", {})
    told = capsys.readouterr()
    assert "npm cannot reach its registry" in told.out + told.err


def test_the_client_keeps_to_its_weight() -> None:
    """What a deck page without math loads of ours is within the limits of script and style, gzipped."""
    assets = client_build.assets_folder(ROOT)
    assert (assets / "byheart.js").is_file(), "python3 dev.py setup builds the client"
    lines, kept = weight.report(assets)
    assert kept, "\n".join(lines)


def test_the_review_page_keeps_to_its_weight_and_a_deck_page_has_nothing_of_it() -> None:
    """The review page keeps to its limit of script, gzipped; the schedule is somewhere, and not on a deck page."""
    assets = client_build.assets_folder(ROOT)
    lines, kept = weight.review_report(assets)
    assert kept, "\n".join(lines)
    assert _has_schedule(list(assets.glob("*.js")))
    assert not _has_schedule(weight.scripts(assets / "byheart.js"))


def _has_schedule(scripts: list[Path]) -> bool:
    # A name of the library's own, which a bundle keeps.
    return any("request_retention" in path.read_text(encoding="utf-8") for path in scripts)
