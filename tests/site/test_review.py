# Reviews: what is due and new today, asked one at a time, by mouse and by keyboard; taken back, interrupted, resumed.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.keeping_stage import records
from tests.site.review_stage import (
    ITEMS,
    MEMORY,
    REVIEW,
    answer_all,
    answer_rightly,
    asked,
    asked_id,
    begin,
    place,
    rating,
    retired,
    skip_to,
    with_focus,
)
from tests.site.stage import Visitor, item, press, saved, say

if TYPE_CHECKING:
    from playwright.sync_api import Page


pytestmark = pytest.mark.browser

MORNING = "2026-03-02T08:00:00"


# From the first page to the end


def test_somebody_new_begins(learn: Visitor) -> None:
    """The first page says that nothing was studied, how much is new, and of which topics; a deck can be chosen first."""
    page = learn(REVIEW)
    agenda = page.locator(".study-agenda")
    expect(agenda).to_contain_text(say("review.welcome"))
    expect(agenda.locator(".study-agenda-figures")).to_have_text(
        re.compile(rf"^{ITEMS}\s*{say('review.new')}$")
    )
    topics = agenda.locator(".study-topic").all_inner_texts()
    assert [re.sub(r"\s+", " ", text) for text in topics] == ["Memory 3 new", "Sleep 2 new"]
    expect(agenda).to_contain_text(re.compile("About [234] minutes"))
    page.get_by_role("link", name=say("review.choose-deck")).click()
    expect(page).to_have_url(learn.site.url + "decks/")


def test_a_session_with_the_mouse(learn: Visitor) -> None:
    """Every item comes once, with the place and the time left; the end tells in words how it went and what comes."""
    page = learn(REVIEW)
    begin(page)
    place(page, 1, 2 * ITEMS)
    expect(page.locator(".study-session-time")).to_contain_text("left")
    expect(page.get_by_role("heading", level=1)).to_have_css("clip-path", "inset(50%)")
    assert sorted(set(answer_all(page))) == ["dreams", "hours", "recall", "spacing", "strongest"]
    end = page.locator(".study-session-end")
    expect(end).to_contain_text(say("review.answered", n=ITEMS, list=say("deck.some-right", n=ITEMS)))
    saved(page)
    page.goto(learn.site.url + MEMORY)
    for name in ("recall", "spacing", "strongest"):
        expect(item(page, name)).to_have_attribute("data-state", "right")


def test_a_session_by_keyboard_alone(learn: Visitor) -> None:
    """Tab and Enter start it; Space reveals and goes on, digits rate and choose, Enter checks; the focus is never lost."""
    page = learn(REVIEW)
    page.locator(".study-agenda").wait_for()
    start = press(page, "review.start")
    for _ in range(30):
        page.keyboard.press("Tab")
        if start.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    for _ in range(4 * ITEMS):
        expect(with_focus(page).or_(page.locator(".study-session-end:focus"))).to_be_visible()
        if page.locator(".study-session-end").count():
            break
        before = asked(page).element_handle()
        by_keys(page, asked_id(page))
        page.wait_for_function("node => !node.isConnected", arg=before)
    expect(page.locator(".study-session-end")).to_contain_text(say("deck.some-right", n=ITEMS))


def by_keys(page: Page, item_id: str) -> None:
    if item_id == "strongest":
        options = asked(page).locator(".study-options > li")
        shown = options.evaluate_all("nodes => nodes.map((node) => node.dataset.option)")
        page.keyboard.press(chr(97 + shown.index("retrieve")))
        page.keyboard.press("Enter")
    elif item_id == "hours":
        page.keyboard.insert_text("7")
        page.keyboard.press("Enter")
    else:
        page.keyboard.press("Space")
        expect(rating(page, "good")).to_be_visible()
        page.keyboard.press("2")
        return
    expect(press(page, "session.next")).to_be_visible()
    page.keyboard.press("Space")


