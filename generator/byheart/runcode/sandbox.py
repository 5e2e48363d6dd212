# Knows alone: how one snippet is run and what is said of it: this file is the program that runs it, in a process of
# its own, and imports nothing of byheart. Limits come first. The hook after them is a seat belt: it stops what code
# does by mistake. It is no boundary, since code that wants to can undo it; what is said at the end can be forged too.
"""Runs the Python code on its standard input; says what happened on the last line of its standard error."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

SECONDS = 5
MEGABYTES = 1024
LARGEST_FILE = 1024 * 1024

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = (
    "socket.", "subprocess.", "ctypes.", "shutil.", "sqlite3.", "winreg.", "webbrowser.", "ftplib.", "smtplib.",
    "urllib.", "pty.", "syslog.", "os.exec", "os.fork", "os.kill", "os.link", "os.mkdir", "os.posix_spawn", "os.remove",
    "os.rename", "os.rmdir", "os.spawn", "os.startfile", "os.symlink", "os.system", "os.truncate", "os.chmod", "os.chown",
    "os.setxattr", "os.utime", "resource.", "signal.pthread_kill",
)  # fmt: skip


def give_up_root(user: int) -> None:
    """Become a user without rights, for good."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def limit() -> None:
    """Bound time, memory, files and processes, where the system can."""
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return
    bounds = {
        "RLIMIT_CPU": SECONDS,
        "RLIMIT_AS": MEGABYTES * 1024 * 1024,
        "RLIMIT_FSIZE": LARGEST_FILE,
        "RLIMIT_NOFILE": 64,
        "RLIMIT_NPROC": 0,
        "RLIMIT_CORE": 0,
    }
    for name, bound in bounds.items():
        try:
            resource.setrlimit(getattr(resource, name), (bound, bound))
        except (AttributeError, OSError, ValueError):
            continue  # this system bounds something else


def forbid(folder: str) -> None:
    """The seat belt: no network, no other program, no file but in `folder` and those of Python itself."""
    readable = tuple(
        os.path.realpath(place) for place in (folder, sys.prefix, sys.base_prefix, Path(os.__file__).parent)
    )
    writable = readable[:1]

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            raise PermissionError(f"not allowed here: {event}")
        if event == "open" and not isinstance(args[0], int):
            changes = bool(set(args[1] or "") & set("wax+") or (args[2] or 0) & _WRITING)
            place = os.path.realpath(os.fsdecode(args[0]))
            if not place.startswith(tuple(f"{root}{os.sep}" for root in (writable if changes else readable))):
                raise PermissionError(f"not allowed here: {place}")

    sys.addaudithook(hook)


def outcome(code: str) -> dict[str, str]:
    """What happens: the code is no Python, it ends, or an exception ends it."""
    try:
        program = compile(code, "<code>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return {"happens": "fails-to-compile"}
    try:
        exec(program, {"__name__": "__main__"})  # noqa: S102  # what this program is for
    except SystemExit:
        pass
    except BaseException as error:  # noqa: BLE001  # whatever ends it is the answer
        return {"happens": "raises", "name": type(error).__qualname__, "words": str(error)[:200]}
    return {"happens": "prints"}


def main() -> None:
    """The program; its arguments: the folder it may use, the word before what it says, the user to become if any."""
    folder, word, *user = sys.argv[1:]
    code = sys.stdin.buffer.read().decode("utf-8")
    sys.argv[1:] = []
    if user:
        give_up_root(int(user[0]))
    limit()
    forbid(folder)
    told = outcome(code)
    sys.stdout.flush()
    sys.stderr.write(f"\n{word} {json.dumps(told)}\n")


if __name__ == "__main__":
    main()
