# Knows alone: how the practice page is opened and begun, what of a session can be compared, how a QR code on the page is
# read back, and which records the browser has kept.
"""What the tests of practice and of exams share."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from devtools.environment import client_node
from tests.site.stage import PATIENCE, ROOT, Visitor, press

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

PRACTICE = "practice/"
CLIENT = ROOT / "generator" / "client"

_PAINTED = """(svg) => {
  const side = Number(svg.getAttribute("viewBox").split(" ")[2]), scale = 4;
  const canvas = Object.assign(document.createElement("canvas"), { width: side * scale, height: side * scale });
  const brush = canvas.getContext("2d");
  brush.scale(scale, scale);
  for (const shape of svg.children) {
    brush.fillStyle = shape.getAttribute("fill");
    if (shape.localName === "rect") brush.fillRect(0, 0, side, side);
    else brush.fill(new Path2D(shape.getAttribute("d")));
  }
  const { width, height, data } = brush.getImageData(0, 0, canvas.width, canvas.height);
  return { width, height, data: [...data] };
}"""
_DECODE = """
import decodeQR from "qr/decode.js";
import { readFileSync } from "node:fs";
const { width, height, data } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(decodeQR({ width, height, data: Uint8ClampedArray.from(data) }));
"""
_RECORDS = """async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith("byheart:"));
  const open = (name) => new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const all = [];
  for (const name of names) {
    const database = await open(name);
    const request = database.transaction("log").objectStore("log").getAll();
    all.push(...await new Promise((resolve) => (request.onsuccess = () => resolve(request.result))));
    database.close();
  }
  return all;
}"""


def begin(visit: Visitor, query: str, *, context: BrowserContext | None = None, **options: Any) -> Page:
    """Open a practice link and press Start; the first item stands there."""
    page = visit(PRACTICE + query, context=context, **options)
    press(page, "practice.start").click()
    expect(shown(page)).to_be_visible()
    return page


def shown(page: Page) -> Locator:
    """The item that is asked now."""
    return page.locator(".study-stage .study-item")


def key_of(page: Page) -> str:
    """The full id of the item that is asked now."""
    return shown(page).get_attribute("data-item") or ""


def face(page: Page) -> tuple[str, list[str]]:
    """What two learners can compare: the item, and its options or steps in their order."""
    texts = shown(page).locator(".study-option-text, .study-step-text").all_inner_texts()
    return key_of(page), texts


def decoded(code: Locator) -> str:
    """What the QR code on the page says, as the browser paints it."""
    return read_code(code.evaluate(_PAINTED))


def read_code(picture: dict[str, Any]) -> str:
    """What the QR code in a picture says: its `width`, its `height`, and its RGBA `data`, byte by byte."""
    painted = json.dumps(picture)
    words = [*client_node().node, "--input-type=module", "-e", _DECODE]
    found = subprocess.run(words, input=painted, cwd=CLIENT, capture_output=True, text=True, check=True)
    return found.stdout


def records(page: Page, n: int) -> list[dict[str, Any]]:
    """What the browser has on disk of the log, once that is `n` records; what there is when patience is at an end."""
    found: list[dict[str, Any]] = page.evaluate(
        f"""async ([n, patience]) => {{
          const end = performance.now() + patience;
          for (;;) {{
            const found = await ({_RECORDS})();
            if (found.length === n || performance.now() > end) return found;
            await new Promise(requestAnimationFrame);
          }}
        }}""",
        [n, PATIENCE],
    )
    assert len(found) == n
    return found
