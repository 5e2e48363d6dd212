# Only this module knows .venv: how it is made, what is installed into it, and when that has to happen again.

"""The project's virtual environment."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import client_build
from devtools.steps import Problem, quietly, timed

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
EXTRAS = "dev,engines"


def scripts(venv: Path, os_name: str = os.name) -> Path:
    """Return the folder of the environment's programs."""
    return venv / ("Scripts" if os_name == "nt" else "bin")


def program(name: str, venv: Path = VENV, os_name: str = os.name) -> str:
    """Return the path of one of the environment's programs."""
    return str(scripts(venv, os_name) / (f"{name}.exe" if os_name == "nt" else name))


def prepare() -> None:
    """Make the environment, install what has changed since the last time, and build the client's assets."""
    wanted = fingerprint(ROOT)
    stamp = VENV / "byheart.json"
    if not (Path(program("python")).is_file() and _read(stamp) == wanted):
        _make()
        with timed("Installing Byheart and its tools (the first time takes a minute or two)"):
            quietly(_install("--editable", f".[{EXTRAS}]"), ROOT)
        stamp.write_text(json.dumps(wanted), encoding="utf-8")
    if not client_build.is_current(ROOT):
        node = client_node()
        with timed("Building the client"):
            client_build.build(ROOT, node)


def client_node() -> client_build.Node:
    """Return a Node to build and test the client with, installed into the environment where there is none."""
    found = client_build.find_node(scripts(VENV))
    if found is None:
        with timed("Installing Node"):
            quietly(_install(client_build.NODE_WHEEL), ROOT)
        found = client_build.find_node(scripts(VENV))
    if found is None:
        raise Problem(f"Node {client_build.OLDEST_NODE} or newer is needed, with npm: see nodejs.org")
    return found


def fingerprint(root: Path) -> list[str]:
    """Return what the installed packages depend on: this Python, this folder, the files that name them."""
    files = (root / "pyproject.toml", root / "constraints.txt")
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    return [sys.version, str(root), *digests]


def venv_problem(
    platform: str = sys.platform,
    *,
    has_module: Callable[[str], object] = importlib.util.find_spec,
    is_root: bool | None = None,
) -> str | None:
    """Return the sentence for a Python that cannot make virtual environments, else None."""
    if has_module("venv") and has_module("ensurepip"):
        return None
    if platform.startswith("linux"):
        root = is_root if is_root is not None else os.geteuid() == 0
        mend = f"{'' if root else 'sudo '}apt install python3-venv"
        return f"This Python cannot make a virtual environment. On Debian and Ubuntu: {mend}"
    return "This Python cannot make a virtual environment. Install the one from python.org, or uv, and retry."


def _make() -> None:
    if Path(program("python")).is_file() and _read(VENV / "byheart.json")[:2] == fingerprint(ROOT)[:2]:
        return
    uv = shutil.which("uv")
    if uv is None and (problem := venv_problem()):
        raise Problem(problem)
    with timed("Making .venv"):
        # Inside .venv, sys.executable is what is about to be replaced.
        python = getattr(sys, "_base_executable", sys.executable)
        maker = [uv, "venv", "--clear", "--python", python] if uv else [python, "-m", "venv", "--clear"]
        quietly([*maker, str(VENV)], ROOT)


def _install(*what: str) -> list[str]:
    uv = shutil.which("uv")
    pip = [uv, "pip"] if uv else [program("python"), "-m", "pip", "--disable-pip-version-check"]
    target = ["--python", program("python")] if uv else []
    return [*pip, "install", *target, "--constraint", "constraints.txt", *what]


def _read(stamp: Path) -> list[str]:
    return list(json.loads(stamp.read_text(encoding="utf-8"))) if stamp.is_file() else []
