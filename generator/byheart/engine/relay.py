# Knows alone: what a user should read of an engine's output: each warning and error with its header, of long lists
# the beginning, of a traceback the last line.
"""What an engine said, in as many lines as somebody reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from byheart.diagnostics import count

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# What opens a message that is no fault; what is indented below it belongs to it.
_CHATTER = re.compile(
    r"INFO\s|DEBUG\s|Build (?:started|finished)|No issues found|RuntimeError: Aborted because --strict"
)
_MOST_BELOW = 8
"""Indented lines below a header: enough for one of Zensical's drawings of a place."""
_FIRST, _LAST = 50, 9


def relay(output: str) -> list[str]:
    """The warnings and errors in an engine's output, line by line: of many, the first 50 lines and the last 9."""
    lines = [line for message in _messages(output) for line in _shortened(message)]
    left_out = len(lines) - _FIRST - _LAST
    if left_out <= 1:
        return lines
    return [*lines[:_FIRST], f"… {count(left_out, 'line')} left out …", *lines[-_LAST:]]


def _messages(output: str) -> Iterator[list[str]]:
    """Each message that is no chatter: its header and the lines below it; of a traceback what ends it."""
    message: list[str] = []
    for line in _COLOUR.sub("", output).splitlines():
        if not line.strip():
            continue
        if _belongs_above(line) and message:
            message.append(line.rstrip())
        else:
            yield from _worth_reading(message)
            message = [line.rstrip()]
    yield from _worth_reading(message)


def _belongs_above(line: str) -> bool:
    # Zensical draws the place of a warning: the frame begins at the edge where numbers of lines are short.
    return line.startswith((" ", "\t", "─", "╭", "│", "╰"))


def _worth_reading(message: list[str]) -> Iterable[list[str]]:
    return (
        [] if not message or message[0].startswith("Traceback") or _CHATTER.match(message[0]) else [message]
    )


def _shortened(message: list[str]) -> list[str]:
    left_out = len(message) - 1 - _MOST_BELOW
    if left_out <= 1:
        return message
    return [*message[: 1 + _MOST_BELOW], f"  … and {left_out} more"]
