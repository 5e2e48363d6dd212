#!/usr/bin/env python3
# The one door to the project: `python3 dev.py serve`, `python3 dev.py test`. Standard library only. This file
# stays readable for a Python that is too old, so that such a Python can say so.

"""Set up Byheart in .venv and run it, its checks and its tests."""

import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)


def too_old(version: "tuple[int, ...]") -> "str | None":
    """Return the sentence for a Python older than the oldest that works, else None."""
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return None
    found, needed = (".".join(str(part) for part in numbers[:2]) for numbers in (version, OLDEST_PYTHON))
    return "Byheart needs Python " + needed + " or newer; this is " + found + ": run dev.py with a newer one."


if __name__ == "__main__":
    message = too_old(sys.version_info[:2])
    if message:
        sys.exit(message)
    # The client's build is shared with the build hook, which lives there.
    sys.path.insert(0, str(Path(__file__).resolve().parent / "generator"))
    from devtools.commands import main

    sys.exit(main(sys.argv[1:]))
