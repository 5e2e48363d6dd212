# Knows alone: how a program ends when the one that started it is gone, however that ended. It is a program itself, runs
# another one, and holds the end of a pipe: the system closes the other end with its owner, also after a kill.
"""Runs the command of its arguments, and ends it when the standard input ends; its exit code is the command's."""

from __future__ import annotations

import subprocess
import sys
import threading

_PATIENCE = 5


def main() -> int:
    """The program."""
    with subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL) as process:  # noqa: S603 (the caller's own command)
        threading.Thread(target=_watch, args=(process,), daemon=True).start()
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the terminal told the command as well


def _watch(process: subprocess.Popen[bytes]) -> None:
    sys.stdin.buffer.read()
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()


if __name__ == "__main__":
    raise SystemExit(main())
