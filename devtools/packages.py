# Only this module knows whether apt-get may bring programs to this machine, and how.

"""Packages of Debian and Ubuntu."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from devtools.steps import quietly, timed


def may_install() -> bool:
    """Say whether this is a machine with apt-get, and we are root there."""
    return sys.platform.startswith("linux") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(what: str, *packages: str) -> None:
    """Let apt-get install packages, which bring what the step is called after; raise `Problem` if it cannot."""
    with timed(f"Installing {what} with apt-get"):
        quietly(["apt-get", "update", "--quiet"], Path("/"))
        words = ["install", "--yes", "--no-install-recommends", *packages]
        quietly(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *words], Path("/"))
