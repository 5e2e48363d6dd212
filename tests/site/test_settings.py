# The page "Settings": each choice is a record of the log and counts at once everywhere, and both resets can be undone.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.keeping_stage import records
from tests.site.log_stage import DAY, firm, learned, rated
from tests.site.stage import STEPS, Visitor, item, press, say
from tests.site.test_access import DESKTOP, PHONE, findings

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

SETTINGS = "settings/"


def opened(visit: Visitor, **options: Any) -> Page:
    """The page with all of its controls."""
    page = visit(SETTINGS, **options)
    expect(page.locator(".study-settings")).to_be_visible()
    return page


def control(page: Page, key: str) -> Locator:
    """The control with the label of a key."""
    return page.get_by_label(say(key), exact=True)


def chosen(page: Page) -> dict[str, Any]:
    """The settings in the log by their names, the latest of each."""
    return {
        record["item"].removeprefix("setting:"): record["response"]
        for record in records(page)
        if record["kind"] == "setting"
    }


def told(page: Page, key: str) -> None:
    """Wait until the words of a key were announced."""
    expect(page.locator("study-tool > .study-live")).to_have_text(say(key))


def test_each_choice_is_saved_at_once(visit: Visitor) -> None:
    """Every control writes its own record, and shows it after a reload."""
    page = opened(visit)
    page.get_by_role("radio", name=say("settings.buttons-4")).check()
    control(page, "settings.retention").fill("85")
    for key, value in (("new-per-day", "7"), ("reviews-per-day", "60"), ("minutes", "25"), ("leech", "5")):
        control(page, f"settings.{key}").fill(value)
        control(page, f"settings.{key}").press("Tab")
    control(page, "settings.day-start").select_option("6")
    told(page, "settings.saved")
    expect(page.locator(".study-save-state")).to_have_attribute("data-save-state", "saved")
    assert chosen(page) == {
        "buttons": 4, "retention": 0.85, "newPerDay": 7, "reviewsPerDay": 60, "minutes": 25, "leech": 5, "dayStart": 6,
    }  # fmt: skip
    page.reload()
    expect(page.get_by_role("radio", name=say("settings.buttons-4"))).to_be_checked()
    expect(control(page, "settings.retention")).to_have_value("85")
    expect(page.locator("output")).to_have_text("85%")
    expect(control(page, "settings.minutes")).to_have_value("25")
    expect(control(page, "settings.day-start")).to_have_value("6")


@pytest.mark.parametrize("value", ["", "-3", "1.5", "100000"])
def test_what_is_no_number_of_minutes_is_told_and_not_kept(visit: Visitor, value: str) -> None:
    """A value out of bounds gets a sentence beside its field and changes nothing."""
    page = opened(visit)
    field = control(page, "settings.minutes")
    field.fill(value)
    field.press("Tab")
    alert = page.get_by_role("alert").filter(has_text=re.compile("whole number"))
    expect(alert).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("12")
    field.press("Tab")
    expect(alert).to_be_hidden()
    told(page, "settings.saved")
    expect(page.locator(".study-save-state")).to_have_attribute("data-save-state", "saved")
    assert chosen(page) == {"minutes": 12}


def test_another_tab_is_followed(visit: Visitor) -> None:
    """What is chosen in one tab is shown in the other."""
    context = visit.context()
    one, other = opened(visit, context=context), opened(visit, context=context)
    control(one, "settings.day-start").select_option("0")
    expect(control(other, "settings.day-start")).to_have_value("0")
    press(other, "settings.reset").click()
    expect(control(one, "settings.day-start")).to_have_value("4")


