# Knows alone: how each browser engine is driven: Chromium and Firefox by Playwright (Firefox over WebDriver BiDi), WebKit
# by selenium on a screen of its own. What a walk needs of a browser is the few verbs of `Lane`, the same in each engine.
"""Three browser engines behind one small interface."""

from __future__ import annotations

import json
import os
import subprocess
import time
from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from playwright.sync_api import Error as PlaywrightError
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Playwright, ViewportSize
    from selenium.webdriver.remote.webelement import WebElement

T = TypeVar("T")

PATIENCE = 30.0
"""Seconds after which a condition counts as never met."""

_PAUSE = 0.03
"""Seconds between two looks at whether a condition is met."""

# The first element that is seen, by a selector and a part of its words or its label.
_FIND = """(css, words) => [...document.querySelectorAll(css)].find((node) =>
  node.checkVisibility() && node.getClientRects().length
  && (node.innerText + "\\n" + (node.getAttribute("aria-label") ?? "")).includes(words ?? ""))"""
# What lies below the theme's bar at the top could not be clicked.
_REACH = f"""(css, words) => {{
  const node = ({_FIND})(css, words);
  node?.scrollIntoView({{ block: "center", behavior: "instant" }});
  return node ?? null;
}}"""
# Waits in the page for a quarter of a second at most, so that a page that is left in between is no harm.
_WAIT = """async (holds, values) => {
  for (const end = performance.now() + 250; performance.now() < end; await new Promise((go) => setTimeout(go, 30))) {
    const found = await holds(...values);
    if (found) return found;
  }
  return null;
}"""


class Lane(ABC):
    """One engine with a profile without a past."""

    #: What an engine may raise while a page is left, or while an element moves: it is tried again.
    passing: type[Exception]

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder

    @abstractmethod
    def visit(self, address: str) -> None:
        """Load a page as a whole."""

    @abstractmethod
    def ask(self, function: str, *values: Any) -> Any:
        """Call a JavaScript function, which may be asynchronous, with JSON values; gives its JSON value."""

    @abstractmethod
    def keys(self, *names: str) -> None:
        """Press keys, one after the other, by their names in `KeyboardEvent.key`."""

    @abstractmethod
    def resize(self, width: int, height: int = 900) -> None:
        """Give the page's viewport a width in CSS pixels."""

    @abstractmethod
    def give(self, css: str, path: Path) -> None:
        """Choose a file for an input."""

    @abstractmethod
    def _press(self, css: str, words: str | None) -> bool:
        """Click the first element that is seen, once; whether there is one."""

    def click(self, css: str, words: str | None = None) -> None:
        """Click the first element that is seen and says `words`, with the mouse, once it is there."""
        self._patiently(lambda: self._press(css, words), f"{css} {words or ''}")

    def until(self, function: str, *values: Any) -> Any:
        """Wait until a JavaScript function gives something, and give that."""
        wait = f"(...values) => ({_WAIT})({function}, values)"
        return self._patiently(lambda: self.ask(wait, *values), f"{function} {values}")

    def seen(self, css: str, words: str | None = None) -> None:
        """Wait until an element is seen and says `words`."""
        try:
            self.until(f"(css, words) => Boolean(({_FIND})(css, words))", css, words)
        except (AssertionError, self.passing) as error:
            there = self.ask(
                "(css) => [...document.querySelectorAll(css)].map((node) => node.innerText)", css
            )
            raise AssertionError(f"{self.name}: {css} never says {words}: {there}") from error

    def reload(self) -> None:
        """Load the page anew; ends when the new one is there."""
        self.ask("() => { globalThis.old = true; }")
        self.ask("() => { setTimeout(() => location.reload()); }")
        self.until("() => !globalThis.old && document.readyState === 'complete'")

    def go(self, steps: int) -> None:
        """Press Back (-1) or Forward (1)."""
        self.ask("(steps) => { setTimeout(() => history.go(steps)); }", steps)

    def taken(self, act: Callable[[], None]) -> Path:
        """The file that the browser puts into the lane's folder because of an act; its name ends in `.json`."""
        before = set(self.folder.glob("*.json"))

        def new() -> list[Path]:
            # What a driver is told of a download, it hears while it is asked something.
            self.ask("() => true")
            return [file for file in self.folder.glob("*.json") if file not in before and _is_whole(file)]

        act()
        return self._patiently(new, "a file")[0]

    def _patiently(self, attempt: Callable[[], T], what: str) -> T:
        end, last = time.monotonic() + PATIENCE, ""
        while time.monotonic() < end:
            try:
                found = attempt()
            except self.passing as error:
                last = str(error)
            else:
                if found:
                    return found
            # Asked without a pause, a driver is busier with its answers than the page with what is waited for.
            time.sleep(_PAUSE)
        raise AssertionError(f"{self.name}: never there: {what} {last}")


def _is_whole(file: Path) -> bool:
    try:
        return bool(json.loads(file.read_bytes()))
    except ValueError:
        return False


