# Only this module knows where a Chromium-like browser may be, where Firefox and WebKit are, and how they are installed.

"""The browser that tests and screenshots drive."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from devtools import packages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

VARIABLE = "BYHEART_BROWSER"
"""The environment variable that names a browser's program; tests read it, and so does the search."""

# The first is Chromium without a window of its own: a page takes it well under half of the time.
_COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    ("PROGRAMFILES", "Google/Chrome/Application/chrome.exe"),
    ("PROGRAMFILES(X86)", "Google/Chrome/Application/chrome.exe"),
    ("LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
    ("PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
    ("PROGRAMFILES", "Microsoft/Edge/Application/msedge.exe"),
)


def find(
    platform: str = sys.platform,
    env: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
    is_file: Callable[[str], bool] = os.path.isfile,
) -> str | None:
    """Return the first browser's program: named by the environment, on PATH, or in a usual place."""
    named = env.get(VARIABLE)
    if named:
        return named
    on_path = (which(command) for command in _COMMANDS)
    in_place = (place for place in _places(platform, env) if is_file(place))
    return next((found for found in (*on_path, *in_place) if found), None)


def _places(platform: str, env: Mapping[str, str]) -> Iterator[str]:
    if platform == "darwin":
        yield from _MAC
    elif platform == "win32":
        yield from (str(Path(env[folder], *rest.split("/"))) for folder, rest in _WINDOWS if folder in env)


def how_to_install(platform: str = sys.platform, *, is_root: bool = False) -> str:
    """Return the one command that brings a browser to this machine."""
    if platform == "darwin":
        return "brew install --cask google-chrome"
    if platform == "win32":
        return "winget install Google.Chrome"
    return f"{'' if is_root else 'sudo '}apt install chromium"


_OTHERS = {"firefox": (("firefox-esr", "firefox"),), "webkit": (("WebKitWebDriver",), ("Xvfb",))}
"""By the engine: what it needs on PATH, each under one of these names; the first is what is started."""

_PACKAGES = ("firefox-esr", "webkit2gtk-driver", "xvfb")


def find_other(engine: str, which: Callable[[str], str | None] = shutil.which) -> str | None:
    """Return the program that starts `firefox`, or that drives `webkit`; None if it or what it needs is missing."""
    found = [next(filter(None, map(which, names)), None) for names in _OTHERS[engine]]
    return found[0] if all(found) else None


def how_to_install_others() -> str:
    """Return the one command that brings the engines beside Chromium to a Debian machine."""
    return f"sudo apt install --no-install-recommends {' '.join(_PACKAGES)}"


def find_or_install(*, install: bool) -> str | None:
    """Return a Chromium's program; `install` allows apt-get (as root) to bring it and the other engines if missing."""
    found = find()
    # Chromium alone brings no font; DejaVu has the Latin, Greek and Arabic letters that the tests look at, the other
    # one the Japanese ones.
    missing = [] if found else ["chromium", "chromium-headless-shell", "fonts-dejavu-core", "fonts-vlgothic"]
    if not all(map(find_other, _OTHERS)):
        missing += _PACKAGES
    if missing and install and packages.may_install():
        packages.install("browsers", *missing)
    return find()
