# What lasts: the log in the browser, over reloads, pages and tabs, and under every fault a browser's storage can have.

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.keeping_stage import rate, records, rewritten, state
from tests.site.stage import STEPS, Visitor, answer, item, option, press, saved, say

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.browser


# Coming back


def test_a_reload_brings_everything_back(visit: Visitor) -> None:
    """What was rated, chosen and written is there after a reload, with verdict, marks, text and progress."""
    page = visit()
    rate(page, "recall", "good")
    answer(page, "strongest", "reread")
    answer(page, "desirable", "spaced", "mixed", "tested")
    prompt = item(page, "why-spacing")
    prompt.get_by_role("textbox").fill("my words")
    press(prompt, "explain.done").click()
    for name in ("yes", "no", "yes"):
        press(prompt.locator(".study-concept:visible").last, f"explain.{name}").click()
    saved(page)
    page.reload()
    state(page, "recall", "right")
    state(page, "desirable", "right")
    state(page, "why-spacing", "partly")
    expect(option(page, "strongest", "reread")).to_have_attribute("data-mark", "chosen-wrong")
    expect(press(item(page, "strongest"), "choice.try-again")).to_be_visible()
    expect(prompt).to_contain_text("You got 2/3 concepts")
    expect(prompt.locator(".study-own-text")).to_have_text("my words")
    expect(page.locator(".study-toolbar .study-count")).to_have_text("4 of 7")


def test_another_page_and_back_without_loading_anew(visit: Visitor) -> None:
    """Instant navigation to another page and back keeps what was answered, and loads no page as a whole."""
    page = visit()
    loads: list[str] = []
    page.on(
        "request", lambda request: loads.append(request.url) if request.resource_type == "document" else None
    )
    page.evaluate("globalThis.stillThere = true")
    rate(page, "recall", "good")
    page.get_by_role("link", name=re.compile("Everything a field may hold")).first.click()
    expect(item(page, "plate")).to_be_visible()
    expect(page.locator(".study-toolbar")).to_have_count(1)
    expect(page.locator(".study-toolbar .study-count")).to_have_text("0 of 5")
    page.go_back()
    state(page, "recall", "right")
    expect(page.locator(".study-toolbar .study-count")).to_have_text("1 of 7")
    rate(page, "spacing", "again")
    expect(page.locator(".study-toolbar .study-count")).to_have_text("2 of 7")
    assert not loads
    assert page.evaluate("globalThis.stillThere")
    # The control: the same look does see a page that is loaded as a whole.
    page.reload()
    assert len(loads) == 1
    state(page, "spacing", "wrong")


def test_two_tabs_see_each_other(visit: Visitor) -> None:
    """What is answered in one tab is seen in the other at once, and both write into one log without loss."""
    context = visit.context()
    one, other = visit(context=context), visit(context=context)
    rate(one, "recall", "good")
    state(other, "recall", "right")
    rate(other, "spacing", "again")
    state(one, "spacing", "wrong")
    rate(one, "recall", "again")
    rate(other, "cramming", "good")
    saved(one)
    saved(other)
    kept = records(one)
    assert [record["seq"] for record in kept] == [1, 2, 3, 4]
    assert len({record["device"] for record in kept}) == 1


def test_the_log_keeps_what_was_given_and_no_verdict(visit: Visitor) -> None:
    """A record has what the format promises, the response as given, and nothing that a key has judged."""
    page = visit()
    item(page, "strongest").locator(".study-hint > summary").click()
    answer(page, "strongest", "reread")
    rate(page, "recall", "good")
    saved(page)
    first, second = records(page)
    assert first["item"] == "walk/steps#strongest"
    assert (first["kind"], first["response"], first["hints"]) == ("response", ["reread"], 1)
    assert (second["kind"], second["rating"]) == ("rating", "good")
    for record in (first, second):
        assert {"at", "tz", "device", "seq", "item", "kind", "ms", "fingerprint"} <= record.keys()
        assert re.fullmatch("[0-9a-f]{12}", record["fingerprint"])
        assert not re.search("verdict|score|correct", json.dumps(record))


