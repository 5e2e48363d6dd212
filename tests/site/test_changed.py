# An item that changed since it was learned tells what it was, what the learner said, and what it is now.

from __future__ import annotations

import re
from operator import itemgetter
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.site.keeping_stage import records, rewritten
from tests.site.log_stage import DAY, learned, rated, responded
from tests.site.session_walk import KEYS, MOUSE, TOUCH, Way, respond
from tests.site.stage import STEPS, TYPES, Visitor, answer, item, press, saved, say
from tests.site.test_access import DESKTOP, PHONE, findings
from tests.site.test_deck_to_the_end import STILL, come_to

pytestmark = pytest.mark.browser

DECK = "walk/steps"


def test_a_changed_card_tells_before_and_now(visit: Visitor) -> None:
    """Who recalled a card on a later day sees what its key was then, what they said, and what it is now."""
    page = visit(STEPS)
    expect(page.locator(".study-toolbar")).to_be_visible()
    fingerprint = item(page, "spacing").get_attribute("data-fingerprint")
    learned(page, rated(f"{DECK}#spacing", 3 * DAY, fingerprint=fingerprint))
    page.wait_for_load_state("networkidle")
    item(page, "spacing").locator(".study-answer > summary").click()
    press(item(page, "spacing"), "card.good").click()
    saved(page)
    assert [record.get("wording") for record in sorted(records(page), key=itemgetter("at"))] == [
        None,
        "Several short sessions with pauses between them.",
    ]
    expect(page.locator(".study-changed")).to_have_count(0)
    rewritten(
        page.context,
        (f'data-fingerprint="{fingerprint}"', 'data-fingerprint="000000000000"'),
        ("Several short sessions with pauses between them.", "Many sessions, <em>weeks</em> apart."),
    )
    page.reload()
    change = item(page, "spacing").locator(".study-changed")
    change.locator("summary").click()
    then, said, now = (change.locator("dd").nth(index) for index in range(3))
    expect(then).to_have_text("Several short sessions with pauses between them.")
    expect(said).to_have_text(say("card.good"))
    expect(now).to_have_text("Many sessions, weeks apart.")
    assert findings(page) == []


def test_a_changed_question_tells_what_was_chosen(visit: Visitor) -> None:
    """Options that are still there are told by their words; of others, and of keys never kept, it is said."""
    page = visit(STEPS)
    expect(page.locator(".study-toolbar")).to_be_visible()
    learned(page, responded(f"{DECK}#strongest", 3 * DAY, ["reread"], rating="again", fingerprint="0" * 12))
    change = item(page, "strongest").locator(".study-changed")
    change.locator("summary").click()
    expect(change.locator("dd").nth(0)).to_have_text(say("changed.not-kept"))
    expect(change.locator("dd").nth(1)).to_have_text("Reading the text twice more")
    expect(change.locator("dd").nth(2)).to_have_text(say("changed.not-recalled"))
    expect(change.locator("dd").nth(3)).to_have_text("Retrieving it from memory")
    learned(page, responded(f"{DECK}#pinned", 2 * DAY, ["liver"], rating="good", fingerprint="0" * 12))
    change = item(page, "pinned").locator(".study-changed")
    change.locator("summary").click()
    expect(change.locator("dd").nth(1)).to_have_text(say("changed.gone"))


def test_a_mended_key_tells_what_the_answer_counted_as(visit: Visitor) -> None:
    """The verdict is that of the key of today; what the log says of the answer stays, and the page tells both."""
    page = visit(STEPS)
    expect(page.locator(".study-toolbar")).to_be_visible()
    same = item(page, "strongest").get_attribute("data-fingerprint")
    learned(page, responded(f"{DECK}#strongest", 3 * DAY, ["retrieve"], rating="again", fingerprint=same))
    change = item(page, "strongest").locator(".study-changed")
    change.locator("summary").click()
    expect(change.locator("dd").nth(2)).to_have_text(say("changed.not-recalled"))
    expect(item(page, "strongest").locator(".study-status")).to_contain_text(say("status.right"))
    answer(page, "strongest", "retrieve")
    saved(page)
    expect(item(page, "strongest").get_by_text(say("status.changed"))).to_be_hidden()
    page.reload()
    expect(item(page, "strongest").locator(".study-status")).to_contain_text(say("status.right"))
    expect(change).to_have_count(0)


