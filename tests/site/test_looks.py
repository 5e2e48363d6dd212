# How things look, where a picture of the page would show it and a number can: frames, the dark, what a filter leaves,
# the page for lost addresses, the bar of a long deck; and that what a narrow window changes is what counts there.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.layout_stage import settled
from tests.site.stage import DEMO, RICH, ROOT, STEPS, Visitor, focus_item, heading, item, say
from tests.site.test_layout import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

pytestmark = pytest.mark.browser

ASSETS = ROOT / "generator" / "byheart" / "assets"

# Of two selectors that ask for the same, the longer one wins; the one outside of the media rule must not be longer.
_LOST = r"""(sheets) => {
  const split = (text, sign) => {
    const parts = [""];
    let depth = 0;
    for (const letter of text) {
      depth += (letter === "(") - (letter === ")");
      if (letter === sign && !depth) parts.push("");
      else parts[parts.length - 1] += letter;
    }
    return parts.map((part) => part.trim());
  };
  const expand = (selector) => {
    const at = selector.search(/:is\(/);
    if (at < 0) return [selector];
    let end = at + 4;
    for (let depth = 1; depth; end += 1) depth += (selector[end] === "(") - (selector[end] === ")");
    const inner = split(selector.slice(at + 4, end - 1), ",");
    return inner.flatMap((each) => expand(selector.slice(0, at) + each + selector.slice(end)));
  };
  const weigh = (selector) => {
    const parts = selector.match(/::?[\w-]+(\([^)]*\))?|\.[\w-]+|\[[^\]]*\]|#[\w-]+/g) ?? [];
    const tags = selector.replace(/::?[\w-]+(\([^)]*\))?|\.[\w-]+|\[[^\]]*\]|#[\w-]+/g, "").match(/[a-z][\w-]*/gi) ?? [];
    return { asks: new Set(parts.filter((part) => part !== "[dir]")), weight: parts.length * 100 + tags.length, ends: selector.match(/(\.[\w-]+)[^ .]*$/)?.[1] };
  };
  const found = [];
  for (const text of sheets) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const rules = (list) => [...list].filter((rule) => rule.selectorText).flatMap((rule) =>
      split(rule.selectorText, ",").flatMap(expand).map((selector) => ({ selector, style: rule.style, ...weigh(selector) })));
    const usual = rules(sheet.cssRules);
    const narrow = [...sheet.cssRules].filter((rule) => /width/.test(rule.conditionText ?? "")).flatMap((rule) => rules(rule.cssRules));
    for (const rule of narrow) {
      for (const other of usual) {
        if (rule.ends !== other.ends || other.weight <= rule.weight) continue;
        if (![...other.asks].every((part) => rule.asks.has(part))) continue;
        for (const name of rule.style) {
          if (other.style.getPropertyValue(name) && other.style.getPropertyValue(name) !== rule.style.getPropertyValue(name)) {
            found.push(`${rule.selector} loses its ${name} to ${other.selector}`);
          }
        }
      }
    }
  }
  return { found, looked: sheets.length };
}"""


def test_what_a_narrow_window_changes_counts_there(browser: Browser) -> None:
    """No rule in a media query about the width loses to a rule outside of it that asks for nothing more."""
    page = browser.new_page()
    sheets = [path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("byheart*.css"))]
    found = page.evaluate(_LOST, sheets)
    doubled = ".a li.b.b { color: red } @media (max-width: 9em) { .a .b { color: blue } }"
    control = page.evaluate(_LOST, [doubled])
    page.close()
    assert control["found"] == [".a .b loses its color to .a li.b.b"], "the way to look sees the fault"
    assert found == {"found": [], "looked": len(sheets)}


# The items in which something changed.
_NOTE_CHANGES = """() => {
  globalThis.changed = new Set();
  const note = (changes) => {
    for (const { target } of changes) {
      const item = target.parentElement?.closest(".study-item") ?? target.closest?.(".study-item");
      if (item) globalThis.changed.add(item.dataset.item);
    }
  };
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  new MutationObserver(note).observe(document.body, all);
}"""


