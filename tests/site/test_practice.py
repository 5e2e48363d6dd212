# Practice by link: the form that makes one, what it says before it begins, the same session for all, how it went.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.practice_stage import PRACTICE, begin, decoded, face, key_of, records, shown
from tests.site.stage import STEPS, Visitor, answer, press, saved, say
from tests.site.test_access import DESKTOP, PHONE, findings

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

WALK = "?deck=walk/steps"


def chip(page: Page, words: str) -> Locator:
    """A choice of the form, by its words."""
    return page.locator(".study-chip").filter(has_text=re.compile(f"^{re.escape(words)}$"))


def link(page: Page) -> str:
    """The link that the form or the overview shows."""
    return page.get_by_label(say("practice.link")).input_value()


def answer_cards(page: Page, *ratings: str) -> None:
    """Reveal and rate the cards of a practice, one after the other."""
    for rating in ratings:
        key = key_of(page)
        shown(page).locator(".study-answer > summary").click()
        press(shown(page), rating).click()
        expect(page.locator(f'.study-stage .study-item[data-item="{key}"]')).to_have_count(0)


# The form


def test_the_form_counts_what_matches_and_makes_the_link(visit: Visitor) -> None:
    """Each choice changes the number and the link; the link leads to what the form said."""
    page = visit(PRACTICE)
    count = page.locator(".study-practice-count")
    expect(count).to_have_text(re.compile(r"^\d+ items match$"))
    everything = count.inner_text()
    chip(page, "Walks").click()
    expect(count).not_to_have_text(everything)
    chip(page, say("practice.level.advanced")).click()
    chip(page, say("practice.type.card")).click()
    chip(page, say("practice.shuffle")).click()
    expect(count).to_have_text(say("practice.match", n=1))
    assert re.search(r"/practice/\?topic=walk&level=advanced&type=card&seed=\d{4}$", link(page))
    page.goto(link(page))
    expect(page.get_by_role("heading", name=say("practice.items", n=1))).to_be_visible()


def test_a_topic_stands_for_its_decks(visit: Visitor) -> None:
    """Choosing a topic chooses all of its decks; without one of them the topic is half chosen, and decks are named."""
    page = visit(PRACTICE)
    chip(page, "Walks").click()
    page.locator(".study-place").filter(has_text="Walks").locator("summary").click()
    steps = chip(page, "The steps of a learner")
    expect(steps.locator("input")).to_be_checked()
    steps.click()
    assert chip(page, "Walks").locator("input").evaluate("box => box.indeterminate")
    expect(page.get_by_label(say("practice.link"))).to_have_value(re.compile("deck=walk/[a-z]+,walk/[a-z]+$"))


def test_fewer_are_taken_than_match(visit: Visitor) -> None:
    """With a number the form says how many of how many."""
    page = visit(PRACTICE)
    chip(page, "Walks").click()
    page.get_by_label(say("practice.at-most")).fill("3")
    expect(page.locator(".study-practice-count")).to_have_text(re.compile(r"^3 of \d+ that match$"))


def test_the_form_starts_what_it_shows_and_is_there_again_with_the_back_button(visit: Visitor) -> None:
    """Start asks the first item, under the link's address; Back leads to the form as it was left."""
    page = visit(PRACTICE)
    chip(page, "Walks").click()
    page.get_by_label(say("practice.at-most")).fill("2")
    expect(page.locator(".study-practice-count")).to_contain_text("2 of")
    made = link(page)
    press(page, "practice.start").click()
    expect(shown(page)).to_be_visible()
    assert page.url == made
    page.go_back()
    expect(chip(page, "Walks").locator("input")).to_be_checked()
    expect(page.get_by_label(say("practice.at-most"))).to_have_value("2")


# The link


def test_the_link_is_copied(visit: Visitor) -> None:
    """Copy link puts exactly the shown link on the clipboard, and says so."""
    page = visit(PRACTICE, permissions=["clipboard-read", "clipboard-write"])
    chip(page, "Walks").click()
    expect(page.get_by_label(say("practice.link"))).to_have_value(re.compile("topic=walk"))
    press(page, "practice.copy").click()
    expect(page.get_by_text(say("practice.copied"))).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link(page)


def test_where_the_clipboard_is_refused_the_link_is_selected(visit: Visitor) -> None:
    """A browser that lets no page copy gets the link selected and a word about it."""
    page = visit(PRACTICE)
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error()) } })"
    )
    expect(page.get_by_label(say("practice.link"))).to_have_value(re.compile("all=1"))
    press(page, "practice.copy").click()
    expect(page.get_by_text(say("practice.copy-refused"))).to_be_visible()
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == link(page)


