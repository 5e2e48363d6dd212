# Knows alone: whether the Python code of predict questions does what their keys say. It is run only on request, only
# where the site's configuration allows it, and within a boundary: code in a deck is somebody else's. What comes out
# of there is not trusted either, since it is the code's own process that says it.
"""Running the code of predict questions."""

from __future__ import annotations

import difflib
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO, NamedTuple

from byheart.content.deck import LoadedDeck
from byheart.content.load import Library
from byheart.diagnostics import Diagnostic, quoted
from byheart.items.predict import FAILS, PRINTS, RAISES, Predict, lines_of, name_of
from byheart.model import Problem
from byheart.model.values import Status
from byheart.runcode.boundary import NOBODY, SNIPPET, Boundary, Missing, find
from byheart.runcode.sandbox import SECONDS

PYTHON = frozenset({"py", "py3", "python", "python3"})
"""Languages whose code is run."""

_SHOWN = 64 * 1024
_DIFF_LINES, _DIFF_WIDTH = 40, 160
_SANDBOX = Path(__file__).with_name("sandbox.py")
_LONGEST_NAME = 200
_STOPPED = "is-stopped"


class Ran(NamedTuple):
    """What running a piece of code came to: `happens` as in a predict question, or "is-stopped".

    `output` is what it printed; `name` and `words` are those of the exception.
    """

    happens: str
    output: str = ""
    name: str = ""
    words: str = ""


def check_code(library: Library, boundary: Boundary | None) -> list[Diagnostic]:
    """Run the Python code of each predict question that is not retired, in `boundary`; without one if it is None.

    Gives a diagnostic for each one that does something else than its key says, sorted.
    """
    return sorted(found for loaded in library.decks() for found in _of_deck(loaded, boundary))


def find_boundary() -> Boundary | Missing:
    """The boundary of this machine, after something was run in it; else why there is none."""
    return find(_tried)


def _tried(boundary: Boundary) -> str:
    """What goes wrong when something is run in `boundary`; "" if nothing does."""
    ran, said = _run("print('here')", boundary)
    if (ran.happens, ran.output) == (PRINTS, "here\n"):
        return ""
    return quoted(said.strip().rpartition("\n")[2] or "it says nothing", 200)


def _of_deck(loaded: LoadedDeck, boundary: Boundary | None) -> Iterator[Diagnostic]:
    for item in loaded.all_items():
        if isinstance(item, Predict) and item.status is not Status.RETIRED and _is_python(item):
            if any(item.check()):
                continue  # its key is wrong in itself, and that is told
            problem = difference(item, run(item.code, boundary))
            if problem:
                yield loaded.diagnose(problem._replace(loc=(*loaded.loc_of(item), *problem.loc)))


def _is_python(item: Predict) -> bool:
    return item.language.split()[0].lower() in PYTHON


def run(code: str, boundary: Boundary | None) -> Ran:
    """Run Python code in a process of its own, 5 seconds, in `boundary` if there is one. Never raises for code.

    What it gives was said by the process of the code, and that code can say what it likes.
    """
    return _run(code, boundary)[0]


def _run(code: str, boundary: Boundary | None) -> tuple[Ran, str]:
    """What running the code came to, and the end of what was said on standard error."""
    word = secrets.token_hex(16)
    with (
        tempfile.TemporaryDirectory(prefix="byheart-") as folder,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as errors,
    ):
        process = subprocess.Popen(  # noqa: S603 (our own program, with arguments made here)
            _command(folder, word, boundary),
            cwd=folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=errors,
            start_new_session=True,
        )
        _feed(process, code)
        _wait(process)
        said = _end_of(errors)
        out.seek(0)
        output = out.read(_SHOWN).decode("utf-8", "replace").replace("\r\n", "\n")
    told = _last_line(said, word)
    if told is None:
        return Ran(_STOPPED, output), said
    return Ran(told["happens"], output, told.get("name", ""), told.get("words", "")), said


def _command(folder: str, word: str, boundary: Boundary | None) -> list[str]:
    """How the code is run that comes on standard input; the last line of what is said begins with `word`."""
    if boundary is None:
        return [sys.executable, "-s", "-S", "-P", "-B", "-X", "utf8", str(_SANDBOX), folder, word]
    user = [str(NOBODY)] if boundary.is_root else []
    return boundary.around(_SANDBOX, [SNIPPET, word, *user], _environment())


def _environment() -> dict[str, str]:
    """A clean one: nothing of ours leaks in, and sets are printed in the same order every time."""
    own = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return own | {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def _feed(process: subprocess.Popen[bytes], code: str) -> None:
    assert process.stdin is not None  # it was asked for
    with suppress(BrokenPipeError):  # it ended before it read all
        process.stdin.write(code.encode("utf-8"))
        process.stdin.close()


def _wait(process: subprocess.Popen[bytes]) -> None:
    """Until the process ends, or its time is over; then nothing of its group is left, and nothing of its box."""
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):  # none is left, or (on macOS) only what has ended
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _end_of(errors: BinaryIO) -> str:
    errors.seek(0, os.SEEK_END)
    errors.seek(max(0, errors.tell() - _SHOWN))
    return errors.read().decode("utf-8", "replace")