def test_a_reset_of_settings_is_undone(visit: Visitor) -> None:
    """Reset brings what is usual, Undo what was chosen; the log keeps all of it."""
    page = opened(visit)
    expect(press(page, "settings.reset")).to_be_hidden()
    control(page, "settings.day-start").select_option("7")
    page.get_by_role("radio", name=say("settings.buttons-4")).check()
    press(page, "settings.reset").click()
    expect(control(page, "settings.day-start")).to_have_value("4")
    expect(page.get_by_role("radio", name=say("settings.buttons-2"))).to_be_checked()
    expect(press(page, "settings.undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(control(page, "settings.day-start")).to_have_value("7")
    expect(page.get_by_role("radio", name=say("settings.buttons-4"))).to_be_checked()
    expect(press(page, "settings.reset")).to_be_focused()
    expect(page.locator(".study-save-state")).to_have_attribute("data-save-state", "saved")
    assert [record["kind"] for record in records(page)] == ["setting"] * 4 + ["retract"] * 2


def test_deleting_all_progress_is_undone(visit: Visitor) -> None:
    """All decks are as new, also on their pages, after a reload too; Undo brings all back, and no record was lost."""
    page = visit(STEPS)
    expect(page.locator(".study-toolbar")).to_be_visible()
    learned(page, *firm("walk/steps#recall"), rated("walk/rich#plate", DAY), rated("gone/deck#card", DAY))
    before = records(page)
    page.goto(visit.site.url + SETTINGS)
    expect(page.get_by_text(say("settings.begun-decks", n=3))).to_be_visible()
    press(page, "settings.clear").click()
    told(page, "settings.cleared")
    expect(press(page, "settings.clear-undo")).to_be_focused()
    expect(page.locator(".study-save-state")).to_have_attribute("data-save-state", "saved")
    after = records(page)
    assert [record for record in after if record in before] == before
    page.goto(visit.site.url + "progress/")
    expect(page.get_by_text(say("progress.empty"))).to_be_visible()
    page.goto(visit.site.url + STEPS)
    expect(item(page, "recall")).not_to_have_attribute("data-state", re.compile("."))
    page.goto(visit.site.url + SETTINGS)
    press(page, "settings.clear-undo").click()
    told(page, "settings.clear-undone")
    expect(page.locator(".study-save-state")).to_have_attribute("data-save-state", "saved")
    page.goto(visit.site.url + STEPS)
    expect(item(page, "recall")).to_have_attribute("data-state", "right")


def test_it_says_where_answers_are_kept_and_leads_to_the_export(visit: Visitor) -> None:
    """Whether the browser promised to keep them is said in words; the link goes to the export."""
    page = visit(STEPS)
    expect(page.locator(".study-toolbar")).to_be_visible()
    learned(page, *firm("walk/steps#recall"))
    page.goto(visit.site.url + SETTINGS)
    expect(page.get_by_text(say("settings.kept-here"))).to_be_visible()
    expect(page.get_by_text(re.compile("The browser (has promised|may delete)"))).to_be_visible()
    page.get_by_role("link", name=say("settings.to-export")).click()
    expect(page.get_by_role("heading", name=say("progress.keep"))).to_be_in_viewport()


def test_every_control_has_its_label_and_help(visit: Visitor) -> None:
    """Each control is native, has a name, and its help is its description."""
    page = opened(visit)
    controls = page.locator(".study-settings").locator("input:not([type=radio]), select, fieldset")
    expect(controls).to_have_count(7)
    for each in controls.all():
        expect(each).to_have_accessible_name(re.compile("."))
        expect(each).to_have_accessible_description(re.compile("Usually: "))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(visit: Visitor, size: dict[str, Any], scheme: str) -> None:
    """Fresh, with a fault and with both undos, axe finds nothing, and nothing is wider than the screen."""
    page = visit(STEPS, context=visit.context(color_scheme=scheme, **size))
    expect(page.locator(".study-toolbar")).to_be_visible()
    learned(page, *firm("walk/steps#recall"))
    page.goto(visit.site.url + SETTINGS)
    expect(page.locator(".study-settings")).to_be_visible()
    assert findings(page) == []
    control(page, "settings.day-start").select_option("7")
    press(page, "settings.reset").click()
    press(page, "settings.clear").click()
    control(page, "settings.minutes").fill("-1")
    control(page, "settings.minutes").press("Tab")
    expect(page.get_by_role("alert").filter(has_text=re.compile("."))).to_be_visible()
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_right_to_left(visit_arabic: Visitor) -> None:
    """In Arabic labels stand at the right, and nothing is wider than a phone."""
    page = visit_arabic(SETTINGS, **PHONE)
    expect(page.locator(".study-settings")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert findings(page) == []


def test_without_javascript(visit: Visitor) -> None:
    """Without a script the page says so and shows no control that does nothing."""
    page = visit(SETTINGS, java_script_enabled=False)
    expect(page.get_by_text(say("page.needs-script"))).to_be_visible()
    expect(page.locator("study-tool").locator("input, select, button")).to_have_count(0)
