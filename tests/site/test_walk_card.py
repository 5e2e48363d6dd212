# Walks: what a learner does with a card: think, reveal, say how it went; by mouse and by keyboard.

import pytest
from playwright.sync_api import expect

from tests.site.practice_stage import records
from tests.site.stage import Visitor, focus_item, heading, item, live, press, saved, say

pytestmark = pytest.mark.browser


def test_a_click_reveals_and_hides_the_answer(visit: Visitor) -> None:
    """A card shows its answer when it is clicked, and hides it when it is clicked again."""
    page = visit()
    card = item(page, "recall")
    answer = card.locator(".study-answer-body")
    expect(answer).not_to_be_visible()
    card.get_by_text(say("card.reveal")).click()
    expect(answer).to_be_visible()
    expect(answer).to_contain_text("without a cue")
    expect(card).to_have_attribute("data-state", "revealed")
    card.locator(".study-answer > summary").click()
    expect(answer).not_to_be_visible()
    expect(card).not_to_have_attribute("data-state", "revealed")


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_a_key_reveals_and_hides_the_answer(visit: Visitor, key: str) -> None:
    """Space and Enter on a card reveal its answer, and hide it again, without the page moving away."""
    page = visit()
    focus_item(page, "recall")
    card = item(page, "recall")
    answer = card.locator(".study-answer-body")
    before = page.evaluate("scrollY")
    page.keyboard.press(key)
    expect(answer).to_be_visible()
    assert page.evaluate("scrollY") == before
    page.keyboard.press(key)
    expect(answer).not_to_be_visible()


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_the_summary_itself_takes_the_keys_once(visit: Visitor, key: str) -> None:
    """With the focus on the reveal control itself a key opens the answer, and does not close it in the same stroke."""
    page = visit()
    summary = item(page, "recall").locator(".study-answer > summary")
    summary.focus()
    page.keyboard.press(key)
    expect(item(page, "recall").locator(".study-answer-body")).to_be_visible()


def test_tab_alone_leads_through_a_card(visit: Visitor) -> None:
    """From the hint, Tab leads to the reveal control and then to Again and Good, and Enter rates."""
    page = visit()
    item(page, "recall").locator(".study-hint > summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(press(item(page, "recall"), "card.again")).to_be_focused()
    page.keyboard.press("Tab")
    expect(press(item(page, "recall"), "card.good")).to_be_focused()
    page.keyboard.press("Enter")
    expect(item(page, "recall")).to_have_attribute("data-state", "right")


@pytest.mark.parametrize(
    ("rating", "key", "state", "words"),
    [
        ("card.again", "1", "wrong", ("status.again", "card.rated-again")),
        ("card.good", "2", "right", ("status.recalled", "card.rated-good")),
    ],
)
def test_a_rating_is_shown_said_and_kept(
    visit: Visitor, rating: str, key: str, state: str, words: tuple[str, str]
) -> None:
    """Again and Good, by mouse or by 1 and 2, show a word on the card, mark the question, and are announced."""
    page = visit()
    status, heard = words
    for name in ("recall", "spacing"):
        card = item(page, name)
        expect(press(card, rating)).not_to_be_visible()
        if name == "recall":
            card.locator(".study-answer > summary").click()
            press(card, rating).click()
        else:
            focus_item(page, name)
            page.keyboard.press("Space")
            page.keyboard.press(key)
        expect(card).to_have_attribute("data-state", state)
        expect(heading(page, name)).to_have_attribute("data-state", state)
        expect(card.locator(".study-status")).to_contain_text(say(status))
        expect(live(page, name)).to_have_text(say(heard))
        expect(press(card, rating)).to_have_attribute("aria-pressed", "true")
    saved(page)


def test_a_rating_can_be_changed(visit: Visitor) -> None:
    """Who pressed Good by mistake presses Again, and that counts."""
    page = visit()
    card = item(page, "recall")
    card.locator(".study-answer > summary").click()
    press(card, "card.good").click()
    press(card, "card.again").click()
    expect(card).to_have_attribute("data-state", "wrong")
    expect(press(card, "card.good")).to_have_attribute("aria-pressed", "false")


def test_no_rating_before_the_answer_was_seen(visit: Visitor) -> None:
    """The rating keys mean nothing while the answer is closed."""
    page = visit()
    focus_item(page, "recall")
    page.keyboard.press("2")
    page.keyboard.press("Space")
    expect(item(page, "recall").locator(".study-answer-body")).to_be_visible()
    expect(item(page, "recall")).to_have_attribute("data-state", "revealed")


def test_a_hint_opens_without_the_answer(visit: Visitor) -> None:
    """A hint opens on its own; the answer stays closed."""
    page = visit()
    card = item(page, "recall")
    card.locator(".study-hint > summary").click()
    expect(card.get_by_text("There is no list to pick from.")).to_be_visible()
    expect(card.locator(".study-answer-body")).not_to_be_visible()


def test_reveal_all_and_hide_all(visit: Visitor) -> None:
    """Reveal all opens every card and no question; Hide all closes them; what was rated stays rated."""
    page = visit()
    card = item(page, "spacing")
    card.locator(".study-answer > summary").click()
    press(card, "card.good").click()
    press(page, "deck.reveal-all").click()
    expect(page.locator("study-card > .study-answer[open]")).to_have_count(3)
    expect(
        page.locator("study-choice > .study-answer:visible, study-explain > .study-answer:visible")
    ).to_have_count(0)
    press(page, "deck.hide-all").click()
    expect(page.locator("study-card > .study-answer[open]")).to_have_count(0)
    expect(card).to_have_attribute("data-state", "right")


def test_reveal_all_by_keyboard(visit: Visitor) -> None:
    """Reveal all and Hide all are buttons that Enter and Space press."""
    page = visit()
    press(page, "deck.reveal-all").focus()
    page.keyboard.press("Enter")
    expect(page.locator("study-card > .study-answer[open]")).to_have_count(3)
    press(page, "deck.hide-all").focus()
    page.keyboard.press("Space")
    expect(page.locator("study-card > .study-answer[open]")).to_have_count(0)


def test_next_and_previous_by_key(visit: Visitor) -> None:
    """J and N lead to the next item, K and P back; the question is in view and the focus on its item."""
    page = visit()
    focus_item(page, "recall")
    for key, name in (("j", "spacing"), ("n", "cramming"), ("k", "spacing"), ("p", "recall")):
        page.keyboard.press(key)
        expect(item(page, name)).to_be_focused()
        expect(heading(page, name)).to_be_in_viewport()
    page.keyboard.press("k")
    expect(item(page, "recall")).to_be_focused()


def test_keys_mean_nothing_outside_of_items(visit: Visitor) -> None:
    """With the focus elsewhere on the page the study keys do nothing; "?" alone tells of them from anywhere."""
    page = visit()
    page.locator(".study-lead").click()
    page.keyboard.press("2")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("[data-state]")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("dialog .study-keys")).to_be_visible()


