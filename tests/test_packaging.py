# What somebody gets who installs byheart: the wheel and the sdist, built here by hatchling, offline, from
# a copy of the project whose assets are stood in for.

"""Tests of the distribution."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import client_build

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

ASSETS = {
    "byheart.js": "1;",
    "byheart.css": "a{}",
    "chunk-A.js": "2;",
    "katex/fonts/KaTeX_Main-Regular.woff2": "f",
}


def built(kind: str, project: Path, folder: Path) -> Path:
    """Build the distribution of one kind with no Node to be had, and return its file."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(folder)],
        cwd=project,
        env={**os.environ, "PATH": "", "SOURCE_DATE_EPOCH": "1700000000"},
        check=True,
        capture_output=True,
        timeout=120,
    )
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what the distribution is made from, with assets that were built from exactly these sources."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("pyproject.toml", "constraints.txt", "LICENSE", "THIRD_PARTY.md", ".gitignore"):
        shutil.copy(ROOT / name, copy)
    for name in ("README.md", "CHANGELOG.md"):
        (copy / name).write_text("# Byheart\n", encoding="utf-8")
    (copy / "docs/reference").mkdir(parents=True)
    shutil.copy(ROOT / "docs/reference/diagnostics.md", copy / "docs/reference")
    made = shutil.ignore_patterns("node_modules", "assets", "__pycache__", "assets.sha256")
    shutil.copytree(ROOT / "generator", copy / "generator", ignore=made)
    for name, text in ASSETS.items():
        asset = client_build.assets_folder(copy) / name
        asset.parent.mkdir(parents=True, exist_ok=True)
        asset.write_text(text, encoding="utf-8")
    (copy / "generator/client/node_modules").mkdir()
    (copy / "generator/client/node_modules/left-out.js").write_text("0", encoding="utf-8")
    stamp = client_build.client_folder(copy) / "assets.sha256"
    stamp.write_text(client_build.digest(copy), encoding="ascii")
    return copy


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    return built("wheel", project, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist."""
    return built("sdist", project, tmp_path_factory.mktemp("sdist"))


def test_the_wheel_holds_all_that_byheart_reads_at_run_time(wheel: Path) -> None:
    """Assets, catalogues, templates and the marker for type checkers are in the wheel, each of them."""
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "generator" / "byheart"
    read = [*package.rglob("*.json"), *package.rglob("*.j2"), *package.rglob("*.py"), package / "py.typed"]
    wanted = {
        f"byheart/{path.relative_to(package).as_posix()}" for path in read if "assets" not in path.parts
    }
    wanted |= {f"byheart/assets/{name}" for name in ASSETS} | {"byheart/diagnostics.md"}
    assert {"byheart/strings/en.json", "byheart/templates/deck.md.j2"} <= wanted
    assert wanted - names == set()


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    """Neither the client's sources nor tests nor build scripts are installed."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"byheart"}
    sources = [name for name in names if name.endswith((".ts", ".mjs", ".sha256"))]
    assert sources == ["byheart/formulas/katex.mjs"], "Node runs it to check formulas"


def test_the_wheel_brings_the_command_and_the_licences(wheel: Path) -> None:
    """The entry point is byheart; the licence of Byheart and those of what it bundles travel with it."""
    archive = zipfile.ZipFile(wheel)
    info = {name.split("/", 1)[1]: name for name in archive.namelist() if ".dist-info/" in name}
    assert b"byheart = byheart.cli:main" in archive.read(info["entry_points.txt"])
    assert {"licenses/LICENSE", "licenses/THIRD_PARTY.md"} <= set(info)


def test_an_install_from_the_sdist_needs_no_node(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    """The sdist carries the assets with the sources they were built from, and makes the very same wheel."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    assert (unpacked / "generator/client/src").is_dir()
    assert not (unpacked / "generator/client/node_modules").exists()
    again = built("wheel", unpacked, tmp_path / "wheel")
    assert again.read_bytes() == wheel.read_bytes()


def pins() -> dict[str, str]:
    """Return the version that constraints.txt gives for each distribution."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def test_each_requirement_has_a_known_good_version() -> None:
    """Whatever pyproject.toml asks for is pinned in constraints.txt, to a version that it allows."""
    extras: dict[str, list[str]] = PROJECT["optional-dependencies"]
    asked = [Requirement(text) for text in (*PROJECT["dependencies"], *extras["dev"], *extras["engines"])]
    known = pins()
    bad = [
        f"{requirement}: {known.get(canonicalize_name(requirement.name))}"
        for requirement in asked
        if requirement.name != "zensical"
        and not requirement.specifier.contains(known.get(canonicalize_name(requirement.name), "0"))
    ]
    assert bad == []


def test_mkdocs_2_is_never_installed() -> None:
    """MkDocs 2 cannot build this site, so no version of it satisfies the requirement."""
    (mkdocs,) = (Requirement(text) for text in PROJECT["dependencies"] if text.startswith("mkdocs>"))
    assert mkdocs.specifier.contains("1.6.1")
    assert not mkdocs.specifier.contains("2.0")


def test_each_bundled_work_is_named_with_its_licence() -> None:
    """What the client imports from npm is in THIRD_PARTY.md, with the year and holder of its copyright."""
    text = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").lower()
    client = ROOT / "generator" / "client"
    asked = set(json.loads((client / "package.json").read_text(encoding="utf-8"))["dependencies"])
    sources = "".join(path.read_text(encoding="utf-8") for path in (client / "src").rglob("*.ts"))
    imported = {name for name in asked if re.search(rf"""["']{re.escape(name)}[/"']""", sources)}
    assert imported >= {"katex"}
    assert [name for name in sorted(imported) if f"## {name}" not in text] == []
    assert text.count("copyright (c)") >= len(imported)
