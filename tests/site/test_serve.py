# `byheart serve` as a whole, on each engine: what is changed shows, what is wrong does not, and nothing outlives it.

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from byheart.engine import ENGINES
from tests.parts import whole

if TYPE_CHECKING:
    from tests.site.conftest import SmallSite

pytestmark = pytest.mark.engine
GENERATOR = Path(__file__).parents[2] / "generator"
DECK = "title: Good\ncards:\n  - {{id: a, {front}: Why?, back: {back}.}}\n"


def with_decks(config: Path) -> Path:
    """Give a site what it needs for decks; its navigation is not written yet."""
    text = config.read_text().replace("[attr_list, tables]", "[attr_list, tables, byheart.markdown_ext]")
    config.write_text(whole(text))
    (config.parent / ".byheart" / "nav.yml").unlink()
    return config


def until_served(url: str, words: bytes, process: subprocess.Popen[str]) -> bytes:
    """Ask for a page until it has the words; Zensical's first answer is a page that waits."""
    page = b""
    while words not in page and process.poll() is None:
        try:
            page = urllib.request.urlopen(url).read()
        except (OSError, HTTPException):  # not there yet, or the connection was dropped while it starts
            continue
    return page


def until_said(process: subprocess.Popen[str], words: str) -> None:
    """Read what it says until it says that."""
    assert process.stdout is not None
    for line in process.stdout:
        if words in line:
            return
    raise AssertionError(f"it never said {words!r}")


@pytest.mark.parametrize("name", ENGINES)
def test_it_follows_changes_and_leaves_nothing_behind(
    tmp_path: Path, small_site: SmallSite, unused_port: int, name: str
) -> None:
    """A deck with an error is not shown, the mended one is; killed, it takes the engine with it."""
    url = f"http://127.0.0.1:{unused_port}/"
    config = with_decks(small_site(tmp_path, url))
    deck = tmp_path / "content" / "t" / "d.yml"
    deck.parent.mkdir(parents=True)
    deck.write_text(DECK.format(front="front", back="Because"))
    command = [
        sys.executable,
        "-u",
        "-m",
        "byheart",
        "serve",
        "-e",
        name,
        "-p",
        str(unused_port),
        "-f",
        str(config),
    ]
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(GENERATOR)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            until_said(process, "serving on")
            assert b"Because" in until_served(f"{url}decks/t/d/", b"Because", process)
            deck.write_text(DECK.format(front="fnort", back="Nevermore"))
            until_said(process, "the pages stay as they were")
            assert b"Because" in until_served(f"{url}decks/t/d/", b"Because", process)
            deck.write_text(DECK.format(front="front", back="Therefore"))
            assert b"Therefore" in until_served(f"{url}decks/t/d/", b"Therefore", process)
        finally:
            process.send_signal(signal.SIGKILL)
        # The engine writes to the same pipe, whose end comes when it is gone too.
        process.communicate(timeout=60)
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(url)


def test_an_engine_that_cannot_serve_is_an_error(tmp_path: Path, small_site: SmallSite) -> None:
    """A port that something else has ends it, and a script that called it is told."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        config = with_decks(small_site(tmp_path, f"http://127.0.0.1:{port}/"))
        (tmp_path / "content").mkdir()
        ended = subprocess.run(
            [sys.executable, "-m", "byheart", "serve", "-p", str(port), "-f", str(config)],
            env={**os.environ, "PYTHONPATH": str(GENERATOR)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    assert ended.returncode != 0
    assert "mkdocs has ended with exit code" in ended.stderr