def test_an_open_question_is_judged_without_an_answer(visit: Visitor) -> None:
    """Thought about on its page and in Practice, to the end of the session; Review does not ask it."""
    context = visit.context()
    page = visit("decks/walk/rich/", context=context)
    card = page.locator('study-card[data-item="walk/rich#open"]')
    card.get_by_text(say("card.open")).click()
    expect(card.locator(".study-answer-body")).to_contain_text(say("page.open-said"))
    expect(card.locator("summary").last).to_contain_text(say("page.open"))
    expect(card.get_by_role("group", name=say("card.open-question"))).to_be_visible()
    card.locator('[data-rating="again"]').click()
    expect(card).to_have_attribute("data-state", "wrong")
    saved(page)
    practice = visit("practice/?deck=walk/rich&type=open&seed=1", context=context)
    practice.get_by_role("button", name=say("practice.start")).click()
    asked = practice.locator('study-card[data-item="walk/rich#open"]')
    asked.get_by_text(say("card.open")).click()
    asked.locator('[data-rating="good"]').click()
    expect(practice.locator(".study-result-verdict")).to_contain_text(say("status.recalled"))


def test_what_a_hint_helped_to_recall_was_hard(visit: Visitor) -> None:
    """Good after a hint, also one that was closed again, is told to the plan as hard; on the page the card is known."""
    page = visit()
    card = item(page, "recall")
    for _ in range(2):
        card.locator(".study-hint > summary").click()
    card.locator(".study-answer > summary").click()
    press(card, "card.good").click()
    expect(card).to_have_attribute("data-state", "right")
    expect(card.locator(".study-status")).to_contain_text(say("status.recalled"))
    expect(card.locator('[data-rating="good"]')).to_have_attribute("aria-pressed", "true")
    saved(page)
    (record,) = records(page, 1)
    assert (record["rating"], record["hints"]) == ("hard", 1)


def test_a_hint_after_the_answer_changes_nothing(visit: Visitor) -> None:
    """The control: once the answer is open, a hint helps nobody."""
    page = visit()
    card = item(page, "recall")
    card.locator(".study-answer > summary").click()
    expect(card).to_have_attribute("data-state", "revealed")
    card.locator(".study-hint > summary").click()
    press(card, "card.good").click()
    saved(page)
    assert records(page, 1)[0]["rating"] == "good"