def test_the_qr_code_says_the_link(visit: Visitor) -> None:
    """The code is made in the page, read back by a decoder, and follows the form; its name says the link in words."""
    page = visit(PRACTICE)
    chip(page, "Walks").click()
    press(page, "practice.qr").click()
    code = page.locator("svg.study-qr")
    for words in (say("practice.level.beginner"), say("practice.shuffle")):
        chip(page, words).click()
        expect(page.get_by_label(say("practice.link"))).to_have_value(
            re.compile("level=beginner" if words != say("practice.shuffle") else "seed=")
        )
        expect(code).to_have_attribute("aria-label", say("practice.qr-of", link=link(page)))
        assert decoded(code) == link(page)


def test_print_this_leads_to_the_sheets_of_the_same_items(visit: Visitor) -> None:
    """The sheets page gets the query of the form, and the dialog asks how first."""
    page = visit(PRACTICE)
    chip(page, "Walks").click()
    there = page.get_by_role("link", name=say("practice.print"))
    expect(there).to_have_attribute("href", re.compile(r"/site/sheets/\?topic=walk$"))
    there.click()
    dialog = page.locator(".study-print-dialog")
    expect(dialog.locator(".study-page").first).to_be_visible()
    press(dialog, "sheets.open").click()
    expect(page).to_have_url(re.compile(r"/site/sheets/\?.*topic=walk"))


