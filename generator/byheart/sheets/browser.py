# Knows alone: where a browser that can print may be, how it is started and ended, and what is asked of it. It has no
# network: each request is answered by the caller, and names and proxies are cut off besides.
"""The browser that prints."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

from byheart.sheets.protocol import Connection, ProtocolError
from byheart.write.folders import passing

VARIABLE = "BYHEART_BROWSER"
"""The environment variable that names a browser's program."""

_COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "brave-browser",
)
_MAC = ("Chromium", "Google Chrome", "Microsoft Edge")
_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_ARGUMENTS = (
    "--headless=new",
    "--remote-debugging-port=0",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--font-render-hinting=none",
    "--hide-scrollbars",
    "--window-size=1280,1024",
)
_LISTENING = "DevTools listening on "
_LAID_OUT = """new Promise((resolve) => {
  const root = document.documentElement;
  const look = () => {
    const state = root.dataset.sheet;
    if (!["ready", "none", "failed"].includes(state)) return;
    const lines = [...document.querySelectorAll(".study-sheet-said p")].map((line) => line.textContent);
    const count = Number(root.dataset.warnings ?? 0);
    const shadow = document.querySelector(".study-sheet")?.shadowRoot;
    const pages = shadow?.querySelectorAll(".study-page").length ?? 0;
    resolve({ state, title: document.title, pages, warnings: count ? lines.slice(-count) : [] });
  };
  new MutationObserver(look).observe(root, { attributes: true });
  look();
})"""


class SheetError(Exception):
    """No sheet could be printed; `help` says how to mend it."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


class Reply(Protocol):
    """What a request gets."""

    @property
    def kind(self) -> str:
        """The media type."""

    @property
    def data(self) -> bytes:
        """The bytes."""


@dataclass(frozen=True)
class Told:
    """What the page says of its sheet: `ready`, `none` or `failed`; its title, its pages, its warnings in words."""

    state: str
    title: str
    pages: int
    warnings: tuple[str, ...]


def find(
    platform: str = sys.platform,
    env: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
    is_file: Callable[[str], bool] = os.path.isfile,
) -> str:
    """The program of a browser: named by the environment, on PATH, or in a usual place. Raises SheetError."""
    if named := env.get(VARIABLE):
        return named
    on_path = (which(command) for command in _COMMANDS)
    in_place = (place for place in _places(platform, env) if is_file(place))
    found = next((program for program in (*on_path, *in_place) if program), None)
    if found is None:
        raise SheetError(
            "no browser is found that can print",
            f"install Chromium, Chrome or Edge, or name its program in {VARIABLE}",
        )
    return found


def _places(platform: str, env: Mapping[str, str]) -> Iterator[str]:
    if platform == "darwin":
        yield from (f"/Applications/{name}.app/Contents/MacOS/{name}" for name in _MAC)
    elif platform == "win32":
        folders = [env[name] for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA") if name in env]
        yield from (str(Path(folder, place)) for folder in folders for place in _WINDOWS)


class Browser:
    """A page of a running browser."""

    def __init__(self, connection: Connection, answer: Callable[[str], Reply | None]) -> None:
        self._connection = connection
        self._answer = answer
        self._loaded = False
        target = connection.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = connection.call("Target.attachToTarget", {"targetId": target, "flatten": True})
        connection.session = attached["sessionId"]
        connection.on("Fetch.requestPaused", self._reply)
        connection.on("Page.domContentEventFired", self._note_loaded)
        connection.call("Fetch.enable", {"patterns": [{"urlPattern": "*"}]})
        connection.call("Network.setBypassServiceWorker", {"bypass": True})
        connection.call("Page.enable")

    def open(self, address: str) -> Told:
        """Show the sheet at an address; gives what the page says once it is laid out."""
        self._loaded = False
        self._connection.call("Page.navigate", {"url": address})
        # What is evaluated earlier is gone with the page before.
        self._connection.until(lambda: self._loaded)
        asked = {"expression": _LAID_OUT, "awaitPromise": True, "returnByValue": True}
        value = self._connection.call("Runtime.evaluate", asked)["result"]["value"]
        return Told(value["state"], value["title"], value["pages"], tuple(value["warnings"]))

    def pdf(self) -> bytes:
        """What is shown as a PDF: tagged, with an outline, on the paper that the page asks for."""
        wanted = {
            "preferCSSPageSize": True,
            "printBackground": True,
            "generateTaggedPDF": True,
            "generateDocumentOutline": True,
        }
        return base64.b64decode(self._connection.call("Page.printToPDF", wanted)["data"])

    def _note_loaded(self, _: dict[str, Any]) -> None:
        self._loaded = True

    def _reply(self, event: dict[str, Any]) -> None:
        request = {"requestId": event["requestId"]}
        found = self._answer(event["request"]["url"].partition("#")[0])
        if found is None:
            self._connection.send("Fetch.failRequest", request | {"errorReason": "AddressUnreachable"})
            return
        headers = [{"name": "Content-Type", "value": found.kind}]
        body = base64.b64encode(found.data).decode()
        about = {"responseCode": 200, "responseHeaders": headers, "body": body}
        self._connection.send("Fetch.fulfillRequest", request | about)


@contextmanager
def open_browser(program: str, answer: Callable[[str], Reply | None]) -> Iterator[Browser]:
    """Run a browser without a window, with a profile that passes. Raises SheetError where it does not run."""
    with passing("byheart-browser-") as profile, _running(program, profile) as process:
        try:
            with Connection(_socket_of(process, program)) as connection:
                yield Browser(connection, answer)
        except (OSError, ProtocolError) as error:
            raise SheetError(
                f"{program} ended, or does not answer: {error}",
                f"try again, or name another browser in {VARIABLE}",
            ) from error


@contextmanager
def _running(program: str, profile: Path) -> Iterator[subprocess.Popen[str]]:
    # The system's root may not have a sandbox; what the page may load is ours alone in any case.
    alone = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    command = [program, *_ARGUMENTS, *alone, f"--user-data-dir={profile}", "about:blank"]
    try:
        process = subprocess.Popen(  # noqa: S603 (the browser that the user has or named, with arguments made here)
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        raise SheetError(
            f"{program} cannot be run: {error.strerror}", f"name a browser's program in {VARIABLE}"
        ) from error
    with process:
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """End the browser, and with it what it was started by: the program may be a script that waits for it."""
    _tell(process, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=5)
    if sys.platform != "win32":
        _tell(process, signal.SIGKILL)
    process.kill()


def _tell(process: subprocess.Popen[str], number: signal.Signals) -> None:
    if sys.platform == "win32":
        process.terminate()
        return
    with suppress(ProcessLookupError, PermissionError):  # none is left, or (on macOS) only what has ended
        os.killpg(process.pid, number)


def _drain(stream: Iterable[str]) -> None:
    with suppress(ValueError):  # it is closed when the browser has ended
        deque(stream, 0)


def _socket_of(process: subprocess.Popen[str], program: str) -> str:
    """The address at which the browser is spoken to, which it tells when it is ready."""
    assert process.stderr is not None
    said: list[str] = []
    for line in process.stderr:
        if line.startswith(_LISTENING):
            # What it says later is read by nobody, and must not fill the pipe.
            Thread(target=_drain, args=(process.stderr,), daemon=True).start()
            return line.removeprefix(_LISTENING).strip()
        said.append(line.strip())
    last = next((line for line in reversed(said) if line), "it said nothing")
    raise SheetError(
        f"{program} ended at once: {last}", f"mend what it says, or name another browser in {VARIABLE}"
    )