def test_only_the_chosen_topics(learn: Visitor) -> None:
    """A topic that is not chosen is not asked, and its data is not fetched; with none chosen nothing starts."""
    page = learn(REVIEW)
    page.locator(".study-agenda").wait_for()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(learn.site.url)))
    page.get_by_role("checkbox", name="Sleep").uncheck()
    page.get_by_role("checkbox", name="Memory").uncheck()
    expect(press(page, "review.start")).to_be_disabled()
    page.get_by_role("checkbox", name="Memory").check()
    begin(page)
    place(page, 1, 2 * 3)
    answer_all(page)
    assert [path for path in fetched if path.endswith("items.json")] == ["decks/memory/basics/items.json"]


def test_the_other_topic_is_fetched_when_it_is_asked(learn: Visitor) -> None:
    """The control: a session of both topics fetches the data of both decks, each once."""
    page = learn(REVIEW)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(learn.site.url)))
    begin(page)
    answer_all(page)
    decks = [path for path in fetched if path.endswith("/items.json") and path.count("/") > 1]
    assert sorted(decks) == ["decks/memory/basics/items.json", "decks/sleep/nights/items.json"]


# What else a learner does


def test_a_rating_is_taken_back(learn: Visitor) -> None:
    """U brings the last card back, asks it again, and only what is said then counts; on its own page too."""
    page = learn(REVIEW)
    begin(page)
    skip_to(page, "recall")
    before = page.locator(".study-session-place").inner_text()
    page.keyboard.press("Space")
    rating(page, "again").click()
    expect(page.locator(".study-session-place")).not_to_have_text(before)
    expect(with_focus(page)).to_be_visible()
    page.keyboard.press("u")
    expect(asked(page)).to_have_attribute("data-item", "memory/basics#recall")
    expect(page.locator(".study-session-place")).to_have_text(before)
    expect(with_focus(page)).to_be_visible()
    expect(asked(page).locator(".study-answer")).not_to_have_attribute("open", "")
    saved(page)
    other = learn(MEMORY, context=page.context)
    expect(item(other, "recall")).not_to_have_attribute("data-state", re.compile("."))
    page.keyboard.press("Space")
    rating(page, "good").click()
    expect(item(other, "recall")).to_have_attribute("data-state", "right")


def test_a_verdict_is_taken_back_before_going_on(learn: Visitor) -> None:
    """Undo while the verdict stands there asks the same question again, with nothing chosen."""
    page = learn(REVIEW)
    begin(page)
    skip_to(page, "strongest")
    asked(page).locator('[data-option="retrieve"] label').click()
    press(page, "choice.check").click()
    expect(press(page, "session.next")).to_be_visible()
    expect(asked(page).locator(":scope > .study-live")).not_to_have_text("")
    page.keyboard.press("u")
    expect(asked(page).locator(".study-verdict")).not_to_be_visible()
    expect(asked(page).locator("input:checked")).to_have_count(0)
    expect(asked(page).locator(":scope > .study-live")).to_have_text("")
    expect(press(page, "session.next")).not_to_be_visible()
    expect(page.locator("study-tool > .study-live")).to_have_text(say("session.undone"))


def test_undo_from_the_end(learn: Visitor) -> None:
    """The last answer of a session can be taken back as well."""
    page = learn(REVIEW)
    begin(page)
    came = answer_all(page)
    press(page, "session.undo").click()
    expect(with_focus(page)).to_be_visible()
    assert asked_id(page) == came[-1]


def test_skipping_changes_nothing(learn: Visitor) -> None:
    """What is skipped is not answered; the end says so, and it is there to go on with."""
    page = learn(REVIEW)
    begin(page)
    for i in range(ITEMS):
        # What is skipped was to be asked twice.
        place(page, i + 1, 2 * ITEMS - i)
        press(page, "session.skip").click()
    end = page.locator(".study-session-end")
    expect(end).to_contain_text(say("review.answered-nothing"))
    expect(end).to_contain_text(say("review.skipped", n=ITEMS))
    end.get_by_role("button", name=say("review.more", n=ITEMS)).click()
    expect(press(page, "review.start")).to_be_visible()