def test_a_deck_leads_to_its_practice(visit: Visitor) -> None:
    """The study tools of a deck have a link to a practice of all that the deck has."""
    page = visit(STEPS)
    page.locator(".study-toolbar").get_by_role("link", name=say("deck.practice")).click()
    expect(press(page, "practice.start")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/site/practice/\?deck=walk/steps$"))


def test_what_is_not_here_is_told(visit: Visitor) -> None:
    """Names and values of a link that this site does not have are named, one by one, before anything begins."""
    page = visit(f"{PRACTICE}{WALK},walk/gone&tags=memory&n=many")
    warning = page.get_by_role("alert")
    expect(warning).to_have_text(say("practice.unknown", list="deck=walk/gone, tags=memory, n=many"))
    expect(press(page, "practice.start")).to_be_visible()
    right = visit(PRACTICE + WALK)
    expect(press(right, "practice.start")).to_be_visible()
    expect(right.get_by_role("alert")).to_have_count(0)


def test_nothing_that_matches_cannot_be_started(visit: Visitor) -> None:
    """A link of which nothing is here says so, and leads to the form."""
    page = visit(f"{PRACTICE}?tag=nope")
    expect(page.get_by_role("heading", name=say("practice.none"))).to_be_visible()
    expect(press(page, "practice.start")).to_have_count(0)
    press(page, "practice.change").click()
    expect(page.locator("form.study-form")).to_be_visible()


# The session


def test_the_same_link_gives_everyone_the_same_session(visit: Visitor) -> None:
    """Two learners get the same items in the same order with options in the same order; another seed, another order."""

    def session(seed: int) -> list[tuple[str, list[str]]]:
        page = begin(visit, f"{WALK},walk/types&n=6&seed={seed}")
        faces = []
        for i in range(1, 7):
            expect(page.locator(".study-session-place")).to_have_text(say("session.place", i=i, n=6))
            expect(shown(page)).to_be_visible()
            faces.append(face(page))
            press(page, "session.skip").click()
        return faces

    once = session(42)
    assert len({key for key, _ in once}) == 6
    assert any(options for _, options in once)
    assert session(42) == once
    assert session(43) != once


def test_options_differ_between_learners_without_a_seed(visit: Visitor) -> None:
    """The control of the seed: without one, each learner's tab shuffles options on its own."""
    orders = {tuple(face(begin(visit, f"{WALK}&type=choice&n=1"))[1]) for _ in range(6)}
    assert len(orders) > 1


def test_results_are_words_and_the_missed_ones_come_again(visit: Visitor) -> None:
    """What was missed is asked again; the records say that this was practice."""
    page = begin(visit, f"{WALK}&type=card")
    answer_cards(page, "card.good", "card.again", "card.good")
    expect(page.get_by_role("heading", name="2 of 3 right, 1 wrong")).to_be_visible()
    rows = page.locator(".study-result")
    expect(rows).to_have_text([re.compile("Recalled"), re.compile("Again"), re.compile("Recalled")])
    expect(rows.nth(1).get_by_role("link")).to_have_attribute("href", re.compile(r"/walk/steps/#spacing$"))
    press(page, "practice.again-missed").click()
    expect(page.locator(".study-session-place")).to_have_text(say("session.place", i=1, n=1))
    assert key_of(page) == "walk/steps#spacing"
    answer_cards(page, "card.good")
    expect(page.get_by_role("heading", name="1 of 1 right")).to_be_visible()
    expect(press(page, "practice.again-missed")).to_have_count(0)
    kept = records(page, 4)
    assert [record["mode"] for record in kept] == ["practice"] * 4


def test_results_can_be_printed(visit: Visitor) -> None:
    """Paper has the words and the list, and nothing to press."""
    page = begin(visit, f"{WALK}&type=card&n=1")
    answer_cards(page, "card.good")
    expect(page.locator(".study-result")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator(".study-result")).to_be_visible()
    expect(page.locator("article button:visible")).to_have_count(0)


def test_how_items_stand_selects_them_for_each_learner(visit: Visitor) -> None:
    """What was missed on its own page is what `is=missed` asks; what was never asked is new."""
    context = visit.context()
    deck = visit(STEPS, context=context)
    answer(deck, "strongest", "reread")
    saved(deck)
    page = visit(f"{PRACTICE}{WALK}&is=missed", context=context)
    expect(page.get_by_role("heading", name=say("practice.items", n=1))).to_be_visible()
    expect(page.get_by_text(say("practice.yours"))).to_be_visible()
    press(page, "practice.start").click()
    expect(shown(page)).to_be_visible()
    assert key_of(page) == "walk/steps#strongest"
    somebody = visit(f"{PRACTICE}{WALK}&is=missed")
    expect(somebody.get_by_role("heading", name=say("practice.none"))).to_be_visible()
    fresh = visit(f"{PRACTICE}{WALK}&is=new")
    expect(fresh.get_by_text(say("practice.yours"))).to_be_visible()


def test_a_practice_goes_on_after_a_reload(visit: Visitor) -> None:
    """The tab keeps how far one is."""
    page = begin(visit, f"{WALK}&type=card")
    answer_cards(page, "card.good")
    page.reload()
    expect(page.locator(".study-session-place")).to_have_text(say("session.place", i=2, n=3))


def test_by_keyboard_alone(visit: Visitor) -> None:
    """From the form to the results without a mouse."""
    page = visit(PRACTICE)
    page.get_by_label("Walks", exact=True).focus()
    page.keyboard.press("Space")
    cards = page.get_by_label(say("practice.type.card"), exact=True)
    for _ in range(120):
        if cards.evaluate("node => node === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    most = page.get_by_label(say("practice.at-most"))
    for _ in range(40):
        if most.evaluate("node => node === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("2")
    expect(page.locator(".study-practice-count")).to_contain_text("2 of")
    start = press(page, "practice.start")
    for _ in range(10):
        if start.evaluate("node => node === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for i in (1, 2):
        expect(page.locator(".study-session-place")).to_have_text(say("session.place", i=i, n=2))
        expect(shown(page)).to_be_focused()
        page.keyboard.press("Space")
        page.keyboard.press("2")
    expect(page.get_by_role("heading", name="2 of 2 right")).to_be_visible()


# For everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    visit: Visitor, size: dict[str, Any], scheme: str
) -> None:
    """Form with a code, overview with a warning, question and results, in both schemes and sizes."""

    def fine(page: Page) -> None:
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page = visit(PRACTICE, color_scheme=scheme, **size)
    chip(page, "Walks").click()
    page.locator(".study-place").filter(has_text="Walks").locator("summary").click()
    chip(page, say("practice.exam")).click()
    press(page, "practice.qr").click()
    expect(page.locator("svg.study-qr")).to_be_visible()
    fine(page)
    page.goto(page.url + f"{WALK},no&type=card&n=1&seed=1")
    page.locator(".study-hand-on-more > summary").click()
    fine(page)
    press(page, "practice.start").click()
    expect(shown(page)).to_be_visible()
    fine(page)
    answer_cards(page, "card.again")
    expect(page.locator(".study-results")).to_be_visible()
    fine(page)


def test_the_page_says_what_to_do_without_a_script(visit: Visitor) -> None:
    """Without JavaScript there is no form that does nothing; all decks are a link away."""
    page = visit(PRACTICE, java_script_enabled=False)
    expect(page.get_by_text(say("page.needs-script"))).to_be_visible()
    expect(page.locator("form.study-form")).to_have_count(0)


def test_from_right_to_left(visit_arabic: Visitor) -> None:
    """The Arabic form is in Arabic and mirrored; the link in it still runs from left to right; axe finds nothing."""
    page = visit_arabic(PRACTICE, viewport={"width": 390, "height": 844})
    box = page.locator(".study-place").first
    expect(page.get_by_text(say("practice.places", "ar"))).to_be_visible()
    topic, unfold = box.locator(".study-chip").first.bounding_box(), box.locator("summary").bounding_box()
    assert topic
    assert unfold
    assert topic["x"] > unfold["x"]
    expect(page.get_by_label(say("practice.link", "ar"))).to_have_attribute("dir", "ltr")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert findings(page) == []
    page.get_by_role("button", name=say("practice.start", "ar"), exact=True).click()
    expect(shown(page)).to_be_visible()
    assert findings(page) == []