def test_an_unchanged_page_loads_nothing_of_it(visit: Visitor) -> None:
    """The words of a change come only where something has changed."""
    page = visit(STEPS)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    answer(page, "pinned", "none")
    saved(page)
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "changed" in url]
    with page.expect_request(re.compile("byheart-changed")):
        learned(page, rated(f"{DECK}#spacing", 3 * DAY, fingerprint="0" * 12))


@pytest.mark.parametrize("typed", ["16 kg", "16,000", "16 %"])
def test_a_number_that_does_not_read_today_is_asked_again(visit: Visitor, typed: str) -> None:
    """Its unit or its language changed since: no verdict is given of what could not be given now."""
    page = visit(TYPES)
    expect(page.locator(".study-toolbar")).to_be_visible()
    learned(page, responded("walk/types#legs", 3 * DAY, typed, rating="good", fingerprint="0" * 12))
    legs = item(page, "legs")
    expect(legs.locator(".study-stale")).to_have_text(say("status.answer-again"))
    expect(legs.locator(".study-verdict")).to_be_hidden()
    assert legs.get_attribute("data-state") is None
    legs.locator(".study-changed summary").click()
    expect(legs.locator(".study-changed dd").nth(1)).to_have_text(typed)
    legs.get_by_role("textbox").fill("16")
    legs.get_by_role("textbox").press("Enter")
    expect(legs).to_have_attribute("data-state", "right")
    saved(page)
    found = sorted(records(page), key=itemgetter("at"))
    assert [(each["response"], each["rating"], "retry" in each) for each in found] == [
        (typed, "good", False),
        ("16", "good", False),
    ]


def test_a_number_that_still_reads_is_judged_by_the_key_of_today(visit: Visitor) -> None:
    """One reading is one answer."""
    page = visit(TYPES)
    expect(page.locator(".study-toolbar")).to_be_visible()
    learned(page, responded("walk/types#legs", 3 * DAY, "17", rating="again", fingerprint="0" * 12))
    expect(item(page, "legs")).to_have_attribute("data-state", "wrong")
    expect(item(page, "legs").locator(".study-stale")).to_have_text(say("status.changed"))


@pytest.mark.parametrize(
    ("way", "size"), [(MOUSE, DESKTOP), (KEYS, DESKTOP), (TOUCH, PHONE)], ids=["mouse", "keys", "touch"]
)
def test_a_number_alone_is_asked_again_when_the_unit_is_another(
    visit: Visitor, way: Way, size: dict[str, Any]
) -> None:
    """The unit beside the field was meant: it is noted, the field shows the number, and so many degrees are others on another scale."""
    page = visit(TYPES, **(STILL | size))
    cold = come_to(page, way, "cold")
    respond(page, way, cold, rightly=True)
    expect(cold).to_have_attribute("data-state", "right")
    expect(cold.get_by_role("textbox")).to_have_value("-16")
    saved(page)
    assert [each["response"] for each in records(page)] == ["-16 °C"]
    page.reload()
    expect(cold).to_have_attribute("data-state", "right")
    expect(cold.get_by_role("textbox")).to_have_value("-16")
    fingerprint = cold.get_attribute("data-fingerprint")
    rewritten(
        page.context,
        (f'data-fingerprint="{fingerprint}"', 'data-fingerprint="000000000000"'),
        ("&#91;&quot;°C&quot;]", "&#91;&quot;°F&quot;]"),
        path=TYPES,
    )
    page.reload()
    expect(cold.locator(".study-stale")).to_have_text(say("status.answer-again"))
    expect(cold.locator(".study-verdict")).to_be_hidden()
    cold.locator(".study-changed summary").click()
    expect(cold.locator(".study-changed dd").nth(1)).to_have_text("-16 °C")