class PlaywrightLane(Lane):
    """Chromium, or Firefox over BiDi."""

    passing = PlaywrightError

    def __init__(self, name: str, folder: Path, page: Page) -> None:
        super().__init__(name, folder)
        self._page = page

    def visit(self, address: str) -> None:
        self._page.goto(address)

    def ask(self, function: str, *values: Any) -> Any:
        return self._page.evaluate(f"(values) => ({function})(...values)", list(values))

    def keys(self, *names: str) -> None:
        for name in names:
            self._page.keyboard.press(name)

    def resize(self, width: int, height: int = 900) -> None:
        self._page.set_viewport_size({"width": width, "height": height})

    def give(self, css: str, path: Path) -> None:
        self._page.locator(css).first.set_input_files(path)

    def _press(self, css: str, words: str | None) -> bool:
        found = self._page.evaluate_handle(f"([css, words]) => ({_REACH})(css, words)", [css, words])
        element = found.as_element()
        if element:
            element.click(timeout=PATIENCE * 500)
        return element is not None


class WebKitLane(Lane):
    """WebKitGTK's own small browser."""

    passing = WebDriverException

    def __init__(self, folder: Path, driver: webdriver.WebKitGTK) -> None:
        super().__init__("webkit", folder)
        self._driver = driver

    def visit(self, address: str) -> None:
        self._driver.get(address)

    def ask(self, function: str, *values: Any) -> Any:
        found = self._driver.execute_async_script(
            f"""const [done, ...values] = [[...arguments].pop(), ...[...arguments].slice(0, -1)];
            new Promise((go) => go(({function})(...values)))
              .then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));""",
            *values,
        )
        if "error" in found:
            raise WebDriverException(found["error"])
        return found.get("value")

    def until(self, function: str, *values: Any) -> Any:
        # Nothing may wait inside of a page: put away for Back, it would never answer.
        script = f"return ({function})(...arguments) ?? null"
        wait = WebDriverWait(self._driver, PATIENCE, _PAUSE, [self.passing])
        return wait.until(lambda driver: driver.execute_script(script, *values), f"{function} {values}")

    def go(self, steps: int) -> None:
        self._driver.back() if steps < 0 else self._driver.forward()

    def keys(self, *names: str) -> None:
        hand = webdriver.ActionChains(self._driver, duration=0)
        for name in names:
            hand.send_keys(
                {"ArrowUp": Keys.ARROW_UP, "Space": " "}.get(name, getattr(Keys, name.upper(), name))
            )
        hand.perform()

    def resize(self, width: int, height: int = 900) -> None:
        self._driver.set_window_size(width, height)
        self.until("(width) => innerWidth === width", width)

    def give(self, css: str, path: Path) -> None:
        element: WebElement = self._driver.find_element("css selector", css)
        element.send_keys(str(path))

    def _press(self, css: str, words: str | None) -> bool:
        element: WebElement | None = self._driver.execute_script(
            f"return ({_REACH})(...arguments)", css, words
        )
        if element is None:
            return False
        element.click()
        return True


# How they are started

_WIDE: ViewportSize = {"width": 1280, "height": 900}


@contextmanager
def chromium_lane(browser: Browser, folder: Path) -> Iterator[Lane]:
    """A profile in the Chromium that runs."""
    context = browser.new_context(viewport=_WIDE)
    page = context.new_page()
    page.on("download", lambda download: download.save_as(folder / download.suggested_filename))
    yield PlaywrightLane("chromium", folder, page)
    context.close()


@contextmanager
def firefox_lane(playwright: Playwright, folder: Path, program: str) -> Iterator[Lane]:
    """A Firefox of the system. Of its downloads nothing is told, so that it has to be its own one, with its own folder."""
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=program, downloads_path=folder)
    yield PlaywrightLane("firefox", folder, browser.new_context(viewport=_WIDE).new_page())
    browser.close()


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees, for as long as it is wanted; gives its name."""
    read, write = os.pipe()
    words = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        yield f":{number}"
        server.terminate()


# Without this, the bar above the page is wider than a phone.
_NARROW = "* { padding: 0; margin: 0; min-width: 0; border-width: 0; font-size: 5px; }\n"


@contextmanager
def webkit_lane(folder: Path, program: str) -> Iterator[Lane]:
    """WebKit on a screen of its own, with settings and downloads below a folder."""
    config, home = folder / "config", folder / "home"
    (config / "gtk-3.0").mkdir(parents=True)
    (config / "gtk-3.0" / "gtk.css").write_text(_NARROW, encoding="utf-8")
    (config / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{folder}"\n', encoding="utf-8")
    with screen() as display:
        places = {"XDG_CONFIG_HOME": config, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}
        env = os.environ | {name: str(place) for name, place in places.items()} | {"DISPLAY": display}
        service = webdriver.WebKitGTKService(program, env=env)
        driver = webdriver.WebKitGTK(options=webdriver.WebKitGTKOptions(), service=service)
        driver.set_script_timeout(PATIENCE)
        driver.set_window_size(1280, 900)
        yield WebKitLane(folder, driver)
        driver.quit()
