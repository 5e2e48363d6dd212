# What lasts when the disk is full at any write, when a page of another version is open or was here before, and when the
# log goes out as a file or a link and comes back elsewhere.

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.keeping_stage import rate, records, with_keep, with_log
from tests.site.stage import ROOT, STEPS, Site, Visitor, item, press, saved, say

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

# The n-th write fails as a full disk lets it fail: at once, or when the transaction ends.
FULL = """(late) => {
  globalThis.writesLeft = Infinity;
  for (const name of ["add", "put"]) {
    const original = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...values) {
      if (--globalThis.writesLeft > 0) return original.apply(this, values);
      if (!late) throw new DOMException("", "QuotaExceededError");
      const request = original.apply(this, values);
      request.addEventListener("success", () => request.transaction.abort());
      return request;
    };
  }
}"""

# Notes 16 responses, of which the n-th write fails; gives what was said of each, and what is known at the end.
WRITE = """async (failing) => {
  globalThis.writesLeft = failing;
  const said = [];
  for (let n = 0; n < 16; n++) {
    log.append({ item: `walk/elsewhere#${failing}`, kind: "response", response: n });
    await log.flush();
    said.push(log.saveState);
  }
  globalThis.writesLeft = Infinity;
  return said;
}"""


@pytest.mark.parametrize("late", [False, True], ids=["at once", "at the end"])
def test_no_response_is_called_saved_that_a_full_disk_refused(visit: Visitor, late: bool) -> None:
    """Each of thirty writes fails once: nothing is called saved from there on, and all of it is saved with room again."""
    page = with_log(visit())
    page.evaluate(FULL, late)
    for failing in range(1, 31):
        said = page.evaluate(WRITE, failing)
        # A response is two writes: the number of the next one, and the record. The first that fails and all after it wait.
        fine = (failing - 1) // 2
        assert said == ["saved"] * fine + ["not-saved"] * (16 - fine), f"write {failing}"
        mine = [record for record in records(page) if record["item"].endswith(f"#{failing}")]
        assert len(mine) == fine
        assert (
            page.evaluate("(n) => log.records.filter((one) => one.item.endsWith(`#${n}`)).length", failing)
            == 16
        )
        # The control: with room again, all of it is written, in order and once.
        assert page.evaluate("log.flush().then(() => log.saveState)") == "saved"
        mine = [record for record in records(page) if record["item"].endswith(f"#{failing}")]
        assert [record["response"] for record in mine] == list(range(16))


def test_a_disk_that_is_really_full(visit: Visitor) -> None:
    """The browser's own quota is reached: the page says so, and goes on saving when there is room."""
    page = visit.context().new_page()
    origin = visit.site.url.split("/site/")[0]
    # Before the database is opened, since the browser remembers for a while how much room there was.
    devtools = page.context.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 3_000_000})
    page.goto(visit.site.url + STEPS)
    with_log(page)
    rate(page, "recall", "good")
    saved(page)
    # Letters at random, since a database packs what repeats.
    states = page.evaluate(
        """async () => {
          const states = [];
          for (let n = 0; n < 40 && states.at(-1) !== "not-saved"; n++) {
            const bytes = crypto.getRandomValues(new Uint8Array(60_000));
            const text = [...bytes, ...bytes].map((byte, at) => String.fromCharCode(33 + ((byte * (at % 7 + 1)) % 90)));
            log.append({ item: "walk/elsewhere#long", kind: "response", response: text.join("") });
            await log.flush();
            states.push(log.saveState);
          }
          return states;
        }"""
    )
    assert states[-1] == "not-saved"
    expect(page.locator(".study-save-state")).to_have_text(say("save.not-saved"))
    # The control: all that was called saved is there, and with room the rest is.
    assert len(records(page)) == 1 + states.count("saved")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    rate(page, "spacing", "again")
    saved(page)
    assert len(records(page)) == 2 + len(states)


# Other versions

