# Knows alone: how a past is put into the browser's log for a test, and how it is wiped.
"""The learner's log as tests make it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

MINUTE = 60_000
DAY = 24 * 60 * MINUTE

# The database is the newest one, whatever its version: the page that was open before has made it.
_OPENED = """
  const opened = indexedDB.open("byheart:/site/");
  const database = await new Promise((done) => { opened.onsuccess = () => done(opened.result); });"""
_PUT = (
    "async (records) => {"
    + _OPENED
    + """
  const transaction = database.transaction("log", "readwrite");
  const now = Date.now();
  const there = transaction.objectStore("log").count();
  await new Promise((done) => { there.onsuccess = done; });
  // A device of its own each time, which notes one after the other.
  records.sort((a, b) => b.ago - a.ago);
  records.forEach(({ ago, ...record }, index) => transaction.objectStore("log").add({
    at: now - ago, tz: 0 - new Date().getTimezoneOffset(), device: "made" + (there.result || ""), seq: index + 1,
    ms: 1000, fingerprint: "", ...record,
  }));
  await new Promise((done) => { transaction.oncomplete = done; });
  database.close();
}"""
)
_WIPE = """() => new Promise((done, fail) => {
  const wiped = indexedDB.deleteDatabase("byheart:/site/");
  wiped.onsuccess = () => done();
  wiped.onerror = fail;
})"""


def learned(page: Page, *records: dict[str, Any]) -> None:
    """Put records into the log of a page that has it open, and load the page anew.

    Each says how many milliseconds `ago` it happened, and what differs from an empty record.
    """
    page.evaluate(_PUT, list(records))
    page.reload()


def rated(item: str, ago: int, rating: str = "good", **more: Any) -> dict[str, Any]:
    """The record of a card that was rated."""
    return {"item": item, "ago": ago, "kind": "rating", "rating": rating, **more}


def firm(item: str) -> list[dict[str, Any]]:
    """The past of a card that is known: recalled again and again, today as well."""
    return [rated(item, ago) for ago in (30 * DAY, 30 * DAY - 15 * MINUTE, 25 * DAY, 15 * DAY, 60 * MINUTE)]


def responded(item: str, ago: int, response: Any, **more: Any) -> dict[str, Any]:
    """The record of a question or a prompt that was answered."""
    return {"item": item, "ago": ago, "kind": "response", "response": response, **more}


def wiped(page: Page) -> None:
    """Take the whole database away, as a browser does that is told to delete a site's data; ends on a page without it."""
    page.evaluate(_WIPE)
