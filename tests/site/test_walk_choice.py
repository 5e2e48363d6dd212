# Walks: what a learner does with a question: choose, check, read the remark, try once more, read why.

import re

import pytest
from playwright.sync_api import Page, expect

from tests.site.stage import Visitor, answer, focus_item, heading, item, live, option, order, press, say

pytestmark = pytest.mark.browser

VERDICT = re.compile(
    r"\b(Right|Wrong|Correct|Incorrect|Recalled|Not quite|Partly right|found|your choice|the key|You got|You missed)\b"
)


def said(page: Page, item_id: str) -> str:
    """The verdict that an item shows, as one line."""
    return " ".join(item(page, item_id).locator(".study-verdict-line").inner_text().split())


def test_nothing_on_the_page_says_a_verdict_before_a_response(visit: Visitor) -> None:
    """Neither the text of the page, hidden parts too, nor a mark on an option tells how a response will be judged."""
    page = visit()
    expect(page.locator(".study-toolbar")).to_be_visible()
    assert not VERDICT.search(page.locator("body").text_content() or "")
    assert not VERDICT.search(
        re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", visit.site.html("decks/walk/steps"), flags=re.DOTALL)
    )
    expect(page.locator("[data-mark], [data-state], [data-verdict]")).to_have_count(0)
    # The control: after a response the same look finds one.
    answer(page, "strongest", "retrieve")
    expect(item(page, "strongest").locator(".study-verdict")).to_be_visible()
    assert VERDICT.search(page.locator("body").text_content() or "")


def test_choosing_alone_judges_nothing(visit: Visitor) -> None:
    """Clicking options, or running through them with the arrow keys, shows no verdict before Check."""
    page = visit()
    option(page, "strongest", "reread").locator("label").click()
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    expect(item(page, "strongest").locator("input:checked")).to_have_count(1)
    expect(item(page, "strongest").locator(".study-verdict")).not_to_be_visible()
    expect(page.locator("[data-mark]")).to_have_count(0)


def test_check_without_a_choice_asks_for_one(visit: Visitor) -> None:
    """Check with nothing chosen says that an option has to be chosen first, and judges nothing."""
    page = visit()
    # `force`: the button says that it is not ready, and answers all the same.
    press(item(page, "strongest"), "choice.check").click(force=True)
    expect(item(page, "strongest").get_by_text(say("choice.nothing-chosen")).first).to_be_visible()
    expect(live(page, "strongest")).to_have_text(say("choice.nothing-chosen"))
    expect(item(page, "strongest")).not_to_have_attribute("data-state", re.compile("."))


def test_right_at_once(visit: Visitor) -> None:
    """The right option at once: a word says so, the option is marked, the explanation and the sources come."""
    page = visit()
    answer(page, "strongest", "retrieve")
    question = item(page, "strongest")
    assert said(page, "strongest").startswith(say("choice.right"))
    expect(question).to_have_attribute("data-state", "right")
    expect(heading(page, "strongest")).to_have_attribute("data-state", "right")
    expect(question.locator(".study-status")).to_contain_text(say("status.right"))
    expect(option(page, "strongest", "retrieve")).to_have_attribute("data-mark", "chosen-right")
    expect(question.locator(".study-verdict")).to_contain_text("Each successful retrieval")
    expect(question.locator(".study-verdict")).to_contain_text("A handbook of memory")
    expect(press(question, "choice.check")).to_have_count(0)
    expect(live(page, "strongest")).to_contain_text(say("choice.right"))
    expect(question.locator(".study-verdict")).to_be_focused()


def test_wrong_then_feedback_then_right(visit: Visitor) -> None:
    """A wrong option brings its own remark and one more try, without the key; the second try can be right."""
    page = visit()
    question = item(page, "strongest")
    answer(page, "strongest", "reread")
    assert said(page, "strongest").startswith(say("choice.wrong"))
    expect(option(page, "strongest", "reread")).to_contain_text("A second reading feels easy")
    expect(option(page, "strongest", "reread")).to_contain_text(say("choice.mark-your-choice"))
    expect(question).not_to_contain_text("Colour on the page", use_inner_text=True)
    expect(question).not_to_contain_text("Each successful retrieval", use_inner_text=True)
    expect(page.locator('[data-mark="key"], [data-mark="chosen-right"]')).to_have_count(0)
    press(question, "choice.try-again").click()
    expect(option(page, "strongest", "reread").locator("input")).to_be_disabled()
    answer(page, "strongest", "retrieve")
    assert said(page, "strongest").startswith(say("choice.right-second"))
    expect(question).to_have_attribute("data-state", "partly")
    expect(question.locator(".study-verdict")).to_contain_text("Each successful retrieval")


