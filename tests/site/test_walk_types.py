# Walks: the types that are not on every page: each is answered right and wrong, by hand or by key, and comes back.

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.stage import TYPES, Visitor, item, option, press, saved, say
from tests.site.types_stage import HANDS

pytestmark = pytest.mark.browser


def check(where: Locator) -> None:
    press(where, "choice.check").click()


def becomes(page: Page, item_id: str, state: str) -> None:
    """The item is in a state, also after the page was loaded anew."""
    expect(item(page, item_id)).to_have_attribute("data-state", state)
    saved(page)
    page.reload()
    expect(item(page, item_id)).to_have_attribute("data-state", state)


def test_a_statement_is_true_or_false(visit: Visitor) -> None:
    """Two options in a fixed order; with one of two wrong there is nothing left to try."""
    page = visit(TYPES)
    option(page, "truth", "false").locator("label").click()
    check(item(page, "truth"))
    expect(item(page, "truth").locator(".study-verdict")).to_contain_text("Recall is stronger.")
    becomes(page, "truth", "right")


@pytest.mark.parametrize("typed", ["16", "\u0661\u0666", "1.6e1", "32/2"])
def test_a_number_is_read_however_it_is_written(visit: Visitor, typed: str) -> None:
    """Digits of other scripts, powers of ten and fractions are numbers."""
    page = visit(TYPES)
    legs = item(page, "legs")
    legs.get_by_role("textbox").fill(typed)
    check(legs)
    becomes(page, "legs", "right")


def test_a_wrong_number_gets_one_more_try(visit: Visitor) -> None:
    """After the second wrong number the key and the explanation come."""
    page = visit(TYPES)
    legs = item(page, "legs")
    for typed in ("8", "10"):
        if press(legs, "choice.try-again").count():
            press(legs, "choice.try-again").click()
        legs.get_by_role("textbox").fill(typed)
        check(legs)
    expect(legs.locator(".study-verdict")).to_contain_text("Eight each.")
    becomes(page, "legs", "wrong")


def test_a_word_is_right_in_any_case(visit: Visitor) -> None:
    """Case and spaces around it do not count, and Enter checks."""
    page = visit(TYPES)
    box = item(page, "word").get_by_role("textbox")
    box.fill("  OverFitting ")
    box.press("Enter")
    becomes(page, "word", "right")


def test_steps_are_ordered_by_keyboard(visit: Visitor) -> None:
    """The buttons of a row move it; the list never begins solved."""
    page = visit(TYPES)
    steps = item(page, "steps")
    rows = steps.locator(".study-order-list > li")
    wanted = ["Read", "Recall", "Compare"]
    expect(rows).to_have_count(3)

    def shown() -> list[str]:
        return [next(word for word in wanted if word in text) for text in rows.all_inner_texts()]

    assert shown() != wanted
    for place, word in enumerate(wanted):
        while shown().index(word) > place:
            rows.filter(has_text=word).get_by_role("button").first.focus()
            page.keyboard.press("Alt+ArrowUp")
    check(steps)
    becomes(page, "steps", "right")


def test_pairs_are_chosen_from_lists(visit: Visitor) -> None:
    """One list for each left side, by its label; each pair counts."""
    page = visit(TYPES)
    pairs = item(page, "pairs")
    for left, right in (("Spider", "Eight legs"), ("Fly", "Six legs")):
        chooser = pairs.get_by_label(left)
        chooser.select_option(
            value=str(chooser.locator("option", has_text=right).first.get_attribute("value"))
        )
    check(pairs)
    becomes(page, "pairs", "right")


def test_words_are_marked(visit: Visitor) -> None:
    """A press marks a word and another takes the mark back; each wrong mark takes away what a right one gives."""
    page = visit(TYPES)
    slips = item(page, "slips")
    for word in ("reading", "network", "learns", "learns"):
        slips.locator(".study-passage").get_by_role("button", name=word, exact=True).click()
    check(slips)
    expect(slips.locator(".study-verdict")).to_contain_text("1 of 2 found")
    expect(slips.locator(".study-passage [data-mark]")).to_have_count(0)
    press(slips, "choice.show-answer").click()
    for mark in ("right", "wrong", "missed"):
        expect(slips.locator(f'.study-passage [data-mark="{mark}"]')).to_have_count(1)
    expect(slips.locator(".study-verdict")).to_contain_text("It computes.")
    press(slips, "choice.answer-again").click()
    HANDS["slips"][0](page, slips)
    expect(slips.locator('.study-passage [data-mark="right"]')).to_have_count(2)
    becomes(page, "slips", "right")


def test_a_line_is_marked(visit: Visitor) -> None:
    """Lines of code have numbers, an empty one is no button, and the arrows lead from line to line."""
    page = visit(TYPES)
    bug = item(page, "bug")
    lines = bug.locator(".study-passage [data-line]")
    expect(lines).to_have_count(4)
    expect(bug.locator(".study-passage").get_by_role("button")).to_have_count(3)
    lines.first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    check(bug)
    expect(bug.locator(".study-verdict")).to_contain_text("A sum begins with 0.")
    becomes(page, "bug", "right")


