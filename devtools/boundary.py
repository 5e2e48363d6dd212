# Only this module knows how the program comes to a machine in which the code of questions is run.

"""Bubblewrap, for the tests that attack the boundary around code."""

from __future__ import annotations

import shutil

from devtools import packages
from devtools.steps import Problem


def install_if_missing(*, install: bool) -> None:
    """Where there is no bubblewrap, `install` allows apt-get (as root) to bring it; without it its tests are skipped."""
    if not install or shutil.which("bwrap") or not packages.may_install():
        return
    try:
        packages.install("bubblewrap", "bubblewrap")
    except Problem as problem:
        print(f"{problem}\nThe tests that need bubblewrap are skipped.")
