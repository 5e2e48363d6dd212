# For everyone: axe on every kind of page, focus to be seen, targets to be hit, a verdict to be heard, 400 % zoom.

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import expect

from tests.site.stage import (
    DEMO,
    PAGES,
    RICH,
    ROOT,
    STEPS,
    Visitor,
    answer,
    heading,
    item,
    live,
    option,
    press,
    say,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

AXE = ROOT / "generator" / "client" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ZOOMED: dict[str, Any] = {"viewport": {"width": 320, "height": 640}}
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours; to all others a page is the same in either scheme."""
FINDINGS = """async ([rules, colours]) => {
  const find = async (context, options) => (await axe.run(context, { ...options, resultTypes: ["violations"], iframes: false })).violations;
  const found = rules.length ? await find(document, {
    runOnly: rules, rules: Object.fromEntries(colours.map((id) => [id, { enabled: false }])),
  }) : [];
  // A colour comes with the element, its attributes and its place, whatever the words are: among siblings of the same kind,
  // which have the same kinds of elements in them, the first three and the last are looked at.
  const naming = /^(id|href|src|for|name|title|alt|value|content|datetime|d|aria-(label|labelledby|controls|describedby)|data-(item|clipboard-target|title))$/;
  const looks = new Map();
  const look = (node) => {
    if (!looks.has(node)) looks.set(node, node.localName + [...node.attributes].filter(({ name }) => !naming.test(name)).map(({ name, value }) => `[${name}=${value}]`).join(""));
    return looks.get(node);
  };
  const kind = (node) => [look(node), ...[...new Set([...node.querySelectorAll("*")].map(look))].sort()].join(" ");
  const exclude = [];
  const thin = (parent) => {
    const groups = new Map();
    for (const node of parent.children) groups.set(kind(node), [...groups.get(kind(node)) ?? [], node]);
    for (const group of groups.values()) exclude.push(...group.splice(3, Math.max(0, group.length - 4)));
    for (const group of groups.values()) group.forEach(thin);
  };
  thin(document.body);
  found.push(...await find({ exclude }, { runOnly: colours }));
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary.split("\\n").at(-1).trim()}`));
}"""


@functools.cache
def axe() -> str:
    """The script that looks for what is wrong."""
    return AXE.read_text(encoding="utf-8")


def findings(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe finds on a page as it is now: by these rules, and by those that look at colours."""
    # What fades in is judged when it is there.
    page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {})))")
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(axe())
    found: list[str] = page.evaluate(FINDINGS, [rules, COLOURS])
    return found


def findings_in_both(page: Page) -> list[str]:
    """What axe finds on a page as it is now, with the scheme; ends in the light one."""
    light = [f"light: {found}" for found in findings(page)]
    turn(page, "dark")
    dark = [f"dark: {found}" for found in findings(page, [])]
    turn(page, "light")
    return light + dark


def turn(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Let the system prefer a scheme, and wait until the page has it."""
    page.emulate_media(color_scheme=scheme)
    name = {"light": "default", "dark": "slate"}[scheme]
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)


def use(page: Page) -> None:
    """Bring every state of every kind of item onto the screen."""
    for name, rating in (("recall", "card.good"), ("spacing", "card.again")):
        item(page, name).locator(".study-answer > summary").click()
        press(item(page, name), rating).click()
    item(page, "cramming").locator(".study-answer > summary").click()
    item(page, "strongest").locator(".study-hint > summary").click()
    answer(page, "strongest", "reread")
    answer(page, "desirable", "spaced", "loud")
    press(item(page, "desirable"), "choice.show-answer").click()
    option(page, "pinned", "none").locator("label").click()
    prompt = item(page, "why-spacing")
    prompt.get_by_role("textbox").fill("my own words")
    press(prompt, "explain.done").click()
    for judgement in ("yes", "partly", "no"):
        press(prompt.locator(".study-concept:visible").last, f"explain.{judgement}").click()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_either_scheme(visit: Visitor, size: dict[str, Any]) -> None:
    """On every kind of page, fresh and used, in both schemes and sizes, axe finds nothing, not even of the theme's."""
    context = visit.context(color_scheme="light", **size)
    found: dict[str, list[str]] = {}
    for name, path in PAGES.items():
        page = visit(path, context=context)
        found[name] = findings_in_both(page)
        page.close()
    page = visit(STEPS, context=context)
    use(page)
    found["used deck"] = findings_in_both(page)
    press(page, "deck.keys").click()
    found["list of keys"] = findings_in_both(page)
    assert "\n".join(f"{name}: {fault}" for name, faults in found.items() for fault in faults) == ""


def test_axe_finds_nothing_while_searching(visit: Visitor) -> None:
    """With the search open and results in it axe finds nothing either."""
    page = visit("", extra_http_headers={})
    page.keyboard.press("/")
    page.locator(".md-search__input").press_sequentially("plate")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert findings(page) == []


def test_axe_would_find_something(visit: Visitor) -> None:
    """The control: a picture without text, a button without a name and faint text are found."""
    page = visit("")
    page.evaluate(
        """document.querySelector("article").insertAdjacentHTML("beforeend",
           "<img src='x.png'><button></button><p style='color:#bbb;background:#fff'>faint</p>")"""
    )
    assert {found.split(":")[0] for found in findings(page)} == {"image-alt", "button-name", "color-contrast"}


def test_axe_would_find_a_colour_of_the_dark_alone(visit: Visitor) -> None:
    """The control: what is faint in the dark scheme only is found there."""
    page = visit("")
    page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend', '<p class=faint>faint</p>')"
    )
    # The policy lets no style sheet into a page; one that a script makes is not one of the page.
    page.evaluate(
        """const sheet = new CSSStyleSheet();
           sheet.replaceSync("[data-md-color-scheme=slate] .faint { color: #555; }");
           document.adoptedStyleSheets = [sheet]"""
    )
    [found] = findings_in_both(page)
    assert found.startswith("dark: color-contrast: .faint")


def test_axe_would_find_one_colour_among_many(visit: Visitor) -> None:
    """The control: what is faint between others of its kind is found, by its own look, and by that of what is in it."""
    page = visit("")
    page.evaluate(
        """() => {
          const rows = [...Array(20).keys()].map((n) => `<p id=row-${n}>row <i>${n}</i></p>`);
          document.querySelector("article").insertAdjacentHTML("beforeend", rows.join(""));
          document.querySelector("#row-7").style.color = document.querySelector("#row-13 i").style.color = "#ccc";
        }"""
    )
    assert {found.split(":")[1].strip() for found in findings(page)} == {"#row-7", "#row-13 > i"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_can_be_seen(visit: Visitor, scheme: str) -> None:
    """Everything that Tab reaches in the page's content looks different while it has the focus."""
    page = visit(STEPS, color_scheme=scheme, reduced_motion="reduce")
    use(page)
    look = """() => {
      const node = document.activeElement;
      if (!node || !node.closest("article")) return null;
      const seen = (element, pseudo) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, color, textDecorationLine } =
          getComputedStyle(element, pseudo);
        const outline = outlineStyle === "none" || outlineWidth === "0px" ? "" : outlineStyle + outlineWidth + outlineColor;
        return [outline, boxShadow, borderColor, backgroundColor, color, textDecorationLine].join("|");
      };
      // A radio button is seen through its row.
      const shown = [node, node.closest("label"), node.closest("li"), node.closest("details")].filter(Boolean);
      const now = () => shown.map((element) => seen(element) + seen(element, "::before")).join();
      const focused = now();
      node.blur();
      const blurred = now();
      node.focus({ preventScroll: true, focusVisible: true });
      return { name: node.outerHTML.slice(0, 120), visible: focused !== blurred };
    }"""
    page.locator("article a, article button").first.focus()
    seen: list[dict[str, Any]] = []
    for _ in range(120):
        state = page.evaluate(look)
        if state is None:
            break
        seen.append(state)
        page.keyboard.press("Tab")
    assert len(seen) > 40
    assert [entry["name"] for entry in seen if not entry["visible"]] == []


SMALL = """([selector, least]) => [...document.querySelectorAll(selector)].map((node) => {
  // A radio button or a checkbox is hit anywhere in its label.
  const target = node.matches("[type=radio], [type=checkbox]") ? node.labels[0] : node;
  return { node, target, area: target.getBoundingClientRect() };
}).filter(({ target, area }) => target.checkVisibility() && (area.width < least || area.height < least))
  .map(({ node, area }) => `${area.width} x ${area.height}: ${node.outerHTML.slice(0, 100)}`)"""
CONTROLS = "article :is(button, summary, input, select, textarea), article .study-button"


@pytest.mark.parametrize(("size", "least"), [(DESKTOP, 24), (PHONE, 44)], ids=["mouse", "finger"])
def test_targets_can_be_hit(visit: Visitor, size: dict[str, Any], least: int) -> None:
    """Our controls are at least 24 pixels high and wide, and 44 where a finger has to hit them."""
    page = visit(STEPS, **size)
    assert page.evaluate(SMALL, [CONTROLS, least]) == []
    use(page)
    assert page.evaluate(SMALL, [CONTROLS, least]) == []
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<button>.</button>')")
    assert page.evaluate(SMALL, [CONTROLS, 60]), "the control: something is smaller than 60"


@pytest.mark.parametrize("path", [*PAGES.values(), "used"], ids=[*PAGES, "used deck"])
def test_nothing_to_scroll_sideways_at_400_percent(visit: Visitor, path: str) -> None:
    """At 400 % zoom, 320 pixels wide, no page has to be scrolled sideways, and no text is cut off at the side."""
    page = visit(STEPS if path == "used" else path, **ZOOMED)
    if path == "used":
        use(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    beyond = page.locator("article").evaluate(
        """(article) => [...article.querySelectorAll("*")].filter((node) => {
          const { right, left, width } = node.getBoundingClientRect();
          const scrolls = node.closest("pre, .study-table, .md-typeset__scrollwrap, .md-typeset__table, [data-display], .study-visually-hidden");
          return width && !scrolls && node.checkVisibility({ visibilityProperty: true }) && (right > 321 || left < -1);
        }).map((node) => node.outerHTML.slice(0, 90))"""
    )
    assert beyond == []


def test_reduced_motion_moves_nothing(visit: Visitor) -> None:
    """Where motion is not wanted, none of our elements moves or fades; where it is, something does (the control)."""
    moving = """() => [...document.querySelectorAll("article, article *")].filter((node) => {
      const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(node);
      const longest = Math.max(...transitionDuration.split(",").map(parseFloat));
      return node.closest("[class*=study-]") && (longest > 0 || (animationName !== "none" && parseFloat(animationDuration) > 0));
    }).map((node) => node.outerHTML.slice(0, 80))"""
    page = visit(STEPS, reduced_motion="reduce")
    use(page)
    assert page.evaluate(moving) == []
    assert visit(STEPS).evaluate(moving)


def test_forced_colours_keep_the_states_apart(visit: Visitor) -> None:
    """With the system's own colours, states and marks are told by words, signs and lines, not by backgrounds."""
    page = visit(STEPS, forced_colors="active")
    use(page)
    for name, key in (
        ("recall", "status.recalled"),
        ("spacing", "status.again"),
        ("strongest", "status.wrong"),
    ):
        expect(item(page, name).locator(".study-status")).to_contain_text(say(key))
    for name, mark in (("spaced", "mark-your-key"), ("loud", "mark-your-choice"), ("mixed", "mark-key")):
        expect(option(page, "desirable", name)).to_contain_text(say(f"choice.{mark}"))
    looks = page.locator(".study-segment").evaluate_all(
        """(nodes) => Object.fromEntries(nodes.map((node) => {
          const style = getComputedStyle(node);
          return [node.dataset.state ?? "", [style.backgroundImage, style.backgroundColor, style.borderStyle].join()];
        }))"""
    )
    assert set(looks) == {"", "right", "partly", "wrong"}
    assert len(set(looks.values())) == 4
    buttons = page.locator("article button:visible").evaluate_all(
        """(nodes) => {
          const lined = (node) => getComputedStyle(node).borderStyle !== "none";
          // Buttons in one frame share its line.
          return nodes.filter((node) => !lined(node) && !lined(node.parentElement)).map((node) => node.outerHTML);
        }"""
    )
    assert buttons == [], "without its background, a button without a line is plain text"


def test_states_are_told_by_words_and_signs(visit: Visitor) -> None:
    """Right, partly and wrong each have a sign and a word of their own; colour only repeats them."""
    page = visit()
    use(page)
    signs = {
        item(page, name).locator(".study-status").inner_text().split()[0]
        for name in ("recall", "spacing", "why-spacing")
    }
    assert len(signs) == 3


def test_a_verdict_is_heard_and_gets_the_focus(visit: Visitor) -> None:
    """The verdict goes into a live region that was there before, and the focus goes to the feedback."""
    page = visit()
    expect(live(page, "strongest")).to_have_role("status")
    expect(live(page, "strongest")).to_be_empty()
    answer(page, "strongest", "reread")
    expect(live(page, "strongest")).to_contain_text(say("choice.wrong"))
    expect(item(page, "strongest").locator(".study-verdict")).to_be_focused()
    expect(item(page, "strongest").locator(".study-verdict")).to_be_in_viewport()


def test_names_and_structure(visit: Visitor) -> None:
    """Each item is a group with its question as name, options are a named radio group, headings go down in steps."""
    page = visit()
    expect(item(page, "strongest")).to_have_role("group")
    expect(item(page, "strongest")).to_have_accessible_name("Which of these strengthens memory most?")
    group = item(page, "strongest").get_by_role("radiogroup")
    expect(group).to_have_accessible_name("Which of these strengthens memory most?")
    expect(group.get_by_role("radio")).to_have_count(4)
    expect(group.get_by_role("radio", name="Retrieving it from memory")).to_have_count(1)
    expect(heading(page, "strongest")).to_have_role("heading")
    for path in (STEPS, RICH, DEMO, PAGES["tags"], PAGES["topic"]):
        page.goto(visit.site.url + path)
        levels = page.locator("article :is(h1, h2, h3, h4):visible").evaluate_all(
            "all => all.map((node) => +node.tagName[1])"
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