def test_wrong_twice_shows_the_key_and_why(visit: Visitor) -> None:
    """After the second wrong option the key is marked in a word, both remarks stand, and the explanation comes."""
    page = visit()
    question = item(page, "strongest")
    answer(page, "strongest", "reread")
    press(question, "choice.try-again").click()
    answer(page, "strongest", "copy")
    expect(option(page, "strongest", "retrieve")).to_have_attribute("data-mark", "key")
    expect(option(page, "strongest", "retrieve")).to_contain_text(say("choice.mark-key"))
    expect(option(page, "strongest", "copy")).to_contain_text("The hand can write")
    expect(option(page, "strongest", "reread")).to_contain_text("A second reading")
    expect(question.locator(".study-verdict")).to_contain_text("Each successful retrieval")
    expect(question).to_have_attribute("data-state", "wrong")
    expect(press(question, "choice.try-again")).to_have_count(0)


def test_giving_up_shows_the_key(visit: Visitor) -> None:
    """Who does not want a second try sees the key and the explanation."""
    page = visit()
    answer(page, "strongest", "mark")
    press(item(page, "strongest"), "choice.show-answer").click()
    expect(option(page, "strongest", "retrieve")).to_have_attribute("data-mark", "key")
    expect(item(page, "strongest").locator(".study-verdict")).to_contain_text("Each successful retrieval")
    expect(item(page, "strongest")).to_have_attribute("data-state", "wrong")


