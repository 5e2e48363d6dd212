# What all tests share: the option that rewrites goldens, a content folder written from a dictionary, and the places of
# the sites that are built once in a run.
"""Fixtures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.order import FileByFile, longest_first
from tests.shared import Shared, shared_sites

# A slow machine is no fault of the code: how long a case takes is measured by `dev.py bench`, not asserted here.
settings.register_profile("byheart", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("byheart")

WriteContent = Callable[[Mapping[str, "str | bytes"]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update`."""
    help_text = "write goldens anew from what the code gives now; read the diff before you keep them"
    parser.addoption("--update", action="store_true", help=help_text)


_SHARED = pytest.StashKey[Shared]()


def pytest_configure(config: pytest.Config) -> None:
    """Serve the shared sites from the process that starts the others; those are told where."""
    told = getattr(config, "workerinput", {}).get("shared")
    if told:
        config.stash[_SHARED] = Shared(**told)
    else:
        sites = ExitStack()
        config.stash[_SHARED] = sites.enter_context(shared_sites())
        config.add_cleanup(sites.close)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # of xdist, which has no types
    """Tell a process that runs tests where the shared sites are."""
    node.workerinput["shared"] = asdict(node.config.stash[_SHARED])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FileByFile:
    """Hand out the tests to the processes of a run."""
    return FileByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    longest_first(items)


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> Shared:
    """The sites that all processes of the run share."""
    return request.config.stash[_SHARED]


@pytest.fixture(scope="session")
def update(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be written anew."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def matches_golden(update: bool) -> Callable[[Path, str], None]:  # a fixture, not a flag
    """Compare a text with a golden file, or write the file anew with `--update`."""

    def compare(path: Path, text: str) -> None:
        if update:
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8"), f"pytest --update writes {path.name} anew"

    return compare


@pytest.fixture
def write_content(tmp_path: Path) -> WriteContent:
    """Write files given as {path below content/: text or bytes}; gives the content folder."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        folder = tmp_path / "content"
        folder.mkdir(exist_ok=True)
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return folder

    return write
