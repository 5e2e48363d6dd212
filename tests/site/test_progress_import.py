# What comes in from elsewhere says before what it would do, is taken as far as it is sound, and can be taken back whole;
# answers with a time that cannot be right are told, and count again if the learner wants it.

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.keeping_stage import records
from tests.site.log_stage import DAY, learned, rated
from tests.site.stage import Visitor, press, say
from tests.site.test_progress import DECK, PROGRESS, figure, section, with_past
from tests.site.test_progress_keep import take

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def _file(path: Path, *events: object, **head: Any) -> Path:
    counts = {"events": len(events), "aside": 0}
    content = {"byheart": 2, "site": "/site/", "counts": counts, "events": events, "aside": [], **head}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def _event(seq: int, item: str, kind: str, at: float, **more: Any) -> dict[str, Any]:
    return {
        "at": at,
        "tz": 0,
        "ms": 0,
        "fingerprint": "",
        "device": "far",
        "seq": seq,
        "item": item,
        "kind": kind,
        **more,
    }


def _now(page: Page) -> float:
    now: float = page.evaluate("Date.now()")
    return now


FAR = 253_370_764_800_000
"""The beginning of the year 9999."""


def test_what_an_import_would_do_is_said_and_can_be_taken_back(visit: Visitor, tmp_path: Path) -> None:
    """Resets and settings are named, damaged and impossible records are told; afterwards all of it can be undone."""
    page = with_past(visit)
    before = records(page)
    known = figure(page, "progress.known").inner_text()
    now = _now(page)
    file = _file(
        tmp_path / "log.json",
        _event(1, DECK, "reset", now),
        _event(2, "setting:retention", "setting", now, response=0.75),
        _event(3, DECK, "reset", FAR),
        {"at": "yesterday"},
        _event(4, f"{DECK}#recall", "rating", FAR, rating="easy"),
        sha256="0" * 64,
    )
    take(page, file)
    result = page.locator(".study-keep-result")
    title = page.evaluate(
        "deck => fetch('../decks/items.json').then((all) => all.json())"
        ".then((all) => all.decks.find((one) => one.deck === deck).title)",
        DECK,
    )
    for words in (
        say("store.file-record", list="4"),
        say("store.file-digest"),
        say("store.file-sound-part"),
        say("progress.import-clears", list=title),
        say("progress.import-sets", list=f"{say('settings.retention')}: 75%"),
        say("progress.import-idle", n=2),
    ):
        expect(result).to_contain_text(words)
    assert records(page) == before
    press(result, "progress.import-sound").click()
    expect(result).to_contain_text("4 new, 0 that you have already")
    expect(page.get_by_text(say("progress.empty"))).to_be_visible()
    assert len(records(page, "quarantine")) == 1
    press(result, "progress.take-back").click()
    expect(result).to_contain_text(say("progress.taken-back", n=4))
    expect(figure(page, "progress.known")).to_have_text(known)
    assert records(page) == before
    assert len(records(page, "quarantine")) == 5


def test_an_import_of_another_day_can_be_taken_back(visit: Visitor, tmp_path: Path) -> None:
    """Each import is listed with its time and size; what was answered after it stays when it is taken back."""
    page = with_past(visit)
    before = records(page)
    take(
        page, _file(tmp_path / "log.json", _event(1, f"{DECK}#recall", "rating", _now(page), rating="again"))
    )
    result = page.locator(".study-keep-result")
    press(result, "progress.import-these").click()
    expect(result).to_contain_text("1 new, 0 that you have already")
    learned(page, rated(f"{DECK}#spacing", 0))
    fold = page.locator("#study-imports")
    # By the keyboard, since what is drawn above it meanwhile moves it.
    fold.locator("summary").press("Enter")
    expect(fold.get_by_role("listitem")).to_contain_text("1 record came in.")
    press(fold, "progress.take-back").click()
    expect(fold).to_be_hidden()
    kept = records(page)
    assert [record for record in kept if record in before] == before
    assert {record["item"] for record in kept if record not in before} == {f"{DECK}#spacing"}


def test_a_clock_that_was_wrong_once(visit: Visitor) -> None:
    """Such answers are told on the pages, do not count, count again by their place, and no more when that is undone."""
    page = visit()
    clock = {"device": "clock"}
    past = [rated(f"{DECK}#recall", ago * DAY, seq=seq, **clock) for seq, ago in ((1, 30), (2, 29), (4, 20))]
    learned(page, *past, rated(f"{DECK}#spacing", 6 * 365 * DAY, seq=3, **clock))
    page.goto(visit.site.url + "review/")
    expect(page.locator(".study-agenda")).to_contain_text(say("review.doubtful", n=1))
    page.goto(visit.site.url + PROGRESS)
    keep = section(page, "progress.keep")
    expect(keep).to_contain_text("1 answer has a time that cannot be right (")
    new = int(figure(page, "progress.new").inner_text())
    press(keep, "progress.check").click()
    result = page.locator(".study-keep-result")
    expect(result).to_contain_text(say("progress.count-them-words"))
    press(result, "progress.count-them").click()
    expect(result).to_contain_text(say("progress.counted", n=1))
    expect(figure(page, "progress.new")).to_have_text(str(new - 1))
    expect(keep.locator(".study-figures-words", has_text="cannot be right")).to_have_count(0)
    copy = next(record for record in records(page) if "mends" in record)
    assert copy["mends"] == "clock 3"
    assert len(records(page)) == 5
    fold = page.locator("#study-imports")
    # By the keyboard, since what is drawn above it meanwhile moves it.
    fold.locator("summary").press("Enter")
    press(fold, "progress.take-back").click()
    expect(figure(page, "progress.new")).to_have_text(str(new))
    assert len(records(page)) == 4