MAKE = """async ([name, version, stores, hold]) => {
  const opened = indexedDB.open(name, version);
  let blocked = false;
  opened.onblocked = () => { blocked = true; };
  opened.onupgradeneeded = () => {
    for (const [store, { options }] of Object.entries(stores)) opened.result.createObjectStore(store, options);
  };
  const database = await new Promise((done, fail) => {
    opened.onsuccess = () => done(opened.result);
    opened.onerror = () => fail(opened.error);
  });
  for (const [store, { values, keys }] of Object.entries(stores)) {
    const written = database.transaction(store, "readwrite");
    values.forEach((value, at) => written.objectStore(store).add(value, keys?.[at]));
    await new Promise((done) => { written.oncomplete = done; });
  }
  if (hold) globalThis.held = database;
  else database.close();
  return blocked;
}"""


def _make(page: Page, version: int, stores: dict[str, Any], *, hold: bool = False) -> bool:
    """Open the site's database as a page of a version would; says whether another page stood in the way."""
    blocked: bool = page.evaluate(MAKE, ["byheart:/site/", version, stores, hold])
    return blocked


def _version_1() -> dict[str, Any]:
    stores: dict[str, Any] = json.loads((ROOT / "tests/cases/store/version-1.json").read_text())["stores"]
    return stores


def _bare(context: BrowserContext, site: Site) -> Page:
    """A page of the site that runs none of our script."""
    page = context.new_page()
    page.goto(f"{site.url}decks/items.json")
    return page


def test_a_database_of_the_first_version_is_brought_up_to_date(visit: Visitor) -> None:
    """What a page of the first version kept is there, with what it had set aside, and goes on."""
    context = visit.context()
    _make(_bare(context, visit.site), 1, _version_1())
    page = visit(context=context)
    expect(item(page, "recall")).to_have_attribute("data-state", "right")
    expect(item(page, "strongest")).to_have_attribute("data-state", "partly")
    rate(page, "spacing", "again")
    saved(page)
    page.goto(visit.site.url + "decks/")
    expect(page.locator(".study-deck-progress").first).to_be_visible()
    kept = records(page)
    assert [record["seq"] for record in kept] == [*range(1, 10)]
    assert [one["record"]["device"] for one in records(page, "quarantine")] == ["old", "broken"]


def test_an_older_page_that_does_not_give_way_is_waited_for(visit: Visitor) -> None:
    """While an old tab holds the database, the page says so and works; when it is closed, everything is saved."""
    context = visit.context()
    old = _bare(context, visit.site)
    _make(old, 1, _version_1(), hold=True)
    page = visit(context=context)
    line = page.locator(".study-save-state")
    rate(page, "spacing", "again")
    expect(item(page, "spacing")).to_have_attribute("data-state", "wrong")
    expect(line).to_have_text(say("trouble.blocked"))
    expect(line).to_have_attribute("data-save-state", "not-saved")
    old.close()
    saved(page)
    expect(item(page, "recall")).to_have_attribute("data-state", "right")
    assert records(page)[-2]["item"] == "walk/steps#spacing"


def test_a_newer_page_may_upgrade_and_the_older_one_writes_nothing_more(
    visit: Visitor, tmp_path: Path
) -> None:
    """An open page gives way to a newer one at once, says who keeps the answers, and offers what it could not save."""
    context = visit.context()
    page = visit(context=context)
    rate(page, "recall", "good")
    saved(page)
    assert not _make(_bare(context, visit.site), 99, {}), "the open page stood in the way"
    line = page.locator(".study-save-state")
    expect(line).to_have_text(say("trouble.newer"))
    rate(page, "spacing", "again")
    expect(item(page, "spacing")).to_have_attribute("data-state", "wrong")
    expect(line).to_have_text(say("trouble.newer"))
    assert [record["item"] for record in records(page)] == ["walk/steps#recall"]
    with page.expect_download() as download:
        press(page, "save.download").click()
    file = tmp_path / "log.json"
    download.value.save_as(file)
    events = json.loads(file.read_text())["events"]
    assert [event["item"] for event in events] == ["walk/steps#recall", "walk/steps#spacing"]
    # A page that comes later reads what is there, and says the same.
    later = visit(context=context)
    expect(item(later, "recall")).to_have_attribute("data-state", "right")
    expect(later.locator(".study-save-state")).to_have_text(say("trouble.newer"))
    assert later.evaluate("indexedDB.databases().then(([one]) => one.version)") == 99