def test_sites_of_one_account_do_not_mix(visit: Visitor) -> None:
    """The log is kept under the path of the site, since all sites of one account share an origin."""
    page = visit()
    rate(page, "recall", "good")
    saved(page)
    names = page.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))")
    assert names == ["byheart:/site/"]


# The deck changes


def test_a_new_key_judges_old_responses_anew(visit: Visitor) -> None:
    """When the author mends the key, an old response gets the verdict of the new key on the next visit."""
    context = visit.context()
    page = visit(context=context)
    answer(page, "strongest", "retrieve")
    state(page, "strongest", "right")
    saved(page)
    rewritten(context, ('data-key="retrieve"', 'data-key="copy"'))
    page.reload()
    state(page, "strongest", "wrong")
    context.unroute_all()
    page.reload()
    state(page, "strongest", "right")


def test_a_changed_item_says_so(visit: Visitor) -> None:
    """An item whose answer changed since it was answered says so; the others do not."""
    context = visit.context()
    page = visit(context=context)
    rate(page, "recall", "good")
    rate(page, "spacing", "good")
    saved(page)
    fingerprint = item(page, "recall").get_attribute("data-fingerprint")
    rewritten(context, (f'data-fingerprint="{fingerprint}"', 'data-fingerprint="000000000000"'))
    page.reload()
    expect(item(page, "recall")).to_contain_text(say("status.changed"), use_inner_text=True)
    expect(item(page, "spacing")).not_to_contain_text(say("status.changed"), use_inner_text=True)
    rate(page, "recall", "good")
    expect(item(page, "recall")).not_to_contain_text(say("status.changed"), use_inner_text=True)


@pytest.mark.parametrize(
    ("now", "before"),
    [("walk/steps#cramming", "walk/steps#massed"), ('"walk/steps', '"walk/older-steps')],
    ids=["item", "deck"],
)
def test_a_new_name_keeps_the_past(visit: Visitor, now: str, before: str) -> None:
    """An item that got another id, or a deck that moved, finds what was answered under the former name."""
    context = visit.context()
    rewritten(context, (now, before))
    page = visit(context=context)
    page.locator("h3#cramming + .study-item .study-answer > summary").click()
    press(page.locator("h3#cramming + .study-item"), "card.good").click()
    saved(page)
    assert records(page)[0]["item"] == ("walk/steps#massed" if "#" in now else "walk/older-steps#cramming")
    context.unroute_all()
    page.goto(visit.site.url + STEPS)
    state(page, "cramming", "right")
    state(page, "recall", None)


def test_a_damaged_record_is_set_aside(visit: Visitor) -> None:
    """A record that cannot be read is kept apart; the page works, the others count, and a kind from the future stays."""
    page = visit()
    rate(page, "recall", "good")
    saved(page)
    page.evaluate(
        """async () => {
          const opened = indexedDB.open("byheart:/site/");
          const database = await new Promise((done) => { opened.onsuccess = () => done(opened.result); });
          const written = database.transaction("log", "readwrite");
          written.objectStore("log").add({ device: "broken", seq: 1, at: "yesterday", item: "walk/steps#x" });
          written.objectStore("log").add({ device: "later", seq: 1, at: 1, tz: 0, item: "walk/steps#recall",
            kind: "dream", ms: 0, fingerprint: "" });
          await new Promise((done) => { written.oncomplete = done; });
          database.close();
        }"""
    )
    page.reload()
    state(page, "recall", "right")
    rate(page, "spacing", "again")
    saved(page)
    assert [entry["record"]["device"] for entry in records(page, "quarantine")] == ["broken"]
    assert {record["device"] for record in records(page)} >= {"later"}
    assert "broken" not in {record["device"] for record in records(page)}


# Storage refused or full