def edges(where: Locator) -> list[str]:
    """The colours of the edges: of each that is drawn."""
    drawn: list[str] = where.evaluate(
        """(node) => { const style = getComputedStyle(node);
        return ["Top", "Right", "Bottom", "Left"].filter((side) => parseFloat(style[`border${side}Width`]))
          .map((side) => style[`border${side}Color`]); }"""
    )
    return drawn


def test_a_frame_goes_around_heading_and_body(visit: Visitor) -> None:
    """Focus and link target frame the whole card: three sides of each half in one colour, none between, no outline."""
    page = visit(f"{STEPS}#recall")
    for focused in (False, True):
        if focused:
            focus_item(page, "recall")
        halves = heading(page, "recall"), item(page, "recall")
        drawn = [edges(half) for half in halves]
        assert [len(sides) for sides in drawn] == [3, 3]
        assert len({colour for sides in drawn for colour in sides}) == 1
        for half in halves:
            assert half.evaluate("node => getComputedStyle(node).boxShadow") != "none"
            assert half.evaluate("node => getComputedStyle(node).outlineStyle") == "none"
    usual = edges(item(page, "spacing"))
    assert usual[0] not in drawn[0]


def test_a_filter_hides_what_the_table_of_contents_says(visit: Visitor) -> None:
    """An item that the filter hides has no entry in the table of contents; shown again, it has."""
    page = visit(DEMO, viewport={"width": 1280, "height": 900})
    entries = page.locator('.md-sidebar--secondary .md-nav__link[href*="#"]:visible')
    shown = page.locator(".md-content :is(h2, h3).study-question:visible, .md-content h2[id]:visible")
    usual = entries.count()
    page.locator('[data-facet="level"] .study-pill').nth(1).click()
    expect(page.locator(".study-shown")).to_be_visible()
    assert entries.count() == shown.count() < usual
    page.locator('[data-facet="level"] .study-pill').first.click()
    assert entries.count() == usual


def test_pictures_do_not_glare_in_the_dark(visit: Visitor) -> None:
    """In the dark a picture has a light ground for what is transparent in it, and is less bright; on paper it is as it is."""
    page = visit(RICH, color_scheme="dark")
    picture = page.locator(".study-intro img")
    look = "node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).filter]"
    assert picture.evaluate(look) == ["rgb(255, 255, 255)", "brightness(0.86)"]
    page.emulate_media(media="print", color_scheme="dark")
    assert picture.evaluate(look)[1] == "none"


def test_later_visits_follow_the_system_too(visit: Visitor) -> None:
    """Who never chose gets the system's scheme each time, and on an open page at once; who chose keeps it."""
    page = visit("", color_scheme="light")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.locator("label[for^=__palette]:visible").first.click()
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_a_lost_address_leads_on(german_visit: Visitor) -> None:
    """The page for addresses that lead nowhere says so in the site's language, and leads home and to all decks."""
    page = german_visit("404.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text(say("page.missing.title", "de"))
    page.get_by_role("link", name=say("page.all-decks", "de")).last.click()
    expect(page).to_have_url(german_visit.site.url + "decks/")


def test_a_long_deck_has_a_bar_of_shares(german_visit: Visitor) -> None:
    """Two hundred items are one segment for each state, as long as their share, and said in words."""
    page = german_visit("decks/wissen/viele/", viewport=PHONE)
    segments = page.locator(".study-progress .study-segment")
    expect(segments).to_have_count(1)
    page.evaluate(_NOTE_CHANGES)
    for index in range(2):
        card = page.locator("study-card").nth(index)
        card.locator(".study-answer > summary").click()
        card.locator('[data-rating="good"]').click()
    expect(segments).to_have_count(2)
    settled(page)
    assert page.evaluate("globalThis.changed.size") == 2, "an answer draws its own item and no other"
    done, left = (segments.nth(index).evaluate("node => node.offsetWidth") for index in range(2))
    assert 0 < done < left / 50
    expect(page.locator(".study-bar")).to_have_attribute(
        "aria-label", f"{say('page.recall', 'de')}: 2 richtig, 198 offen"
    )
