# How sure the learner is: asked on a site that is configured so, kept with the response, and asked only of questions.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.stage import COURSE, TYPES, Site, Visitor, build_little_site, item, press, saved, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.site.conftest import ServeFolder

pytestmark = pytest.mark.browser

LOG = """async () => {
  const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith("byheart:"));
  const open = indexedDB.open(name);
  await new Promise((resolve) => { open.onsuccess = resolve; });
  const all = open.result.transaction("log").objectStore("log").getAll();
  await new Promise((resolve) => { all.onsuccess = resolve; });
  open.result.close();
  return all.result;
}"""


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder) -> Iterator[Site]:
    """A site with `extra.byheart.confidence: true`."""
    folder = tmp_path_factory.mktemp("asking")
    with serve_folder(folder / "site", "/site/") as url:
        yield build_little_site(folder, url, COURSE, extra="    confidence: true\n")


@pytest.fixture
def page(browser: Browser, asking: Site) -> Iterator[Page]:
    """The deck of all types on that site."""
    visitor = Visitor(browser, asking)
    yield visitor(TYPES)
    visitor.close()


def test_questions_ask_how_sure_one_is_and_keep_it(page: Page) -> None:
    """What is pressed before Check is kept with the response; after it, it is not asked any more."""
    legs = item(page, "legs")
    certain = press(legs, "confidence.certain")
    certain.click()
    expect(certain).to_have_attribute("aria-pressed", "true")
    legs.get_by_role("textbox").fill("16")
    press(legs, "choice.check").click()
    expect(certain).not_to_be_visible()
    saved(page)
    (record,) = (each for each in page.evaluate(LOG) if each["item"].endswith("#legs"))
    assert (record["response"], record["confidence"]) == ("16", 3)


def test_it_may_be_left_unsaid(page: Page) -> None:
    """Check does not wait for it, and what was not said is not kept."""
    expect(press(item(page, "word"), "confidence.guess")).to_be_visible()
    item(page, "word").get_by_role("textbox").fill("overfitting")
    press(item(page, "word"), "choice.check").click()
    expect(item(page, "word")).to_have_attribute("data-state", "right")
    saved(page)
    assert all("confidence" not in record for record in page.evaluate(LOG))


def test_only_questions_ask(page: Page, visit: Visitor) -> None:
    """Cards and prompts, whose learners judge themselves, do not ask; nor does a site that did not choose it."""
    words = say("confidence.question")
    questions = page.locator("article .study-item").filter(has_text=words)
    expect(questions).to_have_count(12)
    for name in ("both-ways", "blanks~c1", "why"):
        expect(item(page, name)).not_to_contain_text(words)
    other = visit(TYPES)
    expect(press(item(other, "legs"), "choice.check")).to_be_visible()
    expect(other.get_by_text(words)).to_have_count(0)
