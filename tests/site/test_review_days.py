# A session of review and the days of its learner: it goes on while its day lasts, and not after it.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.keeping_stage import records
from tests.site.review_stage import REVIEW, answer_rightly, asked, begin
from tests.site.stage import press, saved

if TYPE_CHECKING:
    from tests.site.stage import Visitor

pytestmark = pytest.mark.browser

EVENING = "2026-03-02T22:00:00"
HOUR = 60 * 60 * 1000
DAY = 24 * HOUR


def test_a_session_of_another_day_does_not_go_on(learn: Visitor) -> None:
    """It goes on while its day lasts, past midnight too; later the page begins with what is due then, and the log has all."""
    context = learn.context()
    context.clock.install(time=EVENING)
    page = learn(REVIEW, context=context)
    begin(page)
    answer_rightly(page)
    saved(page)
    noted = records(page)
    here = page.locator(".study-session-place").inner_text()
    context.clock.run_for(4 * HOUR)
    page.reload()
    expect(page.locator(".study-session-place")).to_have_text(here)
    context.clock.run_for(3 * DAY)
    page.reload()
    expect(press(page, "review.start")).to_be_visible()
    expect(page.locator(".study-session")).to_have_count(0)
    assert records(page) == noted
    begin(page)
    expect(asked(page)).to_be_visible()
    page.reload()
    expect(asked(page)).to_be_visible()
