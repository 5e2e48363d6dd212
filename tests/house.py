# Knows alone: how the rooms of the house are read: what each module says that it alone knows, and what it imports.
"""The modules of both languages, their comments and their arrows."""

from __future__ import annotations

import functools
import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from devtools.environment import client_node

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator" / "byheart"
CLIENT = ROOT / "generator" / "client"
SOURCE = CLIENT / "src"

_OPENINGS = ("Knows alone: ", "Only this module knows ", "Only this module ", "Only this package knows ")


_HEAD = "| module | knows alone |\n| --- | --- |\n"


def knows(path: Path) -> str:
    """What a module says in its first sentence that it alone knows."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comment = []
    for line in lines:
        if not line.startswith(("#", "//")):
            break
        comment.append(line.lstrip("#/").strip())
    text = " ".join(comment)
    opening = next((words for words in _OPENINGS if text.startswith(words)), "")
    sentence = re.split(r"(?<=[.;])(?<!e\.g\.)(?<!i\.e\.)\s(?=[A-Z`])|\.$", text.removeprefix(opening))[0]
    return sentence.rstrip(".;")


def rooms_of_client() -> Mapping[str, list[Path]]:
    """The modules of the client by their folder below `src`, "" for those that lie in none."""
    found: dict[str, list[Path]] = {}
    for path in sorted(SOURCE.rglob("*.ts")):
        parts = path.relative_to(SOURCE).parts
        found.setdefault(parts[0] if len(parts) > 1 else "", []).append(path)
    return found


def client_table() -> str:
    """The modules of the client, room by room, as Markdown."""
    out = []
    for room, paths in rooms_of_client().items():
        out.append(f"\n### `src/{room}/`\n\n" if room else "\n### `src/`\n\n")
        out.append(_HEAD)
        below = SOURCE / room
        out += [
            _row(path.relative_to(below).as_posix(), knows(path))
            for path in paths
            if not path.name.endswith(".d.ts")
        ]
    out.append(f"\n### How it is built\n\n{_HEAD}")
    out += [_row(path.name, knows(path)) for path in sorted(CLIENT.glob("*.mjs"))]
    return "".join(out)


def package_table() -> str:
    """The rooms and modules of the generator as Markdown."""
    alone = [path for path in sorted(PACKAGE.glob("*.py")) if not path.stem.startswith("__")]
    out = ["\n", _HEAD, *(_row(path.stem, knows(path)) for path in alone)]
    for room in sorted(path.parent for path in PACKAGE.glob("*/__init__.py")):
        out.append(f"\n### `{room.name}/`\n\n{_HEAD}")
        for path in sorted(room.rglob("*.py")):
            what = knows(path)
            name = path.relative_to(room).with_suffix("").as_posix().removesuffix("__init__").rstrip("/")
            if not what.startswith("nothing"):
                out.append(_row(name or "itself", what))
    return "".join(out)


def _row(name: str, what: str) -> str:
    return f"| `{name}` | {what.replace('|', chr(92) + '|')} |\n"


@functools.cache
def client_imports() -> Mapping[str, list[str]]:
    """What each module of the client imports of the others, by their path below `src`, as the compiler reads it."""
    command = [*client_node().node, str(CLIENT / "imports.mjs")]
    found = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    table: dict[str, list[str]] = json.loads(found)
    return table


def circles(arrows: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Modules that import each other, also over others; each circle once, sorted."""
    reached = {name: _reached(arrows, name) for name in arrows}
    found = {
        tuple(sorted({name, *(other for other in reached[name] if name in reached.get(other, ()))}))
        for name in arrows
    }
    return sorted(list(circle) for circle in found if len(circle) > 1)


def _reached(arrows: Mapping[str, Iterable[str]], name: str) -> set[str]:
    seen: set[str] = set()
    ahead = [name]
    while ahead:
        for other in arrows.get(ahead.pop(), ()):
            if other not in seen:
                seen.add(other)
                ahead.append(other)
    return seen


def upwards(arrows: Mapping[str, Iterable[str]], order: tuple[str, ...]) -> Iterator[str]:
    """The arrows between rooms that run up; `order` has the rooms from the top to the bottom."""
    for name, used in arrows.items():
        for other in used:
            here, there = (order.index(room_of(one)) for one in (name, other))
            if there < here:
                yield f"{name} → {other}"


def room_of(name: str) -> str:
    """The room of a client's module: its folder below `src`."""
    return name.split("/", maxsplit=1)[0] if "/" in name else ""