REFUSALS = {
    "nothing refused": "",
    "no indexedDB": "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });",
    "open throws": "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); };",
    "open fails": """const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function () { return open.call(this, 'x', 0.5 + 1e300); };""",
    "database is newer": "const o = IDBFactory.prototype.open; IDBFactory.prototype.open = function (name) { "
    "const r = o.call(this, name, 99); r.onupgradeneeded = () => {}; "
    "r.addEventListener('success', (e) => { r.result.close(); }); return o.call(this, name, 1); };",
}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_refused_storage_is_told_and_the_page_works_on(visit: Visitor, refusal: str) -> None:
    """Where the browser refuses storage, the page says "not saved" and everything else works, other pages too."""
    context = visit.context()
    context.add_init_script(REFUSALS[refusal])
    page = visit(context=context)
    rate(page, "recall", "good")
    answer(page, "strongest", "retrieve")
    state(page, "recall", "right")
    state(page, "strongest", "right")
    line = page.locator(".study-save-state")
    if not REFUSALS[refusal]:
        expect(line).to_have_text(say("save.saved"))
        return
    expect(line).to_have_text(say("save.not-saved"))
    expect(line.get_by_role("status")).to_have_text(say("save.not-saved"))
    page.get_by_role("link", name=re.compile("Everything a field may hold")).first.click()
    expect(item(page, "plate")).to_be_visible()
    expect(page.locator(".study-save-state")).to_have_text(say("save.not-saved"))
    page.go_back()
    state(page, "recall", "right")


def test_refused_session_storage_is_no_fault(visit: Visitor) -> None:
    """A browser that refuses to keep anything for the tab still shuffles, takes responses and keeps the log."""
    context = visit.context()
    context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"
    )
    page = visit(context=context)
    answer(page, "strongest", "retrieve")
    item(page, "why-spacing").get_by_role("textbox").fill("kept nowhere yet")
    state(page, "strongest", "right")
    saved(page)


# Counts the writes and lets the n-th of them fail, as a full disk does: at once, or when the transaction ends.
FAILING = """
  globalThis.writesLeft = Infinity;
  globalThis.states = [];
  const fails = (late) => {
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
  };
  addEventListener("DOMContentLoaded", () => {
    const note = () => {
      const now = document.querySelector(".study-save-state")?.dataset.saveState;
      if (now && now !== globalThis.states.at(-1)) globalThis.states.push(now);
    };
    new MutationObserver(note).observe(document.body, { subtree: true, attributes: true, childList: true });
  });
"""


@pytest.mark.parametrize("late", [False, True], ids=["at once", "at the end"])
def test_a_full_disk_at_any_write_is_never_called_saved(visit: Visitor, late: bool) -> None:
    """Whichever of four writes fails, the page never says "saved" of that response; it works on, and saves it later."""
    context = visit.context()
    context.add_init_script(FAILING + f"fails({json.dumps(late)});")
    page = visit(context=context)
    line = page.locator(".study-save-state")
    given = 0

    def respond() -> None:
        nonlocal given
        page.evaluate("globalThis.states = globalThis.states.slice(-1)")
        rate(page, "recall", "again" if given % 2 else "good")
        state(page, "recall", "wrong" if given % 2 else "right")
        given += 1
        expect(line).not_to_have_attribute("data-save-state", "saving")

    for failing in range(1, 5):
        page.evaluate("(n) => { globalThis.writesLeft = n; }", failing)
        # A response is two writes: the record, and the number of the next one.
        for _ in range((failing + 1) // 2):
            respond()
        expect(line).to_have_text(say("save.not-saved"))
        assert "saved" not in page.evaluate("globalThis.states.slice(1)"), f"write {failing}"
        # The control: with room again, the next response brings everything to disk.
        page.evaluate("globalThis.writesLeft = Infinity")
        respond()
        expect(line).to_have_text(say("save.saved"))
        assert len(records(page)) == given
    page.reload()
    state(page, "recall", "right" if given % 2 else "wrong")