def test_output_is_predicted(visit: Visitor) -> None:
    """What a program prints is typed; blanks at the ends of lines do not count."""
    page = visit(TYPES)
    loop = item(page, "loop")
    loop.get_by_role("radio").first.check(force=True)
    loop.get_by_role("textbox").fill("0  \n1\n")
    check(loop)
    becomes(page, "loop", "right")


def test_a_blank_is_typed(visit: Visitor) -> None:
    """A cloze with `typed: true` is filled in and judged."""
    page = visit(TYPES)
    blanks = item(page, "blanks~c1")
    blanks.get_by_role("textbox").fill("memory")
    check(blanks)
    becomes(page, "blanks~c1", "right")


def test_a_box_is_recalled_and_its_name_shows_on_the_picture(visit: Visitor) -> None:
    """The box is covered until the answer is open; each box of a picture is an item of its own."""
    page = visit(TYPES)
    axon = item(page, "neuron~axon")
    name = axon.locator(".study-box-name")
    expect(axon.get_by_role("img", name="box 1 of 2")).to_be_visible()
    expect(name).to_be_hidden()
    axon.locator(".study-answer > summary").click()
    expect(name).to_be_visible()
    press(axon, "card.good").click()
    becomes(page, "neuron~axon", "right")
    page.reload()
    becomes(page, "neuron~axon", "right")
    expect(item(page, "neuron~body")).not_to_have_attribute("data-state", "right")


@pytest.mark.parametrize("width", [390, 1280])
def test_boxes_lie_on_their_picture(visit: Visitor, width: int) -> None:
    """What the boxes are measured by is the picture itself, however wide the page is, with a script and without."""
    for has_script in (True, False):
        page = visit(TYPES, viewport={"width": width, "height": 800}, java_script_enabled=has_script)
        picture = item(page, "neuron~axon").locator(".study-picture")
        picture.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        image, boxes = (picture.locator(name).bounding_box() for name in ("img", ".study-boxes"))
        assert image == pytest.approx(boxes, abs=0.5)
        assert image
        assert image["width"] > 250


def test_without_a_script_the_name_of_a_box_is_in_the_fold(visit: Visitor) -> None:
    """The answer opens, and the boxes stay on the picture."""
    page = visit(TYPES, java_script_enabled=False)
    axon = item(page, "neuron~axon")
    expect(axon.get_by_role("img", name="box 1 of 2")).to_be_visible()
    expect(axon.locator(".study-label-key")).to_be_hidden()
    axon.locator(".study-answer > summary").click()
    expect(axon.locator(".study-label-key")).to_have_text("Axon")


def test_a_name_is_typed(visit: Visitor) -> None:
    """A label with `typed: true` is judged as a text is, with what `also` accepts."""
    page = visit(TYPES)
    box = item(page, "organ~branches")
    box.get_by_role("textbox").fill("Axon")
    check(box)
    becomes(page, "organ~branches", "wrong")
    expect(box.locator(".study-box-name")).to_be_hidden()
    press(box, "choice.try-again").click()
    box.get_by_role("textbox").fill("dendrite")
    check(box)
    becomes(page, "organ~branches", "partly")
    expect(box.locator(".study-box-name")).to_be_visible()


def test_a_card_is_asked_from_both_sides(visit: Visitor) -> None:
    """The reversed card is an item of its own, with its own progress."""
    page = visit(TYPES)
    back = item(page, "both-ways~reversed")
    back.locator(".study-answer > summary").click()
    press(back, "card.good").click()
    expect(item(page, "both-ways")).not_to_have_attribute("data-state", "right")
    becomes(page, "both-ways~reversed", "right")


def test_a_part_of_a_group_counts_by_itself(visit: Visitor) -> None:
    """The stem stands once; its parts are items."""
    page = visit(TYPES)
    option(page, "passage-truth", "false").locator("label").click()
    check(item(page, "passage-truth"))
    becomes(page, "passage-truth", "right")


def test_without_javascript_each_type_is_readable(visit: Visitor) -> None:
    """What is asked and what is right can be read without a script, and no field pretends to take an answer."""
    page = visit(TYPES, java_script_enabled=False)
    for item_id in HANDS:
        question = item(page, item_id)
        answer = question.locator("details.study-answer")
        expect(answer.locator(".study-answer-body")).not_to_be_visible()
        answer.locator("summary").click()
        expect(answer.locator(".study-answer-body")).to_be_visible()
        expect(answer.locator(".study-answer-body")).not_to_have_text("")
        asked = page.locator(f'[id="{item_id}"].study-question')
        assert (asked.inner_text() + question.inner_text()).strip()
    expect(page.get_by_text(say("choice.check"), exact=True)).to_have_count(0)
    expect(page.locator("article :is(input, textarea, select, button)")).to_have_count(0)
