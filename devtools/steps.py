# Only this module knows how a step is announced, timed, run and counted.

"""Steps: run a command, say how long it took, remember how it ended."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_COUNTS = re.compile(r"(\d+) (passed|failed|error|errors|skipped|xfailed|xpassed|deselected)\b")
_PYTEST = re.compile(r"^=* ?(\d+ \w+.* in [\d.]+s.*?) ?=*$")
_NODE = re.compile(r"^\S (pass|fail) (\d+)$", re.MULTILINE)


_COMPILED = Path(__file__).resolve().parent.parent / ".venv" / "compiled"


class Problem(Exception):
    """Something is missing or failed; the message says what, and the command that mends it."""


@dataclass(frozen=True)
class Outcome:
    """How one step ended: its name, whether it passed, its seconds, a remark for the summary."""

    name: str
    passed: bool
    seconds: float = 0.0
    remark: str = ""


class Step(NamedTuple):
    """A command that is to be run, by a name, in a folder."""

    name: str
    command: Sequence[str]
    folder: Path


@dataclass
class Summary:
    """The outcomes of a run's steps, in order."""

    outcomes: list[Outcome] = field(default_factory=list)

    def run(self, name: str, command: Sequence[str], folder: Path) -> None:
        """Run one step, show its output as it comes, and keep how it ended."""
        print(f"\n-- {name}", flush=True)
        self.outcomes.append(_run(Step(name, command, folder), _show))

    def run_beside(self, *lines: Sequence[Step]) -> None:
        """Run several lines of steps at once, each in its order; a step's output is shown when it has ended."""

        def follow(steps: Sequence[Step]) -> list[Outcome]:
            return [_run_whole(step) for step in steps]

        with ThreadPoolExecutor(len(lines)) as pool:
            for outcomes in pool.map(follow, lines):
                self.outcomes += outcomes

    def fail(self, name: str, remark: str) -> None:
        """Count a step that could not be run."""
        self.outcomes.append(Outcome(name, passed=False, remark=remark))

    @property
    def passed(self) -> bool:
        """Say whether every step passed."""
        return all(outcome.passed for outcome in self.outcomes)

    def lines(self) -> Iterator[str]:
        """Yield the summary; its last line counts the tests, and the steps that are no tests."""
        width = max(len(outcome.name) for outcome in self.outcomes)
        yield ""
        for outcome in self.outcomes:
            verdict = "passed" if outcome.passed else "FAILED"
            time_taken = f"{outcome.seconds:6.1f} s"
            yield f"{verdict}  {outcome.name:{width}}  {time_taken}  {outcome.remark}".rstrip()
        yield self._closing()

    def _closing(self) -> str:
        counts: dict[str, int] = {}
        for outcome in self.outcomes:
            told = _COUNTS.findall(outcome.remark)
            for number, word in told:
                counts[word.rstrip("s")] = counts.get(word.rstrip("s"), 0) + int(number)
            if not told:
                word = "passed" if outcome.passed else "failed"
                counts[word] = counts.get(word, 0) + 1
        order = ("failed", "error", "passed", "skipped", "xfailed", "xpassed", "deselected")
        words = ", ".join(f"{counts[word]} {word}" for word in order if word in counts)
        seconds = sum(outcome.seconds for outcome in self.outcomes)
        return f"==== {words} in {seconds:.2f}s ===="


def counts(end: str) -> str:
    """Return what the end of a runner's output says of its tests; "" where it says nothing of tests."""
    last = end.rpartition("\n")[2]
    if pytest := _PYTEST.match(last):
        return pytest[1]
    node = {word: int(number) for word, number in _NODE.findall(end)}
    told = [f"{node[word]} {word}ed" for word in ("fail", "pass") if node.get(word)]
    return ", ".join(told)


def _run(step: Step, show: Callable[[bytes], object]) -> Outcome:
    began = time.monotonic()
    code, end = stream(step.command, step.folder, show)
    return Outcome(step.name, code == 0, time.monotonic() - began, counts(end))


def _run_whole(step: Step) -> Outcome:
    said: list[bytes] = []
    outcome = _run(step, said.append)
    _show(b"".join([f"\n-- {step.name}\n".encode(), *said]))
    return outcome


def _show(output: bytes) -> None:
    sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()


def stream(command: Sequence[str], folder: Path, show: Callable[[bytes], object] = _show) -> tuple[int, str]:
    """Run a command, pass its output on as it comes, and return its exit code and the end of the output."""
    tail = b""
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None
        while chunk := os.read(process.stdout.fileno(), 65536):
            show(chunk)
            tail = (tail + chunk)[-2000:]
    end = tail.decode("utf-8", "replace").replace("\r\n", "\n").strip()
    return process.returncode, end


def call(command: Sequence[str], folder: Path) -> int:
    """Run a command with this terminal as its own; an interrupt ends it and is no failure."""
    process = subprocess.Popen(command, cwd=folder, env=environment())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The terminal told the child as well; it closes its files and leaves on its own.
            continue


def quietly(command: Sequence[str], folder: Path) -> None:
    """Run a command without its output; raise `Problem` with the end of it when it fails."""
    made = subprocess.run(
        command,
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if made.returncode:
        end = "\n".join(made.stdout.strip().splitlines()[-40:])
        raise Problem(f"this failed: {' '.join(command)}\n{end}")


def environment() -> dict[str, str]:
    """Return the environment of everything that dev.py starts."""
    found = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    # Who wants nothing of Python beside the sources gets it elsewhere: without it each of many processes would compile
    # the tests and the generator again.
    if found.pop("PYTHONDONTWRITEBYTECODE", ""):
        found["PYTHONPYCACHEPREFIX"] = str(_COMPILED)
    return found


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Say what is being done and, when it is done, how long it took."""
    print(f"{what} ...", end=" ", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - began:.1f} s", flush=True)
