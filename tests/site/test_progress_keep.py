# "Keep your progress": the log leaves as a file or a link and comes back, and is checked; each is told in words.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.keeping_stage import records
from tests.site.log_stage import DAY, learned, rated, wiped
from tests.site.stage import STEPS, Visitor, answer, press, saved, say
from tests.site.test_progress import DECK, PROGRESS, count_of_items, figure, section, with_past

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def take(page: Page, path: Path) -> None:
    """Choose a file to import."""
    with page.expect_file_chooser() as chosen:
        section(page, "progress.keep").get_by_role("button", name=say("progress.import"), exact=True).click()
    chosen.value.set_files(path)


def test_export_wipe_import(visit: Visitor, tmp_path: Path) -> None:
    """A file brings back what the browser has lost, says what came in, and changes nothing the second time."""
    page = with_past(visit)
    before = records(page)
    keep = section(page, "progress.keep")
    expect(keep).to_contain_text(say("store.never-kept"))
    expect(keep).to_contain_text(say("store.keep-due", n=12))
    with page.expect_download() as download:
        press(keep, "progress.export").click()
    file = tmp_path / "log.json"
    download.value.save_as(file)
    expect(keep).to_contain_text(say("store.last-kept", when="today", n=0))
    expect(keep).not_to_contain_text(say("store.keep-due", n=12))
    page.goto(visit.site.url + "404.html")
    wiped(page)
    page.goto(visit.site.url + PROGRESS)
    expect(page.get_by_text(say("progress.empty"))).to_be_visible()
    take(page, file)
    result = page.locator(".study-keep-result")
    expect(result).to_contain_text(f"{len(before)} new, 0 that you have already")
    expect(page.get_by_text(say("progress.empty"))).to_be_visible()
    press(result, "progress.import-these").click()
    expect(result).to_contain_text(
        say("progress.imported", list=f"{len(before)} new, 0 that you have already")
    )
    expect(figure(page, "progress.known")).to_have_text("1")
    expect(keep).not_to_contain_text(say("store.keep-due", n=12))
    expect(keep).not_to_contain_text(say("store.never-kept"))
    assert records(page) == before
    take(page, file)
    expect(result).to_contain_text(f"0 new, {len(before)} that you have already")
    expect(result).to_contain_text(say("progress.nothing-changed"))
    assert records(page) == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"cards": []}', "foreign"),
        ("", "empty"),
        ('{"byheart": 99, "events": []}', "newer"),
        ('{"byheart": 1, "events": [{"at": "soon"}]}', "none"),
    ],
    ids=["foreign", "empty", "newer", "damaged"],
)
def test_a_file_that_is_none_of_ours_says_why(
    visit: Visitor, tmp_path: Path, content: str, reason: str
) -> None:
    """A file that cannot be read is refused with the reason, and changes nothing."""
    page = with_past(visit)
    before = records(page)
    file = tmp_path / "file.json"
    file.write_text(content, encoding="utf-8")
    take(page, file)
    words = say(f"store.file-{reason}")
    expect(page.locator(".study-keep-result")).to_contain_text(words)
    expect(page.locator("study-tool > .study-live")).to_contain_text(words)
    assert records(page) == before


def test_a_link_hands_the_log_over(visit: Visitor) -> None:
    """The link asks on the other device before it brings anything, leaves the address at once, and takes nothing away."""
    page = with_past(visit)
    page.get_by_text(say("progress.hand-over")).click()
    field = page.get_by_label(say("progress.link"))
    link = field.input_value()
    before = records(page)
    other = visit(PROGRESS, context=visit.context())
    expect(other.get_by_text(say("progress.empty"))).to_be_visible()
    other.goto(link)
    result = other.locator(".study-keep-result")
    expect(result).to_contain_text(f"{len(before)} new, 0 that you have already")
    assert other.url == visit.site.url + PROGRESS
    expect(other.get_by_text(say("progress.empty"))).to_be_visible()
    press(result, "progress.leave").click()
    expect(result).to_contain_text(say("progress.nothing-changed"))
    other.goto(link)
    press(result, "progress.import-these").click()
    expect(figure(other, "progress.new")).to_have_text(str(count_of_items(visit) - 5))
    assert records(other) == before
    other.goto(link[:-30])
    expect(result).to_contain_text(say("store.file-cut"))


def test_a_short_log_has_a_code_to_scan(visit: Visitor) -> None:
    """A first session fits into a code; a log of many records has the link alone."""
    page = visit(STEPS)
    answer(page, "pinned", "none")
    saved(page)
    page.goto(visit.site.url + PROGRESS)
    page.get_by_text(say("progress.hand-over")).click()
    expect(page.get_by_role("img", name=say("progress.code"))).to_be_visible()
    learned(page, *[rated(f"{DECK}#recall", 50 * DAY - index**3 * 7919 % (40 * DAY)) for index in range(400)])
    page.get_by_text(say("progress.hand-over")).click()
    expect(page.get_by_text(say("progress.no-code"))).to_be_visible()
    expect(page.get_by_role("img", name=say("progress.code"))).to_have_count(0)


def test_the_log_is_checked(visit: Visitor) -> None:
    """The check counts the records, and sets aside and counts what cannot be read."""
    page = with_past(visit)
    n = len(records(page))
    press(section(page, "progress.keep"), "progress.check").click()
    result = page.locator(".study-keep-result")
    expect(result).to_contain_text(say("progress.check-records", n=n))
    expect(result).to_contain_text(say("progress.check-sound"))
    learned(page, {"ago": 0, "item": 7, "kind": "rating", "device": "broken"})
    press(section(page, "progress.keep"), "progress.check").click()
    expect(result).to_contain_text(say("progress.check-aside", n=1))
    expect(result).to_contain_text(say("progress.check-records", n=n))
