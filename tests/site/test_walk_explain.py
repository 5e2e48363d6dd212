# Walks: what a learner does with an explain prompt: write or say it, judge it idea by idea, compare, go to the cards.

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.stage import Visitor, focus_item, heading, item, live, press, saved, say

pytestmark = pytest.mark.browser

FILTERED = "decks/walk/steps/?tag=practice"
OWN = "Pauses make recall <b>harder</b>, and harder recall lasts."


def prompt(page: Page) -> Locator:
    """The one explain prompt of the page."""
    return item(page, "why-spacing")


def write(page: Page, text: str = OWN) -> None:
    """Write an explanation and say that it is done."""
    prompt(page).get_by_label(say("explain.your-answer")).fill(text)
    press(prompt(page), "explain.done").click()


def concepts(page: Page) -> Locator:
    """The concepts that are shown to be judged."""
    return prompt(page).locator(".study-concept:visible")


def judge(page: Page, *judgements: str) -> None:
    """Judge the concepts one after the other with the mouse: yes, partly, no."""
    for index, judgement in enumerate(judgements):
        press(concepts(page).nth(index), f"explain.{judgement}").click()


def test_only_the_field_is_shown_at_first(visit: Visitor) -> None:
    """Before a word is written, neither concepts nor the model answer are to be seen."""
    page = visit()
    expect(prompt(page).get_by_label(say("explain.your-answer"))).to_be_visible()
    expect(concepts(page)).to_have_count(0)
    for hidden in ("We forget fast at first", "Much is forgotten within days"):
        expect(prompt(page)).not_to_contain_text(hidden, use_inner_text=True)


def test_done_without_a_word_asks_for_one(visit: Visitor) -> None:
    """Done with an empty field asks for a sentence, and says so to a screen reader."""
    page = visit()
    press(prompt(page), "explain.done").click()
    expect(prompt(page).locator(".study-message")).to_have_text(say("explain.write-first"))
    expect(live(page, "why-spacing")).to_have_text(say("explain.write-first"))
    expect(concepts(page)).to_have_count(0)
    expect(prompt(page).get_by_label(say("explain.your-answer"))).to_be_focused()


def test_written_then_judged_one_at_a_time(visit: Visitor) -> None:
    """After Done the concepts come one at a time, each with what counts, beside the learner's own text."""
    page = visit()
    write(page)
    expect(prompt(page).locator(".study-own-text")).to_have_text(OWN)
    expect(prompt(page)).to_have_attribute("data-state", "revealed")
    for n, text in ((1, "We forget fast at first"), (2, "Recall after a pause"), (3, "Effortful recall")):
        expect(concepts(page)).to_have_count(n)
        expect(concepts(page).last).to_contain_text(text)
        expect(concepts(page).last).to_contain_text(say("page.counts-if"))
        expect(concepts(page).last).to_be_focused()
        expect(prompt(page)).not_to_contain_text("Much is forgotten within days", use_inner_text=True)
        press(concepts(page).last, "explain.yes").click()
    expect(prompt(page)).to_have_attribute("data-state", "right")


def test_you_got_two_of_three(visit: Visitor) -> None:
    """Judged to the end, a sentence tells how many concepts there were and which was missed; then the model answer."""
    page = visit()
    write(page)
    judge(page, "yes", "no", "yes")
    verdict = prompt(page).locator(".study-verdict")
    expect(verdict).to_contain_text("You got 2/3 concepts")
    expect(verdict).to_contain_text(say("explain.missed", n=1, list="Recall after a pause takes effort"))
    expect(verdict).to_be_focused()
    expect(live(page, "why-spacing")).to_contain_text("You got 2/3 concepts")
    expect(prompt(page)).to_have_attribute("data-state", "partly")
    expect(heading(page, "why-spacing")).to_have_attribute("data-state", "partly")
    own, good = prompt(page).locator(".study-own"), prompt(page).locator(".study-good")
    expect(own).to_contain_text(OWN)
    expect(good).to_contain_text("Much is forgotten within days")
    left, right = own.bounding_box(), good.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"], "the model answer stands beside the own text"
    assert abs(left["y"] - right["y"]) < 5


def test_partly_counts_a_half_and_is_named(visit: Visitor) -> None:
    """Partly counts a half, rounded down in the sentence, and the sentence names what was half there."""
    page = visit()
    write(page)
    judge(page, "yes", "partly", "no")
    verdict = prompt(page).locator(".study-verdict")
    expect(verdict).to_contain_text("You got 1/3 concepts")
    expect(verdict).to_contain_text(say("explain.half", n=1, list="Recall after a pause takes effort"))
    expect(verdict).to_contain_text(say("explain.missed", n=1, list="Effortful recall strengthens memory"))


def test_a_missed_concept_leads_to_its_card(visit: Visitor) -> None:
    """A missed concept links to the card that teaches it, and the link lands on that card."""
    page = visit()
    write(page)
    judge(page, "yes", "no", "yes")
    links = prompt(page).get_by_role("link", name=say("page.review-card"))
    expect(links).to_have_count(1)
    links.click()
    expect(page).to_have_url(re.compile(r"#spacing$"))
    expect(heading(page, "spacing")).to_be_in_viewport()


def test_the_link_shows_a_card_that_the_filter_hides(visit: Visitor) -> None:
    """The link of a concept whose card is filtered away shows that card."""
    page = visit(FILTERED)
    expect(item(page, "recall")).not_to_be_visible()
    write(page)
    judge(page, "yes", "yes", "no")
    prompt(page).get_by_role("link", name=say("page.review-card")).click()
    expect(heading(page, "recall")).to_be_in_viewport()