def test_a_reload_goes_on(learn: Visitor) -> None:
    """After a reload the same item is asked at the same place; what was tried of it stands there still."""
    page = learn(REVIEW)
    begin(page)
    skip_to(page, "strongest")
    asked(page).locator('[data-option="reread"] label').click()
    press(page, "choice.check").click()
    expect(press(page, "choice.try-again")).to_be_visible()
    here = page.locator(".study-session-place").inner_text()
    saved(page)
    page.reload()
    expect(page.locator(".study-session-place")).to_have_text(here)
    expect(asked(page)).to_have_attribute("data-item", "memory/basics#strongest")
    expect(press(page, "choice.try-again")).to_be_visible()
    press(page, "choice.try-again").click()
    asked(page).locator('[data-option="retrieve"] label').click()
    press(page, "choice.check").click()
    expect(asked(page).locator(".study-verdict")).to_contain_text(say("choice.right-second"))


def test_items_that_are_gone_are_left_out_of_a_session_that_goes_on(learn: Visitor) -> None:
    """Retired meanwhile, what is asked now, what is ahead and what was answered are left out; it is said, counted, and ends."""
    page = learn(REVIEW)
    begin(page)
    first = asked(page).get_attribute("data-item") or ""
    answer_rightly(page)
    place(page, 2, 2 * ITEMS)
    second = asked(page).get_attribute("data-item") or ""
    saved(page)
    before = records(page)
    retired(page.context, first, second)
    page.reload()
    note = page.locator(".study-session-note")
    expect(note).to_have_text(say("session.gone", n=2))
    expect(page.locator("study-tool > .study-live")).to_contain_text(say("session.gone", n=2))
    place(page, 1, 2 * (ITEMS - 2))
    came = answer_all(page)
    assert len(set(came)) == ITEMS - 2
    assert not {first.partition("#")[2], second.partition("#")[2]} & set(came)
    expect(page.locator(".study-session-end")).to_contain_text(say("session.gone", n=2))
    saved(page)
    assert [record for record in records(page) if record in before] == before
    assert {record["item"] for record in records(page) if record not in before}.isdisjoint({first, second})


def test_leaving_and_coming_back(learn: Visitor) -> None:
    """The link leads to the item on its page without a reload; back again, the session stands where it was."""
    page = learn(REVIEW)
    begin(page)
    press(page, "session.skip").click()
    place(page, 2, 2 * ITEMS - 1)
    name = asked_id(page)
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name=say("session.on-page")).click()
    expect(page).to_have_url(re.compile(rf"/decks/.*#{name}$"))
    expect(item(page, name)).to_be_visible()
    page.go_back()
    place(page, 2, 2 * ITEMS - 1)
    assert asked_id(page) == name
    assert page.evaluate("window.stayed"), "the theme navigated without loading a page"


def test_two_tabs_ask_nothing_twice(learn: Visitor) -> None:
    """What one tab has answered the other does not ask any more: it comes to the end by itself, past the verdicts."""
    first = learn(REVIEW)
    begin(first)
    second = learn(REVIEW, context=first.context)
    begin(second)
    assert asked_id(second) == asked_id(first)
    answer_all(first)
    saved(first)
    end = second.locator(".study-session-end")
    for _ in range(ITEMS):
        expect(end.or_(press(second, "session.next")).first).to_be_visible()
        if end.is_visible():
            break
        press(second, "session.next").click()
    expect(end).to_be_visible()