def test_one_question_by_keyboard_alone(visit: Visitor) -> None:
    """Letters choose, Enter checks, and the whole way to the explanation needs no mouse."""
    page = visit()
    focus_item(page, "strongest")
    shown = order(page, "strongest")
    page.keyboard.press("abcd"[shown.index("reread")])
    expect(option(page, "strongest", "reread").locator("input")).to_be_checked()
    page.keyboard.press("Enter")
    expect(item(page, "strongest").locator(".study-verdict")).to_be_focused()
    page.keyboard.press("Tab")
    expect(press(item(page, "strongest"), "choice.try-again")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press(str(1 + shown.index("retrieve")))
    page.keyboard.press("Enter")
    assert said(page, "strongest").startswith(say("choice.right-second"))


def test_several_right_in_words(visit: Visitor) -> None:
    """Several right options are judged in words: how many of the key were found, and how many others were chosen."""
    page = visit()
    question = item(page, "desirable")
    expect(question).to_contain_text(say("page.choose", n=3))
    answer(page, "desirable", "spaced", "mixed", "loud")
    assert "2 of 3 found, 1 wrong" in said(page, "desirable")
    # Which of them were right would give the second try away.
    expect(page.locator("[data-mark]")).to_have_count(0)
    press(question, "choice.try-again").click()
    for name in ("spaced", "mixed", "loud"):
        expect(option(page, "desirable", name).locator("input")).to_be_checked()
    option(page, "desirable", "loud").locator("label").click()
    answer(page, "desirable", "tested")
    assert said(page, "desirable").startswith(say("choice.right-second"))
    assert "3 of 3 found" in said(page, "desirable")


def test_several_by_keyboard_alone(visit: Visitor) -> None:
    """Letters tick and untick, Space ticks as everywhere, Enter checks."""
    page = visit()
    focus_item(page, "desirable")
    shown = order(page, "desirable")
    for name in ("spaced", "loud", "loud", "mixed"):
        page.keyboard.press("abcde"[shown.index(name)])
    expect(item(page, "desirable").locator("input:checked")).to_have_count(2)
    option(page, "desirable", "tested").locator("input").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(item(page, "desirable")).to_have_attribute("data-state", "right")
    assert "3 of 3 found" in said(page, "desirable")


def test_all_ticked_earns_nothing(visit: Visitor) -> None:
    """Who ticks every option is told what was found, and gets no points for it."""
    page = visit()
    answer(page, "desirable", "spaced", "mixed", "tested", "loud", "tiny")
    assert "3 of 3 found, 2 wrong" in said(page, "desirable")
    expect(item(page, "desirable")).to_have_attribute("data-state", "wrong")


def test_remarks_on_several_come_at_the_end(visit: Visitor) -> None:
    """When the tries are over, each wrongly ticked option has its remark and each missed one is marked as key."""
    page = visit()
    answer(page, "desirable", "spaced", "loud")
    press(item(page, "desirable"), "choice.show-answer").click()
    expect(option(page, "desirable", "loud")).to_contain_text("Noise takes attention")
    expect(option(page, "desirable", "tested")).to_have_attribute("data-mark", "key")
    expect(option(page, "desirable", "spaced")).to_have_attribute("data-mark", "chosen-right")
    expect(option(page, "desirable", "tiny")).not_to_have_attribute("data-mark", re.compile("."))


def test_the_order_lasts_as_long_as_the_session(visit: Visitor) -> None:
    """Reloading keeps the order of the options; another session has another; letters follow the order shown."""
    questions = ("strongest", "desirable", "pinned")
    orders = []
    for _ in range(3):
        page = visit()
        before = [order(page, name) for name in questions]
        page.reload()
        assert [order(page, name) for name in questions] == before
        letters = item(page, "desirable").locator(".study-letter").all_inner_texts()
        assert [letter.strip() for letter in letters] == list("ABCDE")
        orders.append(before)
    assert any(other != orders[0] for other in orders[1:])
    assert all(before[2][-1] == "none" for before in orders), "what is pinned to the end stays there"


def test_answer_again_asks_the_same_question_anew(visit: Visitor) -> None:
    """Answer again clears the question, and the new response is judged like a first one."""
    page = visit()
    answer(page, "strongest", "retrieve")
    press(item(page, "strongest"), "choice.answer-again").click()
    expect(item(page, "strongest").locator("input:checked")).to_have_count(0)
    expect(item(page, "strongest").locator(".study-verdict")).not_to_be_visible()
    answer(page, "strongest", "reread")
    assert said(page, "strongest").startswith(say("choice.wrong"))
    assert say("choice.one-more-try") in said(page, "strongest")


def test_score_in_words_and_again_the_wrong_ones(visit: Visitor) -> None:
    """When all questions are answered the score comes in words, and the wrong ones alone can be asked again."""
    page = visit()
    score = page.locator(".study-score")
    answer(page, "strongest", "retrieve")
    answer(page, "desirable", "spaced", "mixed", "tested")
    expect(score).not_to_be_visible()
    answer(page, "pinned", "cortex")
    press(item(page, "pinned"), "choice.show-answer").click()
    expect(score.locator(".study-score-words")).to_have_text("2 of 3 right, 1 wrong")
    expect(page.locator(".study-toolbar .study-live")).to_have_text("2 of 3 right, 1 wrong")
    told = item(page, "pinned").locator(":scope > .study-live")
    expect(told).not_to_have_text("")
    press(score, "deck.again-wrong").click()
    expect(told).to_have_text("")
    expect(page.locator(".study-item:visible")).to_have_count(1)
    expect(item(page, "pinned")).to_be_focused()
    expect(item(page, "pinned")).not_to_have_attribute("data-state", re.compile("."))
    answer(page, "pinned", "none")
    expect(item(page, "pinned")).to_have_attribute("data-state", "right")
    page.get_by_role("button", name=say("deck.again-wrong")).first.click()
    expect(page.locator(".study-item:visible")).to_have_count(7)
    expect(score.locator(".study-score-words")).to_have_text("3 of 3 right")


def test_again_the_wrong_ones_by_keyboard(visit: Visitor) -> None:
    """The button for the wrong ones works with Enter, and the focus goes to the first of them."""
    page = visit()
    for name, chosen in (("strongest", "copy"), ("pinned", "cortex")):
        answer(page, name, chosen)
        press(item(page, name), "choice.show-answer").click()
    button = page.locator(".study-toolbar").get_by_role("button", name=say("deck.again-wrong"))
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".study-item:visible")).to_have_count(2)
    expect(item(page, "strongest")).to_be_focused()
    expect(item(page, "strongest").locator("input:checked")).to_have_count(0)