# Files and links


def _assets(site: Site) -> list[str]:
    return [path.name for path in (site.folder / "assets" / "byheart").iterdir()]


def test_a_file_brings_everything_to_another_browser(visit: Visitor, tmp_path: Path) -> None:
    """What one browser kept as a file another has after importing it, in every tab at once; twice changes nothing."""
    page = visit()
    rate(page, "recall", "good")
    rate(page, "spacing", "again")
    saved(page)
    with_keep(page, _assets(visit.site))
    with page.expect_download() as download:
        page.evaluate("keep.keep()")
    file = tmp_path / "log.json"
    download.value.save_as(file)
    text = file.read_text()
    other = visit.context()
    tabs = [with_keep(visit(context=other), _assets(visit.site)) for _ in range(2)]
    rate(tabs[1], "cramming", "good")
    saved(tabs[1])
    seen = tabs[0].evaluate(
        "async (text) => { globalThis.plan = await keep.preview(new Blob([text])); return plan.added.length; }",
        text,
    )
    assert seen == 2
    assert len(records(tabs[0])) == 1, "looking into a file changes nothing"
    tabs[0].evaluate("keep.bringIn(plan.file)")
    for tab in tabs:
        for item_id, state in (("recall", "right"), ("spacing", "wrong"), ("cramming", "right")):
            expect(item(tab, item_id)).to_have_attribute("data-state", state)
    kept = records(tabs[0])
    tabs[0].evaluate("keep.bringIn(plan.file)")
    assert records(tabs[0]) == kept
    assert len(kept) == 3


def test_a_damaged_file_changes_nothing_and_says_why(visit: Visitor) -> None:
    """A file that was cut before its first record is refused, one that was changed is doubted, in words; the store is as it was. The whole file is taken: the control."""
    page = with_keep(visit(), _assets(visit.site))
    text = (ROOT / "tests/cases/import/good--version-2.json").read_text()
    look = (
        "(text) => keep.preview(new Blob([text]))"
        ".then(({ added, file }) => [added.length, ...file.faults], (why) => keep.wordsFor(why))"
    )
    assert page.evaluate(look, text[:300]) == say("store.file-cut")
    assert page.evaluate(look, text.replace("again", "good")) == [4, "digest"]
    assert page.evaluate(look, text) == [4]
    assert records(page) == []


def test_a_link_brings_a_small_log_along(visit: Visitor) -> None:
    """A link made in one browser has all of it for another."""
    page = with_keep(visit(), _assets(visit.site))
    rate(page, "recall", "good")
    saved(page)
    link = page.evaluate("keep.handOver(new URL('../../../progress/', location.href).href)")
    assert link.startswith(visit.site.url + "progress/#log=")
    other = with_keep(visit(), _assets(visit.site))
    other.evaluate("(link) => keep.handedOver(new URL(link).hash).then((file) => keep.bringIn(file))", link)
    expect(item(other, "recall")).to_have_attribute("data-state", "right")
    assert records(other) == records(page)


def test_the_learner_hears_when_an_export_is_due(visit: Visitor) -> None:
    """After 50 answers the pages of the learning loop offer the file; with it in hand they are quiet. 49 are not yet due."""
    page = with_log(visit())
    answers = """async (n) => {
      for (let i = 0; i < n; i++) log.append({ item: "walk/elsewhere#card", kind: "response", response: i });
      await log.flush();
    }"""
    page.evaluate(answers, 49)
    page.goto(visit.site.url + "review/")
    line = page.locator(".study-keep")
    expect(page.locator(".study-agenda")).to_be_visible()
    with_log(page).evaluate("log.needAll()")
    expect(line).to_have_count(0)
    page.evaluate(answers, 1)
    expect(line).to_contain_text(say("store.keep-due", n=50))
    with page.expect_download():
        press(line, "store.keep").click()
    expect(line).to_be_hidden()