def test_ten_minutes_only(learn: Visitor) -> None:
    """When the minutes are over, the item at hand is finished and nothing new is asked."""
    context = learn.context()
    context.clock.install(time=MORNING)
    page = learn(REVIEW, context=context)
    page.get_by_role("button", name=say("review.minutes-only", n=10)).click()
    place(page, 1, 2 * ITEMS)
    context.clock.run_for("11:00")
    answer_rightly(page)
    expect(page.locator(".study-session-end")).to_contain_text(
        say("review.answered", n=1, list=say("deck.some-right", n=1))
    )


def test_nothing_due_and_what_comes_next(learn: Visitor) -> None:
    """When all is learned for today, the page says when what is due next; then it is due."""
    context = learn.context()
    context.clock.install(time=MORNING)
    page = learn(REVIEW, context=context)
    begin(page)
    answer_all(page)
    saved(page)
    page.reload()
    agenda = page.locator(".study-agenda")
    expect(agenda).to_contain_text(say("review.nothing-due"))
    expect(agenda).to_contain_text(re.compile(r"Next: \w+, \d items?\."))
    context.clock.run_for(40 * 24 * 60 * 60 * 1000)
    page.reload()
    expect(agenda.locator(".study-agenda-figures")).to_have_text(
        re.compile(rf"^{ITEMS}\s*{say('review.due')}$")
    )


SET = """([name, value]) => new Promise((resolve, reject) => {
  const opening = indexedDB.open(`byheart:${new URL(__md_scope).pathname}`);
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const at = Date.now();
    const record = { at, tz: 0, device: "settings", seq: at, item: `setting:${name}`, kind: "setting", response: value, ms: 0, fingerprint: "" };
    const writing = opening.result.transaction("log", "readwrite");
    writing.objectStore("log").put(record);
    writing.oncomplete = () => { opening.result.close(); resolve(); };
  };
})"""


def test_four_buttons_with_their_intervals(learn: Visitor) -> None:
    """Two buttons as a rule, four where the setting says so; each tells when the card comes again, and 1 to 4 press them."""
    page = learn(REVIEW)
    begin(page)
    skip_to(page, "recall")
    page.keyboard.press("Space")
    assert offered(page) == ["again", "good"]
    expect(rating(page, "good")).to_have_accessible_name(re.compile(r"^Good \d+ \w+$"))
    page.evaluate(SET, ["buttons", 4])
    page.reload()
    expect(with_focus(page)).to_be_visible()
    page.keyboard.press("Space")
    expect(rating(page, "easy")).to_be_visible()
    assert offered(page) == ["again", "hard", "good", "easy"]
    page.keyboard.press("4")
    expect(asked(page)).not_to_have_attribute("data-item", "memory/basics#recall")
    saved(page)
    page.goto(learn.site.url + MEMORY)
    expect(item(page, "recall")).to_have_attribute("data-state", "right")


def offered(page: Page) -> list[str]:
    found: list[str] = (
        asked(page)
        .locator(".study-rating button")
        .evaluate_all("nodes => nodes.map((node) => node.dataset.rating)")
    )
    return found


def test_the_keys_are_told(learn: Visitor) -> None:
    """? lists the keys of a session; Escape closes the list, and the focus is back in the item."""
    page = learn(REVIEW)
    begin(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name=say("keys.title"))
    for key in ("session.key-reveal", "session.key-rate", "session.key-undo", "session.key-skip"):
        expect(dialog).to_contain_text(say(key))
    page.keyboard.press("u")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(with_focus(page)).to_be_visible()


def test_an_item_that_cannot_be_had(learn: Visitor) -> None:
    """Where an item's data does not come, the session says so and can try again or go on."""
    page = learn(REVIEW)
    page.locator(".study-agenda").wait_for()
    page.route("**/basics/items.json", lambda route: route.abort())
    page.get_by_role("checkbox", name="Sleep").uncheck()
    press(page, "review.start").click()
    expect(page.get_by_role("alert")).to_have_text(say("session.failed"))
    page.unroute("**/basics/items.json")
    press(page, "tool.try-again").click()
    expect(with_focus(page)).to_be_visible()
