# Knows alone: in which order the tests run, and which of a file may run in different processes at once.
"""The order of the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xdist.scheduler import LoadFileScheduling

if TYPE_CHECKING:
    import pytest

LONGEST = (
    "test_lanes",
    "test_many",
    "test_access",
    "test_layout",
    "test_sessions_to_the_end",
    "test_hostile_site",
    "test_addresses",
    "test_deck_to_the_end",
    "test_engine",
    "test_practice",
    "test_progress",
    "test_sheets",
    "test_offline",
    "test_keeping_disk",
    "test_keeping_tabs",
)
"""The files that take longest come first, so that at the end no process has a long one while the others have nothing."""

APART = ("test_lanes", "test_access", "test_layout", "test_deck_to_the_end")
"""Files whose tests need not stay together: they share no site that each process would have to build for itself, or a
small one."""


def longest_first(items: list[pytest.Item]) -> None:
    """Sort the tests of the longest files before all others."""
    place = {name: index for index, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))


class FileByFile(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types
    """A file's tests run in one process, except where they may run apart."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return nodeid if file.endswith(tuple(f"/{name}.py" for name in APART)) else file