def test_all_there_needs_no_card(visit: Visitor) -> None:
    """With all concepts there, nothing was missed and no card is recommended."""
    page = visit()
    write(page)
    judge(page, "yes", "yes", "yes")
    expect(prompt(page).locator(".study-verdict")).to_contain_text("You got 3/3 concepts")
    expect(prompt(page).locator(".study-verdict")).to_contain_text(say("explain.none-missed"))
    expect(prompt(page).locator(".study-concept-card:visible")).to_have_count(0)


def test_said_aloud(visit: Visitor) -> None:
    """Who says it aloud writes nothing, and judges in the same way."""
    page = visit()
    press(prompt(page), "explain.aloud").click()
    expect(prompt(page).locator(".study-own-text")).to_have_text(say("explain.said-aloud"))
    judge(page, "no", "no", "no")
    expect(prompt(page).locator(".study-verdict")).to_contain_text("You got 0/3 concepts")
    expect(prompt(page)).to_have_attribute("data-state", "wrong")


def test_by_keyboard_alone(visit: Visitor) -> None:
    """Typing, Tab, Enter, and 1, 2, 3 for yes, partly and no lead to the end; letters in the field stay letters."""
    page = visit()
    focus_item(page, "why-spacing")
    for _ in ("tag", "hint", "field"):
        page.keyboard.press("Tab")
    field = prompt(page).get_by_label(say("explain.your-answer"))
    expect(field).to_be_focused()
    page.keyboard.type("jump? 1 2 3 k")
    expect(field).to_have_value("jump? 1 2 3 k")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for key in "132":
        expect(prompt(page).locator(".study-concept:focus")).to_have_count(1)
        page.keyboard.press(key)
    expect(prompt(page).locator(".study-verdict")).to_be_focused()
    expect(prompt(page).locator(".study-verdict")).to_contain_text("You got 1/3 concepts")


def test_buttons_by_keyboard_alone(visit: Visitor) -> None:
    """Without the number keys, Tab comes to Yes, Partly, No and Space presses them."""
    page = visit()
    press(prompt(page), "explain.aloud").focus()
    page.keyboard.press("Space")
    for n in range(3):
        expect(concepts(page).nth(n)).to_be_focused()
        page.keyboard.press("Tab")
        expect(press(concepts(page).last, "explain.yes")).to_be_focused()
        page.keyboard.press("Space")
    expect(prompt(page).locator(".study-verdict")).to_contain_text("You got 3/3 concepts")


def test_a_judgement_can_be_corrected(visit: Visitor) -> None:
    """A judgement pressed by mistake can be changed, and the sentence follows."""
    page = visit()
    write(page)
    judge(page, "yes", "no", "yes")
    press(concepts(page).nth(1), "explain.yes").click()
    expect(prompt(page).locator(".study-verdict")).to_contain_text("You got 3/3 concepts")
    expect(prompt(page).locator(".study-concept-card:visible")).to_have_count(0)


def test_what_is_being_written_survives_a_reload(visit: Visitor) -> None:
    """A text that is not done yet is still in the field after a reload, and forgotten once it is done."""
    page = visit()
    field = prompt(page).get_by_label(say("explain.your-answer"))
    field.fill("half a thou")
    page.reload()
    expect(field).to_have_value("half a thou")
    press(prompt(page), "explain.done").click()
    saved(page)
    page.reload()
    expect(prompt(page).locator(".study-own-text")).to_have_text("half a thou")


def test_a_half_judged_explanation_goes_on_after_a_reload(visit: Visitor) -> None:
    """Who leaves in the middle of judging comes back to the concept that is next."""
    page = visit()
    write(page)
    judge(page, "yes")
    saved(page)
    page.reload()
    expect(concepts(page)).to_have_count(2)
    judge(page, "yes", "no")
    press(concepts(page).nth(2), "explain.yes").click()
    expect(prompt(page).locator(".study-verdict")).to_contain_text("You got 2/3 concepts")


def test_edit_and_answer_again(visit: Visitor) -> None:
    """While judging, the text can be mended; afterwards the prompt can be answered anew from an empty field."""
    page = visit()
    write(page, "first")
    press(prompt(page), "explain.edit").click()
    field = prompt(page).get_by_label(say("explain.your-answer"))
    expect(field).to_have_value("first")
    write(page, "second")
    expect(prompt(page).locator(".study-own-text")).to_have_text("second")
    judge(page, "yes", "yes", "yes")
    press(prompt(page), "explain.answer-again").click()
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    expect(concepts(page)).to_have_count(0)


def test_judged_half_way_it_is_not_known(visit: Visitor) -> None:
    """Progress calls a prompt known once each of its concepts was judged, not while one is open; then it does."""
    page = visit()
    write(page)
    judge(page, "yes", "yes")
    saved(page)
    address = page.url
    counts = page.locator(".study-topic-counts")
    page.goto(visit.site.url + "progress/")
    expect(counts.filter(has_text=say("progress.n-shaky", n=1))).to_have_count(1)
    expect(counts.filter(has_text=say("progress.n-known", n=1))).to_have_count(0)
    page.goto(address)
    press(concepts(page).last, "explain.yes").click()
    saved(page)
    page.goto(visit.site.url + "progress/")
    expect(counts.filter(has_text=say("progress.n-known", n=1))).to_have_count(1)
