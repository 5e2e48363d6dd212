# Every type of item and every face, answered rightly and wrongly, by mouse, by keys and by touch, on a phone and on a
# desktop, in reviews and in practice, to the end screen, with what the log is told of it.

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from byheart.items import ITEM_TYPES
from tests.site import practice_stage
from tests.site.log_stage import learned
from tests.site.practice_stage import records
from tests.site.review_stage import REVIEW, asked
from tests.site.session_walk import KEYS, MOUSE, TOUCH, Way, to_the_end
from tests.site.stage import TYPES, Visitor, build_little_site, press, say
from tests.site.test_access import DESKTOP, PHONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.site.conftest import ServeFolder
    from tests.site.stage import Site

pytestmark = pytest.mark.browser

DECK = Path(__file__).parent / "content" / "walk" / "types.yml"
BURIED = {"both-ways~reversed", "told~c2", "neuron~body"}
"""Another face of what was asked today waits for another day."""
PROMPTS = {"why", "write"}
"""A prompt is never due: it rates the cards of its concepts."""
SIZES: dict[str, dict[str, Any]] = {"phone": PHONE, "desktop": DESKTOP | {"has_touch": True}}
STILL: dict[str, Any] = {"reduced_motion": "reduce"}


@pytest.fixture(scope="module")
def types_site(tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder) -> Iterator[Site]:
    """A site of the deck of all types alone."""
    folder = tmp_path_factory.mktemp("sessions")
    shutil.copytree(DECK.parent / "media", folder / "content" / "walk" / "media")
    (folder / "content" / "walk" / "types.yml").write_text(DECK.read_text("utf-8"), "utf-8")
    with serve_folder(folder / "project" / "site", "/site/") as url:
        yield build_little_site(folder / "project", url, folder / "content")


@pytest.fixture
def learn(browser: Browser, types_site: Site) -> Iterator[Visitor]:
    """Open pages of that site."""
    visitor = Visitor(browser, types_site)
    yield visitor
    visitor.close()


@pytest.fixture(scope="module")
def all_ids(browser: Browser, types_site: Site) -> set[str]:
    """The id of each face of each item of the deck."""
    visitor = Visitor(browser, types_site)
    page = visitor(TYPES)
    expect(page.locator(".study-item").last).to_have_attribute("role", "group")
    names = page.locator(".study-item").evaluate_all(
        "all => all.map((node) => node.dataset.item.split('#')[1])"
    )
    visitor.close()
    return set(names)


def in_log(page: Page, told: dict[str, list[dict[str, Any]]]) -> None:
    """Each record of the session is on disk, in its order, and there is no other."""
    n = sum(map(len, told.values()))
    settings = 1 if "/review/" in page.url else 0
    found = [record for record in records(page, n + settings) if record.get("mode")]
    by_item: dict[str, list[dict[str, Any]]] = {}
    for record in sorted(found, key=lambda each: each["at"]):
        by_item.setdefault(record["item"].partition("#")[2], []).append(record)
    assert by_item.keys() == told.keys()
    for name, wanted in told.items():
        shape = [
            {key: record.get(key) for key in entry}
            for record, entry in zip(by_item[name], wanted, strict=True)
        ]
        assert shape == wanted, name
    assert len(found) == n


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("way", [MOUSE, KEYS, TOUCH], ids=lambda way: way.name)
def test_practice_of_every_type_comes_to_its_end(
    learn: Visitor, all_ids: set[str], way: Way, size: str
) -> None:
    """All faces are asked once; what is wrong at one size is right at the other."""
    page = practice_stage.begin(learn, "?deck=walk/types", **SIZES[size], **STILL)
    told = to_the_end(page, way, wrong_at=int(size == "phone"))
    assert told.keys() == all_ids
    in_log(page, told)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("way", [MOUSE, KEYS, TOUCH], ids=lambda way: way.name)
def test_review_of_every_type_comes_to_its_end(
    learn: Visitor, all_ids: set[str], way: Way, size: str
) -> None:
    """What is forgotten comes again until it is recalled, the end is reached, and the bar never runs backwards."""
    page = learn(REVIEW, **SIZES[size], **STILL)
    expect(press(page, "review.start")).to_be_visible()
    learned(page, {"item": "setting:newPerDay", "kind": "setting", "response": 50, "ago": 1000})
    press(page, "review.start").click()
    expect(asked(page)).to_be_visible()
    page.evaluate(
        """() => {
          const bar = document.querySelector(".study-session-bar");
          globalThis.shares = [];
          new MutationObserver(() => shares.push(Number(bar.style.getPropertyValue("--study-done"))))
            .observe(bar, { attributes: true });
        }"""
    )
    told = to_the_end(page, way, wrong_at=int(size == "phone"))
    assert told.keys() == all_ids - BURIED - PROMPTS
    expect(page.locator(".study-end-title")).to_have_text(say("review.end-all"))
    shares = page.evaluate("shares")
    assert shares == sorted(shares)
    assert shares[-1] > 0.9
    in_log(page, told)


def test_the_deck_of_all_types_has_all_types(learn: Visitor) -> None:
    """A type that is new, and is not walked here, is named."""
    page = learn(TYPES)
    names = page.locator(".study-item").evaluate_all("all => all.map((node) => node.localName.slice(6))")
    assert {each.type_name for each in ITEM_TYPES} - {"group"} <= set(names)