def _last_line(said: str, word: str) -> dict[str, str] | None:
    """What the program that runs the code says in the end; None if it did not come to that."""
    told = [line.removeprefix(f"{word} ") for line in said.splitlines() if line.startswith(f"{word} ")]
    return _verdict(told[-1]) if told else None


def _verdict(text: str) -> dict[str, str] | None:
    """What was said; None for what our program never says, since the code may know the word and speak for it."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        return None
    happens, name = data.get("happens"), data.get("name", "")
    if happens not in {PRINTS, RAISES, FAILS} or (happens == RAISES) != _is_name(name):
        return None
    return data


def _is_name(text: str) -> bool:
    """Whether a class of Python can be called so, as in `Shop.<locals>.SoldOut`."""
    return len(text) <= _LONGEST_NAME and all(
        part.isidentifier() or part == "<locals>" for part in text.split(".")
    )


def difference(item: Predict, ran: Ran) -> Problem | None:
    """What the key of the item says otherwise; None if it is right."""
    if ran.happens == _STOPPED:
        message = f"the code does not end within {SECONDS} seconds, needs too much, or ends Python itself"
        return Problem(
            ("code",), "output-differs", message, "make it shorter, so that learners can follow it"
        )
    if ran.happens != item.happens:
        told = Problem(
            (_key_of(item),), "output-differs", f"the code {_in_words(ran)}", _mend(ran), on_key=True
        )
    elif ran.happens == RAISES and name_of(ran.name) != name_of(item.raises or ""):
        told = Problem(
            ("raises",), "output-differs", f"the code {_in_words(ran)}", f"write 'raises: {ran.name}'"
        )
    elif ran.happens == PRINTS and lines_of(ran.output) != lines_of(item.output or ""):
        return _other_output(item.output or "", ran.output)
    else:
        return None
    return told._replace(detail=line_diff(_as_key(item), _as_key(ran)))


def _other_output(key: str, output: str) -> Problem:
    """The problem of a key that is not what was printed, at its first line that differs, with a diff."""
    said, printed = (lines_of(text).split("\n") for text in (key, output))
    same = next(count for count, pair in enumerate(zip_longest(said, printed)) if pair[0] != pair[1])
    return Problem(
        ("output",),
        "output-differs",
        "the code prints something else than 'output' says",
        first_difference(key, output),
        line_offset=min(same, len(said) - 1),
        detail=line_diff(said, printed),
    )


def line_diff(said: Sequence[str], real: Sequence[str]) -> str:
    """A unified diff of the lines of a key and of what really happens, in reasonable length."""
    lines = list(difflib.unified_diff(said, real, "the key", "what the code does", lineterm=""))
    left_out = [f"… {len(lines) - _DIFF_LINES} more lines"] if len(lines) > _DIFF_LINES else []
    cut = [f"{line[:_DIFF_WIDTH]}…" if len(line) > _DIFF_WIDTH else line for line in lines[:_DIFF_LINES]]
    return "\n".join(line.rstrip("\n") for line in (*cut, *left_out))


def _as_key(what: Predict | Ran) -> list[str]:
    """What happens as it is written in a deck, line by line."""
    if what.happens == FAILS:
        return ["fails_to_compile: true"]
    if what.happens == RAISES:
        return [f"raises: {what.name if isinstance(what, Ran) else what.raises}"]
    printed = lines_of(what.output or "")
    return ["output: |", *(f"  {line}" for line in printed.split("\n"))] if printed else ['output: ""']


def _key_of(item: Predict) -> str:
    return {PRINTS: "output", RAISES: "raises", FAILS: "fails_to_compile"}[item.happens]


def _in_words(ran: Ran) -> str:
    if ran.happens == RAISES:
        words = f": {quoted(ran.words, 80)[1:-1]}" if ran.words else ""
        return f"raises {ran.name}{words}"
    return "does not compile" if ran.happens == FAILS else f"prints {quoted(ran.output.strip(), 80)}"


def _mend(ran: Ran) -> str:
    key = {PRINTS: "output: …", RAISES: f"raises: {ran.name}", FAILS: "fails_to_compile: true"}[ran.happens]
    return f"mend the code, or write '{key}'"


def first_difference(key: str, output: str) -> str:
    """What to write in the first line of the key that is not what was printed."""
    pairs = list(zip_longest(lines_of(key).split("\n"), lines_of(output).split("\n")))
    differing = [(number, *pair) for number, pair in enumerate(pairs, start=1) if pair[0] != pair[1]]
    number, said, printed = differing[0]
    more = f", and mend {len(differing) - 1} more" if len(differing) > 1 else ""
    if printed is None:
        return f"delete line {number}, {quoted(said)}{more}"
    if said is None:
        return f"add line {number}, {quoted(printed)}{more}"
    return f"in line {number}, write {quoted(printed)} in place of {quoted(said)}{more}"
